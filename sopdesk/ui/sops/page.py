"""The tab of one SOP: what it says, what runs under it, how it fares."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from sopdesk.domain.sop import PeriodKind, Sop
from sopdesk.services.queries import cards as read_cards
from sopdesk.services.queries import ordered
from sopdesk.services.sop_views import (
    SopNow,
    duty_months,
    duty_words,
    late_and_warning,
    signer_lines,
    sop_now,
)
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.pill import Pill
from sopdesk.ui.kit.text import Label, hairline
from sopdesk.ui.kit.theme import Theme, on_surface
from sopdesk.ui.kit.tokens import Letter, Space, State
from sopdesk.ui.sops.duty import DutyPage
from sopdesk.ui.sops.identity import IdentityPage
from sopdesk.ui.sops.notes import NotesPage
from sopdesk.ui.sops.steps import StepTable
from sopdesk.ui.sops.texts import ServicePage, WorksheetPage

STEPS, IDENTITY, WORKSHEET, SERVICE, NOTES, DUTY = (
    "langkah",
    "identitas",
    "lembar",
    "pelayanan",
    "catatan",
    "mulai",
)


class SopPage(QWidget):
    """Built when it is first shown; each section when it is first chosen.

    It listens to the desk by itself and re-reads only the dossiers that changed.
    """

    dossier_opened = Signal(int)
    new_requested = Signal(str)

    def __init__(self, desk: Desk, theme: Theme, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self.key = key
        self._sop: Sop | None = None
        self._now: SopNow | None = None
        self._stale = True
        self._sections: dict[str, QWidget] = {}
        self._keys: list[str] = []
        self.title = Label("", size=Letter.TITLE, bold=True, wrap=True)
        self.facts = Label("", size=Letter.TABLE, ink="muted", wrap=True)
        self.running = Pill("0 berjalan")
        self.late = Pill("0 terlambat", State.TERLAMBAT)
        self.warning = Pill("0 waspada", State.WASPADA)
        self.begin = Button("Berkas baru dengan SOP ini", icon="plus")
        self.notice = Notice("", Tone.ERROR)
        self.bar = QTabBar()
        self._stack = QStackedWidget()
        self._lay_out()
        self._desk.changed.connect(self.refresh)
        self.begin.clicked.connect(self._on_begin)
        self.bar.currentChanged.connect(self._on_section)

    @property
    def sections(self) -> tuple[str, ...]:
        """The keys of the sections that this SOP has, from left to right."""
        return tuple(self._keys)

    def section(self, key: str) -> QWidget:
        """Show a section and give it; raises ValueError for one that this SOP has not."""
        self.bar.setCurrentIndex(self._keys.index(key))
        return self._sections[key]

    def refresh(self, changes: Changes) -> None:
        """Re-read what changed; while the page is hidden, as soon as it is shown."""
        if not self.isVisible() or self._stale:
            self._stale = True
        elif changes.office or not (changes.dossiers or changes.registers):
            self._stale = True
            self._read()
        elif changes.dossiers:
            self._guarded(self._reread, changes.dossiers)

    def tick(self, now: datetime) -> None:
        """Paint the clocks of that moment, without a query."""
        if self._now is None or not self.isVisible():
            return
        self._tell_counts(now)
        for section in self._sections.values():
            if isinstance(section, StepTable | DutyPage):
                section.tick(now)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is stale."""
        super().showEvent(event)
        if self._stale:
            self._read()

    def _lay_out(self) -> None:
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setAccessibleName("Bagian SOP")
        self.bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.notice.hide()
        head = QWidget()
        on_surface(head)
        top = QHBoxLayout()
        top.setSpacing(Space.AROUND)
        top.addWidget(self.title, 1)
        top.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignTop)
        counts = QHBoxLayout()
        counts.setSpacing(Space.BETWEEN)
        for pill in (self.running, self.late, self.warning):
            counts.addWidget(pill)
        counts.addSpacing(Space.WITHIN)
        counts.addWidget(self.facts, 1)
        inside = QVBoxLayout(head)
        inside.setContentsMargins(Space.AROUND, Space.INSIDE, Space.AROUND, 0)
        inside.setSpacing(Space.BETWEEN)
        for part in (top, counts):
            inside.addLayout(part)
        inside.addWidget(self.notice)
        inside.addWidget(self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)

    def _guarded(self, deed: Callable[..., None], *given: object) -> None:
        try:
            deed(*given)
        except (Refused, Trouble) as error:
            self._stale = True
            self.notice.say(sentence(error), Tone.ERROR)
        else:
            self.notice.say("")

    def _read(self) -> None:
        self._guarded(self._read_all)

    def _read_all(self) -> None:
        sop = self._desk.known.sop(self.key)
        self._now = sop_now(self._desk.office, self.key, self._desk.now())
        self._stale = False
        self._sop = sop
        self._offer(sop)
        self._tell()

    def _reread(self, changed: frozenset[int]) -> None:
        if self._now is None:
            return
        found = [card for card in read_cards(self._desk.office, sorted(changed)) if card.sop == self.key]
        if not found:
            return
        if any(card.life not in ("running", "held") for card in found):
            # One that ended changes the year's figures too.
            self._now = sop_now(self._desk.office, self.key, self._desk.now())
            self._drop(STEPS)  # and what its forecast rests on
        else:
            kept = [card for card in self._now.cards if card.id not in changed]
            cards = ordered(self._desk.known, [*kept, *found], self._desk.now())
            self._now = replace(self._now, cards=tuple(cards))
        self._drop(DUTY)
        self._tell()

    def _tell_head(self, sop: Sop, shown: SopNow) -> None:
        page = sop.identity
        said = [sop.nomor or "tanpa nomor", f"revisi {sop.revision}"]
        if page is not None and page.tanggal_efektif:
            said.append(f"efektif {page.tanggal_efektif}")
        said.append(f"{shown.finished} selesai tahun {shown.year}")
        said.append(f"median lama {shown.median or '–'}")
        self.title.setText(sop.nama)
        self.facts.setText(" · ".join(said))

    def _offer(self, sop: Sop) -> None:
        wanted = [(STEPS, "Langkah")]
        if sop.identity is not None:
            wanted.append((IDENTITY, "Identitas"))
        if sop.worksheet is not None:
            wanted.append((WORKSHEET, "Lembar kerja"))
        if sop.service:
            wanted.append((SERVICE, "Pelayanan"))
        wanted.append((NOTES, f"Catatan penelaahan ({len(sop.notes)})"))
        if sop.period is PeriodKind.MONTH and any(step.duration for step in sop.steps):
            wanted.append((DUTY, "Mulai paling lambat"))
        before = self._keys[self.bar.currentIndex()] if self._keys else STEPS
        for key in list(self._sections):
            self._drop(key)
        self._keys = [key for key, _ in wanted]
        self.bar.blockSignals(True)
        while self.bar.count():
            self.bar.removeTab(0)
        for _, words in wanted:
            self.bar.addTab(words)
        self.bar.setCurrentIndex(self._keys.index(before) if before in self._keys else 0)
        self.bar.blockSignals(False)

    def _drop(self, key: str) -> None:
        section = self._sections.pop(key, None)
        if section is not None:
            self._stack.removeWidget(section)
            section.deleteLater()

    def _tell(self) -> None:
        now = self._desk.now()
        if self._sop is not None and self._now is not None:
            self._tell_head(self._sop, self._now)
        self._tell_counts(now)
        steps = self._sections.get(STEPS)
        if isinstance(steps, StepTable) and self._now is not None:
            steps.set_cards(self._now.cards, now)
        self._on_section(self.bar.currentIndex())

    def _tell_counts(self, now: datetime) -> None:
        shown = self._now
        if shown is None:
            return
        late, warning = late_and_warning(self._desk.known, shown.cards, now)
        self.running.set_text(f"{len(shown.cards)} berjalan")
        self.late.set_text(f"{late} terlambat")
        self.late.setVisible(late > 0)
        self.warning.set_text(f"{warning} waspada")
        self.warning.setVisible(warning > 0)

    def _on_section(self, place: int) -> None:
        if self._sop is None or not 0 <= place < len(self._keys):
            return
        self._guarded(self._show_section, self._keys[place], self._sop)

    def _show_section(self, key: str, sop: Sop) -> None:
        if key not in self._sections:
            self._sections[key] = self._built(key, sop)
            self._stack.addWidget(self._sections[key])
        self._stack.setCurrentWidget(self._sections[key])

    def _built(self, key: str, sop: Sop) -> QWidget:
        known, now = self._desk.known, self._desk.now()
        if key == IDENTITY and sop.identity is not None:
            return IdentityPage(sop.identity, signer_lines(known, sop, now), sop.other_pages)
        if key == WORKSHEET and sop.worksheet is not None:
            return WorksheetPage(sop.worksheet)
        if key == SERVICE and sop.service:
            return ServicePage(sop.service, sop.service_head)
        if key == NOTES:
            notes = NotesPage(sop)
            notes.step_requested.connect(self._on_step)
            return notes
        if key == DUTY:
            months = duty_months(self._desk.office, self.key, now)
            return DutyPage(months, duty_words(known, sop, months), now)
        steps = StepTable(known, sop, now, self._now.past if self._now is not None else ())
        steps.dossier_opened.connect(self.dossier_opened)
        steps.notes_requested.connect(self._on_notes)
        if self._now is not None:
            steps.set_cards(self._now.cards, now)
        return steps

    def _on_begin(self) -> None:
        self.new_requested.emit(self.key)

    def _on_notes(self, step: int) -> None:
        section = self.section(NOTES)
        if isinstance(section, NotesPage):
            section.show_step(step)

    def _on_step(self, step: int) -> None:
        section = self.section(STEPS)
        if isinstance(section, StepTable):
            section.reveal_step(step)
