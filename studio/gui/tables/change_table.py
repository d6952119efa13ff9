"""What would become of some texts, line by line, each to be left out by its tick."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Protocol

from PySide6.QtCore import QObject, Qt

from studio.gui.tables.plain_table import AnyIndex, PlainTable
from studio.i18n import _
from studio.text.length import visible
from studio.workflow.find import Change


class Column(IntEnum):
    """What stands where."""

    NUMBER = 0
    BEFORE = 1
    AFTER = 2


class Rows(Protocol):
    """What knows the places of cues or blocks by their ids."""

    def row_of(self, id: int, /) -> int | None:
        """Return the place of one, counted from 0."""


class ChangeTable(PlainTable):
    """A row for each change; all are ticked at first."""

    def __init__(self, rows: Rows | None, parent: QObject | None = None, *, is_of_cues: bool = True) -> None:
        super().__init__(parent)
        self._rows = rows
        self._is_of_cues = is_of_cues
        self._changes: Sequence[Change] = ()
        self._left_out: set[int] = set()

    def set_changes(self, changes: Sequence[Change]) -> None:
        """Show other changes; what was left out before stays so."""
        self.beginResetModel()
        self._changes = changes
        self.endResetModel()

    @property
    def chosen(self) -> list[Change]:
        """Return the changes that are ticked."""
        return [change for change in self._changes if change.cue not in self._left_out]

    def change(self, row: int) -> Change:
        """Return the change of a row."""
        return self._changes[row]

    def tick_all(self) -> None:
        """Leave nothing out."""
        self._left_out.clear()
        self._tell(0, len(self._changes) - 1)

    def rows(self) -> Sequence[object]:
        """Return the changes."""
        return self._changes

    def names(self) -> Sequence[str]:
        """Return what the columns are called."""
        return (_("Cue"), _("Now"), _("Then"))

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Return that every row can be chosen, and the first cell ticked."""
        can_tick = Qt.ItemFlag.ItemIsUserCheckable if index.column() == Column.NUMBER else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | can_tick

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is shown or said of a cell."""
        if not index.isValid():
            return None
        change = self._changes[index.row()]
        is_ticked = change.cue not in self._left_out
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == Column.NUMBER:
            return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(change, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(change, is_ticked)
        return None

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a change or leave it out."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        cue = self._changes[index.row()].cue
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._left_out.discard(cue)
        else:
            self._left_out.add(cue)
        self._tell(index.row(), index.row())
        return True

    def _shown(self, change: Change, column: int) -> str:
        if column == Column.NUMBER:
            row = self._rows.row_of(change.cue) if self._rows is not None else None
            return str(row + 1) if row is not None else ""
        return visible(change.before if column == Column.BEFORE else change.after)

    def _spoken(self, change: Change, is_ticked: bool) -> str:
        number = self._shown(change, Column.NUMBER)
        before, after = (" ".join(self._shown(change, column).split()) for column in (Column.BEFORE, Column.AFTER))
        words = _("Block {number}: {before} becomes {after}")
        if self._is_of_cues:
            words = _("Cue {number}: {before} becomes {after}")
        text = words.format(number=number, before=before, after=after)
        return text if is_ticked else _("{text}, left out").format(text=text)

    def _tell(self, first: int, last: int) -> None:
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, Column.AFTER))
