"""Draws the timeline: ruler, sound, speech and what is not written down yet; only what is visible."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLine, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from studio.gui import icons, metrics, theme
from studio.gui.metrics import px
from studio.gui.subtitle_tab import timeline_lanes as places
from studio.gui.subtitle_tab.timeline_cues import FAR, paint_cues
from studio.gui.subtitle_tab.timeline_lanes import Lanes
from studio.gui.subtitle_tab.timeline_scale import Scale, clock, ruler_step, ticks
from studio.gui.subtitle_tab.timeline_view import View
from studio.i18n import _

BAR = 3.4
"""Pixels at 100 % from one bar of the waveform to the next, at least."""

HALF = 128
"""The largest byte of a waveform."""

QUIET = 0.7
"""The power to which loudness is raised: speech stays visible beside the loudest bang."""

MARK = 18
"""Pixels at 100 % that a cut in the picture needs on average to be marked and not only ticked."""

SPEECH_HEIGHT = 7


def paint(painter: QPainter, view: View) -> None:
    """Draw everything but the playhead."""
    lanes = view.lanes
    painter.fillRect(QRect(0, 0, lanes.all.right() + 1, lanes.all.bottom() + 1), theme.colour("surface"))
    painter.fillRect(QRect(0, 0, lanes.all.left(), lanes.all.bottom() + 1), theme.colour("raised"))
    painter.fillRect(lanes.ruler, theme.colour("raised"))
    painter.save()
    painter.setClipRect(lanes.all)
    _ruler(painter, view)
    _sound(painter, view)
    _speech(painter, view)
    _unheard(painter, view)
    _shots(painter, view)
    paint_cues(painter, view)
    painter.restore()
    _lines(painter, view)
    _names(painter, view)


def paint_playhead(painter: QPainter, scale: Scale, lanes: Lanes, moment: int) -> None:
    """Draw the playhead: a line that keeps its distance to what it crosses, and its head on the ruler."""
    if not scale.holds(moment):
        return
    x = lanes.all.left() + scale.x(moment)
    painter.save()
    painter.setClipRect(lanes.all)
    top, bottom, gap, line = lanes.ruler.center().y(), lanes.all.bottom() + 1, px(4), max(1.6, 1.6 * metrics.scale())
    painter.fillRect(QRectF(x - gap / 2, top, gap, bottom - top), theme.colour("surface"))
    painter.fillRect(QRectF(x - line / 2, top, line, bottom - top), theme.colour("ink"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("ink"))
    half, height, above = px(6.5), px(12), lanes.ruler.top() + px(1)
    tip, neck = above + height, above + height - half * 0.7
    corners = [(-half, above), (half, above), (half, neck), (0.0, tip), (-half, neck)]
    painter.drawPolygon(QPolygonF([QPointF(x + dx, y) for dx, y in corners]))
    painter.restore()


def playhead_place(scale: Scale, lanes: Lanes, moment: int) -> QRect:
    """Return what has to be drawn again when the playhead leaves or comes."""
    x = round(lanes.all.left() + min(max(scale.x(moment), -px(8)), scale.width + px(8)))
    return QRect(x - px(8), 0, 2 * px(8), lanes.all.bottom() + 1)


def _ruler(painter: QPainter, view: View) -> None:
    font = metrics.font(metrics.SECONDARY)
    letters = QFontMetricsF(font)
    room = letters.horizontalAdvance("0:00:00.0") + px(30)
    step = ruler_step(view.scale, room)
    left, ruler = view.lanes.all.left(), view.lanes.ruler
    painter.setFont(font)
    painter.setPen(theme.colour("soft"))
    base = round(ruler.top() + (ruler.height() - letters.height()) / 2 + letters.ascent()) - px(1)
    bottom, tall, small, beside = ruler.bottom(), px(8), px(3), px(4)
    lines = []
    for time in ticks(view.scale, step / 2):
        x = round(left + view.scale.x(time))
        is_labelled = time % step == 0
        lines.append(QLine(x, bottom - (tall if is_labelled else small), x, bottom))
        if is_labelled:
            painter.drawText(QPointF(x + beside, base), clock(time, step))
    painter.drawLines(lines)


def _sound(painter: QPainter, view: View) -> None:
    if view.peaks is None or not view.peaks.levels:
        _sound_words(painter, view)
        return
    place, scale = view.lanes.sound, view.scale
    level = view.peaks.finest(scale.step * BAR * metrics.scale())
    first = max(0, int(scale.start // level.step))
    last = min(len(level), int(scale.end // level.step) + 1)
    heights = _heights(max(view.peaks.loudest, 4), place.height() / 2 - px(3))
    middle, left, pairs = place.center().y(), view.lanes.all.left(), level.pairs
    offset, width = left - scale.start / scale.step, level.step / scale.step
    bars = [
        QLine(x, middle - heights[pairs[2 * i + 1]], x, middle + heights[-pairs[2 * i]])
        for i in range(first, last)
        for x in (int(offset + (i + 0.5) * width),)
    ]
    thickness = max(1, round(width * 0.5))
    painter.setPen(QPen(theme.colour("waveform"), thickness, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawLines(bars)


def _heights(loudest: int, half: float) -> list[int]:
    """Return for each byte, -128 to 128 (negative ones from the end), how many pixels it is high: at least half one."""
    up = [round(max(0.5, min(1.0, value / loudest) ** QUIET * half)) for value in range(HALF + 1)]
    return up + [0] * HALF


def _sound_words(painter: QPainter, view: View) -> None:
    place, words = view.lanes.sound, view.sound_words
    share = words.share
    painter.setFont(metrics.font(metrics.SECONDARY))
    painter.setPen(theme.colour("soft"))
    inside = place.adjusted(px(12), 0, -px(12), 0)
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words.full)
    if share is not None:
        bar = QRectF(inside.left(), place.bottom() - px(5), inside.width() * share, px(3))
        painter.fillRect(bar, theme.colour("fill"))


def _speech(painter: QPainter, view: View) -> None:
    place, scale, left = view.lanes.speech, view.scale, view.lanes.all.left()
    height = px(SPEECH_HEIGHT)
    top = place.top() + (place.height() - height) / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("speech_lane"))
    for start, end in view.speech:
        x, right = max(scale.x(start), -FAR), min(scale.x(end), scale.width + FAR)
        painter.drawRoundedRect(QRectF(left + x, top, max(right - x, 1.5), height), height / 2, height / 2)
    painter.restore()


def _unheard(painter: QPainter, view: View) -> None:
    """Hatch what nobody has listened to yet, with words in the part that is shown."""
    if view.unheard is None:
        return
    place, scale, left = view.lanes.cues, view.scale, view.lanes.all.left()
    start = max(left + scale.x(view.unheard.start), float(left))
    end = min(left + scale.x(view.unheard.end), float(place.right() + 1))
    if end - start < px(4):
        return
    hatched = QRectF(start, place.top() + px(2), end - start, place.height() - px(3))
    painter.fillRect(hatched, QBrush(theme.colour("line"), Qt.BrushStyle.BDiagPattern))
    _words_on_hatching(painter, hatched, _("Not written down yet"))


def _words_on_hatching(painter: QPainter, hatched: QRectF, text: str) -> None:
    font = metrics.font(metrics.SMALL)
    letters = QFontMetricsF(font)
    ground = QRectF(0, 0, letters.horizontalAdvance(text) + px(16), letters.height() + px(6))
    if ground.width() > hatched.width():
        return
    ground.moveCenter(hatched.center())
    painter.fillRect(ground, theme.colour("surface"))
    painter.setFont(font)
    painter.setPen(theme.colour("soft"))
    painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, text)


def _shots(painter: QPainter, view: View) -> None:
    """Draw the cuts of the picture: ▼ on the ruler, a dashed line down; where they are too many, ticks only."""
    scale, lanes = view.scale, view.lanes
    left, bottom = lanes.all.left(), lanes.ruler.bottom()
    places = [round(left + scale.x(time)) for time in view.shots]
    colour = theme.colour("shot")
    if len(places) * px(MARK) > lanes.all.width():
        painter.setPen(colour)
        top = bottom - px(4)
        painter.drawLines([QLine(x, top, x, bottom) for x in places])
        return
    pen = QPen(colour, max(1, px(1.3)), Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([1.6, 2.2])
    painter.setPen(pen)
    painter.drawLines([QLine(x, bottom, x, lanes.all.bottom()) for x in places])
    _marks(painter, places, bottom, colour)


def _marks(painter: QPainter, places: list[int], bottom: int, colour: QColor) -> None:
    half, top = px(4), bottom - px(5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for x in places:
        painter.drawPolygon(QPolygonF([QPointF(x - half, top), QPointF(x + half, top), QPointF(x, bottom + 1)]))
    painter.restore()


def _lines(painter: QPainter, view: View) -> None:
    lanes = view.lanes
    painter.setPen(theme.colour("line"))
    right = lanes.all.right()
    painter.drawLine(0, 0, right, 0)
    for lane in (lanes.sound, lanes.speech, lanes.cues):
        painter.drawLine(0, lane.top() - 1, right, lane.top() - 1)
    painter.drawLine(lanes.all.left() - 1, 0, lanes.all.left() - 1, lanes.all.bottom())


def _names(painter: QPainter, view: View) -> None:
    lanes = view.lanes
    painter.setFont(metrics.font(metrics.SECONDARY))
    write = _writer(painter, lanes.all.left() - px(4))
    write(lanes.ruler, px(10), _("Timeline"))
    rows = (lanes.sound, lanes.speech, lanes.cues)
    side = px(14)
    for row, name, icon in zip(rows, places.names(), ("audio-waveform", "mic", "captions"), strict=True):
        picture = icons.pixmap(icon, "soft", side, painter.device().devicePixelRatioF())
        painter.drawPixmap(px(10), row.center().y() - side // 2, picture)
        write(row, places.names_left(), name)


def _writer(painter: QPainter, right: int) -> Callable[[QRect, int, str], None]:
    painter.setPen(theme.colour("soft"))
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

    def write(row: QRect, left: int, text: str) -> None:
        painter.drawText(QRect(left, row.top(), right - left, row.height()), flags, text)

    return write
