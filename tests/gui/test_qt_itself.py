"""What we rely on in the installed PySide6."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_painting_keeps_its_references_to_none(qapp) -> None:
    """PySide6 6.12.0 gave one away at each call, which ends Python in the middle of work."""
    ground = QPixmap(20, 20)
    painter = QPainter(ground)
    before = sys.getrefcount(None)
    for _time in range(500):
        painter.setPen(QPen(QColor("black"), 2))
        painter.setBrush(QBrush(QColor("white")))
        painter.fillRect(QRect(0, 0, 4, 4), QColor("white"))
    assert sys.getrefcount(None) > before - 100
    painter.end()
