"""Surat masuk baru: filled in from top to bottom with the keyboard alone, one letter after the other."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from sopdesk.domain.errors import Rule
from sopdesk.domain.numbers import INCOMING
from sopdesk.services.files import EXTENSIONS, LINE
from sopdesk.services.incoming import IncomingWish
from sopdesk.services.incoming_views import IncomingRow
from sopdesk.services.next_number import next_number
from sopdesk.ui.agenda.incoming.fields import LetterFields
from sopdesk.ui.agenda.letter_acts import LetterActs
from sopdesk.ui.clock_doubt import note_clock
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.files.acts import FileActs
from sopdesk.ui.files.copying import Copying
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.notice import Tone
from sopdesk.ui.kit.tall import TallForm
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.tokens import Letter

_MORE, _LESS = "Surat yang terlewat…", "Nomor berikutnya saja"
_RULES: Final = {
    Rule.TIME_IN_FUTURE: "received_at",
    Rule.TIME_BACKWARDS: "received_at",
    Rule.DATE_BEFORE_LAST: "received_at",
    Rule.NUMBER_UNKNOWN: "insert_after",
    Rule.NEEDS_REASON: "reason",
    Rule.YEAR_CLOSED: "received_at",
}


class IncomingDialog(Dialog):
    """Enters a letter, or corrects ``row``. ``entered`` carries the line's id and the sentence."""

    entered = Signal(int, str)

    def __init__(self, desk: Desk, host: QWidget, row: IncomingRow | None = None) -> None:
        title = f"Betulkan surat masuk nomor {row.shown}" if row else "Surat masuk baru"
        super().__init__(title, host, action="Simpan", wide=True)
        self._desk = desk
        self._acts = LetterActs(desk)
        self._row = row
        self._told_twice = ""
        self._files: list[Path] = []
        self._goes_on = False
        self.number = Label("", ink="muted")
        self.fields = LetterFields(desk, row)
        self.attached = Label("", size=Letter.TABLE, ink="muted", wrap=True)
        self.attach = Button("Lampirkan pindaian…", Kind.LINK, icon="paperclip", parent=self)
        self.more = Button(_MORE, Kind.LINK, parent=self)
        self.again = Button("Simpan, lalu surat berikutnya", parent=self)
        self.again.set_tip("Simpan dan isi surat berikutnya", "Ctrl+Shift+Return")
        self._lay_out()
        note_clock(self, desk)
        self._tell()
        name = f"surat-masuk-{row.id}" if row else "surat-masuk"
        self.keep_draft(desk.office.folder, name, desk.local_now)

    def take(self, paths: Sequence[Path]) -> None:
        """Add these files once the letter has its number."""
        self._files += [path for path in paths if path not in self._files]
        names = ", ".join(path.name for path in self._files)
        self.attached.setText(f"Ditambahkan setelah disimpan: {names}")
        self.attached.setVisible(bool(names))

    def confirm(self) -> None:
        """Press the main action."""
        self._goes_on = False
        super().confirm()
        self._tall.follow_focus()

    def confirm_and_go_on(self) -> None:
        """Save, and begin the next letter."""
        self._goes_on = True
        super().confirm()
        self._tall.follow_focus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files for the letter."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep what was dropped until the letter has its number."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self.take([path for path in paths if path.is_file()])
        event.acceptProposedAction()

    def _lay_out(self) -> None:
        self.body.addWidget(self.number)
        self.form = self.fields
        self._tall = TallForm(self.fields)
        self.body.addWidget(self._tall, 1)
        self.fields.edited.connect(self._on_edited)
        self.body.addWidget(self.attached)
        self.attached.hide()
        if self._row is None:
            self.left.addWidget(self.attach)
            self.left.addWidget(self.more)
            self.foot.insertWidget(self.foot.indexOf(self.action), self.again)
            keys = QShortcut(QKeySequence("Ctrl+Shift+Return"), self)
            keys.activated.connect(self.confirm_and_go_on)
            self.setAcceptDrops(True)
        else:
            for unused in (self.attach, self.more, self.again):
                unused.hide()
        self.fields.edited.connect(self._tell)
        self.attach.clicked.connect(self._on_attach)
        self.more.clicked.connect(self._on_more)
        self.again.clicked.connect(self.confirm_and_go_on)
        self.confirmed.connect(self._on_confirmed)

    def _tell(self) -> None:
        self.fields.tell()
        if self._row is not None:
            self.number.setText(f"Nomor agenda {self._row.agenda}, tetap sama.")
            return
        year = self._desk.known.local(self.fields.moment()).year
        try:
            coming = next_number(self._desk.office, INCOMING, year, insert_after=self.fields.inserted())
        except Trouble:
            self.number.setText("")
            return
        self.number.setText(f"Nomor agenda berikutnya: {coming.shown}/{coming.year}")

    def _on_confirmed(self) -> None:
        wish = self.fields.wish()
        try:
            if self._is_told_twice(wish):
                return
            if self._row is not None:
                self._acts.amend(self._row.id, wish)
                self._end(self._row.id, f"Surat masuk nomor {self._row.shown} dibetulkan.")
                return
            answer = self._acts.register(wish)
            self.drop_draft()
        except (Refused, Trouble) as error:
            self._on_refused(error)
            return
        words = f"Surat masuk nomor {answer.text} dicatat."
        if not self._files:
            self._end(answer.line_id, words)
            return
        files = FileActs(self._desk, LINE, answer.line_id)
        copying = Copying(files, tuple(self._files), self)
        copying.finished.connect(partial(self._on_copied, files, words))
        copying.begin()

    def _is_told_twice(self, wish: IncomingWish) -> bool:
        """Say once that the letter is in the book already; the second press saves it all the same."""
        same = f"{wish.sender}\n{wish.ref}"
        found = self._acts.known_twice(wish.sender, wish.ref, self._row.id if self._row else None)
        if found is None or self._told_twice == same:
            return False
        self._told_twice = same
        self.notice.say(
            f"Surat dengan nomor ini dari {found.party} sudah dicatat sebagai nomor {found.shown}/{found.year}. "
            "Tekan Simpan sekali lagi bila memang surat lain.",
            Tone.WARNING,
        )
        return True

    def _on_copied(self, files: FileActs, words: str, added: int, refused: str) -> None:
        if added:
            files.tell()
        self._end(files.owner_id, f"{words} {refused}" if refused else words)

    def _end(self, line: int, words: str) -> None:
        self.entered.emit(line, words)
        if not self._goes_on:
            self.accept()
            return
        self.fields.clear()
        self._files.clear()
        self.take(())
        self.more.set_text(_MORE)
        self._typed = False
        self._tell()
        self.notice.say(words, Tone.GOOD)
        self.fields.party.focus()

    def _on_attach(self) -> None:
        dialog = QFileDialog(self, "Lampirkan pindaian", str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(f"Pindaian dan dokumen ({' '.join(f'*.{each}' for each in EXTENSIONS)})")
        dialog.filesSelected.connect(self._on_picked)
        dialog.open()

    def _on_picked(self, paths: list[str]) -> None:
        self.take([Path(path) for path in paths])

    def _on_more(self) -> None:
        self._show_insert(not self.fields.inserts)
        self._tall.updateGeometry()
        if self.fields.inserts:
            self.fields.after.focus()
            self._tall.follow_focus()

    def _show_insert(self, shown: bool) -> None:
        self.fields.show_insert(shown)
        self.more.set_text(_LESS if shown else _MORE)
        self._tell()

    def _on_refused(self, error: Refused | Trouble) -> None:
        field = None
        if isinstance(error, Refused):
            if error.rule is Rule.DATE_BEFORE_LAST and self._row is None:
                self._show_insert(True)  # the way that is left
            field = self.fields.places.get(_RULES.get(error.rule, str(error.data.get("field", ""))))
        if field is not None and not field.isHidden():
            self.fields.fail(field, sentence(error))
        else:
            self.fail(sentence(error))
