"""A track in another language: whole sentences are translated, then fitted into the cues' times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.i18n import _
from studio.jobs.lanes import Lanes
from studio.model.media import Video
from studio.model.profile import Profile
from studio.model.progress import Partial, Progress
from studio.model.translation import Package, TranslationUnit
from studio.packs import installed
from studio.subtitles import into_cues, profiles
from studio.subtitles.fitted import Fitted
from studio.translation import argos, sentences
from studio.translation.route import route
from studio.workflow import translation_tasks
from studio.workflow.transcribe import Transcript
from studio.workflow.translation_tasks import Help
from studio.workflow.work import Watch


@dataclass(frozen=True, slots=True)
class Translation:
    """The cues in another language, the sentences they were made of, and the way they went."""

    language: str
    profile: Profile
    cues: tuple[Fitted, ...]
    units: tuple[TranslationUnit, ...]
    packages: tuple[Package, ...]


def packages(*, practice: bool) -> list[Package]:
    """Return the translation packages on this computer that are whole; the practice ones only when asked for."""
    folders = installed.translation_folders(practice=practice)
    found = argos.packages(folders, is_usable=installed.is_whole_translation)
    return [package for package in found if practice or not package.practice]


def every_package() -> list[Package]:
    """Return the translation packages on this computer, damaged and practice ones, too."""
    return argos.packages(installed.translation_folders(practice=True))


def way(source: str, target: str, *, practice: bool) -> list[Package]:
    """Return the packages that lead from `source` to `target`.  `PackError` where there are none."""
    return route(packages(practice=practice), source, target)


def translate(
    transcript: Transcript,
    video: Video,
    steps: Sequence[Package],
    lanes: Lanes,
    *,
    target: str,
    profile: str | None = None,
    help: Help,
    watch: Watch,
) -> Translation:
    """Return the transcript's cues in `target`, fitted to that language's profile or the one named."""
    source = [fitted.cue for fitted in transcript.cues]
    units = sentences.from_cues(source, transcript.language)
    job = lanes.submit("translation", translation_tasks.translate, units, list(steps), help)
    done: list[TranslationUnit] = job.result(lambda event: _shown(event, watch))
    style = profiles.load(profile or profiles.for_language(target))
    fitted = into_cues.into_cues(
        done, source, style, target, frame_rate=video.frame_rate, media_duration=video.duration
    )
    return Translation(target, style, tuple(fitted), tuple(done), tuple(steps))


def _shown(event: Progress | Partial, watch: Watch) -> None:
    if isinstance(event, Progress):
        watch(replace(event, stage=_("Translate")))
