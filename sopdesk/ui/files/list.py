"""The files of a letter, dossier, disposition or delivery: dropped or picked, opened, withdrawn."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.domain.dates import short_date
from sopdesk.services.files import (
    DOSSIER,
    EXTENSIONS,
    KeptFile,
    files_of,
    files_of_dossier,
    path_of,
    right_for,
    size_words,
)
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.files.acts import FileActs
from sopdesk.ui.files.copying import Copying
from sopdesk.ui.files.withdraw import WithdrawFileDialog
from sopdesk.ui.kit.button import Button, IconButton, Kind
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.text import ElidedLabel, Label
from sopdesk.ui.kit.tokens import Letter, Space
from sopdesk.ui.users.gate import hindrance

_HINT: Final = "Seret hasil pindaian ke sini, atau tekan Tambah."


class FileList(QWidget):
    """``done`` carries a sentence for the toast. Of a dossier the scans of its letter are listed too."""

    done = Signal(str)

    def __init__(self, desk: Desk, owner: str, owner_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._acts = FileActs(desk, owner, owner_id)
        self._rows: QWidget | None = None
        self._shown: tuple[tuple[KeptFile, ...], tuple[KeptFile, ...]] | None = None
        self.openers: dict[int, Button] = {}
        self.withdrawers: dict[int, IconButton] = {}
        self.title = Label("File", size=Letter.TABLE, bold=True)
        self.add = Button("Tambah…", Kind.LINK, icon="plus")
        self.hint = Label(_HINT, size=Letter.SMALL, ink="muted", wrap=True)
        self.notice = Notice("", Tone.ERROR, closable=True)
        self.box = QFrame()
        self.box.setProperty("box", True)
        self._lay_out()
        self.add.clicked.connect(self._on_add)
        desk.changed.connect(self._on_changed)
        desk.clerk_changed.connect(self._on_clerk)
        self._rest()
        self.read()

    def show_owner(self, owner: str, owner_id: int) -> None:
        """List the files of another owner from now on."""
        if (owner, owner_id) != (self._acts.owner, self._acts.owner_id):
            self._acts = FileActs(self._desk, owner, owner_id)
            self.notice.say("")
            self._rest()
        self.read()

    def read(self) -> None:
        """Read the list anew."""
        acts = self._acts
        try:
            own = tuple(files_of(self._desk.office, acts.owner, acts.owner_id))
            lent = files_of_dossier(self._desk.office, acts.owner_id) if acts.owner == DOSSIER else []
        except Trouble as error:
            self.notice.say(sentence(error), Tone.ERROR)
            return
        if (own, tuple(lent)) != self._shown:
            self._shown = (own, tuple(lent))
            self._fill(own, lent)

    def take(self, paths: Sequence[Path]) -> None:
        """Add these files, one after the other; what is refused is told, the others are added."""
        copying = Copying(self._acts, paths, self)
        copying.finished.connect(self._on_copied)
        copying.begin()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, nothing else."""
        if _paths(event):
            event.acceptProposedAction()
            self._mark(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The files went on."""
        self._mark(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        self._mark(False)
        paths = _paths(event)
        if paths:
            event.acceptProposedAction()
            self.take(paths)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.BETWEEN)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.add)
        self._inside = QVBoxLayout(self.box)
        self._inside.setContentsMargins(Space.INSIDE, Space.BETWEEN, Space.BETWEEN, Space.BETWEEN)
        self._inside.setSpacing(Space.WITHIN)
        self._inside.addWidget(self.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.WITHIN)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self.box)

    def _fill(self, own: Sequence[KeptFile], lent: Sequence[KeptFile]) -> None:
        if self._rows is not None:
            self._inside.removeWidget(self._rows)
            self._rows.hide()
            self._rows.deleteLater()
        self.openers, self.withdrawers = {}, {}
        self._rows = QWidget()
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.WITHIN)
        for each in lent:
            column.addLayout(self._row(each, "dari surat masuk", own=False))
        for each in own:
            column.addLayout(self._row(each, "", own=not each.withdrawn))
        self._inside.insertWidget(0, self._rows)
        self._rows.setVisible(bool(own or lent))
        self.hint.setVisible(not (own or lent))

    def _row(self, file: KeptFile, said: str, *, own: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.BETWEEN)
        opener = IconButton("paperclip", f"Buka {file.name}", Kind.GHOST)
        opener.clicked.connect(partial(self._on_open, file))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(file.name, size=Letter.TABLE, ink="muted" if file.withdrawn else "text"))
        day = short_date(self._desk.known.local(file.logged_at).date())
        told = f"dicabut: {file.withdrawn}" if file.withdrawn else said or f"{file.by}, {day}"
        words.addWidget(ElidedLabel(f"{size_words(file.size)} · {told}", size=Letter.SMALL, ink="muted"))
        row.addWidget(opener)
        row.addLayout(words, 1)
        self.openers[file.id] = opener
        if own:
            withdrawer = IconButton("x", f"Cabut {file.name}", Kind.GHOST)
            withdrawer.clicked.connect(partial(self._on_withdraw, file))
            withdrawer.forbid(self._hindered)
            self.withdrawers[file.id] = withdrawer
            row.addWidget(withdrawer)
        return row

    def _rest(self) -> None:
        """Let what the one at the desk may not do rest; opening is for everybody."""
        self._hindered = hindrance(self._desk, right_for(self._acts.owner))
        for button in (self.add, *self.withdrawers.values()):
            button.forbid(self._hindered)
        self.setAcceptDrops(not self._hindered)

    def _on_clerk(self, _name: str) -> None:
        self._rest()

    def _mark(self, over: bool) -> None:
        self.hint.setText("Lepaskan untuk menambahkan." if over else _HINT)
        self.hint.setVisible(over or self._shown in (None, ((), ())))

    def _on_add(self) -> None:
        dialog = QFileDialog(self, "Tambah file", str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        kinds = " ".join(f"*.{each}" for each in EXTENSIONS)
        dialog.setNameFilter(f"Pindaian dan dokumen ({kinds})")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._on_picked)
        dialog.open()

    def _on_picked(self, paths: list[str]) -> None:
        self.take([Path(path) for path in paths])

    def _on_copied(self, added: int, refused: str) -> None:
        self.notice.say(refused, Tone.ERROR)
        if added:
            self._acts.tell()
            self.done.emit("File ditambahkan." if added == 1 else f"{added} file ditambahkan.")
        self.read()

    def _on_open(self, file: KeptFile, _checked: bool = False) -> None:
        try:
            path = path_of(self._desk.office, file.id)
        except (Refused, Trouble) as error:
            self.notice.say(sentence(error), Tone.ERROR)
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.notice.say(f"Tidak ada program yang dapat membuka {file.name}.", Tone.WARNING)

    def _on_withdraw(self, file: KeptFile, _checked: bool = False) -> None:
        dialog = WithdrawFileDialog(self._acts, file, self)
        dialog.withdrawn.connect(self.done)
        dialog.open()

    def _on_changed(self, changes: object) -> None:
        if isinstance(changes, Changes) and (changes.registers or self._acts.owner_id in changes.dossiers):
            self.read()


def _paths(event: QDropEvent) -> list[Path]:
    found = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in found if path.is_file()]
