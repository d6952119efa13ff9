"""Draws the rows of the list of blocks: number, source over translation, room on the page and state in words.

In the narrow form room and state stand under the texts.  Over the first block of a page stands which page that is.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from studio.gui import theme
from studio.gui.metrics import px
from studio.gui.tables import unit_words, words
from studio.gui.tables.row_paint import BLANK, Ink, RowPaint
from studio.gui.tables.underlines import Span
from studio.gui.tables.unit_table import Column, UnitTable
from studio.gui.tables.unit_words import Unit
from studio.i18n import _

AnyIndex = QModelIndex | QPersistentModelIndex

LINES = 2
"""Lines of text in a row."""

PAGE_BAND = 24
"""Height (px at 100 %) of what stands over the first block of a page."""


class UnitDelegate(QStyledItemDelegate):
    """Paints from the model directly; fonts and lengths are measured once for each size of the letters."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_narrow = False
        self._rows = RowPaint()

    def measure(self) -> None:
        """Take fonts and lengths from the application's font."""
        self._rows.measure()

    def row_height(self, *, is_first_of_page: bool = False) -> int:
        """Return the height of a row: lines of text and a little air, and the band of a page over them."""
        rows = self._rows
        under = rows.small_line + rows.near if self.is_narrow else 0
        return round(rows.line * LINES + under) + px(10) + (px(PAGE_BAND) if is_first_of_page else 0)

    def widths(self) -> dict[Column, int]:
        """Return how wide the columns must be whose words are known; texts take what is left."""
        rows = self._rows
        strong = QFontMetricsF(rows.strong)
        labelled = rows.icon + px(4) + 2 * rows.pad
        room = max(
            map(strong.horizontalAdvance, (_("Does not fit"), _("Description"), _("Room on the page"), _SMALLER))
        )
        states = [words.state(state) for state in words.STATE_ICONS]
        found = (
            _("Number differs"),
            _("Number missing"),
            _("Not translated"),
            _("From memory"),
            _("Not done yet"),
            _("Stays as it is"),
        )
        state = max(map(strong.horizontalAdvance, (*states, *found)))
        return {
            Column.NUMBER: round(max(map(strong.horizontalAdvance, ("0000", _("Block"))))) + px(14),
            Column.ROOM: round(room) + labelled + px(4),
            Column.STATE: round(state) + labelled,
        }

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        model = index.model()
        assert isinstance(model, UnitTable)
        painter.save()
        rect: QRect = option.rect
        if model.is_first_of_page(index.row()):
            rect = self._paint_band(painter, rect, model, index)
        ink = Ink(painter, is_selected=bool(option.state & QStyle.StateFlag.State_Selected))
        self._rows.begin_row(ink, rect)
        self._paint_cell(ink, rect, index.row(), (model.unit(index.row()), Column(index.column())))
        painter.restore()

    def _paint_band(self, painter: QPainter, rect: QRect, model: UnitTable, index: AnyIndex) -> QRect:
        """Draw over a row which page begins; return what is left of it."""
        rows, height = self._rows, px(PAGE_BAND)
        band = QRect(rect.left(), rect.top(), rect.width(), height)
        painter.fillRect(band, theme.colour("raised"))
        painter.fillRect(QRect(band.left(), band.bottom(), band.width(), 1), theme.colour("line"))
        if index.column() == Column.TEXT:
            painter.setFont(rows.strong)
            painter.setPen(theme.colour("soft"))
            text = _("Page {number}").format(number=model.unit(index.row()).stored.block.page + 1)
            painter.drawText(band, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        return rect.adjusted(0, height, 0, 0)

    def _paint_cell(self, ink: Ink, rect: QRect, row: int, cell: tuple[Unit, Column]) -> None:
        unit, column = cell
        rows = self._rows
        if column is Column.NUMBER:
            rows.number(ink, rect, row + 1, at_top=self.is_narrow)
        elif column is Column.TEXT:
            self._paint_text(ink, rect, unit)
        elif column is Column.ROOM:
            rows.pieces(ink, rect, unit_words.fitting(unit))
        else:
            rows.pieces(ink, rect, unit_words.state(unit))

    def _paint_text(self, ink: Ink, rect: QRect, unit: Unit) -> None:
        rows = self._rows
        lines = unit_words.lines(unit)
        width = rect.width() - rows.pad
        top = rect.top() + (rows.pad / 2 if self.is_narrow else (rect.height() - rows.line * len(lines)) / 2)
        for text, token in lines:
            box = QRectF(rect.left(), top, width, rows.line)
            rows.one_line(ink, box, text, token)
            is_target = text == unit.target and token == "ink" and unit.is_edition
            rows.underline(ink, box, text, marks(unit, is_target=is_target))
            top += rows.line
        if self.is_narrow:
            self._paint_under(ink, QRectF(rect.left(), rect.top() + rows.pad / 2 + rows.line * LINES, width, 0), unit)

    def _paint_under(self, ink: Ink, box: QRectF, unit: Unit) -> None:
        """Draw room and state in a row; what is a problem is said before all else."""
        rows, left = self._rows, box.left()
        for piece in [*unit_words.state(unit), *unit_words.fitting(unit)]:
            piece = replace(piece, icon="") if piece.icon == BLANK else piece
            if left < box.right():
                left += rows.piece(ink, QPointF(left, box.top() + rows.near / 2), piece, box.right()) + rows.far


def marks(unit: Unit, *, is_target: bool) -> list[Span]:
    """Return which characters the review means, in the translation or in its source."""
    if not unit.is_edition:
        return []
    return [span for remark in unit.remarks for span in (remark.marks if is_target else remark.source_marks)]


_SMALLER = "88 % too long;"
"""As long as these words are in any language, nearly."""
