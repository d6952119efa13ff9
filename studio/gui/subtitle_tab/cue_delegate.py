"""Draws the rows of the cue table: two lines of text, times, reading and state in words with their icons.

A translation has its source beside it, or where that is too narrow above it.  In the narrow form times, reading and
state stand under the text, too.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.gui import metrics, theme, times
from studio.gui.metrics import px
from studio.gui.tables import underlines, words
from studio.gui.tables.cue_table import Column, CueTable
from studio.gui.tables.row_paint import Ink, RowPaint
from studio.gui.tables.row_words import Said
from studio.gui.tables.underlines import Span
from studio.i18n import _
from studio.project.values import StoredCue
from studio.text.length import visible
from studio.workflow.meter import Meter

AnyIndex = QModelIndex | QPersistentModelIndex

LINES = 2
"""Lines of a cue that a row shows; a cue may not have more in any house style."""

ELIDED = "…"


class CueDelegate(QStyledItemDelegate):
    """Paints from the model directly; fonts and lengths are measured once for each size of the letters."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_narrow = False
        self.is_stacked = False
        self.playing = 0
        """The id of the cue that is being shown on the picture."""
        self._rows = RowPaint()

    def measure(self) -> None:
        """Take fonts and lengths from the application's font."""
        self._rows.measure()

    def row_height(self) -> int:
        """Return the height of every row: lines of text and a little air."""
        rows = self._rows
        lines = rows.line * LINES + (rows.small_line if self.is_narrow else 0)
        return round(lines) + rows.pad + (px(4) if self.is_narrow else 0)

    def widths(self, *, is_pair: bool = False) -> dict[Column, int]:
        """Return how wide the columns must be whose words are known; text takes what is left."""
        rows = self._rows
        small = QFontMetricsF(rows.small)
        strong = QFontMetricsF(rows.strong)
        labelled = rows.icon + px(4) + 2 * rows.pad
        reading = max(strong.horizontalAdvance(word) for word in (_("Too fast"), _("Brisk"), _("Reading")))
        states = [words.state(state) for state in words.STATE_ICONS]
        found = (_("Number missing"), _("Not translated"), _("From memory")) if is_pair else ()
        state = max(strong.horizontalAdvance(word) for word in (*states, _("Number differs"), *found))
        return {
            Column.NUMBER: round(QFontMetricsF(rows.text).horizontalAdvance("0000")) + px(18),
            Column.TIME: round(small.horizontalAdvance("0:00:00.0")) + rows.pad,
            Column.READING: round(reading) + labelled,
            Column.STATE: round(state) + labelled,
        }

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        model = index.model()
        assert isinstance(model, CueTable)
        painter.save()
        ink = Ink(painter, is_selected=bool(option.state & QStyle.StateFlag.State_Selected))
        self._rows.begin_row(ink, option.rect)
        self._paint_cell(ink, option.rect, model, index.row(), Column(index.column()))
        painter.restore()

    def _paint_cell(self, ink: Ink, rect: QRect, model: CueTable, row: int, column: Column) -> None:
        stored = model.stored(row)
        if column is Column.NUMBER:
            self._paint_number(ink, rect, row, stored)
        elif column is Column.TIME:
            cue = stored.cue
            self._rows.pieces(ink, rect, [Said(times.short(time), "soft") for time in (cue.start, cue.end)])
        elif column is Column.SOURCE:
            side = model.side(row)
            lines = lines_of(side.text) if side is not None else []
            self._paint_text(ink, rect, lines, "", model.underlined(row, column))
        elif column is Column.TEXT and self.is_narrow:
            self._paint_narrow(ink, rect, model, row)
        elif column is Column.TEXT and self.is_stacked:
            top = rect.top() + (rect.height() - self._rows.line * LINES) / 2
            self._draw_pair(ink, QRectF(rect.left(), top, rect.width() - self._rows.pad, 0), model, row)
        elif column is Column.TEXT:
            self._paint_text(ink, rect, lines_of(stored.cue.text), said_by(stored), model.underlined(row, column))
        elif column is Column.READING:
            self._rows.pieces(ink, rect, reading(model.meter(row)))
        else:
            self._rows.pieces(ink, rect, model.state(row))

    def _paint_number(self, ink: Ink, rect: QRect, row: int, stored: StoredCue) -> None:
        rows = self._rows
        top = rows.number(ink, rect, row + 1, at_top=self.is_narrow)
        if stored.id == self.playing:
            size = rows.mark
            box = QRectF(rect.left() + rows.near, top + (rows.line - size) / 2, size, size)
            ink.icon(box, "play", "accent")

    def _paint_text(self, ink: Ink, rect: QRect, lines: Sequence[str], prefix: str, spans: Sequence[Span]) -> None:
        rows = self._rows
        top, done = rect.top() + (rect.height() - rows.line * len(lines)) / 2, 0
        self._draw_text(ink, rect, top, lines, prefix)
        for number, line in enumerate(lines if spans else ()):
            before = rows.width(Said(prefix, "soft")) - rows.far + rows.space if number == 0 and prefix else 0.0
            left = rect.left() + before
            box = QRectF(left, top + rows.line * number, rect.right() - rows.pad - left, rows.line)
            rows.underline(ink, box, line, underlines.on_line(spans, done, len(line)))
            done += len(line) + 1

    def _draw_text(self, ink: Ink, rect: QRect, top: float, lines: Sequence[str], prefix: str) -> None:
        rows = self._rows
        for number, line in enumerate(lines):
            left = rect.left() + 0.0
            if number == 0 and prefix:
                left += rows.piece(ink, QPointF(left, top), Said(prefix, "soft"), rect.right()) + rows.space
            rows.one_line(ink, QRectF(left, top, rect.right() - rows.pad - left, rows.line), line, "ink")
            top += rows.line

    def _paint_narrow(self, ink: Ink, rect: QRect, model: CueTable, row: int) -> None:
        rows = self._rows
        stored, top = model.stored(row), rect.top() + rows.pad / 2
        if model.is_pair:
            lines = LINES
            self._draw_pair(ink, QRectF(rect.left(), top, rect.width() - rows.pad, 0), model, row)
        else:
            lines = len(shown := lines_of(stored.cue.text))
            self._draw_text(ink, rect, top, shown, said_by(stored))
        left, top = rect.left() + 0.0, top + rows.line * lines + rows.near / 2
        for piece in self._in_a_row(stored, model.meter(row), model.state(row), rect.width()):
            if left < rect.right():
                left += rows.piece(ink, QPointF(left, top), piece, rect.right()) + rows.far

    def _draw_pair(self, ink: Ink, place: QRectF, model: CueTable, row: int) -> None:
        """Draw the source over its translation, each as one line, from the top of `place`."""
        side = model.side(row)
        source = side.text if side is not None else ""
        texts = ((source, "soft", Column.SOURCE), (model.stored(row).cue.text, "ink", Column.TEXT))
        for number, (text, token, column) in enumerate(texts):
            top, height = place.top() + self._rows.line * number, self._rows.line
            box = QRectF(place.left(), top, place.width(), height)
            shown = visible(text)
            line = " ".join(shown.split())
            self._rows.one_line(ink, box, line, token)
            spans = model.underlined(row, column) if len(line) == len(shown) else ()
            self._rows.underline(ink, box, line, list(spans))

    def _in_a_row(self, stored: StoredCue, found: Meter | None, states: Sequence[Said], room: int) -> list[Said]:
        """Return what stands under the text: first the end, then words that only explain give way to what is there."""
        start, end = (times.short(time) for time in (stored.cue.start, stored.cue.end))
        choices = (
            [Said(f"{start} – {end}", "soft"), *reading(found, in_a_row=True), *states],
            [Said(f"{start} – {end}", "soft"), *reading(found), *states],
            [Said(start, "soft"), *reading(found), *states],
        )
        fitting = (pieces for pieces in choices if sum(map(self._rows.width, pieces)) <= room)
        is_too_fast = found is not None and found.reading == "too_fast"
        return next(fitting, [*(reading(found) if is_too_fast else [Said(start, "soft")]), *states])


class CueHeader(QHeaderView):
    """The names of the columns, each exactly over what it names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), px(26))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.fillRect(rect, theme.colour("raised"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        painter.setPen(theme.colour("soft"))
        painter.setFont(metrics.font(metrics.SECONDARY))
        is_number = section == Column.NUMBER
        align = Qt.AlignmentFlag.AlignHCenter if is_number else Qt.AlignmentFlag.AlignLeft
        name = self.model().headerData(section, Qt.Orientation.Horizontal)
        box = rect.adjusted(0, 0, -px(8) if is_number else 0, 0)
        painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, str(name))
        painter.restore()


def lines_of(text: str) -> list[str]:
    """Return the lines of a text that a row has room for; what is left out is hinted at."""
    lines = visible(text).split("\n")
    return lines if len(lines) <= LINES else [*lines[: LINES - 1], lines[LINES - 1] + " " + ELIDED]


def said_by(stored: StoredCue) -> str:
    """Return what stands before the text: an unusual kind and who speaks."""
    cue = stored.cue
    kind = words.kind(cue.kind) if words.is_unusual(cue.kind) else ""
    both = " · ".join(part for part in (kind, cue.speaker) if part)
    return f"{both}:" if both else ""


def reading(meter: Meter | None, *, in_a_row: bool = False) -> list[Said]:
    """Return the word for how fast a cue must be read."""
    if meter is None:
        return []
    if meter.reading == "too_fast":
        return [Said(meter.word, "problem", "triangle-alert", is_strong=True)]
    return [Said(meter.phrase if in_a_row else meter.word, "soft")]
