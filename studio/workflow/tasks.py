"""What runs inside workers: values in, values out.  Loaded engines stay loaded between tasks.

Every task takes `report` last; calling it is also where a cancelled task stops.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from studio.media import audio, probe, shots
from studio.model.media import ShotChange, Video
from studio.model.progress import Partial, Report
from studio.model.speech import Guess, Run
from studio.model.translation import Package, TranslationUnit
from studio.speech import engine as recogniser
from studio.speech import language as spoken
from studio.speech import listen
from studio.speech.engine import Recogniser
from studio.speech.windows import Sound
from studio.translation import engine as translator
from studio.translation import translate as translation
from studio.translation.engine import Translator


@dataclass(frozen=True, slots=True)
class Hearing:
    """What to listen for: the audio track's number from 1, the model's folder, a language or None to propose one."""

    model: Path
    engine: str = "whisper"
    track: int | None = None
    language: str | None = None
    sound: Sound = "speech"
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SoundDecoded:
    """Said once while listening: the sound lies on disk, and nothing decodes any more."""


@dataclass(frozen=True, slots=True)
class Listened:
    """How a listening went: the run for the record, proposed languages (best first), what went wrong on the way.

    `duration` is the length of the sound in ms; headers of sound files may name another one.
    """

    run: Run
    duration: int
    guesses: tuple[Guess, ...] = ()
    warnings: tuple[str, ...] = ()


def look(path: Path, track: int | None = None, *, report: Report) -> Video:
    """Return what kind of media file `path` is; `InputError` where it lacks sound track `track`, counted from 1."""
    video = probe.probe(path)
    probe.sound_track(video, track)
    return video


def listen_to(video: Video, hearing: Hearing, folder: Path, *, report: Report) -> Listened:
    """Hear all of `video`; report the proposed languages first, then a `Heard` for every window.

    The decoded sound lies in `folder` while the task runs; the caller removes the folder, also after a kill.
    """
    track = probe.sound_track(video, hearing.track)
    ear = _recogniser(hearing.engine, hearing.model)
    if hearing.language is not None:
        spoken.refuse_unknown(hearing.language, ear)
    with audio.decode(video, track, folder) as signal:
        guesses: Sequence[Guess] = ()
        if hearing.language is None:
            guesses = spoken.propose(signal, ear, sound=hearing.sound)
        language = hearing.language or (guesses[0].language if guesses else ear.languages[0])
        report(Partial(tuple(guesses) or (Guess(language, 1.0),)))
        heard = listen.listen(signal, ear, language=language, sound=hearing.sound, names=hearing.names, report=report)
        is_said = False
        for window in heard:
            if signal.is_decoded and not is_said:
                report(Partial(SoundDecoded()))
                is_said = True
            report(Partial(window))
        return Listened(ear.run(language), signal.duration, tuple(guesses), tuple(signal.warnings))


def find_shots(video: Video, *, report: Report) -> list[ShotChange]:
    """Return the hard cuts of `video`."""
    return shots.find(video, report)


def translate(
    units: Sequence[TranslationUnit], route: Sequence[Package], keep: Sequence[str], *, report: Report
) -> list[TranslationUnit]:
    """Return `units` with their translations along `route`; names in `keep` stay as they are."""
    return translation.translate(units, route, _translator, report=report, keep=keep)


@cache
def _recogniser(engine: str, model: Path) -> Recogniser:
    return recogniser.open(engine, model)


@cache
def _translator(package: Package) -> Translator:
    return translator.open(package)
