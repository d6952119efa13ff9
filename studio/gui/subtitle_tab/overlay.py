"""Subtitles over the picture: every line on its own black ground, with the i, b and u that a text may have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from studio.gui import metrics
from studio.text.markup import keep_basic

GROUND = QColor(0, 0, 0, round(255 * 0.86))
COLOURS = {"white": QColor("#FFFFFF"), "yellow": QColor("#FFFF00")}

WIDEST = 0.94
"""Of the picture's width; what is longer is wrapped."""

MARGIN = 0.045
"""Of the picture's height, below the lowest line."""

SMALLEST = 9
"""Pixels; smaller letters cannot be read on any screen."""

PITCH = 1.42
"""From line to line, in the height of the letters."""

_TAG = re.compile(r"(</?[ibu]>)")


@dataclass(frozen=True, slots=True)
class Look:
    """How subtitles look: letters in percent of the picture's height, and their colour's name."""

    size: float = 7.5
    colour: str = "white"


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one kind."""

    text: str
    italic: bool = False
    bold: bool = False
    underline: bool = False


def runs(text: str) -> list[list[Run]]:
    """Return the lines of a cue's text as runs of letters of one kind."""
    lines: list[list[Run]] = [[]]
    on = {"i": False, "b": False, "u": False}
    for piece in _TAG.split(keep_basic(text)):
        if _TAG.fullmatch(piece):
            on[piece[-2]] = not piece.startswith("</")
            continue
        for place, words in enumerate(piece.split("\n")):
            if place:
                lines.append([])
            if words:
                lines[-1].append(Run(words, on["i"], on["b"], on["u"]))
    return lines


def paint(painter: QPainter, picture: QRectF, texts: Sequence[str], look: Look) -> None:
    """Draw the texts of all cues of a moment into `picture`, the first one lowest."""
    font = _font(picture, look)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setPen(COLOURS.get(look.colour, COLOURS["white"]))
    pitch = font.pixelSize() * PITCH
    bottom = picture.bottom() - picture.height() * MARGIN
    for text in texts:
        for line in reversed(runs(text)):
            bottom = _paint_line(painter, _laid_out(line, font, picture.width() * WIDEST), picture, bottom, pitch)
        bottom -= pitch * 0.2
    painter.restore()


def _font(picture: QRectF, look: Look) -> QFont:
    font = QFont(QApplication.font())
    font.setPixelSize(max(round(picture.height() * look.size / 100), SMALLEST))
    font.setWeight(QFont.Weight(metrics.MEDIUM))
    return font


def _laid_out(line: Sequence[Run], font: QFont, width: float) -> QTextLayout:
    """Return the line with its letters in place, wrapped where it is too wide."""
    layout = QTextLayout("".join(run.text for run in line), font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_formats(line))
    layout.beginLayout()
    while (row := layout.createLine()).isValid():
        row.setLineWidth(width)
    layout.endLayout()
    return layout


def _formats(line: Sequence[Run]) -> list[QTextLayout.FormatRange]:
    made = []
    start = 0
    for run in line:
        kind = QTextCharFormat()
        if run.italic:
            kind.setFontItalic(True)
        if run.bold:
            kind.setFontWeight(QFont.Weight.Bold)
        if run.underline:
            kind.setFontUnderline(True)
        part = QTextLayout.FormatRange()
        part.start, part.length, part.format = start, _units(run.text), kind
        made.append(part)
        start += _units(run.text)
    return made


def _units(text: str) -> int:
    """Return the length as Qt counts it, in UTF-16."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def _paint_line(painter: QPainter, layout: QTextLayout, picture: QRectF, bottom: float, pitch: float) -> float:
    """Draw one line, or the rows it was wrapped to, above `bottom`; return where it begins."""
    padding = pitch * 0.28
    for number in reversed(range(layout.lineCount())):
        row = layout.lineAt(number)
        width = row.naturalTextWidth()
        if width <= 0:
            continue
        left = picture.center().x() - width / 2
        painter.fillRect(QRectF(left - padding, bottom - pitch, width + 2 * padding, pitch), GROUND)
        row.draw(painter, QPointF(left - row.x(), bottom - pitch + (pitch - row.height()) / 2 - row.y()))
        bottom -= pitch
    return bottom
