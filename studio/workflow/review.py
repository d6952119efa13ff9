"""What to check first: the findings on a track as a short ranked queue, kept up to date while people work.

The queue lives in the process of the window.  `build` looks at everything in small bites; `refresh` looks again at the
cues that changed and at their neighbours.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import replace

from studio.errors import InputError
from studio.i18n import _
from studio.model.cue import Cue, CueState
from studio.model.finding import Evidence, Finding
from studio.project.project import Project
from studio.project.values import Changed, StoredCue
from studio.quality.check import RULES
from studio.subtitles import profiles
from studio.workflow import items as wording
from studio.workflow.items import GROUPED_FROM, WORDING, Change, Fix, Item, Wording

__all__ = ["WORDING", "Change", "Fix", "Item", "Review", "Wording", "fix", "leave"]

PAGE = 100
"""Cues read at a time while building."""

BITE = 10
"""Cues looked at between two yields: about a millisecond."""

AT_ONCE = 50
"""Changed cues that `refresh` looks at itself; more are left to `build`."""

NEIGHBOURS = 1
"""Cues before and after a changed one that rules may see differently now."""


class Review:
    """The queue of one track.  `items` are ranked; `is_complete` is false while there is something left to `build`."""

    def __init__(self, project: Project, track: int) -> None:
        self._project = project
        self._track = track
        self.items: list[Item] = []
        self.is_complete = False
        self._is_loaded = False
        self._stored: list[StoredCue] = []
        self._cues: list[Cue] = []
        self._places: dict[int, int] = {}
        self._findings: dict[int, tuple[Finding, ...]] = {}
        self._items: dict[int, list[Item]] = {}
        self._left: set[tuple[int, str]] = set()
        self._dirty: dict[int, None] = {}
        self._evidence: Evidence | None = None

    def build(self) -> Iterator[None]:
        """Look at everything that was not looked at yet; every yield is a place to do something else meanwhile."""
        while not self.is_complete:
            if not self._is_loaded:
                yield from self._load()
            while self._dirty and self._is_loaded:
                self._look(BITE)
                yield
            if self._is_loaded and not self._dirty:
                self.is_complete = True
                self._rank()

    def refresh(self, changed: Changed) -> None:
        """Bring the queue up to date after a change; where `is_complete` is false afterwards, `build` goes on."""
        if not self._is_loaded or self._track in changed.rows.get("track", ()):
            self._begin_again()
            return
        if "rejection" in changed.rows or "cue" in changed.rows:
            self._left = self._project.rejections.of(self._track)
        ids = [id for id in changed.rows.get("cue", ()) if isinstance(id, int)]
        if len(ids) > AT_ONCE:
            self._begin_again()
            return
        if ids:
            self._take(ids)
        if ids or "rejection" in changed.rows:
            self._look(AT_ONCE * (1 + 2 * NEIGHBOURS))
            self.is_complete = not self._dirty
            self._rank()

    def of(self, cue: int) -> list[Item]:
        """Return the items that a cue is part of, the weightiest first."""
        return self._items.get(cue, [])

    def _begin_again(self) -> None:
        self._is_loaded = self.is_complete = False

    def _load(self) -> Iterator[None]:
        self._is_loaded = True
        track = self._project.tracks.get(self._track)
        video = track and self._project.media.video(track.media)
        if track is None or video is None:
            self._forget([])
            return
        self._left = self._project.rejections.of(self._track)
        found: list[StoredCue] = []
        while page := self._project.cues.page(self._track, len(found), PAGE):
            found += page
            yield
            if not self._is_loaded:
                return  # something changed meanwhile
        self._forget(found)
        profile = profiles.load(track.profile)
        self._evidence = Evidence(self._cues, profile, video.video.frame_rate, video.video.duration or None)

    def _forget(self, stored: list[StoredCue]) -> None:
        """Begin with these cues, none of which was looked at."""
        self._stored = stored
        self._cues = [each.cue for each in stored]
        self._places = {each.id: place for place, each in enumerate(stored)}
        self._findings = {}
        self._dirty = dict.fromkeys(self._places)

    def _take(self, ids: Collection[int]) -> None:
        """Take over how these cues are now, wherever they stand; their neighbours need another look."""
        now = {id: self._project.cues.get(id) for id in ids}
        for id in ids:
            self._touch(self._places.get(id))
            stored = now[id]
            place = self._places.get(id)
            if stored is not None and stored.track == self._track and place is not None and self._fits(place, stored):
                self._stored[place], self._cues[place] = stored, stored.cue
            else:
                self._move(place, stored if stored is not None and stored.track == self._track else None)
            self._touch(self._places.get(id))

    def _fits(self, place: int, stored: StoredCue) -> bool:
        """Say whether the cue still belongs where it was."""
        before, after = self._stored[max(0, place - 1)], self._stored[min(len(self._stored) - 1, place + 1)]
        key = _order(stored)
        return (before.id == stored.id or _order(before) <= key) and (after.id == stored.id or key <= _order(after))

    def _move(self, place: int | None, stored: StoredCue | None) -> None:
        if place is not None:
            self._findings.pop(self._stored[place].id, None)
            self._dirty.pop(self._stored[place].id, None)
            del self._stored[place], self._cues[place]
        if stored is not None:
            to = bisect_left(self._stored, _order(stored), key=_order)
            self._stored.insert(to, stored)
            self._cues.insert(to, stored.cue)
        self._places = {each.id: place for place, each in enumerate(self._stored)}

    def _touch(self, place: int | None) -> None:
        if place is not None:
            for near in range(max(0, place - NEIGHBOURS), min(len(self._stored), place + NEIGHBOURS + 1)):
                self._dirty[self._stored[near].id] = None

    def _look(self, count: int) -> None:
        """Look at some of the cues that need it."""
        assert self._evidence is not None or not self._dirty
        for _time in range(min(count, len(self._dirty))):
            id = next(iter(self._dirty))
            del self._dirty[id]
            place = self._places[id]
            found = (rule.check(self._evidence, place) for rule in RULES) if self._evidence else ()
            self._findings[id] = tuple(finding for finding in found if finding is not None)

    def _rank(self) -> None:
        """Make the items anew of all findings that nobody left as they are."""
        alone: list[Item] = []
        many: dict[str, list[tuple[StoredCue, Finding]]] = {}
        for id in [id for id, findings in self._findings.items() if findings]:
            stored = self._stored[self._places[id]]
            for finding in self._findings[id]:
                if (id, finding.rule) not in self._left:
                    many.setdefault(finding.rule, []).append((stored, finding))
        for rule, found in many.items():
            if WORDING[rule].is_grouped and len(found) >= GROUPED_FROM:
                alone.append(wording.of_many(rule, sorted(found, key=lambda each: _order(each[0]))))
            else:
                alone += [wording.of_finding(self._places[cue.id] + 1, cue, finding) for cue, finding in found]
        self.items = sorted(alone, key=lambda item: (-item.risk, item.start, item.key))
        self._items = {}
        for item in self.items:
            for cue in item.cues:
                self._items.setdefault(cue, []).append(item)


def fix(project: Project, item: Item) -> None:
    """Do what the item's button says, as one step; raises `InputError` where the cues are no longer as they were."""
    if item.fix is None:
        raise InputError(_("There is nothing that could be done here at once."))
    changes = [(change, project.cues.get(change.cue)) for change in item.fix.changes]
    fitting = [(change, stored) for change, stored in changes if stored is not None and stored.cue == change.before]
    if not fitting:
        raise InputError(_("This cue has been changed meanwhile."), hint=_("Look at the list once more."))
    with project.step(item.fix.label):
        for change, stored in fitting:
            _carry_out(project, stored, change)


def leave(project: Project, item: Item) -> None:
    """Show the item no more until its cues change."""
    with project.step(_("Leave as it is")):
        for cue, rule in item.covers:
            stored = project.cues.get(cue)
            if stored is not None:
                project.rejections.add(stored, rule)


def _carry_out(project: Project, stored: StoredCue, change: Change) -> None:
    if not change.after:
        project.cues.remove([stored.id])
        return
    first, *more = [_touched(change.before, cue) for cue in change.after]
    project.cues.put(replace(stored, cue=first))
    project.cues.add(stored.track, more)


def _touched(before: Cue, after: Cue) -> Cue:
    """Return the cue as edited where its words changed; times and line breaks leave its state."""
    is_same = before.text.split() == after.text.split()
    return replace(after, state=before.state if is_same else CueState.EDITED)


def _order(stored: StoredCue) -> tuple[int, int, int]:
    return (stored.cue.start, stored.cue.end, stored.id)
