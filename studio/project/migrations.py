"""From an older version of the file to this one: one function per version, each bringing the file to the next.

A migration rewrites tables as SQLite advises (sqlite.org/lang_altertable.html#otheralter: make the new one, copy, drop
the old, rename), so that the schema ends up word for word as in `schema.sql`; `opening.FINGERPRINTS` keeps what each
version came down to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from studio.project import faults, opening
from studio.project.database import Database

Migration = Callable[[Database], None]


def pairs_and_terms(db: Database) -> None:
    """Bring version 1 to 2: names become terms; translated cues are paired with the source cues shown meanwhile."""
    for statement in _PAIR_AND_TERM:
        db.run(statement)
    db.run("INSERT INTO term (id, source, note) SELECT id, text, note FROM name")
    db.run("DROP TABLE name")
    db.run(
        "INSERT INTO pair (cue, source, seen, origin)"
        " SELECT cue.id, other.id, iif(cue.state = 'stale', '', other.text), 'machine' FROM track"
        " JOIN cue ON cue.track = track.id JOIN cue other ON other.track = track.source"
        " AND other.start < cue.stop AND other.stop > cue.start ORDER BY cue.track, cue.start, other.start"
    )
    db.run("UPDATE cue SET state = 'machine' WHERE state = 'stale'")  # it is asked of the texts now


_PAIR_AND_TERM = (
    """CREATE TABLE pair (
    id     INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 9007199254740991),
    cue    INTEGER NOT NULL REFERENCES cue (id) ON DELETE CASCADE,
    source INTEGER NOT NULL CHECK (source BETWEEN 1 AND 9007199254740991),
    seen   TEXT    NOT NULL CHECK (length(seen) <= 1000000),
    origin TEXT    NOT NULL CHECK (origin IN ('none', 'machine', 'memory', 'copied', 'person'))
) STRICT""",
    """CREATE INDEX pair_of_cue ON pair (cue, source)""",
    """CREATE INDEX pair_of_source ON pair (source)""",
    """CREATE TABLE term (
    id              INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 9007199254740991),
    source          TEXT    NOT NULL CHECK (source <> '' AND length(source) <= 1000),
    target          TEXT    NOT NULL DEFAULT '' CHECK (length(target) <= 1000),
    source_language TEXT    NOT NULL DEFAULT '' CHECK (length(source_language) <= 100),
    target_language TEXT    NOT NULL DEFAULT '' CHECK (length(target_language) <= 100),
    note            TEXT    NOT NULL DEFAULT '' CHECK (length(note) <= 100000),
    case_sensitive  INTEGER NOT NULL DEFAULT 0 CHECK (case_sensitive IN (0, 1))
) STRICT""",
)


def flyers_and_memory(db: Database) -> None:
    """Bring version 2 to 3: room for flyers, and for a memory of the production's own."""
    statements = Path(__file__).with_name("version-3.sql").read_text("utf-8")
    for statement in re.findall(r"^CREATE [^;]+", statements, re.MULTILINE):
        db.run(statement)
    db.run("INSERT INTO flyer (id, format) SELECT id, 'pdf' FROM media WHERE kind = 'flyer'")


MIGRATIONS: Mapping[int, Migration] = {1: pairs_and_terms, 2: flyers_and_memory}
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
