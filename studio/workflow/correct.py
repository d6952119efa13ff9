"""What people do to the cues of a production; every function is one step that undo takes back.

A cue whose text a person changed is edited, also when it was approved before, and its translations are out of date (see
`bilingual`) until a person changes or approves them; times, speaker, kind and comment leave the state as it is.
Subtitles that are only there to compare with are refused.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

from studio.errors import InputError
from studio.i18n import _, ngettext
from studio.model.cue import CueState, Kind
from studio.model.translation import Origin
from studio.project import faults
from studio.project.project import Project
from studio.project.values import StoredCue, StoredTrack, StoredWord
from studio.subtitles import editing, profiles
from studio.subtitles.editing import House
from studio.workflow import chosen, languages
from studio.workflow.chosen import house
from studio.workflow.recutting import recut
from studio.workflow.retiming import (
    end_here,
    nudge,
    retime,
    set_times,
    shift,
    shift_after,
    snap,
    start_here,
    stretch,
)
from studio.workflow.rewording import reword

__all__ = [
    "House", "add_track", "approve", "delete", "end_here", "house", "insert", "merge", "nudge", "rebreak", "recut",
    "remove_track", "retime", "set_comment", "set_kind", "set_language", "set_profile", "set_speaker", "set_state",
    "set_text", "set_times", "shift", "shift_after", "snap", "split", "start_here", "stretch",
]  # fmt: skip

BESIDE = 1000
"""Milliseconds, longer than any gap between cues: those so near to a new one are looked at."""


def set_text(project: Project, cue: int, text: str) -> None:
    """Give a cue another text; what is typed in a row is one step."""
    stored = chosen.cue(project, cue)
    with project.step(_("Change text"), merge=f"text {cue}"):
        if reword(project, [(stored, _plain_lines(text))]):
            project.pairs.confirm([cue], Origin.PERSON)


def set_comment(project: Project, cue: int, text: str) -> None:
    """Note something on a cue, for colleagues; it is never exported."""
    stored = chosen.cue(project, cue)
    with project.step(_("Change comment"), merge=f"comment {cue}"):
        project.cues.put(replace(stored, comment=_plain_lines(text)))


def set_speaker(project: Project, cues: Collection[int], name: str) -> None:
    """Say who speaks in these cues ("": nobody in particular)."""
    with project.step(_("Change speaker")):
        project.cues.put(*_changed(chosen.cues(project, cues), speaker=" ".join(name.split())))


def set_kind(project: Project, cues: Collection[int], kind: Kind) -> None:
    """Say what these cues stand for: speech, a sound, music, sung words."""
    with project.step(_("Change kind")):
        project.cues.put(*_changed(chosen.cues(project, cues), kind=kind))


def approve(project: Project, cues: Collection[int], reviewer: str) -> None:
    """Note that `reviewer` found these cues right, now; who approved one before stays."""
    stored = [each for each in chosen.cues(project, cues) if each.cue.state is not CueState.APPROVED]
    with project.step(ngettext("Approve cue", "Approve cues", len(cues))):
        project.cues.put(*[_reviewed(each, CueState.APPROVED, reviewer) for each in stored])
        project.pairs.confirm(cues)


def set_state(project: Project, cues: Collection[int], state: CueState, reviewer: str = "") -> None:
    """Say how far these cues were looked at, and by whom; what the machine made has no reviewer."""
    if state is CueState.APPROVED:
        return approve(project, cues, reviewer)
    name = reviewer if state.is_checked else ""
    stored = [each for each in chosen.cues(project, cues) if each.cue.state is not state]
    with project.step(_("Change state")):
        project.cues.put(*[_reviewed(each, state, name) for each in stored])
        if state.is_checked:
            project.pairs.confirm(cues)


def split(project: Project, cue: int, caret: int) -> tuple[int, int]:
    """Cut a cue before the character `caret` of its text; return both parts, the first with the id it had."""
    stored = chosen.cue(project, cue)
    heard = chosen.words(project, stored.track, stored.cue.start, stored.cue.end)
    rules = house(project, stored.track)
    first, second = editing.split(stored.cue, caret, [each.word for each in heard], rules)
    before, after = _divided(project, stored, second.start)
    with project.step(_("Split cue")):
        project.cues.put(_unreviewed(replace(stored, cue=first, first_word=before[0], last_word=before[1])))
        (added,) = project.cues.add(stored.track, [second], [_range(after)])
        project.pairs.divide(cue, added)
    return cue, added


def merge(project: Project, cues: Collection[int]) -> int:
    """Join cues that follow each other; return the one that is left, the first."""
    stored = chosen.cues(project, cues)
    _refuse_strangers(project, stored)
    rules = house(project, stored[0].track)
    joined = stored[0].cue
    for each in stored[1:]:
        joined = editing.merge(joined, each.cue, rules)
    first_word, last_word = _joined_words(project, stored)
    comment = "\n".join(each.comment for each in stored if each.comment)
    left = replace(stored[0], cue=joined, comment=comment, first_word=first_word, last_word=last_word)
    with project.step(_("Join cues")):
        project.cues.put(_unreviewed(left))
        project.pairs.join(left.id, [each.id for each in stored[1:]])
        project.cues.remove([each.id for each in stored[1:]])
    return left.id


def insert(project: Project, track: int, at: int) -> int:
    """Make a new empty cue at the moment `at`, or after what is shown then; return its id."""
    chosen.track(project, track)
    then = project.cues.shown(track, at - BESIDE, at + BESIDE)
    latest = max([at, *(each.cue.end for each in then)])
    near = project.cues.shown(track, at - BESIDE, latest + editing.NEW + BESIDE)
    new = editing.insert([each.cue for each in near], at, house(project, track))
    with project.step(_("Insert cue")):
        (added,) = project.cues.add(track, [new])
    return added


def delete(project: Project, cues: Collection[int]) -> None:
    """Remove cues."""
    stored = chosen.cues(project, cues)
    with project.step(ngettext("Delete cue", "Delete cues", len(stored))):
        project.cues.remove([each.id for each in stored])


def rebreak(project: Project, cues: Collection[int]) -> None:
    """Break the lines of cues anew, each within its own text."""
    stored = chosen.cues(project, cues)
    rules = house(project, stored[0].track)
    with project.step(_("Break lines anew")):
        project.cues.put(*[replace(each, cue=editing.rebreak(each.cue, rules)) for each in stored])


def add_track(project: Project, video: int, language: str, profile: str | None = None) -> int:
    """Begin subtitles by hand in a language, without any cue; return the id of the track."""
    if project.media.video(video) is None:
        raise faults.gone()
    tag = languages.tag(language)
    name = profile or profiles.for_language(tag)
    profiles.load(name)
    with project.step(_("Add subtitles")):
        return project.tracks.add(StoredTrack(0, video, tag, profile=name)).id


def remove_track(project: Project, track: int) -> None:
    """Remove subtitles with all their cues, also those to compare with."""
    if project.tracks.get(track) is None:
        raise faults.gone()
    with project.step(_("Remove subtitles")):
        project.tracks.remove(track)


def set_profile(project: Project, track: int, profile: str) -> None:
    """Choose the rules that a track is checked against and its lines broken by; no cue changes."""
    stored = chosen.track(project, track)
    profiles.load(profile)
    with project.step(_("Choose rules")):
        project.tracks.put(replace(stored, profile=profile))


def set_language(project: Project, track: int, language: str) -> None:
    """Say in which language a track is; rules that were the usual ones for the old become those for the new."""
    stored = chosen.track(project, track)
    tag = languages.tag(language)
    is_usual = stored.profile == profiles.for_language(stored.language)
    profile = profiles.for_language(tag) if is_usual else stored.profile
    with project.step(_("Change language")):
        project.tracks.put(replace(stored, language=tag, profile=profile))


def _plain_lines(text: str) -> str:
    """Return a text with the line ends that cues have, whatever a paste or a text field gave."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")


def _changed(stored: Collection[StoredCue], **values: str) -> list[StoredCue]:
    return [replace(each, cue=replace(each.cue, **values)) for each in stored]  # type: ignore[arg-type]


def _reviewed(stored: StoredCue, state: CueState, reviewer: str) -> StoredCue:
    now = datetime.now(UTC)
    whole = now.replace(microsecond=now.microsecond // 1000 * 1000)  # as the file keeps it
    at = whole if state.is_checked else None
    return replace(stored, cue=replace(stored.cue, state=state), reviewer=reviewer, reviewed_at=at)


def _unreviewed(stored: StoredCue) -> StoredCue:
    return replace(stored, reviewer="", reviewed_at=None)


def _refuse_strangers(project: Project, stored: list[StoredCue]) -> None:
    """Raise `InputError` unless the cues are several and follow each other."""
    first, last = stored[0], stored[-1]
    between = project.cues.between(first.track, first.cue.start, last.cue.start + 1)
    ids = [each.id for each in between]
    is_row = ids[ids.index(first.id) :][: len(stored)] == [each.id for each in stored] if first.id in ids else False
    if len(stored) < 2 or not is_row:
        raise InputError(
            _("Only cues that follow each other can be joined."), hint=_("Choose two or more cues in a row.")
        )


def _range(words: tuple[int | None, int | None]) -> tuple[int, int] | None:
    first, last = words
    return None if first is None or last is None else (first, last)


def _divided(
    project: Project, stored: StoredCue, at: int
) -> tuple[tuple[int | None, int | None], tuple[int | None, int | None]]:
    """Return the heard words of a cue before and from the moment `at`, as ids of the first and the last of each."""
    words = _words_of(project, stored)
    before = [each.id for each in words if each.word.start < at]
    after = [each.id for each in words if each.word.start >= at]
    ends = [(ids[0], ids[-1]) if ids else (None, None) for ids in (before, after)]
    return ends[0], ends[1]


def _joined_words(project: Project, stored: list[StoredCue]) -> tuple[int | None, int | None]:
    """Return the first and last of the cues' heard words, unless others lie between: then they say nothing."""
    own = [each.id for cue in stored for each in _words_of(project, cue)]
    if not own or any(b != a + 1 for a, b in pairwise(own)):
        return None, None
    return own[0], own[-1]


def _words_of(project: Project, stored: StoredCue) -> list[StoredWord]:
    if stored.first_word is None or stored.last_word is None:
        return []
    return project.evidence.words_by_id(stored.first_word, stored.last_word)
