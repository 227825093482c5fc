"""What a step must know before it is handed on (rules 4), as fields."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from sopdesk.domain.rules import Data
from sopdesk.domain.sop import Ask
from sopdesk.ui.kit.button import Check
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import NumberField, TextField

_OVER = "Capaian keuangan tidak boleh lebih tinggi dari capaian fisik."
_PLACES = 4
_REASON_LIMIT = 1000


class _Financial(NumberField):
    """Capaian keuangan: never above capaian fisik."""

    def __init__(self, value: Decimal | None, physical: NumberField) -> None:
        super().__init__("Capaian keuangan (%)", value, required=True, least=0, most=100, places=_PLACES)
        self._physical = physical

    def problem(self) -> str:
        """Also whether it is above the other."""
        return super().problem() or (_OVER if self._is_over() else "")

    def tell(self) -> None:
        """Say at once when it is above the other, and when it no longer is."""
        if self._is_over():
            self.set_error(_OVER)
        elif self.error == _OVER:
            self.clear_error()

    def _is_over(self) -> bool:
        try:
            financial, physical = self.number(), self._physical.number()
        except ValueError:
            return False
        return financial is not None and physical is not None and financial > physical


class TickField(Field):
    """A tick that must be set."""

    def __init__(self, words: str, problem: str) -> None:
        super().__init__("")
        self._problem = problem
        self.check_box = Check(words)
        self.add_editor(self.check_box)
        self.check_box.setAccessibleName(words)
        self.check_box.clicked.connect(self._on_edited)

    def problem(self) -> str:
        """What is missing."""
        return "" if self.check_box.isChecked() else self._problem


class AskFields:
    """The fields for some asks, put into a form; ``given`` is what they say."""

    def __init__(self, asks: tuple[Ask, ...], known: Mapping[str, object], form: Form) -> None:
        self.places: dict[str, Field] = {}
        self._asks = asks
        if Ask.PERCENT in asks:
            self._add_percent(known, form)
        if Ask.OUTSIDE_RENSTRA in asks:
            self._add_outside(known, form)
        if Ask.HIERARCHY_INITIALLED in asks:
            self.hierarchy = form.add(
                TickField(
                    "Paraf hierarki pada berkas ini sudah lengkap",
                    "Beri tanda setelah paraf hierarki lengkap.",
                )
            )
            self.hierarchy.check_box.setChecked(known.get("hierarchy_initialled") is True)
            self.places["hierarchy_initialled"] = self.hierarchy

    def given(self) -> Data:
        """The facts as filled in; the form must be good."""
        facts: Data = {}
        if Ask.PERCENT in self._asks:
            facts["financial_percent"] = str(self.financial.number())
            facts["physical_percent"] = str(self.physical.number())
        if Ask.OUTSIDE_RENSTRA in self._asks:
            facts["outside_renstra"] = bool(self.outside.value())
            if facts["outside_renstra"]:
                facts["emergency_reason"] = self.emergency.value()
        if Ask.HIERARCHY_INITIALLED in self._asks:
            facts["hierarchy_initialled"] = True
        return facts

    def _add_percent(self, known: Mapping[str, object], form: Form) -> None:
        self.physical = NumberField(
            "Capaian fisik (%)",
            _number(known.get("physical_percent")),
            required=True,
            least=0,
            most=100,
            places=_PLACES,
        )
        self.financial = _Financial(_number(known.get("financial_percent")), self.physical)
        form.add_row(self.financial, self.physical)
        self.financial.edited.connect(self.financial.tell)
        self.physical.edited.connect(self.financial.tell)
        self.places |= {"financial_percent": self.financial, "physical_percent": self.physical}

    def _add_outside(self, known: Mapping[str, object], form: Form) -> None:
        before = known.get("outside_renstra")
        self.outside = form.add(
            ChoiceField(
                "Ada program di luar Renstra?",
                [
                    (False, "Tidak, semua program ada dalam Renstra"),
                    (True, "Ya, ada program di luar Renstra"),
                ],
                value=before if isinstance(before, bool) else None,
                required=True,
            )
        )
        self.emergency = form.add(
            TextField(
                "Alasan kegawatdaruratan",
                str(known.get("emergency_reason") or ""),
                required=True,
                limit=_REASON_LIMIT,
            )
        )
        self.places |= {"outside_renstra": self.outside, "emergency_reason": self.emergency}
        self.outside.edited.connect(self._on_outside)
        self._on_outside()

    def _on_outside(self) -> None:
        self.emergency.setVisible(self.outside.value() is True)


def same_facts(given: Data, known: Mapping[str, object]) -> bool:
    """Whether the dossier already says all of it: then there is nothing to log anew."""
    return all(_alike(value, known.get(key)) for key, value in given.items())


def _alike(one: object, other: object) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    first, second = _number(one), _number(other)
    return first == second if first is not None and second is not None else one == other


def _number(value: object) -> Decimal | None:
    try:
        return Decimal(str(value)) if value is not None else None
    except InvalidOperation:
        return None
