"""The way of the Tab key through parts that are built at different times."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def in_order(*parts: QWidget) -> None:
    """Let Tab go through the parts as they are named, and through each as its children were put into it.

    Qt puts whatever is built later at the end, wherever on the screen it stands.
    """
    stops = [
        stop
        for part in parts
        for stop in (part, *part.findChildren(QWidget))
        # A list that drops down is a window of its own.
        if stop.window() is part.window() and _takes_tab(stop)
    ]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
