"""The table of cues with its head: language, rules, and a field that finds text."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from studio.gui import metrics, theme
from studio.gui.session import Session
from studio.gui.subtitle_tab.cue_delegate import CueDelegate, CueHeader
from studio.gui.subtitle_tab.cue_head import CueHead
from studio.gui.tables.cue_table import Column
from studio.i18n import _

LEAST_TEXT = 200
"""Width of the text (px at 100 %) below which times, reading and state move under it."""

LEAST_STACKED = 360
"""Width of a source over its translation (px at 100 %) below which the state moves under both."""

_DETAILS = (Column.TIME, Column.READING, Column.STATE)


class CueView(QWidget):
    """The cues of the session's track, its chosen cue and its selection."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.head = CueHead(session, self)
        self.table = CueRows(session, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.table, 1)
        self.head.follow.toggled.connect(self.table.set_following)
        self.table.scrolled_away.connect(lambda: self.head.follow.setChecked(False))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on; a proxy would have Tab pass over the field above the rows."""
        self.table.setFocus(event.reason())

    def show_head(self, is_shown: bool) -> None:
        """Show what stands above the rows, or leave its room to them."""
        self.head.setVisible(is_shown)
        self.table.show_names(is_shown)

    def set_listening(self, is_listening: bool) -> None:
        """Offer to follow the newest cue while cues are being written down."""
        if is_listening == self.head.is_listening:
            return
        self.head.set_listening(is_listening)
        self.table.set_following(is_listening and self.head.follow.isChecked())


class CueRows(QTableView):
    """The rows themselves; what is chosen here is chosen everywhere."""

    scrolled_away = Signal()
    """The person looks at something else than the newest cue."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_following = False
        self._is_told = False  # while the table itself is being told what is chosen
        self.rows = CueDelegate(self)
        self.setItemDelegate(self.rows)
        self._gone = 0
        self._has_names = True
        self._is_stacked = False
        model = session.cues
        model.rowsAboutToBeRemoved.connect(self._hold)  # before the selection model hears of it
        model.rowsAboutToBeMoved.connect(self._hold)
        self.setModel(model)
        self._build()
        for signal in (model.rowsRemoved, model.rowsMoved, model.modelReset, model.rowsInserted):
            signal.connect(self._settle)
        self.selectionModel().selectionChanged.connect(self._select)
        self.selectionModel().currentRowChanged.connect(self._choose)
        session.cue_changed.connect(self._show_chosen)
        session.track_changed.connect(self.fit)
        session.selection_asked.connect(self.select_cues)
        session.moment_changed.connect(self._show_moment)
        session.playing_changed.connect(lambda _is_playing: self._show_moment(session.moment))
        theme.current().changed.connect(self.fit)
        self.fit()

    def set_following(self, is_following: bool) -> None:
        """Keep the newest cue in sight, or stop that."""
        self._is_following = is_following
        if is_following:
            self.scrollToBottom()

    def fit(self) -> None:
        """Give columns and rows their sizes for the letters and the width there is."""
        self.rows.measure()
        is_pair = self._session.sides.is_pair
        is_stacked = is_pair and self._is_stacked
        widths = self.rows.widths(is_pair=is_pair)
        if is_pair:
            del widths[Column.READING]
        if is_stacked:
            del widths[Column.TIME]
        left = self.viewport().width() - sum(widths.values())
        is_narrow = left < metrics.px(LEAST_STACKED if is_stacked else LEAST_TEXT * (2 if is_pair else 1))
        self.rows.is_narrow, self.rows.is_stacked = is_narrow, is_stacked
        for column in _DETAILS:
            self.setColumnHidden(column, is_narrow or column not in widths)
        self.setColumnHidden(Column.SOURCE, is_narrow or is_stacked or not is_pair)
        for column, width in widths.items():
            self.horizontalHeader().resizeSection(column, width)
        self.horizontalHeader().setVisible(self._has_names and not (is_narrow or is_stacked))
        self.verticalHeader().setDefaultSectionSize(self.rows.row_height())
        self.viewport().update()

    def stack(self, is_stacked: bool) -> None:
        """Have a translation stand under its source, or beside it."""
        self._is_stacked = is_stacked
        self.fit()

    def show_names(self, is_shown: bool) -> None:
        """Show the names of the columns."""
        self._has_names = is_shown
        self.fit()

    def show_chosen(self) -> None:
        """Bring the chosen cue into sight, once everything has its size."""
        QTimer.singleShot(0, self, self._bring_chosen)

    def select_cues(self, ids: list[int]) -> None:
        """Select these cues."""
        model = self._session.cues
        chosen = QItemSelection()
        for row in sorted(row for id in ids if (row := model.row_of(id)) is not None):
            chosen.select(model.index(row, 0), model.index(row, Column.STATE))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._session.edit_asked.emit()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are keys of the program here, and the field above finds text."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        self._note_scrolling()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _build(self) -> None:
        self.setAccessibleName(_("Cues"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        head = CueHeader(self)
        self.setHorizontalHeader(head)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column in (Column.SOURCE, Column.TEXT):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(lambda _index: self._session.edit_asked.emit())
        self.verticalScrollBar().actionTriggered.connect(self._scrolled_by_hand)

    def _hold(self, _parent: QModelIndex, first: int, *_rows: object) -> None:
        """Choose nothing while rows go: it is said once they are gone."""
        self._is_told = True
        self._gone = first

    def _settle(self, *_rows: object) -> None:
        """Put chosen cue and selection back after rows have come, gone or moved; the next for one that is gone."""
        session, model = self._session, self._session.cues
        self._is_told = True
        if session.cue and model.row_of(session.cue) is None and model.rowCount():
            session.choose_cue(model.stored(min(self._gone, model.rowCount() - 1)).id)
        kept = [id for id in session.selected if model.row_of(id) is not None] or [session.cue]
        self.select_cues(kept)
        row = model.row_of(session.cue)
        if row is not None:
            self._set_current(row)
        self._is_told = False
        self._select()
        if self._is_following:
            self.scrollToBottom()

    def _select(self, *_what: object) -> None:
        if self._is_told:
            return
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        ids = [self._session.cues.stored(row).id for row in rows]
        if ids != self._session.selected:
            self._session.select(ids)

    def _choose(self, now: QModelIndex, _before: QModelIndex) -> None:
        if not self._is_told and now.isValid():
            self.scrolled_away.emit()
            self._session.show_cue(self._session.cues.stored(now.row()).id)

    def _show_chosen(self, id: int) -> None:
        """Follow the cue that was chosen elsewhere."""
        row = self._session.cues.row_of(id)
        if self._is_told or row is None or row == self.currentIndex().row():
            return
        self._is_told = True
        self._set_current(row)
        self.select_cues([id])
        self._is_told = False
        self._session.select([id])
        self._bring_near_middle(row)

    def _bring_chosen(self) -> None:
        row = self._session.cues.row_of(self._session.cue)
        if row is not None and not self._session.is_closed:
            self._bring_near_middle(row)

    def _set_current(self, row: int) -> None:
        index = self._session.cues.index(row, Column.TEXT)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _bring_near_middle(self, row: int) -> None:
        """Scroll only as far as needed for the row to stand in the middle third."""
        index = self._session.cues.index(row, Column.TEXT)
        middle, height = self.visualRect(index).center().y(), self.viewport().height()
        if not height / 3 <= middle <= height * 2 / 3:
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _show_moment(self, moment: int) -> None:
        """Mark the cue that is on the picture while the film runs; keep it in sight unless somebody is typing."""
        shown = self._session.cues.at(moment) if self._session.is_playing else None
        id = shown.id if shown is not None else 0
        if id == self.rows.playing:
            return
        self.rows.playing = id
        self.viewport().update()
        if id:
            self._follow(id)

    def _follow(self, id: int) -> None:
        """Choose the cue that is on the picture, unless somebody types or has selected several."""
        is_typing = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
        if not is_typing and len(self._session.selected) <= 1:
            self._session.choose_cue(id)

    def _scrolled_by_hand(self, _action: QAbstractSlider.SliderAction) -> None:
        self._note_scrolling()

    def _note_scrolling(self) -> None:
        bar = self.verticalScrollBar()
        if self._is_following and bar.sliderPosition() < bar.maximum():
            self.scrolled_away.emit()
