"""The signature block as it will stand in a letter."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from sopdesk.domain.letters import Signer
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.tokens import Letter, Space

_NOBODY = "(nama ditulis tangan)"


class SignatureBox(QFrame):
    """Shows who signs and in which capacity, or the sentence that says why nobody can."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("box", True)
        self.head = Label("", wrap=True)
        self.name = Label("", bold=True, wrap=True)
        self.foot = Label("", size=Letter.TABLE, ink="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.INSIDE, Space.BETWEEN, Space.INSIDE, Space.BETWEEN)
        column.setSpacing(Space.WITHIN)
        for label in (self.head, self.name, self.foot):
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            column.addWidget(label)

    def show_signer(self, signer: Signer) -> None:
        """Show that block."""
        self.head.set_ink("text")
        self.head.setText("\n".join(signer.head_lines))
        self.name.setText(signer.name or _NOBODY)
        self.foot.setText("\n".join(signer.foot_lines))
        self.name.show()
        self.foot.setVisible(bool(signer.foot_lines))
        self.setAccessibleName(" ".join((*signer.head_lines, signer.name or _NOBODY)))

    def show_problem(self, sentence: str) -> None:
        """Say why nobody can sign that way."""
        self.head.set_ink("terlambat")
        self.head.setText(sentence)
        self.name.hide()
        self.foot.hide()
        self.setAccessibleName(sentence)
