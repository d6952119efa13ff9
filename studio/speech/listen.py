"""From a signal to what was heard, window by window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studio.model.media import SAMPLE_RATE, Signal
from studio.model.progress import Progress, Report
from studio.model.speech import Heard
from studio.speech import guards, windows, word_times
from studio.speech.ahead import ahead
from studio.speech.engine import Recogniser
from studio.speech.joined import join

PIECE = 10_000
"""Milliseconds a window may last: small ones fill the recogniser's field better, and the first cue comes sooner."""


@dataclass(frozen=True, slots=True)
class Part:
    """What of a signal to listen to: from `start` to `stop` (None: the end), where all up to `heard_until` is known.

    All in milliseconds.
    """

    start: int = 0
    stop: int | None = None
    heard_until: int = 0


def listen(
    signal: Signal,
    recogniser: Recogniser,
    *,
    language: str,
    sound: windows.Sound = "speech",
    names: Sequence[str] = (),
    report: Report,
    part: Part | None = None,
) -> Iterator[Heard]:
    """Yield what is heard in each window, in order and as soon as it is known.

    The caller keeps each one before it asks for the next, and goes on with the end of the last one kept as
    `part.heard_until`: exactly the windows come that would have come then.  So speech is looked for from the start
    again (that is quick): what is a window, and which windows are heard together, hangs on everything before.
    """
    part = part or Part()
    watched = _Watched(signal, report, part)
    everything = sound == "everything"  # then text where no speech was found is what was asked for
    for joined in ahead(join(windows.find(watched, sound, part.start, PIECE), recogniser.field)):
        if joined.windows[-1].span.end <= part.heard_until:
            continue
        watched.tell(joined.start)
        found = recogniser.recognise(joined.samples(signal), joined.start, language, names)
        settled = word_times.settled(found, joined.speech)
        for window, segments in zip(joined.windows, joined.brought_back(settled), strict=True):
            if window.span.end <= part.heard_until:
                continue
            speech = None if everything else window.speech
            watched.tell(window.span.end)
            yield Heard(window.span, window.speech, tuple(guards.flagged(segment, speech) for segment in segments))
    watched.tell(watched.duration)


class _Watched:
    """A part of a signal that reports whenever it is read, so that long silences can be watched and cancelled too."""

    def __init__(self, signal: Signal, report: Report, part: Part) -> None:
        self._signal = signal
        self._report = report
        self._stop = part.stop
        self._listened = max(part.start, part.heard_until)

    @property
    def duration(self) -> int:
        return self._signal.duration if self._stop is None else min(self._stop, self._signal.duration)

    def read(self, start: int, stop: int) -> bytes:
        self.tell(self._listened)
        if self._stop is not None:
            stop = min(stop, self._stop * SAMPLE_RATE // 1000)
        return self._signal.read(start, max(start, stop))

    def tell(self, milliseconds: int) -> None:
        """Report that everything up to here was listened to."""
        self._listened = max(milliseconds, self._listened)
        self._report(Progress(self._listened / 1000, self.duration / 1000, "seconds"))
