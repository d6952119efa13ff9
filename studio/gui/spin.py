"""Fields for numbers: a stylesheet cannot give the text inside them any room."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QAbstractSpinBox

from studio.gui import metrics
from studio.gui.widgets import follow

ROOM = 6
"""Pixels at 100 % before the number."""

Box = TypeVar("Box", bound=QAbstractSpinBox)


def roomy(box: Box) -> Box:
    """Return `box` with the room before its number that a text box has."""
    follow(box, lambda: box.lineEdit().setTextMargins(metrics.px(ROOM), 0, 0, 0))
    return box
