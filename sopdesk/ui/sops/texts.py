"""The worksheet and the service list of an SOP, as the source has them."""

from itertools import groupby

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from sopdesk.domain.sop import ServiceHead, Worksheet, WorksheetStep
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.tokens import Letter, Space
from sopdesk.ui.sops.identity import facts, numbered

_PARTS = {"awal": "Langkah awal", "utama": "Langkah utama", "akhir": "Langkah akhir"}


def _part(line: WorksheetStep) -> str:
    return line.part


class WorksheetPage(ScrollPage):
    """Lembar Kerja Identifikasi Kegiatan."""

    def __init__(self, sheet: Worksheet, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.add(Label("Lembar kerja identifikasi kegiatan", size=Letter.TITLE, bold=True))
        self.add(
            _boxed(
                facts(
                    (
                        ("Nomor", str(sheet.no)),
                        ("Judul SOP", sheet.judul_sop),
                        ("Jenis kegiatan", sheet.jenis_kegiatan),
                        ("Penanggung jawab", sheet.penanggung_jawab),
                        ("a. Produk", sheet.produk),
                        ("b. Kegiatan", sheet.kegiatan),
                        ("Scope", sheet.scope),
                        ("Judul kegiatan", sheet.judul_kegiatan),
                        ("Langkah awal", sheet.langkah_awal),
                        ("Langkah utama", sheet.langkah_utama),
                        ("Langkah akhir", sheet.langkah_akhir),
                    )
                )
            )
        )
        self.add(Label("Identifikasi langkah", size=Letter.TITLE, bold=True))
        for part, lines in groupby(sheet.steps, key=_part):
            held = list(lines)
            self.add(Label(_PARTS.get(part, part), bold=True))
            self.add(_boxed(numbered([line.text for line in held], held[0].no), padded=True))


class ServicePage(ScrollPage):
    """The list of service procedure."""

    def __init__(
        self, items: tuple[str, ...], head: ServiceHead | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.add(Label(head.title if head else "Prosedur pelayanan", size=Letter.TITLE, bold=True, wrap=True))
        if head is not None:
            said = " · ".join(text for text in (head.section, head.specific) if text)
            self.add(Label(said, size=Letter.TABLE, ink="muted", wrap=True))
        self.add(_boxed(numbered(items), padded=True))


def _boxed(part: QWidget, *, padded: bool = False) -> QFrame:
    box = QFrame()
    box.setProperty("box", True)
    column = QVBoxLayout(box)
    side = Space.AROUND if padded else 0
    column.setContentsMargins(side, Space.INSIDE if padded else 0, side, Space.INSIDE if padded else 0)
    column.addWidget(part)
    return box
