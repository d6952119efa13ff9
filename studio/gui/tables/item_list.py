"""The items of a review as Qt's views read them: changed as little as can be, so that the list does not jump."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from studio.i18n import _

AnyIndex = QModelIndex | QPersistentModelIndex

ITEM = int(Qt.ItemDataRole.UserRole)
"""The role under which an index gives its item."""


class Mending(Protocol):
    """What would be done about an item."""

    @property
    def label(self) -> str: ...


class Listed(Protocol):
    """An item of any review, as far as a list shows it; `key` stays the same while the thing does."""

    @property
    def key(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def severity(self) -> Literal["problem", "info"]: ...
    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def fix(self) -> Mending | None: ...


class ItemList(QAbstractListModel):
    """A row for each item, in the order of their risk."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: list[Listed] = []

    def set_items(self, items: Sequence[Listed]) -> bool:
        """Show these items and return whether they are others; rows at both ends that stay the same are left alone."""
        old = self._items
        if old == items:
            return False
        head = _common(old, items)
        tail = _common(old[head:][::-1], items[head:][::-1])
        if head < len(old) - tail:
            self.beginRemoveRows(QModelIndex(), head, len(old) - tail - 1)
            self._items = [*old[:head], *old[len(old) - tail :]]
            self.endRemoveRows()
        if head < len(items) - tail:
            self.beginInsertRows(QModelIndex(), head, len(items) - tail - 1)
            self._items = list(items)
            self.endInsertRows()
        self._replace(items)
        return True

    def item(self, row: int) -> Listed:
        """Return the item of a row."""
        return self._items[row]

    def row_of(self, key: str) -> int | None:
        """Return the row of an item by its key, None if it is not there."""
        return next((row for row, item in enumerate(self._items) if item.key == key), None)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many items there are."""
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the item, its title, or the one sentence that is spoken."""
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == ITEM:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return sentence(item)
        return None

    def _replace(self, items: Sequence[Listed]) -> None:
        """Take over what changed inside items that stay."""
        both = enumerate(zip(self._items, items, strict=True))
        changed = [row for row, (old, new) in both if old is not new and old != new]
        self._items = list(items)
        for row in changed:
            self.dataChanged.emit(self.index(row), self.index(row))


def sentence(item: Listed) -> str:
    """Return an item as it is spoken: what it is, where, and what to do."""
    kind = _("Problem") if item.severity == "problem" else _("Hint")
    fix = _("Button: {fix}.").format(fix=item.fix.label) if item.fix is not None else ""
    return " ".join(filter(None, (f"{kind}: {item.title}.", item.text, fix)))


def _common(some: Sequence[Listed], others: Sequence[Listed]) -> int:
    """Return how many items at the beginning are the same ones."""
    count = 0
    for one, other in zip(some, others, strict=False):
        if one.key != other.key:
            break
        count += 1
    return count
