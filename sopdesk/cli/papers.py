"""``sopdesk paper``: one paper as a PDF file, entered in the log like any other printing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from sopdesk.cli.names import name_for
from sopdesk.cli.terminal import Call, WrongUseError
from sopdesk.domain.numbers import INCOMING, OUTGOING
from sopdesk.domain.text import clean_name
from sopdesk.services.facts import letter_place
from sopdesk.services.office import Office, open_office
from sopdesk.services.paper_orders import MAKERS, PaperOrder, make
from sopdesk.services.paper_places import delivery_line, dossier_id, register_line
from sopdesk.services.printing import NOTA_DINAS, SURAT_BALASAN, SURAT_PENGANTAR, Paper, log_print
from sopdesk.services.shared_clock import clock_of
from sopdesk.services.written_files import write_whole

_FLAGS: Final = (
    "dossier",
    "letter",
    "line",
    "delivery",
    "year",
    "month",
    "copy",
    "option",
    "x",
    "y",
    "stamp",
)


@dataclass(frozen=True, slots=True)
class _Use:
    """What a paper is asked for by: one of ``needs`` (none: nothing), and what ``may`` be said besides."""

    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    register: str = OUTGOING  # in which ``--line`` is looked for


_LETTER: Final = _Use(("dossier", "letter"), ("copy", "stamp"), ("lembar", "arsip", "tindih"))
_BOOK: Final = _Use(("year",), ("month",))
_OF_LINES: Final = ("year",)
_USES: Final[Mapping[str, _Use]] = {
    SURAT_PENGANTAR: _LETTER,
    SURAT_BALASAN: _LETTER,
    NOTA_DINAS: _Use(("letter",), ("copy",), ("konsep", "siap")),
    "lembar-kendali": _Use(("dossier",)),
    "cap-paraf": _Use((), ("dossier", "x", "y")),
    "cap-agenda": _Use(("line",), (*_OF_LINES, "x", "y"), register=INCOMING),
    "agenda-keluar": _BOOK,
    "agenda-masuk": _BOOK,
    "ekspedisi": _BOOK,
    "disposisi": _Use(("line",), (*_OF_LINES, "copy", "option"), ("setengah",), register=INCOMING),
    "tanda-terima": _Use(("line", "delivery"), _OF_LINES, register=INCOMING),
    "amplop": _Use(("dossier", "line", "delivery"), (*_OF_LINES, "option")),
    "label": _Use(("dossier", "line", "delivery"), (*_OF_LINES, "option")),
    "map-camat": _Use(),
    "riwayat": _Use(("dossier",)),
    "papan": _Use(),
    "laporan": _Use(("option",), ("year", "month")),
    "pemantauan": _Use(("option",), ("year", "month")),
    "kenapa-terlambat": _Use(("dossier",), ("option",)),
    "pagi": _Use((), ("option",)),
    "penggaris": _Use(),
    "berita-acara": _Use((), ("year", "option")),
}


def run(call: Call) -> int:
    """Make the paper and write it. Raises WrongUseError, Refused, Trouble."""
    _check(call)
    clean_name(call.wanted.by or "sopdesk paper", field="by")
    office = open_office(call.folder, call.clock(), new=False)
    try:
        now = clock_of(office, call.clock)()
        by = clean_name(name_for(call, office, "sopdesk paper"), field="by")
        order = _order(call, office)
        paper = make(office, order, now)
        if paper.name != call.wanted.name:
            raise WrongUseError(f"Surat berkas ini adalah {paper.name}, bukan {call.wanted.name}.")
        write_whole(call.wanted.out, paper.pdf)
        again = log_print(office, paper, by=by, now=now, ref=order.dossier, how="pdf")
    finally:
        office.close()
    _tell(call, paper, again)
    return 0


def _tell(call: Call, paper: Paper, again: bool) -> None:
    if call.json:
        call.terminal.put_json(
            {
                "paper": paper.name,
                "copy": paper.copy or None,
                "state": paper.state or None,
                "file": str(call.wanted.out),
                "bytes": len(paper.pdf),
                "again": again,
                "missing": list(paper.missing),
            }
        )
    call.say_unless_json(f"{paper.title} disimpan di {call.wanted.out}.")
    if paper.missing:
        call.say_unless_json(f"Huruf yang tidak dapat dicetak: {' '.join(paper.missing)}")


def _given(call: Call) -> set[str]:
    return {name for name in _FLAGS if getattr(call.wanted, name, None) not in (None, False, [], "")}


def _check(call: Call) -> None:
    name, given = call.wanted.name, _given(call)
    # A paper without a maker comes to exist with a later release.
    names = [each for each in _USES if each in MAKERS]
    if name not in names:
        raise WrongUseError(f"{name} belum dapat dibuat. Pilihannya: {', '.join(names)}.")
    use = _USES[name]
    wrong = sorted(given - {*use.needs, *use.may})
    if wrong:
        raise WrongUseError(f"--{wrong[0]} bukan untuk {name}.{_help(name)}")
    if use.needs and len(given & set(use.needs)) != 1:
        raise WrongUseError(f"{name} memerlukan {' atau '.join(f'--{each}' for each in use.needs)}.")
    if call.wanted.copy and call.wanted.copy not in use.copies:
        raise WrongUseError(f"--copy untuk {name}: {' atau '.join(use.copies)}.")


def _help(name: str) -> str:
    use = _USES[name]
    known = [f"--{each}" for each in (*use.needs, *use.may)]
    return f" Pilihannya: {', '.join(known)}." if known else " Lembar ini tidak memerlukan pilihan."


def _order(call: Call, office: Office) -> PaperOrder:
    """The order, its dossier being that in whose log the printing goes. Raises Refused."""
    wanted, use = call.wanted, _USES[call.wanted.name]
    order = PaperOrder(
        wanted.name,
        copy=wanted.copy or "",
        year=wanted.year,
        month=wanted.month,
        x=wanted.x,
        y=wanted.y,
        option=wanted.option or "",
        stamped=bool(wanted.stamp),
    )
    if wanted.dossier is not None:
        order = replace(order, dossier=dossier_id(office, wanted.dossier))
    if wanted.letter is not None:
        order = replace(order, letter=wanted.letter)
        if wanted.name != NOTA_DINAS:
            order = replace(order, dossier=dossier_id(office, letter_place(office, wanted.letter)[0]))
    year = wanted.year if wanted.year is not None else office.look().local(call.clock()).year
    if wanted.line:
        ids = tuple(register_line(office, use.register, year, shown) for shown in wanted.line)
        order = replace(order, ids=ids) if use.register == INCOMING else replace(order, line=ids[0])
    if wanted.delivery:
        ids = tuple(delivery_line(office, year, urut) for urut in wanted.delivery)
        # Of receipts the ids are lines of one book or of the other.
        order = replace(order, ids=ids, option="kirim" if wanted.name == "tanda-terima" else order.option)
    return order
