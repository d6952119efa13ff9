"""What a screen reader finds in a widget, and what it would find without a name."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

FEW = 60
"""Children of a table or list that are looked at; its cells are all alike."""

NAMELESS = {QAccessible.Role.Client, QAccessible.Role.Window, QAccessible.Role.Dialog}
"""Roles of mere containers, which speak through what is inside."""

_MANY = {QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.Tree}


def walk(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """Yield what a screen reader can reach in `widget`, itself first; nothing that is not shown."""
    yield from _walk(QAccessible.queryAccessibleInterface(widget))


def unnamed(widget: QWidget) -> list[str]:
    """Return every focusable control in `widget` without a name, as its role and class."""
    return [
        f"{found.role().name} {_class(found)}"
        for found in walk(widget)
        if _is_focusable(found) and found.role() not in NAMELESS and not _name(found)
    ]


def spoken(widget: QWidget) -> list[str]:
    """Return the names of all that is in `widget`, in their order."""
    return [name for name in map(_name, walk(widget)) if name]


def _walk(found: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    if found is None or not found.isValid() or found.state().invisible:
        return
    yield found
    count = found.childCount()
    for place in range(min(count, FEW) if found.role() in _MANY else count):
        yield from _walk(found.child(place))


def _is_focusable(found: QAccessibleInterface) -> bool:
    shown = found.object()
    has_policy = not isinstance(shown, QWidget) or shown.focusPolicy().value != 0
    return bool(found.state().focusable) and has_policy and not found.state().disabled


def _name(found: QAccessibleInterface) -> str:
    return found.text(QAccessible.Text.Name).strip()


def _class(found: QAccessibleInterface) -> str:
    shown = found.object()
    return f"{type(shown).__name__} {shown.objectName()}".strip() if shown is not None else "?"
