"""What was typed into a form and not yet saved, kept for the case that the program dies."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from sopdesk.domain.dates import long_moment
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.tokens import Space

FOLDER: Final = "isian"
_PAUSE_MS: Final = 700
_MOST: Final = 1_000_000  # bytes; no form is as long
Value = str | bool
Place = tuple[int, str, int]
"""The field's place in its form, its label, and the editor's place in it."""


def read_form(form: Form) -> dict[Place, Value]:
    """What stands in each editor of the form; secrets are left out."""
    return {place: value for place, editor in _editors(form) if (value := _value(editor)) is not None}


def fill_form(form: Form, values: dict[Place, Value]) -> None:
    """Put that in, as a person would type it; what the form does not have is passed over."""
    for wanted, value in sorted(values.items()):
        # Looked for anew each time: a choice may show other fields and offer other choices.
        editor = _editor_at(form, wanted)
        if editor is None and any(
            form.fields[n].make_room()
            for n in range(len(form.fields))
            if (n, form.fields[n].label) == wanted[:2]
        ):
            editor = _editor_at(form, wanted)
        if editor is not None:
            _put(editor, value)


class DraftKeeper(QObject):
    """Keeps the form of ``dialog`` in the file ``path`` while it is open, and offers what was left there.

    Only what differs from how the form was shown is kept. The file goes when the dialog is saved or cancelled.
    ``offer`` is what is to be shown above the form; it is hidden where there is nothing to offer.
    """

    used = Signal()

    def __init__(self, dialog: QDialog, form: Form, path: Path, now: Callable[[], datetime]) -> None:
        super().__init__(dialog)
        self._form = form
        self._path = path
        self._now = now
        self._typed = False
        self._left, when = _read(path)
        self._before = read_form(form)
        words = f"Ada isian yang belum disimpan dari {when}." if self._left else ""
        self.notice = Notice(words, Tone.INFO, action="Pakai")
        self.drop = Button("Buang", Kind.LINK)
        self.offer = QWidget()
        row = QHBoxLayout(self.offer)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.BETWEEN)
        row.addWidget(self.notice, 1)
        row.addWidget(self.drop)
        if not self._left:
            self.offer.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.write)
        self.notice.action_requested.connect(self.use)
        self.drop.clicked.connect(self.forget)
        form.edited.connect(self._on_edited)
        dialog.finished.connect(self._on_finished)

    def use(self) -> None:
        """Fill in what was left."""
        left, self._left = self._left, {}
        self.offer.hide()
        fill_form(self._form, left)
        self.used.emit()

    def forget(self) -> None:
        """Throw away what was left, or what was typed here: it is saved."""
        self._pause.stop()
        self._left = {}
        self._typed = False
        self.offer.hide()
        self._remove()

    def write(self) -> None:
        """Keep what is typed now; a disk that refuses takes nothing from the form itself."""
        self._pause.stop()
        changed = [
            [*place, value]
            for place, value in read_form(self._form).items()
            if self._before.get(place) != value
        ]
        said = {"at": long_moment(self._now()), "fields": changed}
        beside = self._path.with_suffix(".baru")
        with suppress(OSError):
            # Not the data folder itself: one that is gone must not be made anew by a form.
            self._path.parent.mkdir(exist_ok=True)
            beside.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
            beside.replace(self._path)

    def _on_edited(self) -> None:
        self._typed = True
        self._pause.start()

    def _on_finished(self, _result: int) -> None:
        self._pause.stop()
        # What was offered and neither taken nor thrown away is offered again.
        if self._typed or not self._left:
            self._remove()

    def _remove(self) -> None:
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


def _editor_at(form: Form, wanted: Place) -> QWidget | None:
    return next((each for place, each in _editors(form) if place == wanted), None)


def _editors(form: Form) -> Iterator[tuple[Place, QWidget]]:
    for number, field in enumerate(form.fields):
        kinds = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton)
        found = [each for each in field.findChildren(QWidget) if isinstance(each, kinds) and _holds(each)]
        for place, editor in enumerate(found):
            yield (number, field.label, place), editor


def _holds(editor: QWidget) -> bool:
    """Whether it keeps a value: a button that only does something would shift the places of those after it."""
    return not isinstance(editor, QAbstractButton) or editor.isCheckable()


def _value(editor: QWidget) -> Value | None:
    if isinstance(editor, QLineEdit):
        return editor.text() if editor.echoMode() is QLineEdit.EchoMode.Normal else None
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    if isinstance(editor, QComboBox):
        return editor.currentText()
    if isinstance(editor, QAbstractButton) and editor.isCheckable():
        return editor.isChecked()
    return None


def _put(editor: QWidget, value: Value) -> None:
    if isinstance(editor, QLineEdit) and isinstance(value, str):
        if editor.isEnabled() and not editor.isReadOnly():
            editor.setText(value)
            editor.textEdited.emit(value)
    elif isinstance(editor, QPlainTextEdit) and isinstance(value, str):
        if editor.isEnabled() and not editor.isReadOnly():
            editor.setPlainText(value)
    elif isinstance(editor, QComboBox) and isinstance(value, str):
        place = editor.findText(value)
        if place >= 0 and editor.isEnabled():
            editor.setCurrentIndex(place)
            editor.activated.emit(place)
    # A choice among several is unmade by making another.
    elif (
        isinstance(editor, QAbstractButton)
        and editor.isCheckable()
        and editor.isChecked() is not value
        and (value or not editor.group())
    ):
        editor.click()


def _read(path: Path) -> tuple[dict[Place, Value], str]:
    """What was left in the file, and when; nothing where there is none or it is rubbish."""
    try:
        if path.stat().st_size > _MOST:
            return {}, ""
        said: Any = json.loads(path.read_text(encoding="utf-8"))
        return {(int(n), str(label), int(p)): _typed(v) for n, label, p, v in said["fields"]}, str(said["at"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return {}, ""


def _typed(value: object) -> Value:
    if not isinstance(value, (str, bool)):
        raise TypeError(value)
    return value
