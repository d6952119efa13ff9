"""Which cue of a translation stands for which cue of its source, and what that said when it was translated."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence

from studio.model.translation import Origin
from studio.project.database import Database, Row
from studio.project.values import Pair

_COLUMNS = "pair.id, pair.cue, pair.source, pair.seen, pair.origin"
_AMONG = "IN (SELECT value FROM json_each(?))"
_ORIGINS = {str(origin): origin for origin in Origin}


class Pairs:
    """The table of pairs.

    Whether a translation is out of date is asked of the two texts, never kept: taking back the change of the source
    brings it up to date again, and no row of an approved cue is ever written for it.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, pairs: Iterable[tuple[int, int, str, Origin]]) -> None:
        """Pair translated cues with source cues: (cue, source, seen, origin) each."""
        self._db.run_many("INSERT INTO pair (cue, source, seen, origin) VALUES (?, ?, ?, ?)", pairs)

    def of(self, track: int) -> list[Pair]:
        """Return the pairs of a translated track's cues, by their cues, then in order of the source."""
        sql = (
            f"SELECT {_COLUMNS} FROM cue JOIN pair ON pair.cue = cue.id LEFT JOIN cue other ON other.id = pair.source"
            " WHERE cue.track = ? ORDER BY cue.start, cue.stop, cue.id, other.start, pair.source"
        )
        return [_pair(row) for row in self._db.rows(sql, (track,))]

    def on(self, cues: Collection[int]) -> list[Pair]:
        """Return the pairs of these translated cues, each cue's in order of the source."""
        sql = (
            f"SELECT {_COLUMNS} FROM pair LEFT JOIN cue other ON other.id = pair.source WHERE pair.cue {_AMONG}"
            " ORDER BY pair.cue, other.start, pair.source"
        )
        return [_pair(row) for row in self._db.rows(sql, (_json(cues),))]

    def to(self, sources: Collection[int]) -> list[Pair]:
        """Return the pairs of these source cues, in every language."""
        sql = f"SELECT {_COLUMNS} FROM pair WHERE pair.source {_AMONG} ORDER BY pair.source, pair.cue"
        return [_pair(row) for row in self._db.rows(sql, (_json(sources),))]

    def remove(self, cues: Collection[int]) -> None:
        """Part these translated cues from their source."""
        self._db.run(f"DELETE FROM pair WHERE cue {_AMONG}", (_json(cues),))

    def part(self, sources: Collection[int]) -> None:
        """Part these source cues from their translations."""
        self._db.run(f"DELETE FROM pair WHERE source {_AMONG}", (_json(sources),))

    def confirm(self, cues: Collection[int], origin: Origin | None = None) -> None:
        """Note that these translations fit what the source says now; pairs with source cues that are gone end.

        With an `origin` they are from there from now on.
        """
        mine = _json(cues)
        self._db.run(f"DELETE FROM pair WHERE cue {_AMONG} AND source NOT IN (SELECT id FROM cue)", (mine,))
        now = "(SELECT text FROM cue WHERE cue.id = pair.source)"
        self._db.run(
            f"UPDATE pair SET seen = {now}, origin = coalesce(?, origin) WHERE cue {_AMONG}"
            f" AND (seen IS NOT {now} OR origin IS NOT coalesce(?, origin))",
            (origin, mine, origin),
        )

    def divide(self, cue: int, new: int) -> None:
        """Follow a cue that was cut in two: as a translation, both stand for the same; as a source, both are meant."""
        self._db.run(
            "INSERT INTO pair (cue, source, seen, origin) SELECT ?, source, seen, origin FROM pair WHERE cue = ?",
            (new, cue),
        )
        self._db.run(
            "INSERT INTO pair (cue, source, seen, origin) SELECT cue, ?, '', origin FROM pair WHERE source = ?",
            (new, cue),
        )

    def join(self, kept: int, gone: Sequence[int]) -> None:
        """Follow cues that become one, before those that are `gone` are removed."""
        others = _json(gone)
        self._db.run(
            f"UPDATE pair SET cue = ? WHERE cue {_AMONG} AND source NOT IN (SELECT source FROM pair WHERE cue = ?)",
            (kept, others, kept),
        )
        self._db.run(
            f"UPDATE pair SET source = ? WHERE source {_AMONG} AND cue NOT IN (SELECT cue FROM pair WHERE source = ?)",
            (kept, others, kept),
        )
        self._db.run(f"DELETE FROM pair WHERE source {_AMONG}", (others,))
        self._db.run(
            "DELETE FROM pair WHERE (cue = ? OR source = ?) AND EXISTS"
            " (SELECT 1 FROM pair p WHERE p.cue = pair.cue AND p.source = pair.source AND p.id < pair.id)",
            (kept, kept),
        )


def _pair(row: Row) -> Pair:
    id, cue, source, seen, origin = row
    return Pair(id, cue, source, seen, _ORIGINS[origin])


def _json(ids: Collection[int]) -> str:
    return json.dumps(list(ids))
