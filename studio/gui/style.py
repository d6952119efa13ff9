"""The one stylesheet, made from the colours of the theme and the height of the font, over Qt's own Fusion style.

Widgets say what they are by the property `role` ("primary", "quiet", "icon", "heading", "title", "soft", "small",
"stale", "card", "bar"); everything else looks as all its kind do.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QApplication

from studio.gui import icons, metrics
from studio.gui.metrics import px, target

_PICTURES = {"down": ("chevron-down", "ink"), "up": ("chevron-up", "ink"), "check": ("check", "onaccent")}


def sheet(colours: Mapping[str, str], pictures: Path) -> str:
    """Return the stylesheet of the whole application; `pictures` is a folder for the icons it needs as files."""
    values: dict[str, object] = {**colours, **_sizes(), **_files(colours, pictures)}
    values["note_border"] = f"1px solid {colours['ground_edge']}" if colours["ground_edge"] else "none"
    text = _SHEET
    for name in sorted(values, key=len, reverse=True):
        text = text.replace(f"@{name}@", str(values[name]))
    return text


def _sizes() -> dict[str, object]:
    points = QApplication.font().pointSizeF()
    sizes = {f"px{n}": px(n) for n in (2, 3, 4, 6, 8, 10, 12, 16, 24)}
    fonts = {"small": metrics.SMALL, "secondary": metrics.SECONDARY, "heading": metrics.HEADING, "title": metrics.TITLE}
    return {
        **sizes,
        **{f"pt_{name}": f"{points * factor:.2f}pt" for name, factor in fonts.items()},
        "control": target(28) - 2,  # the border takes a pixel above and below
        "main": target(36) - 2,
        "box": px(15),
        "round": px(15) // 2 + 1,
        "dot": px(15) + 2 - 2 * px(4),
        "knob": px(16) // 2,
        "arrow": px(12),
        "head": px(26),
        "scroll": max(px(12), 10),
        "handle": target(28),
    }


def _files(colours: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return the addresses of the icons written into `folder`."""
    found = {}
    for key, (name, token) in _PICTURES.items():
        file = folder / f"{name}-{colours[token].lstrip('#')}.svg"
        with contextlib.suppress(OSError):  # a full disk costs an arrow, not the window
            if not file.exists():
                file.write_text(icons.source(name, colours[token]), "utf-8")
        found[key] = f'url("{file.as_posix()}")'
    return found


_SHEET = """
* { outline: none; }
QToolTip { background: @raised@; color: @ink@; border: 1px solid @edge@; padding: @px4@px; }

QPushButton, QToolButton[role="button"] {
    background: @surface@; color: @ink@; border: 1px solid @edge@; border-radius: @px4@px;
    padding: 0 @px12@px; min-height: @control@px;
}
QPushButton:hover, QToolButton[role="button"]:hover { background: @machine_ground@; }
QPushButton:pressed, QPushButton:checked, QToolButton[role="button"]:pressed {
    background: @select@; color: @onselect@;
}
QPushButton:disabled, QToolButton[role="button"]:disabled { color: @disabled@; border-color: @line@; }
QPushButton[role="primary"], QInputDialog QPushButton:default {
    background: @fill@; color: @onaccent@; border-color: @fill_edge@; font-weight: 600;
}
QPushButton[role="primary"]:hover, QPushButton[role="primary"]:pressed { border: 2px solid @onaccent@; }
QPushButton[role="primary"]:disabled { background: @machine_ground@; color: @disabled@; border-color: @line@; }
QPushButton[segment]:checked, QPushButton[segment]:checked:disabled {
    background: @fill@; color: @onaccent@; border-color: @fill_edge@; font-weight: 600;
}
QPushButton[segment="left"] { border-top-right-radius: 0; border-bottom-right-radius: 0; border-right: none; }
QPushButton[segment="right"] { border-top-left-radius: 0; border-bottom-left-radius: 0; }
QPushButton[measure="main"] { min-height: @main@px; padding: 0 @px16@px; }
QPushButton[role="quiet"], QToolButton {
    background: transparent; color: @ink@; border: 1px solid transparent; border-radius: @px4@px;
    padding: 0 @px8@px; min-height: @control@px;
}
QPushButton[role="quiet"][tone="strong"] { font-weight: 600; }
QPushButton[role="quiet"][tone="problem"] { color: @problem@; font-weight: 600; }
QPushButton[role="quiet"]:hover, QToolButton:hover { border-color: @edge@; }
QPushButton[role="quiet"]:disabled, QToolButton:disabled { color: @disabled@; }
QToolButton:pressed, QToolButton:checked { background: @select@; color: @onselect@; border-color: @edge@; }
QToolButton[role="icon"] {
    padding: 0; min-width: @control@px; max-width: @control@px; min-height: @control@px; max-height: @control@px;
}
QPushButton[role="row"] {
    background: transparent; border: none; border-bottom: 1px solid @line@; border-radius: 0; padding: 0; min-height: 0;
}
QPushButton[role="row"]:hover { background: @raised@; }
QToolButton[framed="true"] { border-color: @edge@; }
QToolButton::menu-indicator, QPushButton::menu-indicator {
    image: @down@; width: @arrow@px; height: @arrow@px;
    subcontrol-origin: padding; subcontrol-position: right center; right: @px8@px;
}
QToolButton[role="icon"]::menu-indicator { image: none; width: 0; }
QPushButton[menu="true"], QToolButton[menu="true"] { padding-right: @px24@px; }

QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit, QKeySequenceEdit {
    background: @surface@; color: @ink@; border: 1px solid @edge@; border-radius: @px4@px;
    selection-background-color: @select@; selection-color: @onselect@;
}
QLineEdit, QComboBox { padding: 0 @px8@px; }
QLineEdit, QAbstractSpinBox, QComboBox { min-height: @control@px; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { color: @disabled@; border-color: @line@; }
QLineEdit:read-only, QPlainTextEdit:read-only, QTextEdit:read-only { background: @raised@; }
QAbstractSpinBox QLineEdit { border: none; padding: 0; min-height: 0; background: transparent; }
QComboBox::drop-down { border: none; width: @px24@px; }
QComboBox::down-arrow { image: @down@; width: @arrow@px; height: @arrow@px; }
QComboBox QAbstractItemView { border: 1px solid @edge@; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: @px24@px; }
QAbstractSpinBox::up-arrow { image: @up@; width: @arrow@px; height: @arrow@px; }
QAbstractSpinBox::down-arrow { image: @down@; width: @arrow@px; height: @arrow@px; }

QCheckBox, QRadioButton { spacing: @px8@px; min-height: @control@px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {
    width: @box@px; height: @box@px; border: 1px solid @edge@; background: @surface@; border-radius: @px3@px;
}
QRadioButton::indicator { border-radius: @round@px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
    background: @fill@; border-color: @fill_edge@; image: @check@;
}
QRadioButton::indicator:checked {
    width: @dot@px; height: @dot@px; border: @px4@px solid @fill@; background: @onaccent@;
}

QAbstractItemView {
    background: @surface@; color: @ink@; border: none; gridline-color: @line@; alternate-background-color: @surface@;
    selection-background-color: @select@; selection-color: @onselect@;
}
QAbstractItemView::item:selected { background: @select@; color: @onselect@; }
QTableWidget::item { padding: @px2@px @px8@px; }
QHeaderView { background: @raised@; border: none; }
QHeaderView::section {
    background: @raised@; color: @soft@; border: none; border-bottom: 1px solid @line@;
    padding: 0 @px8@px; min-height: @head@px; font-size: @pt_secondary@;
}

QMainWindow, QDialog { background: @window@; }
QDialogButtonBox { button-layout: 3; dialogbuttonbox-buttons-have-icons: 0; }
QMenuBar { background: @raised@; color: @ink@; padding: @px3@px @px6@px; }
QMenuBar::item { background: transparent; padding: @px4@px @px8@px; border-radius: @px4@px; }
QMenuBar::item:selected { background: @select@; color: @onselect@; }
QMenu { icon-size: @px16@px; background: @surface@; color: @ink@; border: 1px solid @edge@; padding: @px4@px; }
QMenu::item { padding: @px6@px @px24@px @px6@px @px8@px; border-radius: @px3@px; min-height: @px16@px; }
QMenu::item:selected { background: @select@; color: @onselect@; }
QMenu::item:disabled { color: @disabled@; }
QMenu::icon { padding-left: @px8@px; }
QMenu::separator { height: 1px; background: @line@; margin: @px4@px @px8@px; }
QTabWidget::pane { border: none; }
QTabWidget::tab-bar { left: @px8@px; }
QTabBar { background: @window@; icon-size: @px16@px; }
QTabBar::tab:selected { font-weight: 600; }
QTabBar::tab {
    background: @window@; color: @soft@; padding: @px6@px @px12@px; margin: @px2@px 0 0 0; min-height: @control@px;
    border: 1px solid transparent; border-top-left-radius: @px6@px; border-top-right-radius: @px6@px;
}
QTabBar::tab:selected { background: @surface@; color: @ink@; border-color: @line@; border-bottom-color: @surface@; }
QTabBar::tab:hover { color: @ink@; }
QStatusBar { background: @raised@; color: @soft@; border-top: 1px solid @line@; font-size: @pt_secondary@; }
QStatusBar::item { border: none; }
QStatusBar QLabel { font-size: @pt_secondary@; color: @soft@; }
QStatusBar > QLabel { padding: 0 @px4@px 0 @px8@px; }

QProgressBar {
    background: @machine_ground@; border: 1px solid @edge@; border-radius: @px3@px;
    min-height: @px6@px; max-height: @px6@px;
}
QProgressBar::chunk { background: @fill@; border-radius: @px2@px; }
QSlider:horizontal { min-height: @px24@px; }
QSlider::groove:horizontal { height: @px4@px; background: @edge@; border-radius: @px2@px; }
QSlider::handle:horizontal {
    background: @fill@; border: 1px solid @fill_edge@; width: @px16@px; height: @px16@px; margin: -@px6@px 0;
    border-radius: @knob@px;
}
QScrollArea, QScrollArea > QWidget > QWidget[role="page"] { background: transparent; border: none; }
QScrollBar:vertical { background: @raised@; width: @scroll@px; margin: 0; border: none; }
QScrollBar:horizontal { background: @raised@; height: @scroll@px; margin: 0; border: none; }
QScrollBar::handle { background: @edge@; border-radius: @px3@px; margin: 2px; }
QScrollBar::handle:vertical { min-height: @handle@px; }
QScrollBar::handle:horizontal { min-width: @handle@px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: @line@; }
QSplitter::handle:horizontal { width: @px4@px; }
QSplitter::handle:vertical { height: @px4@px; }
QSplitter::handle:hover { background: @edge@; }
QGroupBox { border: none; margin-top: @px24@px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; }

QLabel { background: transparent; }
QLabel[role="title"] { font-size: @pt_title@; font-weight: 600; }
QLabel[role="heading"] { font-size: @pt_heading@; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="soft"] { font-size: @pt_secondary@; color: @soft@; }
QLabel[role="stale"] { font-size: @pt_secondary@; color: @stale@; }
QLabel[role="problem"] { font-size: @pt_secondary@; color: @problem@; font-weight: 600; }
QLabel[role="small"] { font-size: @pt_secondary@; }
QLabel[role="key"] {
    font-size: @pt_small@; color: @soft@; border: 1px solid @edge@; border-radius: @px3@px; padding: 0 @px4@px;
}
QFrame[role="card"] { background: @surface@; border: 1px solid @line@; border-radius: @px6@px; }
QFrame[role="bar"] { background: @raised@; border: none; border-bottom: 1px solid @line@; }
QFrame[role="bar"][edge="top"] { border-bottom: none; border-top: 1px solid @line@; }
QFrame[role="panel"] { background: @surface@; border: none; }
QFrame[role="drop"] { background: @surface@; border: 2px dashed @edge@; border-radius: @px6@px; }
QFrame[note] { border: @note_border@; border-radius: @px4@px; }
QFrame[note="problem"] { background: @problem_ground@; }
QFrame[note="stale"] { background: @stale_ground@; }
QFrame[note="approved"] { background: @approved_ground@; }
QFrame[note="machine"], QFrame[note="info"] { background: @machine_ground@; }
"""
