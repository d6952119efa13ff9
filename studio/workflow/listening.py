"""Listening into the production: each window is kept with its cues before the next, so that a killed run goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from studio.errors import InputError, PackError
from studio.i18n import _
from studio.model.cue import CueState
from studio.model.media import Video
from studio.model.pack import Pack
from studio.model.speech import Run, Span
from studio.packs import installed
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import StoredCue, StoredRun, StoredTrack
from studio.speech.engine import ENGINES
from studio.speech.listen import Part
from studio.speech.windows import Sound
from studio.subtitles import profiles
from studio.subtitles.fitted import Fitted
from studio.workflow import add, names, shots, sound_folder, tasks
from studio.workflow.pairing import follow
from studio.workflow.work import CueFound, Event, Said, Work

LONGEST_CUE = 60_000
"""Milliseconds that a cue which reaches into a stretch may begin before it."""


MOST_NAMES = 200
"""Names that listening is helped by; a model takes in fewer still."""


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
        names=_likely(project, choice),
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
        lacks_shots = (
            run.given > 0 and stored is not None and stored.video.has_picture and project.evidence.shots(video) is None
        )
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


def again(project: Project, track: int, start: int, stop: int, choice: Choice) -> Work[tasks.HeardAgain]:
    """Return the work that listens again to a track's film from `start` to `stop` ms, and to cues that reach beyond.

    At its end the machine's cues there are replaced in one step; those a person had in hand stay.
    """
    stored = project.tracks.get(track)
    if stored is None:
        raise _gone()
    film = add.film(project, stored.media)
    there = [cue.cue for cue in _machine_cues(project, track, start, stop)]
    start = min([start, *(cue.start for cue in there)])
    stop = max([stop, *(cue.end for cue in there)])
    hearing = tasks.Hearing(
        model=_model(choice.model).path,
        engine=choice.engine,
        track=choice.audio,
        language=choice.language or stored.language,
        sound=choice.sound,
        names=_likely(project, choice),
        part=Part(start, stop),
    )
    style = tasks.Style(choice.profile or stored.profile, film.frame_rate, min(stop, film.duration or stop))
    taken = tuple(_taken(project, track, start, stop))
    values = (film, hearing, style, taken, sound_folder.make())
    hand = _Replacing(project, stored, hearing, taken)
    return Work(_("Listening again"), "speech", tasks.hear_again, values, hand)


def _likely(project: Project, choice: Choice) -> tuple[str, ...]:
    """Return the names that are likely to be heard, each once: of the production, of the choice, of the house."""
    own = [stored.term.source for stored in project.terms.all()]
    heard = names.heard(project, choice.language or "")
    return tuple(dict.fromkeys([*(name for name in own if name in heard), *choice.names, *heard]))[:MOST_NAMES]


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


def _machine_cues(project: Project, track: int, start: int, stop: int) -> list[StoredCue]:
    """Return the cues that a stretch touches and nobody had in hand."""
    return [stored for stored in _touching(project, track, start, stop) if stored.cue.state is CueState.MACHINE]


def _taken(project: Project, track: int, start: int, stop: int) -> Iterator[Span]:
    """Yield the times in a stretch that cues take which stay, in order and apart."""
    end = 0
    for stored in _touching(project, track, start, stop):
        if stored.cue.state is not CueState.MACHINE and stored.cue.end > max(end, stored.cue.start):
            yield Span(max(end, stored.cue.start), stored.cue.end)
            end = stored.cue.end


def _touching(project: Project, track: int, start: int, stop: int) -> list[StoredCue]:
    cues = project.cues.between(track, max(0, start - LONGEST_CUE), stop)
    return [stored for stored in cues if stored.cue.end > start]


def _gone() -> InputError:
    return InputError(
        _("The subtitles that were being written down were removed, so listening has stopped."),
        hint=_("Take that back, and go on with listening; or begin anew."),
    )


class _Replacing:
    """Puts what was heard again in the place of the machine's cues, as one step."""

    def __init__(self, project: Project, track: StoredTrack, hearing: tasks.Hearing, taken: tuple[Span, ...]) -> None:
        self._project = project
        self._track = track
        self._hearing = hearing
        self._part = hearing.part
        self._taken = taken

    def take(self, value: object) -> list[Event]:
        """Say what could not be read."""
        return [Said(value)] if isinstance(value, str) else []

    def finish(self, value: tasks.HeardAgain) -> list[Work[Any]]:
        """Replace the cues; those that people took in hand meanwhile stay, and keep others off their time."""
        if self._project.tracks.get(self._track.id) is None:
            raise _gone()
        stretch = (self._track.id, self._part.start, self._part.stop or 0)
        old = _machine_cues(self._project, *stretch)
        late = [span for span in _taken(self._project, *stretch) if span not in self._taken]
        new = [f for f in value.cues if not any(f.cue.start < span.end and span.start < f.cue.end for span in late)]
        with self._project.step(_("Listen again")):
            words = self._keep_heard(value)
            ranges = [(words[fitted.first], words[fitted.last]) for fitted in new]
            added = self._project.cues.add(self._track.id, [fitted.cue for fitted in new], ranges)
            follow(self._project, old, added)
            self._project.cues.remove(stored.id for stored in old)
        return []

    def stopped(self) -> None:
        """Leave it as it is: nothing was changed."""

    def _keep_heard(self, value: tasks.HeardAgain) -> list[int]:
        """Keep the evidence, which stays when the step is taken back; return the ids of the words."""
        profile = self._track.profile
        run = self._project.evidence.begin(
            _with_settings(value.run, self._hearing, profile),
            Listening(
                self._track.media, self._track.id, (self._hearing.track or 1) - 1, self._part.start, self._part.stop
            ),
        )
        words = [id for heard in value.heard for id in self._project.evidence.keep(run, heard)]
        self._project.evidence.finish(run)
        return words


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
        self._words = project.evidence.word_ids(run.id) if run else []
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
        """Note the end; the cuts in the picture are looked for next."""
        run = self._running()
        with self._project.record():
            self._project.evidence.finish(run.id)
            self._project.view.put(_duration_of(run.id), max(self._film.duration, value.listened.duration))
            if not self._project.cues.ids(run.track or 0):
                self._project.tracks.remove(run.track or 0)
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
            if written.heard is not None:
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
            raise _gone()
        return self._run
