"""``sopdesk sop``: the SOPs in force and their review notes."""

from sopdesk.cli.terminal import Call
from sopdesk.domain.sop import Sop
from sopdesk.domain.sop_file import to_json
from sopdesk.domain.sop_review import all_notes
from sopdesk.services.office import Known, look_in
from sopdesk.services.sentences import DESKS


def run(call: Call) -> int:
    """List, show or check. Raises Refused(UNKNOWN_SOP), Trouble."""
    known = look_in(call.folder, call.clock())
    match call.wanted.deed:
        case "list":
            _list(call, known)
        case "show":
            _show(call, known.sop(call.wanted.key))
        case _:
            _check(call, known)
    return 0


def _list(call: Call, known: Known) -> None:
    sops = list(known.current.values())
    if call.json:
        call.terminal.put_json(
            [
                {"key": s.key, "nomor": s.nomor, "nama": s.nama, "revision": s.revision, "steps": s.last}
                for s in sops
            ]
        )
        return
    call.terminal.table(
        ("KUNCI", "NOMOR", "REVISI", "LANGKAH", "NAMA"),
        [(s.key, s.nomor or "–", str(s.revision), str(s.last), s.nama) for s in sops],
    )


def _show(call: Call, sop: Sop) -> None:
    if call.json:
        call.terminal.put_json(to_json(sop))
        return
    call.terminal.put(f"{sop.nama}\nNomor {sop.nomor or '–'} · revisi {sop.revision}\n")
    rows = [(str(s.no), DESKS[s.desk.value], s.waktu or "–", s.kegiatan) for s in sop.steps]
    call.terminal.table(("NO", "MEJA", "WAKTU", "KEGIATAN"), rows)
    for note in sop.notes:
        call.terminal.put(f"\nCatatan: {note.placed}")


def _check(call: Call, known: Known) -> None:
    every = list(known.current.values())
    wanted = [known.sop(call.wanted.key)] if call.wanted.key else every
    found = [(sop, note) for sop in wanted for note in all_notes(sop, every)]
    if call.json:
        call.terminal.put_json(
            [
                {
                    "sop": sop.key,
                    "revision": sop.revision,
                    "code": note.code,
                    "place": note.place,
                    "text": note.placed,
                }
                for sop, note in found
            ]
        )
        return
    for sop, note in found:
        call.terminal.put(f"{sop.key}  {note.placed}")
    call.terminal.say(f"{len(found)} catatan penelaahan.")
