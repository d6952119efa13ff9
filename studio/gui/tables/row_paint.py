"""How rows of a table of texts are painted: fonts measured once, words with icons, underlined characters.

Shared by the tables of cues and of a flyer's blocks.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from studio.gui import icons, metrics, theme
from studio.gui.metrics import px
from studio.gui.tables.row_words import Said
from studio.gui.tables.underlines import Span

BLANK = " "
"""In place of an icon: room for one, so that the words stand under those of the piece above."""


class Ink:
    """A painter that knows which colours are readable on its row."""

    def __init__(self, painter: QPainter, *, is_selected: bool) -> None:
        self.painter = painter
        self.is_selected = is_selected
        self._one = is_selected and theme.colour("onselect") != theme.colour("ink")

    def colour(self, token: str) -> QColor:
        """Return a colour by its token; on a filled row of high contrast all are one."""
        return theme.colour(self._token(token))

    def begin(self, font: QFont, token: str) -> None:
        """Write in a font and a colour from now on."""
        self.painter.setFont(font)
        self.painter.setPen(self.colour(token))

    def icon(self, rect: QRectF, name: str, token: str) -> None:
        """Draw an icon."""
        ratio = self.painter.device().devicePixelRatioF()
        self.painter.drawPixmap(rect.topLeft(), icons.pixmap(name, self._token(token), round(rect.width()), ratio))

    def _token(self, token: str) -> str:
        return "onselect" if self._one else token


class RowPaint:
    """Fonts and lengths for the size of the letters, and what is drawn with them."""

    def __init__(self) -> None:
        self.measure()

    def measure(self) -> None:
        """Take fonts and lengths from the application's font."""
        self.text = metrics.font()
        self.small = metrics.font(metrics.SECONDARY)
        self.strong = metrics.font(metrics.SECONDARY, metrics.STRONG)
        self._measures = {
            font.key(): QFontMetricsF(font) for font in (self.text, self.small, self.strong)
        }  # asked for every word of every row
        self.line = QFontMetricsF(self.text).lineSpacing()
        self.small_line = QFontMetricsF(self.small).lineSpacing()
        self.icon, self.mark = px(16), px(10)
        self.bar, self.near, self.space, self.pad, self.far = px(3), px(4), px(6), px(8), px(10)
        self.under = px(2)

    def begin_row(self, ink: Ink, rect: QRect) -> None:
        """Draw the ground of a cell and the line below it."""
        ink.painter.fillRect(rect, theme.colour("select" if ink.is_selected else "surface"))
        ink.painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))

    def number(self, ink: Ink, rect: QRect, number: int, *, at_top: bool = False) -> float:
        """Draw the number of a row, with the bar of a chosen one; return where its line begins."""
        if ink.is_selected:
            ink.painter.fillRect(QRect(rect.left(), rect.top(), self.bar, rect.height()), ink.colour("accent"))
        ink.begin(self.text, "soft")
        top = rect.top() + self.pad / 2 if at_top else rect.center().y() - self.line / 2
        box = QRectF(rect.left(), top, rect.width() - self.pad, self.line)
        ink.painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, str(number))
        return top

    def one_line(self, ink: Ink, box: QRectF, line: str, token: str) -> None:
        """Draw a line of text; what has no room is hinted at."""
        ink.begin(self.text, token)
        text = self._measures[self.text.key()].elidedText(line, Qt.TextElideMode.ElideRight, box.width())
        ink.painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def underline(self, ink: Ink, box: QRectF, line: str, spans: Sequence[Span]) -> None:
        """Underline characters of a line."""
        if not spans:
            return
        measures = self._measures[self.text.key()]
        y = box.center().y() + (measures.ascent() - measures.descent()) / 2 + self.under
        ink.painter.setPen(QPen(ink.colour("problem"), self.under, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        for low, high in spans:
            ends = (box.left() + measures.horizontalAdvance(line[:at]) for at in (low, high))
            left, right = (min(end, box.right()) for end in ends)
            if left < right:
                ink.painter.drawLine(QPointF(left, y), QPointF(right, y))

    def width(self, piece: Said) -> float:
        """Return how much room a piece takes in a row, with the gap after it."""
        font = self.strong if piece.is_strong else self.small
        icon = self.icon + self.near if piece.icon else 0
        return self._measures[font.key()].horizontalAdvance(piece.text) + icon + self.far

    def pieces(self, ink: Ink, rect: QRect, pieces: Sequence[Said]) -> None:
        """Draw pieces under each other, in the middle of the row's height."""
        height = max(self.small_line, self.icon + 1) if any(piece.icon for piece in pieces) else self.line
        top = rect.top() + (rect.height() - height * len(pieces)) / 2
        for piece in pieces:
            self.piece(ink, QPointF(rect.left(), top + (height - self.small_line) / 2), piece, rect.right())
            top += height

    def piece(self, ink: Ink, at: QPointF, piece: Said, right: float) -> float:
        """Draw a piece with its corner `at` as far as `right`; return its width."""
        left = at.x()
        if piece.icon:
            top = at.y() + (self.small_line - self.icon) / 2
            if piece.icon != BLANK:
                ink.icon(QRectF(left, top, self.icon, self.icon), piece.icon, piece.token)
            left += self.icon + self.near
        font = self.strong if piece.is_strong else self.small
        ink.begin(font, piece.token)
        text = self._measures[font.key()].elidedText(piece.text, Qt.TextElideMode.ElideRight, max(0.0, right - left))
        width = self._measures[font.key()].horizontalAdvance(text) + 1
        ink.painter.drawText(QRectF(left, at.y(), width, self.small_line), Qt.AlignmentFlag.AlignVCenter, text)
        return left + width - at.x()
