"""Dialogs of classification codes: an entry, the code of each SOP, and a file of codes."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.classification import CODE_LIMIT, CODE_NAME_LIMIT, Code
from sopdesk.services.classification import CodeWish, sop_codes
from sopdesk.services.code_import import CodeReading, RefusedRow
from sopdesk.services.importing import OldBook
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.fields.code_field import CodeField
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.tall import TallForm
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Letter, Size
from sopdesk.ui.settings.code_acts import CodeActs

_IN_A_ROW: Final = 2


class CodeDialog(Dialog):
    """A code and what it stands for; ``saved`` carries the code."""

    saved = Signal(str)

    def __init__(self, desk: Desk, code: Code | None, parent: QWidget) -> None:
        super().__init__("Ubah kode" if code else "Tambah kode", parent)
        self._acts = CodeActs(desk)
        self._code = code
        form = Form()
        self.code = form.add(LineField("Kode", code.code if code else "", required=True, limit=CODE_LIMIT,
                                       placeholder="misalnya 000.7.2.4"))  # fmt: skip
        self.name = form.add(
            LineField("Uraian", code.name if code else "", required=True, limit=CODE_NAME_LIMIT)
        )
        if code is not None and code.source != "own":
            # A shipped code is changed by an own entry in its place, which bears the same code.
            self.code.line.setReadOnly(True)
            self.code.set_note("Kode dari daftar bawaan; hanya uraiannya yang diubah.")
        self.set_form(form)
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        was = self._code.code if self._code else ""
        hidden = self._code.hidden if self._code else False
        try:
            kept = self._acts.save(CodeWish(self.code.value(), self.name.value(), hidden, was))
        except (Refused, Trouble) as error:
            field = {"code": self.code, "code_name": self.name}.get(str(error.data.get("field")))
            if field is None or self.form is None:
                self.fail(sentence(error))
            else:
                self.form.fail(field, sentence(error))
            return
        self.saved.emit(kept.code)
        self.accept()


class SopCodesDialog(Dialog):
    """Which code the letters of each SOP bear."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("Kode tiap SOP", parent)
        self._acts = CodeActs(desk)
        self.body.addWidget(
            Label("Kosong berarti kode bawaan SOP, atau kode umum kantor.", ink="muted", wrap=True)
        )
        form = Form()
        known = desk.known
        self._was = {key: sop_codes(known).get(key, "") for key in known.current}
        self.fields: dict[str, CodeField] = {}
        for key, sop in known.current.items():
            default = sop.letter_code or f"{known.profile.general_code} (kode umum)"
            self.fields[key] = CodeField(sop.label, desk, self._was[key], note=f"Bawaan: {default}")
        fields = tuple(self.fields.values())
        for place in range(0, len(fields), _IN_A_ROW):
            form.add_row(*fields[place : place + _IN_A_ROW])
        self.form = form
        # An office may have more SOPs than a screen is high.
        self._tall = TallForm(form)
        self.body.addWidget(self._tall, 1)
        form.edited.connect(self._on_edited)
        self.confirmed.connect(self._on_confirmed)

    def confirm(self) -> None:
        """Press the main action; what has to be mended is brought into sight."""
        super().confirm()
        self._tall.follow_focus()

    def _on_confirmed(self) -> None:
        changed = {
            key: field.value() for key, field in self.fields.items() if field.value() != self._was[key]
        }
        try:
            self._acts.choose_sop_codes(changed)
        except (Refused, Trouble) as error:
            self.fail(sentence(error))
            return
        self.accept()


def _row(row: RefusedRow) -> int:
    return row.row


def _row_text(row: RefusedRow) -> str:
    return str(row.row)


def _reason(row: RefusedRow) -> str:
    return row.reason


_COLUMNS: Final = (
    Column("baris", "Baris", _row_text, sort=_row, width=70, right=True, bold=True),
    Column("sebab", "Sebab ditolak", _reason, stretch=True),
)


class CodeFileDialog(Dialog):
    """What a file of codes comes to; it is taken only when no row of it is refused. ``taken`` carries a sentence."""

    taken = Signal(str)

    def __init__(self, desk: Desk, book: OldBook, reading: CodeReading, parent: QWidget) -> None:
        super().__init__(
            "Impor kode klasifikasi", parent, action=f"Impor {len(reading.codes)} kode", wide=True
        )
        self._acts = CodeActs(desk)
        self._book = book
        told = [f"{len(reading.codes)} kode baru atau berubah"]
        told += [f"{reading.known} sudah ada"] * bool(reading.known)
        told += [f"{len(reading.refused)} baris ditolak"] * bool(reading.refused)
        self.words = Label(f"{book.name}: {' · '.join(told)}", size=Letter.BODY, bold=True, wrap=True)
        self.table: RecordTable[RefusedRow] = RecordTable(
            _COLUMNS,
            identity=_row,
            name="Kode yang ditolak",
            filtered=False,
            empty=EmptyState("circle-check", "Tidak ada baris yang ditolak", ""),
        )
        self.table.setMinimumHeight(theme_of(self).px(Size.TABLE_ROW * 7))
        self.table.set_records(reading.refused)
        self.body.addWidget(self.words)
        self.body.addWidget(self.table, 1)
        self.action.setEnabled(reading.ready)
        if reading.refused:
            self.fail(
                "Betulkan baris yang ditolak di file itu, lalu pilih lagi. Belum ada kode yang diimpor."
            )
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        try:
            reading = self._acts.take(self._book)
        except (Refused, Trouble) as error:
            self.fail(sentence(error))
            return
        self.taken.emit(f"{len(reading.codes)} kode klasifikasi diimpor.")
        self.accept()
