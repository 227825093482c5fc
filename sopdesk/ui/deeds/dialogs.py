"""Which dialog asks for what a deed needs to know."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtWidgets import QWidget

from sopdesk.services.board_views import Deed
from sopdesk.ui.deeds.deadline import DeadlineDialog
from sopdesk.ui.deeds.dialog import DeedDialog, Sight
from sopdesk.ui.deeds.moves import (
    AtTimeDialog,
    CorrectDialog,
    HandOnDialog,
    ReturnDialog,
    StopDialog,
    TitleDialog,
)
from sopdesk.ui.deeds.sending import DispatchDialog, ReceiptDialog

DIALOGS: Final[Mapping[Deed, Callable[[Sight, QWidget], DeedDialog]]] = {
    Deed.HAND_ON: HandOnDialog,
    Deed.FACTS: HandOnDialog,
    Deed.RECEIVE: AtTimeDialog,
    Deed.RESUME: AtTimeDialog,
    Deed.STAMP: AtTimeDialog,
    Deed.RETURN: ReturnDialog,
    Deed.HOLD: StopDialog,
    Deed.SKIP: StopDialog,
    Deed.CANCEL: StopDialog,
    Deed.CORRECT: CorrectDialog,
    Deed.VOID_NUMBER: CorrectDialog,
    Deed.TITLE: TitleDialog,
    Deed.DEADLINE: DeadlineDialog,
    Deed.DISPATCH: DispatchDialog,
    Deed.RECEIPT: ReceiptDialog,
}
