"""What an incoming letter fills in of the dossier that deals with it."""

from dataclasses import dataclass
from textwrap import shorten

from sopdesk.domain.dates import short_date
from sopdesk.domain.sop import Sop
from sopdesk.domain.text import TITLE_LIMIT
from sopdesk.domain.worktime_plan import Nature
from sopdesk.services.incoming_views import IncomingRow, dispositions_of, incoming_letter
from sopdesk.ui.desk import Desk

_ANSWER = "balasan"
_TOLD = 100  # letters of a sender or a subject; the title below has the rest


@dataclass(frozen=True, slots=True)
class FromLetter:
    """The letter with the id ``line``, and what is taken from it."""

    line: int
    row: IncomingRow
    origin_note: str

    @property
    def sop(self) -> str:
        """The SOP that is suggested: that of answers."""
        return _ANSWER

    @property
    def nature(self) -> str:
        """The letter's sifat where it asks for an answer, else that of an ordinary letter."""
        return self.row.nature if self.row.nature in {n.value for n in Nature} else Nature.BIASA.value

    @property
    def words(self) -> str:
        """Which letter it is, and where a dossier deals with it already."""
        party, subject = (
            shorten(text, _TOLD, placeholder=" …") for text in (self.row.party, self.row.subject)
        )
        said = f"Menindaklanjuti surat masuk {self.row.agenda} dari {party}: {subject}"
        if self.row.dossier:
            said += f" – sudah ada berkas {self.row.dossier}"
        return said if said.endswith("…") else f"{said}."

    def title(self, sop: Sop) -> str:
        """The dossier's title: that of an answer names it so; another SOP keeps its own where it has one."""
        if sop.answer_by_nature:
            subject = self.row.subject
            # Not the first letter of an abbreviation.
            first = subject[:1].lower() if subject[1:2].islower() else subject[:1]
            if subject.lower().startswith(f"{_ANSWER} "):
                return subject
            return f"Balasan {first}{subject[1:]}"[:TITLE_LIMIT]
        return "" if sop.title_hint else self.row.subject

    def addressee(self, sop: Sop) -> str:
        """Whom the dossier's letter goes to: an answer to the sender."""
        return self.row.party if sop.answer_by_nature else ""


def letter_at_hand(desk: Desk, line: int | None) -> FromLetter | None:
    """The letter of that line; None for a dossier that begins without one. Raises Trouble."""
    row = incoming_letter(desk.office, line, now=desk.now()) if line is not None else None
    if row is None:
        return None
    given = [
        d for d in dispositions_of(desk.office, row.id, now=desk.now()) if d.receivers and not d.withdrawn
    ]
    by = f"{given[0].giver.title or given[0].giver.name} {short_date(given[0].at.date())}, " if given else ""
    return FromLetter(row.id, row, f"{by}agenda masuk {row.agenda}"[:500])
