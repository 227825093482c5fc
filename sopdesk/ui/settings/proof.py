"""Pemeriksaan data: whether everything still adds up, row by row, and whether the log holds what a book says."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout

from sopdesk.domain.dates import clock_time, short_date
from sopdesk.services.findings import Finding
from sopdesk.services.printed_heads import head_words, look_up
from sopdesk.services.verification import Report, verify
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.progress import ProgressSheet
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.text import Label, hairline
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Size, Space
from sopdesk.ui.papers.work import Work
from sopdesk.ui.settings.section import Section

_ROWS: Final = 8
_BEFORE: Final = ("Masalah yang ditemukan tampil di sini", "Tekan Periksa data.")
_TAIL: Final = (
    "Catatan terakhir yang dihapus dengan rapi tidak meninggalkan bekas di sini. Karena itu log dibandingkan dengan "
    "cadangan, dan dengan sidik yang tercetak di kaki tiap halaman buku agenda dan buku ekspedisi."
)


def _identity(finding: Finding) -> str:
    return finding.words


def _room(finding: Finding) -> str:
    return finding.room.value


def _words(finding: Finding) -> str:
    return finding.words


class ProofSection(Section):
    """Nothing is edited here. The check runs beside the window and can be stopped."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(
            desk,
            "Pemeriksaan data",
            "Membaca seluruh catatan dan mencocokkan tiap baris data dengannya. Yang diubah, dihapus, atau "
            "ditambahkan di luar SOP Desk ditunjukkan barisnya.",
            saves=False,
        )
        self._work: Work | None = None
        self._sheet: ProgressSheet | None = None
        self.found: tuple[Finding, ...] = ()
        self.check = Button("Periksa data", Kind.MAIN, icon="list-checks")
        self.copy = Button("Salin semua", icon="copy")
        self.copy.set_tip("Salin daftar masalah sebagai teks")
        self.copy.setEnabled(False)
        self.result = Notice("", Tone.GOOD)
        self.nothing = EmptyState("list-checks", *_BEFORE)
        self.table: RecordTable[Finding] = RecordTable(
            (
                Column("bagian", "Bagian", _room, width=150),
                Column("masalah", "Masalah", _words, width=320, stretch=True, tip=_words, bold=True),
                Column("sesudah", "Diubah sesudah", self._after, sort=self._when, width=140),
            ),
            identity=_identity,
            name="Masalah data",
            unit="masalah",
            empty=self.nothing,
        )
        self.head = LineField(
            "Sidik pada buku cetak", note="Sesudah kata Log di kaki halaman; cukup delapan huruf pertama."
        )
        self.compare = Button("Cocokkan")
        self.compared = Notice("", Tone.GOOD)
        self._lay_out(theme)
        self.check.clicked.connect(self.verify)
        self.copy.clicked.connect(self._on_copy)
        self.compare.clicked.connect(self._on_compare)
        self.head.line.returnPressed.connect(self._on_compare)

    def load(self) -> None:
        """What was found stays until the data is looked through again."""

    def verify(self) -> None:
        """Look through the data, beside the window."""
        if self._work is not None:
            return
        self.check.setEnabled(False)
        self.result.say("")
        self._say_nothing(*_BEFORE)
        self._show(())
        sheet = self._sheet = ProgressSheet("Memeriksa data", self, text="Catatan dibaca satu per satu.")
        work = self._work = Work(partial(verify, self.desk.office), self)
        work.advanced.connect(sheet.advance)
        work.ready.connect(self._on_ready)
        work.failed.connect(self._on_failed)
        work.stopped.connect(self._on_stopped)
        sheet.cancelled.connect(work.stop)
        sheet.open()
        work.start()

    def _lay_out(self, theme: Theme) -> None:
        row = QHBoxLayout()
        row.setSpacing(Space.BETWEEN)
        row.addWidget(self.check)
        row.addWidget(self.copy)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.result)
        # With large letters the page scrolls rather than the table shrinks to a line.
        self.table.setMinimumHeight(theme.px(Size.TABLE_ROW * _ROWS))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(hairline())
        self.body.addWidget(Label(_TAIL, ink="muted", wrap=True))
        typed = QHBoxLayout()
        typed.setSpacing(Space.BETWEEN)
        typed.addWidget(self.head, 1)
        typed.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(typed)
        self.body.addWidget(self.compared)

    def _after(self, finding: Finding) -> str:
        if finding.after is None:
            return ""
        when = self.desk.known.local(finding.after)
        return f"{short_date(when.date())} {clock_time(when)}"

    def _when(self, finding: Finding) -> object:
        return finding.after.timestamp() if finding.after else 0.0

    def _show(self, findings: tuple[Finding, ...]) -> None:
        self.found = findings
        self.table.set_records(findings)
        self.copy.setEnabled(bool(findings))

    def _say_nothing(self, title: str, words: str) -> None:
        self.nothing.title.setText(title)
        self.nothing.words.setText(words)

    def _on_ready(self, report: object) -> None:
        self._end()
        if not isinstance(report, Report):
            return
        self._show(report.findings)
        if report.ok:
            counts = report.counts
            words = (
                f"Data utuh. {counts.get('log', 0)} catatan, {counts.get('dossiers', 0)} berkas, dan "
                f"{counts.get('numbers', 0)} nomor cocok. Sidik catatan terakhir: {report.log_head[:16]}"
            )
            self.result.say(words, Tone.GOOD)
            when = self.desk.local_now()
            checked = f"Diperiksa {short_date(when.date())} pukul {clock_time(when)}."
            self._say_nothing("Tidak ada masalah", checked)
            return
        words = (
            f"Ditemukan {len(report.findings)} masalah. Jangan hapus data; pulihkan dari cadangan terakhir."
        )
        self.result.say(words, Tone.ERROR)

    def _on_failed(self, error: object) -> None:
        self._end()
        if isinstance(error, (Refused, Trouble)):
            self.result.say(sentence(error), Tone.ERROR)

    def _on_stopped(self) -> None:
        self._end()
        self.result.say("Pemeriksaan dihentikan sebelum selesai.", Tone.INFO)

    def _end(self) -> None:
        if self._sheet is not None:
            self._sheet.finish()
        self._work = self._sheet = None
        self.check.setEnabled(True)

    def _on_copy(self) -> None:
        lines = ["\t".join((_room(each), each.words, self._after(each))).rstrip() for each in self.found]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.done.emit(f"{len(lines)} masalah disalin.")

    def _on_compare(self) -> None:
        self.compared.say("")
        try:
            head = look_up(self.desk.office, self.head.value())
        except (Refused, Trouble) as error:
            self.head.set_error(sentence(error))
            return
        self.head.clear_error()
        self.compared.say(head_words(self.desk.known, head), Tone.GOOD if head.found else Tone.ERROR)
