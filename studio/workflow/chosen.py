"""What a person has in hand: the chosen cues, the rules of their track, the words heard around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache

from studio.errors import InputError
from studio.i18n import _
from studio.model.cue import CueState
from studio.model.media import DEFAULT_FRAME_RATE
from studio.project import faults
from studio.project.project import Project
from studio.project.values import StoredCue, StoredTrack, StoredWord
from studio.subtitles import profiles
from studio.subtitles.editing import House
from studio.subtitles.heard import REACH


def cue(project: Project, id: int) -> StoredCue:
    """Return a cue that may be changed; `InputError` where it is gone or its track is only to compare with."""
    stored = project.cues.get(id)
    if stored is None:
        raise faults.gone()
    track(project, stored.track)
    return stored


def cues(project: Project, ids: Iterable[int]) -> list[StoredCue]:
    """Return cues that may be changed, by their tracks and in order of their times; `InputError` where one is gone."""
    wanted = set(ids)
    stored = project.cues.several(wanted)
    if not stored or len(stored) < len(wanted):
        raise faults.gone()
    for number in {each.track for each in stored}:
        track(project, number)
    return stored


def track(project: Project, id: int) -> StoredTrack:
    """Return a track that may be changed; `InputError` where it is gone or only there to compare with."""
    stored = project.tracks.get(id)
    if stored is None:
        raise faults.gone()
    if stored.is_read_only:
        raise InputError(
            _("These subtitles are only there to compare with; they are never changed."),
            hint=_("Choose the subtitles that you work on, or open the file once more to work on it."),
        )
    return stored


def house(project: Project, track: int) -> House:
    """Return the rules that the cues of a track follow; a profile that is not known is replaced by the language's."""
    stored = project.tracks.get(track)
    if stored is None:
        raise faults.gone()
    video = project.media.video(stored.media)
    return _house(stored.profile, stored.language, DEFAULT_FRAME_RATE if video is None else video.video.frame_rate)


def words(project: Project, track: int, start: int, stop: int) -> list[StoredWord]:
    """Return the words heard around a stretch of time: those that the cues of the track were made of.

    A track that nobody listened for (an imported one) has those heard in its own language.
    """
    stored = project.tracks.get(track)
    if stored is None:
        raise faults.gone()
    low, high = max(0, start - REACH), stop + REACH
    runs = project.evidence.runs(stored.media)
    if any(run.track == track for run in runs):
        return project.evidence.best_words(stored.media, track=track, start=low, stop=high)
    spoken = {run.track for run in runs if _base(run.run.language) == _base(stored.language)}
    if stored.source is not None or not spoken:
        return []
    return project.evidence.best_words(stored.media, start=low, stop=high)


def in_rows(stored: Sequence[StoredCue], neighbours: Sequence[StoredCue]) -> list[list[StoredCue]]:
    """Return the cues in groups that follow each other without another of the `neighbours` between."""
    chosen = {each.id for each in stored}
    groups: list[list[StoredCue]] = []
    is_open = False
    for each in neighbours:
        if each.id in chosen:
            groups = [*groups[:-1], [*groups[-1], each]] if is_open else [*groups, [each]]
        is_open = each.id in chosen
    return groups


def worded(stored: StoredCue, text: str) -> StoredCue:
    """Return the cue with another text: edited now, and approved by nobody; the same if the text is."""
    if text == stored.cue.text:
        return stored
    return replace(stored, cue=replace(stored.cue, text=text, state=CueState.EDITED), reviewer="", reviewed_at=None)


@cache
def _house(profile: str, language: str, rate: Fraction) -> House:
    known = profile if profile in profiles.names() else profiles.for_language(language)
    return House(profiles.load(known), language, rate)


def _base(tag: str) -> str:
    return tag.partition("-")[0].lower()
