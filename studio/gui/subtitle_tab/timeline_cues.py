"""Draws the cues of the timeline: blocks with state, number and first line; the chosen one with its grips."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from studio.gui import icons, metrics, theme, times
from studio.gui.subtitle_tab.timeline_lanes import Lanes
from studio.gui.subtitle_tab.timeline_scale import Scale
from studio.gui.subtitle_tab.timeline_view import View
from studio.gui.tables import words
from studio.i18n import _, number
from studio.project.values import StoredCue
from studio.text.length import visible

NARROW = 7
"""Pixels at 100 %: cues narrower than this are drawn without words, and as one where they touch."""

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
    gap = lanes.px(4)
    return QRectF(x, lane.top() + gap, max(right - x, 2.0), lane.height() - 2 * gap)


def paint_cues(painter: QPainter, view: View) -> None:
    """Draw the cues that are shown, the chosen one above its neighbours, and what a fix would do."""
    _narrow(painter, view)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pencil = _Pencil(painter, view)
    for stored in view.cues:
        pencil.draw(stored, MARKED if stored.id in view.selected else PLAIN)
    _proposal(painter, view)
    if view.chosen is not None:
        _Pencil(painter, view).draw(view.chosen, CHOSEN)
        _grips(painter, view, view.chosen)
        if view.is_dragged:
            _times(painter, view, view.chosen)
    painter.restore()


def _narrow(painter: QPainter, view: View) -> None:
    scale, left, full = view.scale, view.lanes.all.left(), block(view.scale, view.lanes, 0, 0)
    top, height = round(full.top()), round(full.height())
    places = []
    for start, end in view.narrow:
        x = round(left + max(scale.x(start), -FAR))
        right = round(left + min(scale.x(end), scale.width + FAR))
        places.append(QRect(x, top, max(right - x - 1, 0), height - 1))
    painter.setPen(QPen(theme.colour("edge"), 1))
    painter.setBrush(theme.colour("raised"))
    painter.drawRects(places)


class _Pencil:
    """Draws blocks; holds what is the same for all of them."""

    def __init__(self, painter: QPainter, view: View) -> None:
        self._painter = painter
        self._view = view
        self._px = view.lanes.px
        self._font = metrics.font(metrics.SMALL)
        self._letters = QFontMetricsF(self._font)
        self._height = self._letters.height()
        self._side = self._px(ICON)
        self._readable = QRectF(view.lanes.cues).adjusted(self._px(6), 0, 0, 0)
        self._ratio = painter.device().devicePixelRatioF()
        self._is_contrast = theme.current().scheme == "contrast"
        painter.setFont(self._font)

    def draw(self, stored: StoredCue, look: _Look) -> None:
        """Draw the block of a cue, with words in the part of it that is shown."""
        place = block(self._view.scale, self._view.lanes, stored.cue.start, stored.cue.end)
        width = look.width * self._px(1)
        inset, radius = width / 2, self._px(RADIUS)
        self._painter.setPen(QPen(theme.colour(look.edge), width))
        self._painter.setBrush(theme.colour(look.ground))
        self._painter.drawRoundedRect(place.adjusted(inset, inset, -inset, -inset), radius, radius)
        margin, above = self._px(8 if look is CHOSEN else 6), self._px(3)
        if place.width() >= self._side + 2 * margin:
            inside = place.adjusted(margin, above, -margin, -above).intersected(self._readable)
            if inside.width() >= self._side:
                self._write(stored, look, inside)

    def _write(self, stored: StoredCue, look: _Look, inside: QRectF) -> None:
        """Write state, number and first line; where the letters are too large for two lines, only the first two."""
        letters, painter, side, height = self._letters, self._painter, self._side, self._height
        lines = 2 if inside.height() >= 2 * height else 1
        top = inside.top() + (inside.height() - lines * height) / 2
        name, token = self._mark(stored)
        ink = "onselect" if look is not PLAIN and self._is_contrast else token
        icon = QPointF(round(inside.left()), round(top + (height - side) / 2))
        painter.drawPixmap(icon, icons.pixmap(name, ink, side, self._ratio))
        painter.setPen(theme.colour(look.ink))
        base, aside = top + letters.ascent(), side + self._px(4)
        digits = str(self._view.number(stored.id))
        if inside.width() >= aside + letters.horizontalAdvance(digits):
            painter.drawText(QPointF(inside.left() + aside, base), digits)
        if lines == 2 and inside.width() >= 2 * side:
            line = visible(stored.cue.text).partition("\n")[0]
            short = letters.elidedText(line, Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(QPointF(inside.left(), base + height), short)

    def _mark(self, stored: StoredCue) -> tuple[str, str]:
        """Return icon and colour of a block: a problem takes the place of the state."""
        if self._view.has_problem(stored.id):
            return "triangle-alert", "problem"
        return words.STATE_ICONS[stored.cue.state], words.STATE_COLOURS[stored.cue.state]


def _grips(painter: QPainter, view: View, stored: StoredCue) -> None:
    """Draw the grips of the chosen cue, and the ring when the keyboard is here."""
    px = view.lanes.px
    place = block(view.scale, view.lanes, stored.cue.start, stored.cue.end)
    if place.width() >= px(16):
        painter.setPen(QPen(theme.colour("accent" if theme.current().scheme != "contrast" else "onselect"), px(2)))
        for x in (place.left() + px(4), place.right() - px(4)):
            painter.drawLine(QPointF(x, place.center().y() - px(8)), QPointF(x, place.center().y() + px(8)))
    if view.is_focused:
        painter.setPen(QPen(theme.colour("focus"), px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(-px(2), -px(2), px(2), px(2)), px(RADIUS + 2), px(RADIUS + 2))


def _times(painter: QPainter, view: View, stored: StoredCue) -> None:
    """Say above a cue that is being dragged from when to when it would stand, and for how long."""
    cue, px = stored.cue, view.lanes.px
    text = _("{start} – {end} · {seconds} s").format(
        start=times.short(cue.start), end=times.short(cue.end), seconds=number(cue.duration / 1000, 2)
    )
    font = metrics.font(metrics.SMALL)
    letters = QFontMetricsF(font)
    ground = QRectF(0, 0, letters.horizontalAdvance(text) + px(12), letters.height() + px(6))
    cues = view.lanes.cues
    ground.moveBottomLeft(QPointF(block(view.scale, view.lanes, cue.start, cue.end).left(), cues.top() - px(1)))
    ground.moveLeft(max(float(cues.left()), min(ground.left(), cues.right() - ground.width())))
    painter.setPen(QPen(theme.colour("edge"), 1))
    painter.setBrush(theme.colour("raised"))
    painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3))
    painter.setFont(font)
    painter.setPen(theme.colour("ink"))
    painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, text)


def _proposal(painter: QPainter, view: View) -> None:
    if view.proposal is None:
        return
    px = view.lanes.px
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
