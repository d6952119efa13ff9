"""Translating in the production: a track becomes a new one in another language, kept whole once it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from studio.errors import InputError
from studio.i18n import _
from studio.model.speech import Run
from studio.model.translation import Package, TranslationUnit
from studio.project import faults
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import StoredTrack
from studio.subtitles import profiles
from studio.subtitles.fitted import Fitted
from studio.workflow import tasks
from studio.workflow.translate import packages, way
from studio.workflow.work import Event, Work


def targets(project: Project, track: int) -> list[str]:
    """Return the languages that this computer can translate a track into."""
    stored = _track(project, track)
    known = packages(practice=_knows_practice_only(project, stored))
    reached = {stored.language.partition("-")[0]}
    found: list[str] = []
    while more := [step.target for step in known if step.source in reached and step.target not in reached]:
        reached.update(more)
        found += more
    return list(dict.fromkeys(found))


def begin(project: Project, track: int, target: str, profile: str | None = None) -> Work[tasks.Translated]:
    """Return the work that translates a track into a new one; `PackError` where nothing leads to `target`.

    Nothing is kept of a translation that was stopped.
    """
    stored = _track(project, track)
    cues = [each.cue for each in project.cues.of(track)]
    if not cues:
        raise InputError(_("There is nothing to translate yet."), hint=_("Write down or open the subtitles first."))
    film = project.media.video(stored.media)
    if film is None:
        raise faults.gone()
    route = way(stored.language, target, practice=_knows_practice_only(project, stored))
    style = tasks.Style(profile or profiles.for_language(target), film.video.frame_rate, film.video.duration)
    values = (cues, (stored.language, target), style, route)
    hand = _Keeping(project, stored, target, style.profile or "", route)
    return Work(_("Translating"), "translation", tasks.translate_cues, values, hand)


def unchecked(units: Sequence[TranslationUnit]) -> list[TranslationUnit]:
    """Return the sentences that lost a number or an address."""
    return [unit for unit in units if unit.missing]


class _Keeping:
    """Keeps a translation as a track of its own, outside of undo, with how it was made."""

    def __init__(
        self, project: Project, source: StoredTrack, target: str, profile: str, route: Sequence[Package]
    ) -> None:
        self._project = project
        self._source = source
        self._target = target
        self._profile = profile
        self._route = route

    def take(self, value: object) -> list[Event]:
        """Show nothing but the progress."""
        return []

    def finish(self, value: tasks.Translated) -> list[Work[Any]]:
        """Keep the track; sentences that must be looked at say why in a comment on their first cue."""
        source = self._source
        with self._project.record():
            is_there = self._project.tracks.get(source.id) is not None
            track = self._project.tracks.add(
                StoredTrack(
                    0, source.media, self._target, profile=self._profile, source=source.id if is_there else None
                )
            )
            ids = self._project.cues.add(track.id, [fitted.cue for fitted in value.cues])
            self._comment(ids, value)
            made = self._project.evidence.begin(
                _run(self._target, self._route), Listening(source.media, track.id, stop=0)
            )
            self._project.evidence.finish(made)
        return []

    def stopped(self) -> None:
        """Leave it as it is: nothing was kept."""

    def _comment(self, ids: Sequence[int], value: tasks.Translated) -> None:
        for unit, place in zip(value.units, _places(value.units, value.cues), strict=True):
            if unit.needs_look and place is not None:
                stored = self._project.cues.get(ids[place])
                if stored is not None:
                    both = "\n".join(filter(None, (stored.comment, _doubt(unit))))
                    self._project.cues.put(replace(stored, comment=both))


def _places(units: Sequence[TranslationUnit], cues: Sequence[Fitted]) -> list[int | None]:
    """Return for each sentence the index of the cue it begins in, None for one without text."""
    places: list[int | None] = []
    word = 0
    for unit in units:
        count = len(unit.target.split())
        at = next((i for i, fitted in enumerate(cues) if fitted.first <= word <= fitted.last), None)
        places.append(at if count else None)
        word += count
    return places


def _doubt(unit: TranslationUnit) -> str:
    if unit.missing:
        return _("{values} of the original is missing.").format(values=", ".join(unit.missing))
    return _("{values} is not in the original.").format(values=", ".join(unit.invented))


def _run(target: str, route: Sequence[Package]) -> Run:
    """Return how it was translated, for the record; a run that listened to nothing."""
    steps = " ".join(f"{step.source}-{step.target}" for step in route)
    versions = tuple((f"{step.source}-{step.target}", f"{step.name} {step.version}") for step in route)
    return Run("argos", steps, target, any(step.practice for step in route), versions)


def _track(project: Project, id: int) -> StoredTrack:
    stored = project.tracks.get(id)
    if stored is None:
        raise faults.gone()
    return stored


def _knows_practice_only(project: Project, track: StoredTrack) -> bool:
    """Say whether the track was heard by a practice model: only then practice packages may translate it."""
    return any(run.run.practice for run in project.evidence.runs(track.media) if run.track == track.id)
