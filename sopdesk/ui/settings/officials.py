"""Pejabat: who holds which desk, today and at other times."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout

from sopdesk.domain.dates import short_date
from sopdesk.domain.officials import Appointment, Official, Status, holder
from sopdesk.domain.rights import Right
from sopdesk.domain.sop import Desk as Table
from sopdesk.services.sentences import DESKS
from sopdesk.services.settings import officials
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble
from sopdesk.ui.kit.button import Button, Check, Kind
from sopdesk.ui.kit.dialog import Question
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import ColourName, Space
from sopdesk.ui.settings.appointment import AppointmentDialog, EndDialog
from sopdesk.ui.settings.section import NOBODY, Section

_NEEDED = (Table.CAMAT, Table.SEKCAM, Table.KASUBBAG)
_ORDER = {table: place for place, table in enumerate(reversed(Table))}
NOW, STANDS_BACK, LATER, OVER = "menjabat", "digantikan", "belum mulai", "berakhir"
_RANK = {NOW: 0, STANDS_BACK: 1, LATER: 2, OVER: 3}


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post and what it is today."""

    post: Appointment
    state: str


def post_rows(posts: Sequence[Appointment], today: date) -> list[PostRow]:
    """Every post, the Camat first, those of today before the others."""
    acting = {found.id for table in Table if (found := holder(posts, table, today)) is not None}
    rows = [PostRow(post, _state(post, today, acting=post.id in acting)) for post in posts]
    return sorted(rows, key=_place)


def _state(post: Appointment, today: date, *, acting: bool) -> str:
    if acting:
        return NOW
    if post.covers(today):
        return STANDS_BACK
    return LATER if post.begins > today else OVER


def _place(row: PostRow) -> tuple[int, int, int]:
    return (_ORDER[row.post.desk], _RANK[row.state], -row.post.begins.toordinal())


def empty_desks(posts: Sequence[Appointment], today: date) -> list[str]:
    """The desks whose initials or signature every SOP needs and that nobody holds today."""
    return [DESKS[table.value] for table in _NEEDED if holder(posts, table, today) is None]


def _identity(row: PostRow) -> int:
    return row.post.id


def _state_text(row: PostRow) -> str:
    return row.state


def _icon(row: PostRow) -> str:
    return "circle-check" if row.state == NOW else ""


def _ink(row: PostRow) -> ColourName | None:
    return "aman" if row.state == NOW else "muted"


def _desk(row: PostRow) -> str:
    return DESKS[row.post.desk.value]


def _title(row: PostRow) -> str:
    return f"{row.post.status.prefix}{row.post.title}"


def _name(row: PostRow) -> str:
    return row.post.official.name


def _nip(row: PostRow) -> str:
    return row.post.official.nip


def _rank(row: PostRow) -> str:
    return row.post.official.rank


def _status(row: PostRow) -> str:
    return "definitif" if row.post.status is Status.DEFINITIF else row.post.status.prefix.strip()


def _span(row: PostRow) -> str:
    since = short_date(row.post.begins)
    return f"{since} – {short_date(row.post.ends)}" if row.post.ends else f"sejak {since}"


def _decree(row: PostRow) -> str:
    return row.post.decree


def _begins(row: PostRow) -> date:
    return row.post.begins


COLUMNS: tuple[Column[PostRow], ...] = (
    Column("keadaan", "Hari ini", _state_text, sort=_place, width=112, icon=_icon, ink=_ink),
    Column("meja", "Meja", _desk, sort=_place, width=98),
    Column("nama", "Nama", _name, stretch=True, bold=True, tip=_name),
    Column("jabatan", "Jabatan", _title, width=190, tip=_title),
    Column("nip", "NIP", _nip, width=152),
    Column("pangkat", "Pangkat", _rank, width=140, tip=_rank),
    Column("masa", "Masa", _span, sort=_begins, width=172),
    Column("status", "Status", _status, width=80, hidden=True),
    Column("sk", "SK", _decree, width=120, tip=_decree, hidden=True),
)


class OfficialsSection(Section):
    """Each change is saved by its own dialog, so there is nothing to lose here."""

    def __init__(self, desk: Desk, _theme: Theme) -> None:
        super().__init__(
            desk,
            "Pejabat",
            "Nama di kolom tanda tangan dan paraf diambil dari sini menurut tanggal surat. "
            "Plh., Plt., dan Pj. didahulukan dari pejabat definitif.",
            saves=False,
            scrolls=False,
        )
        self.warning = Notice("", Tone.WARNING)
        self.add = Button("Tambah pejabat…", Kind.MAIN, icon="plus")
        self.change = Button("Ubah…")
        self.end = Button("Akhiri…")
        self.drop = Button("Hapus…", Kind.DANGER)
        self.past = Check("Tampilkan yang sudah berakhir")
        empty = EmptyState(
            "users",
            "Belum ada pejabat",
            "Camat, Sekcam, dan Kasubbag diperlukan agar surat dapat diparaf dan ditandatangani.",
        )
        self.table: RecordTable[PostRow] = RecordTable(
            COLUMNS, identity=_identity, name="Pejabat", empty=empty, filtered=False, unit="jabatan"
        )
        row = QHBoxLayout()
        row.setSpacing(Space.BETWEEN)
        for button in (self.add, self.change, self.end, self.drop):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.past)
        self.body.addWidget(self.warning)
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)
        self._offer()
        self._on_selected(None)
        self.past.toggled.connect(self.load)
        self.add.clicked.connect(self.begin_add)
        self.change.clicked.connect(self._on_change)
        self.end.clicked.connect(self._on_end)
        self.drop.clicked.connect(self._on_drop)
        self.table.selected.connect(self._on_selected)
        self.guard(Right.OFFICIALS, self.add, self.change, self.end, self.drop)
        self.table.activated.connect(self._on_change)

    def load(self) -> None:
        """Show the posts."""
        posts, today = self.desk.known.appointments, self.desk.today()
        rows = post_rows(posts, today)
        over = sum(row.state == OVER for row in rows)
        self.past.setVisible(over > 0)
        shown = rows if self.past.isChecked() else [row for row in rows if row.state != OVER]
        self.table.set_records(shown)
        empty = empty_desks(posts, today)
        words = f"Belum ada pejabat hari ini untuk meja {', '.join(empty)}." if empty and posts else ""
        self.warning.say(words)

    def begin_add(self) -> None:
        """Open the form of a new post."""
        if not self._somebody():
            return
        dialog = AppointmentDialog(self.desk, self, self._people(), table=self._next_table())
        dialog.accepted.connect(partial(self.done.emit, "Pejabat ditambahkan."))
        dialog.open()

    def _next_table(self) -> Table:
        today = self.desk.today()
        posts = self.desk.known.appointments
        return next((each for each in _NEEDED if holder(posts, each, today) is None), Table.CAMAT)

    def _people(self) -> Sequence[Official]:
        return officials(self.desk.office)

    def _offer(self) -> None:
        for words, slot, keys in (
            ("Ubah…", self._on_change, ""),
            ("Akhiri…", self._on_end, ""),
            ("Hapus…", self._on_drop, "Del"),
        ):
            action = QAction(words, self.table)
            if keys:
                action.setShortcut(QKeySequence(keys))
            action.triggered.connect(slot)
            self.table.add_action(action)

    def _on_selected(self, record: object) -> None:
        for button in (self.change, self.drop):
            button.setEnabled(isinstance(record, PostRow))
        self.end.setEnabled(isinstance(record, PostRow) and record.post.ends is None)

    def _on_change(self) -> None:
        row = self.table.current()
        if row is not None and self._somebody():
            dialog = AppointmentDialog(self.desk, self, self._people(), row.post)
            dialog.accepted.connect(partial(self.done.emit, "Pejabat disimpan."))
            dialog.open()

    def _on_end(self) -> None:
        row = self.table.current()
        if row is not None and row.post.ends is None and self._somebody():
            dialog = EndDialog(self.desk, self, row.post)
            dialog.accepted.connect(partial(self.done.emit, "Masa jabatan disimpan."))
            dialog.open()

    def _on_drop(self) -> None:
        row = self.table.current()
        if row is None or not self._somebody():
            return
        question = Question(
            "Hapus jabatan",
            f"Jabatan {_title(row)} atas nama {_name(row)} dihapus dari daftar. Gunakan hanya bila salah isi; "
            "bila masa jabatannya habis, pilih Akhiri. Catatannya tetap ada.",
            self,
            action="Hapus",
            danger=True,
        )
        question.confirmed.connect(partial(self._on_dropped, row.post.id))
        question.open()

    def _on_dropped(self, appointment_id: int) -> None:
        try:
            self.acts.drop_appointment(appointment_id)
        except (Refused, Trouble) as error:
            self.fail(error)
            return
        self.done.emit("Jabatan dihapus dari daftar.")

    def _somebody(self) -> bool:
        self.notice.say("" if self.acts.by else NOBODY, Tone.WARNING)
        return bool(self.acts.by)
