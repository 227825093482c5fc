"""``sopdesk verify``: whether everything still adds up."""

from sopdesk.cli.terminal import Call
from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services.findings import Finding
from sopdesk.services.office import open_office
from sopdesk.services.sentences import sentence
from sopdesk.services.verification import Report, verify


def run(call: Call) -> int:
    """0 when all is well, 1 with problems. Raises Trouble where the database cannot be reached."""
    report = _report(call)
    call.terminal.put_json(
        {
            "ok": report.ok,
            "problems": list(report.problems),
            "counts": report.counts,
            "log_head": report.log_head,
        }
    )
    if report.ok:
        call.say_unless_json("Data utuh: catatan, nomor, dan berkas cocok.")
    else:
        call.terminal.say(
            f"Ditemukan {len(report.problems)} masalah. Jangan hapus data; pulihkan dari cadangan."
        )
    return 0 if report.ok else 1


def _report(call: Call) -> Report:
    try:
        office = open_office(call.folder, call.clock(), new=False)
        try:
            return verify(office)
        finally:
            office.close()
    except Trouble as trouble:
        if trouble.fault is not Fault.DATABASE_DAMAGED:
            raise
        return Report((Finding(sentence(trouble)),), {}, "")
    except (ValueError, LookupError, TypeError) as error:
        # What somebody wrote into the file by another way need not even be readable.
        return Report((Finding(f"Data tidak dapat dibaca: {type(error).__name__}."),), {}, "")
