"""Cues moved in time by people: one step each.  Their states stay: ten thousand shifted cues have not been read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from studio.errors import InputError
from studio.i18n import _
from studio.model.cue import Cue
from studio.project.project import Project
from studio.project.values import StoredCue
from studio.subtitles import editing
from studio.subtitles.heard import REACH
from studio.workflow import chosen

LEAST = 1
"""Milliseconds that a cue keeps at least when its edges are nudged together."""


def set_times(project: Project, cue: int, start: int, end: int, *, goes_on: bool = False) -> None:
    """Let a cue stand from `start` to `end` ms; raises `InputError` for an end that is not after the start.

    Where it `goes_on`, it is one step with the one before: a key that is held down.
    """
    stored = chosen.cue(project, cue)
    if start < 0 or end <= start:
        raise InputError(_("A cue has to end after it begins."), hint=_("Give it an end that is later than its start."))
    with project.step(_("Change times"), merge=f"times {cue}" if goes_on else ""):
        _put(project, [stored], [replace(stored.cue, start=start, end=end)])


def start_here(project: Project, cue: int, at: int) -> None:
    """Let a cue begin at the moment `at`; beyond its end the whole cue moves there."""
    stored = chosen.cue(project, cue)
    start, end = max(at, 0), stored.cue.end
    if start >= end:
        end = start + max(stored.cue.duration, editing.LEAST_ROOM)
    with project.step(_("Start here")):
        _put(project, [stored], [replace(stored.cue, start=start, end=end)])


def end_here(project: Project, cue: int, at: int) -> None:
    """Let a cue end at the moment `at`; raises `InputError` for a moment that is not after its start."""
    stored = chosen.cue(project, cue)
    if at <= stored.cue.start:
        raise InputError(
            _("This moment is not after the start of the cue."), hint=_("Let the cue start earlier first.")
        )
    with project.step(_("End here")):
        _put(project, [stored], [replace(stored.cue, end=at)])


def nudge(project: Project, cue: int, at: int, by: int) -> None:
    """Move the edge of a cue that is nearer to the moment `at` by so many ms, never over its other edge.

    What is nudged in a row is one step.
    """
    stored = chosen.cue(project, cue)
    moved = stored.cue
    is_start = abs(at - moved.start) <= abs(at - moved.end)
    if is_start:
        moved = replace(moved, start=max(0, min(moved.start + by, max(moved.start, moved.end - LEAST))))
    else:
        moved = replace(moved, end=max(moved.end + by, min(moved.end, moved.start + LEAST)))
    with project.step(_("Nudge start") if is_start else _("Nudge end"), merge=f"nudge {cue} {is_start}"):
        _put(project, [stored], [moved])


def shift(project: Project, cues: Collection[int], by: int) -> list[int]:
    """Move cues by so many ms, earlier if negative, all alike and none before the film; return those that moved."""
    return _moved(project, _("Shift cues"), chosen.cues(project, cues), by)


def shift_after(project: Project, cue: int, by: int) -> list[int]:
    """Move a cue and all after it by so many ms; return those that moved."""
    return _moved(project, _("Shift all after"), project.cues.following(chosen.cue(project, cue)), by)


def stretch(project: Project, track: int, first: tuple[int, int], second: tuple[int, int]) -> list[int]:
    """Stretch the times of a whole track so that two cues, each given with its new start in ms, begin there.

    Returns the cues that moved.
    """
    chosen.track(project, track)
    (cue_a, new_a), (cue_b, new_b) = first, second
    old_a, old_b = (chosen.cue(project, id).cue.start for id in (cue_a, cue_b))
    stored = project.cues.of(track)
    stretched = editing.stretch([each.cue for each in stored], (old_a, new_a), (old_b, new_b))
    with project.step(_("Stretch times")):
        return _put(project, stored, stretched)


def snap(project: Project, cues: Collection[int]) -> list[int]:
    """Draw the edges of cues to near cuts in the picture; return those that moved.

    Raises `InputError` where nobody has looked for cuts yet.
    """
    stored = chosen.cues(project, cues)
    track = chosen.track(project, stored[0].track)
    beside = _beside(project, stored)
    low, high = beside[0].cue.start - REACH, _until(beside) + REACH
    shots = project.evidence.shots(track.media, start=low, stop=high)
    if shots is None:
        raise InputError(
            _("The cuts in the picture are not known yet."), hint=_("Wait until they were looked for, then try again.")
        )
    words = [each.word for each in chosen.words(project, track.id, beside[0].cue.start, _until(beside))]
    rules = chosen.house(project, track.id)
    snapped = editing.snap([each.cue for each in beside], _places(stored, beside), shots, words, rules)
    with project.step(_("Snap to cuts")):
        return _put(project, beside, snapped)


def retime(project: Project, cues: Collection[int]) -> list[int]:
    """Put cues where their words were heard; return those that moved.

    A cue whose text nobody heard stays.  Raises `InputError` where nothing was heard around them.
    """
    stored = chosen.cues(project, cues)
    track = stored[0].track
    heard = [each.word for each in chosen.words(project, track, stored[0].cue.start, _until(stored))]
    if not heard:
        raise InputError(
            _("Nothing was heard here in the language of these cues."),
            hint=_("Have this part written down first, or set the times by hand."),
        )
    around = project.cues.shown(track, stored[0].cue.start - REACH, _until(stored) + REACH)
    timed = editing.retime_some(
        [each.cue for each in around], _places(stored, around), heard, chosen.house(project, track)
    )
    with project.step(_("Time anew")):
        return _put(project, around, timed)


def _moved(project: Project, label: str, stored: Sequence[StoredCue], by: int) -> list[int]:
    with project.step(label):
        return _put(project, stored, editing.shift([each.cue for each in stored], by))


def _put(project: Project, stored: Sequence[StoredCue], cues: Sequence[Cue]) -> list[int]:
    """Give stored cues these values; return the ids of those that differ."""
    changed = [replace(each, cue=cue) for each, cue in zip(stored, cues, strict=True) if each.cue != cue]
    project.cues.put(*changed)
    return [each.id for each in changed]


def _beside(project: Project, stored: Sequence[StoredCue]) -> list[StoredCue]:
    """Return the cues from the one before the first of these to the one after the last."""
    before, after = project.cues.before(stored[0]), project.cues.next(stored[-1])
    first, last = before or stored[0], after or stored[-1]
    return project.cues.between(first.track, first.cue.start, last.cue.start + 1)


def _places(stored: Iterable[StoredCue], among: Sequence[StoredCue]) -> set[int]:
    ids = {each.id for each in stored}
    return {i for i, each in enumerate(among) if each.id in ids}


def _until(stored: Iterable[StoredCue]) -> int:
    return max(max(each.cue.start, each.cue.end) for each in stored)
