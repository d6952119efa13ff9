"""Several short windows heard in one go: Whisper's field of 30 s costs the same, full or not.

The long silences between windows are left out but for half a second of true sound, and every word is brought back to
its own window's time.  That is not the gluing that lets words stretch over what was cut out: a word belongs to one
window, by its middle, and is cut off at that window's borders.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from studio.model.media import SAMPLE_RATE, Signal
from studio.model.speech import Segment, Span, Word
from studio.speech.windows import Window

JOIN = 500
"""Milliseconds of the silence after a window that are kept before the next one; with the pads a breath's pause."""

FAR = 15_000
"""Milliseconds of silence over which windows are not heard together: another scene, perhaps another speaker."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Windows in order, and for each the milliseconds by which it comes earlier than in the file; 0 for the first."""

    windows: tuple[Window, ...]
    shifts: tuple[int, ...]

    @property
    def start(self) -> int:
        """Return when the sound begins, the same on both clocks."""
        return self.windows[0].span.start

    @property
    def speech(self) -> list[Span]:
        """Return the found speech on their own clock, which begins as the file's with its first window."""
        return [
            Span(span.start - shift, span.end - shift)
            for window, shift in zip(self.windows, self.shifts, strict=True)
            for span in window.speech
        ]

    def samples(self, signal: Signal) -> bytes:
        """Return the sound of all windows, one after the other."""
        ends = [end + shift for end, shift in zip(self._ends(), self.shifts, strict=True)]
        spans = zip((window.span.start for window in self.windows), ends, strict=True)
        return b"".join(signal.read(_sample(start), _sample(end)) for start, end in spans)

    def brought_back(self, segments: Sequence[Segment]) -> list[tuple[Segment, ...]]:
        """Return for each window its segments on the file's clock; `segments` are on their own clock."""
        return [tuple(self._of(number, segments)) for number in range(len(self.windows))]

    def _ends(self) -> list[int]:
        """Return where each window, with the silence kept after it, ends on their own clock."""
        starts = [window.span.start - shift for window, shift in zip(self.windows, self.shifts, strict=True)]
        return [*starts[1:], self.windows[-1].span.end - self.shifts[-1]]

    def _of(self, number: int, segments: Sequence[Segment]) -> Iterator[Segment]:
        ends = self._ends()
        begin = ends[number - 1] if number else self.start
        end = ends[number] if number < len(ends) - 1 else None
        for segment in segments:
            mine = [word for word in segment.words if begin <= _middle(word) and (end is None or _middle(word) < end)]
            if mine:
                yield replace(segment, words=tuple(self._on_the_file(word, number) for word in mine))

    def _on_the_file(self, word: Word, number: int) -> Word:
        span, shift = self.windows[number].span, self.shifts[number]
        start = min(max(word.start + shift, span.start), span.end)
        return replace(word, start=start, end=min(max(word.end + shift, start), span.end))


def join(windows: Iterable[Window], field: int) -> Iterator[Joined]:
    """Group windows that fit into `field` ms together; the first stays alone, so that the first cue comes soon.

    A full group ends at its widest silence, and what comes after begins the next.
    """
    group: list[Window] = []
    is_first = True
    for window in windows:
        while group and (is_first or not _fits(group, window, field)):
            count = _cut([*group, window])
            yield _joined(group[:count])
            group, is_first = group[count:], False
        group.append(window)
    if group:
        yield _joined(group)


def _fits(group: Sequence[Window], window: Window, field: int) -> bool:
    if window.span.start - group[-1].span.end > FAR:
        return False
    joined = _joined([*group, window])
    return window.span.end - joined.shifts[-1] - joined.start <= field


def _cut(group: Sequence[Window]) -> int:
    """Return how many windows go together: up to the widest silence; of the first half of them only the last."""
    half = max(1, len(group) // 2)
    return max(range(half, len(group)), key=lambda count: (_silence(group[count - 1], group[count]), count))


def _silence(window: Window, following: Window) -> int:
    """Return the milliseconds without speech between two windows."""
    end = window.speech[-1].end if window.speech else window.span.end
    return (following.speech[0].start if following.speech else following.span.start) - end


def _joined(group: Sequence[Window]) -> Joined:
    shift = 0
    shifts = [shift]
    for window, following in pairwise(group):
        shift += max(0, following.span.start - window.span.end - JOIN)
        shifts.append(shift)
    return Joined(tuple(group), tuple(shifts))


def _middle(word: Word) -> float:
    return (word.start + word.end) / 2


def _sample(milliseconds: int) -> int:
    return milliseconds * SAMPLE_RATE // 1000
