"""An office whose papers can be printed: officials, a printer that writes PDF, and a clerk at a fixed hour."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.domain.profile import Profile
from sopdesk.domain.sop import Desk as Place
from sopdesk.services import settings
from sopdesk.services.office import Office
from sopdesk.services.panel import dossier_view
from sopdesk.services.settings import AppointmentWish
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.papers.print_desk import PrintDesk
from sopdesk.ui.papers.printers import Printers
from tests.services.desk import MONDAY, WIB, Clerk

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=WIB)
TODAY = date(2026, 11, 23)
PRINTER = "Kotak PDF"
SMALL = "Pencetak lama"  # knows A4 and Letter, and takes no other size
CLERK = "Petugas Umum"


@dataclass
class PdfPrinters(Printers):
    """Real printing, onto files: Qt's own printer in its PDF format."""

    folder: Path
    gone: set[str] = field(default_factory=set)
    opened: list[str] = field(default_factory=list)

    def names(self) -> list[str]:
        return [name for name in (PRINTER, SMALL) if name not in self.gone]

    def usual(self) -> str:
        return PRINTER

    def sizes(self, name: str) -> list[QPageSize]:
        known = (QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter)
        return [QPageSize(size) for size in known] if name == SMALL else []

    def takes_any_size(self, name: str) -> bool:
        return name == PRINTER

    def open(self, name: str) -> QPrinter:
        if name in self.gone:
            raise Trouble(Fault.PRINTER, name=name)
        self.opened.append(name)
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.folder / f"{len(self.opened)}.pdf"))
        return printer

    def file(self, number: int = 1) -> Path:
        """What came out of the print of that number."""
        return self.folder / f"{number}.pdf"


def furnish(office: Office) -> None:
    """Name the office and its officials; the names are no real people's."""
    profile = Profile(
        kabupaten="Kotawaringin Barat",
        kecamatan="Pangkalan Banteng",
        address_lines=("Jalan Contoh Nomor 1",),
        place="Pangkalan Banteng",
        unit_code="Kec.PB",
        mark="PB",
        kabupaten_seat="Pangkalan Bun",
    )
    settings.save_profile(office, profile, by="Admin", now=MONDAY)
    for place, title, name in (
        (Place.CAMAT, "Camat Pangkalan Banteng", "Nama Camat, S.IP."),
        (Place.SEKCAM, "Sekretaris Kecamatan", "Nama Sekretaris, S.E."),
    ):
        wish = AppointmentWish(place, title, name, rank="Pembina (IV/a)")
        settings.save_appointment(office, wish, by="Admin", now=MONDAY)


class Counter:
    """A desk with a clerk, dossiers made by the real use cases, and what the dialogs said."""

    def __init__(self, office: Office, theme: Theme, host: QWidget, folder: Path) -> None:
        self.office = office
        self.theme = theme
        self.host = host
        self.desk = Desk(office, self._clock, host)
        self.desk.sign_in(CLERK)
        self.now = NOW
        self.printers = PdfPrinters(folder)
        self.remembered = Remembered(folder / "cetak.json")
        self.prints = PrintDesk(self.desk, theme, host, remembered=self.remembered, printers=self.printers)
        self.said: list[str] = []
        self.refusals: list[str] = []
        self.prints.done.connect(self.said.append)
        self.prints.refused.connect(self.refusals.append)

    def _clock(self) -> datetime:
        return self.now

    def dossier(self, step: int = 3, sop: str = "rfk") -> int:
        """A dossier of RFK & TEPPA that has come to that step: 12 is the letter's number."""
        clerk = Clerk(self.office, now=NOW - timedelta(days=4))
        answer = clerk.start(sop, "Laporan RFK dan TEPPA bulan November 2026")
        clerk.to_step(step)
        return answer.dossier_id

    def log(self, dossier: int) -> list[str]:
        """The dossier's log in words, the newest first."""
        return [row.words for row in dossier_view(self.office, dossier, self.now).log]
