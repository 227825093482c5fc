"""Cadangkan nomor: the next numbers are kept for somebody whose letter comes later."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.dates import short_date
from sopdesk.domain.numbers import OUTGOING, SeriesMode, shown
from sopdesk.domain.text import NAME_LIMIT, REASON_LIMIT
from sopdesk.services.next_number import next_number
from sopdesk.services.number_settings import numbering_of
from sopdesk.services.settings import reasons
from sopdesk.ui.clock_doubt import note_clock
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.fields.code_field import CodeField
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField, NumberField
from sopdesk.ui.kit.moment import DateField
from sopdesk.ui.kit.text import Label
from sopdesk.ui.numbers.acts import NumberActs
from sopdesk.ui.numbers.jump import Jump


class SpanDialog(Dialog):
    """What reserving and outside use ask alike: from when, why, and in which series. ``told`` carries the sentence."""

    told = Signal(str)

    def __init__(self, desk: Desk, title: str, intro: str, action: str, parent: QWidget | None) -> None:
        super().__init__(title, parent, action=action)
        self.desk = desk
        self.acts = NumberActs(desk)
        self.places: dict[str, Field] = {}
        self.body.addWidget(Label(intro, ink="muted", wrap=True))
        note_clock(self, desk)
        self.fields = Form()
        self.build(self.fields)
        self.day = DateField("Tanggal surat", desk.today, desk.today(), required=True)
        self.code: CodeField | None = None
        if numbering_of(desk.known).series is SeriesMode.PER_CODE:
            general = desk.known.profile.general_code
            self.code = CodeField("Seri (kode klasifikasi)", desk, general, required=True)
            self.fields.add_row(self.day, self.code)
        else:
            self.fields.add(self.day)
        self.reason = self.fields.add(LineField("Alasan", required=True, limit=REASON_LIMIT))
        self.hint = Label("", ink="muted", wrap=True)
        self.fields.add_widget(self.hint)
        self.places |= {"date": self.day, "reason": self.reason}
        self.set_form(self.fields)
        self.jump = Jump(self, action, f"Tetap {action.lower()}")
        self.fields.edited.connect(self.jump.forget)
        self.fields.edited.connect(self.tell)
        self.confirmed.connect(self._on_confirmed)

    def build(self, fields: Form) -> None:
        """Put in what is asked first."""

    def act(self) -> str:
        """Do it; the sentence that says so. Raises Refused, Trouble."""
        raise AssertionError("does something")

    def series(self) -> str:
        """The series that is meant; empty for the register's one."""
        return self.code.value() if self.code is not None else ""

    def first(self) -> int | None:
        """The number that comes next, as far as the day and the series tell it."""
        try:
            day = self.day.value()
            if day is None:
                return None
            return next_number(self.desk.office, OUTGOING, day.year, series=self.series()).urut
        except (ValueError, Trouble):
            return None

    def words(self, first: int) -> str:
        """What would be done, beginning at that number."""
        return f"Nomor berikut menurut buku: {first}."

    def tell(self) -> None:
        """Say what would be done."""
        first = self.first()
        self.hint.setText("" if first is None else self.words(first))

    def _on_confirmed(self) -> None:
        try:
            said = self.act()
        except (Refused, Trouble) as error:
            if not isinstance(error, Refused) or not self.jump.asked(error):
                self._say(error)
            return
        self.told.emit(said)
        self.accept()

    def _say(self, error: Refused | Trouble) -> None:
        field = None
        if isinstance(error, Refused):
            named = str(error.data.get("field", ""))
            field = self.day if error.rule.value in _OF_DAY else self.places.get(named)
        if field is None:
            self.fail(sentence(error))
        else:
            self.fields.fail(field, sentence(error))


_OF_DAY = frozenset({"date_before_last", "year_closed"})


class ReserveDialog(SpanDialog):
    """For whom, how many, why."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            "Cadangkan nomor",
            "Nomor berikut disisihkan sekarang dan dipakai kemudian. Yang tidak jadi dipakai dilepas menjadi BATAL.",
            "Cadangkan",
            parent,
        )
        self.reason.set_suggestions(reasons(desk.known, "reserve"))
        self.tell()

    def build(self, fields: Form) -> None:
        """For whom, and how many."""
        most = numbering_of(self.desk.known).jump_limit
        self.person = fields.add(LineField("Untuk siapa", required=True, limit=NAME_LIMIT))
        self.amount = fields.add(NumberField("Banyaknya nomor", required=True, least=1, most=most))
        self.amount.set_value("1")
        self.places = {"person": self.person, "count": self.amount}

    def words(self, first: int) -> str:
        """Which numbers would be kept."""
        last = first + self._count() - 1
        which = f"nomor {first}" if last == first else f"nomor {first}–{last}"
        return f"Yang dicadangkan: {which}."

    def act(self) -> str:
        """Keep them."""
        day = self.day.value()
        assert day is not None  # the form was looked at
        answer = self.acts.reserve(
            day,
            person=self.person.value(),
            reason=self.reason.value(),
            count=self._count(),
            series=self.series(),
        )
        which = shown(answer.first, "") if answer.first == answer.last else f"{answer.first}–{answer.last}"
        return f"Nomor {which} dicadangkan untuk {self.person.value()} tanggal {short_date(day)}."

    def _count(self) -> int:
        return int(self.amount.number() or 1) if not self.amount.problem() else 1


class OutsideDialog(SpanDialog):
    """Up to which number the book was kept elsewhere."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            "Nomor dipakai di luar aplikasi",
            "Untuk nomor yang sudah diberikan di buku lama atau saat aplikasi tidak dipakai. Setiap nomor mendapat "
            "baris, sehingga buku tetap lengkap.",
            "Catat",
            parent,
        )
        self.day.set_note("Tanggal surat dengan nomor terakhir itu.")
        self.reason.set_suggestions((*reasons(desk.known, "outside"), "Dicatat di buku agenda lama"))
        self.tell()

    def build(self, fields: Form) -> None:
        """Up to which number."""
        self.upto = fields.add(NumberField("Sampai nomor", required=True, least=1, most=99999))
        self.places = {"number": self.upto}

    def words(self, first: int) -> str:
        """Which numbers would be entered."""
        if self.upto.is_empty() or self.upto.problem():
            return super().words(first)
        last = int(self.upto.number() or 0)
        if last < first:
            return f"Nomor {last} sudah ada di buku. Nomor berikut: {first}."
        which = f"nomor {first}" if last == first else f"nomor {first}–{last} ({last - first + 1} nomor)"
        return f"Yang dicatat sebagai dipakai di luar aplikasi: {which}. Sesudah itu berlanjut ke nomor {last + 1}."

    def act(self) -> str:
        """Enter them."""
        day = self.day.value()
        assert day is not None  # the form was looked at
        answer = self.acts.record_outside(
            int(self.upto.number() or 0),
            day,
            reason=self.reason.value(),
            series=self.series(),
            confirmed=self.jump.confirmed,
        )
        which = f"{answer.first}" if answer.first == answer.last else f"{answer.first}–{answer.last}"
        return f"Nomor {which} dicatat sebagai dipakai di luar aplikasi."
