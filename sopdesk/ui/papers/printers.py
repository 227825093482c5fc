"""The printers of the PC, and which of their papers is ours.

Drivers call F4 many names and some silently print on Letter what they do not know, so a paper is matched by
its millimetres, else given as an own size, else asked for.
"""

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from sopdesk.domain.errors import Fault, Trouble

NEAR_MM: Final = 2.0
DPI: Final = 300
_PATIENCE_S: Final = 5
_NAMES: Final = {
    (215, 330): "F4",
    (210, 297): "A4",
    (165, 215): "Setengah F4",
    (110, 220): "Amplop DL",
    (110, 230): "Amplop kabinet",
    (162, 229): "Amplop C5",
    (240, 350): "Amplop folio",
}
_NONE: Final = QMarginsF(0, 0, 0, 0)
_HALTED: Final = (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error)


@dataclass(frozen=True, slots=True)
class PrintWish:
    """A print: ``pages`` are places from 0; ``paper`` is the key of a chosen size of the printer, or empty."""

    printer: str
    copies: int
    pages: tuple[int, ...]
    paper: str = ""


class Printers:
    """What the system knows of printers; every question goes to it anew, and takes its time."""

    def names(self) -> list[str]:
        """The printers that can be chosen."""
        return list(QPrinterInfo.availablePrinterNames())

    def usual(self) -> str:
        """The system's own choice; empty for none."""
        return QPrinterInfo.defaultPrinterName()

    def sizes(self, name: str) -> Sequence[QPageSize]:
        """The papers that the printer names."""
        return list(QPrinterInfo.printerInfo(name).supportedPageSizes())

    def takes_any_size(self, name: str) -> bool:
        """Whether the printer takes a size that it does not name."""
        return QPrinterInfo.printerInfo(name).supportsCustomPageSizes()

    def is_halted(self, name: str) -> bool:
        """Whether its queue stands still: out of paper, switched off, stopped by somebody. Not every driver tells."""
        info = QPrinterInfo.printerInfo(name)
        return not info.isNull() and info.state() in _HALTED

    def open(self, name: str) -> QPrinter:
        """The printer, ready to be set up. Raises Trouble(PRINTER) when it is gone or takes no jobs."""
        info = QPrinterInfo.printerInfo(name)
        if info.isNull() or _refuses(name):
            raise Trouble(Fault.PRINTER, name=name)
        return QPrinter(info)


def _refuses(name: str) -> bool:
    """Whether a queue of CUPS takes nothing: Qt hears of it and says nothing, and the sheet would count as printed."""
    asked = shutil.which("lpoptions")
    if asked is None:
        return False
    try:
        told = subprocess.run(
            [asked, "-p", name],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False  # who cannot be asked may still print
    return "printer-is-accepting-jobs=false" in told.stdout.split()


def is_near(size: QPageSize, millimetres: tuple[float, float]) -> bool:
    """Whether the size is that of the portrait sheet, give or take what drivers round."""
    found = size.size(QPageSize.Unit.Millimeter)
    return abs(found.width() - millimetres[0]) <= NEAR_MM and abs(found.height() - millimetres[1]) <= NEAR_MM


def portrait(millimetres: tuple[float, float]) -> tuple[float, float]:
    """The sheet standing upright."""
    return min(millimetres), max(millimetres)


def paper_name(millimetres: tuple[float, float]) -> str:
    """The paper as people call it: ``F4 (215 × 330 mm)``."""
    width, height = (round(side) for side in portrait(millimetres))
    name = _NAMES.get((width, height), "")
    return f"{name} ({width} × {height} mm)" if name else f"{width} × {height} mm"


def size_words(size: QPageSize) -> str:
    """A printer's size in its own words, with millimetres."""
    found = size.size(QPageSize.Unit.Millimeter)
    return f"{size.name()} ({found.width():.0f} × {found.height():.0f} mm)"


def matching(
    printers: Printers, name: str, millimetres: tuple[float, float], chosen: str = ""
) -> QPageSize | None:
    """The size to print a portrait sheet on: what was chosen, a near one, an own one, or None: ask."""
    sizes = printers.sizes(name)
    if chosen:
        for size in sizes:
            if size.key() == chosen:
                return size
    near = [size for size in sizes if is_near(size, millimetres)]
    if near:
        return min(near, key=lambda size: _off(size, millimetres))
    if printers.takes_any_size(name):
        return own_size(millimetres)
    return None


def own_size(millimetres: tuple[float, float]) -> QPageSize:
    """A size that is exactly the sheet's."""
    return QPageSize(
        QSizeF(*millimetres),
        QPageSize.Unit.Millimeter,
        paper_name(millimetres),
        QPageSize.SizeMatchPolicy.ExactMatch,
    )


def set_up(printer: QPrinter, size: QPageSize, *, lying: bool, title: str) -> None:
    """Prepare a printer for whole sheets. Raises Trouble(PRINTER) when it puts in another paper.

    The resolution comes first: everything else is reckoned in its dots, and Qt's own 1200 dpi makes a picture
    of 630 MB. The paper is always described upright and turned by the orientation.
    """
    printer.setResolution(DPI)
    turned = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, turned, _NONE)
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)
    printer.setDocName(title)
    wanted = size.size(QPageSize.Unit.Millimeter)
    if not is_near(printer.pageLayout().pageSize(), (wanted.width(), wanted.height())):
        raise Trouble(Fault.PRINTER, name=f"{printer.printerName()} ({size_words(size)})")


def _off(size: QPageSize, millimetres: tuple[float, float]) -> float:
    found = size.size(QPageSize.Unit.Millimeter)
    return abs(found.width() - millimetres[0]) + abs(found.height() - millimetres[1])
