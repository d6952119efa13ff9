"""Where in a translation stands what was bold, a link, … in the source.

A mark over whole sentences goes over their translations; one over words that are the same in the translation (names,
addresses) over those; a mark over all but marks of punctuation over the whole.  Other words are translated by
themselves, and looked for.  A link is never lost: without a better place it goes over the sentence it stood in.  Other
marks that find no place are told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from studio.model.document import Mark, MarkKind
from studio.model.translation import TranslationUnit

Span = tuple[int, int]
_Places = tuple[str, str, Sequence[tuple[Span, Span]]]


Wordings = Mapping[str, Sequence[str]]
"""What words are by themselves in the other language, the best first."""


def carried(
    source: str,
    target: str,
    marks: Sequence[Mark],
    units: Sequence[TranslationUnit],
    *,
    wordings: Wordings | None = None,
) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """Return the marks of `target` in order, and those of `source` that found no place in it.

    `units` are the sentences of the text, translated, in order.
    """
    pairs = _pairs(source, target, units)
    placed: list[Mark] = []
    lost: list[Mark] = []
    for mark in marks:
        span = _place(source, target, mark, pairs, placed) or _worded(
            (source, target, pairs), mark, placed, wordings or {}
        )
        if span is None and mark.kind is MarkKind.LINK and target.strip():
            span = _sentence(mark, target, pairs)
        if span is None:
            lost.append(mark)
        else:
            placed.append(replace(mark, start=span[0], stop=span[1]))
    return tuple(sorted(placed, key=lambda mark: (mark.start, mark.stop))), tuple(lost)


def unplaced(source: str, target: str, marks: Sequence[Mark], units: Sequence[TranslationUnit]) -> list[str]:
    """Return the words of marks that have no sure place in the translation: `wordings` of them may find one."""
    pairs = _pairs(source, target, units)
    open_ones = [mark for mark in marks if _place(source, target, mark, pairs, []) is None]
    return [words for mark in open_ones if (words := source[mark.start : mark.stop].strip()) and target.strip()]


def _pairs(source: str, target: str, units: Sequence[TranslationUnit]) -> list[tuple[Span, Span]]:
    """Return where each sentence stands in both texts, as far as both are found."""
    found = []
    here = there = 0
    for unit in units:
        first, second = _find(source, unit.source, here), _find(target, unit.target, there)
        if first is not None and second is not None:
            found.append((first, second))
            here, there = first[1], second[1]
    return found


def _find(text: str, words: str, start: int) -> Span | None:
    """Return where words stand in a text whose line breaks may be spaces in them."""
    if not words:
        return None
    at = text.find(words, start)
    if at < 0:
        at = text.replace("\n", " ").find(words, start)
    return None if at < 0 else (at, at + len(words))


def _place(
    source: str, target: str, mark: Mark, pairs: Sequence[tuple[Span, Span]], placed: Sequence[Mark]
) -> Span | None:
    words = source[mark.start : mark.stop]
    inside = [pair for pair in pairs if pair[0][0] < mark.stop and pair[0][1] > mark.start]
    if not words.strip() or not target.strip():
        return None
    if _is_all(source, mark.start, mark.stop):
        return 0, len(target)
    if inside and all(mark.start <= own[0] and own[1] - _loose(source, own) <= mark.stop for own, _other in inside):
        return inside[0][1][0], inside[-1][1][1]
    return _same(words.strip(), target, inside, [each for each in placed if each.kind is mark.kind])


def _sentence(mark: Mark, target: str, pairs: Sequence[tuple[Span, Span]]) -> Span:
    inside = [pair for pair in pairs if pair[0][0] < mark.stop and pair[0][1] > mark.start]
    return (inside[0][1][0], inside[-1][1][1]) if inside else (0, len(target))


def _is_all(source: str, start: int, stop: int) -> bool:
    """Say whether nothing but spaces and points stands outside."""
    return not any(letter.isalnum() for letter in source[:start] + source[stop:])


def _loose(source: str, span: Span) -> int:
    """Return how many marks of punctuation a sentence ends with."""
    words = source[span[0] : span[1]]
    return len(words) - len(words.rstrip(".!?…:;,"))


def _worded(places: _Places, mark: Mark, placed: Sequence[Mark], wordings: Wordings) -> Span | None:
    """Return where the words stand as they are translated by themselves, whatever the case of their letters."""
    source, target, pairs = places
    inside = [pair for pair in pairs if pair[0][0] < mark.stop and pair[0][1] > mark.start]
    start, stop = (inside[0][1][0], inside[-1][1][1]) if inside else (0, len(target))
    taken = [each for each in placed if each.kind is mark.kind]
    for wording in wordings.get(source[mark.start : mark.stop].strip(), ()):
        bare = wording.strip(" .!?…,;:")
        for found in re.finditer(rf"(?<!\w){re.escape(bare)}(?!\w)", target[start:stop], re.IGNORECASE) if bare else ():
            first, last = start + found.start(), start + found.end()
            if not any(each.start < last and each.stop > first for each in taken):
                return first, last
    return None


def _same(words: str, target: str, inside: Sequence[tuple[Span, Span]], taken: Sequence[Mark]) -> Span | None:
    """Return where the words stand unchanged in the sentences' translations, a place that is not taken yet."""
    start, stop = (inside[0][1][0], inside[-1][1][1]) if inside else (0, len(target))
    at = target.find(words, start, stop)
    while at >= 0:
        if not any(mark.start < at + len(words) and mark.stop > at for mark in taken):
            return at, at + len(words)
        at = target.find(words, at + 1, stop)
    return None
