"""Copies of an open production: whole, or made to be handed over."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from pathlib import Path

from studio.errors import EnvironmentFault, InputError
from studio.i18n import _
from studio.project import faults, opening, places
from studio.project.database import Database


def copy(db: Database, target: Path, *, hand_over: bool) -> None:
    """Write a copy of the open production `db` beside `target`, then move it there."""
    if target.resolve() == db.path:
        raise InputError(
            _("A copy cannot take the place of the production that is open."), hint=_("Choose another name or folder.")
        )
    if target.exists():
        _check_free(target)
    with beside(target) as part:
        copied = Database(part)
        try:
            db.copy_to(copied)
            if hand_over:
                _strip(copied)
        finally:
            opening.rest(copied)


@contextlib.contextmanager
def beside(target: Path) -> Iterator[Path]:
    """Give a place beside `target` for a file that goes there when the block ends: whole or not at all."""
    part = target.with_name(f".souffleur-{secrets.token_hex(8)}.part")
    try:
        yield part
        part.replace(target)
    except (OSError, EnvironmentFault) as error:
        raise faults.not_made(target, getattr(error, "details", "") or str(error)) from error
    finally:
        for name in (part.name, part.name + "-wal", part.name + "-journal"):
            part.with_name(name).unlink(missing_ok=True)


def _check_free(target: Path) -> None:
    """Raise `EnvironmentFault` if another window has the production open that the copy would replace."""
    try:
        opening.connect(target).close()
    except InputError:  # not a production: replacing it was the user's choice
        return


def _strip(db: Database) -> None:
    """Remove what is nobody else's business, and its remains on free pages."""
    with db.transaction():
        for table in ("change", "step", "view"):
            db.run(f"DELETE FROM {table}")
        db.run("DELETE FROM media WHERE removed = 1")
        for id, path in db.rows("SELECT id, path FROM media"):
            db.run("UPDATE media SET path = ? WHERE id = ?", (places.without_folders(path), id))
    db.run("VACUUM")
