"""Draws the rows of the cue table: two lines of text, times, reading and state in words with their icons.

A translation has its source beside it.  In the narrow form times, reading and state stand under the text, and the
source above it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.gui import icons, metrics, theme, times
from studio.gui.metrics import px
from studio.gui.tables import underlines, words
from studio.gui.tables.cue_table import Column, CueTable
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
        self.playing = 0
        """The id of the cue that is being shown on the picture."""
        self.measure()

    def measure(self) -> None:
        """Take fonts and lengths from the application's font."""
        self._font = metrics.font()
        self._small = metrics.font(metrics.SECONDARY)
        self._strong = metrics.font(metrics.SECONDARY, metrics.STRONG)
        self._measures = {
            font.key(): QFontMetricsF(font) for font in (self._font, self._small, self._strong)
        }  # asked for every word of every row
        self._line = QFontMetricsF(self._font).lineSpacing()
        self._small_line = QFontMetricsF(self._small).lineSpacing()
        self._icon, self._mark = px(16), px(10)
        self._bar, self._near, self._space, self._pad, self._far = px(3), px(4), px(6), px(8), px(10)
        self._under = px(2)

    def row_height(self) -> int:
        """Return the height of every row: lines of text and a little air."""
        lines = self._line * LINES + (self._small_line if self.is_narrow else 0)
        return round(lines) + self._pad + (px(4) if self.is_narrow else 0)

    def widths(self, *, is_pair: bool = False) -> dict[Column, int]:
        """Return how wide the columns must be whose words are known; text takes what is left."""
        small = QFontMetricsF(self._small)
        strong = QFontMetricsF(self._strong)
        labelled = self._icon + px(4) + 2 * self._pad
        reading = max(strong.horizontalAdvance(word) for word in (_("Too fast"), _("Brisk"), _("Reading")))
        states = [words.state(state) for state in words.STATE_ICONS]
        found = (_("Number missing"), _("Not translated"), _("From memory")) if is_pair else ()
        state = max(strong.horizontalAdvance(word) for word in (*states, _("Number differs"), *found))
        return {
            Column.NUMBER: round(QFontMetricsF(self._font).horizontalAdvance("0000")) + px(18),
            Column.TIME: round(small.horizontalAdvance("0:00:00.0")) + self._pad,
            Column.READING: round(reading) + labelled,
            Column.STATE: round(state) + labelled,
        }

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        model = index.model()
        assert isinstance(model, CueTable)
        row, column, rect = index.row(), Column(index.column()), option.rect
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        ink = _Ink(painter, is_selected)
        painter.fillRect(rect, theme.colour("select" if is_selected else "surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        self._paint_cell(ink, rect, model, row, column)
        painter.restore()

    def _paint_cell(self, ink: _Ink, rect: QRect, model: CueTable, row: int, column: Column) -> None:
        stored = model.stored(row)
        if column is Column.NUMBER:
            self._paint_number(ink, rect, row, stored)
        elif column is Column.TIME:
            cue = stored.cue
            self._paint_lines(ink, rect, [Said(times.short(time), "soft") for time in (cue.start, cue.end)])
        elif column is Column.SOURCE:
            side = model.side(row)
            lines = lines_of(side.text) if side is not None else []
            self._paint_text(ink, rect, lines, "", model.underlined(row, column))
        elif column is Column.TEXT and self.is_narrow:
            self._paint_narrow(ink, rect, model, row)
        elif column is Column.TEXT:
            self._paint_text(ink, rect, lines_of(stored.cue.text), said_by(stored), model.underlined(row, column))
        elif column is Column.READING:
            self._paint_lines(ink, rect, reading(model.meter(row)))
        else:
            self._paint_lines(ink, rect, model.state(row))

    def _paint_number(self, ink: _Ink, rect: QRect, row: int, stored: StoredCue) -> None:
        if ink.is_selected:
            ink.painter.fillRect(QRect(rect.left(), rect.top(), self._bar, rect.height()), ink.colour("accent"))
        ink.begin(self._font, "soft")
        line = self._line
        top = rect.top() + self._pad / 2 if self.is_narrow else rect.center().y() - line / 2
        box = QRectF(rect.left(), top, rect.width() - self._pad, line)
        ink.painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, str(row + 1))
        if stored.id == self.playing:
            size = self._mark
            ink.icon(QRectF(rect.left() + self._near, top + (line - size) / 2, size, size), "play", "accent")

    def _paint_text(self, ink: _Ink, rect: QRect, lines: Sequence[str], prefix: str, spans: Sequence[Span]) -> None:
        top, done = rect.top() + (rect.height() - self._line * len(lines)) / 2, 0
        self._draw_text(ink, rect, top, lines, prefix)
        for number, line in enumerate(lines if spans else ()):
            before = self._width(Said(prefix, "soft")) - self._far + self._space if number == 0 and prefix else 0.0
            left = rect.left() + before
            box = QRectF(left, top + self._line * number, rect.right() - self._pad - left, self._line)
            self._underline(ink, box, line, underlines.on_line(spans, done, len(line)))
            done += len(line) + 1

    def _underline(self, ink: _Ink, box: QRectF, line: str, spans: Sequence[Span]) -> None:
        measures = self._measures[self._font.key()]
        y = box.center().y() + (measures.ascent() - measures.descent()) / 2 + self._under
        ink.painter.setPen(QPen(ink.colour("problem"), self._under, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        for low, high in spans:
            ends = (box.left() + measures.horizontalAdvance(line[:at]) for at in (low, high))
            left, right = (min(end, box.right()) for end in ends)
            if left < right:
                ink.painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _draw_text(self, ink: _Ink, rect: QRect, top: float, lines: Sequence[str], prefix: str) -> None:
        for number, line in enumerate(lines):
            left = rect.left() + 0.0
            if number == 0 and prefix:
                left += self._draw(ink, QPointF(left, top), Said(prefix, "soft"), rect.right()) + self._space
            self._draw_line(ink, QRectF(left, top, rect.right() - self._pad - left, self._line), line, "ink")
            top += self._line

    def _draw_line(self, ink: _Ink, box: QRectF, line: str, token: str) -> None:
        ink.begin(self._font, token)
        text = self._measures[self._font.key()].elidedText(line, Qt.TextElideMode.ElideRight, box.width())
        ink.painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_narrow(self, ink: _Ink, rect: QRect, model: CueTable, row: int) -> None:
        stored, top = model.stored(row), rect.top() + self._pad / 2
        if model.is_pair:
            lines = self._draw_pair(ink, rect, model, row)
        else:
            lines = len(shown := lines_of(stored.cue.text))
            self._draw_text(ink, rect, top, shown, said_by(stored))
        left, top = rect.left() + 0.0, top + self._line * lines + self._near / 2
        for piece in self._in_a_row(stored, model.meter(row), model.state(row), rect.width()):
            if left < rect.right():
                left += self._draw(ink, QPointF(left, top), piece, rect.right()) + self._far

    def _draw_pair(self, ink: _Ink, rect: QRect, model: CueTable, row: int) -> int:
        """Draw the source over its translation, each as one line; return how many lines that are."""
        side, top = model.side(row), rect.top() + self._pad / 2
        for text, token in ((side.text if side is not None else "", "soft"), (model.stored(row).cue.text, "ink")):
            box = QRectF(rect.left(), top, rect.width() - self._pad, self._line)
            self._draw_line(ink, box, " ".join(visible(text).split()), token)
            top += self._line
        return LINES

    def _in_a_row(self, stored: StoredCue, found: Meter | None, states: Sequence[Said], room: int) -> list[Said]:
        """Return what stands under the text: first the end, then words that only explain give way to what is there."""
        start, end = (times.short(time) for time in (stored.cue.start, stored.cue.end))
        choices = (
            [Said(f"{start} – {end}", "soft"), *reading(found, in_a_row=True), *states],
            [Said(f"{start} – {end}", "soft"), *reading(found), *states],
            [Said(start, "soft"), *reading(found), *states],
        )
        fitting = (pieces for pieces in choices if sum(map(self._width, pieces)) <= room)
        is_too_fast = found is not None and found.reading == "too_fast"
        return next(fitting, [*(reading(found) if is_too_fast else [Said(start, "soft")]), *states])

    def _width(self, piece: Said) -> float:
        """Return how much room a piece takes in a row, with the gap after it."""
        font = self._strong if piece.is_strong else self._small
        icon = self._icon + self._near if piece.icon else 0
        return self._measures[font.key()].horizontalAdvance(piece.text) + icon + self._far

    def _paint_lines(self, ink: _Ink, rect: QRect, pieces: Sequence[Said]) -> None:
        """Draw pieces under each other, in the middle of the row's height."""
        height = max(self._small_line, self._icon + 1) if any(piece.icon for piece in pieces) else self._line
        top = rect.top() + (rect.height() - height * len(pieces)) / 2
        for piece in pieces:
            self._draw(ink, QPointF(rect.left(), top + (height - self._small_line) / 2), piece, rect.right())
            top += height

    def _draw(self, ink: _Ink, at: QPointF, piece: Said, right: float) -> float:
        """Draw a piece with its corner `at` as far as `right`; return its width."""
        left = at.x()
        if piece.icon:
            top = at.y() + (self._small_line - self._icon) / 2
            ink.icon(QRectF(left, top, self._icon, self._icon), piece.icon, piece.token)
            left += self._icon + self._near
        font = self._strong if piece.is_strong else self._small
        ink.begin(font, piece.token)
        text = self._measures[font.key()].elidedText(piece.text, Qt.TextElideMode.ElideRight, max(0.0, right - left))
        width = self._measures[font.key()].horizontalAdvance(text) + 1
        ink.painter.drawText(QRectF(left, at.y(), width, self._small_line), Qt.AlignmentFlag.AlignVCenter, text)
        return left + width - at.x()


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


class _Ink:
    """A painter that knows which colours are readable on its row."""

    def __init__(self, painter: QPainter, is_selected: bool) -> None:
        self.painter = painter
        self.is_selected = is_selected
        self._one = is_selected and theme.colour("onselect") != theme.colour("ink")

    def colour(self, token: str) -> QColor:
        """Return a colour by its token; on a filled row of high contrast all are one."""
        return theme.colour(self._token(token))

    def begin(self, font: QFont, token: str) -> None:
        self.painter.setFont(font)
        self.painter.setPen(self.colour(token))

    def icon(self, rect: QRectF, name: str, token: str) -> None:
        ratio = self.painter.device().devicePixelRatioF()
        self.painter.drawPixmap(rect.topLeft(), icons.pixmap(name, self._token(token), round(rect.width()), ratio))

    def _token(self, token: str) -> str:
        return "onselect" if self._one else token


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
