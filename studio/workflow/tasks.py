"""What runs inside workers: values in, values out.  Loaded engines stay loaded between tasks.

Every task takes `report` last; calling it is also where a cancelled task stops.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from pathlib import Path

from studio import paths
from studio.errors import Cancelled, StudioError
from studio.media import audio, probe, shots
from studio.model.media import ShotChange, Video
from studio.model.progress import Partial, Progress, Report
from studio.model.speech import Guess, Heard, Run, Span, Word
from studio.model.term import Term
from studio.model.translation import Package, TranslationUnit
from studio.speech import engine as recogniser
from studio.speech import language as spoken
from studio.speech import listen
from studio.speech.engine import Recogniser
from studio.speech.listen import Part
from studio.speech.windows import Sound
from studio.subtitles import profiles, segmentation
from studio.subtitles.fitted import Fitted
from studio.translation import argos
from studio.translation import engine as translator
from studio.translation import translate as translation
from studio.translation.engine import Translator
from studio.workflow import pace

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hearing:
    """What to listen for: the audio track's number from 1, the model's folder, a language or None to propose one."""

    model: Path
    engine: str = "whisper"
    track: int | None = None
    language: str | None = None
    sound: Sound = "speech"
    names: tuple[str, ...] = ()
    part: Part = field(default_factory=Part)


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


@dataclass(frozen=True, slots=True)
class Style:
    """What cues are cut to: a profile (None: the language's own), pictures a second, the length of the film in ms."""

    profile: str | None
    frame_rate: Fraction
    duration: int


@dataclass(frozen=True, slots=True)
class Before:
    """What a listening that goes on had heard, and how many cues it had given."""

    heard: tuple[Heard, ...] = ()
    given: int = 0


@dataclass(frozen=True, slots=True)
class Begun:
    """Said first while writing down: the proposed languages, the best first, how it is heard, and the profile."""

    guesses: tuple[Guess, ...]
    run: Run
    profile: str


@dataclass(frozen=True, slots=True)
class Written:
    """A window that was heard (None: there are no more), and the cues that are final with it.

    Their words count from the run's first.
    """

    heard: Heard | None
    cues: tuple[Fitted, ...]


@dataclass(frozen=True, slots=True)
class HeardAgain:
    """What was heard in a stretch, window by window, and the cues made of it; their words count from the first."""

    run: Run
    heard: tuple[Heard, ...]
    cues: tuple[Fitted, ...]


@dataclass(frozen=True, slots=True)
class WrittenDown:
    """How a listening went, and all cues it gave since its beginning, before it was killed, too."""

    listened: Listened
    cues: tuple[Fitted, ...]


@dataclass(frozen=True, slots=True)
class Translated:
    """Cues in another language, their words counted over all sentences, and the sentences."""

    cues: tuple[Fitted, ...]
    units: tuple[TranslationUnit, ...]


def probe_media(path: Path, *, report: Report) -> Video:
    """Return what kind of media file `path` is."""
    return probe.probe(path)


def look(path: Path, track: int | None = None, *, report: Report) -> Video:
    """Return what kind of media file `path` is; `InputError` where it lacks sound track `track`, counted from 1."""
    video = probe.probe(path)
    probe.sound_track(video, track)
    return video


def listen_to(video: Video, hearing: Hearing, folder: Path, *, report: Report) -> Listened:
    """Hear `video`, or a part of it; report the proposed languages first, then a `Heard` for every window.

    The decoded sound lies in `folder` while the task runs (see `sound_folder`).
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
        heard = listen.listen(
            signal,
            ear,
            language=language,
            sound=hearing.sound,
            names=hearing.names,
            report=report,
            part=hearing.part,
        )
        is_said, speech, began = False, 0, time.monotonic()
        for window in heard:
            speech += window.window.end - window.window.start
            if signal.is_decoded and not is_said:
                report(Partial(SoundDecoded()))
                is_said = True
            report(Partial(window))
        pace.keep_listened(hearing.model.name, speech / 1000, time.monotonic() - began)
        return Listened(ear.run(language), signal.duration, tuple(guesses), tuple(signal.warnings))


def write_down(
    video: Video, hearing: Hearing, style: Style, before: Before, folder: Path, *, report: Report
) -> WrittenDown:
    """Hear `video` and cut it into cues; report how it is `Begun`, then what is `Written` for every window."""
    desk = _Desk(hearing, style, before, report)
    listened = listen_to(video, hearing, folder, report=desk.take)
    report(Partial(Written(None, tuple(desk.finish(max(style.duration, listened.duration))))))
    for warning in listened.warnings:
        report(Partial(warning))
    return WrittenDown(listened, tuple(desk.cues))


class _Desk:
    """Cuts what is heard into cues, as it comes."""

    def __init__(self, hearing: Hearing, style: Style, before: Before, report: Report) -> None:
        self._hearing = hearing
        self._style = style
        self._before = before
        self._report = report
        self._given = before.given
        self.cues: list[Fitted] = []

    def take(self, event: Progress | Partial) -> None:
        """Pass on what is said while listening, with cues beside each window."""
        if isinstance(event, Partial) and isinstance(event.value, tuple):
            self._begin(event.value)
        elif isinstance(event, Partial) and isinstance(event.value, Heard):
            self._report(Partial(Written(event.value, tuple(self._new(cut(self._cutter, event.value))))))
        else:
            self._report(event)

    def finish(self, duration: int) -> list[Fitted]:
        """Return the cues of the words still waiting."""
        return self._new(self._cutter.finish(duration))

    def _begin(self, guesses: tuple[Guess, ...]) -> None:
        language = guesses[0].language
        profile = self._style.profile or profiles.for_language(language)
        self._cutter = segmentation.Cutter(profiles.load(profile), language, self._style.frame_rate)
        run = _recogniser(self._hearing.engine, self._hearing.model).run(language)
        self._report(Partial(Begun(guesses, run, profile)))
        for heard in self._before.heard:
            self.cues += cut(self._cutter, heard)
            self._report(Progress(heard.window.end / 1000, self._style.duration / 1000, "seconds"))

    def _new(self, cues: list[Fitted]) -> list[Fitted]:
        """Keep cues; return those that were not given before a kill."""
        self.cues += cues
        new = self.cues[self._given :]
        self._given = max(self._given, len(self.cues))
        return new


def hear_again(
    video: Video, hearing: Hearing, style: Style, taken: Sequence[Span], folder: Path, *, report: Report
) -> HeardAgain:
    """Hear a part of `video` again; no cue lies within `taken`, the times of cues that stay, in order."""
    heard: list[Heard] = []

    def take(event: Progress | Partial) -> None:
        if isinstance(event, Partial) and isinstance(event.value, Heard):
            heard.append(event.value)
        report(event if isinstance(event, Progress) else Partial(None))

    listened = listen_to(video, hearing, folder, report=take)
    for warning in listened.warnings:
        report(Partial(warning))
    return HeardAgain(
        listened.run, tuple(heard), tuple(_cut_between(heard, listened.run, hearing.part.start, style, taken))
    )


def _cut_between(heard: Sequence[Heard], run: Run, start: int, style: Style, taken: Sequence[Span]) -> Iterator[Fitted]:
    """Yield the cues of what was said from `start` on before, between and after the times that are `taken`."""
    profile = profiles.load(style.profile or profiles.for_language(run.language))
    said, speech = words(heard), [span for window in heard for span in window.speech]
    gap = profile.gap(style.frame_rate)
    ends = [start, *(span.end + gap for span in taken)]
    limits = [*(max(0, span.start - gap) for span in taken), style.duration]
    for free, limit in zip(ends, limits, strict=True):
        mine = [i for i, word in enumerate(said) if free <= (word.start + word.end) / 2 < limit]
        cues = segmentation.from_words(
            [replace(said[i], start=max(said[i].start, free)) for i in mine],  # one may begin under the cue that stays
            profile,
            run.language,
            frame_rate=style.frame_rate,
            media_duration=limit,
            speech=speech,
            free=free,
        )
        for fitted in cues:
            yield replace(fitted, first=mine[fitted.first], last=mine[fitted.last])


def cut(cutter: segmentation.Cutter, heard: Heard) -> list[Fitted]:
    """Return the cues that are final with another window."""
    return cutter.add(words([heard]), heard.window.end, heard.speech)


def words(heard: Iterable[Heard]) -> list[Word]:
    """Return all words in order."""
    return [word for window in heard for segment in window.segments for word in segment.words]


def cut_again(heard: Sequence[Heard], language: str, style: Style, *, report: Report) -> list[Fitted]:
    """Return all cues that a finished listening gave."""
    cutter = segmentation.Cutter(profiles.load(style.profile or ""), language, style.frame_rate)
    cues: list[Fitted] = []
    for window in heard:
        report(Progress(window.window.end / 1000, style.duration / 1000, "seconds"))
        cues += cut(cutter, window)
    return cues + cutter.finish(style.duration)


def search_shots(video: Video, *, report: Report) -> list[ShotChange]:
    """Return the hard cuts of `video`; none, with a word about it, where the picture cannot be read."""
    try:
        return shots.find(video, report)
    except Cancelled:
        raise
    except StudioError as error:
        _logger.warning("no cuts were found: %s", error.details)
        report(Partial(error.message))
        return []


def translate(
    units: Sequence[TranslationUnit],
    route: Sequence[Package],
    terms: Sequence[Term] = (),
    *,
    localise_values: bool = False,
    alternatives: bool = False,
    report: Report,
) -> list[TranslationUnit]:
    """Return `units` with their translations along `route` (`translation.translate`)."""
    return translation.translate(
        units,
        _ready(route),
        _translator,
        report=report,
        terms=terms,
        localise_values=localise_values,
        alternatives=alternatives,
    )


def _ready(route: Sequence[Package]) -> list[Package]:
    into = paths.cache() / "translation"
    return [replace(step, folder=_unpacked(step, into)) for step in route]


def _unpacked(step: Package, into: Path) -> str:
    """Return the folder of a package: an archive is unpacked once, into the cache."""
    folder = Path(step.folder)
    return str(argos.unpacked(folder, into)) if folder.is_file() else step.folder


@cache
def _recogniser(engine: str, model: Path) -> Recogniser:
    return recogniser.open(engine, model)


@cache
def _translator(package: Package) -> Translator:
    return translator.open(package)
