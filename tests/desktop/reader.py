"""What a screen reader hears: answers questions about the programs on this desktop, one JSON line each.

Runs with the system's Python, whose `pyatspi` (Debian: python3-pyatspi) speaks to AT-SPI.  Like a real one it learns of
the keyboard's way from events.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import pyatspi
from gi.repository import GLib

ROWS = ("table", "list")
"""What may have thousands of children; the current one is asked for by itself."""

_heard: list[Any] = []
"""What got the keyboard, the last one last."""

_said: list[str] = []
"""What the program wanted to be spoken, wherever the keyboard is."""


def main() -> None:
    pyatspi.Registry.registerEventListener(_hear, "object:state-changed:focused")
    pyatspi.Registry.registerEventListener(_listen, "object:announcement")
    GLib.io_add_watch(sys.stdin.fileno(), GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, _answer)
    pyatspi.Registry.start()


def windows() -> list[str]:
    """Return the names of all windows."""
    return [window.name for program in _programs() for window in program]


def focused() -> dict[str, Any] | None:
    """Return what has the keyboard: what was heard of last, or, where that word got lost, what says so itself."""
    if _heard and not _is_focused(_heard[-1]):
        _heard.extend([one for one in _shown() if _is_focused(one) and one.getRoleName() != "page tab"][-1:])
    return _spoken(_heard[-1]) if _heard else None


def heard() -> int:
    """Return how often the keyboard went elsewhere."""
    return len(_heard)


def said() -> list[str]:
    """Return the sentences that the program wanted to be spoken."""
    return _said


def find(name: str, role: str = "") -> list[dict[str, Any]]:
    """Return what is shown and bears `name` (a part of it)."""
    return [_spoken(one) for one in _shown() if name in one.name and role in one.getRoleName()]


def unnamed() -> list[dict[str, Any]]:
    """Return what can have the keyboard and is shown, but has no name."""
    return [_spoken(one) for one in _shown() if _has(one, pyatspi.STATE_FOCUSABLE) and not one.name.strip()]


def rows() -> list[str]:
    """Return how the first cells of the selected rows of all tables are called."""
    tables = [one for one in _shown() if one.getRoleName() == "table"]
    chosen = [(table, row) for table in tables for row in table.queryTable().getSelectedRows()]
    return [table.queryTable().getAccessibleAt(row, 0).name for table, row in chosen]


def _hear(event: Any) -> None:
    if event.detail1 and event.source is not None and event.source.getRoleName() != "page tab":
        _heard.append(event.source)  # a tab is told of with its list


def _listen(event: Any) -> None:
    _said.append(str(event.any_data))


def _answer(_source: int, _condition: int) -> bool:
    line = sys.stdin.readline()
    if not line:
        pyatspi.Registry.stop()
        return False
    question = json.loads(line)
    try:
        answer: Any = QUESTIONS[question.pop("ask")](**question)
    except Exception as error:  # noqa: BLE001 - a widget that goes away while it is read
        answer = {"error": repr(error)}
    print(json.dumps(answer), flush=True)  # noqa: T201
    return True


def _programs() -> list[Any]:
    return [program for program in pyatspi.Registry.getDesktop(0) if program is not None]


def _shown() -> Iterator[Any]:
    for program in _programs():
        for window in program:
            yield from _below(window)


def _below(one: Any) -> Iterator[Any]:
    if not _has(one, pyatspi.STATE_SHOWING) or one.getRoleName() == "menu bar":
        return
    one.clear_cache()  # what is remembered of it may be old
    yield one
    if one.getRoleName() not in ROWS:
        for child in one:
            if child is not None:
                yield from _below(child)


def _is_focused(one: Any) -> bool:
    one.clear_cache()
    return _has(one, pyatspi.STATE_FOCUSED)


def _has(one: Any, state: Any) -> bool:
    return bool(one.getState().contains(state))


def _spoken(one: Any) -> dict[str, Any]:
    one.clear_cache()  # a button may have another name by now
    text = ""
    if "Text" in pyatspi.listInterfaces(one):
        text = one.queryText().getText(0, -1)
    return {
        "role": one.getRoleName(),
        "name": one.name,
        "description": one.description,
        "text": text,
        "checked": _has(one, pyatspi.STATE_CHECKED),
    }


QUESTIONS = {
    "windows": windows,
    "focused": focused,
    "heard": heard,
    "said": said,
    "find": find,
    "rows": rows,
    "unnamed": unnamed,
}

if __name__ == "__main__":
    main()
