"""What a screen reader is told of the list of packs: a list, whose items are chosen and can have buttons inside."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from studio.gui.packs_tab.row import PackRow


def install() -> None:
    """Let Qt find what is here; more than once does no harm."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_interface)


_installed: list[bool] = []


def _interface(_name: str, thing: QObject) -> QAccessibleInterface | None:
    return _RowInterface(thing) if isinstance(thing, PackRow) else None


class _RowInterface(QAccessibleWidget):
    """One pack."""

    def __init__(self, row: PackRow) -> None:
        super().__init__(row, QAccessible.Role.ListItem)
        self._row = row

    def state(self) -> QAccessible.State:
        state = super().state()
        state.focusable = True
        state.selectable = True
        state.selected = self._row.is_chosen
        return state
