"""Word times put right by where speech was found.

A recogniser's word times come from attention, which is vague where nothing is said: the first word after a pause
begins too early, the last one before it ends too late, and a word may lie over both sides of a silence.  Voice
detection says where sound begins and ends to about 30 ms, so there its word counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from studio.model.speech import Segment, Span, Word

REACH = 200
"""Milliseconds a word's edge is drawn to the edge of speech beside it; more would be another sound than the word."""

STRAY = 1_500
"""Milliseconds a word heard in silence may lie from its speech: after a pause, attention is that vague."""

PAUSE = 150
"""Milliseconds of silence that are no longer part of a word: the closure before a "t" or "k" lasts up to 120."""


def settled(segments: Iterable[Segment], speech: Sequence[Span]) -> list[Segment]:
    """Return the segments with word times that agree with `speech`, the spans found in their window, in order.

    Words stay in order and never overlap; text and probabilities stay.  A word far from any speech keeps its times.
    """
    segments = list(segments)
    stretches = _stretches(speech)
    words = [_on_speech(word, stretches) for segment in segments for word in segment.words]
    words = _in_order(_drawn(_gathered(words, stretches), stretches))
    result = []
    for segment in segments:
        count = len(segment.words)
        result.append(replace(segment, words=tuple(words[:count])))
        words = words[count:]
    return result


def _stretches(speech: Iterable[Span]) -> list[Span]:
    """Join spans that are less than a `PAUSE` apart."""
    joined: list[Span] = []
    for span in speech:
        if joined and span.start - joined[-1].end < PAUSE:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _shared(word: Word, span: Span) -> int:
    return min(word.end, span.end) - max(word.start, span.start)


def _on_speech(word: Word, speech: Sequence[Span]) -> Word:
    """Cut off what lies in silence, and of a word over several stretches what lies in the lesser ones."""
    place = max(speech, key=lambda span: _shared(word, span), default=None)
    if place is None or _shared(word, place) <= 0:
        return word
    return replace(word, start=max(word.start, place.start), end=min(word.end, place.end))


def _gathered(words: Sequence[Word], speech: Sequence[Span]) -> list[Word]:
    """Bring words that lie in silence shortly before speech to where it begins."""
    gathered = list(words)
    for index in reversed(range(len(gathered))):
        word = gathered[index]
        span = next((span for span in speech if span.end > word.start), None)
        if span is None or _shared(word, span) > 0 or span.start - word.end > STRAY:
            continue
        following = gathered[index + 1] if index + 1 < len(gathered) else None
        if following is None or _shared(following, span) > 0:
            gathered[index] = replace(word, start=span.start, end=_room(word, following, span))
            if following is not None:
                gathered[index + 1] = replace(following, start=max(following.start, gathered[index].end))
    return gathered


def _room(word: Word, following: Word | None, span: Span) -> int:
    """Return where a word ends that is brought to the beginning of `span`: before the next, or sharing its time."""
    if following is None:
        return min(span.end, span.start + word.end - word.start)
    if following.start - span.start >= PAUSE:
        return following.start
    letters = len(word.text) + len(following.text)
    return span.start + max(0, following.end - span.start) * len(word.text) // letters


def _drawn(words: Sequence[Word], speech: Sequence[Span]) -> list[Word]:
    """Draw the first word of each stretch to its beginning and the last one to its end, where near."""
    drawn = list(words)
    for span in speech:
        inside = [index for index, word in enumerate(drawn) if _shared(word, span) > 0]
        if not inside:
            continue
        first, last = inside[0], inside[-1]
        if drawn[first].start - span.start <= REACH:
            drawn[first] = replace(drawn[first], start=min(span.start, drawn[first].start))
        if span.end - drawn[last].end <= REACH:
            drawn[last] = replace(drawn[last], end=max(span.end, drawn[last].end))
    return drawn


def _in_order(words: Iterable[Word]) -> list[Word]:
    """Let no word begin before the one before it has ended."""
    ordered: list[Word] = []
    end = 0
    for word in words:
        start = max(word.start, end)
        ordered.append(replace(word, start=start, end=max(word.end, start)))
        end = ordered[-1].end
    return ordered
