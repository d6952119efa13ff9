"""Where the parts of a row stand at a width, and how they are drawn: in columns, or as a card for large letters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from studio.gui import icons, metrics, theme
from studio.gui.metrics import px
from studio.gui.packs_tab.words import Row, Standing

CARD = 980
"""Width (px at 100 %) below which a row is a card of four lines."""

LEFT = 44
GOOD, SIZE, HERE = 246, 74, 376
GAP = 14
BAR = (128, 8)

_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Cells:
    """The rectangles of one row at a width, in pixels; `buttons` are the sizes of its buttons."""

    def __init__(self, row: Row, width: int, buttons: Sequence[QSize]) -> None:
        self.row = row
        self.width = width
        self.is_card = width < px(CARD)
        self._name = metrics.font(metrics.TEXT, metrics.STRONG)
        self._small = metrics.font(metrics.SECONDARY)
        self._strong = metrics.font(metrics.SECONDARY, metrics.STRONG)
        self._buttons = buttons
        self._name_high = QFontMetrics(self._name).height()
        self._small_high = QFontMetrics(self._small).height()
        self._lay_card() if self.is_card else self._lay_columns()

    def places(self) -> list[QRect]:
        """Return where the buttons stand, the last one at the right edge."""
        right, found = self.width - px(GAP), []
        for size in reversed(self._buttons):
            top = self._here.center().y() - size.height() // 2 + 1
            found.append(QRect(right - size.width(), top, size.width(), size.height()))
            right -= size.width() + px(8)
        return found[::-1]

    def paint(self, painter: QPainter, *, is_chosen: bool) -> None:
        """Draw all but the buttons."""
        ink = _Ink(painter, is_chosen=is_chosen)
        ground = QRect(0, 0, self.width, self.height)
        painter.fillRect(ground, theme.colour("select" if is_chosen else "surface"))
        painter.fillRect(QRect(0, ground.bottom(), self.width, 1), theme.colour("line"))
        if is_chosen:
            painter.fillRect(QRect(0, 0, px(3), self.height), ink.colour("accent"))
        side, standing = px(16), self.row.standing
        ink.icon(QRect(px(14), self._name_rect.center().y() - side // 2 + self._sunk, side, side), standing)
        ink.line(self._name_rect, self.row.name, self._name, "ink")
        ink.line(self._about_rect, self.row.about, self._small, "soft")
        ink.wrapped(self._good_rect, self._good_text(), self._small, "ink")
        if not self.is_card:
            ink.line(self._size_rect, self.row.size, metrics.font(), "ink", at_right=True)
        self._paint_standing(ink)

    def _paint_standing(self, ink: _Ink) -> None:
        standing, area = self.row.standing, self._here
        font = self._strong if standing.is_problem else self._small
        if standing.share is not None:
            ink.bar(QRect(area.left(), area.top(), min(px(BAR[0]), area.width()), px(BAR[1])), standing.share)
            area = area.adjusted(0, px(BAR[1] + 3), 0, 0)
        token = "problem" if standing.is_problem else "soft" if standing.token == "soft" else "ink"
        ink.wrapped(area, standing.text, font, token)

    def _good_text(self) -> str:
        if not self.is_card:
            return self.row.good
        good, size = self.row.good.replace("\n", " "), self.row.size if self.row.size != "–" else ""
        return " · ".join(part for part in (good.rstrip(".") if size else good, size) if part)

    def _lay_columns(self) -> None:
        here_left = self.width - px(HERE)
        size_left = here_left - px(22) - px(SIZE)
        good_left = size_left - px(GOOD)
        here_high = self._here_high(self._room(here_left))
        good_high = self._high(self.row.good, px(GOOD) - px(8), self._small)
        texts = self._name_high + self._small_high
        self.height = max(texts, good_high, here_high, *(size.height() for size in self._buttons), 0) + px(12)
        top = (self.height - 1 - texts) // 2
        self._name_rect = QRect(px(LEFT), top, good_left - px(LEFT) - px(12), self._name_high)
        self._about_rect = self._name_rect.translated(0, self._name_high)
        self._about_rect.setHeight(self._small_high)
        self._good_rect = self._middle(good_left, px(GOOD) - px(8), good_high)
        self._size_rect = self._middle(size_left, px(SIZE), self._name_high)
        self._here = self._middle(here_left, self._room(here_left), here_high)
        self._sunk = self._small_high // 2

    def _lay_card(self) -> None:
        left, wide, top = px(LEFT), self.width - px(LEFT) - px(GAP), px(8)
        self._name_rect = QRect(left, top, wide, self._name_high)
        self._about_rect = QRect(left, self._name_rect.bottom() + 1, wide, self._small_high)
        good_high = self._high(self._good_text(), wide, self._small)
        self._good_rect = QRect(left, self._about_rect.bottom() + 1, wide, good_high)
        room = self._room(left)
        here_high = self._here_high(room)
        high = max(here_high, *(size.height() for size in self._buttons), 0)
        under = self._good_rect.bottom() + 1 + px(3)
        self._here = QRect(left, under + (high - here_high) // 2, room, here_high)
        self.height = under + high + px(9)
        self._sunk = 0

    def _room(self, left: int) -> int:
        """Return the width that the buttons leave to the words."""
        taken = sum(size.width() + px(8) for size in self._buttons)
        return max(px(60), self.width - px(GAP) - taken - left)

    def _here_high(self, room: int) -> int:
        standing = self.row.standing
        font = self._strong if standing.is_problem else self._small
        words = self._high(standing.text, room, font)
        return words + (px(BAR[1] + 3) if standing.share is not None else 0)

    def _middle(self, left: int, width: int, height: int) -> QRect:
        return QRect(left, (self.height - 1 - height) // 2, width, height)

    def _high(self, text: str, width: int, font: QFont) -> int:
        return QFontMetrics(font).boundingRect(QRect(0, 0, width, 10_000), _WRAPPED, text).height()


class _Ink:
    """A painter that knows which colours are readable on its row."""

    def __init__(self, painter: QPainter, *, is_chosen: bool) -> None:
        self._painter = painter
        self._is_one = is_chosen and theme.colour("onselect") != theme.colour("ink")

    def colour(self, token: str) -> QColor:
        """Return a colour by its token; on a filled row of high contrast all are one."""
        return theme.colour(self._token(token))

    def icon(self, rect: QRect, standing: Standing) -> None:
        """Draw the icon of how a pack stands."""
        icons.paint(self._painter, rect, standing.icon, self._token(standing.token))

    def line(self, rect: QRect, text: str, font: QFont, token: str, *, at_right: bool = False) -> None:
        """Draw words on one line, which end in … where there is no room."""
        self._begin(font, token)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._painter.drawText(rect, int(align) if at_right else _LINE, shown)

    def wrapped(self, rect: QRect, text: str, font: QFont, token: str) -> None:
        """Draw words on as many lines as they need."""
        self._begin(font, token)
        self._painter.drawText(rect, _WRAPPED, text)

    def bar(self, rect: QRect, share: float) -> None:
        """Draw how far something is."""
        painter = self._painter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.colour("edge"))
        painter.setBrush(theme.colour("machine_ground"))
        around = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(around, px(4), px(4))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("fill"))
        inside = around.adjusted(1, 1, -1, -1)
        inside.setWidth(inside.width() * min(1.0, max(0.0, share)))
        painter.drawRoundedRect(inside, px(3), px(3))
        painter.restore()

    def _begin(self, font: QFont, token: str) -> None:
        self._painter.setFont(font)
        self._painter.setPen(self.colour(token))

    def _token(self, token: str) -> str:
        return "onselect" if self._is_one else token
