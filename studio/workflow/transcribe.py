"""Speech becomes cues: heard window by window in a worker, cut and final as it comes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from studio.i18n import _
from studio.jobs.job import Job
from studio.jobs.lanes import Lanes
from studio.model.media import ShotChange, Video
from studio.model.profile import Profile
from studio.model.progress import Partial, Progress
from studio.model.speech import Guess, Heard, Run, Segment, Word
from studio.subtitles import profiles, segmentation
from studio.subtitles.fitted import Fitted
from studio.subtitles.snapping import snap
from studio.workflow import sound_folder, tasks
from studio.workflow.work import CueFound, Said, Watch

_logger = logging.getLogger(__name__)

Begin = Callable[[str], str | None]
"""Told the spoken language once it is known; returns the profile to use (None: its own); may raise to stop."""


def _own_profile(language: str) -> None:
    """Stand in for a caller who has nothing to say about the language."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was heard in a video, and the cues made of it; `duration` in ms, with sound that the header forgot."""

    language: str
    run: Run
    heard: tuple[Heard, ...]
    cues: tuple[Fitted, ...]
    profile: Profile
    duration: int

    @property
    def words(self) -> list[Word]:
        """Return all words in order."""
        return tasks.words(self.heard)

    @property
    def doubted(self) -> list[Segment]:
        """Return what a guard distrusts, in order."""
        return [segment for heard in self.heard for segment in heard.segments if segment.flags]


def transcribe(
    video: Video, hearing: tasks.Hearing, lanes: Lanes, *, begin: Begin = _own_profile, watch: Watch
) -> Transcript:
    """Return the transcript of `video`; every cue is watched the moment it is final.

    Shot changes are found in their own lane, once the sound is decoded: two ffmpegs at a time would delay the first
    cue and take the memory of both.  They then move only the edges of cues.
    """
    search = _Search(video, lanes)
    cutting = _Cutting(video, begin, watch)
    try:
        job = lanes.submit("speech", tasks.listen_to, video, hearing, sound_folder.make())
        listened: tasks.Listened = job.result(
            lambda event: search.begin() if _is_decoded(event) else cutting.take(event)
        )
    except BaseException:
        search.cancel()  # or the next video would wait for it
        raise
    search.begin()
    for warning in listened.warnings:
        watch(Said(warning))
    duration = max(video.duration, listened.duration)
    cues = cutting.finish(duration)
    snapped = _snapped(cues, search.found(watch), cutting, video)
    return Transcript(cutting.language, listened.run, tuple(cutting.heard), tuple(snapped), cutting.profile, duration)


class _Cutting:
    """Takes what the listening task reports and cuts the cues that are final."""

    def __init__(self, video: Video, begin: Begin, watch: Watch) -> None:
        self._video = video
        self._ask = begin
        self._watch = watch
        self.heard: list[Heard] = []
        self._cues: list[Fitted] = []

    def take(self, event: Progress | Partial) -> None:
        """Pass on progress; start with the language, then cut window after window."""
        if isinstance(event, Progress):
            self._watch(replace(event, stage=_("Transcribe")))
        elif isinstance(event.value, Heard):
            self._add(event.value)
        elif isinstance(event.value, tuple):
            self._begin(event.value)

    def finish(self, duration: int) -> list[Fitted]:
        """Return all cues; nothing more will be heard, and the film ends after `duration` ms."""
        self._show(self._cutter.finish(duration))
        return self._cues

    def _begin(self, guesses: tuple[Guess, ...]) -> None:
        self.language = guesses[0].language
        self.profile = profiles.load(self._ask(self.language) or profiles.for_language(self.language))
        self._cutter = segmentation.Cutter(self.profile, self.language, self._video.frame_rate)

    def _add(self, heard: Heard) -> None:
        self.heard.append(heard)
        self._show(tasks.cut(self._cutter, heard))

    def _show(self, cues: list[Fitted]) -> None:
        for fitted in cues:
            self._cues.append(fitted)
            self._watch(CueFound(len(self._cues), fitted.cue))


class _Search:
    """The search for cuts in the picture, in the lane for media."""

    def __init__(self, video: Video, lanes: Lanes) -> None:
        self._video = video
        self._lanes = lanes
        self._job: Job[list[ShotChange]] | None = None

    def begin(self) -> None:
        """Start it, unless it was, or there is no picture."""
        if self._job is None and self._video.has_picture:
            self._job = self._lanes.submit("media", tasks.search_shots, self._video)

    def cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def found(self, watch: Watch) -> list[ShotChange]:
        """Return the cuts; none, with a word about it, where the picture cannot be read: what was heard is not lost."""
        if self._job is None:
            return []
        return self._job.result(lambda event: _shots_shown(event, watch))


def _is_decoded(event: Progress | Partial) -> bool:
    return isinstance(event, Partial) and isinstance(event.value, tasks.SoundDecoded)


def _snapped(cues: list[Fitted], found: list[ShotChange], cutting: _Cutting, video: Video) -> list[Fitted]:
    moved = snap(
        [fitted.cue for fitted in cues], found, cutting.profile, video.frame_rate, words=tasks.words(cutting.heard)
    )
    return [replace(fitted, cue=cue) for fitted, cue in zip(cues, moved, strict=True)]


def _shots_shown(event: Progress | Partial, watch: Watch) -> None:
    if isinstance(event, Progress):
        watch(replace(event, stage=_("Look for cuts in the picture")))
    elif isinstance(event.value, str):
        watch(Said(event.value))
