"""Draws the cues of the timeline: blocks with state, number and first line; the chosen one with its grips."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from studio.gui import icons, metrics, theme
from studio.gui.metrics import px
from studio.gui.subtitle_tab.timeline_lanes import Lanes
from studio.gui.subtitle_tab.timeline_scale import Scale, merged
from studio.gui.subtitle_tab.timeline_view import View
from studio.gui.tables import words
from studio.project.values import StoredCue
from studio.text.length import visible

NARROW = 7
"""Pixels at 100 %: cues narrower than this are drawn without edges, and as one where they touch."""

FAR = 200.0
"""Pixels beyond the edges that are still drawn."""

RADIUS = 4
ICON = 13


@dataclass(frozen=True, slots=True)
class _Look:
    """The colours of a block by their names, and how thick its edge is."""

    ground: str
    edge: str
    ink: str
    width: float


PLAIN = _Look("raised", "edge", "ink", 1)
MARKED = _Look("select", "accent", "onselect", 1)
CHOSEN = _Look("select", "accent", "onselect", 2)


def block(scale: Scale, lanes: Lanes, start: int, end: int) -> QRectF:
    """Return the place of a cue with these times; one without length, or with its end first, is still to be seen.

    What lies far outside is cut off, for Qt draws no shape of a million pixels.
    """
    lane, left = lanes.cues, lanes.all.left()
    x = left + max(scale.x(start), -FAR)
    right = left + min(scale.x(end), scale.width + FAR)
    gap = px(4)
    return QRectF(x, lane.top() + gap, max(right - x, 2.0), lane.height() - 2 * gap)


def paint_cues(painter: QPainter, view: View) -> None:
    """Draw the cues that are shown, the chosen one above its neighbours, and what a fix would do."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    narrow: list[tuple[float, float]] = []
    least = px(NARROW)
    for stored in view.cues:
        place = block(view.scale, view.lanes, stored.cue.start, stored.cue.end)
        if stored.id == view.chosen:
            continue
        if place.width() < least and stored.id not in view.selected:
            narrow.append((place.left(), place.right()))
        else:
            _block(painter, view, stored, MARKED if stored.id in view.selected else PLAIN)
    _narrow(painter, view, narrow)
    _proposal(painter, view)
    chosen = next((stored for stored in view.cues if stored.id == view.chosen), None)
    if chosen is not None:
        _chosen(painter, view, chosen)
    painter.restore()


def _narrow(painter: QPainter, view: View, places: list[tuple[float, float]]) -> None:
    full = block(view.scale, view.lanes, 0, 0)
    painter.setPen(QPen(theme.colour("edge"), 1))
    painter.setBrush(theme.colour("raised"))
    for left, right in merged(places, 1.0):
        painter.drawRect(QRectF(left, full.top(), max(right - left - 1, 0.5), full.height()))


def _block(painter: QPainter, view: View, stored: StoredCue, look: _Look) -> None:
    place = block(view.scale, view.lanes, stored.cue.start, stored.cue.end)
    width = look.width * px(1)
    inset = width / 2
    painter.setPen(QPen(theme.colour(look.edge), width))
    painter.setBrush(theme.colour(look.ground))
    painter.drawRoundedRect(place.adjusted(inset, inset, -inset, -inset), px(RADIUS), px(RADIUS))
    margin = px(8) if look is CHOSEN else px(6)
    inside = _within(place.adjusted(margin, px(3), -margin, -px(3)), view)
    if inside.width() >= px(ICON):
        _inside(painter, view, stored, look, inside)


def _within(place: QRectF, view: View) -> QRectF:
    """Return the part of a block in which words can be read, when the block begins left of what is shown."""
    return place.intersected(QRectF(view.lanes.cues).adjusted(px(6), 0, 0, 0))


def _inside(painter: QPainter, view: View, stored: StoredCue, look: _Look, inside: QRectF) -> None:
    """Write state, number and first line; where the letters are too large for two lines, the first only."""
    small = metrics.font(metrics.SMALL)
    letters = QFontMetricsF(small)
    side, height = px(ICON), letters.height()
    has_two = inside.height() >= 2 * height
    top = inside.top() + (max(0.0, inside.height() - 2 * height) / 2 if has_two else (inside.height() - height) / 2)
    name, token = _mark(view, stored)
    icon = QRect(round(inside.left()), round(top + (height - side) / 2), side, side)
    icons.paint(painter, icon, name, token if look is PLAIN else _on_select(token))
    painter.setFont(small)
    painter.setPen(theme.colour(look.ink))
    base = top + letters.ascent()
    number = str(view.number(stored.id))
    if inside.width() >= side + px(4) + letters.horizontalAdvance(number):
        painter.drawText(QPointF(inside.left() + side + px(4), base), number)
    if has_two:
        line = visible(stored.cue.text).partition("\n")[0]
        short = letters.elidedText(line, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(QPointF(inside.left(), base + height), short)


def _mark(view: View, stored: StoredCue) -> tuple[str, str]:
    """Return icon and colour of a block: a problem takes the place of the state."""
    if view.has_problem(stored.id):
        return "triangle-alert", "problem"
    return words.STATE_ICONS[stored.cue.state], words.STATE_COLOURS[stored.cue.state]


def _on_select(token: str) -> str:
    """Return the colour of an icon on a selected block, where high contrast has its own."""
    return token if theme.current().scheme != "contrast" else "onselect"


def _chosen(painter: QPainter, view: View, stored: StoredCue) -> None:
    _block(painter, view, stored, CHOSEN)
    place = block(view.scale, view.lanes, stored.cue.start, stored.cue.end)
    if place.width() >= px(16):
        painter.setPen(QPen(theme.colour("accent" if theme.current().scheme != "contrast" else "onselect"), px(2)))
        for x in (place.left() + px(4), place.right() - px(4)):
            painter.drawLine(QPointF(x, place.center().y() - px(8)), QPointF(x, place.center().y() + px(8)))
    if view.is_focused:
        painter.setPen(QPen(theme.colour("focus"), px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(-px(2), -px(2), px(2), px(2)), px(RADIUS + 2), px(RADIUS + 2))


def _proposal(painter: QPainter, view: View) -> None:
    if view.proposal is None:
        return
    place = block(view.scale, view.lanes, view.proposal.start, view.proposal.end)
    colour = theme.colour("accent")
    painter.setPen(QPen(colour, 1.4, Qt.PenStyle.DashLine))
    painter.setBrush(theme.colour("surface"))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), px(RADIUS), px(RADIUS))
    font = metrics.font(metrics.SMALL, metrics.STRONG)
    letters = QFontMetricsF(font)
    text = letters.elidedText(view.proposal.text, Qt.TextElideMode.ElideRight, place.width() - px(8))
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(place.adjusted(px(6), 0, -px(2), 0), Qt.AlignmentFlag.AlignVCenter, text)
