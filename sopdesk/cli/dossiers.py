"""``sopdesk dossier``: the dossiers as facts."""

from sopdesk.cli.terminal import Call
from sopdesk.cli.wording import EVENTS
from sopdesk.services.facts import Facts, dossier_facts, dossier_list
from sopdesk.services.office import open_office
from sopdesk.services.sentences import DESKS

_STATES = {
    "running": "berjalan",
    "held": "ditunda",
    "finished": "selesai",
    "cancelled": "dibatalkan",
}


def run(call: Call) -> int:
    """List all, or show one. Raises Refused (unknown code or SOP), Trouble."""
    now = call.clock()
    office = open_office(call.folder, now, new=False)
    try:
        if call.wanted.deed == "show":
            _show(call, dossier_facts(office, call.wanted.code, now))
            return 0
        found = dossier_list(office, now, sop=call.wanted.sop or "", state=call.wanted.state or "")
    finally:
        office.close()
    if call.json:
        call.terminal.put_json(found)
        return 0
    call.terminal.table(
        ("KODE", "SOP", "LANGKAH", "MEJA", "KEADAAN", "JATUH TEMPO", "JUDUL"),
        [
            (d["code"], d["sop"], str(d["step"]), DESKS[d["desk"]], _state(d), _minute(d["due"]), d["title"])
            for d in found
        ],
    )
    return 0


def _state(facts: Facts) -> str:
    return _STATES[facts["state"]] + (", terlambat" if facts["late"] else "")


def _minute(moment: str | None) -> str:
    return moment[:16].replace("T", " ") if moment else "–"


def _show(call: Call, facts: Facts) -> None:
    if call.json:
        call.terminal.put_json(facts)
        return
    put = call.terminal.put
    put(f"{facts['code']}  {facts['title']}")
    put(f"SOP {facts['sop']} revisi {facts['revision']} · {_state(facts)} · putaran {facts['round']}")
    put(f"Langkah {facts['step']} di {DESKS[facts['desk']]} · jatuh tempo {_minute(facts['due'])}\n")
    rows = [
        (
            str(step["no"]),
            DESKS[step["desk"]],
            step["waktu"] or "–",
            _minute(step["visits"][-1]["since"]) if step["visits"] else "–",
            _minute(step["visits"][-1]["until"]) if step["visits"] else "–",
            str(len(step["visits"])),
        )
        for step in facts["steps"]
    ]
    call.terminal.table(("NO", "MEJA", "MUTU BAKU", "MULAI", "SELESAI", "KALI"), rows)
    put("")
    log = [
        (
            str(entry["event"]),
            _minute(entry["at"]),
            EVENTS[entry["kind"]] + (" (dicabut)" if entry["countered"] else ""),
            entry["by"],
            entry["reason"] or "",
        )
        for entry in facts["log"]
    ]
    call.terminal.table(("CATATAN", "WAKTU", "PERISTIWA", "OLEH", "ALASAN"), log)
