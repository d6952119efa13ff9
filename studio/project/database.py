"""A connection to a production whose errors are sentences for people."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from studio.errors import StudioError
from studio.project import faults

Row = tuple[Any, ...]
"""A row as SQLite gives it: a border, where types are what the STRICT tables say."""

_LONGEST_VALUE = 100_000_000
"""Bytes that one value or row may have; SQLite's own limit of 10⁹ would let a received file fill the memory."""

_READ = partial(str, encoding="utf-8", errors="replace")
"""How texts are read: bytes that a damaged or doctored file has in them must not stop the reading of the rest."""

_PATIENCE = 1.0
"""Seconds to wait for a window that is just closing; `_SHARED_PATIENCE` for others that write into a shared file."""
_SHARED_PATIENCE = 10.0

_ALONE = "locking_mode = EXCLUSIVE"

_SETTINGS = (
    "trusted_schema = OFF",  # nothing in a received schema may call functions
    "cell_size_check = ON",
    "foreign_keys = ON",
    "recursive_triggers = ON",  # else REPLACE deletes rows unseen by undo
    "temp_store = MEMORY",
    "synchronous = FULL",
)

Meaning = Callable[[sqlite3.Error | OverflowError | UnicodeError, Path], StudioError | None]
"""What an error says to people, None for a defect of ours."""


class Database:
    """An open SQLite file.  Every statement goes through here.

    It is this process's alone, or with `is_shared` one that others read and write, too; `meaning` words its errors.
    Who is not patient hears at once that another window has it.
    """

    def __init__(
        self, path: Path, *, is_shared: bool = False, is_patient: bool = True, meaning: Meaning = faults.plain
    ) -> None:
        self.path = path
        self._meaning = meaning
        with self._plainly():
            patience = _SHARED_PATIENCE if is_shared else _PATIENCE if is_patient else 0
            self._db = sqlite3.connect(path, timeout=patience, isolation_level=None)
        self._db.text_factory = _READ
        self._db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        try:
            for setting in _SETTINGS if is_shared else (*_SETTINGS, _ALONE):
                self.run(f"PRAGMA {setting}")
        except BaseException:
            self._db.close()
            raise

    def run(self, sql: str, values: Sequence[object] = ()) -> int:
        """Execute one statement and return how many rows it changed."""
        with self._plainly():
            return self._db.execute(sql, values).rowcount

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> int:
        """Execute one statement for every row and return how many rows were changed in all."""
        with self._plainly():
            return self._db.executemany(sql, rows).rowcount

    def insert(self, sql: str, values: Sequence[object]) -> int:
        """Execute an INSERT of one row and return its id."""
        with self._plainly():
            return self._db.execute(sql, values).lastrowid or 0

    def script(self, sql: str) -> None:
        """Execute several statements of ours in one transaction, which must not be inside another."""
        if self.is_writing:
            raise RuntimeError("a script would commit the open transaction")
        with self._plainly():
            self._db.executescript(f"BEGIN; {sql} COMMIT;")

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Return all rows of a query."""
        with self._plainly():
            return self._db.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """Return the first row of a query, None if there is none."""
        with self._plainly():
            found: Row | None = self._db.execute(sql, values).fetchone()
            return found

    def value(self, sql: str, values: Sequence[object] = ()) -> Any:
        """Return the first column of the first row, None if there is none."""
        found = self.row(sql, values)
        return found[0] if found else None

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Make what is written inside one transaction; take all of it back on any error."""
        self.run("BEGIN IMMEDIATE")
        try:
            self.run("PRAGMA defer_foreign_keys = ON")  # undo puts rows back in any order
            yield
            self.run("COMMIT")
        except BaseException:
            if self._db.in_transaction:  # a full disk may have ended it already
                self._db.rollback()
            raise

    @property
    def is_writing(self) -> bool:
        """Say whether a transaction is open."""
        return self._db.in_transaction

    def copy_to(self, other: Database) -> None:
        """Make `other` an exact copy with SQLite's backup."""
        with self._plainly(), other._plainly():
            self._db.backup(other._db)

    def next_id(self, table: str) -> int:
        """Return the id that the next row of `table` gets; ids are never used twice."""
        return int(self.value("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)) or 0) + 1

    def close(self) -> None:
        """Close the file; SQLite puts what is still in the journal into it as far as it can."""
        self._db.close()

    @contextlib.contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OverflowError, UnicodeError) as error:
            meaning = self._meaning(error, self.path)
            if meaning is None:
                raise
            raise meaning from error
