"""Listening into the production: each window is kept with its cues before the next, so that a killed run goes on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from studio.errors import InputError, PackError
from studio.i18n import _
from studio.model.media import Video
from studio.model.pack import Pack
from studio.model.speech import Run
from studio.packs import installed
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import StoredRun, StoredTrack
from studio.speech.engine import ENGINES
from studio.speech.listen import Part
from studio.speech.windows import Sound
from studio.subtitles import profiles
from studio.subtitles.fitted import Fitted
from studio.workflow import add, shots, sound_folder, tasks
from studio.workflow.work import CueFound, Event, Said, Work


@dataclass(frozen=True, slots=True)
class Choice:
    """How to listen: `language` None proposes one, `model` None takes the largest real one, `audio` counts from 1.

    `profile` None takes the language's own; `names` help to recognise what is said, beside the production's.
    """

    language: str | None = None
    model: str | None = None
    sound: Sound = "speech"
    audio: int | None = None
    profile: str | None = None
    names: tuple[str, ...] = ()
    engine: str = "whisper"


def models() -> list[Pack]:
    """Return the speech models on this computer, the practice model last."""
    return installed.speech_models()


def begin(project: Project, video: int, choice: Choice) -> Work[tasks.WrittenDown]:
    """Return the work that writes down what is said in a video, into a new track."""
    if choice.profile is not None:
        profiles.load(choice.profile)
    film = add.film(project, video)
    hearing = tasks.Hearing(
        model=_model(choice.model).path,
        engine=choice.engine,
        track=choice.audio,
        language=choice.language,
        sound=choice.sound,
        names=names_for(project, choice.names),
    )
    return _work(project, film, hearing, choice.profile, _Keeping(project, video, film, hearing))


def unfinished(project: Project, video: int) -> StoredRun | None:
    """Return the newest listening to a whole video that can go on, None where there is none.

    That may be one that has heard all, and only the cuts in the picture were not looked for yet.
    """
    stored = project.media.video(video)
    for run in reversed(project.evidence.runs(video)):
        if run.start > 0 or run.stop is not None or run.track is None or project.tracks.get(run.track) is None:
            continue
        lacks_shots = stored is not None and stored.video.has_picture and project.evidence.shots(video) is None
        return run if not run.is_finished or lacks_shots else None
    return None


def resume(project: Project, run: StoredRun, model: str | None = None) -> Work[Any]:
    """Return the work that goes on with a listening; it ends with the cues that it would have given undisturbed.

    `model` names the model where that is not among the installed ones.
    """
    film = add.film(project, run.video)
    if run.is_finished:
        duration = project.view.get(_duration_of(run.id))
        known = duration if isinstance(duration, int) else film.duration
        return shots.going_on(project, film, run, _profile(run), known)
    heard = tuple(project.evidence.heard(run.id))
    hearing = tasks.Hearing(
        model=(_model(model) if model else _model_again(run)).path,
        engine=run.run.engine if run.run.engine in ENGINES else next(iter(ENGINES)),
        track=run.audio_track + 1,
        language=run.run.language,
        sound=_sound(run),
        names=_names(run),
        part=Part(heard_until=run.heard_until if heard else 0),
    )
    before = tasks.Before(heard, run.given)
    return _work(project, film, hearing, _profile(run), _Keeping(project, run.video, film, hearing, run), before)


def names_for(project: Project, more: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the names that are likely to be heard: those of the production and `more`, each once."""
    return tuple(dict.fromkeys([*(name.text for name in project.names.all()), *more]))


def _model(name: str | None) -> Pack:
    return installed.speech_model(name) if name else installed.chosen_speech_model()


def _model_again(run: StoredRun) -> Pack:
    """Return the model that a run listens with; `PackError` where it is not among those on this computer.

    A folder is never taken from the production: it may come from a stranger.
    """
    for pack in installed.speech_models():
        if run.run.model in (pack.id, pack.path.name):
            return pack
    raise PackError(
        _("The speech model “{name}”, which listened so far, is not on this computer.").format(name=run.run.model),
        hint=_("Install it to go on with listening, or begin anew with another model."),
    )


def _duration_of(run: int) -> str:
    """Return the name of the note how long the sound of a run is."""
    return f"duration of run {run}"


def _with_settings(run: Run, hearing: tasks.Hearing, profile: str) -> Run:
    """Return the run with all that going on with it needs."""
    names = json.dumps(hearing.names, ensure_ascii=False)
    return replace(run, settings=(*run.settings, ("sound", hearing.sound), ("names", names), ("profile", profile)))


def _noted(run: StoredRun, name: str, default: str) -> str:
    return dict(run.run.settings).get(name, default)


def _profile(run: StoredRun) -> str:
    return _noted(run, "profile", profiles.for_language(run.run.language))


def _names(run: StoredRun) -> tuple[str, ...]:
    try:
        return tuple(map(str, json.loads(_noted(run, "names", "[]"))))
    except (ValueError, TypeError, RecursionError):  # a file made by hand
        return ()


def _sound(run: StoredRun) -> Sound:
    said = _noted(run, "sound", "speech")
    return next((sound for sound in get_args(Sound) if sound == said), "speech")


def _nothing_said(path: Path) -> InputError:
    return InputError(
        _("No speech was found in “{name}”.").format(name=path.name),
        hint=_("If people sing, choose “singing”; to have everything listened to, “everything”."),
    )


def _work(
    project: Project,
    film: Video,
    hearing: tasks.Hearing,
    profile: str | None,
    hand: _Keeping,
    before: tasks.Before | None = None,
) -> Work[tasks.WrittenDown]:
    style = tasks.Style(profile, film.frame_rate, film.duration)
    values = (film, hearing, style, before or tasks.Before(), sound_folder.make())
    return Work(_("Writing down what is said"), "speech", tasks.write_down, values, hand, can_pause=True)


class _Keeping:
    """Keeps what is heard, window by window, each with the cues that are final with it."""

    def __init__(
        self, project: Project, video: int, film: Video, hearing: tasks.Hearing, run: StoredRun | None = None
    ) -> None:
        self._project = project
        self._video = video
        self._film = film
        self._hearing = hearing
        self._run = run
        self._given = run.given if run else 0
        self._words = [stored.id for stored in project.evidence.words(run.id)] if run else []
        self._profile = ""

    def take(self, value: object) -> list[Event]:
        """Keep the run before its first window, then window after window."""
        if isinstance(value, tasks.Begun):
            self._begin(value)
        elif isinstance(value, tasks.Written):
            return self._keep(value)
        elif isinstance(value, str):
            return [Said(value)]
        return []

    def finish(self, value: tasks.WrittenDown) -> list[Work[Any]]:
        """Keep the last cues; the cuts in the picture are looked for next."""
        run = self._running()
        with self._project.record():
            self._add(run, value.last)
            self._project.evidence.finish(run.id)
            self._project.view.put(_duration_of(run.id), max(self._film.duration, value.listened.duration))
        if not value.cues:
            raise _nothing_said(self._film.path)
        return list(shots.searching(self._project, self._film, run, self._profile, value.cues))

    def stopped(self) -> None:
        """Leave it as it is: all that was heard is kept already."""

    def _begin(self, begun: tasks.Begun) -> None:
        self._profile = begun.profile
        if self._run is not None:
            return
        language = begun.guesses[0].language
        sound_track = (self._hearing.track or 1) - 1
        with self._project.record():
            track = self._project.tracks.add(StoredTrack(0, self._video, language, profile=begun.profile))
            made = _with_settings(begun.run, self._hearing, begun.profile)
            id = self._project.evidence.begin(made, Listening(self._video, track.id, sound_track))
            self._project.media.set_language(self._video, language)
        self._run = next(run for run in self._project.evidence.runs(self._video) if run.id == id)

    def _keep(self, written: tasks.Written) -> list[Event]:
        run = self._running()
        with self._project.record():
            self._words += self._project.evidence.keep(run.id, written.heard)
            return self._add(run, written.cues)

    def _add(self, run: StoredRun, cues: Sequence[Fitted]) -> list[Event]:
        words = [(self._words[fitted.first], self._words[fitted.last]) for fitted in cues]
        self._project.cues.add(run.track or 0, [fitted.cue for fitted in cues], words)
        first, self._given = self._given + 1, self._given + len(cues)
        self._project.evidence.give(run.id, self._given)
        return [CueFound(number, fitted.cue) for number, fitted in enumerate(cues, first)]

    def _running(self) -> StoredRun:
        """Return the run; `InputError` where its track was removed meanwhile."""
        assert self._run is not None
        if self._run.track is None or self._project.tracks.get(self._run.track) is None:
            raise InputError(
                _("The subtitles that were being written down were removed, so listening has stopped."),
                hint=_("Take that back, and go on with listening; or begin anew."),
            )
        return self._run
