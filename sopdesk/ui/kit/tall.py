"""A form in a dialog that may be higher than the screen."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea

from sopdesk.ui.kit.form import Form


class TallForm(QScrollArea):
    """As high as its form where the screen allows, else it scrolls."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.setWidget(form)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # It follows the field that has the focus, and is no stop of its own on the way.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        form.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for more room, or for less, when the form's parts change."""
        done = super().eventFilter(watched, event)
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return done

    def sizeHint(self) -> QSize:
        """What the form would like."""
        inside = self.widget()
        return inside.sizeHint() if inside is not None else super().sizeHint()

    def follow_focus(self) -> None:
        """Bring the field that has the focus into sight."""
        # What was just shown or grew has no place before the layout has heard of it.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        inside = self.widget()
        focused = inside.focusWidget() if inside is not None else None
        if focused is not None:
            self.ensureWidgetVisible(focused, 0, 2 * focused.height())
