"""Translated sentences go back into cues: cut over the cues they came from, so that the text follows the picture.

One dynamic programme over the words of all sentences.  A state is a word and the moment its cue begins.  A sentence
begins where its first source cue begins; inside it a cue begins where a source cue does, near enough to its share of
the text, or, at a price, when its first word would be spoken.  A cue lasts at most until the next begins, so
sentences compete for time and may borrow silence; the profile's lengths are hard limits.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise
from math import inf
from typing import NamedTuple

from studio.model.cue import Cue
from studio.model.media import DEFAULT_FRAME_RATE
from studio.model.profile import Profile
from studio.model.translation import TranslationUnit
from studio.subtitles import limits, timing
from studio.subtitles import weights as prices
from studio.subtitles.carried import EARLY, LATE, Carried, Moment, carry
from studio.subtitles.fitted import Fitted
from studio.subtitles.line_break import lay_out
from studio.subtitles.timing import LONG_SILENCE, Clock, Need
from studio.subtitles.weights import Weights

_FOREVER = 1 << 60


def into_cues(
    units: Sequence[TranslationUnit],
    source: Sequence[Cue],
    profile: Profile,
    language: str,
    *,
    frame_rate: Fraction = DEFAULT_FRAME_RATE,
    media_duration: int | None = None,
) -> list[Fitted]:
    """Return the cues of the translated `units` for `profile`; joined, their texts are the targets.

    The parts of the units name cues of `source`, in order.  `first` and `last` of the results count the words of
    all targets; a unit with an empty target gives no cue.
    """
    clock = Clock.of(profile, frame_rate)
    carried = carry(units, source, language, prices.load(), clock=clock)
    if not carried.words:
        return []
    search = _Search.of(carried, source, profile, clock, media_duration)
    return _timed(search.best(), search)


class _Shape(NamedTuple):
    """A cue by its words alone (last included): line breaks, price, and the durations it needs and wants.

    `anchors` are the source cues that some of its words must be shown with; `begins` is when its last sentence does,
    if there are several.
    """

    first: int
    last: int
    breaks: tuple[int, ...]
    price: float
    shortest: int
    wanted: int
    anchors: Sequence[int]
    begins: int | None


class _Step(NamedTuple):
    """A cue: its words (last included), its line breaks and its start."""

    first: int
    last: int
    breaks: tuple[int, ...]
    start: int


class _Way(NamedTuple):
    """The cheapest way to a word and a moment; `begun` counts the source cues that have begun then."""

    price: float
    start: int
    begun: int
    step: _Step | None
    before: _Way | None


@dataclass(frozen=True, slots=True)
class _Search:
    """`silences[i]` counts the long silences before source cue i."""

    carried: Carried
    source: Sequence[Cue]
    profile: Profile
    clock: Clock
    weights: Weights
    limit: int | None
    silences: Sequence[int]

    @classmethod
    def of(cls, carried: Carried, source: Sequence[Cue], profile: Profile, clock: Clock, limit: int | None) -> _Search:
        silences = accumulate((b.start - a.end >= LONG_SILENCE for a, b in pairwise(source)), initial=0)
        return cls(carried, source, profile, clock, prices.load(), limit, [0, *silences])

    def best(self) -> list[_Step]:
        """Return the cheapest cues: each within the lengths, but for a sentence that has no time to be split in."""
        count = len(self.carried.words)
        ways: list[dict[int, _Way]] = [{} for _ in range(count + 1)]
        ways[0] = {moment.time: self._way(0.0, moment.time, None, None) for moment in self.carried.moments[0]}
        for first in range(count):
            here, ways[first] = sorted(ways[first].values(), key=lambda way: way.price), {}
            if here:
                for shape in self._shapes(first):
                    self._extend(here, shape, ways[shape.last + 1])
        return _back(min(ways[count].values(), key=lambda way: way.price))

    def _way(self, price: float, start: int, step: _Step | None, before: _Way | None) -> _Way:
        return _Way(price, start, bisect_right(self.carried.source_starts, start + EARLY), step, before)

    def _extend(self, here: Sequence[_Way], shape: _Shape, ahead: dict[int, _Way]) -> None:
        """Prolong the ways `here`, the cheapest first, by a cue."""
        after = shape.last + 1
        for moment in self.carried.moments[after] if after < len(self.carried.words) else _AFTER_ALL:
            known, best = ahead.get(moment.time), None
            least = known.price if known else inf
            begun = self._begun(moment.time)
            for way in here:
                words = way.price + shape.price + moment.price
                if words >= least:
                    break  # time never makes it cheaper
                price = words + self._time(shape, way, moment.time, begun)
                if price < least:
                    least, best = price, way
            if best:
                step = _Step(shape.first, shape.last, shape.breaks, best.start)
                ahead[moment.time] = self._way(least, moment.time, step, best)

    def _begun(self, after: int) -> int:
        """Return how many source cues have begun when a cue ends because the next begins at `after`."""
        return bisect_left(self.carried.source_starts, min(after - LATE, self.carried.source_end))

    def _shapes(self, first: int) -> Iterator[_Shape]:
        """Yield every cue that begins with word `first` and keeps the lengths, or is a whole sentence."""
        carried, line = self.carried, self.profile.line_length
        longest = self.profile.lines * (line + 1) - 1
        spared = 0  # characters of words longer than a line
        for last in range(first, len(carried.words)):
            length = carried.page.length(first, last)
            spared += max(0, carried.page.length(last, last) - line)
            whole = carried.opens(first) and carried.closes(last) and not carried.joins(first, last)
            too_long = length - spared > longest
            if not too_long or whole:
                price, breaks = self._price(first, last, length)
                if price < self.weights.time.long_line or whole:
                    count = length + (self.profile.line_break_counts - 1) * len(breaks)
                    words = last - first + 1
                    shortest, wanted = self.clock.shortest(count, words), self.clock.wanted(count, words)
                    anchors, begins = carried.anchors_of(first, last), None
                    if carried.joins(first, last):
                        begins = carried.sentence_start(last)
                    yield _Shape(first, last, breaks, price, shortest, wanted, anchors, begins)
            if last in carried.must or (too_long and (not carried.opens(first) or carried.closes(last))):
                return

    def _price(self, first: int, last: int, length: int) -> tuple[float, tuple[int, ...]]:
        """Return the price of the cue by its words alone, and its line breaks."""
        carried, shape = self.carried, self.weights.cue
        price, breaks = lay_out(carried.page, first, last, self.profile, self.weights)
        price += shape.each + carried.spans[last] - carried.spans[first]
        if last + 1 < len(carried.words):
            price += carried.page.borders[last].cost
        whole = carried.opens(first) and carried.closes(last)
        if length < shape.short_below and not whole:
            price += shape.short * (shape.short_below - length) + (shape.orphan if first == last else 0.0)
        if carried.joins(first, last):
            price += self._joint(first, last)
        return price, breaks

    def _joint(self, first: int, last: int) -> float:
        """Return the price of joining sentences in one cue, none where both are whole."""
        carried, back = self.carried, self.weights.back
        if carried.closes(last):
            return 0.0 if carried.opens(first) else back.crossed
        return back.crossed + back.crossed_end * carried.page.borders[last].cost

    def _time(self, shape: _Shape, way: _Way, after: int, begun: int) -> float:
        """Return the price of showing a cue from the end of `way` until the moment `after`, infinite where it cannot.

        `begun` counts the source cues that have begun by then.
        """
        time, back, start = self.weights.time, self.weights.back, way.start
        until = after - self.clock.gap if after < _FOREVER else _FOREVER if self.limit is None else self.limit
        room, price = until - start, 0.0
        if room < 1:
            room, price = after - start, time.gap
            if room < 1:
                return inf
        if room < shape.wanted:
            price += time.slow_target * (shape.wanted - room) / shape.wanted
        if room < shape.shortest:
            price += time.broken + time.degree * (shape.shortest / room - 1)
        if begun > way.begun:
            silences = self.silences[begun] - self.silences[way.begun]
            price += back.merged * (begun - way.begun) + back.silence * silences
        if shape.begins is not None:
            price += back.early * max(0, shape.begins - start) / 1000
        if shape.anchors:
            price += back.apart * self.carried.strangers(shape.anchors, start, after)
        return price

    def _follows_silence(self, i: int) -> bool:
        return self.silences[i + 1] > self.silences[i]

    def need(self, step: _Step, after: int | None) -> Need:
        """Return what a cue asks of time: how long its source cues speak, and how long it takes to read."""
        length = self.carried.page.length(step.first, step.last)
        count, words = length + (self.profile.line_break_counts - 1) * len(step.breaks), step.last - step.first + 1
        spoken = self._spoken_until(step.start, _FOREVER if after is None else after)
        return Need(step.start, spoken, self.clock.shortest(count, words), self.clock.wanted(count, words))

    def _spoken_until(self, start: int, after: int) -> int:
        """Return where the source cues that such a cue stands for end, up to the first long silence."""
        starts = self.carried.source_starts
        at = max(0, bisect_right(starts, start) - 1)
        end = self.source[at].end if starts[at] <= start else start
        for i in range(bisect_right(starts, start + EARLY), self._begun(after)):
            if self._follows_silence(i):
                break
            end = max(end, self.source[i].end)
        return end


_AFTER_ALL = (Moment(_FOREVER, 0.0),)


def _back(way: _Way) -> list[_Step]:
    steps = []
    step: _Way | None = way
    while step is not None and step.step is not None:
        steps.append(step.step)
        step = step.before
    return steps[::-1]


def _timed(steps: Sequence[_Step], search: _Search) -> list[Fitted]:
    """Return the cues with their ends, and the rules they cannot keep."""
    carried, fitted = search.carried, []
    for i, (first, last, breaks, start) in enumerate(steps):
        after = steps[i + 1].start if i + 1 < len(steps) else None
        end = timing.end(start, search.need(steps[i], after), after, search.clock, search.limit)
        origin = search.source[carried.cues[first]]
        text = carried.page.text(first, last, breaks)
        cue = Cue(start, end, text, kind=origin.kind, speaker=origin.speaker)
        broken = limits.broken(cue, after, search.profile, search.clock)
        fitted.append(Fitted(cue, first, last, broken))
    return fitted
