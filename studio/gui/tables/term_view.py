"""The view of a list of names and terms; languages are chosen from those the house works with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from studio.gui import metrics, widgets
from studio.gui.tables.term_table import Column, Pair, TermTable, between, in_tags
from studio.i18n import _

AnyIndex = QModelIndex | QPersistentModelIndex


class TermView(QTableView):
    """The table of a `TermTable`; `tags` are the languages to choose from."""

    def __init__(self, terms: TermTable, tags: Sequence[str]) -> None:
        super().__init__()
        self.terms = terms
        self.setModel(terms)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self._delegate = _PairDelegate(tags, self)
        self.setItemDelegateForColumn(Column.LANGUAGES, self._delegate)
        head = self.horizontalHeader()
        head.setSectionsClickable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (Column.SOURCE, Column.TARGET, Column.NOTE):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        widgets.follow(self, self._fit)

    def chosen(self) -> list[int]:
        """Return the chosen rows, from the top."""
        return sorted({index.row() for index in self.selectionModel().selectedIndexes()})

    def show_row(self, row: int) -> None:
        """Choose a row and have it seen."""
        if 0 <= row < self.terms.rowCount():
            self.setCurrentIndex(self.terms.index(row, Column.SOURCE))
            self.scrollTo(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(metrics.px(30))
        self.setMinimumHeight(metrics.px(100))
        self.setStyleSheet(f"QTableView::item {{ padding: 0 {metrics.px(5)}px; }}")
        self._share()

    def _share(self) -> None:
        """Give the columns the room there is; where it is little, languages are their tags, and notes give way."""
        head, words = self.horizontalHeader(), QFontMetricsF(metrics.font())
        named = [head.fontMetrics().horizontalAdvance(name) + metrics.px(20) for name in self.terms.names()]
        between_names, between_tags = (
            round(words.horizontalAdvance(text)) + metrics.px(36)
            for text in (between(("de", "nl")), in_tags(("de", "nl")))
        )
        others = (named[Column.SOURCE], named[Column.TARGET], named[Column.NOTE])
        is_short = self.viewport().width() - between_names < len(others) * max(others)
        self._delegate.is_short = is_short
        mode = QHeaderView.ResizeMode.Fixed if is_short else QHeaderView.ResizeMode.Stretch
        head.setSectionResizeMode(Column.NOTE, mode)
        if is_short:
            head.resizeSection(Column.NOTE, named[Column.NOTE])
        width = max(between_tags, named[Column.LANGUAGES]) if is_short else between_names
        head.resizeSection(Column.LANGUAGES, width)


class _PairDelegate(QStyledItemDelegate):
    """Has the languages of a term chosen from a list."""

    def __init__(self, tags: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._tags = tags
        self.is_short = False

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        if self.is_short:
            option.text = in_tags(index.data(Qt.ItemDataRole.EditRole))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        box = QComboBox(parent)
        box.setAccessibleName(_("Languages"))
        own = index.data(Qt.ItemDataRole.EditRole)
        for pair in dict.fromkeys([("", ""), own, *self._pairs()]):
            box.addItem(between(pair), pair)
        box.activated.connect(lambda: self._done(box))
        QTimer.singleShot(0, box, box.showPopup)  # closed, the first arrow key would be a choice
        return box

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        assert isinstance(editor, QComboBox)
        wanted = index.data(Qt.ItemDataRole.EditRole)
        places = [place for place in range(editor.count()) if tuple(editor.itemData(place)) == wanted]
        editor.setCurrentIndex(places[0] if places else 0)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        assert isinstance(editor, QComboBox)
        model.setData(index, tuple(editor.currentData()))

    def _done(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def _pairs(self) -> list[Pair]:
        return [(source, target) for source in self._tags for target in self._tags if source != target]
