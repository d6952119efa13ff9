"""Where the lines of one cue break: one line if it fits; else after the highest node, the lower line rather longer.

The search is over all breaks of the one cue, with the prices of `resources/breaks.toml`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from studio.model.profile import Profile
from studio.subtitles import borders
from studio.subtitles import weights as prices
from studio.subtitles.borders import Border
from studio.subtitles.tokens import words_of
from studio.subtitles.weights import Weights
from studio.text import words as word_lists
from studio.text.length import visible_length


@dataclass(frozen=True, slots=True)
class Page:
    """The words of a text with what line breaking must know of them.

    `ends[i]` is the length of the words before word i, without spaces; `marks[i]` the length of the text up to and
    with word i; `borders[i]` the place after word i.
    """

    words: Sequence[str]
    ends: Sequence[int]
    marks: Sequence[int]
    borders: Sequence[Border]

    def length(self, first: int, last: int) -> int:
        """Return the visible length of words `first` to `last` (included) on one line."""
        return self.ends[last + 1] - self.ends[first] + last - first

    def text(self, first: int, last: int, breaks: Sequence[int]) -> str:
        """Return the words `first` to `last` with a new line after each word in `breaks`."""
        starts = [first, *(place + 1 for place in breaks)]
        stops = [*breaks, last]
        return "\n".join(" ".join(self.words[a : b + 1]) for a, b in zip(starts, stops, strict=True))


def break_lines(text: str, profile: Profile, language: str) -> str:
    """Return `text` on as few lines as the profile allows, broken at the best places; old line breaks go.

    A text too long for the profile's lines gets the lines it needs, none over the limit but for a longer word.
    """
    page = page_of(words_of(text), language)
    last = len(page.words) - 1
    if last < 0:
        return ""
    weights = prices.load()
    for lines in range(1, last + 2):
        if lines < profile.lines and page.length(0, last) > lines * profile.line_length + lines - 1:
            continue
        cost, breaks = lay_out(page, 0, last, profile, weights, lines=max(lines, profile.lines))
        if cost < weights.time.long_line or lines == last + 1:
            return page.text(0, last, breaks)
    return page.text(0, last, ())


def page_of(words: Sequence[str], language: str) -> Page:
    """Return the words ready for breaking, with the borders of `language`."""
    found = borders.find(words, word_lists.for_language(language), prices.load())
    ends = list(accumulate((visible_length(word) for word in words), initial=0))
    marks = [end + i for i, end in enumerate(ends[1:])]
    return Page(words, ends, marks, found)


def lay_out(
    page: Page, first: int, last: int, profile: Profile, weights: Weights, *, lines: int | None = None
) -> tuple[float, tuple[int, ...]]:
    """Return the cheapest breaks of the words `first` to `last` in one cue, and their price.

    A line over the limit costs `long_line` unless it is one word; `lines` overrides the profile's number.
    """
    allowed = profile.lines if lines is None else lines
    length = page.length(first, last)
    if length <= profile.line_length or first == last or allowed == 1:
        return _over(length, first, last, profile, weights), ()
    if allowed == 2:
        return _two_lines(page, first, last, profile, weights)
    return _many_lines(page, first, last, allowed, profile, weights)


def _over(length: int, first: int, last: int, profile: Profile, weights: Weights) -> float:
    """Return the price of a line that is too long; a single word cannot help it and pays a token."""
    if length <= profile.line_length:
        return 0.0
    return weights.time.long_line * (1 + length - profile.line_length) if last > first else weights.cue.orphan


def _two_lines(page: Page, first: int, last: int, profile: Profile, weights: Weights) -> tuple[float, tuple[int, ...]]:
    limit, shape, places = profile.line_length, weights.cue, page.borders
    start, stop = page.ends[first] + first, page.marks[last]
    low = bisect_left(page.marks, stop - 1 - limit, first, last)
    high = bisect_right(page.marks, start + limit, first, last)
    fits = low < high
    best, where = float("inf"), first
    for place in range(low, high) if fits else range(first, last):
        upper = page.marks[place] - start
        lower = stop - page.marks[place] - 1
        cost = shape.line_share * places[place].cost
        cost += (
            (shape.imbalance + shape.top_heavy) * (upper - lower)
            if upper > lower
            else shape.imbalance * (lower - upper)
        )
        if not fits:
            cost += _over(upper, first, place, profile, weights) + _over(lower, place + 1, last, profile, weights)
        if cost < best:
            best, where = cost, place
    return best + _for_lines(2, profile, weights), (where,)


def _for_lines(count: int, profile: Profile, weights: Weights) -> float:
    wanted = profile.preferred_lines or profile.lines
    return (count - 1) * weights.cue.second_line + max(0, count - wanted) * weights.cue.unwanted_line


def _many_lines(
    page: Page, first: int, last: int, allowed: int, profile: Profile, weights: Weights
) -> tuple[float, tuple[int, ...]]:
    """Break into up to `allowed` lines: the last break is chosen, what is above it the same way."""
    mean = page.length(first, last) / max(2, -(-page.length(first, last) // profile.line_length))

    @cache
    def above(stop: int, lines: int) -> tuple[float, tuple[int, ...]]:
        length = page.length(first, stop)
        best = (
            _over(length, first, stop, profile, weights) + weights.cue.imbalance * abs(length - mean),
            tuple[int, ...](),
        )
        for place in range(first, stop) if lines > 1 else ():
            cost, breaks = above(place, lines - 1)
            lower = page.length(place + 1, stop)
            cost += weights.cue.line_share * page.borders[place].cost + weights.cue.imbalance * abs(lower - mean)
            cost += _over(lower, place + 1, stop, profile, weights) + weights.cue.second_line
            best = min(best, (cost, (*breaks, place)))
        return best

    return above(last, allowed)
