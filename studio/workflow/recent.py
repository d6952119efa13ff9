"""The productions that were open last, for the first screen."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from studio import paths
from studio.errors import StudioError
from studio.project.glance import Glance, glance
from studio.workflow import export

MOST = 20
"""Productions kept in the list."""


@dataclass(frozen=True, slots=True)
class Recent:
    """A production that was open; `glance` says how far it is, None where `problem` says why that cannot be told."""

    path: Path
    glance: Glance | None
    opened_at: datetime
    problem: str = ""


def listed(opened: Collection[Path] = ()) -> list[Recent]:
    """Return the recent productions, the last one first.

    Into those that are `opened` in this program nobody looks: that would drop SQLite's lock on them.
    """
    return [_looked_at(path, when, path in opened) for path, when in _read()]


def remember(path: Path) -> None:
    """Put a production at the head of the list."""
    path = path.absolute()
    others = [(each, when) for each, when in _read() if each != path]
    _write([(path, datetime.now(UTC)), *others][:MOST])


def forget(path: Path) -> None:
    """Take a production off the list; its file stays."""
    _write([(each, when) for each, when in _read() if each != path.absolute()])


def _looked_at(path: Path, when: datetime, is_open: bool) -> Recent:
    if is_open:
        return Recent(path, None, when)
    try:
        return Recent(path, glance(path), when)
    except StudioError as error:
        return Recent(path, None, when, error.message)


def _read() -> list[tuple[Path, datetime]]:
    """Return the list; an empty one where it cannot be read: it is a convenience."""
    try:
        rows = json.loads(paths.recent_file().read_text("utf-8"))
        return [(Path(row["path"]), datetime.fromisoformat(row["opened_at"])) for row in rows]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _write(entries: Collection[tuple[Path, datetime]]) -> None:
    rows = [{"path": str(path), "opened_at": when.isoformat(timespec="seconds")} for path, when in entries]
    text = json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    with contextlib.suppress(StudioError):  # a full disk or a home that may not be written: nothing is lost
        export.write_all({paths.recent_file(): text})
