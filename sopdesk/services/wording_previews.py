"""A sample of the paper that a wording stands on, so that it can be seen while it is written."""

from datetime import datetime
from typing import Final

from sopdesk.domain.correspondence import SuratBiasa
from sopdesk.domain.letters import TEXT_LIMIT, LetterItem, LetterState, SuratPengantar
from sopdesk.domain.overviews import BeritaAcara
from sopdesk.domain.signing import Form
from sopdesk.domain.sop import Desk
from sopdesk.services.letter_forms import COVER, REPLY
from sopdesk.services.letters import layout_of, signer_of
from sopdesk.services.note_forms import NoteForm
from sopdesk.services.notes import draft_of, note_paper
from sopdesk.services.office import Known, Office
from sopdesk.services.paper import Paper, title_of
from sopdesk.services.printing import kop_of
from sopdesk.services.wording import check_wording, office_values, shipped_wordings, words

_SUBJECT: Final = "Permintaan data kependudukan semester I"
_FILLER: Final = "1.  Isi surat menyusul di sini, satu alinea untuk tiap pokok."


def preview(office: Office, known: Known, name: str, text: str, now: datetime) -> Paper:
    """The paper with the wording ``name`` as ``text`` has it. Raises Refused(BAD_TEMPLATE) and of the papers."""
    wording = shipped_wordings()[name]
    shown = check_wording(name, text).fill({**office_values(known), **wording.sample})
    lines = tuple(line.strip() for line in shown.split("\n") if line.strip())
    match wording.paper:
        case "surat-pengantar":
            return _cover(office, known, shown, now)
        case "surat-balasan":
            return _reply(office, known, name, lines, now)
        case "berita-acara":
            return _minutes(office, known, name, " ".join(lines), now)
        case _:
            return _note(office, known, name, lines, now)


def _others(known: Known, name: str) -> tuple[str, ...]:
    sample = shipped_wordings()[name].sample
    return tuple(line.strip() for line in words(known, name, **sample).split("\n") if line.strip())


def _cover(office: Office, known: Known, note: str, now: datetime) -> Paper:
    from sopdesk.papers import surat_pengantar as drawn

    profile = known.profile
    letter = SuratPengantar(
        kop=kop_of(office, known),
        place=profile.place or profile.kecamatan,
        addressee_lines=("Kepala Dinas Contoh",),
        addressee_place=profile.kabupaten_seat or "Tempat",
        items=(LetterItem("Laporan RFK dan TEPPA bulan Oktober 2026", "1 (satu) berkas", note[:TEXT_LIMIT]),),
        signer=signer_of(known, Form.LANGSUNG, known.local(now).date()),
        state=LetterState.SIAP,
        archive=True,
    )
    made = drawn.render(letter, layout_of(known, COVER))
    return Paper(COVER, title_of(COVER), made.pdf, made.missing)


def _reply(office: Office, known: Known, name: str, lines: tuple[str, ...], now: datetime) -> Paper:
    from sopdesk.papers import surat_biasa as drawn

    profile = known.profile
    part = name.partition(".")[2]
    opening = lines if part.startswith("pembuka") else _others(known, f"{REPLY}.pembuka")
    closing = lines if part == "penutup" else _others(known, f"{REPLY}.penutup")
    subject = lines if part == "perihal" else _others(known, f"{REPLY}.perihal")
    letter = SuratBiasa(
        kop=kop_of(office, known),
        place=profile.place or profile.kecamatan,
        nature="Biasa",
        enclosure="-",
        subject=" ".join(subject)[:TEXT_LIMIT],
        addressee_lines=("Kepala Dinas Contoh",),
        addressee_place=profile.kabupaten_seat or "Tempat",
        body=(*opening, _FILLER, *closing),
        signer=signer_of(known, Form.LANGSUNG, known.local(now).date()),
        state=LetterState.SIAP,
    )
    made = drawn.render(letter, layout_of(known, REPLY))
    return Paper(REPLY, title_of(REPLY), made.pdf, made.missing)


def _minutes(office: Office, known: Known, name: str, text: str, now: datetime) -> Paper:
    from sopdesk.papers import berita_acara as drawn

    day = known.local(now).date()
    opening, closing = (f"berita-acara.{part}" for part in ("pembuka", "penutup"))
    value = BeritaAcara(
        kop=kop_of(office, known),
        title="BERITA ACARA PENUTUPAN BUKU AGENDA",
        number="",
        opening=text if name == opening else " ".join(_others(known, opening)),
        paragraphs=("Nomor 1 sampai 120: semuanya terbit.",),
        head=("Seri", "Nomor", "Keadaan", "Keterangan"),
        rows=(),
        closing=text if name == closing else " ".join(_others(known, closing)),
        place=known.profile.place or known.profile.kecamatan,
        day=day,
        signers=(signer_of(known, Form.LANGSUNG, day),),
    )
    made = drawn.render(value, layout_of(known, "berita-acara"))
    return Paper("berita-acara", title_of("berita-acara"), made.pdf, made.missing)


def _note(office: Office, known: Known, name: str, lines: tuple[str, ...], now: datetime) -> Paper:
    closing = lines if name.endswith("penutup") else _others(known, "nota-dinas.penutup")
    opening = lines if name.endswith("pembuka") else _others(known, "nota-dinas.pembuka")
    form = NoteForm("Camat", "Kasubbag", _SUBJECT, (*opening, _FILLER, *closing), Desk.KASUBBAG)
    return note_paper(draft_of(office, known, form, now), "siap")
