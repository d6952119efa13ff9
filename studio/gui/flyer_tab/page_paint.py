"""Draws a page with the frames and numbers of its blocks; numbers are on white in every theme, for so is paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from studio.gui import icons, metrics, palettes, theme
from studio.gui.flyer_tab.page_layout import Placed
from studio.model.document import Box

HALO = "#FFFFFF"
"""Around lines, so that they are seen on a picture of any colour."""

VEIL = QColor(255, 255, 255, 140)
"""The same between dashes: letters that touch a frame can be read through it."""

LINE = palettes.LIGHT["soft"]
"""Frames and the rings of numbers; the dashes of it and the halo between them are seen on any ground."""

DASHES = (3.0, 3.0)


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn: the page's place, its picture, its blocks, those that are chosen, and words if it has none."""

    page: QRectF
    image: QImage | None
    placed: Sequence[Placed]
    chosen: int
    selected: frozenset[int]
    words: str = ""


def paint(painter: QPainter, scene: Scene) -> None:
    """Draw all of it."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    _paint_page(painter, scene)
    painter.save()
    painter.translate(scene.page.topLeft())
    chosen = [each for each in scene.placed if each.id == scene.chosen]
    others = [each for each in scene.placed if each.id != scene.chosen]
    for each in others:
        _paint_frames(painter, each, is_solid=each.id in scene.selected, is_chosen=False)
    for each in chosen:
        _paint_frames(painter, each, is_solid=True, is_chosen=True)
    for each in (*others, *chosen):  # over all frames: they are what is clicked
        _paint_number(painter, each, is_chosen=each.id == scene.chosen)
        if each.sign is not None:
            _paint_sign(painter, each.sign)
    painter.restore()


def _paint_page(painter: QPainter, scene: Scene) -> None:
    painter.setPen(QPen(theme.colour("line"), 1))
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawRect(scene.page.adjusted(-0.5, -0.5, 0.5, 0.5))
    if scene.image is not None:
        painter.drawImage(scene.page, scene.image)
    elif scene.words:
        side = metrics.px(24)
        painter.setPen(QColor(palettes.LIGHT["soft"]))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(scene.page.adjusted(side, side, -side, -side), int(flags), scene.words)


def _paint_frames(painter: QPainter, placed: Placed, *, is_solid: bool, is_chosen: bool) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    width = metrics.px(2) if is_chosen else 1.0
    for frame in placed.frames:
        box = _crisp(frame)
        painter.setPen(QPen(QColor(HALO), width + 2) if is_chosen else QPen(VEIL, width))
        painter.drawRect(box)
        if is_solid:
            painter.setPen(QPen(QColor(_accent()), width))
        else:
            pen = QPen(QColor(LINE), width)
            pen.setDashPattern(DASHES)
            painter.setPen(pen)
        painter.drawRect(box)


def _paint_number(painter: QPainter, placed: Placed, *, is_chosen: bool) -> None:
    circle = _rect(placed.spot).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(QColor(HALO if is_chosen else LINE), 1.0))
    painter.setBrush(theme.colour("fill") if is_chosen else QColor("#FFFFFF"))
    painter.drawEllipse(circle)
    text = str(placed.number)
    factor = metrics.SECONDARY if len(text) < 3 else metrics.SMALL * 0.9
    painter.setFont(metrics.font(factor, metrics.STRONG))
    painter.setPen(theme.colour("onaccent") if is_chosen else QColor(palettes.LIGHT["ink"]))
    painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, text)


def _paint_sign(painter: QPainter, sign: Box) -> None:
    box = _rect(sign).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(theme.colour("problem"), metrics.px(1)))
    painter.setBrush(theme.colour("surface"))
    painter.drawRoundedRect(box, metrics.px(4), metrics.px(4))
    inner = box.width() * 0.2
    icons.paint(painter, box.adjusted(inner, inner, -inner, -inner), "triangle-alert", "problem")


def _accent() -> str:
    """Return the colour of what is chosen, dark enough on white, or that of high contrast."""
    return theme.colour("accent").name() if theme.current().scheme == "contrast" else palettes.LIGHT["accent"]


def _crisp(box: Box) -> QRectF:
    """Return a frame on whole pixels."""
    left, top = round(box.left) + 0.5, round(box.top) + 0.5
    return QRectF(QPointF(left, top), QPointF(round(box.right) - 0.5, round(box.bottom) - 0.5))


def _rect(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.width, box.height)
