"""Where letters go, for envelopes and labels: with lines and place where the letter itself has them."""

from dataclasses import dataclass

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.forms import Address
from sopdesk.domain.letters import BLOCK_LIMIT, LINE_LIMIT, block_size
from sopdesk.services.dossiers import suggested_addressees
from sopdesk.services.entries import case_of, find
from sopdesk.services.letters import LetterForm, form_from
from sopdesk.services.office import Known, Office
from sopdesk.services.orders import PaperOrder
from sopdesk.store.deliveries import VOID
from sopdesk.store.store import Unit

_MARKS = {"sangat_segera": "SANGAT SEGERA", "segera": "SEGERA", "rahasia": "RAHASIA"}


@dataclass(frozen=True, slots=True)
class Asked:
    """The addresses of an order, and what a file of them is called after."""

    name: str
    addresses: tuple[Address, ...]


def addresses_of(office: Office, order: PaperOrder) -> Asked:
    """Those of the deliveries, of the dossier, or of the register's line that the order names.

    Raises Refused where it names none, or where there is nobody.
    """
    with office.store.read() as unit:
        known = office.known(unit)
        if order.ids:
            asked = _of_deliveries(unit, order.ids)
        elif order.dossier is not None:
            asked = _of_dossier(unit, known, order.dossier)
        else:
            asked = _of_line(unit, order.line)
    if not asked.addresses:
        raise Refused(Rule.BAD_VALUE, field="addressees", value="")
    return asked


def _of_deliveries(unit: Unit, ids: tuple[int, ...]) -> Asked:
    rows = [row for row in unit.deliveries.some(ids) if row.state != VOID]
    forms: dict[int, list[LetterForm]] = {}
    marks: dict[int, str] = {}
    for dossier_id in {row.dossier_id for row in rows if row.dossier_id is not None}:
        forms[dossier_id] = [form_from(letter.form) for letter in unit.letters.of_dossier(dossier_id)]
        found = unit.dossiers.get(dossier_id)
        marks[dossier_id] = _MARKS.get(found.nature, "") if found else ""
    addresses = tuple(
        _address(
            row.addressee, forms.get(row.dossier_id or 0, []), row.letter, marks.get(row.dossier_id or 0, "")
        )
        for row in rows
    )
    return Asked(f"ekspedisi-{rows[0].year}-{rows[0].urut}" if rows else "", addresses)


def _of_dossier(unit: Unit, known: Known, dossier_id: int) -> Asked:
    case = case_of(unit, known, find(unit, known, dossier_id))
    forms = [form_from(letter.form) for letter in unit.letters.of_dossier(dossier_id)]
    sent = case.state.dispatched[-1] if case.state.dispatched and case.state.number is None else None
    if sent is not None:
        names: tuple[str, ...] = tuple(r.to for r in sent.recipients)
        number = sent.letter
    else:
        names = tuple(case.row.addressees) or tuple(suggested_addressees(case.known, case.sop))
        if forms and len(names) < 2:
            names = (" ".join(forms[-1].addressee_lines),)
        number = case.state.number.text if case.state.number else ""
    mark = _MARKS.get(case.row.nature, "")
    return Asked(case.row.code, tuple(_address(name, forms, number, mark) for name in names))


def _of_line(unit: Unit, line_id: int | None) -> Asked:
    line = unit.registers.line_by_id(line_id) if line_id is not None else None
    if line is None:
        raise Refused(Rule.BAD_VALUE, field="paper", value=line_id)
    return Asked(f"nomor-{line.year}-{line.urut}", (_address(line.party, [], line.text, ""),))


def _address(name: str, forms: list[LetterForm], number: str, mark: str) -> Address:
    """The letter's own lines where it goes to ``name``; else the name alone, whose place nobody has said."""
    form = next((f for f in reversed(forms) if _same(name, f)), None)
    lines = form.addressee_lines if form else (name,)
    if block_size(lines) > BLOCK_LIMIT:
        lines = (" ".join(lines)[:BLOCK_LIMIT],)
    place = form.addressee_place if form else ""
    return Address(lines, place[:LINE_LIMIT], number[:LINE_LIMIT], mark)


def _same(name: str, form: LetterForm) -> bool:
    return " ".join(name.split()).casefold() == " ".join(" ".join(form.addressee_lines).split()).casefold()
