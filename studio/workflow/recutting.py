"""The heard words of a stretch cut into cues anew, without listening again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from studio.errors import InputError
from studio.i18n import _
from studio.model.cue import Cue, CueState
from studio.project.project import Project
from studio.project.values import StoredCue, StoredWord
from studio.subtitles import editing, segmentation
from studio.subtitles.editing import House
from studio.subtitles.fitted import Fitted
from studio.subtitles.heard import REACH
from studio.workflow import chosen
from studio.workflow.pairing import follow

MOST = 500
"""Cues that are cut anew at a time: about a second of work, and half an hour of film."""

_Made = tuple[list[Cue], list[tuple[int, int] | None]]


def recut(project: Project, cues: Collection[int], *, force: bool = False) -> list[int]:
    """Cut the words behind cues anew by the rules of their track; return the cues that stand there now.

    What a person touched stays, unless `force`d: then their texts are again what was heard.  Raises `InputError` where
    there is nothing to cut, or too much.
    """
    stored = chosen.cues(project, cues)
    if len(stored) > MOST:
        raise InputError(
            _("These are too many cues to cut anew at once."),
            hint=_("Choose up to {count} cues in a row.").format(count=MOST),
        )
    track = stored[0].track
    neighbours = project.cues.between(track, stored[0].cue.start, stored[-1].cue.start + 1)
    free = [each for each in stored if _is_free(each, force=force)]
    rows = chosen.in_rows(free, neighbours)
    if not rows:
        raise InputError(
            _("None of these cues can be cut anew: a person worked on them, or they were not made from the sound."),
            hint=_("Choose cues that nobody has touched yet, or split and join them by hand."),
        )
    made = [_cut_anew(project, row) for row in rows]
    left = {each.id for each in stored} - {each.id for each in free}
    with project.step(_("Cut anew")):
        added = [id for row, new in zip(rows, made, strict=True) for id in _replace(project, row, new)]
    return _in_order(project, left | set(added))


def _is_free(stored: StoredCue, *, force: bool) -> bool:
    was_heard = stored.first_word is not None and stored.last_word is not None
    return was_heard and (force or stored.cue.state is CueState.MACHINE)


def _cut_anew(project: Project, row: Sequence[StoredCue]) -> _Made:
    """Return the cues of the words behind a row of cues, and the words of each."""
    words = _words(project, row)
    rules = chosen.house(project, row[0].track)
    before, after = project.cues.before(row[0]), project.cues.next(row[-1])
    if not words:
        return [each.cue for each in row], [None for _each in row]
    media = chosen.track(project, row[0].track).media
    first, last = words[0].word.start, words[-1].word.end
    speech = project.evidence.speech(media, start=first, stop=last)
    limit = after.cue.start - rules.clock.gap if after and after.cue.start > last else None
    fitted = segmentation.from_words(
        [each.word for each in words],
        rules.profile,
        rules.language,
        frame_rate=rules.frame_rate,
        media_duration=limit,
        speech=speech,
    )
    cut = _after(before, fitted, words, rules)
    snapped = _snapped(project, media, cut, words, rules)
    return snapped, [(words[each.first].id, words[each.last].id) for each in fitted]


def _words(project: Project, row: Sequence[StoredCue]) -> list[StoredWord]:
    """Return the words of these cues, each once: what a person deleted between them is not said again."""
    found: dict[int, StoredWord] = {}
    for each in row:
        if each.first_word is not None and each.last_word is not None:
            found |= {word.id: word for word in project.evidence.words_by_id(each.first_word, each.last_word)}
    return sorted(found.values(), key=lambda stored: (stored.word.start, stored.id))


def _after(before: StoredCue | None, fitted: Sequence[Fitted], words: Sequence[StoredWord], rules: House) -> list[Cue]:
    """Return the new cues, the first begun when the one before it is gone, but never after its word."""
    cues = [each.cue for each in fitted]
    if before is not None and cues:
        free = min(before.cue.end + rules.clock.gap, words[0].word.start)
        cues[0] = replace(cues[0], start=min(max(cues[0].start, free), cues[0].end - 1))
    return cues


def _snapped(project: Project, media: int, cues: Sequence[Cue], words: Sequence[StoredWord], rules: House) -> list[Cue]:
    if not cues:
        return []
    shots = project.evidence.shots(media, start=cues[0].start - REACH, stop=cues[-1].end + REACH) or []
    return editing.snap(cues, range(len(cues)), shots, [each.word for each in words], rules)


def _replace(project: Project, row: Sequence[StoredCue], new: _Made) -> list[int]:
    """Put the new cues in the place of a row; where they are the same, the row stays."""
    cues, words = new
    if cues == [each.cue for each in row]:
        return [each.id for each in row]
    added = project.cues.add(row[0].track, cues, words)
    follow(project, row, added)
    project.cues.remove([each.id for each in row])
    return added


def _in_order(project: Project, ids: Collection[int]) -> list[int]:
    return [each.id for each in chosen.cues(project, ids)] if ids else []
