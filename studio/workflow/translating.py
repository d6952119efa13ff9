"""Translating in the production: a track becomes a new one in another language, and is kept in step with it later."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

from studio import paths, settings
from studio.errors import InputError
from studio.i18n import _
from studio.model.media import DEFAULT_FRAME_RATE
from studio.model.speech import Run
from studio.model.translation import Origin, Package, TranslationUnit
from studio.project import faults
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import StoredCue, StoredTrack
from studio.subtitles import profiles
from studio.workflow import chosen, memories, pairing, retranslating, tasks, terms, translation_notes, translation_tasks
from studio.workflow.retranslating import Again, Places
from studio.workflow.translate import packages, way
from studio.workflow.translation_tasks import Help
from studio.workflow.wordings import Suggestion, take
from studio.workflow.wordings import asking as _asking
from studio.workflow.work import Event, Work

__all__ = ["Again", "Suggestion", "again", "begin", "link", "suggestions", "take", "targets", "unchecked"]


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
    cues = project.cues.of(track)
    if not cues:
        raise InputError(_("There is nothing to translate yet."), hint=_("Write down or open the subtitles first."))
    film = project.media.video(stored.media)
    if film is None:
        raise faults.gone()
    route = way(stored.language, target, practice=_knows_practice_only(project, stored))
    style = tasks.Style(profile or profiles.for_language(target), film.video.frame_rate, film.video.duration)
    memories.keep(project)
    values = ([each.cue for each in cues], style, route, _help(project, stored.language, target))
    hand = _Keeping(project, stored, cues, target, style.profile or "", route)
    return Work(_("Translating"), "translation", translation_tasks.translate_cues, values, hand)


def again(
    project: Project,
    track: int,
    cues: Collection[int] | None = None,
    told: Callable[[Again], None] = lambda _again: None,
) -> Work[Any]:
    """Return the work that translates anew what is out of date or not translated yet, or the cues named.

    What people checked stays: unnamed edited cues and all approved ones.  `told` hears how many were changed, once it
    is kept as one step.  `InputError` where nothing is left to do, `PackError` where no package leads there any more.
    """

    def work(
        places: Places, stretches: Sequence[translation_tasks.Stretch], hand: retranslating.Keeping
    ) -> Work[list[tasks.Translated]]:
        memories.keep(project)
        route, help = _way_and_help(project, places)
        values = (stretches, _style(project, places.track), route, help)
        return Work(_("Translating again"), "translation", translation_tasks.translate_again, values, hand)

    return retranslating.again(project, track, cues, work, told)


def suggestions(project: Project, cue: int) -> Work[tuple[Suggestion, ...]]:
    """Return the work that finds other wordings for the sentence of a translated cue, the best first.

    The machine's four, and what people confirmed for the same or nearly the same sentence.
    """
    stored = project.cues.get(cue)
    if stored is None:
        raise faults.gone()
    places = Places.of(project, stored.track)
    route, help = _way_and_help(project, places)
    return _asking(places, cue, _style(project, places.track), route, help)


def link(project: Project, track: int, source: int) -> None:
    """Say that a track, whoever wrote it, is the translation of another of the same film, cue beside cue."""
    own, other = chosen.track(project, track), _track(project, source)
    if own.media != other.media or own.id == other.id:
        raise faults.gone()
    cues = project.cues.of(track)
    with project.step(_("Set beside each other")):
        project.tracks.put(replace(own, source=other.id))
        project.pairs.remove([each.id for each in cues])
        pairing.pair_up(project, cues, project.cues.of(source), Origin.PERSON)


def unchecked(units: Sequence[TranslationUnit]) -> list[TranslationUnit]:
    """Return the sentences that lost a number or an address."""
    return [unit for unit in units if unit.missing]


class _Keeping:
    """Keeps a translation as a track of its own, outside of undo, with how it was made."""

    def __init__(
        self,
        project: Project,
        source: StoredTrack,
        cues: Sequence[StoredCue],
        target: str,
        profile: str,
        route: Sequence[Package],
    ) -> None:
        self._project = project
        self._source = source
        self._cues = cues
        self._target = target
        self._profile = profile
        self._route = route

    def take(self, value: object) -> list[Event]:
        """Show nothing but the progress."""
        return []

    def finish(self, value: tasks.Translated) -> list[Work[Any]]:
        """Keep the track, each cue with those that it stands for as they were when the work began."""
        source = self._source
        with self._project.record():
            is_there = self._project.tracks.get(source.id) is not None
            track = self._project.tracks.add(
                StoredTrack(
                    0, source.media, self._target, profile=self._profile, source=source.id if is_there else None
                )
            )
            self._keep_cues(track.id, value)
            made = self._project.evidence.begin(
                _run(self._target, self._route), Listening(source.media, track.id, stop=0)
            )
            self._project.evidence.finish(made)
        return []

    def stopped(self) -> None:
        """Leave it as it is: nothing was kept."""

    def _keep_cues(self, track: int, value: tasks.Translated) -> None:
        cues = [fitted.cue for fitted in value.cues]
        ids = self._project.cues.add(track, cues)
        origins = retranslating.origin_by_cue(value.units)
        self._project.pairs.add(
            (ids[n], self._cues[i].id, self._cues[i].cue.text, origins.get(i, Origin.MACHINE))
            for n, i in pairing.beside(cues, [each.cue for each in self._cues])
        )
        for n, text in translation_notes.notes(value.units, [each.cue for each in self._cues], cues).items():
            translation_notes.note(self._project, ids[n], text)


def _help(project: Project, source: str, target: str) -> Help:
    """Return what a translation in the production is helped by; its own memory comes before that of others."""
    memory = paths.venue() if memories.is_used() else None
    first = memories.marks(project)
    is_localising = settings.load().localise_values
    return Help((source, target), tuple(terms.for_pair(project, source, target)), memory, first, is_localising)


def _way_and_help(project: Project, places: Places) -> tuple[list[Package], Help]:
    source, target = places.source, places.track.language
    route = way(source.language, target, practice=_knows_practice_only(project, source))
    return route, _help(project, source.language, target)


def _style(project: Project, track: StoredTrack) -> tasks.Style:
    film = project.media.video(track.media)
    rate, duration = (film.video.frame_rate, film.video.duration) if film else (DEFAULT_FRAME_RATE, 0)
    return tasks.Style(track.profile, rate, duration)


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
