"""The box in which a cue's text is written: each line with its count, the undo of the project in place of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget

from studio.gui import metrics, theme
from studio.gui.metrics import px
from studio.i18n import _


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of the text (from `start` until `end`) with something to say about them."""

    start: int
    end: int
    tip: str


class CueText(QPlainTextEdit):
    """A plain text of few lines; lengths and places are characters as Python counts them."""

    edited = Signal(str)
    """A person changed the text."""
    left = Signal()
    """The keyboard went elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[tuple[int, int], ...] = ()
        self._marks: Sequence[Mark] = ()
        self._known = ""
        self._limit = 40
        self._has_limits = True
        self._counts = _Counts(self)
        self.setAccessibleName(_("Text of the cue"))
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self._tell)
        self.updateRequest.connect(lambda _rect, _dy: self._counts.update())
        self.fit()

    @property
    def written(self) -> str:
        """Return the text as it is; Qt's own plain text has no protected spaces."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    @property
    def caret(self) -> int:
        """Return before which character the caret stands."""
        return _characters(self.written, self.textCursor().position())

    def put_caret(self, caret: int) -> None:
        """Put the caret before a character."""
        cursor = self.textCursor()
        cursor.setPosition(_units(self.written, caret))
        self.setTextCursor(cursor)

    def show_text(self, text: str) -> None:
        """Show what somebody else made of the text; the caret stays between the words where it stood."""
        now, text = self.written, _as_qt_keeps_it(text)
        if text == now:
            return
        head, tail = _same_ends(now, text)
        self._known = text
        cursor = QTextCursor(self.document())
        cursor.setPosition(_units(now, head))
        cursor.setPosition(_units(now, len(now) - tail), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[head : len(text) - tail])

    def begin(self, text: str) -> None:
        """Show the text of another cue with the caret at its end."""
        self._known = _as_qt_keeps_it(text)
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

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

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Underline words; the pointer or the caret on one says why."""
        self._marks = marks
        self.setExtraSelections([self._underlined(mark) for mark in marks])

    def mark_at(self, caret: int) -> Mark | None:
        """Return the mark that the caret touches."""
        return next((mark for mark in self._marks if mark.start <= caret <= mark.end), None)

    def fit(self) -> None:
        """Take font and lengths from the size of the letters."""
        self.setFont(metrics.font(metrics.EDITOR))
        self.document().setDocumentMargin(px(6))
        self._make_room()
        self.setMinimumHeight(shown_height(self, 2))

    def sizeHint(self) -> QSize:
        return QSize(px(300), shown_height(self, 2))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), shown_height(self, 2))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and _is_undo(event):
            event.ignore()  # the project's undo, not that of a text box
            return False
        if isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.left.emit()
        super().focusOutEvent(event)

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

    def _tell(self) -> None:
        """Say that a person wrote; Qt says so too where only letters became larger, or another text is shown."""
        text = self.written
        if text != self._known:
            self._known = text
            self.edited.emit(text)

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

    def _underlined(self, mark: Mark) -> QTextEdit.ExtraSelection:
        text = self.written
        shown = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(_units(text, mark.start))
        cursor.setPosition(_units(text, mark.end), QTextCursor.MoveMode.KeepAnchor)
        shape = QTextCharFormat()
        shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        shape.setUnderlineColor(theme.colour("stale"))
        shown.cursor, shown.format = cursor, shape
        return shown

    def _show_tip(self, event: QHelpEvent) -> None:
        place = self.cursorForPosition(self.viewport().mapFromGlobal(event.globalPos())).position()
        mark = self.mark_at(_characters(self.written, place))
        QToolTip.showText(event.globalPos(), mark.tip if mark else "", self)


class _Counts(QWidget):
    """The strip at the right in which the counts stand; its words are in the box's own description."""

    def __init__(self, text: CueText) -> None:
        super().__init__(text)
        self._text = text
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._text.paint_counts(QPainter(self), self.width())


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def shown_height(box: QPlainTextEdit, lines: int) -> int:
    """Return how high a box must be for as many lines of its text."""
    return round(QFontMetricsF(box.font()).lineSpacing() * lines) + 2 * px(6) + 2 * box.frameWidth() + px(4)


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


def _count(count: int, limit: int) -> str:
    return _("{count} of {limit}").format(count=count, limit=limit)


def _as_qt_keeps_it(text: str) -> str:
    """Return a text with the line ends that come out again; a file may have others."""
    for other in ("\r\n", "\r", "\u2028", "\u2029", "\ufdd0", "\ufdd1"):
        text = text.replace(other, "\n")
    return text


def _characters(text: str, units: int) -> int:
    """Return how many characters as many units of UTF-16 are, in which Qt counts."""
    if text.isascii():
        return units
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))


def _units(text: str, characters: int) -> int:
    """Return how many units of UTF-16 as many characters are."""
    return len(text[:characters].encode("utf-16-le", "surrogatepass")) // 2


def _same_ends(before: str, after: str) -> tuple[int, int]:
    """Return how many characters are the same at the beginning and at the end."""
    most = min(len(before), len(after))
    head = next((i for i in range(most) if before[i] != after[i]), most)
    tail = next((i for i in range(most - head) if before[-1 - i] != after[-1 - i]), most - head)
    return head, tail
