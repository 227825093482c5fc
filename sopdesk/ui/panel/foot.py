"""When the dossier will be ready, and the way to the explanation of its clock."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.domain.clocks import Level
from sopdesk.domain.dates import day_date, day_moment, long_moment
from sopdesk.services.forecast import ABOUT, outlasted_words, range_words
from sopdesk.services.views import DossierView
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.text import Label, hairline, plain_tip
from sopdesk.ui.kit.tokens import Letter, Space


class Foot(QWidget):
    """Two lines of words and one link."""

    why_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.finish = Label("", size=Letter.TABLE, wrap=True)
        self.deadline = Label("", size=Letter.TABLE, ink="muted", wrap=True)
        self.why = Button("Perhitungan waktu", Kind.LINK)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.INSIDE, 0, Space.INSIDE, Space.WITHIN)
        column.setSpacing(Space.TIGHT)
        column.addWidget(hairline())
        column.addSpacing(Space.TIGHT)
        column.addWidget(self.finish)
        column.addWidget(self.deadline)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.why)
        row.addStretch(1)
        column.addLayout(row)
        self.why.clicked.connect(self.why_chosen)

    def show_view(self, view: DossierView) -> None:
        """Say when it will be ready."""
        said = _finish_words(view)
        self.finish.setText(said)
        self.finish.setToolTip(plain_tip(ABOUT) if view.forecast else "")
        self.finish.setVisible(bool(said))
        deadline = view.deadline
        over = deadline is not None and view.finish_by_plan is not None and view.finish_by_plan > deadline
        if deadline is not None:
            self.deadline.setText(_deadline_words(view, deadline, over=over))
        self.deadline.set_ink("terlambat" if over else "muted")
        self.deadline.setVisible(deadline is not None)
        late = view.face.level is Level.TERLAMBAT
        self.why.set_text("Kenapa terlambat?" if late else "Perhitungan waktu")


def _finish_words(view: DossierView) -> str:
    plan = day_date(view.finish_by_plan.date()) if view.finish_by_plan else ""
    if view.forecast is None:
        by_plan = f"Perkiraan selesai {plan} (mutu baku)" if plan else ""
        if view.outlasted is None or not view.outlasted[0]:
            return by_plan
        return "\n".join(part for part in (outlasted_words(view.outlasted), by_plan) if part)
    own = range_words(view.forecast)
    return f"{own}\nMenurut mutu baku {plan}" if plan else own


def _deadline_words(view: DossierView, deadline: datetime, *, over: bool) -> str:
    said = ", sudah terlewati" if view.overdue else ", akan terlewati" if over else ""
    words = f"Batas waktu berkas: {day_moment(deadline)}{said}"
    if view.leave_by is None or view.overdue:
        return words
    return f"{words}\nLangkah ini selesai paling lambat {long_moment(view.leave_by)}"
