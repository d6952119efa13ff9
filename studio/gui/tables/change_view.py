"""Changes shown line by line, as they are now and would be then; a click shows the cue or the block."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from studio.gui import metrics, widgets
from studio.gui.tables.change_table import ChangeTable, Column
from studio.i18n import _


class ChangeView(QTableView):
    """The table of a `ChangeTable`."""

    def __init__(self, changes: ChangeTable, show: Callable[[int], object] | None) -> None:
        super().__init__()
        self.setModel(changes)
        self.setAccessibleName(_("What would change"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionsClickable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (Column.BEFORE, Column.AFTER):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        if show is not None:
            self.clicked.connect(lambda index: show(changes.change(index.row()).cue))
        widgets.follow(self, self._fit)

    def _fit(self) -> None:
        font = QFontMetricsF(metrics.font())
        row = round(2 * font.lineSpacing()) + metrics.px(8)
        self.verticalHeader().setDefaultSectionSize(row)
        self.setMinimumHeight(3 * row)
        self.horizontalHeader().resizeSection(Column.NUMBER, round(font.horizontalAdvance("00000")) + metrics.px(40))
