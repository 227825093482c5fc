"""Susunan kata: the office's own wording of the letters, beside the paper that it stands on."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextEdit, QWidget

from sopdesk.domain.rights import Right
from sopdesk.services.paper import title_of
from sopdesk.services.wording import (
    Wording,
    check_wording,
    reset_wording,
    save_wording,
    shipped_wordings,
    text_of,
)
from sopdesk.services.wording_previews import preview
from sopdesk.ui.board.flow import FlowLayout
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.lines import TextField
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Letter, Space
from sopdesk.ui.papers.preview import Preview
from sopdesk.ui.papers.view import Fit
from sopdesk.ui.settings.section import Section

_PAUSE_MS: Final = 350
_LINES: Final = 6


class WordingSection(Section):
    """A list of the wordings, an editor with the values that can be put in, and the paper that comes of it."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(
            desk,
            "Susunan kata",
            "Kata-kata yang terisi sendiri pada surat baru. Surat yang sudah dibuat tidak berubah.",
            scrolls=False,
        )
        self._theme = theme
        self._typed: dict[str, str] = {}
        self.list = QListWidget()
        self.list.setAccessibleName("Daftar susunan kata")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for wording in shipped_wordings().values():
            item = QListWidgetItem(wording.title, self.list)
            item.setData(Qt.ItemDataRole.UserRole, wording.name)
            item.setToolTip(title_of(wording.paper))
        self.use = Label("", ink="muted", wrap=True)
        self.editor = TextField("Kalimat", required=True, lines=_LINES)
        self.tokens = QWidget()
        self.reset = Button("Kembalikan bawaan", icon="undo-2", tip="Pakai lagi kalimat bawaan SOP Desk")
        self.preview = Preview("Pratinjau susunan kata")
        self.preview.view.set_fit(Fit.WIDTH)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.draw)
        self._lay_out()
        self.list.currentRowChanged.connect(self._on_row)
        self.editor.edited.connect(self._on_typed)
        self.reset.clicked.connect(self._on_reset)
        self.guard(Right.OFFICE, self.editor, self.reset)
        theme.changed.connect(self._on_scale)
        self._on_scale()
        self.list.setCurrentRow(0)

    @property
    def chosen(self) -> Wording:
        """The wording that is shown."""
        return shipped_wordings()[str(self.list.currentItem().data(Qt.ItemDataRole.UserRole))]

    def load(self) -> None:
        """Show what is saved."""
        self._typed = {}
        self._tell_list()
        self._show()

    def give_up(self) -> None:
        """Throw away what was typed, in every wording."""
        self._typed = {}
        super().give_up()

    def read_problem(self) -> bool:
        """Look at every wording that was changed; the first with a mistake is shown with its place."""
        for name, text in self._typed.items():
            try:
                check_wording(name, text)
            except Refused as error:
                self._go_to(name)
                self._show_mistake(error, go=True)
                return True
        return False

    def store(self) -> str:
        """Save every wording that was changed."""
        desk = self.desk
        for name, text in self._typed.items():
            if text.strip() == shipped_wordings()[name].text:
                reset_wording(desk.office, name, by=self.acts.by, now=desk.now())
            else:
                save_wording(desk.office, name, text, by=self.acts.by, now=desk.now())
        self._typed = {}
        desk.tell(Changes(office=True))
        return "Susunan kata disimpan."

    def draw(self) -> None:
        """Draw the paper with what is typed now; a mistake leaves the last picture and shows its place."""
        self._pause.stop()
        text, desk = self.editor.value(), self.desk
        try:
            made = preview(desk.office, desk.known, self.chosen.name, text, desk.now())
        except Refused as error:
            self._show_mistake(error, go=False)
        except Trouble as error:
            self.editor.set_error(sentence(error))
        else:
            self._mark_place(None)
            self.preview.show_pdf(made.pdf)

    def _lay_out(self) -> None:
        self._page = page = ScrollPage(surface=True)
        page.column.setContentsMargins(0, 0, Space.BETWEEN, 0)
        middle = self._middle = page.column
        middle.setSpacing(Space.INSIDE)
        middle.addWidget(self.list)
        middle.addWidget(self.use)
        middle.addWidget(self.editor)
        middle.addWidget(Label("Sisipkan isian", size=Letter.TABLE, bold=True))
        middle.addWidget(self.tokens)
        middle.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)
        middle.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(Space.AROUND)
        row.addWidget(page, 1)
        row.addWidget(self.preview, 1)
        self.body.addLayout(row)

    def _show(self) -> None:
        wording = self.chosen
        self.use.setText(f"{title_of(wording.paper)}. {wording.use}")
        self.editor.set_value(self._text(wording.name))
        self._mark_place(None)
        self._offer_tokens(wording)
        self._tell_reset()
        self.draw()

    def _offer_tokens(self, wording: Wording) -> None:
        box = QWidget()
        flow = FlowLayout(box)
        flow.setContentsMargins(0, 0, 0, 0)
        for token, words in wording.tokens.items():
            button = Button(words, tip=f"Sisipkan {{{token}}}")
            button.setProperty("token", token)
            button.clicked.connect(partial(self._on_token, token))
            flow.addWidget(button)
        self._middle.replaceWidget(self.tokens, box)
        self.tokens.hide()
        self.tokens.deleteLater()
        self.tokens = box

    def _text(self, name: str) -> str:
        return self._typed.get(name) or text_of(self.desk.known, name)

    def _on_row(self, _row: int) -> None:
        self._show()

    def _on_typed(self) -> None:
        name, text = self.chosen.name, self.editor.value()
        if text == text_of(self.desk.known, name):
            self._typed.pop(name, None)
        else:
            self._typed[name] = text or " "
        self._tell_list()
        self._tell_reset()
        self._mark(bool(self._typed))
        self._pause.start()

    def _on_token(self, token: str, _checked: bool = False) -> None:
        self.editor.paper.insertPlainText(f"{{{token}}}")
        self.editor.focus()

    def _on_reset(self) -> None:
        self.editor.paper.setPlainText(self.chosen.text)
        self.draw()

    def _tell_reset(self) -> None:
        self.reset.setEnabled(self.editor.value() != self.chosen.text)

    def _tell_list(self) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            wording = shipped_wordings()[str(item.data(Qt.ItemDataRole.UserRole))]
            item.setText(f"{wording.title} •" if wording.name in self._typed else wording.title)

    def _go_to(self, name: str) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == name:
                self.list.setCurrentRow(row)

    def _show_mistake(self, error: Refused, *, go: bool) -> None:
        self.editor.set_error(sentence(error))
        block = self.editor.paper.document().findBlockByNumber(int(str(error.data.get("line", 1))) - 1)
        cursor = QTextCursor(block)
        column = int(str(error.data.get("column", 1))) - 1
        cursor.setPosition(block.position() + min(column, max(0, block.length() - 1)))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self._mark_place(cursor)
        if go:
            cursor.setPosition(cursor.anchor())
            self.editor.paper.setTextCursor(cursor)
            self.editor.focus()
        # On a low screen the sentence below the editor would say it to nobody.
        self._page.reveal(self.editor)

    def _mark_place(self, cursor: QTextCursor | None) -> None:
        shown = []
        if cursor is not None:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            mark.format.setBackground(self._theme.colour("terlambat_soft"))
            shown.append(mark)
        self.editor.paper.setExtraSelections(shown)

    def _on_scale(self) -> None:
        self.list.setFont(self._theme.font(Letter.BODY))
        # All of them at once: the page scrolls where the screen is low.
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        self.list.setFixedHeight(rows + 2 * Space.BETWEEN)
