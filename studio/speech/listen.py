"""From a signal to what was heard, window by window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from studio.model.media import Signal
from studio.model.progress import Progress, Report
from studio.model.speech import Heard
from studio.speech import guards, windows, word_times
from studio.speech.ahead import ahead
from studio.speech.engine import Recogniser
from studio.speech.joined import join

PIECE = 10_000
"""Milliseconds a window may last: small ones fill the recogniser's field better, and the first cue comes sooner."""


def listen(
    signal: Signal,
    recogniser: Recogniser,
    *,
    language: str,
    sound: windows.Sound = "speech",
    names: Sequence[str] = (),
    report: Report,
    after: int = 0,
) -> Iterator[Heard]:
    """Yield what is heard in each window, in order and as soon as it is known; nothing before `after` ms.

    The caller keeps each one before it asks for the next, and goes on behind the end of the last window kept.
    """
    watched = _Watched(signal, report)
    everything = sound == "everything"  # then text where no speech was found is what was asked for
    for joined in ahead(join(windows.find(watched, sound, after, PIECE), recogniser.field)):
        watched.tell(joined.start)
        found = recogniser.recognise(joined.samples(signal), joined.start, language, names)
        settled = word_times.settled(found, joined.speech)
        for window, segments in zip(joined.windows, joined.brought_back(settled), strict=True):
            speech = None if everything else window.speech
            watched.tell(window.span.end)
            yield Heard(window.span, window.speech, tuple(guards.flagged(segment, speech) for segment in segments))
    watched.tell(signal.duration)


class _Watched:
    """A signal that reports whenever it is read, so that long silences can be watched and cancelled too."""

    def __init__(self, signal: Signal, report: Report) -> None:
        self._signal = signal
        self._report = report
        self._listened = 0

    @property
    def duration(self) -> int:
        return self._signal.duration

    def read(self, start: int, stop: int) -> bytes:
        self.tell(self._listened)
        return self._signal.read(start, stop)

    def tell(self, milliseconds: int) -> None:
        """Report that everything up to here was listened to."""
        self._listened = milliseconds
        self._report(Progress(milliseconds / 1000, self._signal.duration / 1000, "seconds"))
