"""Random lives of dossiers under all six SOPs, told to ``batch`` line by line, and what holds whatever happens."""

import json
import tempfile
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from sopdesk.cli.batch import answer_line
from sopdesk.domain.calendar import DayOff
from sopdesk.domain.dossier import State
from sopdesk.domain.sop import Ask, Kind, Sop
from sopdesk.services.calendar_change import calendar_shifts
from sopdesk.services.calendars import with_off
from sopdesk.services.entries import case_of, find
from sopdesk.services.office import open_office
from sopdesk.services.queries import board
from sopdesk.services.settings import save_calendar
from sopdesk.services.verification import verify
from tests.behind import behind
from tests.services.desk import CLERK, MONDAY, OTHER, SOPS, copy_office

Entry = dict[str, Any]
CLERKS = st.sampled_from([CLERK, OTHER])
# When it happened, in seconds before it is logged: the future up to the limit of two minutes, and beyond it.
HAPPENED = st.one_of(st.just(0), st.integers(-150, 900), st.integers(0, 400_000))
LATER = st.one_of(st.just(0), st.integers(0, 700), st.integers(0, 500_000))
PICK = st.integers(0, 10_000)
REASON = st.sampled_from(["Belum cocok", "Camat dinas luar", " ", ""])
LETTER = {"register": "outgoing", "subject": "Surat", "addressee": "Bupati", "by": CLERK}
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "financial_percent": st.sampled_from([0, 50, "50,5", 100, 101]),
        "physical_percent": st.sampled_from([0, 50, "50,4", 100]),
        "outside_renstra": st.booleans(),
        "emergency_reason": st.sampled_from(["", "Banjir"]),
        "hierarchy_initialled": st.booleans(),
    },
)


class Life(RuleBasedStateMachine):
    """An office; each rule sends lines to it. ``template`` is set by the test."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self._place = tempfile.TemporaryDirectory()
        folder = copy_office(self.template, Path(self._place.name) / "data")
        self.office = open_office(folder, MONDAY)
        self._opened = ExitStack()
        self._behind = self._opened.enter_context(behind(self.office, guarded=True))
        self.sops = self.office.look().current
        self.now = MONDAY
        self.codes: list[str] = []
        self.sop_of: dict[str, Sop] = {}
        self.logs: dict[str, list[Entry]] = {}
        self.before: dict[str, list[State]] = {}  # what stood after each entry that still counts
        self.numbers = 0
        self.sent: list[tuple[str, Entry]] = []
        self.touched: str | None = None
        self._stands: dict[str, State] = {}  # as read since the last line; nothing else changes the office

    def teardown(self) -> None:
        report = verify(self.office)
        self._opened.close()
        self.office.close()
        self._place.cleanup()
        assert report.problems == ()
        assert report.counts["dossiers"] == len(self.codes)

    # Sending

    def send(self, line: Entry) -> Entry:
        raw = json.dumps(line).encode()
        self._stands.clear()
        return answer_line(self.office, raw, self.now)

    def state(self, code: str) -> State:
        if code not in self._stands:
            with self.office.store.read() as unit:
                known = self.office.known(unit)
                self._stands[code] = case_of(unit, known, find(unit, known, code)).state
        return self._stands[code]

    def log(self, code: str) -> list[Entry]:
        rows = self._behind.rows(
            "SELECT l.* FROM log l JOIN dossier d ON d.id = l.dossier_id WHERE d.code = ? ORDER BY l.seq",
            (code,),
        )
        return [{**r, "body": json.loads(r["body"])} for r in rows]

    def deed(self, op: str, code: str, **fields: Any) -> Entry:
        """Send one line about a dossier and hold its answer and its effect against each other."""
        was, log = self.state(code), self.log(code)
        answer = self.send({"op": op, "dossier": code, **fields})
        now, after = self.state(code), self.log(code)
        assert after[: len(log)] == log, "history was changed"
        self.touched = code
        if not answer["ok"]:
            assert now == was
            assert len(after) == len(log)
            return answer
        assert len(after) == len(log) + 1
        states = self.before[code]
        if op in ("undo", "correct"):
            undone = states.pop()
            assert undone == was
            if states:
                assert now == states[-1]
            else:
                assert now.life == "cancelled"
            return answer
        states.append(now)
        steps = [s.no for s in self.sop_of[code].steps]
        match op:
            case "hand_on" | "skip":
                assert now.step == was.step + 1
            case "return":
                assert now.step == after[-1]["body"]["to"] < was.step
                assert now.returns == was.returns + 1
            case "dispatch":
                assert now.step == min(was.step + 1, steps[-1])
                assert now.open is (was.step < steps[-1])
            case _:
                assert now.step == was.step
        if op != "number":
            assert (answer["step"], answer["desk"], answer["event"]) == (
                now.step,
                now.desk.value,
                after[-1]["seq"],
            )
        return answer

    def code(self, pick: int) -> str:
        return self.codes[pick % len(self.codes)]

    def at(self, ago: int) -> str:
        return (self.now - timedelta(seconds=ago)).isoformat()

    # What clerks do

    @initialize()
    def begin(self) -> None:
        self.start(SOPS[0], None, 0, 0)

    @precondition(lambda self: len(self.codes) < 5)
    @rule(
        sop=st.sampled_from([*SOPS, "renstra"]),
        step=st.one_of(st.none(), st.integers(0, 17)),
        later=LATER,
        ago=HAPPENED,
    )
    def start(self, sop: str, step: int | None, later: int, ago: int) -> None:
        self.now += timedelta(seconds=later)
        line = {
            "op": "start",
            "sop": sop,
            "title": f"Berkas {len(self.codes)}",
            "by": CLERK,
            "at": self.at(ago),
        }
        answer = self.send(line | ({} if step is None else {"from_step": step}))
        last = self.sops[sop].last
        may = (step is None or 1 <= step <= last) and ago >= -120
        assert answer["ok"] is may, answer
        if may:
            code = answer["dossier"]
            assert code not in self.codes
            self.codes.append(code)
            self.sop_of[code] = self.sops[sop]
            self.before[code] = [self.state(code)]
            self.logs[code] = []
            self.touched = code

    @rule(
        op=st.sampled_from(
            [
                "hand_on",
                "receive",
                "hold",
                "resume",
                "skip",
                "stamp",
                "dispatch",
                "return",
                "cancel",
                "receipt",
            ]
        ),
        pick=PICK,
        by=CLERKS,
        later=LATER,
        ago=HAPPENED,
        reason=REASON,
        to=st.one_of(st.none(), st.integers(0, 16)),
        among=st.integers(0, 4),
    )
    def act(
        self, op: str, pick: int, by: str, later: int, ago: int, reason: str, to: int | None, among: int
    ) -> None:
        self.now += timedelta(seconds=later)
        fields: Entry = {"by": by, "at": self.at(ago), "reason": reason, "to": "Bupati", "name": "Penerima"}
        if op == "dispatch" and among:
            fields["recipients"] = [{"to": f"Tujuan {n}", "copies": n + 1} for n in range(among)]
        if op == "receipt" and among:
            fields |= {"delivery": among, "year": 2026}
        if op == "return" and to is not None:
            fields["to_step"] = to
        if op == "cancel" and pick % 7:
            return  # a life that is cancelled at once shows little
        code = self.code(pick)
        last = self.state(code).last_at
        answer = self.deed(op, code, **fields)
        if answer["ok"]:
            happened = self.now - timedelta(seconds=ago)
            assert last <= happened <= self.now + timedelta(minutes=2)

    @rule(pick=PICK, by=CLERKS, given=FACTS)
    def facts(self, pick: int, by: str, given: Entry) -> None:
        self.deed("facts", self.code(pick), by=by, **given)

    @rule(pick=PICK, by=CLERKS, day=st.one_of(st.none(), st.integers(0, 40)), reason=REASON)
    def deadline(self, pick: int, by: str, day: int | None, reason: str) -> None:
        wanted = (self.now + timedelta(days=day)).date().isoformat() if day is not None else None
        self.deed("deadline", self.code(pick), deadline=wanted, by=by, reason=reason)

    @rule(day=st.integers(0, 40))
    def calendar(self, day: int) -> None:
        """One day more is free: what was told to move moves, and no log but the office's grows."""
        free = DayOff((self.now + timedelta(days=day)).date(), "Libur setempat")
        wanted = with_off(self.office.look().calendar, [free])
        told = calendar_shifts(self.office, wanted, by=CLERK, now=self.now)
        save_calendar(self.office, wanted.to_json(), by=CLERK, now=self.now)
        with self.office.store.read() as unit:
            rows = {row.id: row for row in unit.dossiers.under_way()}
        assert [s.now for s in told] == [
            rows[s.dossier].deadline if s.own else rows[s.dossier].due for s in told
        ]
        assert calendar_shifts(self.office, wanted, by=CLERK, now=self.now) == ()

    @rule(pick=PICK, by=CLERKS, later=st.sampled_from([0, 300, 599, 601]), day=st.integers(-3, 3))
    def number(self, pick: int, by: str, later: int, day: int) -> None:
        self.now += timedelta(seconds=later)
        date = (self.now + timedelta(days=day)).date().isoformat()
        wish = {"register": "outgoing", "subject": "Surat", "addressee": "Bupati", "date": date, "by": by}
        of_dossier = pick % 3 != 0
        answer = (
            self.deed("number", self.code(pick), **wish)
            if of_dossier
            else self.send({"op": "number", **wish})
        )
        if answer["ok"]:
            assert answer["number"] == self.numbers + 1
            self.numbers += 1

    @precondition(lambda self: self.numbers > 0)
    @rule(pick=PICK, by=CLERKS)
    def void(self, pick: int, by: str) -> None:
        number = 1 + pick % self.numbers
        owners = self._behind.execute(
            "SELECT d.code FROM register_line r JOIN dossier d ON d.id = r.dossier_id WHERE urut = ?",
            (number,),
        )
        answer = self.send(
            {
                "op": "void_number",
                "register": "outgoing",
                "year": 2026,
                "number": number,
                "reason": "Keliru",
                "by": by,
            }
        )
        if answer["ok"] and owners:
            [(owner,)] = owners
            self.before[owner].append(self.state(owner))
            self.touched = owner

    @rule(pick=PICK, by=CLERKS, later=LATER)
    def undo(self, pick: int, by: str, later: int) -> None:
        self.now += timedelta(seconds=later)
        code = self.code(pick)
        self.deed("undo", code, by=by)

    @rule(pick=PICK, by=CLERKS, back=st.integers(0, 2))
    def correct(self, pick: int, by: str, back: int) -> None:
        code = self.code(pick)
        entries = self.log(code)
        event = entries[max(0, len(entries) - 1 - back)]["seq"]
        self.deed("correct", code, by=by, event=event, reason="Salah catat")

    @rule(pick=PICK, times=st.integers(1, 16))
    def forward(self, pick: int, times: int) -> None:
        """Do the right thing, some steps long: random deeds alone seldom come far."""
        code = self.code(pick)
        sop = self.sop_of[code]
        for _ in range(times):
            self.now = max(self.now, self.state(code).last_at) + timedelta(minutes=20)
            state = self.state(code)
            if not state.open:
                return
            if state.life == "held":
                self.deed("resume", code, by=CLERK, at=self.at(0))
                continue
            step = sop.step(state.step)
            asked: Entry = {}
            if Ask.PERCENT in step.asks:
                asked = {"financial_percent": 5, "physical_percent": 5}
            if Ask.OUTSIDE_RENSTRA in step.asks:
                asked = {"outside_renstra": False}
            if Ask.HIERARCHY_INITIALLED in step.asks:
                asked = {"hierarchy_initialled": True}
            if asked:
                assert self.deed("facts", code, by=CLERK, **asked)["ok"]
            if step.kind is not Kind.AGENDA_KIRIM:
                answer = self.deed("hand_on", code, by=CLERK, at=self.at(0))
                assert answer["ok"], answer
                continue
            if state.number is None:
                day = self.letter_day()
                assert self.deed("number", code, date=day, **LETTER)["ok"]
                self.numbers += 1
            if not self.state(code).stamped:
                assert self.deed("stamp", code, by=CLERK, at=self.at(0))["ok"]
            assert self.deed("dispatch", code, by=CLERK, at=self.at(0), to="Bupati")["ok"]
            if self.state(code).open:
                # The next letter of the same dossier begins with nothing.
                early = self.deed("number", code, date=day_of(self.now), **LETTER)
                assert early["code"] == "needs_signature"

    @precondition(lambda self: len(self.codes) < 9)
    @rule(sop=st.sampled_from(SOPS), back=st.integers(1, 10), numbered=st.booleans())
    def a_signature_undone_by_a_return(self, sop: str, back: int, numbered: bool) -> None:
        """Signed, perhaps numbered and stamped, then sent back: nothing more goes out until it is signed again."""
        signs = next(s.no for s in self.sops[sop].steps if s.kind is Kind.TANDA_TANGAN)
        self.start(sop, signs + 1, 60, 0)
        code = self.codes[-1]
        day = self.letter_day()
        if numbered:
            assert self.deed("number", code, date=day, **LETTER)["ok"]
            self.numbers += 1
            assert self.deed("stamp", code, by=CLERK, at=self.at(0))["ok"]
        assert self.deed("return", code, by=CLERK, at=self.at(0), to_step=min(back, signs), reason="Angka")[
            "ok"
        ]
        for op, fields in (
            ("number", {**LETTER, "date": day}),
            ("stamp", {}),
            ("dispatch", {"to": "Bupati"}),
        ):
            answer = self.deed(op, code, **{"by": CLERK, "at": self.at(0), **fields})
            assert answer["code"] == "needs_signature"

    @precondition(lambda self: len(self.codes) < 9)
    @rule(sop=st.sampled_from(SOPS), step=st.integers(8, 12))
    def a_life_to_its_end(self, sop: str, step: int) -> None:
        """Entered under way and led on: past every sending there is."""
        self.start(sop, min(step, self.sops[sop].last), 60, 0)
        self.forward(len(self.codes) - 1, 16)

    def letter_day(self) -> str:
        """Not before any date that was given: the register goes forward only."""
        day = self._behind.one("SELECT CAST(max(last_date) AS TEXT) FROM series")
        return max(day or "", day_of(self.now))

    @rule(pick=PICK, op=st.sampled_from(["number", "stamp", "dispatch"]), back=st.integers(0, 12))
    def after_the_signature_or_not(self, pick: int, op: str, back: int) -> None:
        """Numbers, stamps and sendings are refused for want of a signature exactly where there is none.

        Often right after a return: that is where a gate would be forgotten.
        """
        code = self.code(pick)
        self.now = max(self.now, self.state(code).last_at) + timedelta(minutes=1)
        if self.state(code).life != "running":
            return
        if back and back < self.state(code).step:
            assert self.deed("return", code, by=CLERK, at=self.at(0), to_step=back, reason="Angka")["ok"]
        day = self._behind.one("SELECT CAST(max(last_date) AS TEXT) FROM series")
        fields: Entry = {
            "by": CLERK,
            "at": self.at(0),
            "to": "Bupati",
            "register": "outgoing",
            "subject": "Surat",
        }
        fields |= {"addressee": "Bupati", "date": max(day or "", self.now.date().isoformat())}
        may = signed(self.sop_of[code], effective(self.log(code)))
        answer = self.deed(op, code, **fields)
        self.numbers += op == "number" and answer["ok"]
        assert (answer.get("code") != "needs_signature") is may, answer

    @rule(
        pick=PICK,
        op=st.sampled_from(["hand_on", "return", "hold", "cancel", "dispatch"]),
        seen=st.integers(1, 16),
    )
    def stale(self, pick: int, op: str, seen: int) -> None:
        """Seen at another step, nothing moves, whatever is asked."""
        code = self.code(pick)
        state = self.state(code)
        if state.open and seen == state.step:
            return
        answer = self.deed(op, code, by=CLERK, at=self.at(0), reason="x", to="Bupati", step=seen)
        assert answer["code"] == "stale"

    @rule(pick=PICK, key=st.integers(0, 3), op=st.sampled_from(["hold", "resume", "hand_on", "return"]))
    def with_id(self, pick: int, key: int, op: str) -> None:
        """An id is answered once; the same id again, whatever the line says now, is that answer and does nothing."""
        code = self.code(pick)
        known = dict(self.sent)
        line = {"by": CLERK, "at": self.at(0), "reason": "Sebab", "id": f"id-{key}"}
        if line["id"] not in known:
            self.sent.append((line["id"], self.deed(op, code, **line)))
            return
        was = self.state(code)
        assert self.send({"op": op, "dossier": code, **line}) == known[line["id"]]
        assert self.state(code) == was

    # What holds whatever they do

    @invariant()
    def one_desk_holds_each_dossier(self) -> None:
        shown = board(self.office, self.now)
        places = [(card.code, desk) for desk, column in shown.columns.items() for card in column]
        assert len(places) == len({code for code, _ in places})
        for code, desk in places:
            state = self.state(code)
            assert state.open
            assert state.desk is desk is self.sop_of[code].step(state.step).desk
        assert {code for code, _ in places} == {c for c in self.codes if self.state(c).open}

    @invariant()
    def history_only_grows(self) -> None:
        if self.touched:
            now = self.log(self.touched)
            assert now[: len(self.logs[self.touched])] == self.logs[self.touched]
            self.logs[self.touched] = now

    @invariant()
    def effective_entries_never_run_backwards(self) -> None:
        if self.touched:
            times = [e["at"] for e in effective(self.logs[self.touched])]
            assert times == sorted(times)

    @invariant()
    def no_number_without_the_signature(self) -> None:
        if self.touched:
            counting = effective(self.logs[self.touched])
            for place, entry in enumerate(counting):
                if entry["kind"] in ("number", "stamp", "dispatch"):
                    assert signed(self.sop_of[self.touched], counting[:place]), entry

    @invariant()
    def numbers_have_no_gap(self) -> None:
        given = [
            r[0]
            for r in self._behind.execute("SELECT urut FROM register_line WHERE year = 2026 ORDER BY urut")
        ]
        assert given == list(range(1, len(given) + 1))
        assert len(given) == self.numbers

    @invariant()
    def the_delivery_book_says_what_the_logs_say(self) -> None:
        rows = {(r["year"], r["urut"]): r for r in self._behind.rows("SELECT * FROM delivery")}
        years: dict[int, list[int]] = {}
        for year, urut in sorted(rows):
            years.setdefault(year, []).append(urut)
        assert all(found == list(range(1, len(found) + 1)) for found in years.values())
        for code in self.codes if self.touched is None else [self.touched]:
            log = self.log(code)
            counting = effective(log)
            sent = {
                (r["year"], r["urut"]): r["to"]
                for e in counting
                if e["kind"] == "dispatch"
                for r in e["body"]["recipients"]
            }
            back = [e["body"]["delivery"] for e in counting if e["kind"] == "receipt"]
            every = {
                (r["year"], r["urut"])
                for e in log
                if e["kind"] == "dispatch"
                for r in e["body"]["recipients"]
            }
            assert {place: rows[place]["addressee"] for place in sent} == sent
            assert {place for place in every if rows[place]["state"] == "void"} == every - sent.keys()
            assert {place for place in every if rows[place]["state"] == "back"} == {
                (told["year"], told["urut"]) for told in back
            }
            assert len(back) == len({(told["year"], told["urut"]) for told in back}), "received twice"


def day_of(moment: datetime) -> str:
    return moment.date().isoformat()


def effective(log: list[Entry]) -> list[Entry]:
    """Written anew for the test: what no counter-entry took back."""
    gone = {e["body"]["event"] for e in log if e["kind"] in ("undo", "correct")}
    return [e for e in log if e["kind"] not in ("undo", "correct") and e["seq"] not in gone]


def signed(sop: Sop, entries: list[Entry]) -> bool:
    """Written anew for the test, backwards: a signature with no sending and no return past it since."""
    lowest = 99
    for entry in reversed(entries):
        body = entry["body"]
        match entry["kind"]:
            case "dispatch":
                return False
            case "return":
                lowest = min(lowest, body["to"])
            case "hand_on" if sop.step(body["step"]).kind is Kind.TANDA_TANGAN and body["step"] < lowest:
                return True
            case "start":
                earlier = [s for s in sop.steps if s.no < body["step"] and s.no < lowest]
                kinds = [s.kind for s in earlier if s.kind in (Kind.TANDA_TANGAN, Kind.AGENDA_KIRIM)]
                return bool(kinds) and kinds[-1] is Kind.TANDA_TANGAN
    return False


@pytest.mark.slow
def test_whatever_happens(template: Path) -> None:
    """The invariants above, after every line of every life."""

    class Here(Life):
        pass

    Here.template = template
    run_state_machine_as_test(
        Here, settings=settings(stateful_step_count=30, suppress_health_check=list(HealthCheck))
    )


@pytest.mark.parametrize("moment", [MONDAY.replace(year=1, tzinfo=None), MONDAY.replace(tzinfo=None)])
def test_the_office_takes_no_time_without_a_zone(template: Path, data_folder: Path, moment: datetime) -> None:
    """A naive time is a bug of ours, not a time of the office: it is never stored."""
    from sopdesk.services import dossiers

    office = open_office(copy_office(template, data_folder), MONDAY)
    with pytest.raises(TypeError):
        dossiers.start(office, dossiers.Start("lakip", "x"), by=CLERK, at=moment, now=MONDAY)
    with behind(office) as database:
        assert database.one("SELECT count(*) FROM log") == 0
    office.close()
