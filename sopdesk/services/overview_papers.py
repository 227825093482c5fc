"""Papers to look at: a dossier's history, and the board as it stands."""

from datetime import datetime
from typing import Final

from sopdesk.domain.clocks import Level
from sopdesk.domain.codes import payload
from sopdesk.domain.dates import long_date, long_moment
from sopdesk.domain.letters import LINE_LIMIT, TEXT_LIMIT
from sopdesk.domain.overviews import (
    BoardCard,
    BoardColumn,
    Fact,
    HistoryLine,
    HistoryStep,
    PapanCetak,
    Riwayat,
)
from sopdesk.papers.progress import Progress
from sopdesk.services.faces import face
from sopdesk.services.letters import layout_of
from sopdesk.services.office import Known, Office
from sopdesk.services.orders import PAPAN, PaperOrder
from sopdesk.services.panel import dossier_view
from sopdesk.services.paper import Paper, title_of
from sopdesk.services.printing import kop_of
from sopdesk.services.queries import board
from sopdesk.services.sentences import DESKS, percent
from sopdesk.services.views import Card, DossierView, LadderRow, LogRow

RIWAYAT = "riwayat"
_STATES: Final = {"skipped": "dilewati", "before": "sebelum dicatat"}


def riwayat(office: Office, order: PaperOrder, now: datetime, _progress: Progress | None) -> Paper:
    """The history of the order's dossier. Raises Refused (UNKNOWN_DOSSIER …)."""
    from sopdesk.papers import riwayat as drawn

    known = office.look()
    view = dossier_view(office, order.dossier or 0, now)
    with office.store.read() as unit:
        _seq, head = unit.log.head()
    value = Riwayat(
        kop=kop_of(office, known),
        dossier_code=view.code,
        title=view.title,
        facts=tuple(Fact(label, words) for label, words in _facts(view) if words),
        steps=tuple(_step(row) for row in view.ladder),
        lines=tuple(_line(row) for row in reversed(view.log)),
        printed=known.local(now),
        log_hash=head,
        scan=payload(known.profile.mark, view.code),
    )
    made = drawn.render(value, layout_of(known, RIWAYAT))
    return Paper(RIWAYAT, title_of(RIWAYAT), made.pdf, made.missing, file_name=f"riwayat-{view.code}.pdf")


def papan(office: Office, order: PaperOrder, now: datetime, _progress: Progress | None) -> Paper:
    """The board, or of it the dossiers ``ids`` where ``option`` says in words what they were chosen by."""
    from sopdesk.papers import papan as drawn

    known = office.look()
    shown = board(office, now)
    ids = frozenset(order.ids) if order.option or order.ids else None
    columns = [
        BoardColumn(
            f"{DESKS[desk.value]} (luar)" if desk.outside else DESKS[desk.value],
            tuple(_card(known, card, now) for card in cards if ids is None or card.id in ids),
        )
        for desk, cards in shown.columns.items()
    ]
    done = (_card(known, card, now) for card in shown.done if ids is None or card.id in ids)
    columns.append(BoardColumn("Selesai", tuple(done)))
    value = PapanCetak(kop_of(office, known), known.local(now), tuple(columns), order.option)
    made = drawn.render(value, layout_of(known, PAPAN))
    return Paper(
        PAPAN, title_of(PAPAN), made.pdf, made.missing, file_name=f"papan-{known.local(now):%Y-%m-%d}.pdf"
    )


def _facts(view: DossierView) -> list[tuple[str, str]]:
    """What the head says; what is not known is empty and not printed."""
    shares = [
        f"capaian {label} {percent(view.facts[key])}"
        for key, label in (("financial_percent", "keuangan"), ("physical_percent", "fisik"))
        if view.facts.get(key) is not None
    ]
    letters = [
        f"{letter.title} nomor {letter.number}" + (f" tanggal {long_date(letter.day)}" if letter.day else "")
        for letter in view.letters
        if letter.number
    ]
    return [
        ("SOP", f"{view.label} – {view.sop_name}"),
        ("Periode", view.period),
        ("Pelaksana", view.owner),
        ("Asal", view.origin),
        ("Sifat", view.nature),
        ("Tujuan", "; ".join(view.addressees)),
        ("Mulai", long_moment(view.started_at)),
        ("Batas waktu berkas", long_moment(view.deadline) if view.deadline else ""),
        ("Surat", "; ".join(letters)),
        ("Data", ", ".join(shares)),
        ("Keadaan", _standing(view)),
    ]


def _standing(view: DossierView) -> str:
    if view.card.life in ("finished", "cancelled"):
        return view.face.sentence
    where = f"Langkah {view.card.step} dari {view.card.steps}, {DESKS[view.card.desk.value]}"
    return f"{where}: {view.face.sentence}"


def _step(row: LadderRow) -> HistoryStep:
    return HistoryStep(
        no=row.no,
        kegiatan=row.kegiatan[:TEXT_LIMIT],
        desk=DESKS[row.desk.value],
        planned=row.planned,
        real=_STATES.get(row.state, row.real),
        rounds=row.visits,
        official=row.official,
        late=row.level is Level.TERLAMBAT and row.state not in _STATES,
    )


def _line(row: LogRow) -> HistoryLine:
    return HistoryLine(
        at=row.at,
        logged_at=row.logged_at,
        words=row.words[: 2 * TEXT_LIMIT],
        reason=row.reason[: 2 * TEXT_LIMIT],
        by=row.by,
        late_entry=row.late_entry,
        struck=row.countered,
    )


def _card(known: Known, card: Card, now: datetime) -> BoardCard:
    stands = face(known.worktime, card, now)
    rounds = f" · putaran {card.round}" if card.round > 1 else ""
    return BoardCard(
        code=card.code,
        sop=card.label,
        title=card.title,
        step=f"{card.step}/{card.steps} {card.brief}{rounds}"[:LINE_LIMIT],
        words=stands.words[:LINE_LIMIT],
        level=stands.level.value,
    )
