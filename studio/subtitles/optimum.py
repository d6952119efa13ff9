"""The cheapest way to cut a stream of words into cues: dynamic programming over the places between words.

The profile's lengths are hard limits; its times are rules that only give way to speech that does not allow them, at a
price above that of any break.  A state is a place with the earliest moment at which the next cue may appear: a cue
may come up to 200 ms before its first word, so a cue that needs time can take some from the one after it.  Of several
ways to one place only those are kept that are cheaper or leave more time.  Work grows with the words, not with their
square.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from studio.model.profile import Profile
from studio.subtitles.line_break import lay_out
from studio.subtitles.stream import Stream
from studio.subtitles.timing import EARLIEST, Clock
from studio.subtitles.weights import Weights

_FOREVER = 1 << 60
_KEPT = 3  # ways kept per place
_INVISIBLE = 20  # a cue twenty times too fast is not seen at all


class Cut(NamedTuple):
    """A cue's words (last included) and its line breaks."""

    first: int
    last: int
    breaks: tuple[int, ...]


class _Way(NamedTuple):
    """A way to a place: its price, when the screen is free again, and the cue and way it came by."""

    price: float
    free: int
    cut: Cut | None
    before: _Way | None


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be cut and by which rules; `earliest` is when the screen is free for the first cue.

    `limit` is the end of the media; None leaves the last cue all time.
    """

    stream: Stream
    profile: Profile
    clock: Clock
    weights: Weights
    earliest: int = 0
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class _Shape:
    """A cue by its words alone: price, line breaks, and the durations it needs and wants."""

    cut: Cut
    price: float
    shortest: int
    wanted: int


def solve(task: Task) -> list[Cut]:
    """Return the cuts in order; together they hold every word once.

    Where words come so fast that no cue within the limits leads on, one too long does.
    """
    count = len(task.stream)
    ways: list[list[_Way]] = [[] for _ in range(count + 1)]
    ways[0].append(_Way(0.0, task.earliest, None, None))
    furthest, stops = 0, iter([*sorted(task.stream.must), count - 1])
    stop = next(stops)
    for start in range(count):
        if start > stop:
            stop = next(stops)
        here, ways[start] = ways[start], []
        if here:
            furthest = max(furthest, _extend(task, here, ways, _shapes(task, start, stop)))
            if furthest <= start:
                furthest = _extend(task, here, ways, _overlong(task, start, stop), enough=1)
    return _back(min(ways[count], key=lambda way: way.price))


def _back(way: _Way) -> list[Cut]:
    cuts: list[Cut] = []
    step: _Way | None = way
    while step is not None and step.cut is not None:
        cuts.append(step.cut)
        step = step.before
    return cuts[::-1]


def _extend(
    task: Task, here: Sequence[_Way], ways: list[list[_Way]], shapes: Iterable[_Shape], enough: int | None = None
) -> int:
    """Prolong the ways `here` by each cue and return the furthest place reached, 0 for none.

    With `enough`, so many cues that lead on end the search.
    """
    furthest, found = 0, 0
    for shape in shapes:
        place = shape.cut.last + 1
        steps = [step for way in here for step in _step(task, way, shape)]
        for step in steps:
            _keep(ways[place], step)
        if steps:
            furthest, found = place, found + 1
            if found == enough:
                break
    return furthest


def _shapes(task: Task, start: int, last: int) -> Iterator[_Shape]:
    """Yield every cue that begins with word `start`, ends with word `last` at the latest, and keeps the lengths."""
    page, line = task.stream.page, task.profile.line_length
    longest = task.profile.lines * (line + 1) - 1
    begins, spared = page.ends[start] + start, 0
    for stop in range(start, last + 1):
        length = page.marks[stop] - begins
        spared += max(0, page.length(stop, stop) - line)  # words longer than a line stand over whatever is done
        if length - spared > longest:
            break
        price, breaks = (0.0, ()) if length <= line else lay_out(page, start, stop, task.profile, task.weights)
        if price < task.weights.time.long_line:
            yield _shape(task, Cut(start, stop, breaks), length, price)


def _overlong(task: Task, start: int, last: int) -> Iterator[_Shape]:
    """Yield cues that begin with word `start`, too long as they may be, the shortest first."""
    page = task.stream.page
    for stop in range(start, last + 1):
        price, breaks = lay_out(page, start, stop, task.profile, task.weights)
        yield _shape(task, Cut(start, stop, breaks), page.length(start, stop), price)


def _shape(task: Task, cut: Cut, length: int, price: float) -> _Shape:
    """Return a cue whose lines cost `price` with all that its words cost and need."""
    stream, weights = task.stream, task.weights.cue
    price += weights.each + stream.spans[cut.last] - stream.spans[cut.first] + stream.cuts[cut.last]
    full = 1.5 * task.profile.line_length
    if length > full:
        price += weights.overfull * (length - full)
    elif length < weights.short_below:
        price += _for_shortness(task, cut.first, cut.last, length)
    price += _for_speech(task, cut.first, cut.last)
    count, words = length + (task.profile.line_break_counts - 1) * len(cut.breaks), cut.last - cut.first + 1
    return _Shape(cut, price, task.clock.shortest(count, words), task.clock.wanted(count, words))


def _for_shortness(task: Task, first: int, last: int, length: int) -> float:
    """Return the price of so few characters, nothing for a sentence of its own."""
    stream, shape = task.stream, task.weights.cue
    opens = first == 0 or stream.is_sentence_end(first - 1)
    if opens and stream.is_sentence_end(last):
        return 0.0
    return shape.short * (shape.short_below - length) + (shape.orphan if first == last else 0.0)


def _for_speech(task: Task, first: int, last: int) -> float:
    """Return the price of words that take longer to say than a cue may stand."""
    longest = task.profile.max_duration
    spoken = task.stream.ends[last] - task.stream.starts[first]
    if longest is None or spoken <= longest or first == last:
        return 0.0
    return task.weights.time.broken + task.weights.time.degree * (spoken / longest - 1)


def _step(task: Task, way: _Way, shape: _Shape) -> list[_Way]:
    """Return the way prolonged by a cue; none where it would have no time at all.

    A cue without the time that it needs takes all there is; or, as another way, as good as nothing, for the next.
    """
    starts, gap, time = task.stream.starts, task.clock.gap, task.weights.time
    word, last = starts[shape.cut.first], shape.cut.last
    if way.free > word:
        return []
    begins = max(way.free, word - EARLIEST, 0)
    is_end = last + 1 == len(starts)
    following = starts[last + 1] if not is_end else _FOREVER if task.limit is None else task.limit + gap
    price, room = way.price + shape.price, following - gap - begins
    soonest = max(begins + shape.shortest + gap, following - EARLIEST)
    if room >= shape.wanted:
        return [_Way(price, soonest, shape.cut, way)]
    price += time.slow_target * (shape.wanted - max(1, room)) / shape.wanted
    if room >= shape.shortest:
        return [_Way(price, soonest, shape.cut, way)]
    if room < 1:
        room += gap
        price += time.gap
    if room < 1 and not is_end:
        return []
    soonest = max(begins + 1, following - EARLIEST)
    full = _Way(price + _for_haste(task, shape, max(1, room)), following, shape.cut, way)
    return [full, _Way(price + _for_haste(task, shape, 1), soonest, shape.cut, way)] if soonest < following else [full]


def _for_haste(task: Task, shape: _Shape, room: int) -> float:
    """Return the price of less time than a cue needs; past a point, less is as bad as nothing."""
    degree = min(_INVISIBLE, shape.shortest / room - 1)
    return task.weights.time.broken + task.weights.time.degree * degree


def _keep(ways: list[_Way], step: _Way) -> None:
    """Add a way unless a kept one is as cheap and as early; forget those it beats, and all but the cheapest few."""
    for way in ways:
        if way.price <= step.price and way.free <= step.free:
            return
    if ways:
        ways[:] = [way for way in ways if way.price < step.price or way.free < step.free]
    ways.append(step)
    if len(ways) > _KEPT:
        ways.remove(max(ways, key=lambda way: way.price))
