"""``sopdesk backup`` and ``sopdesk restore``: a whole, checked copy of the office, and its way back."""

import getpass
import os
import sys

from sopdesk.cli.names import name_for, restorer
from sopdesk.cli.progress import at_terminal
from sopdesk.cli.terminal import Call, WrongUseError
from sopdesk.domain.dates import long_moment
from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.services.backups import Made, key_of, make_backup
from sopdesk.services.inspecting import Comparison, inspect
from sopdesk.services.office import open_office
from sopdesk.services.restoring import restore
from sopdesk.services.sentences_backup import size_words
from sopdesk.services.shared_clock import clock_of
from sopdesk.services.whereabouts import is_there, whereabouts

PASSWORD = "SOPDESK_BACKUP_PASSWORD"
_BY = "sopdesk"


def run(call: Call) -> int:
    """Do the one or the other. Raises WrongUseError, Refused, Trouble."""
    return _backup(call) if call.wanted.command == "backup" else _restore(call)


def _password(call: Call, asked: str) -> str:
    """The password of the environment, or the one that is typed where ``--password`` asks for it."""
    given = os.environ.get(PASSWORD, "")
    if given or not call.wanted.password:
        return given
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass(asked)
    return call.terminal.stdin.readline().decode("utf-8", "replace").rstrip("\r\n")


def _backup(call: Call) -> int:
    if not is_there(call.folder):
        raise Trouble(Fault.NO_OFFICE, path=whereabouts(call.folder).server or str(call.folder))
    target = call.wanted.file.absolute()
    password = _password(call, "Kata sandi cadangan: ")
    if call.wanted.password and not password:
        raise WrongUseError("Kata sandi kosong. Ketik kata sandi, atau hapus --password.")
    office = open_office(call.folder, call.clock())
    try:
        now = clock_of(office, call.clock)()
        key = key_of(password) if password else None
        by = name_for(call, office, _BY)
        made = make_backup(office, target, by=by, now=now, key=key, progress=at_terminal(call))
    finally:
        office.close()
    manifest = made.manifest
    if call.json:
        call.terminal.put_json({"ok": True, "file": str(target), "size": made.size, **_facts(made)})
    call.say_unless_json(
        f"Cadangan selesai dan sudah diperiksa: {target} ({size_words(made.size)}, "
        f"{manifest.counts.get('dossiers', 0)} berkas, {manifest.head_seq} catatan)."
    )
    if manifest.missing or manifest.changed:
        call.terminal.say(
            f"{len(manifest.missing)} lampiran tidak ada dan {len(manifest.changed)} lampiran sudah berubah "
            "di folder data; yang lain tercadang utuh."
        )
    return 0


def _facts(made: Made) -> dict[str, object]:
    manifest = made.manifest
    return {
        "sha256": made.digest,
        "schema": manifest.schema,
        "counts": dict(manifest.counts),
        "log_seq": manifest.head_seq,
        "log_head": manifest.head_hash,
        "missing": list(manifest.missing),
        "changed": list(manifest.changed),
    }


def _restore(call: Call) -> int:
    path = call.wanted.file.absolute()
    password = _password(call, "Kata sandi cadangan: ")
    now = call.clock()
    try:
        found = inspect(call.folder, path, password=password or None)
    except Refused as no:
        typed = not password and no.rule is Rule.BACKUP_PASSWORD
        if not (typed and sys.stdin is not None and sys.stdin.isatty()):
            raise
        password = getpass.getpass("Kata sandi cadangan: ")
        found = inspect(call.folder, path, password=password or None)
    by = restorer(call, _BY)
    kept = restore(call.folder, path, by=by, now=now, password=password or None, progress=at_terminal(call))
    if call.json:
        manifest = found.manifest
        call.terminal.put_json(
            {
                "ok": True,
                "kecamatan": manifest.kecamatan,
                "made_at": manifest.made_at,
                "counts": dict(found.there.counts),
                "log_seq": manifest.head_seq,
                "log_head": manifest.head_hash,
                "kept": kept.name if kept else None,
                "lost_entries": found.lost.entries,
            }
        )
    call.say_unless_json(_told(found, call))
    if kept:
        server = whereabouts(call.folder).server
        where = f"server sebagai {kept.name}" if server else f"sebelum-pulih/{kept.name} dalam folder data"
        call.say_unless_json(f"Data yang sebelumnya disimpan di {where}.")
    return 0


def _told(found: Comparison, call: Call) -> str:
    office = open_office(call.folder, call.clock())
    try:
        when = office.look().local(found.manifest.when)
    finally:
        office.close()
    name = found.manifest.kecamatan or "kantor ini"
    return f"Data {name} dipulihkan dari cadangan {long_moment(when)}."
