"""Whether the SOPs that came with the program are still as they came."""

from collections.abc import Iterator
from dataclasses import replace

from sopdesk.services.office import Known
from sopdesk.store.catalogue import shipped


def sop_problems(known: Known) -> Iterator[str]:
    """What is no longer as the program brought it: nobody may change a revision, only make a new one."""
    for sop in shipped():
        held = known.sops.get((sop.key, sop.revision))
        # Offices of the first schema have the same revision without the word for the kind of letter.
        if held not in (sop, replace(sop, letter="")):
            yield f"SOP {sop.label} revisi {sop.revision} hilang atau berubah dari naskah yang dibawa program."
