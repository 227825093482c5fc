"""What minutes say beside what was counted: kept when the year is closed, so that a reprint gives the same bytes."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from sopdesk.domain.codec import from_json, to_json
from sopdesk.domain.dates import long_date
from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import LINE_LIMIT, Kop, Signer
from sopdesk.domain.numbers import INCOMING, OUTGOING
from sopdesk.domain.officials import holder
from sopdesk.domain.signing import Form, printed_name, signer
from sopdesk.domain.sop import Desk
from sopdesk.services.letters import layout_of, signer_of
from sopdesk.services.office import Known
from sopdesk.services.wording import words

BERITA_ACARA = "berita-acara"
BOOKS = {INCOMING: "surat masuk", OUTGOING: "surat keluar"}


@dataclass(frozen=True, slots=True)
class MinutesFrame:
    """The office's own words, letterhead, signers and paper on that day; ``logo`` names the letterhead's picture."""

    kop: Kop
    logo: str
    opening: str
    closing: str
    place: str
    signers: tuple[Signer, ...]
    witnesses: tuple[Signer, ...]
    layout: Layout


def frame_of(known: Known, register: str, year: int, *, day: date, by: str) -> dict[str, Any]:
    """The frame as the log keeps it."""
    profile = known.profile
    book = f"buku agenda {BOOKS[register]} tahun {year}"
    frame = MinutesFrame(
        kop=Kop(profile.kabupaten, profile.kecamatan, profile.address_lines),
        logo=profile.logo,
        opening=words(known, "berita-acara.pembuka", tanggal=long_date(day), buku=book, petugas=by),
        closing=words(known, "berita-acara.penutup", buku=book),
        place=profile.place or profile.kecamatan or "…",
        signers=(_keeper(known, day, by), _of_desk(known, Desk.SEKCAM, "SEKRETARIS KECAMATAN", day)),
        witnesses=(signer_of(known, Form.LANGSUNG, day),),
        layout=layout_of(known, BERITA_ACARA),
    )
    value: dict[str, Any] = json.loads(to_json(frame))
    return value


def frame_from(value: object) -> MinutesFrame:
    """The frame from what the log keeps."""
    return from_json(MinutesFrame, json.dumps(value))


def _keeper(known: Known, day: date, by: str) -> Signer:
    """Who keeps the book: Bagian Umum's official, or the clerk who closed it."""
    if holder(known.appointments, Desk.BAGIAN_UMUM, day) is None:
        return Signer(("PETUGAS AGENDA,",), printed_name(by)[:LINE_LIMIT])
    return _of_desk(known, Desk.BAGIAN_UMUM, "BAGIAN UMUM", day)


def _of_desk(known: Known, desk: Desk, title: str, day: date) -> Signer:
    found = holder(known.appointments, desk, day)
    return signer(Form.LANGSUNG, [found]) if found else Signer((f"{title},",), "")
