"""A working day, deed by deed: each says what it leaves behind, so that a fault can be held against it."""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.domain.events import EventKind
from sopdesk.domain.spreadsheet import Table
from sopdesk.exchange import csv_out
from sopdesk.services import (
    backup_rounds,
    files,
    importing,
    letters,
    paper_orders,
    restoring,
    settings,
)
from sopdesk.services.office import Office, open_office
from sopdesk.services.orders import PaperOrder
from sopdesk.services.paper import log_print
from sopdesk.services.written_files import write_whole
from sopdesk.ui.main.crash import WORDS, CrashWatch
from tests.cli.running import sopdesk
from tests.services.backup_office import PROFILE
from tests.services.desk import CLERK, MONDAY

Promise = Callable[[Office], bool]
_SCAN: Final = 120_000  # bytes
_HEAD: Final = ("No. urut", "Nomor surat", "Tanggal surat", "Ditujukan kepada", "Isi singkat")


@dataclass
class Day:
    """One office on its day. ``kept`` is what was acknowledged, each with how to see that it is there."""

    folder: Path
    source: Path
    now: Any = MONDAY
    codes: list[str] = field(default_factory=list)
    kept: list[tuple[str, Promise]] = field(default_factory=list)
    _office: Office | None = None

    @property
    def office(self) -> Office:
        """The office as a window has it open. Raises Trouble."""
        if self._office is None:
            self._office = open_office(self.folder, self.now)
        return self._office

    @property
    def is_open(self) -> bool:
        """Whether a window has it open."""
        return self._office is not None

    def close(self) -> None:
        """Let go of it, as a window that is closed."""
        if self._office is not None:
            self._office.close()
            self._office = None

    def do(self, name: str) -> None:
        """Do the deed, and keep what it promised. Raises Trouble."""
        self.now += timedelta(minutes=3)
        self.kept.append((name, DEEDS[name](self)))

    def lost(self) -> list[str]:
        """The acknowledged deeds that have left nothing."""
        return [name for name, is_there in self.kept if not is_there(self.office)]

    # What the deeds are made of

    def told(self, *argv: str | Path, stdin: bytes = b"") -> str:
        """What a command answers. Raises Trouble with its sentence where the environment failed it."""
        told = sopdesk(*argv, "--data", self.folder, stdin=stdin, now=self.now)
        if told.code == 3:
            raise Trouble(Fault.DISK_FULL, said=told.out + told.err)
        assert told.code == 0, (argv, told)
        return told.out

    def line(self, op: str, **fields: object) -> Mapping[str, Any]:
        """The answer to a line of the batch. Raises Trouble."""
        said = {"op": op, "by": CLERK, "id": f"{op}-{self.now.isoformat()}", **fields}
        answer: Mapping[str, Any] = json.loads(self.told("batch", stdin=json.dumps(said).encode() + b"\n"))
        assert answer["ok"], answer
        return answer

    def entry(self, answer: Mapping[str, Any], kind: str) -> Promise:
        """That the entry which an answer names is in the log."""
        seq = answer["event"]
        return lambda office: kind in kinds(office, seq)


def kinds(office: Office, *seqs: int) -> list[str]:
    """The kinds of those entries of the log."""
    with office.store.read() as unit:
        return [str(entry.kind) for entry in unit.log.some(list(seqs))]


def _start(day: Day) -> Promise:
    answer = day.line("start", sop="rup", title=f"Berkas {len(day.codes)}", at=day.now.isoformat())
    day.codes.append(answer["dossier"])
    return day.entry(answer, EventKind.START)


def _hand_on(day: Day) -> Promise:
    answer = day.line("hand_on", dossier=day.codes[0], at=day.now.isoformat())
    return day.entry(answer, EventKind.HAND_ON)


def _number(day: Day) -> Promise:
    fields = {"register": "outgoing", "subject": "Undangan", "addressee": "Para lurah"}
    text = day.line("number", date=day.now.date().isoformat(), **fields)["text"]
    return lambda office: text in _lines(office, "outgoing", day.now.year)


def _reserve(day: Day) -> Promise:
    fields = {"register": "outgoing", "person": CLERK, "reason": "Surat menyusul"}
    number = day.line("reserve_number", date=day.now.date().isoformat(), **fields)["number"]

    def is_there(office: Office) -> bool:
        with office.store.read() as unit:
            return number in [x.urut for x in unit.registers.of_year("outgoing", day.now.year)]

    return is_there


def _incoming(day: Day) -> Promise:
    ref = f"005/{day.now:%H%M}/Um"
    day.line("incoming", sender="Bupati", subject="Rapat", ref=ref, received_at=day.now.isoformat())

    def is_there(office: Office) -> bool:
        with office.store.read() as unit:
            return ref in [x.ref for x in unit.registers.of_year("incoming", day.now.year)]

    return is_there


def _attach(day: Day) -> Promise:
    scan = day.source / f"pindaian-{day.now:%H%M}.pdf"
    scan.write_bytes(b"%PDF-1.4\n" + day.now.isoformat().encode() + b"x" * _SCAN)
    kept = files.add_file(day.office, files.DOSSIER, _dossier(day), scan, by=CLERK, now=day.now)

    def is_there(office: Office) -> bool:
        return files.path_of(office, kept).read_bytes() == scan.read_bytes()

    return is_there


def _draft(day: Day) -> Promise:
    form = replace(letters.draft_form(day.office, day.codes[0], ""), enclosure=f"{day.now:%H%M} lembar")
    letters.save_form(day.office, day.codes[0], form, by=CLERK, now=day.now)
    said = form.enclosure

    def is_there(office: Office) -> bool:
        found = letters.letter_at_hand(office, day.codes[0], now=day.now).form.enclosure
        return bool(found >= said)  # a later draft of the day took its place

    return is_there


def _print(day: Day) -> Promise:
    paper = paper_orders.make(day.office, PaperOrder("lembar-kendali", dossier=_dossier(day)), day.now)
    out = day.folder.parent / "kendali.pdf"
    write_whole(out, paper.pdf)
    before = _newest(day.office)
    log_print(day.office, paper, by=CLERK, now=day.now, ref=day.codes[0], how="pdf")
    return lambda office: "print" in kinds(office, before + 1) and out.read_bytes() == paper.pdf


def _profile(day: Day) -> Promise:
    phone = f"0532 {day.now:%H%M}"
    settings.save_profile(day.office, replace(PROFILE, address_lines=(phone,)), by=CLERK, now=day.now)
    return lambda office: any(x >= phone for x in office.look().profile.address_lines)


def _calendar(day: Day) -> Promise:
    value = day.office.look().calendar.to_json()
    before = _newest(day.office)
    settings.save_calendar(day.office, value, by=CLERK, now=day.now)
    return lambda office: "calendar" in kinds(office, before + 1)


def _import(day: Day) -> Promise:
    year = 1950 + int((day.now - MONDAY) / timedelta(minutes=3)) % 60
    rows = tuple(
        (str(n), f"005/{n}/{year}", f"02/01/{year}", "Para Kades", f"Isi {n}") for n in range(1, 120)
    )
    book = importing.read_book(csv_out.render(Table("Agenda", _HEAD, rows)), f"agenda-{year}.csv")
    choice = importing.propose(book, "outgoing", day.now.date())
    importing.import_book(day.office, book, choice, by=CLERK, now=day.now)
    return lambda office: len(_lines(office, "outgoing", year)) == len(rows)


def _export(day: Day) -> Promise:
    out = day.folder.parent / "tahun.xlsx"
    day.told("export", "xlsx", "--year", "2026", "--out", out)
    size = out.stat().st_size
    return lambda _office: out.read_bytes()[:2] == b"PK" and out.stat().st_size >= size


def _backup(day: Day) -> Promise:
    made = backup_rounds.run_round(day.office, by=CLERK, now=day.now).made
    assert made is not None
    # A newer one of the same day takes its place.
    return lambda office: (
        (found := backup_rounds.last_good(office)) is not None and (found.manifest.when >= made.manifest.when)
    )


def _restore(day: Day) -> Promise:
    """Of a backup made for it: what was acknowledged before is in it, and nothing else happens between."""
    made = backup_rounds.run_round(day.office, by=CLERK, now=day.now).made
    assert made is not None
    day.close()
    restoring.restore(day.folder, made.path, by=CLERK, now=day.now)

    def is_there(office: Office) -> bool:
        with office.store.read() as unit:
            return any(e.kind == "restore" for e in unit.log.walk())

    return is_there


def _crash(day: Day) -> Promise:
    """The sentence comes whether there is room for the log or not."""
    said: list[str] = []
    quiet, sys.excepthook = sys.excepthook, _nothing
    try:
        watch = CrashWatch(said.append)
        watch.stand(day.folder)
        try:
            raise LookupError("x")
        except LookupError:
            sys.excepthook(*sys.exc_info())
        finally:
            watch.leave()
    finally:
        sys.excepthook = quiet
    return lambda _office: said == [WORDS]


def _nothing(*_told: object) -> None:
    """Who else would hear of the crash."""


def _dossier(day: Day) -> int:
    with day.office.store.read() as unit:
        return next(row.id for row in unit.dossiers.every() if row.code == day.codes[0])


def _lines(office: Office, register: str, year: int) -> list[str]:
    with office.store.read() as unit:
        return [line.text for line in unit.registers.of_year(register, year)]


def _newest(office: Office) -> int:
    with office.store.read() as unit:
        return unit.log.head()[0]


DEEDS: Final[Mapping[str, Callable[[Day], Promise]]] = {
    "settings": _profile,
    "start": _start,
    "incoming": _incoming,
    "attachment": _attach,
    "hand_on": _hand_on,
    "draft": _draft,
    "print": _print,
    "number": _number,
    "reserve": _reserve,
    "calendar": _calendar,
    "import": _import,
    "export": _export,
    "crash": _crash,
    "backup": _backup,
    "restore": _restore,
}
ORDER: Final = (*DEEDS, "start", "hand_on", "number", "attachment", "draft", "import", "backup")
"""A day of office work: each deed once, and the usual ones again after the restore."""
