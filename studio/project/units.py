"""The house's memory: sentences and the translations that people confirmed, with the production they stand in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from studio.model.memory import MemoryUnit, primary
from studio.project.database import Database, Row
from studio.text.compared import normal

PAGE = 2000
"""Rows that are read at once: reading holds up who wants to write."""

TEXTS = "source, target, source_language, target_language, production, reviewer, moment, previous, following"
"""The columns of a unit, of the house's memory and of a production's."""

_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
_THIS = "direction = ? AND wanted = ? AND place = ? AND owner = ?"
_LATEST = "coalesce(moment, -9007199254740991), id"

Direction = tuple[str, str]
Key = tuple[str, str, str, str]


class Units:
    """The table of units."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def remember(self, units: Iterable[MemoryUnit], owner: str = "") -> int:
        """Keep units and return how many are news; one confirmed later, in the same place, stays as it is."""
        return sum(self._keep(unit, owner) for unit in units)

    def replace(self, owner: str, units: Iterable[MemoryUnit]) -> int:
        """Have these be all units of a production; return how many came or went."""
        wanted, there = _by_key(units, owner), self._owned(owner)
        gone = [id for key, (id, unit) in there.items() if wanted.get(key) != unit]
        self._db.run_many("DELETE FROM unit WHERE id = ?", [(id,) for id in gone])
        new = [unit for key, unit in wanted.items() if key not in there or there[key][1] != unit]
        return len(there.keys() - wanted.keys()) + self.remember(new, owner)

    def forget(self, owner: str) -> int:
        """Delete the units of a production, or with "" those from files, and return how many there were."""
        return self._db.run("DELETE FROM unit WHERE owner = ?", (owner,))

    def holds(self, owner: str, units: Iterable[MemoryUnit]) -> bool:
        """Say whether these are just the units of a production."""
        return {key: unit for key, (_id, unit) in self._owned(owner).items()} == _by_key(units, owner)

    def exact(self, texts: Collection[str], languages: Direction, first: Sequence[str] = ()) -> dict[str, MemoryUnit]:
        """Return for each text that was confirmed before its unit: of the first of some owners, else the latest."""
        keys: dict[str, list[str]] = {}
        for text in texts:
            keys.setdefault(normal(text), []).append(text)
        found = self._of_keys(list(keys), languages, first)
        return {text: unit for key, unit in found for text in keys[key]}

    def every(self, texts: Collection[str], languages: Direction) -> list[MemoryUnit]:
        """Return all units of some texts, whoever confirms them and wherever they stand, the latest last."""
        return [unit for _key, unit in self._of_keys(list({normal(text) for text in texts}), languages, ())]

    def of(self, languages: Direction | None = None, after: int = 0) -> Iterator[tuple[int, MemoryUnit]]:
        """Yield the units of a direction (None: of all) with their ids, those above `after`, in order."""
        condition = "id > ? AND +direction = ?" if languages else "id > ?"
        more = (_direction(languages),) if languages else ()
        while True:
            sql = f"SELECT id, {TEXTS} FROM unit WHERE {condition} ORDER BY id LIMIT {PAGE}"
            rows = self._db.rows(sql, (after, *more))
            yield from ((row[0], read(row[1:])) for row in rows)
            if len(rows) < PAGE:
                return
            after = rows[-1][0]

    def owned(self, owner: str) -> int:
        """Return how many units a production has, or with "" how many came from files."""
        return int(self._db.value("SELECT count(*) FROM unit WHERE owner = ?", (owner,)))

    def ids(self, languages: Direction) -> set[int]:
        """Return the ids of all units of a direction."""
        return {row[0] for row in self._db.rows("SELECT id FROM unit WHERE direction = ?", (_direction(languages),))}

    def count(self, languages: Direction | None = None) -> int:
        """Return how many units there are of a direction (None: of all)."""
        if languages is None:
            return int(self._db.value("SELECT count(*) FROM unit"))
        return int(self._db.value("SELECT count(*) FROM unit WHERE direction = ?", (_direction(languages),)))

    def directions(self) -> list[tuple[str, str, int]]:
        """Return the languages that there are units of and how many, the most first."""
        sql = "SELECT direction, count(*) FROM unit GROUP BY direction ORDER BY 2 DESC, 1"
        return [(*row[0].split(">", 1), row[1]) for row in self._db.rows(sql)]

    def _owned(self, owner: str) -> dict[Key, tuple[int, MemoryUnit]]:
        rows = self._db.rows(f"SELECT id, direction, wanted, place, {TEXTS} FROM unit WHERE owner = ?", (owner,))
        return {(row[1], row[2], row[3], owner): (row[0], read(row[4:])) for row in rows}

    def _of_keys(self, keys: list[str], languages: Direction, first: Sequence[str]) -> Iterator[tuple[str, MemoryUnit]]:
        """Yield the units of texts as they are compared, the one to be preferred last."""
        sql = (
            f"SELECT wanted, {TEXTS} FROM unit WHERE direction = ? AND wanted IN (SELECT value FROM json_each(?))"
            " ORDER BY coalesce((SELECT -key FROM json_each(?) WHERE value = owner), -9007199254740991),"
            f" {_LATEST}"
        )
        rows = self._db.rows(sql, (_direction(languages), json.dumps(keys), json.dumps(list(first))))
        return ((row[0], read(row[1:])) for row in rows)

    def _keep(self, unit: MemoryUnit, owner: str) -> bool:
        key = key_of(unit, owner)
        if not is_usable(key, unit):
            return False
        there = self._db.row(f"SELECT moment, {TEXTS} FROM unit WHERE {_THIS}", key)
        if there is not None and ((there[0] or 0) > (_moment(unit) or 0) or there[1:] == written(unit)):
            return False
        marks = ", ".join("?" * 13)
        sql = f"INSERT OR REPLACE INTO unit (direction, wanted, place, owner, {TEXTS}) VALUES ({marks})"
        self._db.insert(sql, (*key, *written(unit)))
        return True


def key_of(unit: MemoryUnit, owner: str = "") -> Key:
    """Return what there is only one unit of: its languages, its source, the place between neighbours, and the owner."""
    before, after = normal(unit.before), normal(unit.after)
    place = hashlib.sha256(f"{before}\n{after}".encode("utf-8", "replace")).hexdigest()[:32] if before or after else ""
    return _direction((unit.source_language, unit.target_language)), normal(unit.source), place, owner


def _by_key(units: Iterable[MemoryUnit], owner: str) -> dict[Key, MemoryUnit]:
    found = ((key_of(unit, owner), unit) for unit in units)
    return {key: unit for key, unit in found if is_usable(key, unit)}


def is_usable(key: Key, unit: MemoryUnit) -> bool:
    """Say whether a unit with this key says anything."""
    return bool(key[1] and unit.target.strip())


def _direction(languages: Direction) -> str:
    return f"{primary(languages[0])}>{primary(languages[1])}"


def _moment(unit: MemoryUnit) -> int | None:
    return None if unit.time is None else (unit.time - _BEGIN) // timedelta(milliseconds=1)


def written(unit: MemoryUnit) -> tuple[object, ...]:
    """Return the values of the columns `TEXTS`."""
    said = (unit.source, unit.target, unit.source_language, unit.target_language, unit.production, unit.reviewer)
    return (*said, _moment(unit), unit.before, unit.after)


def read(row: Row) -> MemoryUnit:
    """Return the unit with these values of the columns `TEXTS`."""
    source, target, source_language, target_language, production, reviewer, moment, before, after = row
    time = None if moment is None else _BEGIN + timedelta(milliseconds=moment)
    return MemoryUnit(source, target, source_language, target_language, production, reviewer, time, before, after)
