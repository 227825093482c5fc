"""A clerk at work in an office of its own: the real use cases, one after the other, at times that go forward."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from sopdesk.domain.dossier import State
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.events import Event
from sopdesk.domain.officials import Status
from sopdesk.domain.sop import Ask, Desk, Kind, Sop
from sopdesk.services import approvals, corrections, dossiers, handoffs, numbering
from sopdesk.services.entries import Answer, Case, case_of, find
from sopdesk.services.numbering import NumberAnswer, NumberWish
from sopdesk.services.office import Office, open_office
from sopdesk.services.settings import note
from sopdesk.store.dossiers import DossierRow
from tests import postgres

WIB = timezone(timedelta(hours=7), "WIB")
# A Monday with no day off in the week around it.
MONDAY = datetime(2026, 7, 6, 8, 0, tzinfo=WIB)
CLERK = "Petugas Satu"
OTHER = "Petugas Dua"
SOPS = ("renja", "lakip", "rfk", "renstra", "rup", "balasan")


def make_template(folder: Path) -> Path:
    """A migrated office that nobody has worked in; copying it is much faster than migrating."""
    open_office(folder, datetime(2026, 1, 2, 1, 0, tzinfo=UTC)).close()
    return folder / "sopdesk.db"


def copy_office(template: Path, folder: Path) -> Path:
    """A fresh data folder with a copy of the template."""
    folder.mkdir(parents=True, exist_ok=True)
    if postgres.is_wanted():
        postgres.OFFICES.copy(template.parent, folder)
    else:
        shutil.copy(template, folder / "sopdesk.db")
    return folder


@dataclass
class Clerk:
    """Does one thing after the other; ``now`` is the PC's clock and moves only when told, or a minute a deed."""

    office: Office
    now: datetime = MONDAY
    by: str = CLERK
    code: str = ""
    answers: list[Answer] = field(default_factory=list)

    # The clock

    def later(self, **span: float) -> datetime:
        self.now += timedelta(**span)
        return self.now

    def at(self, hour: int, minute: int = 0, *, day: int | None = None) -> datetime:
        """Set the clock to a time of the day, of ``day`` of July 2026 where given."""
        self.now = self.now.replace(hour=hour, minute=minute, day=day or self.now.day)
        return self.now

    def _said(self, answer: Answer) -> Answer:
        self.answers.append(answer)
        self.now += timedelta(minutes=1)
        return answer

    # Deeds, each on the dossier at hand

    def start(self, sop: str = "lakip", title: str = "Laporan Kinerja", **wish: Any) -> Answer:
        at = wish.pop("at", self.now)
        action_id = wish.pop("action_id", None)
        answer = dossiers.start(
            self.office,
            dossiers.Start(sop, title, **wish),
            by=self.by,
            at=at,
            now=self.now,
            action_id=action_id,
        )
        self.code = answer.dossier
        return self._said(answer)

    def _timed(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"by": self.by, "at": self.now, "now": self.now, **given}

    def hand_on(self, **given: Any) -> Answer:
        return self._said(handoffs.hand_on(self.office, self.code, **self._timed(given)))

    def receive(self, **given: Any) -> Answer:
        return self._said(handoffs.receive(self.office, self.code, **self._timed(given)))

    def give_back(self, reason: str = "Angka belum cocok", **given: Any) -> Answer:
        return self._said(handoffs.give_back(self.office, self.code, reason, **self._timed(given)))

    def skip(self, reason: str = "Tidak diperlukan", **given: Any) -> Answer:
        return self._said(handoffs.skip(self.office, self.code, reason, **self._timed(given)))

    def hold(self, reason: str = "Camat dinas luar", **given: Any) -> Answer:
        return self._said(handoffs.hold(self.office, self.code, reason, **self._timed(given)))

    def resume(self, **given: Any) -> Answer:
        return self._said(handoffs.resume(self.office, self.code, **self._timed(given)))

    def stamp(self, **given: Any) -> Answer:
        return self._said(approvals.stamp(self.office, self.code, **self._timed(given)))

    def dispatch(self, to: str = "Kepala BAPPEDA", **given: Any) -> Answer:
        return self._said(approvals.dispatch(self.office, self.code, to, **self._timed(given)))

    def receipt(self, name: str = "Penerima Surat", **given: Any) -> Answer:
        return self._said(approvals.receipt(self.office, self.code, name, **self._timed(given)))

    def facts(self, **given: Any) -> Answer:
        return self._said(approvals.facts(self.office, self.code, given, by=self.by, now=self.now))

    def cancel(self, reason: str = "Salah SOP", **given: Any) -> Answer:
        return self._said(dossiers.cancel(self.office, self.code, reason, **self._timed(given)))

    def retitle(self, title: str, **given: Any) -> Answer:
        return self._said(dossiers.retitle(self.office, self.code, title, by=self.by, now=self.now, **given))

    def undo(self, **given: Any) -> Answer:
        return self._said(
            corrections.undo(self.office, self.code, **{"by": self.by, "now": self.now, **given})
        )

    def correct(self, event: int, reason: str = "Salah catat", **given: Any) -> Answer:
        return self._said(
            corrections.correct(
                self.office, self.code, event, reason, **{"by": self.by, "now": self.now, **given}
            )
        )

    def number(self, **given: Any) -> NumberAnswer:
        """A number for the dossier at hand, or for a letter of its own with ``dossier=None``."""
        wish = NumberWish(
            register=given.pop("register", "outgoing"),
            subject=given.pop("subject", "Surat pengantar"),
            addressee=given.pop("addressee", "Kepala BAPPEDA"),
            day=given.pop("day", self.now.date()),
            code=given.pop("code", ""),
            series=given.pop("series", "umum"),
            insert_after=given.pop("insert_after", None),
            reason=given.pop("reason", ""),
            number=given.pop("number", None),
            reserved=given.pop("reserved", None),
            confirmed=given.pop("confirmed", False),
        )
        chosen = {"by": self.by, "now": self.now, "dossier": self.code, "at": self.now, **given}
        answer = numbering.take_number(self.office, wish, **chosen)
        self.now += timedelta(minutes=1)
        return answer

    def void(self, number: int, reason: str = "Salah alamat", **given: Any) -> NumberAnswer:
        chosen = {"register": "outgoing", "year": 2026, "by": self.by, "now": self.now, **given}
        return numbering.void_number(self.office, number=number, reason=reason, **chosen)

    # What stands

    @property
    def case(self) -> Case:
        with self.office.store.read() as unit:
            known = self.office.known(unit)
            return case_of(unit, known, find(unit, known, self.code))

    @property
    def state(self) -> State:
        return self.case.state

    @property
    def row(self) -> DossierRow:
        return self.case.row

    @property
    def events(self) -> tuple[Event, ...]:
        return self.case.events

    @property
    def sop(self) -> Sop:
        return self.case.sop

    # The way through an SOP

    def one_step(self) -> None:
        """Do what the step at hand needs, and leave it."""
        step = self.sop.step(self.state.step)
        if Ask.PERCENT in step.asks:
            self.facts(financial_percent=80, physical_percent=90)
        if Ask.OUTSIDE_RENSTRA in step.asks:
            self.facts(outside_renstra=False)
        if Ask.HIERARCHY_INITIALLED in step.asks:
            self.facts(hierarchy_initialled=True)
        if step.kind is not Kind.AGENDA_KIRIM:
            self.hand_on(step=step.no)
            return
        if self.state.number is None:
            self.number()
        if not self.state.stamped:
            self.stamp()
        self.dispatch(step=step.no)

    def to_step(self, no: int) -> None:
        while self.state.step < no:
            self.one_step()

    def to_end(self) -> None:
        while self.state.open:
            self.one_step()

    # People

    def appoint(self, name: str, desk: Desk, status: Status = Status.DEFINITIF, official: int = 0) -> int:
        """Let ``name`` hold ``desk`` from the beginning of 2026; the person's id."""
        post = {
            "desk": desk.value,
            "title": desk.value.capitalize(),
            "status": status.value,
            "begins": date(2026, 1, 1),
            "ends": None,
            "decree": "",
        }
        with self.office.store.write() as unit:
            person = official or unit.office.put_official({"name": name, "nip": "", "rank": ""})
            kept = unit.office.put_appointment({**post, "official_id": person})
            who = {} if official else {"name": name, "nip": "", "rank": ""}
            body = {"appointment": kept, "official": person, **who, **post, "begins": "2026-01-01"}
            # At the time of the newest entry: people who come are no reason for the clock to move.
            now = unit.log.last_logged_at() or self.now
            note(unit, "appointment", body, by=self.by, now=now)
        return person


@contextmanager
def refused(rule: Rule, **data: object) -> Iterator[None]:
    """The block is refused by ``rule``, with ``data`` among what the refusal tells."""
    with pytest.raises(Refused) as found:
        yield
    assert found.value.rule is rule, found.value
    assert {key: found.value.data.get(key) for key in data} == data
