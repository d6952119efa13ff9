"""The cues of the tracks: read whole or by the page, in order of their starts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from studio.model.cue import Cue, CueState, Kind
from studio.project import faults
from studio.project.database import Database, Row
from studio.project.values import StoredCue

_COLUMNS = "id, track, start, stop, text, kind, speaker, state, reviewer, reviewed_at, comment, first_word, last_word"
_SELECT = f"SELECT {_COLUMNS} FROM cue"
_ORDER = "ORDER BY start, stop, id"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KINDS = {str(kind): kind for kind in Kind}
_STATES = {str(state): state for state in CueState}


class Cues:
    """The table of cues."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, track: int, cues: Sequence[Cue], words: Sequence[tuple[int, int] | None] | None = None) -> list[int]:
        """Keep new cues and return their ids; `words` are the ids of each one's first and last heard word."""
        first = self._db.next_id("cue")
        ranges = words if words is not None else [None] * len(cues)
        sql = (
            "INSERT INTO cue (id, track, start, stop, text, kind, speaker, state, first_word, last_word)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        )
        rows = [
            (first + i, track, cue.start, cue.end, cue.text, cue.kind, cue.speaker, cue.state, *(heard or (None, None)))
            for i, (cue, heard) in enumerate(zip(cues, ranges, strict=True))
        ]
        self._db.run_many(sql, rows)
        return [row[0] for row in rows]

    def put(self, *cues: StoredCue) -> None:
        """Give the cues with these ids these values; values that are the same already are no change.

        Raises `InputError` if one of them is no longer there: what a person wrote must not vanish in silence.
        """
        sql = (
            "UPDATE cue SET track = ?, start = ?, stop = ?, text = ?, kind = ?, speaker = ?, state = ?, reviewer = ?,"
            " reviewed_at = ?, comment = ?, first_word = ?, last_word = ? WHERE id = ?"
        )
        if cues and self._db.run_many(sql, [_values(stored) for stored in cues]) < len(cues):
            raise faults.gone()

    def remove(self, ids: Iterable[int]) -> None:
        """Delete cues with the findings rejected on them."""
        self._db.run_many("DELETE FROM cue WHERE id = ?", [(id,) for id in ids])

    def of(self, track: int) -> list[StoredCue]:
        """Return all cues of a track."""
        return [_cue(row) for row in self._db.rows(f"{_SELECT} WHERE track = ? {_ORDER}", (track,))]

    def page(self, track: int, first: int, count: int) -> list[StoredCue]:
        """Return up to `count` cues from the one at place `first` (from 0) on."""
        rows = self._db.rows(f"{_SELECT} WHERE track = ? {_ORDER} LIMIT ? OFFSET ?", (track, count, first))
        return [_cue(row) for row in rows]

    def between(self, track: int, start: int, stop: int) -> list[StoredCue]:
        """Return the cues that begin from `start` until `stop` ms (not included)."""
        rows = self._db.rows(f"{_SELECT} WHERE track = ? AND start >= ? AND start < ? {_ORDER}", (track, start, stop))
        return [_cue(row) for row in rows]

    def shown(self, track: int, start: int, stop: int) -> list[StoredCue]:
        """Return the cues that stand at some moment from `start` until `stop` ms (not included)."""
        rows = self._db.rows(f"{_SELECT} WHERE track = ? AND start < ? AND stop > ? {_ORDER}", (track, stop, start))
        return [_cue(row) for row in rows]

    def texts(self, track: int) -> list[tuple[int, str]]:
        """Return id and text of a track's cues in order: all that a search needs."""
        return self._db.rows(f"SELECT id, text FROM cue WHERE track = ? {_ORDER}", (track,))

    def get(self, id: int) -> StoredCue | None:
        """Return one cue, None if it is not there."""
        row = self._db.row(f"{_SELECT} WHERE id = ?", (id,))
        return _cue(row) if row else None

    def several(self, ids: Iterable[int]) -> list[StoredCue]:
        """Return the cues with these ids that are there, by their tracks and in order."""
        sql = f"{_SELECT} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY track, start, stop, id"
        return [_cue(row) for row in self._db.rows(sql, (json.dumps(list(ids)),))]

    def next(self, stored: StoredCue) -> StoredCue | None:
        """Return the cue after this one in its track, None for the last."""
        row = self._db.row(
            f"{_SELECT} WHERE track = ? AND (start, stop, id) > (?, ?, ?) {_ORDER} LIMIT 1",
            (stored.track, stored.cue.start, stored.cue.end, stored.id),
        )
        return _cue(row) if row else None

    def before(self, stored: StoredCue) -> StoredCue | None:
        """Return the cue before this one in its track, None for the first."""
        row = self._db.row(
            f"{_SELECT} WHERE track = ? AND (start, stop, id) < (?, ?, ?)"
            " ORDER BY start DESC, stop DESC, id DESC LIMIT 1",
            (stored.track, stored.cue.start, stored.cue.end, stored.id),
        )
        return _cue(row) if row else None

    def following(self, stored: StoredCue) -> list[StoredCue]:
        """Return this cue and all after it in its track."""
        sql = f"{_SELECT} WHERE track = ? AND (start, stop, id) >= (?, ?, ?) {_ORDER}"
        rows = self._db.rows(sql, (stored.track, stored.cue.start, stored.cue.end, stored.id))
        return [_cue(row) for row in rows]

    def ids(self, track: int) -> list[int]:
        """Return the ids of a track's cues in order."""
        return [row[0] for row in self._db.rows(f"SELECT id FROM cue WHERE track = ? {_ORDER}", (track,))]

    def counts(self, track: int) -> dict[CueState, int]:
        """Return how many cues of a track are in each state."""
        rows = self._db.rows("SELECT state, count(*) FROM cue WHERE track = ? GROUP BY state", (track,))
        found = {_STATES[state]: count for state, count in rows}
        return {state: found.get(state, 0) for state in CueState}


def _values(stored: StoredCue) -> tuple[object, ...]:
    cue = stored.cue
    at = None if stored.reviewed_at is None else (stored.reviewed_at - _EPOCH) // timedelta(milliseconds=1)
    words = (stored.first_word, stored.last_word)
    shown = (stored.track, cue.start, cue.end, cue.text, cue.kind, cue.speaker, cue.state)
    return (*shown, stored.reviewer, at, stored.comment, *words, stored.id)


def _cue(row: Row) -> StoredCue:
    id, track, start, stop, text, kind, speaker, state, reviewer, at, comment, first, last = row
    when = None if at is None else _EPOCH + timedelta(milliseconds=at)
    cue = Cue(start, stop, text, _KINDS[kind], speaker, _STATES[state])
    return StoredCue(id, track, cue, reviewer, when, comment, first, last)
