"""Words on their way into cues, with everything about them that the optimisation asks again and again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.model.speech import Span, Word
from studio.subtitles import borders, line_break
from studio.subtitles.borders import Border, Place
from studio.subtitles.line_break import Page
from studio.subtitles.timing import LONG_SILENCE
from studio.subtitles.weights import Weights

_STRETCH = 500
"""A word that goes on so many milliseconds after the voice is taken to be stretched over a pause."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Words with their times in order, and the price of ending a cue after each.

    `starts` ascend; `ends[i]` is not before `starts[i]`.  `cuts[i]` is the price of a cut after word i (0 after the
    last), `spans[i]` the prices of all places before word i that would stay inside a cue; `must` are the words after
    which a cut is forced by a long silence.
    """

    page: Page
    starts: Sequence[int]
    ends: Sequence[int]
    cuts: Sequence[float]
    spans: Sequence[float]
    must: frozenset[int]

    def __len__(self) -> int:
        return len(self.starts)

    def is_sentence_end(self, i: int) -> bool:
        """Say whether a sentence ends after word `i` (the very last word: going by its mark)."""
        if i < len(self.page.borders):
            return self.page.borders[i].place is Place.SENTENCE
        return borders.ends_sentence(self.page.words[i])


def of(words: Sequence[Word], language: str, weights: Weights) -> Stream:
    """Return the stream of `words`; starts that go backwards are drawn up to the word before."""
    starts: list[int] = []
    for word in words:
        starts.append(max(word.start, starts[-1] if starts else 0))
    ends = [max(word.end, start) for word, start in zip(words, starts, strict=True)]
    page = line_break.page_of([" ".join(word.text.split()) for word in words], language)
    pauses = [starts[i + 1] - ends[i] for i in range(len(words) - 1)]
    cuts = [*(_cut(border, pause, weights) for border, pause in zip(page.borders, pauses, strict=True)), 0.0]
    spans = [0.0]
    for border, pause in zip(page.borders, pauses, strict=True):
        spans.append(spans[-1] + _span(border, pause, weights))
    must = frozenset(i for i, pause in enumerate(pauses) if pause >= LONG_SILENCE)
    return Stream(page, starts, ends, cuts, spans, must)


def trimmed(words: Sequence[Word], speech: Sequence[Span]) -> list[Word]:
    """Return the words, each ended where the voice it begins with falls silent for long.

    A recogniser stretches the last word before a pause over it.  Starts stay: nothing here knows them better.
    """
    return [_trim(word, speech) for word in words] if speech else list(words)


def _trim(word: Word, speech: Sequence[Span]) -> Word:
    end = word.start
    for span in speech:  # in order
        if span.end <= word.start:
            continue
        if span.start - end >= _STRETCH:
            break
        end = max(end, span.end)
    heard_at_all = end > word.start
    return replace(word, end=end) if heard_at_all and word.end - end >= _STRETCH else word


def _clarity(pause: int, weights: Weights) -> float:
    """Return how clearly a pause is heard, 0 to 1."""
    heard, clear = weights.pause.heard, weights.pause.clear
    return min(1.0, max(0.0, (pause - heard) / (clear - heard)))


def _cut(border: Border, pause: int, weights: Weights) -> float:
    return border.cost * (1 - weights.pause.relief * _clarity(pause, weights))


def _span(border: Border, pause: int, weights: Weights) -> float:
    return border.passed_by(weights) + weights.pause.inside * _clarity(pause, weights)
