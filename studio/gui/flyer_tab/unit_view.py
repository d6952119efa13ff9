"""The list of a flyer's blocks; what is chosen here is chosen everywhere."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from studio.gui import metrics, theme
from studio.gui.flyer_session import FlyerSession
from studio.gui.flyer_tab.unit_delegate import UnitDelegate
from studio.gui.subtitle_tab.cue_delegate import CueHeader
from studio.gui.tables.unit_table import Column, UnitTable
from studio.i18n import _

LEAST_TEXT = 220
"""Width of the texts (px at 100 %) below which room and state move under them."""


class UnitView(QTableView):
    """The rows: arrows choose, Shift and Ctrl select several, Return goes to the text."""

    def __init__(self, session: FlyerSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_told = False  # while the list itself is being told what is chosen
        self.units = UnitTable(session, self)
        self.rows = UnitDelegate(self)
        self.setItemDelegate(self.rows)
        self.units.rowsAboutToBeRemoved.connect(self._hold)  # before the selection model hears of it
        self.setModel(self.units)
        self._build()
        self._gone = 0
        self._keeping = QTimer(self, interval=0, singleShot=True)
        self._keeping.timeout.connect(self._keep_in_sight)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._settle)
        for signal in (self.units.rowsInserted, session.edition_changed, session.blocks_changed):
            signal.connect(self._soon.start)
        session.block_changed.connect(self._show_chosen)
        session.selection_asked.connect(self.select_blocks)
        self.selectionModel().selectionChanged.connect(self._select)
        self.selectionModel().currentRowChanged.connect(self._choose)
        theme.current().changed.connect(self.fit)
        self.fit()
        self._show_chosen(session.block)

    def fit(self) -> None:
        """Give columns and rows their sizes for the letters and the width there is."""
        self.rows.measure()
        widths = self.rows.widths()
        left = self.viewport().width() - sum(widths.values())
        self.rows.is_narrow = left < metrics.px(LEAST_TEXT)
        for column in (Column.ROOM, Column.STATE):
            self.setColumnHidden(column, self.rows.is_narrow)
        for column, width in widths.items():
            self.horizontalHeader().resizeSection(column, width)
        self._size_rows()
        self.setMinimumHeight(self.horizontalHeader().sizeHint().height() + self.rows.row_height())
        self.viewport().update()

    def select_blocks(self, ids: list[int]) -> None:
        """Select these blocks."""
        chosen = QItemSelection()
        for row in sorted(row for id in ids if (row := self.units.row_of(id)) is not None):
            chosen.select(self.units.index(row, 0), self.units.index(row, Column.STATE))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._session.edit_asked.emit()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are keys of the program here."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
        self._keeping.start()

    def _build(self) -> None:
        self.setAccessibleName(_("Blocks of the flyer"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        head = CueHeader(self)
        self.setHorizontalHeader(head)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(Column.TEXT, QHeaderView.ResizeMode.Stretch)

    def _size_rows(self) -> None:
        """Give every row its height; more where the band of a page stands over it."""
        head, plain = self.verticalHeader(), self.rows.row_height()
        head.setDefaultSectionSize(plain)
        if len(self._session.pages) > 1:
            tall = self.rows.row_height(is_first_of_page=True)
            for row in range(self.units.rowCount()):
                height = tall if self.units.is_first_of_page(row) else plain
                if head.sectionSize(row) != height:
                    head.resizeSection(row, height)

    def _hold(self, _parent: QModelIndex, first: int, _last: int) -> None:
        """Choose nothing while rows go: it is said once they are gone."""
        self._is_told = True
        self._gone = first
        self._soon.start()

    def _settle(self) -> None:
        """Stand right after rows came, went or moved; the next block is chosen for one that is gone."""
        session = self._session
        self._is_told = False
        if session.is_closed:
            return
        self.fit()
        if not session.block and self._gone and self.units.rowCount():
            session.choose_block(self.units.unit(min(self._gone, self.units.rowCount() - 1)).stored.id)
        self._gone = 0
        kept = [id for id in session.selected if self.units.row_of(id) is not None]
        if len(kept) > 1:
            self._is_told = True
            self.select_blocks(kept)
            self._is_told = False
            self._select()
        else:
            self._show_chosen(session.block)

    def _select(self, *_what: object) -> None:
        if self._is_told:
            return
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        ids = [self.units.unit(row).stored.id for row in rows]
        if ids != self._session.selected:
            self._session.select(ids)

    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not self._is_told and current.isValid():
            self._session.choose_block(self.units.unit(current.row()).stored.id)

    def _show_chosen(self, id: int) -> None:
        """Follow the block that was chosen elsewhere."""
        row = self.units.row_of(id) if id else None
        is_shown = self.selectionModel().isRowSelected(row, QModelIndex()) if row is not None else True
        if row is None or (row == self.currentIndex().row() and is_shown):
            return
        self._is_told = True
        index = self.units.index(row, Column.TEXT)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.select_blocks([id])
        self._is_told = False
        self._session.select([id])
        self._bring_near_middle(row)

    def _keep_in_sight(self) -> None:
        """Keep the chosen row in sight when the editor below takes more room."""
        if not self._session.is_closed and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _bring_near_middle(self, row: int) -> None:
        """Scroll only as far as needed for a row to stand in the middle third."""
        index = self.units.index(row, Column.TEXT)
        middle, height = self.visualRect(index).center().y(), self.viewport().height()
        if not height / 3 <= middle <= height * 2 / 3:
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
