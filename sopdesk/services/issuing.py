"""The values of a letter, kept when its number is in place and let go of when the number is made void."""

from dataclasses import replace
from datetime import date, datetime

from sopdesk.domain.letters import LINE_LIMIT
from sopdesk.services.entries import Case
from sopdesk.services.letter_forms import form_from, form_value
from sopdesk.services.letter_log import log_issued
from sopdesk.services.letters import default_form, issued_value, letter_row
from sopdesk.store.store import Unit


def freeze(
    unit: Unit,
    case: Case,
    step: int,
    *,
    number: str,
    day: date,
    line_id: int,
    by: str,
    now: datetime,
    addressee: str = "",
) -> int:
    """Keep the values of the letter with its number, in the transaction that took it; the letter's id.

    ``addressee`` is what the register says: it stands in a letter whose form names nobody.
    """
    known = case.known
    row = letter_row(unit, case.row.id, step)
    form = form_from(row.form) if row else default_form(known, case)
    if addressee and not form.addressee_lines:
        form = replace(form, addressee_lines=(addressee[:LINE_LIMIT],))
    issued = issued_value(case, form, number=number, day=day)
    if row is None or row.issued is not None:
        # A letter that went out already under another number stays as it was: this one is its successor.
        letter_id = unit.letters.add(
            dossier_id=case.row.id,
            step=step,
            kind=form.kind,
            form=form_value(form),
            issued=issued,
            line_id=line_id,
        )
        log_issued(unit, letter_id, number, by=by, now=now, new=True)
        return letter_id
    unit.letters.change(row.id, issued=issued, line_id=line_id)
    log_issued(unit, row.id, number, by=by, now=now)
    return row.id


def freeze_again(unit: Unit, case: Case, *, by: str, now: datetime) -> None:
    """Keep the values anew where a letter with a number came back, was filled in anew, and is signed again."""
    taken = case.state.number
    row = letter_row(unit, case.row.id, taken.sending) if taken else None
    if taken is None or row is None or row.issued is not None:
        return
    line = unit.registers.line(taken.register, taken.year, taken.series, taken.urut, taken.sisipan)
    if line is not None:
        freeze(unit, case, taken.sending, number=line.text, day=line.date, line_id=line.id, by=by, now=now)


def thaw(unit: Unit, dossier_id: int | None, line_id: int, *, by: str, now: datetime) -> None:
    """Let go of the values of a letter whose number was made void: it will get another."""
    for row in unit.letters.of_line(line_id):
        if row.dossier_id == dossier_id or dossier_id is None:
            unit.letters.change(row.id, issued=None, line_id=None)
            log_issued(unit, row.id, None, by=by, now=now)
