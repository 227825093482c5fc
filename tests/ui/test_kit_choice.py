"""A field that takes one of few, where it is narrow."""

from pytestqt.qtbot import QtBot

from sopdesk.ui.kit.choice import ChoiceField

_LONG = "Kasubbag Umum dan Kepegawaian (Seorang Contoh, S.H.)"


def test_long_words_end_in_an_ellipsis_and_are_told_whole_in_the_tooltip(qtbot: QtBot) -> None:
    field = ChoiceField("Diberikan oleh", [(1, _LONG), (2, "Camat")], value=1)
    qtbot.addWidget(field)
    field.resize(180, 80)
    with qtbot.waitExposed(field):
        field.show()
    assert field.combo.shown().endswith("…")
    assert _LONG.startswith(field.combo.shown()[:-1])
    assert _LONG in field.combo.toolTip()
    assert field.combo.currentText() == _LONG
    field.set_value(2)
    assert (field.combo.shown(), field.combo.toolTip()) == ("Camat", "")
    field.set_value(1)
    field.resize(900, 80)
    assert (field.combo.shown(), field.combo.toolTip()) == (_LONG, "")


def test_what_is_painted_ends_in_the_ellipsis(qtbot: QtBot) -> None:
    field = ChoiceField("Penerima", [(1, _LONG)], value=1)
    qtbot.addWidget(field)
    field.resize(180, 80)
    with qtbot.waitExposed(field):
        field.show()
    painted = field.combo.grab().toImage()
    field.set_choices([(1, field.combo.shown())], 1)
    assert field.combo.grab().toImage() == painted
