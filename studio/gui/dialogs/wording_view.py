"""The list of other wordings: each whole, with what is new underlined, and under it where it is from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from studio.gui import icons, metrics, theme, widgets
from studio.gui.tables import wording_list
from studio.gui.tables.wording_list import NOTE, SUGGESTION, WordingList
from studio.gui.widgets import escaped
from studio.i18n import _
from studio.model.memory import Change
from studio.model.translation import Origin
from studio.workflow.translating import Suggestion

AnyIndex = QModelIndex | QPersistentModelIndex

PAD = 12
ICON = 16
GAP = 9
BETWEEN = 7


class WordingView(QListView):
    """Its rows are as high as their words need at its width."""

    def __init__(self, wordings: WordingList, now: Callable[[Sequence[int]], str]) -> None:
        """`now` returns what cues say now, on one line."""
        super().__init__()
        self.setModel(wordings)
        self.setAccessibleName(_("Other wordings"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_Wording(self, now))
        widgets.follow(self, self.doItemsLayout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.doItemsLayout()


class _Wording(QStyledItemDelegate):
    """Draws a wording as rich text; there are never many of them."""

    def __init__(self, view: WordingView, now: Callable[[Sequence[int]], str]) -> None:
        super().__init__(view)
        self._view = view
        self._now = now

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        text = self._text(index, self._room(self._view.viewport().width()), "ink", "soft")
        return QSize(0, round(text.size().height()) + 2 * metrics.px(BETWEEN) + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        area: QRect = option.rect
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_one = is_selected and theme.colour("onselect") != theme.colour("ink")  # high contrast: one colour for all
        ink, soft = ("onselect", "onselect") if is_one else ("ink", "soft")
        suggestion: Suggestion = index.data(SUGGESTION)
        painter.save()
        painter.fillRect(area, theme.colour("select" if is_selected else "surface"))
        if is_selected:
            bar = QRect(area.left(), area.top(), metrics.px(3), area.height())
            painter.fillRect(bar, theme.colour(ink if is_one else "accent"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.colour("line"))
        side, top = metrics.px(ICON), area.top() + metrics.px(BETWEEN)
        name = "copy" if suggestion.origin is Origin.MEMORY else "cpu"
        icons.paint(painter, QRectF(area.left() + metrics.px(PAD), top + metrics.px(2), side, side), name, soft)
        painter.translate(area.left() + metrics.px(PAD + ICON + GAP), top)
        self._text(index, self._room(area.width()), ink, soft).drawContents(painter)
        painter.restore()

    def _room(self, width: int) -> int:
        return width - metrics.px(2 * PAD + ICON + GAP)

    def _text(self, index: AnyIndex, width: int, ink: str, soft: str) -> QTextDocument:
        """Return the wording, and below it in soft what else is said of it, where it is from, and what that says."""
        suggestion: Suggestion = index.data(SUGGESTION)
        note: str = index.data(NOTE)
        now = self._now([cue for cue, _said in suggestion.pieces])
        small = metrics.font(metrics.SECONDARY).pointSizeF()
        about = [escaped(note), escaped(wording_list.about(suggestion)), _source(suggestion)]
        below = "<br>".join(filter(None, about))
        made = QTextDocument()
        made.setDocumentMargin(0)
        made.setDefaultFont(metrics.font())
        made.setTextWidth(width)
        made.setHtml(
            f'<span style="color:{theme.colour(ink).name()}">{marked(suggestion.text, now)}</span><br>'
            f'<span style="color:{theme.colour(soft).name()}; font-size:{small:.2f}pt">{below}</span>'
        )
        return made


def marked(text: str, now: str) -> str:
    """Return a text as HTML in which the words are underlined that are not said now."""
    words = text.split()
    same = SequenceMatcher(None, [_bare(word) for word in now.split()], [_bare(word) for word in words], autojunk=False)
    pieces: list[str] = []
    for kind, _from, _to, first, last in same.get_opcodes():
        run = escaped(" ".join(words[first:last]))
        if run:
            pieces.append(run if kind == "equal" else f"<u>{run}</u>")
    return " ".join(pieces)


def _bare(word: str) -> str:
    return word.casefold()


def _source(suggestion: Suggestion) -> str:
    """Return the remembered sentence as HTML, with what it says otherwise underlined; "" for the machine's."""
    return " ".join(_of_memory(suggestion))


def _of_memory(suggestion: Suggestion) -> Iterator[str]:
    for piece in suggestion.difference:
        if piece.change is Change.REMOVED:
            yield f"<u>{escaped(piece.text)}</u>"
        elif piece.change is Change.SAME:
            yield escaped(piece.text)
