"""The box in which a cue's text is written: each line with its count."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from studio.gui import metrics, theme
from studio.gui.metrics import px
from studio.gui.written_text import Mark, WrittenText, shown_height
from studio.i18n import _

__all__ = ["CueText", "Mark", "shown_height"]


class CueText(WrittenText):
    """A text of few lines, counted at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[tuple[int, int], ...] = ()
        self._limit = 40
        self._has_limits = True
        self._counts = _Counts(self)
        self.setAccessibleName(_("Text of the cue"))
        self.updateRequest.connect(lambda _rect, _dy: self._counts.update())
        self.fit()

    def show_lines(self, lines: tuple[tuple[int, int], ...]) -> None:
        """Show for each line how many characters it has of how many it may have."""
        if lines == self._lines:
            return
        self._lines = lines
        if lines and lines[0][1] != self._limit:
            self._limit = lines[0][1]
            self._make_room()
        self.setAccessibleDescription(
            "; ".join(
                _("line {line}: {count} of {limit} characters").format(line=number, count=count, limit=limit)
                for number, (count, limit) in enumerate(lines, 1)
            )
        )
        self._counts.update()

    def fit(self) -> None:
        """Take font and lengths from the size of the letters."""
        super().fit()
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def paint_counts(self, painter: QPainter, width: int) -> None:
        """Draw the counts at the height of their lines."""
        block = self.firstVisibleBlock()
        for number, (count, limit) in enumerate(self._lines):
            if number >= block.blockNumber() and block.isValid():
                box = self.blockBoundingGeometry(block).translated(self.contentOffset())
                height = QFontMetricsF(self.font()).lineSpacing()
                is_long = count > limit
                painter.setFont(metrics.font(metrics.SECONDARY, metrics.STRONG if is_long else 400))
                painter.setPen(theme.colour("problem" if is_long else "soft"))
                text = _count(count, limit) if self._has_limits else str(count)
                painter.drawText(QRectF(0, box.top(), width - px(10), height), _RIGHT, text)
                block = block.next()

    def _make_room(self) -> None:
        """Keep a strip for the counts at the right: with the limit where a whole line still fits beside it."""
        counts = QFontMetricsF(metrics.font(metrics.SECONDARY, metrics.STRONG))
        wide, narrow = (round(counts.horizontalAdvance(sample)) + px(14) for sample in (_count(888, 88), "888"))
        line = QFontMetricsF(self.font()).averageCharWidth() * self._limit + 2 * self.document().documentMargin()
        inside = self.contentsRect()
        self._has_limits = inside.width() - wide >= line
        strip = wide if self._has_limits else narrow
        if self.viewportMargins().right() != strip:
            self.setViewportMargins(0, 0, strip, 0)
            super().resizeEvent(QResizeEvent(self.viewport().size(), QSize()))  # Qt breaks lines anew for this only
        self._counts.setGeometry(QRect(self.viewport().geometry().right() + 1, inside.top(), strip, inside.height()))
        self._counts.update()


class _Counts(QWidget):
    """The strip at the right in which the counts stand; its words are in the box's own description."""

    def __init__(self, text: CueText) -> None:
        super().__init__(text)
        self._text = text
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._text.paint_counts(QPainter(self), self.width())


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _count(count: int, limit: int) -> str:
    return _("{count} of {limit}").format(count=count, limit=limit)
