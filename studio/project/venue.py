"""What a house keeps for all its productions, its names and terms and its memory: one SQLite file, `venue.sql`.

Unlike a production it is never handed over, and several windows and workers use it at once: so it has the plain
rollback journal, which works on network drives, too, and is open only for as long as a verb takes.  A file that is
damaged, newer or none of ours is named in a sentence and left as it is.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from studio.errors import EnvironmentFault, InputError, StudioError
from studio.i18n import _
from studio.project import faults, opening
from studio.project.database import Database
from studio.project.terms import Terms
from studio.project.units import Units

APPLICATION_ID = 0x536F7556
VERSION = 1

FINGERPRINT = "868c79a14f6849c1d13b8a14bd6370fed597eb0c966d40ca7e368ff2208917b5"
"""What the schema comes down to."""


class Venue:
    """The house's file while it is open; changes are made inside `with venue.writing():`."""

    def __init__(self, db: Database) -> None:
        """Use `open`; `db` has been checked."""
        self._db = db
        self.terms = Terms(db)
        self.memory = Units(db)

    @classmethod
    def open(cls, path: Path) -> Venue:
        """Open the file at `path`, made where there is none.

        Raises `InputError` for one that is damaged, newer or none of ours, `EnvironmentFault` where it cannot be made.
        """
        _make_folder(path)
        db = Database(path, is_shared=True, meaning=_plain)
        try:
            if _is_empty(db):
                _fill(db)
            _check(db)
        except sqlite3.DatabaseError as error:  # whatever our few plain statements meet in it, the file is to blame
            db.close()
            raise _damaged(path, str(error)) from error
        except BaseException:
            db.close()
            raise
        return cls(db)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def __enter__(self) -> Venue:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def revision(self) -> int:
        """Return a number that is another one after every change."""
        return int(self._db.value("SELECT value FROM revision") or 0)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Make the changes inside the block one transaction, on the disk when it ends; an error takes all back."""
        with self._db.transaction():
            yield
            self._db.run("UPDATE revision SET value = value + 1")


def schema() -> str:
    """Return the statements that make a new file."""
    return Path(__file__).with_name("venue.sql").read_text("utf-8")


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise faults.not_made(path, str(error)) from error


def _is_empty(db: Database) -> bool:
    return int(db.value("PRAGMA page_count")) == 0


def _fill(db: Database) -> None:
    """Make the tables, unless another process was faster."""
    with db.transaction():
        if not db.value("SELECT count(*) FROM sqlite_schema"):
            for statement in _statements(schema()):
                db.run(statement)


def _statements(sql: str) -> Iterator[str]:
    """Yield the statements one by one: `executescript` would end the transaction."""
    begun = ""
    for line in sql.splitlines(keepends=True):
        begun += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(begun):
            yield begun
            begun = ""


def _check(db: Database) -> None:
    if db.value("PRAGMA application_id") != APPLICATION_ID:
        raise _foreign(db.path, "application_id")
    version = int(db.value("PRAGMA user_version"))
    if version > VERSION:
        raise faults.newer(db.path, version)
    if opening.fingerprint(db) != FINGERPRINT:
        raise _foreign(db.path, f"schema of version {version}")


def _plain(error: sqlite3.Error | OverflowError | UnicodeError, path: Path) -> StudioError | None:
    """Return what an error means to the people of the house."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code == sqlite3.SQLITE_NOTADB:
        return _foreign(path, str(error))
    if code == sqlite3.SQLITE_CORRUPT or isinstance(error, UnicodeDecodeError):
        return _damaged(path, str(error))
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return _busy(path, str(error))
    if code == sqlite3.SQLITE_CANTOPEN:
        return faults.not_made(path, str(error))
    return faults.plain(error, path)


def _foreign(path: Path, details: str) -> InputError:
    return InputError(
        _("“{name}” is not the file in which Souffleur keeps your house's names and memory.").format(name=path.name),
        hint=_("It was left as it is. Move it out of the folder “{folder}”; a new one is begun then.").format(
            folder=path.parent
        ),
        details=details,
    )


def _damaged(path: Path, details: str) -> InputError:
    return InputError(
        _("The file with your house's names and memory, “{name}”, is damaged.").format(name=path.name),
        hint=_(
            "It was left as it is. Put a copy from a backup in its place, or move it out of the folder “{folder}”; "
            "a new one is begun then."
        ).format(folder=path.parent),
        details=details,
    )


def _busy(path: Path, details: str) -> EnvironmentFault:
    return EnvironmentFault(
        _("Another program is writing your house's names and memory (“{name}”) for a long time.").format(
            name=path.name
        ),
        hint=_("Wait until it is done, and try again."),
        details=details,
    )
