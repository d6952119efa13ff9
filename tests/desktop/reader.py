"""What a screen reader hears: answers questions about the programs on this desktop, one JSON line each.

Runs with the system's Python, whose `pyatspi` (Debian: python3-pyatspi) speaks to AT-SPI.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import pyatspi


def main() -> None:
    for line in sys.stdin:
        question = json.loads(line)
        try:
            answer: Any = QUESTIONS[question.pop("ask")](**question)
        except Exception as error:  # noqa: BLE001 - a widget that goes away while it is read
            answer = {"error": repr(error)}
        print(json.dumps(answer), flush=True)  # noqa: T201


def windows() -> list[str]:
    """Return the names of all windows."""
    return [window.name for program in _programs() for window in program]


def focused() -> dict[str, Any] | None:
    """Return what has the keyboard."""
    windows = [window for program in _programs() for window in program]
    active = [window for window in windows if window.getState().contains(pyatspi.STATE_ACTIVE)]
    for window in active or windows:
        found = [one for one in _below(window) if one.getState().contains(pyatspi.STATE_FOCUSED)]
        said = [one for one in found if one.getRoleName() != "filler"]  # a box passes the keyboard on to what is in it
        if said:
            return _spoken(said[0])
    return None


def find(name: str, role: str = "") -> list[dict[str, Any]]:
    """Return what is shown and bears `name` (a part of it)."""
    return [_spoken(one) for one in _shown() if name in one.name and role in one.getRoleName()]


def unnamed() -> list[dict[str, Any]]:
    """Return what can have the keyboard and is shown, but has no name."""
    return [_spoken(one) for one in _shown() if _takes_keys(one) and not one.name.strip()]


def rows() -> list[str]:
    """Return how the selected cells of all tables are called."""
    tables = [one for one in _shown() if one.getRoleName() == "table"]
    chosen = [(table, row) for table in tables for row in table.queryTable().getSelectedRows()]
    return [table.queryTable().getAccessibleAt(row, 0).name for table, row in chosen]


def _programs() -> list[Any]:
    return [program for program in pyatspi.Registry.getDesktop(0) if program is not None]


def _shown() -> Iterator[Any]:
    for program in _programs():
        for one in _below(program):
            if one.getState().contains(pyatspi.STATE_SHOWING):
                yield one


def _below(one: Any) -> Iterator[Any]:
    yield one
    state = one.getState()
    if state.contains(pyatspi.STATE_MANAGES_DESCENDANTS) or one.getRoleName() in ("table", "list"):
        return  # ten thousand rows; the focused one is spoken through its own events
    for child in one:
        if child is not None:
            yield from _below(child)


def _takes_keys(one: Any) -> bool:
    return bool(one.getState().contains(pyatspi.STATE_FOCUSABLE))


def _spoken(one: Any) -> dict[str, Any]:
    text = ""
    if "Text" in pyatspi.listInterfaces(one):
        text = one.queryText().getText(0, -1)
    return {"role": one.getRoleName(), "name": one.name, "description": one.description, "text": text}


QUESTIONS = {"windows": windows, "focused": focused, "find": find, "rows": rows, "unnamed": unnamed}

if __name__ == "__main__":
    main()
