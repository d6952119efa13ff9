"""Undo and redo, recorded by triggers and kept in the file.

After "Automatic Undo/Redo Using SQLite" (sqlite.org/undoredo.html), but with values instead of SQL: a step holds each
row that it touched as it was before and after, as JSON, so that a received file has nothing to run, and a row touched a
thousand times counts once.  The triggers are temporary: the file itself has none.

Rows written outside steps (what the machine hears and makes) are not recorded.  Undo still meets them rightly: it sets
only the columns that its step changed, ids are never used twice, and what undo itself does is recorded as its redo,
machine's rows that go with their track included.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass

from studio.errors import InputError
from studio.project.database import Database

RECORDED = (
    *("media", "video", "audio_track", "track", "original", "cue", "pair", "term", "rejection"),
    *("flyer", "block", "edition", "wording", "dismissal"),
)
"""The tables that undo covers."""

WATCHED = ("run", "window", "segment", "shot_search", "view", "fit", "unit")
"""Tables outside undo that may only be written in a transaction of the project, and whose changes are told."""

MOST_STEPS = 500
MOST_ROWS = 100_000
"""All steps together hold at most so many rows (the last step may hold more): about 35 MB of cues."""

LONGEST_LABEL = 200

MERGED_WITHIN = 3.0
"""Seconds within which typing goes on being the same step."""


class HistoryDamaged(Exception):
    """The record of a step does not fit the tables."""


@dataclass(frozen=True, slots=True)
class _Change:
    """A row that a step touched; `old` is None where the step made it, `new` where it removed it."""

    table: str
    row: int
    old: list[object] | None
    new: list[object] | None


@dataclass(frozen=True, slots=True)
class _Typing:
    """The step that the next one with the same label and key may go on."""

    step: int
    label: str
    key: str
    at: float


class History:
    """The steps of one open production.  Everything here happens inside a transaction of the caller."""

    def __init__(self, db: Database, clock: Callable[[], float] = time.monotonic) -> None:
        self._db = db
        self._clock = clock
        self._typing: _Typing | None = None
        self._columns = {table: _columns(db, table) for table in RECORDED}
        db.run("CREATE TEMP TABLE writing (step INTEGER)")  # one row while writing is allowed; NULL: not recorded
        db.run("CREATE TEMP TABLE touched (name TEXT, row_id, PRIMARY KEY (name, row_id)) WITHOUT ROWID")
        for table in RECORDED:
            self._watch(table, "id", self._columns[table])
        for table in WATCHED:
            self._watch(table, "name" if table == "view" else "id", ())

    @property
    def undo_label(self) -> str | None:
        """Return the label of the step that undo takes back."""
        found = self._last()
        return found[1] if found else None

    @property
    def redo_label(self) -> str | None:
        """Return the label of the step that redo repeats."""
        found = self._next()
        return found[1] if found else None

    def begin(self, label: str, merge: str) -> int:
        """Record from now on what is written; return the step it goes into."""
        typing, now = self._typing, self._clock()
        if merge and typing and (typing.label, typing.key) == (label, merge) and now - typing.at <= MERGED_WITHIN:
            step = typing.step
        else:
            step = self._db.insert("INSERT INTO step (label) VALUES (?)", (label[:LONGEST_LABEL],))
        self._typing = _Typing(step, label, merge, now) if merge else None
        self._allow(step)
        return step

    def begin_unrecorded(self) -> None:
        """Allow writing that undo will not take back."""
        self._allow(None)

    def finish(self, step: int) -> None:
        """Complete the step: what was undone before is gone, unless nothing was changed; the oldest steps go."""
        if self._complete(step):
            self._db.run("DELETE FROM step WHERE undone = 1")
            self._bound()
        else:
            self._db.run("DELETE FROM step WHERE id = ?", (step,))
            self._typing = None

    def undo(self) -> str | None:
        """Take back the last step and return its label, None if there is none."""
        return self._revert(self._last(), undone=True)

    def redo(self) -> str | None:
        """Repeat the step taken back last and return its label, None if there is none."""
        return self._revert(self._next(), undone=False)

    def clear(self) -> None:
        """Forget all steps."""
        self._typing = None
        self._db.run("DELETE FROM change")
        self._db.run("DELETE FROM step")

    def take_touched(self) -> dict[str, frozenset[int | str]]:
        """Return the rows touched since the last call by their tables, and allow no more writing."""
        found: dict[str, set[int | str]] = {}
        for table, row in self._db.rows("SELECT name, row_id FROM touched"):
            found.setdefault(table, set()).add(row)
        self._db.run("DELETE FROM touched")
        self._db.run("DELETE FROM writing")
        return {table: frozenset(rows) for table, rows in found.items()}

    def stop_typing(self) -> None:
        """Begin a new step at the next key, e.g. after an error."""
        self._typing = None

    def _allow(self, step: int | None) -> None:
        self._db.run("INSERT INTO writing VALUES (?)", (step,))

    def _last(self) -> tuple[int, str] | None:
        return self._db.row("SELECT id, label FROM step WHERE undone = 0 ORDER BY id DESC LIMIT 1")

    def _next(self) -> tuple[int, str] | None:
        return self._db.row("SELECT id, label FROM step WHERE undone = 1 ORDER BY id LIMIT 1")

    def _revert(self, found: tuple[int, str] | None, *, undone: bool) -> str | None:
        self._typing = None
        if found is None:
            return None
        step, label = found
        try:
            changes = [self._read(row) for row in self._rows(step)]
            self._db.run("DELETE FROM change WHERE step = ?", (step,))
            self._allow(step)
            for change in changes:  # first back, then away: what a returning row refers to is never missed
                if change.old is not None:
                    self._put_back(change, change.old)
            for change in changes:
                if change.old is None:
                    self._db.run(f"DELETE FROM {change.table} WHERE id = ?", (change.row,))
            self._complete(step)
            self._db.run("UPDATE step SET undone = ? WHERE id = ?", (int(undone), step))
        except (InputError, sqlite3.IntegrityError, ValueError, RecursionError) as error:
            raise HistoryDamaged(str(error)) from error
        return label

    def _rows(self, step: int) -> list[tuple[str, int, str | None, str | None]]:
        return self._db.rows("SELECT table_name, row_id, old, new FROM change WHERE step = ?", (step,))

    def _read(self, row: tuple[str, int, str | None, str | None]) -> _Change:
        """Return a change as a value; the table's name is looked up, never trusted."""
        table, id, old, new = row
        if table not in self._columns:
            raise HistoryDamaged(f"no table {table!r}")
        return _Change(table, id, self._values(table, id, old), self._values(table, id, new))

    def _values(self, table: str, id: int, text: str | None) -> list[object] | None:
        if text is None:
            return None
        values: list[object] = json.loads(text)
        fits = isinstance(values, list) and len(values) == len(self._columns[table]) and values[0] == id
        if not fits or not all(value is None or isinstance(value, int | str) for value in values):
            raise HistoryDamaged(f"row {id} of {table}")
        return values

    def _put_back(self, change: _Change, old: list[object]) -> None:
        """Give the columns that the step changed their old values; a row that is gone comes back whole."""
        columns = self._columns[change.table]
        differing = [i for i in range(1, len(old)) if change.new is None or change.new[i] != old[i]]
        sets = ", ".join(f"{columns[i]} = ?" for i in differing) or "id = id"
        values = [*(old[i] for i in differing), change.row]
        if not self._db.run(f"UPDATE {change.table} SET {sets} WHERE id = ?", values):
            marks = ", ".join("?" * len(old))
            self._db.run(f"INSERT INTO {change.table} ({', '.join(columns)}) VALUES ({marks})", old)

    def _complete(self, step: int) -> bool:
        """Note how the touched rows are now; say whether the step changed any."""
        for (table,) in self._db.rows("SELECT DISTINCT table_name FROM change WHERE step = ?", (step,)):
            columns = self._columns[table]
            now = f"SELECT json_array({', '.join(columns)}) FROM {table} WHERE id = row_id"
            self._db.run(f"UPDATE change SET new = ({now}) WHERE step = ? AND table_name = ?", (step, table))
        self._db.run("DELETE FROM change WHERE step = ? AND old IS new", (step,))
        count = self._db.value("SELECT count(*) FROM change WHERE step = ?", (step,))
        self._db.run("UPDATE step SET changes = ? WHERE id = ?", (count, step))
        return bool(count)

    def _bound(self) -> None:
        """Forget the oldest steps beyond what is kept."""
        rows = 0
        for number, (step, changes) in enumerate(self._db.rows("SELECT id, changes FROM step ORDER BY id DESC")):
            rows += changes
            if number and (number >= MOST_STEPS or rows > MOST_ROWS):
                self._db.run("DELETE FROM step WHERE id <= ?", (step,))
                return

    def _watch(self, table: str, key: str, columns: tuple[str, ...]) -> None:
        """Let triggers write down what happens to a table.

        No trigger may rely on OR IGNORE: the conflict clause of the statement that fires it overrides its own.
        The + keeps the key's affinity from hiding the index of `touched`, which holds numbers and names.
        """
        differs = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
        old = f"json_array({', '.join(f'OLD.{column}' for column in columns)})"
        for event, row, before in (("INSERT", "NEW", "NULL"), ("UPDATE", "OLD", old), ("DELETE", "OLD", old)):
            when = f"WHEN {differs}" if event == "UPDATE" and columns else ""
            stays = f"SELECT RAISE(ABORT, 'an id changed') WHERE OLD.{key} IS NOT NEW.{key};"
            record = (
                f"INSERT INTO change (step, table_name, row_id, old) SELECT step, '{table}', {row}.id, {before}"
                " FROM writing WHERE step IS NOT NULL AND NOT EXISTS (SELECT 1 FROM change c WHERE c.step ="
                f" writing.step AND c.table_name = '{table}' AND c.row_id = {row}.id);"
            )
            self._db.run(
                f"CREATE TEMP TRIGGER {table}_{event} AFTER {event} ON main.{table} {when} BEGIN "
                "SELECT RAISE(ABORT, 'written outside a step') WHERE NOT EXISTS (SELECT 1 FROM writing);"
                f"{stays if event == 'UPDATE' else ''}"
                f"INSERT INTO touched SELECT '{table}', {row}.{key} WHERE NOT EXISTS"
                f" (SELECT 1 FROM touched t WHERE t.name = '{table}' AND t.row_id = +{row}.{key});"
                f"{record if columns else ''} END"
            )


def _columns(db: Database, table: str) -> tuple[str, ...]:
    return tuple(row[1] for row in db.rows(f"PRAGMA table_info({table})"))
