"""The words of translated sentences, each with the moments at which a cue may begin with it.

A word's place in its sentence, counted in characters, is carried over to the source sentence and from there to the time
at which that part of the source is shown.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import NamedTuple

from studio.model.cue import Cue
from studio.model.translation import TranslationUnit
from studio.subtitles import counterparts
from studio.subtitles.borders import Border, Place
from studio.subtitles.line_break import Page, page_of
from studio.subtitles.timing import Clock
from studio.subtitles.tokens import words_of
from studio.subtitles.weights import Weights
from studio.text.length import visible_length

_NAME_OR_NUMBER = re.compile(r"[^\W_]*\d[\w.,:]*|[^\W\d_]\w+", re.UNICODE)

_DENSE = 0.75  # of its time: where a sentence takes longer to read, a cue may begin a little off its source's
EARLY, LATE = 200, 400  # ms: earlier gives the words away, later is seen
_SHIFTS = (-EARLY, 0, LATE // 2, LATE)
_FITTING = 15.0  # dearer words are not what a cue should begin with, however much there is to read


class Moment(NamedTuple):
    """A time at which a cue may begin, and what that costs."""

    time: int
    price: float


@dataclass(frozen=True, slots=True)
class Carried:
    """The words of all targets in a row.

    `cues[i]` is the source cue during which word i would be spoken, `units[i]` its sentence; `spans[i]` the prices of
    all places before word i; after the words in `must` a cue ends in any case; `anchors[i]` is the source cue that
    word i must be shown with, -1 for most words, and `anchored` are the other words.  `sentence_starts` counts
    sentences, `source_starts` and `source_ends` count source cues.
    """

    words: Sequence[str]
    page: Page
    units: Sequence[int]
    cues: Sequence[int]
    moments: Sequence[Sequence[Moment]]
    spans: Sequence[float]
    must: frozenset[int]
    anchors: Sequence[int]
    anchored: Sequence[int]
    sentence_starts: Sequence[int]
    source_starts: Sequence[int]
    source_ends: Sequence[int]

    @property
    def source_end(self) -> int:
        return self.source_ends[-1]

    def opens(self, i: int) -> bool:
        """Say whether word `i` is the first of its sentence."""
        return i == 0 or self.units[i - 1] != self.units[i]

    def closes(self, i: int) -> bool:
        """Say whether word `i` is the last of its sentence."""
        return i + 1 == len(self.units) or self.units[i + 1] != self.units[i]

    def joins(self, first: int, last: int) -> bool:
        """Say whether the words are of several sentences."""
        return self.units[first] != self.units[last]

    def sentence_start(self, i: int) -> int:
        """Return when the sentence of word `i` begins in the source."""
        return self.sentence_starts[self.units[i]]

    def anchors_of(self, first: int, last: int) -> list[int]:
        """Return the source cues that some of the words `first` to `last` must be shown with, as often as they must."""
        anchored = self.anchored
        return [self.anchors[i] for i in anchored[bisect_left(anchored, first) : bisect_right(anchored, last)]]

    def strangers(self, anchors: Sequence[int], start: int, after: int) -> int:
        """Return how many of `anchors` are not spoken from `start` until `after`."""
        return sum(
            not (self.source_starts[cue] < after - LATE and start + EARLY < self.source_ends[cue]) for cue in anchors
        )


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of a source sentence: its cue, where in the sentence it ends (in characters), when it is shown."""

    cue: int
    ends_at: int
    start: float
    end: float
    opens_cue: bool
    text: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A translated sentence: its words and the stretches of its source, when it begins.

    `places[i]` is the length of the text before word i; `against[k][i]` speaks against word i as the first of
    stretch k + 1.
    """

    number: int
    words: Sequence[str]
    stretches: Sequence[_Stretch]
    begins: int
    places: Sequence[int]
    against: Sequence[Sequence[float]]
    is_dense: bool

    def spoken(self, weights: Weights) -> Iterator[_Spoken]:
        """Yield the words."""
        for i, word in enumerate(self.words):
            cue, time = _at(self.stretches, self.places[i] / self.places[-1])
            moments = self._moments(i, time, weights) if i else [Moment(self.begins, 0.0)]
            yield _Spoken(word, self.number, cue, _anchor(word, self.stretches), moments)

    def _moments(self, i: int, time: int, weights: Weights) -> list[Moment]:
        """Return when a cue may begin with word `i`, which would be spoken at `time`."""
        back, total = weights.back, self.stretches[-1].ends_at
        moments = {time: back.moved}
        for (before, stretch), against in zip(pairwise(self.stretches), self.against, strict=True):
            off = abs(self.places[i] - before.ends_at / total * self.places[-1])
            if stretch.opens_cue and off <= back.share_far:
                price = back.share * max(0.0, off - back.share_free) + against[i]
                for shift in _SHIFTS if self.is_dense and price <= _FITTING else (0,):
                    at, cost = round(stretch.start) + shift, price + back.shifted * abs(shift) / 100
                    moments[at] = min(cost, moments.get(at, cost))
        return [Moment(*moment) for moment in sorted(moments.items())]


class _Spoken(NamedTuple):
    """A target word, its sentence, the source cue during which it would be spoken, and when a cue may begin with it."""

    text: str
    unit: int
    cue: int
    anchor: int
    moments: Sequence[Moment]


def carry(
    units: Sequence[TranslationUnit],
    source: Sequence[Cue],
    language: str,
    weights: Weights,
    *,
    clock: Clock,
) -> Carried:
    """Return the words of the translated units with all that the search must know of them."""
    stretches = _stretches(units, source)
    begins = _sentence_starts(stretches)
    table = counterparts.Table.of(language, (unit.source for unit in units))

    def is_dense(length: int, words: int, own: Sequence[_Stretch]) -> bool:
        return clock.shortest(length, words) > _DENSE * sum(stretch.end - stretch.start for stretch in own)

    def sentence(number: int) -> _Sentence:
        words, own = words_of(units[number].target), stretches[number]
        places = list(accumulate((visible_length(word) + 1 for word in words), initial=0))
        against = table.against(words, [stretch.text for stretch in own], weights.back)
        return _Sentence(number, words, own, begins[number], places, against, is_dense(places[-1], len(words), own))

    spoken = [word for number in range(len(units)) for word in sentence(number).spoken(weights)]
    of_unit, cues, anchors = [w.unit for w in spoken], [w.cue for w in spoken], [w.anchor for w in spoken]
    page = _with_sentences(page_of([w.text for w in spoken], language), of_unit)
    ends = [i for i in range(len(spoken) - 1) if of_unit[i] != of_unit[i + 1]]
    return Carried(
        words=page.words,
        page=page,
        units=of_unit,
        cues=cues,
        moments=[w.moments for w in spoken],
        spans=_spans(page, of_unit, cues, weights),
        must=frozenset(i for i in ends if not _may_share(source, cues[i], cues[i + 1])),
        anchors=anchors,
        anchored=[i for i, cue in enumerate(anchors) if cue >= 0],
        sentence_starts=begins,
        source_starts=[cue.start for cue in source],
        source_ends=[cue.end for cue in source],
    )


def _sentence_starts(stretches: Sequence[Sequence[_Stretch]]) -> list[int]:
    """Return when each sentence begins; ascending, even where the source cues overlap or are out of order."""
    starts: list[int] = []
    for own in stretches:
        starts.append(max(round(own[0].start), starts[-1] + 1 if starts else 0))
    return starts


def _stretches(units: Sequence[TranslationUnit], source: Sequence[Cue]) -> list[list[_Stretch]]:
    """Return the stretches of each unit; a cue's time is shared among its parts by their lengths."""
    lengths: dict[int, int] = {}
    for unit in units:
        for part in unit.parts:
            lengths[part.cue] = lengths.get(part.cue, 0) + visible_length(part.text) + 1
    used: dict[int, int] = {}
    stretches: list[list[_Stretch]] = []
    for unit in units:
        own: list[_Stretch] = []
        for part in unit.parts:
            length, before = visible_length(part.text) + 1, used.get(part.cue, 0)
            cue, whole = source[part.cue], lengths[part.cue]
            used[part.cue] = before + length
            start = cue.start + cue.duration * before / whole
            end = cue.start + cue.duration * (before + length) / whole
            ends_at = (own[-1].ends_at if own else 0) + length
            own.append(_Stretch(part.cue, ends_at, start, end, before == 0, part.text))
        stretches.append(own)
    return stretches


def _at(stretches: Sequence[_Stretch], share: float) -> tuple[int, int]:
    """Return the source cue and the time at which a share of the sentence was said."""
    total = stretches[-1].ends_at
    index = min(bisect_right(stretches, share * total, key=lambda stretch: stretch.ends_at), len(stretches) - 1)
    stretch = stretches[index]
    begins_at = stretches[index - 1].ends_at if index else 0
    inside = (share * total - begins_at) / max(1, stretch.ends_at - begins_at)
    return stretch.cue, round(stretch.start + inside * (stretch.end - stretch.start))


def _anchor(word: str, stretches: Sequence[_Stretch]) -> int:
    """Return the one source cue whose text holds the same name or number, -1 where none or several do."""
    match = _NAME_OR_NUMBER.search(word)
    if match is None or not (match[0][0].isupper() or any(c.isdigit() for c in match[0])):
        return -1
    core = match[0].rstrip(".,:")
    found = {s.cue for s in stretches if re.search(rf"(?<!\w){re.escape(core)}(?!\w)", s.text)}
    return found.pop() if len(found) == 1 and len(stretches) > 1 else -1


def _with_sentences(page: Page, units: Sequence[int]) -> Page:
    """Return the page with a sentence's end wherever a unit ends, whatever its marks say."""
    borders = [
        border if units[i] == units[i + 1] else Border(Place.SENTENCE, 0.0) for i, border in enumerate(page.borders)
    ]
    return replace(page, borders=borders)


def _may_share(source: Sequence[Cue], left: int, right: int) -> bool:
    """Say whether two sentences may stand in one cue: one speaker, one kind, no clear pause between."""
    a, b = source[left], source[right]
    return left == right or (a.speaker == b.speaker and a.kind == b.kind and b.start - a.end < _CLEAR_PAUSE)


_CLEAR_PAUSE = 1000


def _spans(page: Page, units: Sequence[int], cues: Sequence[int], weights: Weights) -> list[float]:
    spans = [0.0]
    for i, border in enumerate(page.borders):
        together = units[i] != units[i + 1] and cues[i] == cues[i + 1]  # so they stood in the source
        spans.append(spans[-1] + (0.0 if together else border.passed_by(weights)))
    return spans
