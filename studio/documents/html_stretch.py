"""Words of a web page in a row, each with the tags around it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from studio.documents.html_tokens import Token
from studio.documents.inline import Run

_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class Stretch:
    """Words in a row that no block of the page parts: runs, and tags that are no words by where they stand."""

    start: int = 0
    stop: int = 0
    runs: list[Run[bytes]] = field(default_factory=list)
    anchors: list[tuple[int, str]] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)


def stretch(group: Sequence[Token]) -> Stretch | None:
    """Return the words of tags and texts in a row, None where there are none."""
    pairs = _pairs(group)
    places = [n for n, token in enumerate(group) if token.kind == "text" and token.raw.strip()]
    if not places:
        return None
    first, last = _grown(places[0], places[-1], pairs)
    found = Stretch()
    reader = _Words(found, {start: end for start, end in pairs if first <= start <= end <= last})
    for number in range(first, last + 1):
        reader.take(number, group[number])
    lead, tail = group[first], group[last]
    found.start = lead.start + (len(lead.raw) - len(lead.raw.lstrip()) if lead.kind == "text" else 0)
    found.stop = tail.stop - (len(tail.raw) - len(tail.raw.rstrip()) if tail.kind == "text" else 0)
    reader.close()
    return found


def _pairs(group: Sequence[Token]) -> list[tuple[int, int]]:
    """Return which tags open and close the same element, by their places."""
    waiting: list[int] = []
    found: list[tuple[int, int]] = []
    for number, token in enumerate(group):
        if token.kind == "start":
            waiting.append(number)
        elif token.kind == "end":
            open_ones = [place for place in waiting if group[place].name == token.name]
            if open_ones:
                found.append((open_ones[-1], number))
                del waiting[waiting.index(open_ones[-1]) :]
    return found


def _grown(first: int, last: int, pairs: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return a stretch that holds both tags of every element it holds one of."""
    while True:
        cut = [pair for pair in pairs if (first <= pair[0] <= last) != (first <= pair[1] <= last)]
        if not cut:
            return first, last
        first, last = min(first, *(pair[0] for pair in cut)), max(last, *(pair[1] for pair in cut))


class _Words:
    """Takes the words of a stretch, each with the tags around it."""

    def __init__(self, stretch: Stretch, pairs: Mapping[int, int]) -> None:
        self._stretch = stretch
        self._pairs = pairs
        self._ends = set(pairs.values())
        self._around: list[tuple[int, str, str]] = []
        self._link = ""
        self._length = 0
        self._owes = False

    def take(self, number: int, token: Token) -> None:
        """Take in the next tag or text."""
        if token.kind == "text":
            self._text(html.unescape(token.raw))
        elif token.name == "br":
            self._trim()
            self._add("\n")
        elif number in self._pairs:
            self._open(number, token)
        elif number in self._ends:
            self._close(token)
        else:
            self._anchor(token.raw)

    def close(self) -> None:
        """Let go of the space at the end."""
        self._trim()

    def _open(self, number: int, token: Token) -> None:
        where = token.attribute("href") if token.name == "a" else None
        if where is not None and not self._link:
            self._link = where or "#"
            self._stretch.links.setdefault(self._link, token.raw)
            number = -1
        self._around.append((number, token.name, token.raw))

    def _close(self, token: Token) -> None:
        number, _name, _raw = self._around.pop()
        if number < 0:
            self._link = ""

    def _anchor(self, raw: str) -> None:
        """Keep a tag that is no word; a space before it goes with it, so that words have one space between them."""
        runs = self._stretch.runs
        self._owes = self._owes or bool(runs and runs[-1].text.endswith(" "))
        if runs and runs[-1].text.endswith(" "):
            self._trim()
            raw = f" {raw}"
        self._stretch.anchors.append((self._length, raw))

    def _text(self, words: str) -> None:
        folded = _SPACE.sub(" ", words)
        if self._owes and folded[:1].isalnum():
            folded = f" {folded}"
        self._owes = False
        if folded.startswith(" ") and (not self._stretch.runs or self._stretch.runs[-1].text.endswith((" ", "\n"))):
            folded = folded[1:]
        self._add(folded)

    def _add(self, words: str) -> None:
        if words:
            around = [each for each in self._around if each[0] >= 0]
            self._stretch.runs.append(Run(words, json.dumps(around).encode() if around else b"", self._link))
            self._length += len(words)

    def _trim(self) -> None:
        runs = self._stretch.runs
        if runs and runs[-1].text.endswith(" "):
            last = runs.pop()
            self._length -= 1
            if last.text[:-1]:
                runs.append(Run(last.text[:-1], last.style, last.link))
