"""The identity page of an SOP, drawn as the regulation has it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from sopdesk.domain.sop import Identity
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.text import Label, hairline
from sopdesk.ui.kit.tokens import Letter, Space
from sopdesk.ui.sops.steps import selectable

_OTHER = (
    "Naskah memuat halaman identitas lain dengan nomor yang sama. Halaman itu ditampilkan apa adanya; "
    "lihat catatan penelaahan."
)


class IdentityPage(ScrollPage):
    """The page itself and, below it, what other pages the source has."""

    def __init__(
        self,
        page: Identity,
        signer: Sequence[str],
        others: Sequence[Identity] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.add(identity_box(page, signer))
        if others:
            self.column.addSpacing(Space.BETWEEN)
            self.add(Label("Halaman lain dalam naskah", size=Letter.TITLE, bold=True))
            self.add(Label(_OTHER, size=Letter.TABLE, ink="muted", wrap=True))
        for other in others:
            self.add(identity_box(other, (other.disahkan_oleh,) if other.disahkan_oleh else ()))


def identity_box(page: Identity, signer: Sequence[str]) -> QFrame:
    """One identity page; ``signer`` are the lines of *Disahkan oleh*."""
    box = QFrame()
    box.setProperty("box", True)
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(0)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(2, 1)
    grid.addWidget(_unit(page), 0, 0)
    grid.addWidget(_facts(page, signer), 0, 2)
    pairs = (
        (("Dasar hukum", page.dasar_hukum), ("Kualifikasi pelaksana", page.kualifikasi)),
        (("Keterkaitan", page.keterkaitan), ("Peralatan/perlengkapan", page.peralatan)),
        (("Peringatan", page.peringatan), ("Pencatatan dan pendataan", page.pencatatan)),
    )
    for place, pair in enumerate(pairs):
        grid.addWidget(hairline(), 2 * place + 1, 0, 1, 3)
        for column, (title, items) in zip((0, 2), pair, strict=True):
            grid.addWidget(_items(title, items), 2 * place + 2, column)
    for row in (0, 2, 4, 6):
        grid.addWidget(hairline(upright=True), row, 1)
    return box


def _cell() -> tuple[QWidget, QVBoxLayout]:
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(Space.AROUND, Space.INSIDE, Space.AROUND, Space.INSIDE)
    column.setSpacing(Space.WITHIN)
    return cell, column


def _unit(page: Identity) -> QWidget:
    cell, column = _cell()
    column.addStretch(1)
    for text, bold in ((page.unit, True), (page.sub_unit, False)):
        label = selectable(text, bold=bold)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(label)
    column.addStretch(1)
    return cell


def _facts(page: Identity, signer: Sequence[str]) -> QWidget:
    return facts(
        (
            ("Nomor SOP", page.nomor),
            ("Tanggal pembuatan", page.tanggal_pembuatan),
            ("Tanggal revisi", page.tanggal_revisi),
            ("Tanggal efektif", page.tanggal_efektif),
            ("Disahkan oleh", "\n".join(signer)),
            ("Nama SOP", page.nama),
        )
    )


def facts(pairs: Sequence[tuple[str, str]]) -> QWidget:
    """Names at the left, what they are at the right."""
    cell = QWidget()
    grid = QGridLayout(cell)
    grid.setContentsMargins(Space.AROUND, Space.INSIDE, Space.AROUND, Space.INSIDE)
    grid.setHorizontalSpacing(Space.AROUND)
    grid.setVerticalSpacing(Space.BETWEEN)
    grid.setColumnStretch(1, 1)
    for row, (name, value) in enumerate(pairs):
        head = Label(name, size=Letter.TABLE, ink="muted")
        head.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        said = selectable(value)
        said.setAccessibleName(f"{name}: {value}")
        grid.addWidget(head, row, 0)
        grid.addWidget(said, row, 1)
    grid.setRowStretch(len(pairs), 1)
    return cell


def _items(title: str, items: Sequence[str]) -> QWidget:
    cell, column = _cell()
    column.addWidget(Label(title, size=Letter.TABLE, bold=True))
    column.addWidget(numbered(items))
    column.addStretch(1)
    return cell


def numbered(items: Sequence[str], first: int = 1) -> QWidget:
    """A list with its numbers before the lines; a dash for an empty one."""
    if not items:
        return selectable("")
    cell = QWidget()
    grid = QGridLayout(cell)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(Space.BETWEEN)
    grid.setVerticalSpacing(Space.WITHIN)
    grid.setColumnStretch(1, 1)
    for row, text in enumerate(items):
        no = Label(f"{first + row}.", size=Letter.TABLE, ink="muted")
        no.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        grid.addWidget(no, row, 0)
        grid.addWidget(selectable(text), row, 1)
    return cell
