"""``docs/codes.md`` names every code of a refusal and of a trouble, with the sentence that people read."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.services.sentences import sentence

PAGE = Path(__file__).resolve().parents[2] / "docs" / "codes.md"
WIB = timezone(timedelta(hours=7))
AT = datetime(2026, 11, 23, 9, 0, tzinfo=WIB)

# What the sentence of each code is told about in the page.
RULES: Mapping[Rule, Mapping[str, object]] = {
    Rule.STALE: {"seen": 3, "step": 4, "life": "running"},
    Rule.HELD: {"reason": "Camat dinas luar"},
    Rule.NOT_HELD: {},
    Rule.ENDED: {"life": "finished"},
    Rule.NOT_DISPATCHED: {},
    Rule.WRONG_STEP: {"step": 11},
    Rule.NOTHING_TO_RECEIVE: {"desk": "kasubbag"},
    Rule.NEEDS_DISPATCH: {},
    Rule.NEEDS_SIGNATURE: {"action": "number"},
    Rule.NEEDS_PARAF: {"step": 10, "brief": "Paraf Sekcam"},
    Rule.NEEDS_NUMBER: {},
    Rule.NEEDS_STAMP: {},
    Rule.NEEDS_FACTS: {"ask": "percent"},
    Rule.NEEDS_REASON: {},
    Rule.PERCENT: {"financial": Decimal("82.5"), "physical": Decimal("80")},
    Rule.ALREADY_SIGNED: {},
    Rule.ALREADY_NUMBERED: {"text": "000/12/Kec/2026"},
    Rule.ALREADY_STAMPED: {},
    Rule.CANNOT_RETURN: {"step": 5},
    Rule.CANNOT_SKIP: {"step": 11},
    Rule.CANNOT_UNDO: {"why": "too_late"},
    Rule.NOT_NEWEST: {},
    Rule.TIME_BACKWARDS: {"at": AT - timedelta(hours=1), "last": AT},
    Rule.TIME_IN_FUTURE: {"at": AT + timedelta(hours=1), "now": AT},
    Rule.DATE_BEFORE_LAST: {"number": 12, "last": date(2026, 11, 23)},
    Rule.YEAR_CLOSED: {"year": 2025},
    Rule.NUMBER_UNKNOWN: {"number": 99, "year": 2026},
    Rule.NUMBER_VOID: {"text": "000/12/Kec/2026", "reason": "Salah isi"},
    Rule.NUMBER_CORRECTED: {"text": "000/12/Kec/2026", "reason": "Salah ketik"},
    Rule.NUMBER_TAKEN: {"number": 12, "text": "000/12/Kec/2026"},
    Rule.NUMBER_JUMP: {"next": 256, "wanted": 355, "gap": 99},
    Rule.DATE_AFTER_NEXT: {"number": 13, "next": date(2026, 11, 20)},
    Rule.YEAR_RUNNING: {"year": 2026},
    Rule.YEAR_UNEXPLAINED: {"year": 2025, "missing": [], "reserved": ["7–8"]},
    Rule.BAD_TEXT: {"field": "title", "limit": 500, "reason": "empty"},
    Rule.BAD_VALUE: {"field": "period", "value": "2026-13"},
    Rule.BAD_INPUT: {"why": "bukan JSON"},
    Rule.BAD_CODE: {"text": "2026-0041-W", "check": True},
    Rule.OTHER_OFFICE: {"mark": "KPB"},
    Rule.BAD_CALENDAR: {"place": "week.mon", "reason": "jam '16:00-08:00' berakhir sebelum mulai"},
    Rule.BAD_SOP: {"file": "rup.json", "line": 12, "reason": "waktu “1 tahun” tidak terbaca"},
    Rule.BAD_TEMPLATE: {
        "line": 2,
        "column": 14,
        "why": "unknown",
        "token": "nomer",
        "known": ("nomor", "perihal"),
    },
    Rule.STAMP_TOO_EARLY: {},
    Rule.NO_STAMP: {},
    Rule.BAD_FILE: {"file": "agenda.xlsx", "reason": "isinya rusak atau bukan xlsx"},
    Rule.IMPORT_REFUSED: {"lines": 3},
    Rule.CANNOT_UNDO_IMPORT: {"why": "undone"},
    Rule.BAD_BACKUP: {"why": "damaged", "backup": "SOPDesk-Contoh.sopdesk"},
    Rule.BACKUP_PASSWORD: {"why": "wrong"},
    Rule.CANNOT_UNDO_RESTORE: {},
    Rule.SERVER_TAKEN: {"server": "pc-umum:5432/sopdesk"},
    Rule.NO_SERVER: {},
    Rule.LEFT_BEHIND: {"server": "pc-umum:5432/sopdesk"},
    Rule.UNKNOWN_DOSSIER: {"dossier": "2026-0041-V"},
    Rule.UNKNOWN_SOP: {"sop": "apbd"},
    Rule.UNKNOWN_LETTER: {},
    Rule.OFFICE_INCOMPLETE: {"missing": "pejabat penanda tangan"},
    Rule.FOLDER: {
        "lines": (("2026-0041-V", Refused(Rule.STALE, seen=11, step=12, life="running")),),
    },
    Rule.DUTY_STARTED: {"label": "RFK & TEPPA", "period": "Oktober 2026", "dossier": "2026-0041-V"},
    Rule.NOT_ALLOWED: {"right": "close_year", "who_may": ["Bakung", "Meranti"]},
    Rule.NO_USER: {"name": "Bakung"},
    Rule.NO_PIN: {"name": "Bakung"},
    Rule.WRONG_PIN: {"which": "pin", "seconds": 15},
    Rule.PIN_WAIT: {"name": "Bakung", "seconds": 300},
    Rule.BAD_PIN: {"why": "form"},
    Rule.BAD_RECOVERY: {"name": "Bakung", "why": "none"},
    Rule.LAST_ADMIN: {"name": "Bakung"},
    Rule.NO_ADMIN_PIN: {"name": "Bakung"},
}
FAULTS: Mapping[Fault, Mapping[str, object]] = {
    fault: {"path": "sopdesk.db", "name": "Kotak PDF"} for fault in Fault
}


def rows() -> dict[str, tuple[str, str]]:
    found = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {code: (when, said) for code, when, said in found}


def test_page_has_every_code_and_no_other() -> None:
    assert set(rows()) == {rule.value for rule in Rule} | {fault.value for fault in Fault}


@pytest.mark.parametrize("rule", Rule)
def test_sentence_of_a_refusal(rule: Rule) -> None:
    assert rows()[rule.value][1] == sentence(Refused(rule, **RULES[rule]))


@pytest.mark.parametrize("fault", Fault)
def test_sentence_of_a_trouble(fault: Fault) -> None:
    assert rows()[fault.value][1] == sentence(Trouble(fault, **FAULTS[fault]))


def test_sentences_are_short_whole_and_calm() -> None:
    for code, (_when, said) in rows().items():
        assert said.endswith("."), code
        assert "!" not in said, code
        assert "None" not in said, code
        assert len(said) <= 200, code
