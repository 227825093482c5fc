"""A paper that is made, what each kind is called, and the entry that its printing leaves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sopdesk.domain.events import EventKind
from sopdesk.domain.rights import Right
from sopdesk.domain.text import NAME_LIMIT, clean
from sopdesk.services.entries import DossierRef, find
from sopdesk.services.office import Office
from sopdesk.services.rights import require
from sopdesk.store.log import DOSSIER, OFFICE

TITLES: Final[Mapping[str, str]] = {
    "surat-pengantar": "Surat pengantar",
    "surat-balasan": "Surat balasan",
    "nota-dinas": "Nota dinas",
    "disposisi": "Lembar disposisi",
    "lembar-kendali": "Lembar kendali berkas",
    "cap-paraf": "Cap paraf hierarki",
    "cap-agenda": "Cap agenda surat masuk",
    "agenda-keluar": "Buku agenda surat keluar",
    "agenda-masuk": "Buku agenda surat masuk",
    "ekspedisi": "Buku ekspedisi",
    "tanda-terima": "Tanda terima",
    "amplop": "Amplop",
    "label": "Label alamat",
    "map-camat": "Map tanda tangan Camat",
    "riwayat": "Riwayat berkas",
    "papan": "Papan berkas",
    "laporan": "Laporan",
    "pemantauan": "Formulir pemantauan SOP",
    "kenapa-terlambat": "Kenapa terlambat",
    "pagi": "Daftar pagi",
    "penggaris": "Halaman penggaris",
    "berita-acara": "Berita acara",
    "kode-pemulihan": "Kode pemulihan",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper ready to show, print or save. ``missing`` are characters that no shipped font has (rules 24)."""

    name: str
    title: str
    pdf: bytes
    missing: tuple[str, ...]
    copy: str = ""
    state: str = ""
    file_name: str = ""
    letter: str = ""  # which of a dossier's letters: the step that sends it, and its number
    stamped: bool = False  # with the scanned stamp
    can_stamp: bool = False  # whether it may be printed with it


def title_of(name: str) -> str:
    """What the paper of that name is called; the name itself for one that nobody knows."""
    return TITLES.get(name, name)


def log_print(
    office: Office,
    paper: Paper,
    *,
    by: str,
    now: datetime,
    ref: DossierRef | None = None,
    how: str = "print",
    copies: int = 1,
) -> bool:
    """Enter a printing in the log; whether the same paper had left the same way before.

    ``how``: ``print``, ``pdf`` or ``hand`` (the number was written onto the signed sheet by hand).
    """
    body: dict[str, object] = {
        "paper": paper.title,
        "name": paper.name,
        "copy": paper.copy,
        "letter": paper.letter,
        "state": paper.state,
        "how": how,
        "copies": copies,
    }
    if paper.stamped:
        body["stamp"] = True
    by = clean(by, field="by", limit=NAME_LIMIT, empty=True)
    with office.store.write() as unit:
        known = office.known(unit)
        require(known, by, Right.PRINT, now=now)
        if ref is None:
            unit.log.append(OFFICE, EventKind.PRINT.value, actor=by, at=now, now=now, body=body)
            return False
        row = find(unit, known, ref)
        again = any(
            e.kind is EventKind.PRINT
            and (e.text("name"), e.text("copy"), e.text("letter"), e.text("state"), e.text("how"))
            == (paper.name, paper.copy, paper.letter, paper.state, how)
            for e in unit.log.of_dossier(row.id)
        )
        unit.log.append(
            DOSSIER,
            EventKind.PRINT.value,
            actor=by,
            at=now,
            now=now,
            body={**body, "again": again},
            dossier_id=row.id,
        )
        return again
