"""Windows of at most 30 s around what is spoken, with borders in silences.

Recognisers hear 30 s at a time.  Cutting silence out and glueing speech together (what their own voice detection does)
stretches words over the removed gaps; fixed borders cut words in two.  So windows are cut here: each holds true,
unbroken sound, begins shortly before speech, ends shortly after it, and never spans a long gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from studio.model.media import SAMPLE_RATE, Signal
from studio.model.speech import Span
from studio.speech import vad

Sound = Literal["speech", "singing", "everything"]
"""What to listen to: found speech, found singing (more is let through), or all there is."""

LONGEST = 30_000
"""Milliseconds a window may last: Whisper's field of hearing."""

LONG_GAP = 2_000
"""Milliseconds of silence that a window never spans: there words begin to stretch, and inventions appear."""

SHORTEST = 200
"""Milliseconds below which there is nothing to recognise: the shortest words last about as long."""

WARM_UP = 8_000
"""Milliseconds heard again when going on in the middle, until the network's state has settled."""

FRAME = vad.STEP * 1000 // SAMPLE_RATE
"""Milliseconds of one frame."""

SILENCE = 20.0
"""Loudness (RMS of int16, about −64 dB) below which nothing is heard, whatever is listened to."""


@dataclass(frozen=True, slots=True)
class Ear:
    """How speech is told from silence: probabilities, and times in milliseconds.

    Speech begins at a frame of `on` and ends where the probability stays below `off` for `pause`; shorter than
    `least` is a click.  `pad` is kept before and after.  No window lasts longer than `longest`.
    """

    on: float
    off: float
    pause: int
    least: int
    pad: int
    longest: int = LONGEST


EARS: dict[str, Ear] = {
    # 0.5 and 0.35 are Silero's own defaults.  100 ms is the shortest pause between words; 96 ms are three frames.
    "speech": Ear(on=0.5, off=0.35, pause=100, least=96, pad=200),
    # Silero was trained to reject music; sung vowels reach 0.1–0.4, and notes are held: longer pauses, wider pads.
    "singing": Ear(on=0.15, off=0.08, pause=400, least=200, pad=500),
}


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch to recognise, and the speech found in it, in order (perhaps none when everything is listened to)."""

    span: Span
    speech: tuple[Span, ...]


def find(signal: Signal, sound: Sound = "speech", after: int = 0, longest: int = LONGEST) -> Iterator[Window]:
    """Yield the windows of `signal` in order, each as soon as it is certain; nothing before `after` ms.

    Only as much of the signal is read as the next window needs; none lasts more than `longest` ms.
    """
    if sound == "everything":
        return everything(vad.frames(signal, _sample(after)), longest)
    ear = replace(EARS[sound], longest=longest)
    return around_speech(vad.frames(signal, _sample(max(0, after - WARM_UP))), ear, after)


def around_speech(frames: Iterable[vad.Frame], ear: Ear, after: int = 0) -> Iterator[Window]:
    """Yield windows around the speech that `ear` finds in `frames`; nothing before `after` ms."""
    seen = _Seen(frames)
    for window in _grouped(_from(_speech(seen, ear), after), ear, after):
        end = min(window.span.end, _milliseconds(seen.end))  # no padding beyond the end of the signal
        yield Window(Span(window.span.start, end), window.speech)


def everything(frames: Iterable[vad.Frame], longest: int = LONGEST) -> Iterator[Window]:
    """Yield windows over all frames, cut at the quietest place of each second half; silence is passed by."""
    run: list[vad.Frame] = []
    for frame in frames:
        run.append(frame)
        if len(run) * FRAME >= longest - FRAME:
            cut = _quietest(run)
            yield from _audible(run[:cut])
            run = run[cut:]
    yield from _audible(run)


def skipped(heard: Iterable[Span], duration: int) -> list[Span]:
    """Return what lies between and around the spans `heard`, which are in order: what nobody listened to."""
    gaps = []
    end = 0
    for span in heard:
        if span.start > end:
            gaps.append(Span(end, span.start))
        end = max(end, span.end)
    if duration > end:
        gaps.append(Span(end, duration))
    return gaps


class _Seen:
    """Frames, and where the last one that was taken ends."""

    def __init__(self, frames: Iterable[vad.Frame]) -> None:
        self._frames = frames
        self.end = 0

    def __iter__(self) -> Iterator[vad.Frame]:
        for frame in self._frames:
            self.end = frame.end
            yield frame


def _milliseconds(sample: int) -> int:
    return round(sample * 1000 / SAMPLE_RATE)


def _sample(milliseconds: int) -> int:
    """Return the first sample of the frame at this time."""
    return milliseconds * SAMPLE_RATE // 1000 // vad.STEP * vad.STEP


def _speech(frames: Iterable[vad.Frame], ear: Ear) -> Iterator[Span | None]:
    """Yield the stretches of speech, and None once a long gap follows one.

    A stretch too long for a window is cut at its quietest place.
    """
    longest = ear.longest - 2 * ear.pad
    run: list[vad.Frame] = []  # from the first frame of speech on, with the pause that may end it
    voiced = 0  # how many frames of `run` count as speech
    quiet_since: int | None = None
    for frame in frames:
        now = _milliseconds(frame.sample)
        if not run:
            if frame.probability >= ear.on:
                run, voiced, quiet_since = [frame], 1, None
            elif quiet_since is not None and now - quiet_since > LONG_GAP:
                quiet_since = None
                yield None
            continue
        run.append(frame)
        if frame.probability >= ear.off:
            voiced = len(run)
        elif (len(run) - voiced) * FRAME > ear.pause:
            yield from _stretch(run[:voiced], ear)
            quiet_since = _milliseconds(run[voiced].sample)
            run = []
        if len(run) * FRAME >= longest:
            cut = _quietest(run)
            yield from _stretch(run[:cut], ear)
            run = run[cut:]
            voiced = max(1, voiced - cut)
    if run:
        yield from _stretch(run[:voiced], ear)


def _stretch(run: Sequence[vad.Frame], ear: Ear) -> Iterator[Span]:
    if len(run) * FRAME >= ear.least:
        yield Span(_milliseconds(run[0].sample), _milliseconds(run[-1].end))


def _quietest(run: Sequence[vad.Frame]) -> int:
    """Return the index of the quietest frame in the second half: the least bad place to cut unbroken sound.

    Three frames are looked at together: a pause between words is about 100 ms, a stop consonant shorter.
    """
    half = len(run) // 2

    def loudness(index: int) -> float:
        return sum(frame.loudness for frame in run[index - 1 : index + 2])

    return min(range(half, len(run) - 1), key=loudness)


def _from(spans: Iterable[Span | None], after: int) -> Iterator[Span | None]:
    """Leave out what ends before `after`, and cut off what begins before it."""
    for span in spans:
        if span is None:
            yield None
        elif span.end > after:
            yield Span(max(span.start, after), span.end)


def _grouped(spans: Iterable[Span | None], ear: Ear, after: int) -> Iterator[Window]:
    """Group stretches of speech into windows."""
    pad = ear.pad
    group: list[Span] = []
    border = after  # nothing before belongs to the next window
    for span in spans:
        if group and (span is None or span.start - group[-1].end > LONG_GAP):
            window = _window(group, border, pad, group[-1].end + pad)
            border = window.span.end
            group = []
            yield window
        if span is None:
            continue
        while group and span.end + pad - max(border, group[0].start - pad) > ear.longest:
            cut = _widest_gap([*group, span])
            following = group[cut] if cut < len(group) else span
            window = _window(group[:cut], border, pad, (group[cut - 1].end + following.start) // 2)
            border = window.span.end
            group = group[cut:]
            yield window
        group.append(span)
    if group:
        yield _window(group, border, pad, group[-1].end + pad)


def _window(group: Sequence[Span], border: int, pad: int, limit: int) -> Window:
    """Return the window of `group`: padded, but not before `border` nor beyond `limit`."""
    start = max(border, group[0].start - pad)
    end = min(group[-1].end + pad, max(limit, group[-1].end))
    return Window(Span(start, max(end, start)), tuple(group))


def _widest_gap(group: Sequence[Span]) -> int:
    """Return the index of the stretch before which to cut: after the longest silence, later ones preferred.

    A silence in the first third counts less: half-empty windows cost as much as full ones.
    """
    begin, whole = group[0].start, group[-1].end - group[0].start

    def weight(index: int) -> tuple[float, int]:
        gap = group[index].start - group[index - 1].end
        early = (group[index].start - begin) * 3 < whole
        return (gap / 3 if early else float(gap), index)

    return max(range(1, len(group)), key=weight)


def _audible(run: Sequence[vad.Frame]) -> Iterator[Window]:
    loud = [index for index, frame in enumerate(run) if frame.loudness > SILENCE]
    if not loud:
        return
    span = Span(_milliseconds(run[loud[0]].sample), _milliseconds(run[loud[-1]].end))
    if span.duration >= SHORTEST:
        yield Window(span, tuple(found for found in _speech(run, EARS["speech"]) if found))
