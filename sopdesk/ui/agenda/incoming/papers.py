"""The papers of incoming letters, as a menu: of the letters chosen, and the book."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from sopdesk.domain.dates import month_name
from sopdesk.services.incoming_views import IncomingRow
from sopdesk.services.orders import PaperOrder

_SHEET, _SLIP, _STAMP, _BOOK = "disposisi", "tanda-terima", "cap-agenda", "agenda-masuk"


def paper_menu(
    host: QWidget,
    chosen: Sequence[IncomingRow],
    year: int,
    months: Sequence[int],
    wanted: Callable[[PaperOrder], None],
) -> QMenu:
    """A menu that is gone after use; each entry asks ``wanted`` for its paper."""
    menu = QMenu(host)
    menu.setObjectName("cetak-surat-masuk")
    menu.aboutToHide.connect(menu.deleteLater)
    letters = [row for row in chosen if not row.void]
    ids = tuple(row.id for row in letters)
    whose = f"nomor {letters[0].shown}" if len(letters) == 1 else f"{len(letters)} surat"
    of_letters = (
        (f"Lembar disposisi {whose}", PaperOrder(_SHEET, ids=ids)),
        (f"Lembar disposisi kosong {whose}", PaperOrder(_SHEET, ids=ids, option="kosong")),
        (f"Lembar disposisi dengan lanjutan {whose}", PaperOrder(_SHEET, ids=ids, option="lanjutan")),
        (f"Tanda terima {whose}", PaperOrder(_SLIP, ids=ids)),
    )
    if letters:
        for words, order in of_letters:
            menu.addAction(words).triggered.connect(partial(wanted, order))
        stamp = menu.addAction(f"Cap agenda {whose}")
        stamp.triggered.connect(partial(wanted, PaperOrder(_STAMP, line=ids[0])))
        stamp.setEnabled(len(ids) == 1)
        menu.addSeparator()
    else:
        hint = menu.addAction("Pilih surat untuk mencetak lembar disposisi dan tanda terimanya")
        hint.setEnabled(False)
        menu.addSeparator()
    whole = menu.addAction(f"Buku agenda, seluruh tahun {year}")
    whole.triggered.connect(partial(wanted, PaperOrder(_BOOK, year=year)))
    whole.setEnabled(bool(months))
    for month in months:
        words = f"Buku agenda, {month_name(month)} {year}"
        menu.addAction(words).triggered.connect(partial(wanted, PaperOrder(_BOOK, year=year, month=month)))
    return menu
