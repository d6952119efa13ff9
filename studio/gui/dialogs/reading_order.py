"""The order in which a flyer is read aloud, and what each of its blocks is to a reader; one step when it is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QDialog,
    QHeaderView,
    QTableView,
    QWidget,
)

from studio.gui import metrics, widgets
from studio.gui.dialogs.reading_parts import BlockFields
from studio.gui.flyer_session import FlyerSession
from studio.gui.tables.order_table import Column, OrderTable
from studio.gui.widgets import Button, PrimaryButton, Text
from studio.i18n import _
from studio.workflow.flyer.arrange import arrange

SIZE = (880, 600)
FIELDS = 300
NARROW = 760


class ReadingOrderDialog(QDialog):
    """A list whose rows are moved by buttons, keys or the mouse; beside it what the chosen ones are."""

    def __init__(self, session: FlyerSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(_("Reading order"))
        self.order = OrderTable([each.block for each in session.blocks], session.flyer.language, self)
        self.fields = BlockFields(self.order)
        self._build()
        self.order.moved.connect(self._select)
        row = session.row_of(session.block) if session.block else 0
        self._select([row or 0] if session.blocks else [])
        self.resize(widgets.on_screen(self, *SIZE))
        self.rows.setFocus()

    @property
    def chosen(self) -> list[int]:
        """Return the rows that are selected, in order."""
        return sorted(index.row() for index in self.rows.selectionModel().selectedRows())

    def accept(self) -> None:
        """Keep it all as one step; with an error the window stays."""
        session = self._session
        done = session.attempt(_keep, lambda: arrange(session.project, session.flyer.id, self.order.blocks))
        if done:
            super().accept()
            session.said.emit(_("The reading order was kept."))

    def shift(self, by: int) -> None:
        """Have the chosen rows stand one place earlier (-1) or later (1)."""
        rows = self.chosen
        if not rows:
            return
        target = max(0, rows[0] - 1) if by < 0 else min(self.order.rowCount(), rows[-1] + 2)
        self.order.move(rows, target)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < metrics.px(NARROW)
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
        self.fields.setMaximumWidth(16777215 if is_narrow else metrics.px(FIELDS))

    def _build(self) -> None:
        page = widgets.column(self, margin=16, gap=12)
        page.addWidget(Text(_("So the flyer is read aloud, and so its accessible edition is written.")))
        self._columns: QBoxLayout = widgets.row(gap=16)
        self._columns.addLayout(self._build_list(), 1)
        self._columns.addWidget(self.fields)
        page.addLayout(self._columns, 1)
        line = widgets.row(gap=8)
        line.addStretch(1)
        self.cancel = Button(_("Cancel"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.keep = PrimaryButton(_("Keep"), "check")
        self.keep.setDefault(True)
        self.keep.clicked.connect(self.accept)
        for button in (self.cancel, self.keep):
            line.addWidget(button)
        page.addLayout(line)

    def _build_list(self) -> QBoxLayout:
        self.rows = _rows(self.order)
        self.rows.selectionModel().selectionChanged.connect(self._show_chosen)
        self.up = self._button(_("Earlier"), "chevron-up", "Alt+Up", lambda: self.shift(-1))
        self.down = self._button(_("Later"), "chevron-down", "Alt+Down", lambda: self.shift(1))
        page = widgets.column(gap=8)
        page.addWidget(self.rows, 1)
        line = widgets.row(gap=8)
        for button in (self.up, self.down):
            line.addWidget(button)
        line.addWidget(Text(_("Rows can be dragged, too."), "soft"), 1)
        page.addLayout(line)
        return page

    def _button(self, text: str, icon: str, key: str, do: Callable[[], object]) -> Button:
        made = Button(text, icon, key=key)
        made.setAutoDefault(False)
        made.clicked.connect(lambda: do())
        pressed = QShortcut(QKeySequence(key), self.rows)  # in the list only: fields open with the same keys
        pressed.setContext(Qt.ShortcutContext.WidgetShortcut)
        pressed.activated.connect(do)
        return made

    def _select(self, rows: Sequence[int]) -> None:
        """Select rows, the first of them the current one."""
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self.order.index(row, 0), self.order.index(row, Column.READ))
        model = self.rows.selectionModel()
        if rows:
            index = self.order.index(rows[0], Column.TEXT)
            model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.rows.scrollTo(index)
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._show_chosen()

    def _show_chosen(self, *_what: object) -> None:
        rows = self.chosen
        self.up.setEnabled(bool(rows) and rows != list(range(len(rows))))
        last = self.order.rowCount()
        self.down.setEnabled(bool(rows) and rows != list(range(last - len(rows), last)))
        self.fields.show_rows(rows)


def _rows(order: OrderTable) -> QTableView:
    """Return the list."""
    view = QTableView()
    view.setModel(order)
    view.setAccessibleName(_("Blocks in reading order"))
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
    view.setDragDropOverwriteMode(False)
    view.setTabKeyNavigation(False)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.verticalHeader().hide()
    head = view.horizontalHeader()
    head.setSectionsClickable(False)
    head.setHighlightSections(False)
    for column in Column:
        stretches = column is Column.TEXT
        head.setSectionResizeMode(
            column, QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.ResizeToContents
        )
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    widgets.follow(view, lambda: _fit(view))
    return view


def _fit(view: QTableView) -> None:
    """Give rows and cells their room for the size of the letters."""
    view.verticalHeader().setDefaultSectionSize(metrics.target(28))
    view.setStyleSheet(f"QTableView::item {{ padding: 0 {metrics.px(8)}px; }}")


def _keep(verb: Callable[[], object]) -> bool:
    """Carry out a verb; an error that it raises is shown, and then nothing is returned."""
    verb()
    return True
