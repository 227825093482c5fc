"""What the kills fall into: mixed lines for ``sopdesk batch``, and the office held against every promise.

Each deed is done by a clerk of its own name, so that the log tells of each how often it was done. Everything is read
back through the services: another database may lie under them.
"""

import hashlib
import random
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sopdesk.domain.errors import Fault
from sopdesk.services.files import is_whole
from sopdesk.services.office import Office, open_office
from sopdesk.services.verification import verify

DAY: Final = "2026-07-06"
AT: Final = f"{DAY}T09:00:00+07:00"
OF_A_DOSSIER: Final = (
    *("start", "hand_on", "hand_on", "hand_on", "receive", "return", "hold", "resume", "undo"),
    *("facts", "check", "skip", "cancel", "stamp", "dispatch", "receipt"),
)
_FAULTS: Final = frozenset(fault.value for fault in Fault)
Line = dict[str, Any]


class LostError(Exception):
    """What was promised is not there, or is there twice; the text says what."""


def clerk_of(key: str) -> str:
    """Who does the deed ``key``, and no other."""
    return f"Petugas {key}"


def open_there(folder: Path, *, new: bool = True) -> Office:
    """The office of ``folder``, as the program itself opens it."""
    return open_office(folder, datetime.now(UTC), new=new)


def scan_of(key: str) -> bytes:
    """A scan that nobody else has; its size is anything up to half a megabyte."""
    chance = random.Random(key)
    return b"%PDF-1.4\n" + chance.randbytes(chance.choice((700, 60_000, 500_000)))


def kept_name(key: str) -> str:
    """The name under which the office keeps that scan."""
    return f"{hashlib.sha256(scan_of(key)).hexdigest()}.pdf"


@dataclass
class Work:
    """One office: what was sent to it, what it answered, what it still owes."""

    folder: Path
    name: str
    chance: random.Random
    count: int = 0
    codes: list[str] = field(default_factory=list)
    letters: list[tuple[int, int]] = field(default_factory=list)  # incoming: year and number
    sendable: list[tuple[int, int]] = field(default_factory=list)  # outgoing
    reserved: list[tuple[int, int]] = field(default_factory=list)
    deliveries: list[tuple[int, int]] = field(default_factory=list)
    owed: deque[Line] = field(default_factory=deque)  # sent, without an answer that settles it
    may_fail: bool = False  # the database is taken away from under the program
    undone: set[str] = field(default_factory=set)  # of those owed: told that nothing was written
    unsure: set[str] = field(default_factory=set)  # told that nobody can say
    answered: dict[str, tuple[Line, Line]] = field(default_factory=dict)
    attached: list[str] = field(default_factory=list)

    def key(self) -> str:
        """The name of another deed."""
        self.count += 1
        return f"{self.name}-{self.count}"

    def next_line(self) -> Line:
        """Another line, with an id, and with the id in what it leaves behind."""
        key = self.key()
        line: Line = {"id": key, "by": clerk_of(key)}
        ways = (
            self._of_a_dossier,
            self._of_a_dossier,
            self._of_a_letter,
            self._of_a_number,
            self._of_sending,
        )
        return line | (self.chance.choice(ways)(key) if self.codes else self._start(key))

    def _start(self, key: str) -> Line:
        sop, step = self.chance.choice((("lakip", 1), ("rup", 1), ("renstra", 1), ("rup", 11)))
        return {"op": "start", "sop": sop, "title": key, "at": AT, "from_step": step}

    def _of_a_dossier(self, key: str) -> Line:
        op = self.chance.choice(OF_A_DOSSIER)
        if op == "start":
            return self._start(key)
        line: Line = {"op": op, "dossier": self.chance.choice(self.codes[-15:])}
        if op not in ("undo", "facts", "check"):
            line["at"] = AT
        if op in ("return", "hold", "skip", "cancel"):
            line["reason"] = f"Sebab {key}"
        more: dict[str, Line] = {
            "hand_on": {"note": key},
            "facts": {"financial_percent": 40, "physical_percent": 55},
            "check": {
                "item": "disposisi",
                "list": "kelengkapan",
                "step": 1,
                "done": self.chance.random() < 0.6,
            },
            "dispatch": {"to": "Bupati", "method": "kurir"},
            "receipt": {"name": "Penerima"},
        }
        return line | more.get(op, {})

    def _of_a_letter(self, key: str) -> Line:
        if not self.letters or self.chance.random() < 0.4:
            return {"op": "incoming", "sender": "Dinas", "subject": key, "received_at": AT}
        year, number = self.chance.choice(self.letters[-10:])
        if self.chance.random() < 0.3:
            return {"op": "no_disposition", "year": year, "number": number, "reason": f"Sebab {key}"}
        said = {"to": ["sekcam", f"Staf {key}"], "at": AT, "note": key}
        return {"op": "disposition", "year": year, "number": number, **said}

    def _of_a_number(self, key: str) -> Line:
        what, why = self.chance.random(), f"Sebab {key}"
        if what < 0.5 or not self.sendable:
            line: Line = {
                "op": "number",
                "register": "outgoing",
                "subject": key,
                "addressee": "Bupati",
                "date": DAY,
            }
            return line | ({"dossier": self.chance.choice(self.codes[-10:])} if what < 0.25 else {})
        if what < 0.65:
            line = {"op": "reserve_number", "register": "outgoing", "date": DAY, "person": "Camat"}
            return line | {"reason": why, "count": 1 + self.chance.randrange(3)}
        if what < 0.75 and self.reserved:
            year, number = self.chance.choice(self.reserved)
            return {
                "op": "release_number",
                "register": "outgoing",
                "year": year,
                "number": number,
                "reason": why,
            }
        year, number = self.chance.choice(self.sendable)
        line = {"register": "outgoing", "year": year, "number": number, "reason": why}
        return line | (
            {"op": "void_number"} if what < 0.85 else {"op": "correct_number", "addressee": f"Dinas {key}"}
        )

    def _of_sending(self, key: str) -> Line:
        if self.deliveries and self.chance.random() < 0.4:
            year, delivery = self.chance.choice(self.deliveries[-10:])
            return {"op": "receipt", "year": year, "delivery": delivery, "name": f"Penerima {key}", "at": AT}
        if not self.sendable:
            return self._of_a_number(key)
        year, number = self.chance.choice(self.sendable[-10:])
        return {"op": "send", "year": year, "number": number, "to": f"Dinas {key}", "at": AT}

    def take_answer(self, answer: Line) -> None:
        """The answer to the line that is owed longest."""
        line = self.owed.popleft()
        if not answer.get("ok") and answer["code"] in _FAULTS:
            self._failed(line, answer)
            return
        self.answered[line["id"]] = (line, answer)
        if not answer.get("ok"):
            if answer["code"] == "bad_input":
                raise LostError(f"{line} was not understood: {answer}")
            return
        match line["op"]:
            case "start":
                self.codes.append(answer["dossier"])
            case "incoming":
                self.letters.append((answer["year"], answer["number"]))
            case "number":
                self.sendable.append((answer["year"], answer["number"]))
            case "reserve_number":
                self.reserved.append((answer["year"], answer["number"]))
            case "send":
                self.deliveries += [(answer["year"], number) for number in answer["deliveries"]]

    def _failed(self, line: Line, answer: Line) -> None:
        """The database was gone; the line is to be sent again."""
        told = {Fault.SERVER_GONE.value: self.undone, Fault.SERVER_UNSURE.value: self.unsure}
        if not self.may_fail or answer["code"] not in told:
            raise LostError(f"{line} met a trouble: {answer}")
        told[answer["code"]].add(line["id"])
        self.owed.appendleft(line)


@dataclass
class Traces:
    """What an office says of its deeds: by clerk the moments, by entry the clerk; the letters by their subject."""

    moments: dict[str, set[datetime]] = field(default_factory=dict)
    clerks: dict[int, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    letters: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    restores: int = 0
    entries: int = 0


def traces(office: Office, keys: list[str]) -> Traces:
    """Read all that ``holds`` needs."""
    found = Traces()
    with office.store.read() as unit:
        for entry in unit.log.walk():
            found.entries += 1
            found.moments.setdefault(entry.actor, set()).add(entry.logged_at)
            found.clerks[entry.seq] = entry.actor
            found.restores += entry.kind == "restore"
            if entry.kind == "attach":
                found.files[entry.actor] = str(entry.body["file"])
        for register in ("incoming", "outgoing"):
            for row in unit.registers.of_year(register, 2026):
                found.letters.setdefault(row.subject, []).append((row.urut, row.text))
        for key in keys:
            answer = unit.answer_of(key)
            if answer is not None:
                found.answers[key] = answer
    return found


def holds(work: Work, office: Office, answered: dict[str, tuple[Line, Line]], attached: list[str]) -> Traces:
    """Hold the office against what was promised. Raises LostError."""
    found = traces(office, [*answered, *(line["id"] for line in work.owed)])
    for key, (line, answer) in answered.items():
        times = len(found.moments.get(clerk_of(key), ()))
        # A tick that stands already is a yes without an entry.
        if times != (1 if answer["ok"] and answer.get("event") != 0 else 0):
            raise LostError(f"{line} was answered {answer}, and is there {times} times")
        if found.answers.get(key) != answer:
            raise LostError(f"{line} was answered {answer}, and {found.answers.get(key)} is remembered")
        if answer.get("event") and found.clerks.get(answer["event"]) != clerk_of(key):
            raise LostError(f"{line} was answered {answer}, and entry {answer['event']} is another's")
        if answer["ok"] and line["op"] in ("number", "incoming"):
            said = [(answer["number"], answer["text"])]
            if found.letters.get(key) != said:
                raise LostError(f"{line} was answered {answer}, and the book says {found.letters.get(key)}")
    for key in attached:
        if found.files.get(clerk_of(key)) != kept_name(key) or len(found.moments[clerk_of(key)]) != 1:
            raise LostError(f"the scan {key} was taken, and {found.files.get(clerk_of(key))} is there")
        if not is_whole(office, kept_name(key)):
            raise LostError(f"the scan {key} was taken, and does not lie there whole")
    report = verify(office)
    if not report.ok:
        raise LostError(f"verify: {report.problems}")
    return found


def owed_hold(work: Work, found: Traces) -> int:
    """How many lines without an answer were done all the same; LostError where one was done by half or twice."""
    for line in work.owed:
        key = line["id"]
        times = len(found.moments.get(clerk_of(key), ()))
        answer = found.answers.get(key, {})
        if times > 1 or (times == 1) is not (bool(answer.get("ok")) and answer.get("event") != 0):
            raise LostError(f"{line} had no answer, and is there {times} times")
        if key in work.undone and key in found.answers:
            raise LostError(f"{line} was told to be undone, and is there")
    return sum(line["id"] in found.answers for line in work.owed)
