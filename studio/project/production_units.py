"""The production's own memory of files: sentences with confirmed translations that were taken in for it alone."""

from __future__ import annotations

from collections.abc import Iterable

from studio.model.memory import MemoryUnit
from studio.project import units as stored
from studio.project.database import Database


class ProductionUnits:
    """The table of units of a production; none of them stands there twice."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> list[MemoryUnit]:
        """Return the units in the order they were added."""
        return [stored.read(row) for row in self._db.rows(f"SELECT {stored.TEXTS} FROM unit ORDER BY id")]

    def count(self) -> int:
        """Return how many there are."""
        return int(self._db.value("SELECT count(*) FROM unit"))

    def add(self, units: Iterable[MemoryUnit]) -> int:
        """Keep those that are not there, and return how many are news."""
        known = {stored.key_of(unit): unit for unit in self.all()}
        new: dict[stored.Key, MemoryUnit] = {}
        for unit in units:
            key = stored.key_of(unit)
            if stored.is_usable(key, unit) and key not in known:
                new.setdefault(key, unit)
        marks = ", ".join("?" * 9)
        rows = [stored.written(unit) for unit in new.values()]
        self._db.run_many(f"INSERT INTO unit ({stored.TEXTS}) VALUES ({marks})", rows)
        return len(rows)

    def clear(self) -> int:
        """Delete all and return how many there were."""
        return self._db.run("DELETE FROM unit")
