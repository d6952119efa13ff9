"""Which heard words stand behind the words of a text that people have changed.

Words are compared bare, without marks and capitals; a run of changed words between two that are the same is laid over
the heard words between those, in order.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from studio.model.cue import Cue
from studio.model.speech import Word
from studio.subtitles.tokens import token
from studio.text.length import visible

REACH = 30_000
"""Milliseconds that the times of cues may be off, either way, for their words to be found."""

_BLOCK = 40
"""Cues compared at a time: the comparison takes time that grows with the square."""


def align(texts: Sequence[str], words: Sequence[Word]) -> list[int | None]:
    """Return for each word of a text the index of the heard word behind it, None where none is; indexes never fall."""
    found: list[int | None] = [None] * len(texts)
    matcher = SequenceMatcher(None, [_bare(text) for text in texts], [_bare(word.text) for word in words], False)
    for change, i, i_end, j, j_end in matcher.get_opcodes():
        if change in ("equal", "replace"):
            for k in range(i, i_end):
                found[k] = j + (k - i) * (j_end - j) // (i_end - i)
    return found


def of_cues(cues: Sequence[Cue], words: Sequence[Word]) -> list[list[Word]]:
    """Return for each cue the heard words behind its text, none where its text was not heard.

    Cues and words must be in order; a word is looked for up to `REACH` before and after its cue.
    """
    found: list[list[Word]] = [[] for _ in cues]
    free = 0
    for block in _blocks(len(cues)):
        owners = [i for i in block for _ in _texts(cues[i])]
        texts = [text for i in block for text in _texts(cues[i])]
        low = max(free, bisect_left(words, cues[block[0]].start - REACH, key=_start))
        high = max(low, bisect_right(words, cues[block[-1]].end + REACH, key=_start))
        for i, place in zip(owners, align(texts, words[low:high]), strict=True):
            if place is not None:
                found[i].append(words[low + place])
                free = low + place + 1
    return found


def _blocks(count: int) -> Iterator[range]:
    for first in range(0, count, _BLOCK):
        yield range(first, min(first + _BLOCK, count))


def _texts(cue: Cue) -> list[str]:
    return visible(cue.text).split()


def _start(word: Word) -> int:
    return word.start


def _bare(text: str) -> str:
    return token(text).bare or text
