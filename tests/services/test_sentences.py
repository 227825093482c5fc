"""Every refusal and every trouble has its sentence, in Indonesian, with the data that really comes with it."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sopdesk.domain.errors import After, Fault, Refused, Rule, Trouble
from sopdesk.domain.officials import Status
from sopdesk.domain.sop import Desk
from sopdesk.services import sentences
from sopdesk.services.field_names import FIELDS
from sopdesk.services.sentences import DESKS, field_name, moment, percent, sentence
from tests.services.desk import OTHER, WIB, Clerk
from tests.services.test_rules_09_12 import set_profile

AT = datetime(2026, 7, 6, 9, 5, tzinfo=WIB)
# Rules that no use case of a dossier's life raises: with the data that their own callers give.
BY_HAND: list[tuple[Rule, dict[str, Any]]] = [
    (Rule.ALREADY_SIGNED, {}),
    (Rule.NEEDS_PARAF, {"step": 9, "brief": "Paraf Kasubbag"}),
    (Rule.YEAR_CLOSED, {"year": 2026}),
    (Rule.NUMBER_CORRECTED, {"text": "000/12/Kec/2026", "reason": "Salah ketik"}),
    (Rule.NUMBER_TAKEN, {"number": 12, "text": ""}),
    (Rule.NUMBER_TAKEN, {"number": 12, "text": "000/12/Kec/2026"}),
    (Rule.NUMBER_JUMP, {"next": 256, "wanted": 355, "gap": 99}),
    (Rule.NUMBER_JUMP, {"next": 1, "wanted": 99999, "gap": 99998, "most": 5000}),
    (Rule.DATE_AFTER_NEXT, {"number": 13, "next": date(2026, 11, 20)}),
    (Rule.YEAR_RUNNING, {"year": 2026}),
    (Rule.YEAR_UNEXPLAINED, {"year": 2025, "missing": ["3"], "reserved": ["7–8"]}),
    (Rule.BAD_INPUT, {"why": "bukan JSON"}),
    (Rule.BAD_CALENDAR, {"place": "week.mon", "reason": "jam tutup sebelum jam buka"}),
    (Rule.BAD_SOP, {"file": "lakip.json", "line": 12, "reason": "bukan JSON"}),
    (Rule.UNKNOWN_LETTER, {}),
    (Rule.BAD_TEMPLATE, {"line": 2, "column": 14, "why": "unknown", "token": "nomer", "known": ("nomor",)}),
    (Rule.STAMP_TOO_EARLY, {}),
    (Rule.NO_STAMP, {}),
    (Rule.BAD_FILE, {"file": "agenda.xlsx", "reason": "isinya rusak atau bukan xlsx"}),
    (Rule.IMPORT_REFUSED, {"lines": 3}),
    (Rule.CANNOT_UNDO_IMPORT, {"why": "undone"}),
    (Rule.CANNOT_UNDO_IMPORT, {"why": "closed", "year": 2024}),
    (Rule.CANNOT_UNDO_IMPORT, {"why": "used", "number": "12.a"}),
    (Rule.CANNOT_UNDO_IMPORT, {"why": "later", "year": 2024}),
    *(
        (Rule.BAD_BACKUP, {"why": why, "file": "../x"})
        for why in ("newer", "foreign", "unsafe", "cut", "damaged")
    ),
    (Rule.BACKUP_PASSWORD, {"why": "needed"}),
    (Rule.BACKUP_PASSWORD, {"why": "wrong"}),
    (Rule.CANNOT_UNDO_RESTORE, {}),
    (Rule.SERVER_TAKEN, {"server": "pc-umum:5432/sopdesk"}),
    (Rule.NO_SERVER, {}),
    (Rule.LEFT_BEHIND, {"server": "pc-umum:5432/sopdesk"}),
    (Rule.OFFICE_INCOMPLETE, {"missing": "pejabat penanda tangan"}),
    (Rule.DUTY_STARTED, {"label": "LAKIP", "period": "2026", "dossier": "2026-0041-V"}),
    (Rule.FOLDER, {"lines": tuple((f"2026-000{n}-K", Refused(Rule.NOT_HELD)) for n in range(7))}),
    (Rule.NOT_ALLOWED, {"right": "numbers", "who_may": ["Bakung"]}),
    (Rule.NO_USER, {"name": "Bakung"}),
    (Rule.NO_PIN, {"name": "Bakung"}),
    (Rule.WRONG_PIN, {"which": "recovery", "seconds": 0}),
    (Rule.PIN_WAIT, {"name": "Bakung", "seconds": 60}),
    (Rule.BAD_PIN, {"why": "easy"}),
    (Rule.BAD_RECOVERY, {"why": "own"}),
    (Rule.LAST_ADMIN, {"name": "Bakung"}),
    (Rule.NO_ADMIN_PIN, {}),
    (Rule.NOT_ALLOWED, {}),
]
VALUES: dict[str, dict[str, Any]] = {
    "Waktu tidak dapat dipakai: di luar tahun 1900–2200. Betulkan isinya.": {
        "field": "waktu",
        "reason": "di luar tahun 1900–2200",
    },
    "Besar huruf surat harus antara 9 dan 13. Betulkan isinya.": {"field": "font_size", "low": 9, "high": 13},
    "Periode tidak dapat dipakai: “2026-13”. Betulkan isinya.": {"field": "period", "value": "2026-13"},
}
TROUBLES: dict[Fault, dict[str, Any]] = {
    Fault.FOLDER_READ_ONLY: {
        "path": "C:\\Data\\sopdesk.db",
        "detail": "attempt to write a readonly database",
    },
    Fault.FOLDER_MISSING: {"path": "D:\\Data", "detail": "unable to open database file"},
    Fault.DISK_FULL: {"path": "D:\\Data", "detail": "database or disk is full"},
    Fault.FILE_LOCKED: {"path": "D:\\Data", "detail": "database is locked"},
    Fault.NO_OFFICE: {"path": "D:\\Data"},
    Fault.DATABASE_NEWER: {"path": "D:\\Data", "revision": "0099"},
    Fault.DATABASE_DAMAGED: {"path": "D:\\Data", "detail": "database disk image is malformed"},
    Fault.DATABASE_REPLACED: {"path": "sopdesk.db"},
    Fault.ALREADY_RUNNING: {},
    Fault.NETWORK_FOLDER: {"path": "\\\\server\\kantor"},
    Fault.PRINTER: {"name": "EPSON L3110"},
    Fault.FILE_UNREADABLE: {"file": "renja.json"},
    Fault.ATTACHMENT_CHANGED: {"file": "undangan.pdf"},
    Fault.RESOURCE_DAMAGED: {"file": "presets.json"},
    Fault.OUT_OF_MEMORY: {},
    Fault.UNFORESEEN: {},
    Fault.BACKUP_FAILED: {"path": "E:\\"},
    Fault.SECOND_PLACE: {"path": "E:\\", "why": "full"},
    Fault.SERVER_ADDRESS: {"file": "server.json"},
    Fault.SERVER_GONE: {"server": "pc-umum:5432/sopdesk"},
    Fault.SERVER_UNSURE: {"server": "pc-umum:5432/sopdesk"},
    Fault.SERVER_REFUSED: {"server": "pc-umum:5432/sopdesk"},
    Fault.SERVER_COPY: {"server": "pc-umum:5432/sopdesk"},
}


@pytest.mark.parametrize("said", VALUES)
def test_a_value_is_refused_with_what_is_wrong_with_it(said: str) -> None:
    assert sentence(Refused(Rule.BAD_VALUE, **VALUES[said])) == said


def provoked(clerk: Clerk) -> list[Refused]:
    """Refusals as they really come, one deed after the other."""
    found: list[Refused] = []

    def no(deed: Callable[..., object], *given: Any, **named: Any) -> None:
        with pytest.raises(Refused) as refused:
            deed(*given, **named)
        found.append(refused.value)

    set_profile(clerk.office, mark="KPB")
    no(clerk.start, "apbd")
    for title in ("", "x" * 501, 5):
        no(clerk.start, "lakip", title)
    no(clerk.start, "lakip", from_step=99)
    no(clerk.start, "lakip", period="kapan")
    no(clerk.start, "lakip", at=clerk.now + timedelta(hours=1))
    for code in ("surat", "2026-0001-A", "SD:KAS:2026-0001-A", "2026-0099-" + "Q"):
        clerk.code = code
        no(clerk.hand_on)
    clerk.code = 999  # type: ignore[assignment]  # an id, as the screens have it
    no(clerk.hand_on)
    clerk.start("lakip")
    no(clerk.receive)
    no(clerk.resume)
    no(clerk.receipt)
    no(clerk.hand_on, step=3)
    no(clerk.hand_on, at=clerk.now - timedelta(days=1))
    no(clerk.give_back)
    no(clerk.hold, "")
    no(clerk.skip, "")
    no(clerk.facts, financial_percent=101)
    no(clerk.facts)
    for deed in (clerk.number, clerk.stamp, clerk.dispatch):
        no(deed)
    no(clerk.undo, by=OTHER)
    no(clerk.undo, now=clerk.now + timedelta(hours=1))
    no(clerk.correct, 999)
    clerk.hold("Camat dinas luar")
    no(clerk.hand_on)
    clerk.resume()
    clerk.to_step(5)
    no(clerk.skip)
    clerk.to_step(9)
    no(clerk.hand_on)
    clerk.facts(financial_percent="50,5", physical_percent=50)
    no(clerk.hand_on)
    clerk.facts(physical_percent=60)
    clerk.to_step(12)
    no(clerk.hand_on)
    no(clerk.dispatch)
    clerk.number()
    no(clerk.number)
    no(clerk.undo)
    no(clerk.dispatch)
    clerk.stamp()
    no(clerk.stamp)
    no(clerk.dispatch, "")
    no(clerk.number, dossier=None, at=None, day=date(2026, 7, 1))
    no(clerk.number, dossier=None, at=None, register="keluar")
    no(clerk.void, 77)
    clerk.dispatch()
    no(clerk.hand_on)
    no(clerk.hand_on, step=12)
    clerk.void(1, "Salah alamat")
    no(clerk.void, 1)
    clerk.start("renja", from_step=9)
    no(clerk.hand_on)
    clerk.facts(outside_renstra=True)
    no(clerk.hand_on)
    clerk.start("renstra", from_step=15)
    no(clerk.hand_on)
    clerk.start("balasan", from_step=11)
    clerk.number()
    clerk.stamp()
    no(clerk.dispatch)
    clerk.start("rup")
    clerk.undo()
    no(clerk.undo)
    no(clerk.hand_on)
    return found


ENGLISH = re.compile(
    r"\b(the|not|is|error|value|invalid|none|true|false|step|dossier|unknown|field|missing)\b", re.I
)


def looks_right(said: str, rule: str) -> None:
    assert said.endswith("."), said
    assert not said.endswith(".."), said
    assert said[0].isupper() or said[0] == "“", said
    assert "None" not in said, said
    assert not set("{}!<>") & set(said), said
    assert not re.search(r"[a-z]_[a-z]", said), said  # no code, no name of a field
    assert rule not in said.split() or rule in ("percent",), said
    assert not ENGLISH.search(said), said
    assert "  " not in said, said
    assert len(said) < 240, said


def test_every_refusal_as_it_really_comes(clerk: Clerk) -> None:
    """Each rule is met at least once, by a deed or by the data of its own caller."""
    met = set()
    for error in provoked(clerk):
        looks_right(sentence(error), error.rule.value)
        met.add(error.rule)
    for rule, data in BY_HAND:
        looks_right(sentence(Refused(rule, **data)), rule.value)
    assert met | {rule for rule, _ in BY_HAND} == set(Rule)
    assert met & {rule for rule, _ in BY_HAND} == set()


@pytest.mark.parametrize("fault", Fault)
def test_every_trouble_says_what_is_the_matter_and_what_to_do(fault: Fault) -> None:
    data = TROUBLES[fault]
    said = sentence(Trouble(fault, **data))
    looks_right(said, fault.value)
    for key in ("path", "file", "name"):
        if key in data and fault is not Fault.DATABASE_NEWER:
            assert str(data[key]) in said
    assert "detail" not in data or data["detail"] not in said


def test_sentences_name_what_they_speak_of() -> None:
    """The data that a clerk needs stands in the sentence, as an Indonesian writes it."""
    last = AT - timedelta(hours=1)
    for rule, data, words in (
        (Rule.PERCENT, {"financial": "80.5", "physical": "70"}, ["80,5 %", "70 %"]),
        (
            Rule.TIME_BACKWARDS,
            {"at": last, "last": AT},
            ["6 Juli 2026 pukul 08.05", "6 Juli 2026 pukul 09.05"],
        ),
        (Rule.TIME_IN_FUTURE, {"at": AT, "now": last}, ["09.05", "08.05"]),
        (Rule.STALE, {"seen": 3, "step": 4, "life": "running"}, ["langkah 4", "langkah 3"]),
        (Rule.NEEDS_PARAF, {"step": 9, "brief": "Paraf Kasubbag"}, ["Paraf Kasubbag", "langkah 9"]),
        (
            Rule.DATE_BEFORE_LAST,
            {"number": 7, "last": date(2026, 7, 8), "date": date(2026, 7, 1)},
            ["Nomor 7", "sisipan"],
        ),
        (Rule.BAD_TEXT, {"field": "title", "limit": 500, "reason": "long"}, ["Judul", "500"]),
        (Rule.HELD, {"reason": "Camat dinas luar"}, ["Camat dinas luar"]),
    ):
        said = sentence(Refused(rule, **data))
        assert all(word in said for word in words), said


@pytest.mark.parametrize("typed", ["{jahat}", "%s %d", "<b>tebal</b>", "x" * 5000, "\u202e terbalik"])
def test_what_people_typed_is_quoted_as_it_is_and_short(typed: str) -> None:
    """No template, no flood: at most sixty characters of it."""
    for rule, key in (
        (Rule.BAD_VALUE, "value"),
        (Rule.UNKNOWN_DOSSIER, "dossier"),
        (Rule.UNKNOWN_SOP, "sop"),
    ):
        said = sentence(Refused(rule, field="period", **{key: typed}))
        assert typed[:60] in said
        assert len(said) < 200


def test_every_desk_and_status_has_its_word() -> None:
    assert set(DESKS) == {desk.value for desk in Desk}
    assert {s.prefix for s in Status} == {"", "Plt. ", "Plh. ", "Pj. "}


def test_words_of_values() -> None:
    assert moment(AT) == "6 Juli 2026 pukul 09.05"
    assert moment(date(2026, 7, 6)) == "6 Juli 2026"
    assert percent("50.50") == "50,50 %"
    assert field_name("title") == FIELDS["title"] == "Judul"


@pytest.mark.parametrize("after", After)
def test_a_time_that_is_too_early_is_told_what_it_must_follow(after: After) -> None:
    said = sentence(Refused(Rule.TIME_BACKWARDS, at=AT, last=AT, after=after))
    plain = sentence(Refused(Rule.TIME_BACKWARDS, at=AT, last=AT))
    assert (said == plain) == (after is After.ENTRY)
    assert ("berkas" in said) == (after is After.ENTRY)


def test_every_field_that_a_refusal_names_has_its_word() -> None:
    folder = Path(sentences.__file__).parents[1]
    named = {
        name
        for path in folder.rglob("*.py")
        for name in re.findall(r'Refused\([^)]*?field="([a-z_]+)"', path.read_text(encoding="utf-8"))
    }
    assert len(named) > 50
    assert named - FIELDS.keys() == set()
