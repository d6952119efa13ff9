"""From an older version of the file to this one: one function per version, each bringing the file to the next.

A migration rewrites tables as SQLite advises (sqlite.org/lang_altertable.html#otheralter: make the new one, copy, drop
the old, rename), so that the schema ends up word for word as in `schema.sql`; `opening.FINGERPRINTS` keeps what each
version came down to.  There has been one version so far.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from studio.project import faults, opening
from studio.project.database import Database

Migration = Callable[[Database], None]

MIGRATIONS: Mapping[int, Migration] = {}
"""By the version that a migration starts from."""


def migrate(
    db: Database,
    version: int,
    to: int = opening.VERSION,
    steps: Mapping[int, Migration] = MIGRATIONS,
    fingerprints: Mapping[int, str] = opening.FINGERPRINTS,
) -> None:
    """Bring a checked file from `version` up `to` another, all in one transaction; old steps of undo are dropped.

    What undo kept are rows in the shape of the old tables.
    """
    if version == to:
        return
    db.run("PRAGMA foreign_keys = OFF")  # else dropping a table empties those that refer to it
    try:
        with db.transaction():
            db.run("DELETE FROM change")
            db.run("DELETE FROM step")
            for start in range(version, to):
                steps[start](db)
                db.run(f"PRAGMA user_version = {start + 1}")
            orphan = db.row("PRAGMA foreign_key_check")
            if orphan or opening.fingerprint(db) != fingerprints[to]:
                raise faults.damaged(db.path, f"migration from version {version} to {to}: {orphan}")
    finally:
        db.run("PRAGMA foreign_keys = ON")
