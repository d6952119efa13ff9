"""The blocks of a flyer as they shall be read, as Qt's views show them: changed here first, kept later as one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from studio.gui import languages
from studio.gui.tables import unit_words
from studio.i18n import _
from studio.model.document import Role, TextBlock

AnyIndex = QModelIndex | QPersistentModelIndex

ROWS = "application/x-souffleur-rows"
"""What is dragged: the rows of this very table."""


class Column(IntEnum):
    """What stands where."""

    NUMBER = 0
    PAGE = 1
    KIND = 2
    TEXT = 3
    READ = 4


class OrderTable(QAbstractTableModel):
    """A row for each block."""

    moved = Signal(object)
    """Rows stand elsewhere now: the new ones."""

    def __init__(self, blocks: Sequence[TextBlock], own_language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._blocks = list(blocks)
        self._language = own_language

    @property
    def blocks(self) -> Sequence[TextBlock]:
        """Return the blocks as they stand now; not to be changed."""
        return self._blocks

    def move(self, rows: Sequence[int], before: int) -> list[int]:
        """Have rows stand before another one (the count: last), in their order; return where they stand now."""
        chosen = sorted(set(rows))
        at = before - sum(row < before for row in chosen)
        left = [block for row, block in enumerate(self._blocks) if row not in set(chosen)]
        now = [*left[:at], *(self._blocks[row] for row in chosen), *left[at:]]
        places = list(range(at, at + len(chosen)))
        if now != self._blocks:
            self.layoutAboutToBeChanged.emit()
            self._blocks = now
            self.layoutChanged.emit()
        self.moved.emit(places)
        return places

    def change(self, rows: Sequence[int], **values: object) -> None:
        """Give the blocks of these rows other values."""
        for row in rows:
            self._blocks[row] = _changed(self._blocks[row], values)
        if rows:
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), Column.READ))

    def spoken(self, row: int) -> str:
        """Return a row as it is read aloud."""
        return ", ".join(self._shown(row, column) for column in Column if self._shown(row, column))

    # Qt's questions

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Return the number of blocks."""
        return 0 if parent is not None and parent.isValid() else len(self._blocks)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's name or a row's number."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return (_("No."), _("Page"), _("What it is"), _("First words"), _("How it is read"))[section]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is shown or said of a cell."""
        if not index.isValid() or index.row() >= len(self._blocks):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index.row())
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Say that rows can be dragged, and dropped between others."""
        own = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return own | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Say that what is dragged stands only where it is dropped."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return what can be dropped here."""
        return [ROWS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the rows that are dragged."""
        carried = QMimeData()
        rows = sorted({index.row() for index in indexes})
        carried.setData(ROWS, ",".join(map(str, rows)).encode())
        return carried

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex) -> bool:
        """Take rows that were dropped; false all the same, or else the view would delete those that were dragged."""
        carried = bytes(data.data(ROWS).data()).decode()
        if carried:
            self.move([int(each) for each in carried.split(",")], row if row >= 0 else len(self._blocks))
        return False

    def _shown(self, row: int, column: int) -> str:
        block = self._blocks[row]
        if column == Column.NUMBER:
            return str(row + 1)
        if column == Column.PAGE:
            return str(block.page + 1)
        if column == Column.KIND:
            return unit_words.role(block)
        if column == Column.TEXT:
            return unit_words.one_line(block.text) or _nothing(block)
        return _how(block)


def _changed(block: TextBlock, values: dict[str, object]) -> TextBlock:
    return replace(block, **values)  # type: ignore[arg-type]


def _how(block: TextBlock) -> str:
    """Return what is unusual about how a block is read."""
    parts = (
        languages.name(block.language) if block.language else "",
        _("not translated") if block.is_kept else "",
        _("decoration") if block.is_decoration else "",
    )
    return ", ".join(filter(None, parts))


def _nothing(block: TextBlock) -> str:
    return _("A picture without a description") if block.role is Role.FIGURE else _("no text")
