"""Sentences from cues: what is translated are sentences, and a sentence may run over several cues.

Cues are joined while one speaker goes on without a long pause; the text is split by `studio.text.sentence`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from studio.model.cue import Cue, Kind
from studio.model.translation import Part, TranslationUnit
from studio.text import markup, sentence
from studio.text.sentence import split

__all__ = ["from_blocks", "from_cues", "joined", "split"]

_LONG_PAUSE = 2000  # milliseconds: a sentence does not go on after such a silence
_MAX_LENGTH = 260  # characters: unpunctuated speech is cut where it is longer
_WRAPPED = re.compile(r"[*\[(♪♫#].*[*\])♪♫]|[^\w]*", re.DOTALL)  # or no word at all
_NEW_SPEAKER = re.compile(r"\s*[-–—‐]\s*[^\W\d_]")
_DASHED_LINE = re.compile(r"\n\s*(?=[-–—‐]\s*[^\W\d_])")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a cue that no sentence border runs through by its looks: a line of a dialogue, or all of it."""

    cue: int
    text: str


def from_cues(cues: Sequence[Cue], language: str) -> list[TranslationUnit]:
    """Return the sentences of `cues`, in order, each with the pieces of text it has in which cue.

    No text is lost: the sources together are the texts of the cues, without markup and on one line.  Cues without
    text have no unit.
    """
    units = []
    for run in _runs(cues):
        for parts in _sentences(run, cues, language):
            units.append(TranslationUnit(" ".join(part.text for part in parts), parts))
    return units


def from_blocks(texts: Sequence[str], language: str) -> list[TranslationUnit]:
    """Return the sentences of blocks of text, in order; each has one part: the index of its block and itself.

    A sentence goes neither over a block nor over a line break that is meant.  The sources with one space between them,
    and the line breaks, are the texts (`joined` puts them together again).
    """
    return [
        TranslationUnit(text, (Part(index, text),))
        for index, lines in _blocks(texts, language)
        for text in chain(*lines)
    ]


def joined(units: Sequence[TranslationUnit], texts: Sequence[str], language: str) -> list[str]:
    """Return the translations of blocks: `units` are those of `from_blocks`, translated, in the same order.

    A line break that is meant stays where it was; a block without words stays as it is.
    """
    rest = iter(units)
    found = list(texts)
    for index, lines in _blocks(texts, language):
        found[index] = "\n".join(" ".join(next(rest).target for _sentence in line) for line in lines)
    return found


def _blocks(texts: Sequence[str], language: str) -> Iterator[tuple[int, list[list[str]]]]:
    """Yield the index of each block with words, and its sentences line by line."""
    for index, text in enumerate(texts):
        if text.strip():
            lines = [" ".join(line.split()) for line in text.split("\n")]
            yield index, [split(line, language) if line else [] for line in lines]


def _runs(cues: Sequence[Cue]) -> Iterator[list[_Piece]]:
    """Yield the pieces that a sentence may run through."""
    run: list[_Piece] = []
    for index, cue in enumerate(cues):
        for number, text in enumerate(_lines_of_dialogue(cue.text)):
            if run and (number > 0 or not _goes_on(cues[run[-1].cue], cue)):
                yield run
                run = []
            run.append(_Piece(index, text))
    if run:
        yield run


def _lines_of_dialogue(text: str) -> list[str]:
    """Return the text on one line, or one line for each speaker where dashes mark them."""
    plain = markup.strip(text)
    speakers = _DASHED_LINE.split(plain)
    return [line for line in (" ".join(part.split()) for part in speakers) if line]


def _goes_on(before: Cue, after: Cue) -> bool:
    return (
        before.speaker == after.speaker
        and before.kind == after.kind
        and before.kind in (Kind.SPEECH, Kind.LYRIC)
        and after.start - before.start >= 0
        and after.start - before.end <= _LONG_PAUSE
        and not _is_wrapped(before.text)
        and not _is_wrapped(after.text)
        and not _NEW_SPEAKER.match(markup.strip(after.text))
    )


def _is_wrapped(text: str) -> bool:
    """Say whether a cue is a sound, a title of music or a line of a song by its looks."""
    return bool(_WRAPPED.fullmatch(markup.strip(text).strip()))


def _sentences(run: Sequence[_Piece], cues: Sequence[Cue], language: str) -> Iterator[tuple[Part, ...]]:
    text = " ".join(piece.text for piece in run)
    starts = _starts(run)
    pauses = _pauses(run, starts, cues)
    for start, end in _spans(text, language):
        inside = slice(bisect_left(starts, start), bisect_right(starts, end))
        near = {place: pauses[place] for place in starts[inside] if place in pauses}
        for first, last in _bounded(text, start, end, near):
            yield _parts(text, first, last, run, starts)


@lru_cache(maxsize=8192)  # of a long film all that is said between pauses: an edit changes one of them
def _spans(text: str, language: str) -> tuple[tuple[int, int], ...]:
    return tuple(sentence.spans(text, language))


def _starts(run: Sequence[_Piece]) -> list[int]:
    starts, position = [], 0
    for piece in run:
        starts.append(position)
        position += len(piece.text) + 1
    return starts


def _pauses(run: Sequence[_Piece], starts: Sequence[int], cues: Sequence[Cue]) -> dict[int, int]:
    """Return the silence before each piece but the first, by its place in the text."""
    return {
        start: max(0, cues[after.cue].start - cues[before.cue].end)
        for start, before, after in zip(starts[1:], run, run[1:], strict=False)
    }


def _bounded(text: str, start: int, end: int, pauses: dict[int, int]) -> list[tuple[int, int]]:
    """Cut what is too long for one sentence: between cues, at the longest pause that is not near an end."""
    if end - start <= _MAX_LENGTH:
        return [(start, end)]
    margin = (end - start) // 5
    inside = [place for place in pauses if start + margin <= place <= end - margin]
    if inside:
        middle = (start + end) // 2
        cut = max(inside, key=lambda place: (pauses[place], -abs(place - middle)))
    else:
        cut = start + sentence.middle(text[start:end])
    if not start < cut < end:
        return [(start, end)]
    return _bounded(text, start, cut, pauses) + _bounded(text, cut, end, pauses)


def _parts(text: str, start: int, end: int, run: Sequence[_Piece], starts: Sequence[int]) -> tuple[Part, ...]:
    parts = []
    for i in range(bisect_right(starts, start) - 1, bisect_left(starts, end)):
        begin = starts[i]
        inside = text[max(start, begin) : max(begin, min(end, begin + len(run[i].text)))].strip()
        if inside:
            parts.append(Part(run[i].cue, inside))
    return tuple(parts)
