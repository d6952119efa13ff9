"""A text as it is seen, and where in the text each visible character stands: for searching and changing words.

What is seen is in NFC and without markup, so that a word is found though a tag or a separate accent is inside it;
what is changed leaves every tag where it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from studio.text import markup

_CLUSTER = re.compile(
    r".[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]*", re.S
)


@dataclass(frozen=True, slots=True)
class Seen:
    """The visible characters of a text; character `i` stands from `starts[i]` until `ends[i]` of it."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the visible characters from `start` until `end` (not empty) stand in the text itself."""
        return self.starts[start], self.ends[end - 1]


def of(text: str) -> Seen:
    """Return what is seen of `text`."""
    hidden = markup.spans(text)
    if not hidden and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return Seen(text, range(len(text)), range(1, len(text) + 1))
    shown: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for low, high in _between(hidden, len(text)):
        for cluster in _CLUSTER.finditer(text, low, high):
            composed = unicodedata.normalize("NFC", cluster[0])
            shown.append(composed)
            starts += [cluster.start()] * len(composed)
            ends += [cluster.end()] * len(composed)
    return Seen("".join(shown), starts, ends)


def replaced(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """Return `text` with some of it replaced: from, until, and what stands there then, in order, not overlapping.

    Tags inside what goes stay, so none is torn from its other half; those that hold nothing any more go.
    """
    pieces: list[str] = []
    done = 0
    for start, end, new in changes:
        tags = "".join(text[low:high] for low, high in markup.spans(text) if start <= low and high <= end)
        pieces += [text[done:start], new, tags]
        done = end
    return markup.without_empty("".join([*pieces, text[done:]]))


def _between(hidden: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Return the stretches of a text that are not hidden."""
    edges = [0, *(edge for span in hidden for edge in span), length]
    return list(zip(edges[::2], edges[1::2], strict=True))
