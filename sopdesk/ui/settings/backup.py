"""Cadangan: how the backups stand, where they go, and the way back."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from sopdesk.domain.dates import long_moment
from sopdesk.domain.errors import Fault
from sopdesk.domain.rights import Right
from sopdesk.services.backup_papers import BERITA_ACARA, CADANGAN
from sopdesk.services.backup_places import keeping
from sopdesk.services.backup_rounds import Round, Standing
from sopdesk.services.backup_settings import drop_second, protect, use_second, warn_after
from sopdesk.services.backups import ASKED, ENDING, Made, backup_name
from sopdesk.services.orders import PaperOrder
from sopdesk.services.restoring import kept_offices
from sopdesk.ui.backups.password import PasswordDialog
from sopdesk.ui.backups.restore import RestoreDialog
from sopdesk.ui.backups.run import Run
from sopdesk.ui.backups.second import SecondPlace
from sopdesk.ui.backups.tasks import round_of, stand, to_file
from sopdesk.ui.backups.words import UndoWish, round_words, warning
from sopdesk.ui.board.flow import FlowLayout
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.dialog import Question
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.text import Label, hairline
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.papers.work import Work
from sopdesk.ui.settings.section import NOBODY, Section

_DAYS: Final = (1, 2, 3, 5, 10)


class BackupSection(Section):
    """Every choice counts at once. ``restore_requested`` carries a ``RestoreWish`` or an ``UndoWish``."""

    restore_requested = Signal(object)

    def __init__(self, desk: Desk, _theme: Theme) -> None:
        super().__init__(
            desk,
            "Cadangan",
            "Salinan utuh data kantor: dibuat sendiri sekali sehari dan saat jendela ditutup, diperiksa sesudah "
            "ditulis, dan yang lama dikurangi sendiri (7 hari, 4 minggu, 12 bulan).",
            saves=False,
        )
        self._looking: Work | None = None
        self._run = Run(self)
        self.state = Notice("", Tone.GOOD)
        self.result = Notice("", Tone.GOOD, closable=True)
        self.now = Button("Cadangkan sekarang", Kind.MAIN)
        self.to_file = Button("Simpan ke file …", icon="save")
        self.minutes = Button("Berita acara", icon="printer")
        self.second = SecondPlace()
        self.locked = Label("")
        self.set_password = Button("Atur kata sandi …", icon="lock")
        self.no_password = Button("Hapus kata sandi")
        self.days = ChoiceField(
            "Ingatkan bila cadangan terakhir lebih lama dari", [(d, f"{d} hari kerja") for d in _DAYS]
        )
        self.restore = Button("Pulihkan dari cadangan …", icon="history")
        self.undo = Button("Batalkan pemulihan …", icon="undo-2")
        self.kept = Label("", ink="muted", wrap=True)
        self._fill()
        self._connect()
        self.guard(Right.BACKUP_PLACE, self.second, self.days, self.set_password, self.no_password)
        self.guard(Right.RESTORE, self.restore, self.undo)

    def load(self) -> None:
        """Show how things stand; the disks are looked at beside the window."""
        value = keeping(self.desk.office.folder)
        self.second.show_place(value)
        closed = bool(value.key)
        self.locked.setText(
            "Cadangan memakai kata sandi." if closed else "Cadangan tidak memakai kata sandi."
        )
        self.no_password.setVisible(closed)
        self.days.set_value(value.warn_days if value.warn_days in _DAYS else 3)
        self._show_kept()
        self._look()

    def back_up(self) -> None:
        """Make one now, here and in the second place."""
        self.result.say("")
        self._run.start(
            "Membuat cadangan",
            "Cadangan ditulis, lalu dibuka kembali dan diperiksa.",
            partial(round_of, self.desk, ASKED),
        )

    def _fill(self) -> None:
        self.body.addWidget(self.state)
        self._buttons(self.now, self.to_file, self.minutes)
        self.body.addWidget(self.result)
        self._part("Tempat kedua", "Setiap cadangan disalin juga ke sini. Flash disk dikenali saat dipasang.")
        self.body.addWidget(self.second)
        self._part(
            "Kata sandi",
            "Tanpa kata sandi, siapa pun yang memegang flash disk dapat membaca isinya. Kata sandi yang hilang "
            "tidak dapat dicari lagi: tulis dan simpan di tempat aman.",
        )
        self.body.addWidget(self.locked)
        self._buttons(self.set_password, self.no_password)
        self.body.addWidget(hairline())
        self._buttons(self.days)
        self._part(
            "Pemulihan",
            "Mengganti data kantor dengan isi cadangan. Data yang sekarang disimpan dan dapat dikembalikan.",
        )
        self._buttons(self.restore, self.undo)
        self.body.addWidget(self.kept)

    def _connect(self) -> None:
        self.now.clicked.connect(self.back_up)
        self.to_file.clicked.connect(self._on_to_file)
        self.minutes.clicked.connect(self._on_minutes)
        self.second.chosen.connect(self.use)
        self.second.dropped.connect(self._on_drop)
        self.set_password.clicked.connect(self._on_password)
        self.no_password.clicked.connect(self._on_no_password)
        self.days.edited.connect(self._on_days)
        self.restore.clicked.connect(self._on_restore)
        self.undo.clicked.connect(self._on_undo)
        self._run.ready.connect(self._on_made)
        self._run.failed.connect(self._on_failed)
        self._run.stopped.connect(self._on_stopped)
        self.desk.backed_up.connect(self.renew)
        self.desk.leaving.connect(self._on_leaving)

    def _part(self, title: str, words: str) -> None:
        self.body.addWidget(hairline())
        self.body.addWidget(Label(title, bold=True))
        self.body.addWidget(Label(words, ink="muted", wrap=True))

    def _buttons(self, *parts: QWidget) -> None:
        row = FlowLayout()
        for part in parts:
            row.addWidget(part)
        self.body.addLayout(row)

    def _look(self) -> None:
        if self._looking is None:
            work = self._looking = Work(partial(stand, self.desk), self)
            work.ready.connect(self._on_stand)
            work.failed.connect(self._on_look_failed)
            work.start()

    def _on_stand(self, stands: object) -> None:
        self._looking = None
        if not isinstance(stands, Standing):
            return
        self.minutes.setEnabled(stands.last is not None)
        if words := warning(stands):
            self.state.say(words, Tone.WARNING)
        elif stands.last is None:
            self.state.say("Belum ada cadangan. Yang pertama dibuat saat jendela ditutup.", Tone.INFO)
        else:
            away = "" if stands.second_here or not stands.second else " Tempat kedua sedang tidak terpasang."
            self.state.say(f"Cadangan terakhir {long_moment(stands.last)}.{away}", Tone.GOOD)

    def _on_look_failed(self, error: Refused | Trouble) -> None:
        self._looking = None
        self.state.say(sentence(error), Tone.ERROR)

    def _on_made(self, done: object) -> None:
        if isinstance(done, Round):
            tone = Tone.WARNING if done.trouble is not None else Tone.GOOD
            self.result.say(round_words(done), tone)
        elif isinstance(done, Made):
            self.result.say(round_words(Round(done)) + f" Filenya: {done.path}.", Tone.GOOD)
        self.load()

    def _on_failed(self, error: Refused | Trouble) -> None:
        words = sentence(error)
        if isinstance(error, Trouble) and error.fault is Fault.FILE_LOCKED:
            words = "Cadangan sedang dibuat. Tunggu sampai selesai, lalu ulangi."
        self.result.say(words, Tone.ERROR)

    def _on_stopped(self) -> None:
        self.result.say("Cadangan dibatalkan. Tidak ada yang tersimpan.", Tone.INFO)

    def _on_to_file(self) -> None:
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = backup_name(self.desk.known, self.desk.now())
        asked = QFileDialog(self, "Simpan cadangan", place, f"Cadangan SOP Desk (*{ENDING})")
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.setDefaultSuffix(ENDING.removeprefix("."))
        asked.selectFile(name)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.fileSelected.connect(self.save_to)
        asked.open()

    def save_to(self, name: str) -> None:
        """Make one into a file of its own, with the office's password if it has one."""
        if not self._may():
            return
        self.result.say("")
        self._run.start(
            "Membuat cadangan",
            "Cadangan ditulis, lalu dibuka kembali dan diperiksa.",
            partial(to_file, self.desk, Path(name)),
        )

    def _on_minutes(self) -> None:
        self.paper_requested.emit(PaperOrder(BERITA_ACARA, option=CADANGAN))

    def use(self, name: str) -> None:
        """Make that folder the second place."""
        if not self._may():
            return
        try:
            use_second(self.desk.office, Path(name), by=self.acts.by, now=self.desk.now())
        except (Refused, Trouble) as error:
            self.result.say(sentence(error), Tone.ERROR)
            return
        self.load()
        self.back_up()

    def _on_drop(self) -> None:
        if self._may():
            self._try(partial(drop_second, self.desk.office, by=self.acts.by, now=self.desk.now()))

    def _on_password(self) -> None:
        dialog = PasswordDialog(self)
        dialog.chosen.connect(self.protect)
        dialog.open()

    def protect(self, password: str) -> None:
        """Close backups with that password from now on."""
        if self._may():
            self._try(partial(protect, self.desk.office, password, by=self.acts.by, now=self.desk.now()))

    def _on_no_password(self) -> None:
        self.protect("")

    def _on_days(self) -> None:
        days = self.days.value()
        if isinstance(days, int) and self._may():
            self._try(partial(warn_after, self.desk.office, days, by=self.acts.by, now=self.desk.now()))

    def _on_restore(self) -> None:
        dialog = RestoreDialog(self.desk.office.folder, self.desk.known.profile.tz, self)
        dialog.restore_requested.connect(self.restore_requested)
        dialog.open()

    def _show_kept(self) -> None:
        kept = next(iter(kept_offices(self.desk.office.folder)), None)
        self.undo.setVisible(kept is not None)
        self.kept.setVisible(kept is not None)
        if kept is not None:
            when = long_moment(kept.at.astimezone(self.desk.known.profile.tz))
            self.kept.setText(
                f"Data sebelum pemulihan {when} masih disimpan di folder sebelum-pulih. "
                "Bila tidak diperlukan lagi, foldernya boleh dihapus sendiri."
            )

    def _on_undo(self) -> None:
        kept = next(iter(kept_offices(self.desk.office.folder)), None)
        if kept is None:
            self.load()
            return
        newest = kept.newest.astimezone(self.desk.known.profile.tz) if kept.newest else None
        upto = f" sampai catatan {long_moment(newest)}" if newest else ""
        question = Question(
            "Batalkan pemulihan",
            f"Data Kecamatan {kept.kecamatan or '–'}{upto} dipakai lagi. Yang dicatat sesudah pemulihan tidak "
            "terlihat lagi, tetapi disimpan dan dapat dikembalikan dengan cara yang sama.",
            self,
            action="Pakai data sebelumnya",
            danger=True,
        )
        question.confirmed.connect(partial(self.restore_requested.emit, UndoWish(kept.name)))
        question.open()

    def _on_leaving(self) -> None:
        self._run.end()
        if self._looking is not None:
            self._looking.end()
            self._looking = None

    def _may(self) -> bool:
        if not self.acts.by:
            self.result.say(NOBODY, Tone.WARNING)
        return bool(self.acts.by)

    def _try(self, deed: partial[None]) -> None:
        try:
            deed()
        except (Refused, Trouble) as error:
            self.result.say(sentence(error), Tone.ERROR)
            return
        self.result.say("")
        self.load()
