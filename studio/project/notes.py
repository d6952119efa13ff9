"""What people note beside the cues: names, findings left as they are, and how the window was left."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from studio.project import faults
from studio.project.cues import Cues
from studio.project.database import Database
from studio.project.values import Name, StoredCue


class Names:
    """The names that must be right everywhere: the terms, by what they are called in the language spoken."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> list[Name]:
        """Return the names in the order they were added."""
        return [Name(*row) for row in self._db.rows("SELECT id, source, note FROM term ORDER BY id")]

    def add(self, text: str, note: str = "") -> int:
        """Keep a name and return its id."""
        return self._db.insert("INSERT INTO term (source, note) VALUES (?, ?)", (text, note))

    def put(self, name: Name) -> None:
        """Give the name with this id these values."""
        if not self._db.run("UPDATE term SET source = ?, note = ? WHERE id = ?", (name.text, name.note, name.id)):
            raise faults.gone()

    def remove(self, ids: Iterable[int]) -> None:
        """Delete names."""
        self._db.run_many("DELETE FROM term WHERE id = ?", [(id,) for id in ids])


class Rejections:
    """Findings that a person left as they are; each holds until its cue changes."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, stored: StoredCue, rule: str) -> None:
        """Leave the finding of `rule` on a cue as it is."""
        self._db.run("DELETE FROM rejection WHERE cue = ? AND rule = ?", (stored.id, rule))
        self._db.run("INSERT INTO rejection (cue, rule, seen) VALUES (?, ?, ?)", (stored.id, rule, _seen(stored)))

    def remove(self, cue: int, rule: str) -> None:
        """Show the finding again."""
        self._db.run("DELETE FROM rejection WHERE cue = ? AND rule = ?", (cue, rule))

    def of(self, track: int) -> set[tuple[int, str]]:
        """Return cue and rule of all findings of a track that are to be left as they are."""
        sql = "SELECT cue, rule, seen FROM rejection WHERE cue IN (SELECT id FROM cue WHERE track = ?)"
        rows = self._db.rows(sql, (track,))
        cues = Cues(self._db)
        now = {id: cues.get(id) for id in {row[0] for row in rows}}
        return {(id, rule) for id, rule, seen in rows if (cue := now[id]) is not None and _seen(cue) == seen}

    def on(self, stored: StoredCue) -> set[str]:
        """Return the rules whose findings on a cue, as it is now, are to be left as they are."""
        rows = self._db.rows("SELECT rule, seen FROM rejection WHERE cue = ?", (stored.id,))
        return {rule for rule, seen in rows if seen == _seen(stored)}


class View:
    """How the window was left, by names of the window's choice; outside undo, never handed over."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, name: str) -> object:
        """Return a value that JSON can hold, None if there is none (or none that can be read)."""
        text = self._db.value("SELECT value FROM view WHERE name = ?", (name,))
        try:
            return None if text is None else json.loads(text)
        except (ValueError, RecursionError):
            return None

    def put(self, name: str, value: object) -> None:
        """Keep a value that JSON can hold."""
        sql = "INSERT INTO view (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"
        self._db.run(sql, (name, json.dumps(value)))


def _seen(stored: StoredCue) -> str:
    """Return a digest of what findings are about; a cue's state is not."""
    cue = stored.cue
    shown = repr((cue.start, cue.end, cue.text, str(cue.kind), cue.speaker))
    return hashlib.sha256(shown.encode("utf-8", "backslashreplace")).hexdigest()[:32]
