"""A production file, looked at before anything in it is used.

A received file is a stranger's.  Its schema must be, word for word, one that this program has written: so there is
nothing in it that could run, and `PRAGMA quick_check` then holds every row against the CHECKs and types of that schema.

The window that has a production open holds SQLite's own exclusive lock on it (`locking_mode = EXCLUSIVE`).  It dies
with the process, leaves no file behind, keeps a second window out before it can read anything stale, and lets the
write-ahead log work without shared memory, on network drives too.  The price: nothing else may read meanwhile, and
this process must never open the file by other means, since closing that would drop the lock (POSIX).
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from studio.errors import InputError
from studio.i18n import _
from studio.project import faults
from studio.project.database import Database

APPLICATION_ID = 0x536F7566
VERSION = 3

FINGERPRINTS = {
    1: "2a668c7b29c3762da239f53a98db8631d0a88da208511b448d8bbac05a9ed019",
    2: "1890d7dcbbd6a0869e4095bdd9d2a24131d784faff97c0581992406dc965f800",
    3: "a59a3cf8116d0b58450b7210a05ad2f84c7f15e0de82e027ab962babaad9537f",
}
"""What the schema of each version of the file comes down to."""

_LARGEST_ID = 2**53
_RENAMED = re.compile(r'^CREATE TABLE "(\w+)"')


def schema() -> str:
    """Return the statements that make a new production."""
    return Path(__file__).with_name("schema.sql").read_text("utf-8")


def place(path: Path) -> Path:
    """Return the true place of an existing file: links followed, so that one file has one lock and one folder."""
    try:
        return path.resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:  # no permission, links in a circle, impossible names
        raise faults.not_there(path, str(error)) from error


def new_place(path: Path) -> Path:
    """Return the true place of a file to be made; raise a `StudioError` if it is taken, or has no folder."""
    try:
        place = path.parent.resolve(strict=True) / path.name
        is_taken = _is_taken(place)
    except (OSError, RuntimeError, ValueError) as error:
        raise faults.not_made(path, str(error)) from error
    if is_taken:
        raise InputError(
            _("“{name}” is there already.").format(name=path.name),
            hint=_("Choose another name, or open that production."),
        )
    return place


def look(path: Path, *, is_patient: bool = True) -> Database:
    """Return the production `path` to be read; nothing but its kind has been looked at yet."""
    if not path.is_file():
        raise faults.not_a_production(path)
    with _blaming(path):
        db = Database(path, is_patient=is_patient)
        try:
            if db.value("PRAGMA application_id") != APPLICATION_ID:
                raise faults.not_a_production(path, "application_id")
        except BaseException:
            db.close()
            raise
    return db


def connect(path: Path) -> Database:
    """Return the production `path`, locked for this process; nothing but its kind has been looked at yet."""
    db = look(path)
    try:
        with _blaming(path), db.transaction():  # from here on the lock is ours
            pass
    except BaseException:
        db.close()
        raise
    return db


def check(db: Database) -> int:
    """Return the version of the file; raise `InputError` if it is not a sound production that we know."""
    with _blaming(db.path):
        version = _check_schema(db)
        _check_values(db)
    return version


def is_current(db: Database) -> bool:
    """Say whether the file is of this version; raise `InputError` for a schema that is none of ours."""
    with _blaming(db.path):
        return _check_schema(db) == VERSION


def fingerprint(db: Database) -> str:
    """Return a digest of all that the file's schema declares, letter for letter.

    Only the quotes that renaming a table leaves do not count; spaces do: without a line's end a comment goes on.
    """
    rows = db.rows("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")
    listing = [(kind, name, table, _plain_sql(sql)) for kind, name, table, sql in rows]
    return hashlib.sha256(repr(listing).encode("utf-8", "backslashreplace")).hexdigest()


def settle(db: Database) -> None:
    """Let the checked file write ahead; where it cannot, it stays with the rollback journal, as durable and slower."""
    db.value("PRAGMA journal_mode = WAL")


def rest(db: Database) -> None:
    """Put everything into the one file, which then also opens on a read-only disk, and close it."""
    try:
        db.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        db.value("PRAGMA journal_mode = DELETE")
    finally:
        db.close()


def _is_taken(place: Path) -> bool:
    """Say whether anything is there; unlike `Path.exists` it does not say no where the name is impossible."""
    try:
        place.lstat()
    except FileNotFoundError:
        return False
    return True


@contextlib.contextmanager
def _blaming(path: Path) -> Iterator[None]:
    """Blame the file for what SQLite finds wrong with our few plain statements, whatever it is."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise faults.damaged(path, str(error)) from error


def _check_schema(db: Database) -> int:
    version = int(db.value("PRAGMA user_version"))
    if version > VERSION:
        raise faults.newer(db.path, version)
    if fingerprint(db) != FINGERPRINTS.get(version):
        raise faults.changed_outside(db.path, f"schema of version {version}")
    return version


def _check_values(db: Database) -> None:
    found = db.value("PRAGMA quick_check(1)")
    if found != "ok":
        raise faults.damaged(db.path, str(found))
    orphan = db.row("PRAGMA foreign_key_check")
    if orphan:
        raise faults.damaged(db.path, f"row {orphan[1]} of {orphan[0]} belongs to nothing")
    wild = "SELECT name FROM sqlite_sequence WHERE typeof(seq) <> 'integer' OR seq NOT BETWEEN 0 AND ?"
    if db.row(wild, (_LARGEST_ID,)):
        raise faults.damaged(db.path, "sqlite_sequence")


def _plain_sql(sql: object) -> str:
    return _RENAMED.sub(r"CREATE TABLE \1", sql) if isinstance(sql, str) else repr(sql)
