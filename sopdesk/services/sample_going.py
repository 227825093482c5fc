"""A dossier of a filled office on its way: each deed judged by the rules as if a clerk did it."""

from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sopdesk.domain import rules
from sopdesk.domain.dossier import State, apply, replay
from sopdesk.domain.events import Event, EventKind
from sopdesk.domain.numbers import INCOMING, OUTGOING
from sopdesk.domain.sendings import line_of
from sopdesk.domain.sop import Kind, PeriodKind, Sop
from sopdesk.domain.visit_facts import LEAVES, left_visits
from sopdesk.services.dossiers import Start, opened, period_of, suggested_addressees, suggested_title
from sopdesk.services.duty_rules import duty_of
from sopdesk.services.entries import Case, cache_of
from sopdesk.services.handoffs import official_of
from sopdesk.services.history import facts_of
from sopdesk.services.letter_states import current_sending
from sopdesk.services.letters import default_form, form_value, issued_value
from sopdesk.services.numbering import NumberWish
from sopdesk.services.office import Known, office_day
from sopdesk.services.sample_books import Books
from sopdesk.services.sample_lives import Life, Move, Sort
from sopdesk.services.sample_setup import AGENDA
from sopdesk.services.sent_rows import rows_of
from sopdesk.store.deliveries import BACK, delivery_words
from sopdesk.store.dossiers import DossierRow

_AT_AGENDA = frozenset({EventKind.NUMBER, EventKind.STAMP, EventKind.DISPATCH, EventKind.RECEIPT})
_UNSET = {f.name: None for f in fields(DossierRow)}


class Going:
    """One dossier, deed by deed."""

    def __init__(self, life: Life, sop: Sop, times: list[datetime], logged: list[datetime]) -> None:
        self._life = life
        self._sop = sop
        self._times = times
        self._logged = logged
        self._at = 0
        self._case: Case | None = None
        self._line = 0
        self._day = date.min
        self._subject = ""
        self._left: list[Event] = []  # what ended its visits
        self._out: dict[tuple[int, int], tuple[int, dict[str, Any]]] = {}  # lines whose second sheet is out

    @property
    def over(self) -> bool:
        """Whether its last deed is done."""
        return self._at >= len(self._times)

    @property
    def logged(self) -> datetime:
        """When its next deed is logged."""
        return self._logged[self._at]

    def step_on(self, books: Books) -> None:
        """Do the next deed."""
        move, at, now = self._life.moves[self._at], self._times[self._at], self._logged[self._at]
        self._at += 1
        if self._case is None:
            self._start(books, at, now)
        else:
            self._do(books, self._case, move, at, now)
        if self.over:
            self.rest(books)

    def rest(self, books: Books) -> None:
        """Leave the dossier where it stands."""
        if self._case is not None:
            case = self._case
            books.cache(case.row.id, cache_of(books.known, case.row, case.sop, case.state))
            books.visits(facts_of(books.known, case.row.id, case.sop, left_visits(case.state, self._left)))

    def _start(self, books: Books, at: datetime, now: datetime) -> None:
        known, sop, life = books.known, self._sop, self._life
        day = office_day(known, at)
        period = _period(known, sop, day)
        addressees = (life.addressee,) if life.addressee else tuple(suggested_addressees(known, sop))
        note = ""
        if sop.answer_by_nature and life.sort is not Sort.OLD_BOOK:
            wish = NumberWish(
                INCOMING, life.subject, life.addressee, office_day(known, now), known.profile.general_code
            )
            event, _line = books.number(wish, {}, at=now, now=now)
            note = f"Camat, agenda masuk {event.number('number')}"
        whole_year = bool(sop.first_of_year_only) and books.first_of(sop.key, period[:4])
        first = 1 if whole_year else life.first
        start = Start(
            sop=sop.key,
            title=life.subject or suggested_title(known, sop, period),
            period=period,
            nature=life.nature,
            owner=life.owner,
            origin="duty" if sop.period is PeriodKind.MONTH else "disposition",
            origin_note=note,
            addressees=addressees,
        )
        running = books.running(day.year)
        values, data = opened(known, sop, start, life.owner, at, first=first, running=running)
        dossier_id = books.dossier(values)
        row = DossierRow(**{**_UNSET, **values, "id": dossier_id})
        event = books.enter(dossier_id, EventKind.START, life.owner, at, now, data)
        self._case = Case(known, row, sop, (), replay(sop, [event]))
        if whole_year:
            # Its disposition was there already when the papers came.
            step = Move(EventKind.HAND_ON, 0, 1, {})
            for _ in range(1, life.first):
                self._do(books, self._case, step, at, now)

    def _do(self, books: Books, case: Case, move: Move, at: datetime, now: datetime) -> None:
        by = AGENDA if move.kind in _AT_AGENDA else self._life.owner
        dossier_id = case.row.id
        if move.kind is EventKind.NUMBER:
            state = self._number(books, case, at, now)
        else:
            data = self._judged(case, move, at)
            if move.kind is EventKind.DISPATCH:
                data = self._numbered(books, data, at)
            event = books.enter(dossier_id, move.kind, by, at, now, data)
            state = apply(self._sop, case.state, event)
            if event.kind in LEAVES:
                self._left.append(event)
            self._in_book(books, case, event)
        if move.kind is EventKind.DISPATCH:
            books.sent(self._line, office_day(books.known, at))
        self._case = Case(case.known, case.row, case.sop, (), state)

    def _numbered(self, books: Books, data: rules.Data, at: datetime) -> rules.Data:
        year = books.known.local(at).year
        told: Any = data["recipients"]
        recipients = [{**each, "year": year, "urut": books.next_delivery(year)} for each in told]
        return {**data, "recipients": recipients, "subject": self._subject}

    def _in_book(self, books: Books, case: Case, event: Event) -> None:
        """The lines of the delivery book that an entry writes or closes."""
        data: dict[str, Any] = dict(event.data)
        if event.kind is EventKind.DISPATCH:
            line = (self._line, self._day)
            for row in rows_of(
                data,
                seq=event.seq,
                by=event.by,
                at=event.at,
                now=event.logged_at,
                dossier_id=case.row.id,
                line=line,
            ):
                self._out[row["year"], row["urut"]] = (books.delivery(row), row)
        elif event.kind is EventKind.RECEIPT and (place := line_of(data)) is not None:
            key, row = self._out.pop(place)
            back = {
                "state": BACK,
                "receiver": data["name"],
                "received_at": event.at,
                "receipt_seq": event.seq,
            }
            books.received({"id": key, **back, "search": delivery_words({**row, **back})})

    def _number(self, books: Books, case: Case, at: datetime, now: datetime) -> State:
        known, sop, row = books.known, self._sop, case.row
        day = office_day(known, now)
        self._day, self._subject = day, case.state.title
        wish = NumberWish(OUTGOING, case.state.title, row.addressees[0], day, sop.letter_code)
        event, self._line = books.number(
            wish, rules.number(case.state), at=at, now=now, dossier=(row.id, case.state.step)
        )
        if self._life.sort is not Sort.OLD_BOOK:
            form = default_form(known, case)
            issued = issued_value(case, form, number=event.text("text"), day=day)
            books.letter(row.id, current_sending(sop, case.state), form_value(form), issued, self._line)
        return apply(sop, case.state, event)

    def _judged(self, case: Case, move: Move, at: datetime) -> rules.Data:
        sop, state = self._sop, case.state
        reason = move.data.get("reason")
        match move.kind:
            case EventKind.HAND_ON:
                data = rules.hand_on(sop, state)
                if sop.step(state.step).kind in (Kind.PARAF, Kind.TANDA_TANGAN):
                    data["official"] = official_of(case, state.desk, at)
                return data
            case EventKind.RECEIVE:
                return rules.receive(state)
            case EventKind.FACTS:
                return rules.facts(state, dict(move.data))
            case EventKind.RETURN:
                return rules.give_back(sop, state, None, reason)
            case EventKind.HOLD:
                return rules.hold(state, reason)
            case EventKind.RESUME:
                return rules.resume(state)
            case EventKind.STAMP:
                return rules.stamp(state)
            case EventKind.DISPATCH:
                return rules.dispatch(sop, state, case.row.addressees[0])
            case EventKind.RECEIPT:
                return rules.receipt(state, move.data.get("name"))
            case EventKind.CANCEL:
                return rules.cancel(state, reason)
            case _:
                raise ValueError(move.kind)


def _period(known: Known, sop: Sop, day: date) -> str:
    match sop.period:
        case PeriodKind.YEAR:
            return f"{day.year}"
        case PeriodKind.FIVE_YEARS:
            return f"{day.year}-{day.year + 4}"
        case _:
            return period_of(sop, "", day, duty_of(known, sop))
