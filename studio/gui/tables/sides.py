"""The source beside a translation, held in memory: what each cue was made from, and if that reads otherwise now."""

from __future__ import annotations

from collections.abc import Iterable, Set

from studio.project.project import Project
from studio.project.values import Changed, StoredTrack
from studio.text.length import visible
from studio.workflow import bilingual
from studio.workflow.bilingual import Side

MOST_SINGLE = 64
"""So many touched cues are asked for one by one; beyond that all are read again."""


class Sides:
    """The sides of one translated track, kept up with the project; nothing for a track that was not translated."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._track = 0
        self.source: StoredTrack | None = None
        self._forget()

    @property
    def is_pair(self) -> bool:
        """Say whether the track is a translation whose source is there."""
        return self.source is not None

    @property
    def stale(self) -> Set[int]:
        """Return the cues that are out of date; not to be changed."""
        return self._stale

    @property
    def untranslated(self) -> int:
        """Return how many source cues with words nothing stands for."""
        return len(self._worded - self._translated.keys())

    @property
    def source_count(self) -> int:
        """Return how many cues the source has."""
        return self._source_count

    @property
    def source_checked(self) -> int:
        """Return how many cues of the source somebody has looked at."""
        return self._source_checked

    def of(self, cue: int) -> Side | None:
        """Return the side of a cue, None for one that stands for nothing in the source."""
        return self._sides.get(cue)

    def set_track(self, track: StoredTrack | None) -> None:
        """Hold the sides of another track."""
        self._forget()
        self._track = track.id if track is not None else 0
        source = track.source if track is not None else None
        self.source = self._project.tracks.get(source) if source is not None else None
        if self.is_pair:
            self._read_all()

    def refresh(self, changed: Changed) -> frozenset[int]:
        """Follow a change of the project; return the cues of the track whose sides are others now."""
        if self.source is None or not {"cue", "pair"} & changed.rows.keys():
            return frozenset()
        touched = _numbers(changed.rows.get("cue", ()))
        pairs = _numbers(changed.rows.get("pair", ()))
        if len(touched) > MOST_SINGLE:
            return self._compare()
        if touched - self._sides.keys():
            self._look_at_source(touched)
        beside = self._beside(touched)
        if not pairs <= {pair.id for pair in self._project.pairs.on(beside)}:
            return self._compare()
        return self._look(beside)

    def _forget(self) -> None:
        self._sides: dict[int, Side] = {}
        self._translated: dict[int, set[int]] = {}
        self._worded: set[int] = set()
        self._stale: set[int] = set()
        self._source_count = self._source_checked = 0

    def _read_all(self) -> None:
        self._sides = dict(bilingual.sides(self._project, self._track))
        self._translated = {}
        for side in self._sides.values():
            for source in side.sources:
                self._translated.setdefault(source, set()).add(side.cue)
        self._stale = {id for id, side in self._sides.items() if side.is_stale}
        assert self.source is not None
        self._worded = {id for id, text in self._project.cues.texts(self.source.id) if visible(text).split()}
        self._count_source()

    def _look_at_source(self, touched: set[int]) -> None:
        """Look again at those of the touched cues that are, or were, of the source."""
        there = {stored.id: stored for stored in self._project.cues.several(touched)}
        self._worded -= touched
        self._worded |= {
            id
            for id, stored in there.items()
            if self.source is not None and stored.track == self.source.id and visible(stored.cue.text).split()
        }
        self._count_source()

    def _count_source(self) -> None:
        counts = self._project.cues.counts(self.source.id) if self.source is not None else {}
        self._source_count = sum(counts.values())
        self._source_checked = sum(count for state, count in counts.items() if state.is_checked)

    def _compare(self) -> frozenset[int]:
        before = self._sides
        self._read_all()
        now = self._sides
        return frozenset(id for id in before.keys() | now.keys() if before.get(id) != now.get(id))

    def _beside(self, touched: set[int]) -> set[int]:
        """Return the touched cues of the track, and those that stand for touched cues of the source."""
        named = set().union(*(self._translated.get(id, ()) for id in touched))
        paired = {pair.cue for pair in self._project.pairs.to(touched)}
        there = self._project.cues.several(touched | named | paired)
        gone = (touched | named) & self._sides.keys()
        return {stored.id for stored in there if stored.track == self._track} | gone

    def _look(self, cues: Iterable[int]) -> frozenset[int]:
        """Ask again for these sides; return which are others now."""
        asked = set(cues)
        found = bilingual.some_sides(self._project, asked)
        changed = frozenset(id for id in asked if self._sides.get(id) != found.get(id))
        for id in changed:
            self._put(id, self._sides.get(id), found.get(id))
        return changed

    def _put(self, id: int, before: Side | None, now: Side | None) -> None:
        for source in before.sources if before is not None else ():
            beside = self._translated.get(source, set())
            beside.discard(id)
            if not beside:
                self._translated.pop(source, None)
        for source in now.sources if now is not None else ():
            self._translated.setdefault(source, set()).add(id)
        self._stale.discard(id)
        if now is not None and now.is_stale:
            self._stale.add(id)
        if now is not None:
            self._sides[id] = now
        else:
            self._sides.pop(id, None)


def _numbers(rows: Iterable[int | str]) -> set[int]:
    return {id for id in rows if isinstance(id, int)}
