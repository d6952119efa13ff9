"""The sentence around a translated cue, on both sides: a name or a number may stand in its neighbour there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from studio.model.finding import Evidence, Mark, Original
from studio.text import seen
from studio.text import words as word_lists
from studio.text.length import visible

REACH = 2
"""Cues on either side that are looked at for the rest of a sentence; the review looks at as many again."""

_END = re.compile(r"[.!?…][\"'“”»’)\]*♪\s]*$")
_DAY = re.compile(r"\b\d{1,2}\.$")
"""A point behind a day ends no sentence: the month stands in the next cue."""


@dataclass(frozen=True, slots=True)
class Side:
    """The texts of one side, each on one line, and at which cues of the translation each of them may stand.

    `ids` are those of the source's cues; the translation has none.
    """

    texts: tuple[str, ...]
    cues: tuple[tuple[int, ...], ...]
    ids: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """Return all of it on one line."""
        return " ".join(self.texts)

    def at(self, place: int) -> tuple[int, int]:
        """Return which text a character of the whole is in, and its place there."""
        for number, text in enumerate(self.texts):
            if place <= len(text):
                return number, place
            place -= len(text) + 1
        raise IndexError(place)


@dataclass(frozen=True, slots=True)
class Passage:
    """What the source says in a sentence or a part of it, and its translation."""

    source: Side
    target: Side


def around(evidence: Evidence, i: int) -> Passage:
    """Return the passage around cue `i`, `REACH` cues to either side at most."""
    assert evidence.bilingual is not None
    near = range(max(0, i - REACH), min(len(evidence.cues), i + REACH + 1))
    originals = {j: evidence.bilingual.original(j) for j in near}
    first = last = i
    while first - 1 in near and _run_on(evidence, originals, first - 1):
        first -= 1
    while last + 1 in near and _run_on(evidence, originals, last):
        last += 1
    cues = range(first, last + 1)
    target = Side(tuple(line(evidence.cues[j].text) for j in cues), tuple((j,) for j in cues))
    return Passage(_source(cues, originals), target)


def mark(evidence: Evidence, i: int, passage: Passage, place: int, length: int) -> Mark | None:
    """Return the mark of some characters of what a passage's source says, None where cue `i` does not stand for it."""
    assert evidence.bilingual is not None
    number, start = passage.source.at(place)
    id = passage.source.ids[number]
    text = dict(evidence.bilingual.original(i).parts).get(id)
    end = min(start + length, len(passage.source.texts[number]))
    return None if text is None or end <= start else Mark(*seen.of(text).span(start, end), id)


def own_source(evidence: Evidence, i: int) -> str:
    """Return what cue `i` stands for, on one line; "" where it has no source."""
    assert evidence.bilingual is not None
    return " ".join(line(text) for _id, text in evidence.bilingual.original(i).parts)


@lru_cache(maxsize=1024)
def line(text: str) -> str:
    """Return a text as it is seen, on one line."""
    return visible(text).replace("\n", " ")


def _source(cues: Sequence[int], originals: dict[int, Original]) -> Side:
    """Return the cues of the source, each once: one that was cut in two in the translation belongs to both."""
    texts: dict[int, str] = {}
    homes: dict[int, list[int]] = {}
    for j in cues:
        for id, text in originals[j].parts:
            texts[id] = line(text)
            homes.setdefault(id, []).append(j)
    return Side(tuple(texts.values()), tuple(tuple(homes[id]) for id in texts), tuple(texts))


def _run_on(evidence: Evidence, originals: dict[int, Original], j: int) -> bool:
    """Say whether a sentence of either side goes on from cue `j` to the next."""
    assert evidence.bilingual is not None
    here, there = originals[j].parts, originals[j + 1].parts
    if not here or not there:
        return False
    if {id for id, _text in here} & {id for id, _text in there}:
        return True
    return not _ends(here[-1][1], evidence.bilingual.language) or not _ends(evidence.cues[j].text, evidence.language)


@lru_cache(maxsize=1024)
def _ends(text: str, language: str) -> bool:
    """Say whether a sentence ends with a text."""
    shown = visible(text).strip()
    if not _END.search(shown) or _DAY.search(shown):
        return False
    return shown.split()[-1].casefold() not in word_lists.for_language(language).abbreviations
