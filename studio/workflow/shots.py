"""Cuts in the picture: looked for once all was heard; then untouched cues beside them are drawn to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from studio.i18n import _
from studio.model.cue import Cue, CueState
from studio.model.media import ShotChange, Video
from studio.project.project import Project
from studio.project.values import StoredCue, StoredRun
from studio.subtitles import profiles
from studio.subtitles.fitted import Fitted
from studio.subtitles.snapping import snap
from studio.workflow import tasks
from studio.workflow.work import Event, Said, Work


def searching(
    project: Project, film: Video, run: StoredRun, profile: str, given: Iterable[Fitted]
) -> list[Work[list[ShotChange]]]:
    """Return the work that looks for cuts and draws to them those cues that are as they were `given`.

    None where the film has no picture, or the cuts are known.
    """
    if not film.has_picture or project.evidence.shots(run.video) is not None:
        return []
    hand = _Snapping(project, film, run, profile, frozenset(fitted.cue for fitted in given))
    return [Work(_("Looking for cuts in the picture"), "media", tasks.search_shots, (film,), hand)]


def going_on(project: Project, film: Video, run: StoredRun, profile: str, duration: int) -> Work[list[Fitted]]:
    """Return the work that looks for cuts after a listening that was finished before the program was ended."""
    style = tasks.Style(profile, film.frame_rate, duration)
    values = (project.evidence.heard(run.id), run.run.language, style)
    hand = _CutAgain(project, film, run, profile)
    return Work(_("Looking where it stopped"), "media", tasks.cut_again, values, hand)


class _CutAgain:
    """Knows which cues a finished listening gave, and goes on with the search for cuts."""

    def __init__(self, project: Project, film: Video, run: StoredRun, profile: str) -> None:
        self._project = project
        self._film = film
        self._run = run
        self._profile = profile

    def take(self, value: object) -> list[Event]:
        """Show nothing."""
        return []

    def finish(self, value: list[Fitted]) -> list[Work[Any]]:
        """Go on with the search."""
        return list(searching(self._project, self._film, self._run, self._profile, value))

    def stopped(self) -> None:
        """Leave it as it is."""


class _Snapping:
    """Keeps the cuts, and draws untouched cues to them; both in one record."""

    def __init__(self, project: Project, film: Video, run: StoredRun, profile: str, given: frozenset[Cue]) -> None:
        self._project = project
        self._film = film
        self._run = run
        self._profile = profile
        self._given = given

    def take(self, value: object) -> list[Event]:
        """Say what could not be read."""
        return [Said(value)] if isinstance(value, str) else []

    def finish(self, value: list[ShotChange]) -> list[Work[Any]]:
        """Keep the cuts, and move the edges of cues."""
        with self._project.record():
            self._project.evidence.keep_shots(self._run.video, value)
            if self._run.track is not None:
                self._project.cues.put(*self._moved(self._project.cues.of(self._run.track), value))
        return []

    def stopped(self) -> None:
        """Leave it as it is: the cuts can be looked for later."""

    def _moved(self, stored: Sequence[StoredCue], shots: Sequence[ShotChange]) -> list[StoredCue]:
        """Return the untouched cues whose edges are elsewhere now."""
        words = [word.word for word in self._project.evidence.words(self._run.id)]
        profile = profiles.load(self._profile)
        now = [self._held(each.cue) for each in stored]
        moved = snap(now, shots, profile, self._film.frame_rate, words=words)
        return [replace(each, cue=cue) for each, old, cue in zip(stored, now, moved, strict=True) if cue != old]

    def _held(self, cue: Cue) -> Cue:
        """Return the cue, marked as a person's where a person had it in hand, if only to move it."""
        is_touched = cue.state is CueState.MACHINE and cue not in self._given
        return replace(cue, state=CueState.EDITED) if is_touched else cue
