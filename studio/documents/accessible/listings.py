"""Items as lists: their marks and numbers, and which stand below which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from studio.documents import pieces
from studio.documents.accessible.parts import Item, Listing, Words
from studio.model.document import Mark, TextBlock

_NUMBER = re.compile(r"(\d{1,3})[.)]\s")

INDENT = (0.01, 0.08)
"""By how much of the page an item stands further right that is below the one before it; more is another column."""


@dataclass(slots=True)
class _Node:
    item: Item
    left: float
    below: list[_Node] = field(default_factory=list)

    def listed(self) -> Item:
        return replace(self.item, below=Listing(tuple(node.listed() for node in self.below)) if self.below else None)


def listings(items: Sequence[tuple[TextBlock, Words]], width: float) -> list[Listing]:
    """Return neighbouring items as lists, one for points and one for numbers where these follow each other.

    Items that stand a little further right are below the one before them; `width` is that of the page.
    """
    roots: list[_Node] = []
    above: list[_Node] = []
    for block, words in items:
        node = _Node(_item(words), block.box.left)
        while above and not INDENT[0] * width <= node.left - above[-1].left <= INDENT[1] * width:
            above.pop()
        (above[-1].below if above else roots).append(node)
        above.append(node)
    same_kind = groupby((node.listed() for node in roots), key=lambda item: bool(item.number))
    return [Listing(tuple(group)) for _kind, group in same_kind]


def _item(words: Words) -> Item:
    number = _NUMBER.match(words.text)
    text = pieces.without_mark(words.text)
    gone = len(words.text) - len(text)
    marks = tuple(moved for mark in words.marks if (moved := _moved(mark, gone)) is not None)
    return Item(replace(words, text=text, marks=marks), int(number[1]) if number else 0)


def _moved(mark: Mark, by: int) -> Mark | None:
    return replace(mark, start=max(0, mark.start - by), stop=mark.stop - by) if mark.stop > by else None
