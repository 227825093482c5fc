"""An old book on its way into the register, as far as the report: nothing is brought in."""

import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sopdesk.domain.dates import short_date
from sopdesk.domain.spreadsheet import Table
from sopdesk.services import exporting
from sopdesk.tour.album import Album, expect
from sopdesk.ui.agenda.page import AgendaPage
from sopdesk.ui.imports.dialog import ImportDialog
from sopdesk.ui.imports.history import HistoryDialog
from sopdesk.ui.main.hand import Hand

_HEAD = ("No. urut", "Nomor surat", "Tanggal surat", "Ditujukan kepada", "Isi singkat", "Keterangan")
_YEAR = 2019
_LINES = 40
_MADE = datetime(_YEAR, 12, 31, tzinfo=UTC)


def old_book(hand: Hand, album: Album, page: AgendaPage) -> None:
    """The three steps with a book of its own, one row of which is refused, and the history."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"agenda-keluar-{_YEAR}.csv"
        table = Table("Agenda", _HEAD, _rows())
        path.write_bytes(exporting.made_file(table, exporting.CSV, _LINES, made=_MADE))
        page.old_books.bring_in()
        dialog = hand.dialog(ImportDialog)
        album.screen(hand, "impor-file")
        dialog.take(path)
        hand.click(dialog.action)
        album.screen(hand, "impor-kolom")
        hand.click(dialog.action)
        report = dialog.report
        expect(report is not None and report.table.model.total == 1, "laporan impor bukan satu baris")
        album.screen(hand, "impor-laporan")
        hand.click(dialog.cancel)
        hand.no_dialog()
    page.old_books.show_history()
    history = hand.dialog(HistoryDialog)
    album.screen(hand, "impor-riwayat")
    hand.click(history.action)
    hand.no_dialog()


def _rows() -> list[tuple[str, ...]]:
    first = date(_YEAR, 1, 2)
    rows: list[tuple[str, ...]] = []
    for n in range(1, _LINES + 1):
        day = short_date(first + timedelta(days=3 * n)) if n != 23 else "31/02/2019"
        rows.append(
            (str(n), f"005/{n}/Kec.KC/{_YEAR}", day, "Para Kepala Desa", f"Undangan rapat ke-{n}", "")
        )
    return rows
