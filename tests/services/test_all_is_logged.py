"""What touches the proof itself is an entry of the log: voids, counter-entries, reprints, exports, backups, rights."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from sopdesk.domain.forms import EnvelopeSize
from sopdesk.domain.layout import Layout
from sopdesk.domain.numbers import Numbering
from sopdesk.domain.rights import Role
from sopdesk.domain.sop import Desk
from sopdesk.services import (
    answer_times,
    backup_settings,
    classification,
    deliveries,
    disposition_lists,
    number_settings,
    paper_settings,
    settings,
    users,
    wording,
)
from sopdesk.services.backups import make_backup
from sopdesk.services.office import open_office
from sopdesk.services.paper import log_print
from sopdesk.services.printing import letter_paper
from sopdesk.services.restoring import restore, undo_restore
from sopdesk.services.rights import PinRules
from sopdesk.services.verification import verify
from sopdesk.store.log import Entry
from tests.cli.running import sopdesk
from tests.services.desk import Clerk
from tests.services.pins import ADMIN, with_pins

Deed = Callable[[Clerk, Path], Any]


def told(clerk: Clerk) -> dict[str, Any]:
    return {"by": clerk.by, "now": clerk.now}


def entries(clerk: Clerk, after: int = 0) -> list[Entry]:
    with clerk.office.store.read() as unit:
        return [entry for entry in unit.log.walk() if entry.seq > after]


def _print(clerk: Clerk, _folder: Path) -> None:
    paper = letter_paper(clerk.office, clerk.code, now=clerk.now)
    log_print(clerk.office, paper, ref=clerk.code, **told(clerk))


def _export(clerk: Clerk, folder: Path) -> None:
    done = sopdesk(
        "export", "csv", "--table", "log", "--out", folder / "log.csv", "--data", clerk.office.folder
    )
    assert done.code == 0, done.err


def _profile(clerk: Clerk, _folder: Path) -> None:
    profile = replace(
        clerk.office.look().profile, kabupaten="Contoh", kecamatan="Contoh", place="Contoh", mark="KC"
    )
    settings.save_profile(clerk.office, replace(profile, unit_code="KC"), **told(clerk))


def _post(clerk: Clerk, _folder: Path) -> int:
    wish = settings.AppointmentWish(Desk.CAMAT, "Camat", "Contoh")
    return settings.save_appointment(clerk.office, wish, **told(clerk))


def _end_post(clerk: Clerk, folder: Path) -> None:
    settings.end_appointment(clerk.office, _post(clerk, folder), clerk.now.date(), **told(clerk))


def _drop_post(clerk: Clerk, folder: Path) -> None:
    settings.drop_appointment(clerk.office, _post(clerk, folder), **told(clerk))


def _recovery(clerk: Clerk, _folder: Path) -> str:
    with_pins(clerk.office, clerk.now)
    return users.new_recovery(clerk.office, ADMIN, by=ADMIN, now=clerk.now)


def _recovered(clerk: Clerk, folder: Path) -> None:
    users.recover(clerk.office, ADMIN, _recovery(clerk, folder), "1379", now=clerk.now)


DEEDS: Final[dict[str, tuple[Deed, str]]] = {
    "a void": (lambda c, _: c.void(1), "void_number"),
    "an undo": (lambda c, _: (c.receipt(), c.undo()), "undo"),
    "a correction": (lambda c, _: c.correct(c.receipt().event), "correct"),
    "a printing": (_print, "print"),
    "an export": (_export, "export"),
    "a backup": (lambda c, f: make_backup(c.office, f / "a.sopdesk", **told(c)), "backup"),
    "a second place": (lambda c, f: backup_settings.use_second(c.office, f, **told(c)), "backup_place"),
    "a warning's days": (lambda c, _: backup_settings.warn_after(c.office, 9, **told(c)), "backup_warning"),
    "a backup's password": (
        lambda c, _: backup_settings.protect(c.office, "rahasia-123", **told(c)),
        "backup_password",
    ),
    "a user": (lambda c, _: users.save_user(c.office, "Baru", roles={Role.PETUGAS}, **told(c)), "clerk"),
    "a name": (lambda c, _: users.save_clerk(c.office, "Lain", **told(c)), "clerk"),
    "a PIN": (lambda c, _: with_pins(c.office, c.now, on=False), "pin"),
    "PINs on": (lambda c, _: with_pins(c.office, c.now), "pins"),
    "PINs off": (lambda c, _: users.set_pins(c.office, PinRules(), **told(c)), "pins"),
    "a recovery code": (_recovery, "recovery"),
    "a recovery": (_recovered, "recovery"),
    "the profile": (_profile, "profile"),
    "the calendar": (
        lambda c, _: settings.save_calendar(c.office, c.office.look().calendar.to_json(), **told(c)),
        "calendar",
    ),
    "the layout": (lambda c, _: settings.save_layout(c.office, Layout(), **told(c)), "layout"),
    "a paper's layout": (
        lambda c, _: paper_settings.save_paper_layout(c.office, "disposisi", Layout(), **told(c)),
        "layouts",
    ),
    "the envelope": (
        lambda c, _: paper_settings.save_envelope_size(c.office, EnvelopeSize.C5, **told(c)),
        "envelope",
    ),
    "the numbering": (
        lambda c, _: number_settings.save_numbering(c.office, Numbering(), **told(c)),
        "numbering",
    ),
    "the answer times": (
        lambda c, _: answer_times.save_answer_times(
            c.office, answer_times.AnswerTimes(biasa_days=9), **told(c)
        ),
        "answer_times",
    ),
    "the lists of a disposition": (
        lambda c, _: disposition_lists.save_lists(c.office, ["Proses"], [], **told(c)),
        "disposition",
    ),
    "the wording": (
        lambda c, _: wording.save_wording(
            c.office, "surat-pengantar.keterangan", "Untuk diketahui.", **told(c)
        ),
        "wording",
    ),
    "a code": (
        lambda c, _: classification.save_code(
            c.office, classification.CodeWish("999.1", "Sendiri"), **told(c)
        ),
        "classification",
    ),
    "the code lists": (lambda c, _: classification.choose_lists(c.office, "both", **told(c)), "code_lists"),
    "an official": (_post, "appointment"),
    "an official's end": (_end_post, "appointment"),
    "an official's removal": (_drop_post, "appointment"),
    "a receipt": (lambda c, _: deliveries.receive(c.office, [1], "Penerima", at=c.now, **told(c)), "receipt"),
}


@pytest.fixture
def sent(clerk: Clerk) -> Clerk:
    """A clerk whose first letter has left, under number 1."""
    clerk.start("lakip", "Laporan")
    clerk.to_end()
    clerk.later(minutes=1)
    return clerk


@pytest.mark.parametrize("name", DEEDS)
def test_what_is_done_is_an_entry_with_who_and_when(sent: Clerk, tmp_path: Path, name: str) -> None:
    deed, kind = DEEDS[name]
    before = entries(sent)[-1].seq
    deed(sent, tmp_path)
    made = entries(sent, before)
    assert kind in [entry.kind for entry in made]
    assert all(entry.actor and entry.logged_at for entry in made)
    assert verify(sent.office).problems == ()


def test_a_reprint_is_marked_as_one(sent: Clerk, tmp_path: Path) -> None:
    _print(sent, tmp_path)
    _print(sent, tmp_path)
    assert [entry.body["again"] for entry in entries(sent) if entry.kind == "print"] == [False, True]


def test_a_restore_and_its_undoing_are_entries_of_the_office_that_comes(sent: Clerk, tmp_path: Path) -> None:
    folder, backup = sent.office.folder, tmp_path / "a.sopdesk"
    make_backup(sent.office, backup, **told(sent))
    sent.office.close()
    sent.later(minutes=1)
    kept = restore(folder, backup, **told(sent))
    assert kept is not None
    _looks_whole(sent, folder, "restore")
    sent.later(minutes=1)
    undo_restore(folder, kept.name, **told(sent))
    _looks_whole(sent, folder, "restore_undone")


def _looks_whole(sent: Clerk, folder: Path, kind: str) -> None:
    sent.office = open_office(folder, sent.now)
    assert entries(sent)[-1].kind == kind
    assert verify(sent.office).problems == ()
    sent.office.close()
