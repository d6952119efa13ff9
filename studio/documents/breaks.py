"""Where a break between two lines of a block is meant: in addresses, lists of names, after a paragraph."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from studio.documents.letters import TextLine

_OPEN_ENDS = re.compile(
    r"(?:\b(?:und|oder|im|in|am|an|auf|für|mit|von|vom|zu|zum|zur|der|die|das|den|dem|des|ein|eine|the|of|and|or|for|to|at"
    r"|by|with|a|an|en|of|het|de|een|van|voor|met|op|bij|et|du|la|le|les|des|pour|&)|[,–—&+/-])$",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?:…][\"”“»’)]*$")
_CONTACT = re.compile(r"(?:\S+@\S+\.\w+|www\.|https?://|[\w-]+\.(?:de|at|ch|eu|nl|be|fr|com|org|net)\b)")
_ADDRESS = 36  # characters of a line of one
_TINY = 22  # characters of a line that no prose is set in
_RAGGED = 0.75  # of the longest: prose has no shorter lines but the last
_PROSE = 22  # characters after which a sentence's end is that of a paragraph


@dataclass(frozen=True, slots=True)
class Column:
    """The edges, along the lines, of the column that lines stand in, and how far they could reach.

    `is_headline`: its lines are broken where they look best.
    """

    left: float
    right: float
    limit: float
    is_headline: bool = False


def is_meant(before: TextLine, line: TextLine, column: Column, *, is_centred: bool = False) -> bool:
    """Say whether a line was broken though the next word would have had room."""
    if not may_be_meant(before, line):
        return False
    if column.is_headline:
        return _ENDED.search(before.text) is not None or line.text[:1].isdigit()
    room = column.right - column.left - (before.stop - before.start) if is_centred else column.right - before.stop
    wide = _first_word(line)
    return wide + 0.6 * line.size <= room or (before.text[-1:] in ".!?" and wide <= 0.5 * room)


def is_paragraph_end(before: TextLine, line: TextLine) -> bool:
    """Say whether a break that is meant ends a paragraph."""
    return len(before.text) > _PROSE and _ENDED.search(before.text) is not None and not line.text[:1].isdigit()


def of_address(lines: Sequence[TextLine], known: Collection[int], column: Column) -> set[int]:
    """Return the numbers of the lines before which a break is meant, where short lines are those of an address.

    Most of its breaks are `known`, come before a number, or leave room for the next word up to the column's limit.
    """
    if column.is_headline or len(lines) < 2 or any(len(line.text) > _ADDRESS for line in lines) or _is_prose(lines):
        return set()
    sure = {
        number
        for number in range(1, len(lines))
        if number in known
        or lines[number].text[:1].isdigit()
        or _CONTACT.match(lines[number].text)
        or _first_word(lines[number]) + 0.6 * lines[number].size <= column.limit - lines[number - 1].stop
    }
    if 2 * len(sure) < len(lines) - 1:
        return set()
    return {number for number in range(1, len(lines)) if may_be_meant(lines[number - 1], lines[number])}


def may_be_meant(before: TextLine, line: TextLine) -> bool:
    """Say whether something may end between two lines, so that a break between them can be meant."""
    text = before.text
    goes_on = line.text[:1].islower() and not _CONTACT.match(line.text) and not _CONTACT.match(text)
    return not (goes_on or _OPEN_ENDS.search(text) or text.endswith(("\x02", "-", "‐")))


def _is_prose(lines: Sequence[TextLine]) -> bool:
    """Say whether all lines but the last are about as long, and long enough for prose."""
    lengths = [line.stop - line.start for line in lines]
    is_even = all(length >= _RAGGED * max(lengths) for length in lengths[:-1])
    goes_on = any(after.text[:1].islower() and not _CONTACT.match(after.text) for _line, after in pairwise(lines))
    return (is_even and max(len(line.text) for line in lines) > _TINY) or (is_even and goes_on)


def _first_word(line: TextLine) -> float:
    """Return how much room the first word of a line takes, with a space."""
    word = line.text.split(" ")[0]
    return (line.stop - line.start) * (len(word) + 1) / max(1, len(line.text))
