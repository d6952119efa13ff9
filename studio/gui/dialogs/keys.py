"""The list of keys (F1), made from the table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QTableWidget, QTableWidgetItem

from studio.gui import commands, metrics
from studio.gui.actions import MENUS
from studio.gui.flyer_tab import page_keys
from studio.gui.subtitle_tab import timeline_keys
from studio.gui.widgets import Heading, Text, column, follow, native, on_screen
from studio.i18n import _

if TYPE_CHECKING:
    from studio.gui.main_window import MainWindow


class KeysDialog(QDialog):
    """Shows what each key does; the rows can be walked with the arrow keys."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle(_("Keys"))
        self.table = QTableWidget(0, 3)
        self._fill(window)
        page = column(self, margin=16, gap=12)
        page.addWidget(Heading(_("Keys")))
        page.addWidget(Text(_("Alt with an underlined letter opens the menus; Tab goes through everything."), "soft"))
        page.addWidget(self.table, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        page.addWidget(buttons)

    def sizeHint(self) -> QSize:
        return on_screen(self, 620, 560).expandedTo(QSize(self._needed, 0)).boundedTo(on_screen(self, 2000, 2000))

    def _fill(self, window: MainWindow) -> None:
        table = self.table
        table.setAccessibleName(_("Keys"))
        table.setHorizontalHeaderLabels([_("Key"), _("What it does"), _("Menu")])
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.horizontalHeader().setHighlightSections(False)
        for keys, text, menu in rows(window):
            place = table.rowCount()
            table.insertRow(place)
            for column_, words in enumerate((keys, text, menu)):
                table.setItem(place, column_, QTableWidgetItem(words))
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if table.rowCount():
            table.selectRow(0)
        follow(self, self._fit)

    def _fit(self) -> None:
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        needed = head.length()
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self._needed = needed + 2 * metrics.px(24)
        self.table.resizeRowsToContents()


def rows(window: MainWindow) -> list[tuple[str, str, str]]:
    """Return keys, what they do, and the menu it is in; those that are switched off are left out.

    Those of the timeline and of the page hold while it has the keyboard.
    """
    found = []
    for action in commands.everything():
        made = window.action(action.id)
        keys = [key.toString(QKeySequence.SequenceFormat.NativeText) for key in made.shortcuts()]
        if keys:
            found.append((_(" or ").join(keys), plain(_(action.text)), plain(_(MENUS[action.menu]))))
    for names, text in timeline_keys.LIST:
        found.append((_(" or ").join(map(native, names)), _(text), _("Timeline")))
    for names, text in page_keys.LIST:
        found.append((_(" or ").join(map(native, names)), _(text), _("Page")))
    return found


def plain(text: str) -> str:
    """Return the text of a menu as it is spoken."""
    return text.replace("&", "").removesuffix("…")
