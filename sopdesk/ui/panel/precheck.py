"""What the writer of a draft looks at before handing it up: why drafts of this SOP came back most often."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from sopdesk.ui.kit.notice import Notice, Tone

_SHOWN: Final = 3


class Precheck(Notice):
    """Hidden where nothing came back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", Tone.INFO, parent=parent)
        self.hide()

    def tell(self, reasons: Sequence[tuple[str, int]]) -> None:
        """Name the most frequent reasons, each with how often it came in the last year."""
        named = ", ".join(f"{reason} ({often} kali)" for reason, often in reasons[:_SHOWN])
        words = f"Periksa sebelum diserahkan. Setahun ini paling sering dikembalikan karena: {named}."
        self.say(words if named else "", Tone.INFO)
