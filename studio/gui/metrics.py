"""Lengths and fonts that grow with the system's font: nothing in the window is a fixed number of pixels."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

REFERENCE = 18  # the font height at which the lengths of the design are drawn
SMALLEST_TARGET = 24  # pixels; WCAG 2.2, 2.5.8

SMALL = 0.85
SECONDARY = 0.92
TEXT = 1.0
HEADING = 1.15
EDITOR = 1.23
TITLE = 1.54
MEDIUM = 500
STRONG = 600


def scale() -> float:
    """Return how much larger everything is than at 100 %."""
    return _measured(QApplication.font()) / REFERENCE


def px(length: float) -> int:
    """Return a `length` of the design, drawn for 100 %, in pixels of this screen; at least one unless 0."""
    return max(round(length * scale()), 1 if length else 0)


def target(length: float = 28) -> int:
    """Return the side of something that is clicked: as `px`, but never too small to hit."""
    return max(px(length), SMALLEST_TARGET)


def font(factor: float = TEXT, weight: int = QFont.Weight.Normal) -> QFont:
    """Return the system's font, its size multiplied by `factor`."""
    made = QFont(QApplication.font())
    made.setPointSizeF(made.pointSizeF() * factor)
    made.setWeight(QFont.Weight(weight))
    return made


_last: list[tuple[QFont, float]] = []
"""The font that was measured last, with its height: it is asked for all the time, and seldom another one."""


def _measured(font: QFont) -> float:
    if not _last or _last[0][0] != font:
        _last[:] = [(font, QFontMetricsF(font).height())]
    return _last[0][1]
