"""The office's tables and reports as whole years, for the command line: what their columns are, and their rows."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Final

from sopdesk.domain.numbers import INCOMING, OUTGOING
from sopdesk.domain.reports import ReportKind, whole_year
from sopdesk.domain.spreadsheet import Cell, Table
from sopdesk.services import delivery_views
from sopdesk.services.agenda_views import note_words
from sopdesk.services.books import rows_of
from sopdesk.services.office import Known, Office
from sopdesk.services.reports import report
from sopdesk.services.sentences import DESKS
from sopdesk.services.views import RegisterRow
from sopdesk.store.store import Unit

DOSSIERS, DELIVERY, LOG = "dossiers", "delivery", "log"
_LIVES: Final = {"running": "berjalan", "held": "ditunda", "finished": "selesai", "cancelled": "dibatalkan"}
_STREAMS: Final = {"dossier": "berkas", "register": "buku", "office": "kantor"}


def office_table(office: Office, name: str, year: int, *, now: datetime) -> tuple[Table, int]:
    """A table of a year, and how many rows it has. ``name`` is one of ``TABLES`` or of ``REPORTS``.

    A report may be of one SOP, ``laporan-arus:rfk``. Raises Refused for an SOP or a year that is none, Trouble.
    """
    asked, _, sop = name.partition(":")
    if asked in REPORTS:
        return _report(office, REPORTS[asked], year, now, sop)
    title, heads, read = _MAKERS[name]
    rows = read(office, year, now)
    return Table(f"{title} {year}", heads, rows), len(rows)


def _report(office: Office, kind: ReportKind, year: int, now: datetime, sop: str) -> tuple[Table, int]:
    if sop:
        office.look().sop(sop)
    found = report(office, kind, whole_year(year), now, sop)
    heads = [column.saved_title for column in found.columns]
    rows = [
        [c.saved(words, order) for c, words, order in zip(found.columns, row.cells, row.order, strict=True)]
        for row in found.rows
    ]
    of_year = "" if kind is ReportKind.OPEN else f" {year}"
    return Table(" ".join(filter(None, (found.title, found.sop))) + of_year, heads, rows), len(rows)


def _local(known: Known, moment: datetime | None) -> datetime | None:
    return known.local(moment) if moment is not None else None


def _dossiers(office: Office, year: int, _now: datetime) -> list[Sequence[Cell]]:
    with office.store.read() as unit:
        known = office.known(unit)
        rows = [row for row in unit.dossiers.every() if row.year == year]
    return [
        (
            row.code,
            known.sop(row.sop, row.revision).label,
            row.title,
            row.period,
            row.owner,
            _LIVES.get(row.life, row.life),
            row.step,
            DESKS.get(row.desk, row.desk),
            row.round,
            row.number_text,
            "; ".join(row.addressees),
            _local(known, row.started_at),
            _local(known, row.due),
            _local(known, row.deadline),
            _local(known, row.ended_at),
        )
        for row in sorted(rows, key=attrgetter("running"))
    ]


def _register(office: Office, register: str, year: int) -> list[RegisterRow]:
    with office.store.read() as unit:
        return rows_of(unit, unit.registers.of_year(register, year))


def _incoming(office: Office, year: int, _now: datetime) -> list[Sequence[Cell]]:
    known = office.look()
    return [
        (x.shown, _local(known, x.received_at) or x.date, x.ref, x.ref_date, x.party, x.subject, x.code, x.nature,
         x.enclosure, x.note, x.dossier, note_words(x))
        for x in _register(office, INCOMING, year)
    ]  # fmt: skip


def _outgoing(office: Office, year: int, _now: datetime) -> list[Sequence[Cell]]:
    return [
        (x.shown, x.text, x.date, x.party, x.subject, x.code, x.sent_on, x.dossier, x.series, note_words(x))
        for x in _register(office, OUTGOING, year)
    ]


def _delivery(office: Office, year: int, now: datetime) -> list[Sequence[Cell]]:
    return [
        (x.urut, x.sent_at, x.letter, x.letter_date, x.subject, x.addressee, x.copies, x.method_words, x.receiver,
         x.position, x.received_at, x.dossier, delivery_views.state_words(x))
        for x in delivery_views.of_year(office, year, now=now)
    ]  # fmt: skip


def _log(office: Office, year: int, _now: datetime) -> list[Sequence[Cell]]:
    with office.store.read() as unit:
        known = office.known(unit)
        return list(_entries(unit, known, year))


def _entries(unit: Unit, known: Known, year: int) -> Iterator[Sequence[Cell]]:
    codes = {row.id: row.code for row in unit.dossiers.every()}
    for entry in unit.log.walk():
        logged = known.local(entry.logged_at)
        if logged.year == year:
            yield (
                entry.seq,
                logged,
                known.local(entry.at),
                entry.actor,
                _STREAMS.get(entry.stream, entry.stream),
                codes.get(entry.dossier_id or 0, ""),
                entry.kind,
                json.dumps(entry.body, ensure_ascii=False, sort_keys=True),
                entry.hash,
            )


_Read = Callable[[Office, int, datetime], Sequence[Sequence[Cell]]]
_MAKERS: Final[Mapping[str, tuple[str, Sequence[str], _Read]]] = {
    DOSSIERS: (
        "Berkas",
        ("Kode", "SOP", "Judul", "Periode", "Pelaksana", "Keadaan", "Langkah", "Meja", "Putaran", "Nomor surat",
         "Tujuan", "Dimulai", "Jatuh tempo langkah", "Batas waktu", "Selesai"),
        _dossiers,
    ),
    INCOMING: (
        "Agenda surat masuk",
        ("No. urut", "Tgl penerimaan", "Nomor surat", "Tgl surat", "Pengirim", "Isi singkat", "Kode", "Sifat",
         "Lampiran", "Catatan", "Berkas", "Keterangan"),
        _incoming,
    ),
    OUTGOING: (
        "Agenda surat keluar",
        ("No. urut", "Nomor surat", "Tanggal surat", "Ditujukan kepada", "Isi singkat", "Kode", "Tgl kirim",
         "Berkas", "Seri", "Keterangan"),
        _outgoing,
    ),
    DELIVERY: (
        "Buku ekspedisi",
        ("No. urut", "Tgl pengiriman", "Nomor surat", "Tgl surat", "Isi singkat", "Ditujukan kepada", "Rangkap",
         "Cara kirim", "Penerima", "Jabatan", "Diterima", "Berkas", "Keterangan"),
        _delivery,
    ),
    LOG: (
        "Catatan",
        ("No.", "Dicatat", "Terjadi", "Petugas", "Golongan", "Berkas", "Jenis", "Isi", "Sidik"),
        _log,
    ),
}  # fmt: skip
TABLES: Final = tuple(_MAKERS)
REPORTS: Final[Mapping[str, ReportKind]] = {f"laporan-{kind.value}": kind for kind in ReportKind}
