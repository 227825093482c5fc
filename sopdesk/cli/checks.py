"""``sopdesk verify``: whether everything still adds up."""

from dataclasses import replace

from sopdesk.cli.terminal import Call
from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services.findings import Finding
from sopdesk.services.office import open_office
from sopdesk.services.printed_heads import PrintedHead, look_up, missing
from sopdesk.services.sentences import sentence
from sopdesk.services.verification import Report, verify


def run(call: Call) -> int:
    """0 when all is well, 1 with problems. Raises Trouble where the database cannot be reached."""
    report, head = _report(call)
    answer = {
        "ok": report.ok,
        "problems": list(report.problems),
        "counts": report.counts,
        "log_head": report.log_head,
    }
    if head is not None:
        answer["head"] = {"found": head.found, "event": head.seq or None, "later": head.later}
    call.terminal.put_json(answer)
    if report.ok:
        call.say_unless_json("Data utuh: catatan, nomor, dan berkas cocok.")
    else:
        call.terminal.say(
            f"Ditemukan {len(report.problems)} masalah. Jangan hapus data; pulihkan dari cadangan."
        )
    return 0 if report.ok else 1


def _report(call: Call) -> tuple[Report, PrintedHead | None]:
    try:
        office = open_office(call.folder, call.clock(), new=False)
        try:
            head = look_up(office, call.wanted.head) if call.wanted.head else None
            report = verify(office)
            if head is not None and not head.found:
                report = replace(report, findings=(*report.findings, missing(head)))
            return report, head
        finally:
            office.close()
    except Trouble as trouble:
        if trouble.fault is not Fault.DATABASE_DAMAGED:
            raise
        return Report((Finding(sentence(trouble)),), {}, ""), None
    except (ValueError, LookupError, TypeError) as error:
        # What somebody wrote into the file by another way need not even be readable.
        return Report((Finding(f"Data tidak dapat dibaca: {type(error).__name__}."),), {}, ""), None
