"""What Qt asks of every small table: how many rows and columns there are, and what they are called."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

AnyIndex = QModelIndex | QPersistentModelIndex


class PlainTable(QAbstractTableModel):
    """A table without branches, with names over its columns and numbers before its rows."""

    @abstractmethod
    def names(self) -> Sequence[str]:
        """Return what the columns are called."""

    @abstractmethod
    def rows(self) -> Sequence[object]:
        """Return what there is a row for."""

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Return the number of rows; cells have none."""
        return 0 if parent is not None and parent.isValid() else len(self.rows())

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Return the number of columns; cells have none."""
        return 0 if parent is not None and parent.isValid() else len(self.names())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's name or a row's number."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return str(section + 1) if orientation == Qt.Orientation.Vertical else self.names()[section]
