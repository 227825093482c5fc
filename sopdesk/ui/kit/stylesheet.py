"""One style sheet made from the tokens; no screen has its own."""

from pathlib import Path
from typing import Final

from sopdesk.ui.kit import tokens
from sopdesk.ui.kit.tokens import ColourName, Letter, Palette, Size, Space

# Style sheets take arrows and ticks from files only, so these few ship in the palettes' colours.
PAINTED: Final[dict[str, tuple[str, ColourName]]] = {
    "chevron-down": ("chevron-down", "muted"),
    "chevron-up": ("chevron-up", "muted"),
    "chevron-right": ("chevron-right", "muted"),
    "chevron-left": ("chevron-left", "muted"),
    "check": ("check", "on_accent"),
    "minus": ("minus", "on_accent"),
    "x": ("x", "muted"),
}


def stylesheet(palette: Palette, scale: int, images: Path) -> str:
    """The whole sheet for a palette and a letter scale; ``images`` holds the painted arrows and ticks."""
    values: dict[str, str] = {name: palette.hex(name) for name in _COLOURS}
    for letter in Letter:
        values[f"font_{letter.name.lower()}"] = f"{tokens.scaled(letter, scale)}px"
    for space in Space:
        values[f"space_{space.name.lower()}"] = f"{space}px"
    control = tokens.scaled(Size.CONTROL, scale)
    # A ring thicker than its radius would lose its round corners.
    edge = tokens.scaled(Space.WITHIN + Space.HAIR, scale)
    values |= {
        "inner": f"{control - 2}px",
        "inner_focus": f"{control - 4}px",
        "tick": f"{tokens.scaled(Size.CHECKBOX, scale) - 2}px",
        "round": f"{tokens.scaled(Size.CHECKBOX, scale) // 2}px",
        "dot_edge": f"{edge}px",
        "dot": f"{tokens.scaled(Size.CHECKBOX, scale) - 2 * edge}px",
        "arrow": f"{tokens.scaled(Size.ICON, scale)}px",
        "row": f"{tokens.scaled(Size.TABLE_ROW, scale) - 2}px",
        "radius": f"{tokens.RADIUS}px",
        "radius_small": f"{tokens.RADIUS_SMALL}px",
        "ring": f"{tokens.FOCUS_WIDTH}px",
        "bar": f"{tokens.scaled(Space.INSIDE, scale)}px",
        "images": images.as_posix(),
    }
    sheet = _SHEET
    # Longest first: @font_title must not be cut by a name that begins alike.
    for name in sorted(values, key=len, reverse=True):
        sheet = sheet.replace(f"@{name}", values[name])
    return sheet


_COLOURS: Final[tuple[ColourName, ...]] = (
    "ground", "surface", "hover", "pressed", "line", "line_strong", "field_line", "track", "text", "muted",
    "accent", "accent_hover", "accent_pressed", "on_accent", "accent_soft", "selection", "on_selection",
    "focus", "danger_hover", "on_danger", "tooltip", "on_tooltip", "terlambat", "terlambat_soft",
)  # fmt: skip

_BUTTONS: Final = """
QPushButton {
  min-height: @inner; padding: 0 13px; border: 1px solid @line_strong; border-radius: @radius;
  background: @surface; color: @text;
}
QPushButton:hover { background: @hover; }
QPushButton:pressed, QPushButton:checked, QPushButton:open { background: @pressed; }
QPushButton { outline: 0; }
QPushButton:focus { border: @ring solid @focus; min-height: @inner_focus; padding: 0 12px; }
QPushButton:disabled { color: @field_line; border-color: @line; background: @surface; }
QPushButton::menu-indicator {
  image: url(@images/chevron-down.svg); width: @arrow; height: @arrow;
  subcontrol-position: right center; subcontrol-origin: padding; right: 6px;
}
QPushButton[kind="main"] {
  background: @accent; border-color: @accent; color: @on_accent; font-weight: 600;
}
QPushButton[kind="main"]:hover { background: @accent_hover; border-color: @accent_hover; }
QPushButton[kind="main"]:pressed { background: @accent_pressed; border-color: @accent_pressed; }
QPushButton[kind="main"]:focus { border-color: @text; }
QPushButton[kind="main"]:disabled { background: @track; border-color: @track; color: @field_line; }
QPushButton[kind="danger"] { border-color: @terlambat; color: @terlambat; }
QPushButton[kind="danger"]:hover { background: @terlambat_soft; }
QPushButton[kind="danger"]:disabled { border-color: @line; color: @field_line; }
QPushButton[kind="danger_main"] {
  background: @terlambat; border-color: @terlambat; color: @on_danger; font-weight: 600;
}
QPushButton[kind="danger_main"]:hover { background: @danger_hover; border-color: @danger_hover; }
QPushButton[kind="danger_main"]:focus { border-color: @text; }
QPushButton[kind="danger_main"]:disabled { background: @track; border-color: @track; color: @field_line; }
QPushButton[kind="ghost"] { background: transparent; border-color: transparent; }
QPushButton[kind="ghost"]:hover { background: @hover; }
QPushButton[kind="ghost"]:pressed, QPushButton[kind="ghost"]:checked { background: @pressed; }
QPushButton[kind="ghost"]:focus { border-color: @focus; }
QPushButton[kind="link"] {
  background: transparent; border: 1px solid transparent; color: @accent; text-decoration: underline;
  padding: 0 3px; min-height: 0;
}
QPushButton[kind="link"]:disabled { color: @field_line; }
QPushButton[kind="link"]:hover { color: @accent_hover; }
QPushButton[kind="link"]:focus { border: 1px solid @focus; border-radius: @radius_small; }
QPushButton[kind="toast"] {
  background: transparent; border: 1px solid @on_tooltip; color: @on_tooltip; font-weight: 600;
}
QPushButton[kind="toast"]:focus { border: @ring solid @on_tooltip; }
QPushButton[kind="toast"]:pressed { border-color: @accent; }
QPushButton[square="true"] { padding: 0; min-width: @inner; max-width: @inner; }
QPushButton[square="true"]:focus { min-width: @inner_focus; max-width: @inner_focus; }
QPushButton[tile="true"]:checked { background: @accent_soft; border-color: @accent; font-weight: 600; }
QToolButton {
  border: 1px solid transparent; border-radius: @radius_small; padding: 3px; background: transparent;
  color: @text;
}
QToolButton:hover { background: @hover; }
QToolButton:pressed, QToolButton:checked { background: @pressed; }
QToolButton:focus { border-color: @focus; }
QToolButton::menu-indicator { image: none; }
"""

_FIELDS: Final = """
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox {
  border: 1px solid @field_line; border-radius: @radius; background: @surface; color: @text;
  selection-background-color: @accent; selection-color: @on_accent;
}
QLineEdit, QSpinBox { min-height: @inner; padding: 0 9px; }
QLineEdit:focus, QSpinBox:focus { border: @ring solid @focus; min-height: @inner_focus; padding: 0 8px; }
QPlainTextEdit, QTextEdit { padding: 5px 6px; }
QPlainTextEdit:focus, QTextEdit:focus { border: @ring solid @focus; padding: 4px 5px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QSpinBox:disabled, QComboBox:disabled,
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] {
  background: @ground; color: @muted; border-color: @line_strong;
}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"], QSpinBox[wrong="true"] {
  border: @ring solid @terlambat;
}
QLineEdit[wrong="true"], QSpinBox[wrong="true"] { min-height: @inner_focus; padding: 0 8px; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus {
  border: none; background: transparent; min-height: 0; padding: 0;
}
QComboBox { min-height: @inner; padding: 0 9px; }
QComboBox:focus, QComboBox:on { border: @ring solid @focus; min-height: @inner_focus; padding: 0 8px; }
QComboBox::drop-down {
  border: none; width: 26px; subcontrol-origin: padding; subcontrol-position: right center;
}
QComboBox::down-arrow { image: url(@images/chevron-down.svg); width: @arrow; height: @arrow; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {
  border: none; min-height: 0; padding: 0 9px; background: transparent;
}
QComboBox QLineEdit, QComboBox QLineEdit:focus {
  border: none; min-height: 0; padding: 0; background: transparent;
}
QComboBox QAbstractItemView, QAbstractItemView[popup="true"] {
  border: 1px solid @line_strong; background: @surface; color: @text; outline: 0; padding: 4px;
  selection-background-color: @selection; selection-color: @on_selection;
}
QComboBox QAbstractItemView::item, QAbstractItemView[popup="true"]::item {
  min-height: @row; padding: 0 6px; border: none; color: @text;
}
QComboBox QAbstractItemView::item:selected, QAbstractItemView[popup="true"]::item:selected {
  background: @selection; color: @on_selection;
}
QSpinBox::up-button, QSpinBox::down-button { width: 22px; border: none; background: transparent; }
QSpinBox::up-arrow { image: url(@images/chevron-up.svg); width: @arrow; height: @arrow; }
QSpinBox::down-arrow { image: url(@images/chevron-down.svg); width: @arrow; height: @arrow; }
QCheckBox, QRadioButton {
  spacing: @space_between; color: @text; padding: 4px 2px; border: 1px solid transparent;
  border-radius: @radius_small;
}
QCheckBox:focus, QRadioButton:focus { border-color: @focus; }
QCheckBox:disabled, QRadioButton:disabled { color: @field_line; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {
  width: @tick; height: @tick; border: 1px solid @field_line; background: @surface;
}
QCheckBox::indicator, QAbstractItemView::indicator { border-radius: @radius_small; }
QRadioButton::indicator { border-radius: @round; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { background: @hover; border-color: @accent; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
  background: @accent; border-color: @accent; image: url(@images/check.svg);
}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
  background: @accent; border-color: @accent; image: url(@images/minus.svg);
}
QRadioButton::indicator:checked {
  border: @dot_edge solid @accent; background: @on_accent; width: @dot; height: @dot;
}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {
  background: @track; border-color: @line_strong;
}
"""

_VIEWS: Final = """
QTableView, QTreeView, QListView {
  border: 1px solid @line; border-radius: @radius; background: @surface; color: @text; outline: 0;
  gridline-color: @line; selection-background-color: @selection; selection-color: @on_selection;
}
QTableView:focus, QTreeView:focus, QListView:focus { border-color: @focus; }
QListView[board="true"], QListView[board="true"]:focus { border: none; background: transparent; }
QTableView::item { padding: 0 8px; border: none; border-bottom: 1px solid @line; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {
  background: @selection; color: @on_selection;
}
QListView::item, QTreeView::item { min-height: @row; padding: 0 6px; }
QListView::item:hover:!selected, QTreeView::item:hover:!selected { background: @hover; }
QHeaderView { background: @surface; border: none; }
QHeaderView::section {
  background: @surface; color: @muted; font-size: @font_small; font-weight: 600; border: none;
  border-bottom: 1px solid @line_strong; border-right: 1px solid transparent; padding: 0 11px;
  min-height: @row;
}
QHeaderView::section:hover { color: @text; background: @hover; border-right: 1px solid @line_strong; }
QHeaderView::up-arrow {
  image: url(@images/chevron-up.svg); width: @arrow; height: @arrow; subcontrol-position: top center;
  top: -3px;
}
QHeaderView::down-arrow {
  image: url(@images/chevron-down.svg); width: @arrow; height: @arrow; subcontrol-position: top center;
  top: -3px;
}
QTableCornerButton::section { background: @surface; border: none; border-bottom: 1px solid @line_strong; }
QScrollBar:vertical { background: transparent; width: @bar; margin: 0; border: none; }
QScrollBar:horizontal { background: transparent; height: @bar; margin: 0; border: none; }
QScrollBar::handle { background: @line_strong; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: @field_line; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea { border: none; background: transparent; }
QSplitter::handle { background: @line; }
QSplitter::handle:hover { background: @accent; }
QProgressBar {
  border: none; border-radius: 4px; background: @track; min-height: 8px; max-height: 8px;
  text-align: center;
}
QProgressBar::chunk { border-radius: 4px; background: @accent; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @line_strong; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: @accent; }
QSlider::handle:horizontal {
  width: 16px; height: 16px; margin: -7px 0; border-radius: 8px; background: @accent;
  border: 1px solid @surface;
}
QSlider:focus { border: 1px solid @focus; border-radius: @radius_small; }
"""

_FRAMES: Final = """
QDialog { background: @surface; }
QFrame[box="true"] { background: @surface; border: 1px solid @line; border-radius: @radius; }
QFrame[hairline="true"] { background: @line; border: none; max-height: 1px; min-height: 1px; }
QFrame[hairline="upright"] { background: @line; border: none; max-width: 1px; min-width: 1px; }
QGroupBox {
  border: none; border-top: 1px solid @line; margin-top: 10px; padding-top: 18px; font-weight: 600;
}
QGroupBox::title {
  subcontrol-origin: margin; subcontrol-position: top left; padding: 0 8px 0 0; background: @ground;
  color: @text;
}
QTabWidget::pane { border: none; border-top: 1px solid @line; top: -1px; }
QTabBar { background: transparent; font-size: @font_table; border: none; }
QTabBar::tab {
  color: @muted; background: transparent; border: none; border-bottom: 2px solid transparent;
  padding: 6px 2px; margin-right: 14px;
}
QTabBar[tight="true"]::tab { margin-right: @space_between; }
QTabBar::tab:hover { color: @text; border-bottom-color: @line_strong; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; font-weight: 600; }
QTabBar:focus { border-bottom: 1px solid @focus; }
QTabBar[painted="true"]:focus { border: none; }
QTabBar::tab:disabled { color: @field_line; }
QMenuBar { background: @surface; color: @text; border: none; padding: 0 8px; font-size: @font_table; }
QMenuBar::item { padding: 4px 8px; border-radius: @radius_small; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: @hover; }
QMenu { background: @surface; color: @text; border: 1px solid @line_strong; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 28px; border-radius: @radius_small; }
QMenu::item:selected { background: @selection; color: @on_selection; }
QMenu::item:disabled { color: @field_line; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QToolTip {
  background: @tooltip; color: @on_tooltip; border: none; padding: 5px 8px; font-size: @font_table;
}
QCalendarWidget QToolButton { min-height: 26px; padding: 2px 8px; }
QCalendarWidget QToolButton#qt_calendar_prevmonth { qproperty-icon: url(@images/chevron-left.svg); }
QCalendarWidget QToolButton#qt_calendar_nextmonth { qproperty-icon: url(@images/chevron-right.svg); }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: @surface; }
QCalendarWidget QTableView::item { padding: 0; border: none; }
QCalendarWidget QTableView::item:selected { background: @accent; color: @on_accent; }
QCalendarWidget QAbstractItemView {
  border: none; selection-background-color: @accent; selection-color: @on_accent;
}
"""

_SHEET: Final = _BUTTONS + _FIELDS + _VIEWS + _FRAMES
