"""Lucide icons in the colours of the theme, drawn from their SVG when painted: crisp at any size, always in tune."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from studio import paths
from studio.gui import theme

STROKE = "1.9"  # of 24, as the design asks; Lucide draws 2


def icon(name: str, token: str = "ink") -> QIcon:
    """Return the icon of this name; it follows the theme by itself, and is pale where a control is disabled."""
    return QIcon(_Engine(name, token))


def pixmap(name: str, token: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return the icon as a picture of `size` pixels for a screen that has `ratio` dots in each."""
    return _drawn(name, theme.colour(token).rgba(), (size, size), ratio)


def paint(painter: QPainter, rect: QRect | QRectF, name: str, token: str = "ink") -> None:
    """Draw the icon into `rect` of something that paints itself."""
    _renderer(name, theme.colour(token).rgba()).render(painter, QRectF(rect))


def source(name: str, colour: str) -> str:
    """Return the SVG of an icon in a colour (#RRGGBB)."""
    return _svg(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{STROKE}"')


class _Engine(QIconEngine):
    """Draws one icon; what it looks like is asked of the theme each time."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint(painter, rect, self._name, self._in(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, ratio: float) -> QPixmap:
        return _drawn(self._name, theme.colour(self._in(mode)).rgba(), (size.width(), size.height()), ratio)

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._token)

    def _in(self, mode: QIcon.Mode) -> str:
        return "disabled" if mode is QIcon.Mode.Disabled else self._token


@lru_cache(maxsize=512)
def _drawn(name: str, rgba: int, size: tuple[int, int], ratio: float) -> QPixmap:
    """Return the icon at the left of a picture; one wider than high keeps words at a distance."""
    width, height = (round(length * ratio) for length in size)
    made = QPixmap(width, height)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    side = min(width, height)
    _renderer(name, rgba).render(painter, QRectF(0, (height - side) / 2, side, side))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


@lru_cache(maxsize=512)
def _renderer(name: str, rgba: int) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(source(name, QColor.fromRgba(rgba).name()).encode()))


@lru_cache(maxsize=256)
def _svg(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")
