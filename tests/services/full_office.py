"""An office that has everything: users with PINs, settings, dossiers of all lives, books with every kind of line."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from sopdesk.domain.forms import EnvelopeSize, LabelSheet
from sopdesk.domain.layout import Layout
from sopdesk.domain.numbers import Numbering
from sopdesk.domain.officials import Status
from sopdesk.domain.rights import Role
from sopdesk.domain.sop import Desk
from sopdesk.domain.spreadsheet import Table
from sopdesk.exchange import csv_out
from sopdesk.services import (
    answer_times,
    classification,
    deliveries,
    disposition_lists,
    dispositions,
    dossiers,
    files,
    importing,
    incoming,
    letters,
    notes,
    number_settings,
    paper_settings,
    renumbering,
    reserving,
    settings,
    users,
    wording,
    year_closing,
)
from sopdesk.services.disposition_lists import Person
from sopdesk.services.office import Office
from sopdesk.services.register_lines import LineRef
from tests.services.desk import MONDAY, Clerk
from tests.services.pins import with_pins

TODAY: Final = MONDAY.date()
HEAD: Final = ("No. urut", "Nomor surat", "Tanggal surat", "Ditujukan kepada", "Isi singkat", "Tgl kirim")


def old_book(year: int, *numbers: int) -> importing.OldBook:
    rows = [
        (str(n), f"005/{n}/Kec/{year}", f"02/01/{year}", "Kades", "Undangan", f"03/01/{year}")
        for n in numbers
    ]
    return importing.read_book(csv_out.render(Table("Agenda", HEAD, rows)), f"agenda-{year}.csv")


def enter_letters(clerk: Clerk, office: Office, folder: Path) -> None:
    told: dict[str, Any] = {"by": clerk.by, "now": clerk.now}
    for sender in ("Dinas Satu", "Dinas Dua", "Dinas Tiga"):
        wish = incoming.IncomingWish(
            sender=sender,
            subject="Undangan",
            received_at=clerk.now,
            ref="005/7",
            ref_date=date(2026, 7, 1),
            nature="segera",
            code="005",
            enclosure="1 berkas",
            note="Penting",
        )
        incoming.register_incoming(office, wish, **told)
    sekcam = Person(title="Sekretaris Camat", desk="sekcam")
    wishes = (
        dispositions.DispositionWish(line=1, receivers=(sekcam, Person(name="Budi")), note="Segera"),
        dispositions.DispositionWish(line=1, receivers=(Person(name="Ani"),), giver=sekcam, parent=1),
        dispositions.DispositionWish(line=2, receivers=(sekcam,), instructions=("Tindak lanjuti",)),
    )
    for each in wishes:
        dispositions.give(office, each, at=clerk.now, **told)
    dispositions.finish(office, 2, done=True, at=clerk.now, **told)
    dispositions.withdraw(office, 3, "Salah orang", **told)
    dispositions.not_needed(office, 3, "Tembusan", **told)
    for name in ("satu.pdf", "dua.pdf"):
        (folder / name).write_bytes(name.encode())
        files.add_file(office, files.LINE, 1, folder / name, **told)
    files.withdraw_file(office, 2, "Salah berkas", **told)


def take_numbers(clerk: Clerk, office: Office) -> None:
    told: dict[str, Any] = {"by": clerk.by, "now": clerk.now}
    clerk.number(dossier=None, at=None)
    reserving.reserve(office, "outgoing", TODAY, person="Sekcam", reason="Rapat", count=2, **told)
    reserving.record_outside(office, "outgoing", 8, TODAY, reason="Sebelum aplikasi", **told)
    clerk.number(dossier=None, at=None)
    clerk.number(dossier=None, at=None, reserved=3)
    clerk.number(dossier=None, at=None, insert_after=2, reason="Tertinggal")
    renumbering.correct_number(office, LineRef("outgoing", 2026, 9), 11, reason="Salah ketik", **told)
    clerk.void(11)
    deliveries.send_line(
        office,
        LineRef("outgoing", 2026, 2),
        [("Bupati", 2), ("Kapolsek", 1)],
        at=clerk.now,
        by=clerk.by,
        now=clerk.now,
    )
    for year in (2024, 2025):
        book = old_book(year, 1, 2, 5)
        importing.import_book(office, book, importing.propose(book, "outgoing", TODAY), **told)
    importing.undo_import(office, 1, **told)
    year_closing.close_year(office, "outgoing", 2025, **told)
    classification.save_code(office, classification.CodeWish("999.1", "Kode sendiri"), **told)


def furnish(office: Office, folder: Path) -> Clerk:
    """Let the office have all of it; the clerk at the end of the day. Files that are added lie in ``folder``."""
    clerk = Clerk(office)
    profile = replace(
        office.look().profile,
        kabupaten="Contoh",
        kecamatan="Contoh",
        place="Contoh",
        mark="KC",
        unit_code="KC",
    )
    settings.save_profile(office, profile, by=clerk.by, now=clerk.now)
    enter_letters(clerk, office, folder)
    clerk.start("lakip", "Laporan", action_id="mulai-1")
    clerk.to_end()
    clerk.receipt()
    take_numbers(clerk, office)
    _run_dossiers(clerk, office)
    _write_letters(clerk, office)
    clerk.later(days=1)
    _set_all(clerk, office)
    return clerk


def _run_dossiers(clerk: Clerk, office: Office) -> None:
    clerk.start("renja", "Berjalan", deadline=date(2026, 8, 3), addressees=("Bupati",), period="2027")
    clerk.hand_on(action_id="serah-1")
    clerk.give_back(to_step=1)
    clerk.start("rup", "Ditunda")
    clerk.hold()
    settings.keep_reason(office, "hold", "Camat dinas luar jauh")
    clerk.resume()
    clerk.hold("Camat dinas luar jauh")
    clerk.start("rfk", "Dibatalkan", period="2026-06")
    clerk.cancel()
    told: dict[str, Any] = {"by": clerk.by, "now": clerk.now}
    line = incoming.line_of_number(office, TODAY.year, 1)
    start = dossiers.Start("balasan", "Jawaban", incoming=line)
    clerk.code = dossiers.start(office, start, at=clerk.now, **told).dossier


def _write_letters(clerk: Clerk, office: Office) -> None:
    told: dict[str, Any] = {"by": clerk.by, "now": clerk.now}
    form = letters.draft_form(office, clerk.code, "surat-pengantar")
    lines = ("Kepala Dinas Contoh",)
    letters.save_form(office, clerk.code, replace(form, addressee_lines=lines), **told)
    for subject, number in (("Rapat", ""), ("Usulan", "12/ND/2026"), ("Konsep", None)):
        form_of_note = notes.NoteForm("Camat", "Kasubbag", subject, ("Mohon arahan.",))
        kept = notes.save_note(office, form_of_note, **told)
        if number is not None:
            notes.number_note(office, kept, day=TODAY, text=number, **told)


def _set_all(clerk: Clerk, office: Office) -> None:
    told: dict[str, Any] = {"by": clerk.by, "now": clerk.now}
    known = office.look()
    settings.save_calendar(office, known.calendar.to_json(), **told)
    settings.save_layout(office, Layout(), **told)
    paper_settings.save_paper_layout(office, "surat-pengantar", Layout(), **told)
    paper_settings.save_envelope_size(office, EnvelopeSize.C5, **told)
    paper_settings.save_label_sheet(office, LabelSheet(), **told)
    wording.save_wording(office, "surat-pengantar.keterangan", "Untuk diketahui.", **told)
    number_settings.save_numbering(office, Numbering(), **told)
    answer_times.save_answer_times(office, answer_times.AnswerTimes(biasa_days=6), **told)
    disposition_lists.save_lists(office, ["Proses"], ["Kepala Desa"], **told)
    classification.choose_lists(office, "both", **told)
    classification.choose_sop_code(office, "lakip", "999.1", **told)
    stand_in = settings.AppointmentWish(
        Desk.CAMAT,
        "Camat",
        "Contoh Pengganti",
        "-",
        "Pembina",
        Status.PLT,
        TODAY,
        TODAY + timedelta(days=9),
        "800/1",
    )
    settings.save_appointment(office, stand_in, **told)
    with_pins(office, clerk.now)
    clerk.by = "Meranti"
    users.new_recovery(office, clerk.by, by=clerk.by, now=clerk.now)
    users.save_user(office, "Sudah Keluar", by=clerk.by, now=clerk.now, roles={Role.PETUGAS}, active=False)
