"""Names that were read from a flyer: ticked ones go on the list."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QTableView, QWidget

from studio.gui import metrics, widgets
from studio.gui.tables.proposal_table import Column, ProposalTable
from studio.gui.widgets import Button, PrimaryButton, QuietButton, Text
from studio.i18n import _, ngettext
from studio.model.term import Proposal


class FoundDialog(QDialog):
    """Accepted when the ticked names are to be taken."""

    def __init__(
        self, name: str, found: Sequence[Proposal], known: Collection[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Names in “{name}”").format(name=name))
        self.found = ProposalTable(found, known, self)
        self._build()
        self.found.dataChanged.connect(self._show_buttons)
        self._show_buttons()
        self.table.setFocus()
        self.table.setCurrentIndex(self.found.index(0, Column.NAME))

    def sizeHint(self) -> QSize:
        return widgets.on_screen(self, 660, 480)

    @property
    def chosen(self) -> list[Proposal]:
        """Return the names that are ticked."""
        return self.found.chosen

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.focusWidget() is self.table:
            if self.add.isEnabled():
                self.accept()
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        page = widgets.column(self, margin=16, gap=12)
        words = _("These look like names. Untick what is none, or what shall be translated as any other word.")
        page.addWidget(Text(words, "soft"))
        page.addWidget(self._list(), 1)
        page.addLayout(self._buttons())

    def _list(self) -> QTableView:
        self.table = QTableView()
        self.table.setModel(self.found)
        self.table.setAccessibleName(_("Names that were found"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        head = self.table.horizontalHeader()
        head.setSectionsClickable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(Column.EXAMPLE, QHeaderView.ResizeMode.Stretch)
        widgets.follow(self.table, self._fit)
        return self.table

    def _fit(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(metrics.px(30))
        self.table.setMinimumHeight(metrics.px(150))
        self.table.setStyleSheet(f"QTableView::item {{ padding: 0 {metrics.px(5)}px; }}")
        font, head = QFontMetricsF(metrics.font()), self.table.horizontalHeader()
        longest = max((font.horizontalAdvance(proposal.text) for proposal in self.found.all), default=0)
        head.resizeSection(Column.NAME, min(round(longest) + metrics.px(60), metrics.px(300)))
        head.resizeSection(Column.COUNT, round(font.horizontalAdvance(_("Times"))) + metrics.px(28))

    def _buttons(self) -> widgets.Row:
        line = widgets.row(gap=8)
        self.all, self.none = QuietButton(_("Tick all")), QuietButton(_("Tick none"))
        self.all.clicked.connect(lambda: self.found.tick_all(True))
        self.none.clicked.connect(lambda: self.found.tick_all(False))
        cancel = Button(_("Cancel"))
        cancel.clicked.connect(self.reject)
        self.add = PrimaryButton("", "plus")
        self.add.clicked.connect(self.accept)
        for button in (self.all, self.none, cancel, self.add):
            button.setAutoDefault(False)
        line.addWidget(self.all)
        line.addWidget(self.none)
        line.addStretch(1)
        line.addWidget(cancel)
        line.addWidget(self.add)
        return line

    def _show_buttons(self) -> None:
        count = len(self.chosen)
        self.add.setEnabled(count > 0)
        self.add.setText(ngettext("Add {count} name", "Add {count} names", count).format(count=count))
