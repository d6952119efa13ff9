"""Other texts for cues: edited then and approved by nobody, and what was translated from them is out of date."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from studio.model.cue import CueState
from studio.project.project import Project
from studio.project.values import StoredCue
from studio.text.length import visible
from studio.workflow import chosen


def reword(project: Project, changes: Iterable[tuple[StoredCue, str]]) -> int:
    """Give cues these texts, inside a step; return how many have another one now.

    Cues of translations that stand at the same time are out of date, unless only spaces and line breaks changed.
    """
    changed = [(stored, text) for stored, text in changes if text != stored.cue.text]
    project.cues.put(*[chosen.worded(stored, text) for stored, text in changed])
    meant: dict[int, list[StoredCue]] = defaultdict(list)
    for stored, text in changed:
        if visible(text).split() != visible(stored.cue.text).split():
            meant[stored.track].append(stored)
    for track, cues in meant.items():
        _outdate(project, track, cues)
    return len(changed)


def _outdate(project: Project, track: int, cues: Sequence[StoredCue]) -> None:
    """Mark what stands beside these cues in translations of their track."""
    source = project.tracks.get(track)
    tracks = project.tracks.of(source.media) if source is not None else []
    spans = sorted((each.cue.start, each.cue.end) for each in cues)
    starts = [start for start, _end in spans]
    ends = list(accumulate((end for _start, end in spans), max))
    for translation in (each for each in tracks if each.source == track and not each.is_read_only):
        for stored in project.cues.shown(translation.id, starts[0], ends[-1]):
            before = bisect_left(starts, stored.cue.end)
            is_beside = before > 0 and ends[before - 1] > stored.cue.start
            if is_beside and stored.cue.state is not CueState.STALE:
                old = replace(stored.cue, state=CueState.STALE)
                project.cues.put(replace(stored, cue=old, reviewer="", reviewed_at=None))
