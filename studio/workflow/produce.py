"""The main job with a production: listen into it or go on, translate, export; whatever is stopped goes on next time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from studio.errors import InputError, UncheckedError
from studio.i18n import _
from studio.jobs.lanes import Lanes
from studio.model.translation import TranslationUnit
from studio.project.project import Project
from studio.project.values import StoredRun, StoredTrack
from studio.subtitles import profiles
from studio.workflow import add, export, exporting, listening, translating
from studio.workflow import open as opening
from studio.workflow.subtitle import Order
from studio.workflow.work import Watch, run


@dataclass(frozen=True, slots=True)
class Produced:
    """What was exported of a film: its files, the record last; the spoken language, and what is to be known."""

    film: Path
    production: Path
    spoken: str
    files: tuple[Path, ...]
    checks: tuple[exporting.Check, ...]


def produce(production: Path, film: Path, order: Order, lanes: Lanes, watch: Watch) -> Produced:
    """Return what was exported of `film` from the production, which is made where there is none.

    What it holds already is neither heard nor translated again.  Raises `UncheckedError`, after writing the other
    languages, where a translation lost a number or an address.
    """
    for kind in order.formats or ("",):
        export.dumps([], kind, "en")
    for name in filter(None, (order.profile, *order.profiles.values())):
        profiles.load(name)
    is_new = not os.path.lexists(production)
    looked = run(opening.looking(film), lanes, watch) if is_new else None  # no production for what is no film
    with Project.create(production) if is_new else Project.open(production) as project:
        if looked is not None:
            add.add_video(project, looked)
        return _Producing(project, film, order, lanes, watch).produce()


class _Producing:
    """One film on its way through its production."""

    def __init__(self, project: Project, film: Path, order: Order, lanes: Lanes, watch: Watch) -> None:
        self._project = project
        self._film = film
        self._order = order
        self._lanes = lanes
        self._watch = watch
        self._lost: dict[int, list[TranslationUnit]] = {}

    def produce(self) -> Produced:
        """Do what is not done yet, and export."""
        video = self._added()
        export.check_folder(self._order.folder or self._film.absolute().parent)
        heard = self._listened(video)
        tracks = [heard, *(self._translated(heard, target) for target in self._targets(heard.language))]
        return self._exported(video, tracks)

    def _added(self) -> int:
        if (known := add.video_of(self._project, self._film)) is None:
            run(add.adding(self._project, self._film), self._lanes, self._watch)
            known = add.video_of(self._project, self._film)
        if known is None:
            raise InputError(_("“{name}” changed while it was added.").format(name=self._film.name))
        if add.place(self._project, known.id) != self._film.absolute():
            add.found(self._project, known.id, self._film)
        return known.id

    def _listened(self, video: int) -> StoredTrack:
        """Return the track of what is said: gone on with, heard before, or heard now."""
        stored = listening.unfinished(self._project, video)
        if stored is not None and self._is_wanted(stored):
            run(listening.resume(self._project, stored, self._order.model), self._lanes, self._watch)
        elif not list(self._heard(video)):
            run(listening.begin(self._project, video, self._choice()), self._lanes, self._watch)
        return list(self._heard(video))[-1]

    def _heard(self, video: int) -> Iterator[StoredTrack]:
        """Yield the tracks of finished listenings to the whole film, in the language asked for."""
        for stored in self._project.evidence.runs(video):
            track = None if stored.track is None else self._project.tracks.get(stored.track)
            if track and stored.is_finished and stored.start == 0 and stored.stop is None and self._is_wanted(stored):
                yield track

    def _is_wanted(self, stored: StoredRun) -> bool:
        return self._order.language in (None, stored.run.language)

    def _choice(self) -> listening.Choice:
        order = self._order
        return listening.Choice(
            language=order.language,
            model=order.model,
            sound=order.sound,
            audio=order.audio,
            profile=order.profile or (self._profile_for(order.language) if order.language else None),
            names=order.names,
        )

    def _targets(self, spoken: str) -> list[str]:
        return [tag for tag in dict.fromkeys(self._order.targets) if tag != spoken]

    def _translated(self, heard: StoredTrack, target: str) -> StoredTrack:
        for track in self._project.tracks.of(heard.media):
            if track.source == heard.id and track.language == target:
                return track
        work = translating.begin(self._project, heard.id, target, self._profile_for(target))
        done = run(work, self._lanes, self._watch)
        track = self._project.tracks.of(heard.media)[-1]
        self._lost[track.id] = translating.unchecked(done.units)
        return track

    def _profile_for(self, language: str) -> str | None:
        named = self._order.profiles
        return named.get(language) or named.get(language.partition("-")[0])

    def _exported(self, video: int, tracks: list[StoredTrack]) -> Produced:
        held = [track for track in tracks if self._lost.get(track.id) and not self._order.allow_unchecked]
        ready = tuple(track.id for track in tracks if track not in held)
        choice = exporting.Choice(ready, self._order.formats, self._order.folder)
        plan = exporting.plan(self._project, video, choice)
        files = exporting.write(self._project, plan, overwrite=self._order.overwrite)
        if held:
            raise self._unchecked(held)
        return Produced(self._film, self._project.path, tracks[0].language, tuple(files), plan.checks)

    def _unchecked(self, held: list[StoredTrack]) -> UncheckedError:
        lost = [f"{track.language}: {', '.join(unit.missing)}" for track in held for unit in self._lost[track.id]]
        return UncheckedError(
            _("The translation of “{name}” lost numbers or addresses: {lost}.").format(
                name=self._film.name, lost="; ".join(lost)
            ),
            hint=_("Look at what is to be checked first in “{name}”, then export from there.").format(
                name=self._project.path.name
            ),
        )
