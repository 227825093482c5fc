"""``sopdesk duty``: the recurring duties, and the opening of their dossiers."""

from datetime import datetime
from typing import Any

from sopdesk.cli.names import name_for
from sopdesk.cli.terminal import Call, WrongUseError
from sopdesk.services.duties import (
    STANDING_WORDS,
    DutyRow,
    duty_rows,
    open_due,
    open_one,
    opened_words,
)
from sopdesk.services.entries import Answer
from sopdesk.services.office import Office, open_office
from sopdesk.services.shared_clock import clock_of
from sopdesk.services.sop_views import unlisted_words

_MARK = "sopdesk duty"


def run(call: Call) -> int:
    """List them, or open what is due or one period. Raises Refused, Trouble, WrongUseError."""
    office = open_office(call.folder, call.clock(), new=False)
    try:
        now = clock_of(office, call.clock)()
        if call.wanted.deed == "open":
            _open(call, office, now)
        else:
            _list(call, duty_rows(office, now))
    finally:
        office.close()
    return 0


def _list(call: Call, rows: tuple[DutyRow, ...]) -> None:
    if call.json:
        call.terminal.put_json([_facts(row) for row in rows])
        return
    call.terminal.table(
        ("SOP", "PERIODE", "DIBUKA", "MULAI PALING LAMBAT", "BATAS", "KEADAAN", "BERKAS"),
        [
            (
                row.sop,
                row.period,
                f"{row.opens:%Y-%m-%d}",
                f"{row.latest:%Y-%m-%d %H:%M}",
                f"{row.deadline:%Y-%m-%d %H:%M}",
                STANDING_WORDS[row.standing],
                row.code or "–",
            )
            for row in rows
        ],
    )
    years = sorted({year for row in rows for year in row.unlisted})
    if years:
        call.say_unless_json(unlisted_words(years))


def _facts(row: DutyRow) -> dict[str, Any]:
    return {
        "sop": row.sop,
        "period": row.period,
        "opens": row.opens.isoformat(),
        "latest_start": row.latest.isoformat(),
        "deadline": row.deadline.isoformat(),
        "state": row.standing.value,
        "dossier": row.code or None,
        **({"warnings": [unlisted_words(row.unlisted)]} if row.unlisted else {}),
    }


def _open(call: Call, office: Office, now: datetime) -> None:
    wanted = call.wanted
    if (wanted.sop is None) is not (wanted.period is None):
        raise WrongUseError("--sop dan --period harus diberikan bersama.")
    by = name_for(call, office, _MARK)
    if wanted.sop is not None:
        answer = open_one(office, wanted.sop, wanted.period, by=by, now=now)
        _tell(call, [_answer(wanted.sop, wanted.period, answer)], f"Berkas {answer.dossier} dimulai.")
        return
    opened = open_due(office, now=now, clerk=wanted.by)
    facts = [_answer(each.row.sop, each.row.period, each.answer) for each in opened]
    _tell(call, facts, opened_words(opened) or "Tidak ada berkas tugas berkala yang harus dibuka.")


def _answer(sop: str, period: str, answer: Answer) -> dict[str, Any]:
    return {"sop": sop, "period": period, **answer.to_json()}


def _tell(call: Call, facts: list[dict[str, Any]], words: str) -> None:
    if call.json:
        call.terminal.put_json(facts)
    call.say_unless_json(words)
