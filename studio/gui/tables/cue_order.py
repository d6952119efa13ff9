"""The cues of a track in order of their starts: found by id, by row and by moment without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from studio.project.values import StoredCue
from studio.text.length import visible

Key = tuple[int, int, int]


class CueOrder:
    """A list that stays sorted; rows count from 0."""

    def __init__(self, cues: Sequence[StoredCue] = ()) -> None:
        self.cues = list(cues)
        self.counts = Counter(stored.cue.state for stored in cues)
        self._keys = [key(stored) for stored in cues]
        self._by_id = {stored.id: stored for stored in cues}
        self._longest = max((stored.cue.duration for stored in cues), default=0)

    def __len__(self) -> int:
        return len(self.cues)

    def get(self, id: int) -> StoredCue | None:
        """Return the cue with this id, None if there is none."""
        return self._by_id.get(id)

    def row_of(self, id: int) -> int | None:
        """Return the row of a cue, None if there is none with this id."""
        stored = self._by_id.get(id)
        return None if stored is None else self.place(stored)

    def place(self, stored: StoredCue) -> int:
        """Return the row that a cue has, or would have."""
        return bisect_left(self._keys, key(stored))

    def row_at(self, ms: int) -> int:
        """Return the row of the cue shown at a moment, or else of the one after it (past the last: the count)."""
        row = bisect_left(self._keys, (ms + 1, -1, -1)) - 1
        return row if row >= 0 and self.cues[row].cue.end > ms else row + 1

    def rows_with(self, text: str) -> list[int]:
        """Return the rows of the cues that have a text, whatever its capitals and where its line ends; none for ""."""
        wanted = " ".join(text.split()).casefold()
        if not wanted:
            return []
        return [row for row, stored in enumerate(self.cues) if wanted in _flat(stored)]

    def backwards(self, start: int, end: int) -> Iterator[StoredCue]:
        """Yield the cues shown from `start` until `end` ms (not included), the last first."""
        low = bisect_left(self._keys, (start - self._longest, -1, -1))
        high = bisect_left(self._keys, (end, -1, -1))
        return (stored for stored in reversed(self.cues[low:high]) if stored.cue.end > start)

    def safe(self, ids: Collection[int]) -> list[int]:
        """Return the ids so that cues moved together do not overtake each other on the way: the last first."""
        known = [stored for id in ids if (stored := self._by_id.get(id)) is not None]
        last_first = [stored.id for stored in sorted(known, key=key, reverse=True)]
        return [*last_first, *sorted(set(ids) - set(last_first))]

    def put(self, row: int, now: StoredCue) -> None:
        """Put a cue at the row where it belongs."""
        self.cues.insert(row, now)
        self._keys.insert(row, key(now))
        self._by_id[now.id] = now
        self.counts[now.cue.state] += 1
        self._longest = max(self._longest, now.cue.duration)

    def drop(self, row: int) -> StoredCue:
        """Take the cue of a row out, and return it."""
        gone = self.cues.pop(row)
        del self._keys[row], self._by_id[gone.id]
        self.counts[gone.cue.state] -= 1
        return gone


def key(stored: StoredCue) -> Key:
    """Return what cues are sorted by."""
    return stored.cue.start, stored.cue.end, stored.id


def _flat(stored: StoredCue) -> str:
    return " ".join(visible(stored.cue.text).split()).casefold()
