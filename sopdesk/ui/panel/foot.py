"""When the dossier will be ready, and the way to the explanation of its clock."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.domain.clocks import Level
from sopdesk.domain.dates import day_date, day_moment
from sopdesk.services.views import DossierView
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.text import Label, hairline
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
        plan, deadline = view.finish_by_plan, view.deadline
        self.finish.setText(f"Perkiraan selesai {day_date(plan.date())} (mutu baku)" if plan else "")
        self.finish.setVisible(plan is not None)
        over = plan is not None and deadline is not None and plan > deadline
        if deadline is not None:
            day = day_moment(deadline)
            passed = view.face.level is Level.TERLAMBAT and view.face.of_dossier
            said = ", sudah terlewati" if passed else ", akan terlewati" if over else ""
            self.deadline.setText(f"Batas waktu berkas: {day}{said}")
        self.deadline.set_ink("terlambat" if over else "muted")
        self.deadline.setVisible(deadline is not None)
        late = view.face.level is Level.TERLAMBAT
        self.why.set_text("Kenapa terlambat?" if late else "Perhitungan waktu")
