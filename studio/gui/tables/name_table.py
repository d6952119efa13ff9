"""The names of a production as a table to write in."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from studio.gui.session import Session
from studio.i18n import _
from studio.project.values import Changed, Name
from studio.workflow import names

AnyIndex = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """What stands where."""

    NAME = 0
    NOTE = 1


class NameTable(QAbstractTableModel):
    """A row for each name, in the order they were added; it follows every change, undo too."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._names: Sequence[Name] = names.all(session.project)
        session.changed.connect(self._take_in)

    def name(self, row: int) -> Name:
        """Return the name of a row."""
        return self._names[row]

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Return the number of names."""
        return 0 if parent is not None and parent.isValid() else len(self._names)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's name or a row's number."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Name"), _("Note"))[section] if orientation == Qt.Orientation.Horizontal else str(section + 1)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Return that every cell can be written in."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what stands in a cell, and what is said of it."""
        spoken = Qt.ItemDataRole.AccessibleTextRole
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, spoken):
            return None
        name = self._names[index.row()]
        if role == spoken and index.column() == Column.NOTE and not name.note:
            return _("No note")
        return name.text if index.column() == Column.NAME else name.note

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Give a name another spelling or note."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or str(value) == self.data(index):
            return False
        name = self._names[index.row()]
        text, note = (str(value), name.note) if index.column() == Column.NAME else (name.text, str(value))
        self._session.attempt(names.put, self._session.project, name.id, text, note)
        return True  # what was refused is shown as it was

    def _take_in(self, changed: Changed) -> None:
        if "term" in changed.rows:
            self.beginResetModel()
            self._names = names.all(self._session.project)
            self.endResetModel()
