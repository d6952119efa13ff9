"""A box in which a text of a production is written: the undo of the project in place of its own, underlined words.

Lengths and places are characters as Python counts them, not the units in which Qt does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget

from studio.gui import metrics, theme
from studio.gui.metrics import px


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of the text (from `start` until `end`) with something to say about them."""

    start: int
    end: int
    tip: str


class WrittenText(QPlainTextEdit):
    """A plain text that a person writes."""

    edited = Signal(str)
    """A person changed the text."""
    left = Signal()
    """The keyboard went elsewhere."""

    def __init__(self, parent: QWidget | None = None, *, lines: int = 2) -> None:
        """Have room for so many lines at least."""
        super().__init__(parent)
        self._least = lines
        self._marks: Sequence[Mark] = ()
        self._known = ""
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self._tell)

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
        """Show another text with the caret at its end."""
        self._known = _as_qt_keeps_it(text)
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

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
        self.setMinimumHeight(shown_height(self, self._least))

    def sizeHint(self) -> QSize:
        return QSize(px(300), shown_height(self, self._least))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), shown_height(self, self._least))

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

    def _tell(self) -> None:
        """Say that a person wrote; Qt says so too where only letters became larger, or another text is shown."""
        text = self.written
        if text != self._known:
            self._known = text
            self.edited.emit(text)

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


def shown_height(box: QPlainTextEdit, lines: int) -> int:
    """Return how high a box must be for as many lines of its text."""
    return round(QFontMetricsF(box.font()).lineSpacing() * lines) + 2 * px(6) + 2 * box.frameWidth() + px(4)


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


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
