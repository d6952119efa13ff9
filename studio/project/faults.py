"""What SQLite's errors mean to a user: one sentence and a hint.  Errors that only we can cause stay what they are."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from studio.errors import EnvironmentFault, InputError, StudioError
from studio.i18n import _

_PRIMARY = 0xFF
"""The part of an extended result code that names the kind of error (sqlite.org/rescode.html)."""


def plain(error: sqlite3.Error | OverflowError | UnicodeError, path: Path) -> StudioError | None:
    """Return what `error` means to a user of the production at `path`; None for a defect of ours."""
    if isinstance(error, UnicodeDecodeError):  # SQLite quotes damaged bytes in its message
        return damaged(path, repr(error.object[:200]))
    if isinstance(error, OverflowError | UnicodeError):
        return out_of_range(str(error))
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    if code == sqlite3.SQLITE_CONSTRAINT_CHECK or code & _PRIMARY == sqlite3.SQLITE_TOOBIG:
        return out_of_range(str(error))
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return _moved(path, str(error))
    return _BY_CODE[code & _PRIMARY](path, str(error)) if code & _PRIMARY in _BY_CODE else None


def not_there(path: Path, details: str) -> InputError:
    """Return the error for a production that does not exist."""
    return InputError(
        _("“{name}” is not there.").format(name=path.name),
        hint=_("Look whether it was moved or renamed, or whether its drive is connected."),
        details=details,
    )


def not_a_production(path: Path, details: str = "") -> InputError:
    """Return the error for a file of some other kind."""
    return InputError(
        _("“{name}” is not a production of this program.").format(name=path.name),
        hint=_("Choose a file whose name ends in .souffleur."),
        details=details,
    )


def newer(path: Path, version: int) -> InputError:
    """Return the error for a production that a later version of the program wrote."""
    return InputError(
        _("“{name}” was made by a newer version of this program.").format(name=path.name),
        hint=_("Install the newest version and open it again; nothing in it was changed."),
        details=f"version {version} of the file",
    )


def changed_outside(path: Path, details: str) -> InputError:
    """Return the error for a production whose inside is not as this program makes it."""
    return InputError(
        _("“{name}” holds things that this program never writes, so it was not opened.").format(name=path.name),
        hint=_("Ask the person it came from for a new copy made with “Hand over a copy”."),
        details=details,
    )


def damaged(path: Path, details: str) -> InputError:
    """Return the error for a production with damaged pages or impossible values."""
    return InputError(
        _("“{name}” is damaged.").format(name=path.name),
        hint=_("Open the newest copy or backup of it; this file was left as it is."),
        details=details,
    )


def out_of_range(details: str) -> InputError:
    """Return the error for a value that is too large for any production."""
    return InputError(
        _("A text or a time is too large to be kept; nothing was changed."),
        hint=_("Shorten the text, or mend the times in the file it came from."),
        details=details,
    )


def gone() -> InputError:
    """Return the error for a change of something that is not in the production any more."""
    return InputError(
        _("What you wanted to change is no longer there; nothing was changed."),
        hint=_("It was removed meanwhile; take that back first, or go on without it."),
    )


def in_use(path: Path, details: str = "") -> EnvironmentFault:
    """Return the error for a production that another window holds."""
    return EnvironmentFault(
        _("“{name}” is open in another window.").format(name=path.name),
        hint=_("Go on in that window, or close it and try again."),
        details=details,
    )


def not_writable(path: Path, details: str = "") -> EnvironmentFault:
    """Return the error for a file or folder that may not be written."""
    return EnvironmentFault(
        _("“{name}” cannot be written in its folder “{folder}”.").format(name=path.name, folder=path.parent),
        hint=_("Copy it to a folder of your own and open the copy."),
        details=details,
    )


def not_made(path: Path, details: str = "") -> EnvironmentFault:
    """Return the error for a new file that could not be written; nothing of it is left."""
    return EnvironmentFault(
        _("“{name}” cannot be written in its folder “{folder}”.").format(name=path.name, folder=path.parent),
        hint=_("Free some space there, or choose a folder of your own."),
        details=details,
    )


def disk_full(path: Path, details: str = "") -> EnvironmentFault:
    """Return the error for a disk without room; SQLite has taken the change back."""
    return EnvironmentFault(
        _("The disk is full; the last change to “{name}” was not kept, everything before it is.").format(
            name=path.name
        ),
        hint=_("Free some space and try again."),
        details=details,
    )


def _moved(path: Path, details: str) -> EnvironmentFault:
    return EnvironmentFault(
        _("“{name}” was moved, renamed or deleted while it was open.").format(name=path.name),
        hint=_("Put it back where it was, or save a copy elsewhere and go on with that."),
        details=details,
    )


def _unreadable(path: Path, details: str) -> EnvironmentFault:
    return EnvironmentFault(
        _("“{name}” can no longer be read or written.").format(name=path.name),
        hint=_("Look whether its drive is still connected; everything up to the last change is in the file."),
        details=details,
    )


_BY_CODE = {
    sqlite3.SQLITE_BUSY: in_use,
    sqlite3.SQLITE_LOCKED: in_use,
    sqlite3.SQLITE_FULL: disk_full,
    sqlite3.SQLITE_READONLY: not_writable,
    sqlite3.SQLITE_CANTOPEN: not_writable,
    sqlite3.SQLITE_PERM: not_writable,
    sqlite3.SQLITE_IOERR: _unreadable,
    sqlite3.SQLITE_PROTOCOL: _unreadable,
    sqlite3.SQLITE_CORRUPT: damaged,
    sqlite3.SQLITE_NOTADB: not_a_production,
}
