"""What the SOP says of a step, word for word, and how its time was spent."""

from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sopdesk.domain.clocks import Split
from sopdesk.domain.dates import day_moment
from sopdesk.domain.sop import Step
from sopdesk.domain.span_words import span
from sopdesk.services.sentences import DESKS
from sopdesk.services.views import LadderRow
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Letter, Size, Space


@dataclass(frozen=True, slots=True)
class StepTexts:
    """The source's own words of a step."""

    kegiatan: str
    kelengkapan: str
    output: str
    keterangan: str

    @classmethod
    def of(cls, step: Step) -> "StepTexts":
        """Those of an SOP's step."""
        return cls(step.kegiatan, step.kelengkapan, step.output, step.keterangan)


class RungDetail(QWidget):
    """Opens under a rung."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.kegiatan = Label("", size=Letter.TABLE, wrap=True)
        self.facts = Label("", size=Letter.SMALL, ink="muted", wrap=True)
        self.times = Label("", size=Letter.SMALL, ink="muted", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(Space.WITHIN)
        for label in (self.kegiatan, self.facts, self.times):
            self._column.addWidget(label)
        theme_of(self).changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_step(self, row: LadderRow, texts: StepTexts) -> None:
        """Say all of it."""
        self.kegiatan.setText(texts.kegiatan)
        named = (
            ("Kelengkapan", texts.kelengkapan),
            ("Output", texts.output),
            ("Keterangan", texts.keterangan),
        )
        self.facts.setText("\n".join(f"{name}: {text}" for name, text in named if text))
        self.facts.setVisible(bool(self.facts.text()))
        place = "Di luar kantor (BAPPEDA)" if row.desk.outside else f"Meja {DESKS[row.desk.value]}"
        told = [place]
        if row.planned_end is not None:
            told.append(f"Menurut rencana selesai {day_moment(row.planned_end)}")
        if row.done_at is not None:
            told.append(f"Selesai {day_moment(row.done_at)}")
        if row.split is not None:
            told.append(split_words(row.split, last_visit=row.visits > 1))
        self.times.setText("\n".join(told))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Lead the ladder's line past the words."""
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setPen(QPen(theme.colour("line_strong"), Space.HAIR))
        middle = Space.WITHIN + theme.px(Size.BADGE) / 2
        painter.drawLine(QPointF(middle, 0), QPointF(middle, self.height()))
        painter.end()

    def _on_theme_changed(self) -> None:
        left = Space.WITHIN + theme_of(self).px(Size.BADGE) + Space.BETWEEN + Space.TIGHT
        self._column.setContentsMargins(left, Space.TIGHT, Space.WITHIN, Space.INSIDE)
        self.update()


def split_words(split: Split, *, last_visit: bool = False) -> str:
    """``Menunggu diambil 2 jam · di meja 10 menit``: where the working time of a visit went."""
    parts = (
        ("menunggu diambil", split.waiting),
        ("di meja", split.at_desk),
        ("ditunda", split.held),
        ("di luar kantor", split.outside),
    )
    said = [f"{name} {span(0, spent)}" for name, spent in parts if spent > timedelta(0)]
    if not said:
        return "Waktu kerja: 0 menit"
    text = " · ".join(said)
    return f"Putaran terakhir: {text}" if last_visit else f"{text[0].upper()}{text[1:]}"
