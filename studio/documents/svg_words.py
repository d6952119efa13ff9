"""A text of a drawing (SVG): its lines and spans as one text with marks, and other words in lines of their own."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio.documents import inline
from studio.documents.inline import Run, Runs
from studio.model.document import Mark, MarkKind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"
_ROLE = "{http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd}role"

_PLACES = ("x", "y", "dx", "dy", "rotate", "textLength", "lengthAdjust", _ROLE, "id")
_ENDS = (".", "!", "?", ":", ";")
NARROWEST = 8  # letters of the longest line that other words are broken to
_WORDS = (f"{SVG}tspan", f"{SVG}textPath", f"{SVG}a")
_SIZE = re.compile(r"font-size:\s*([\d.]+)")
_WIDE = 0.5  # of the size of the letters: about as wide as one of them is
_APART = 0.25  # of that size: from here on it is a space that nobody wrote


@dataclass(frozen=True, slots=True)
class Line:
    """Where a line begins, as the file says it: `x` and `y`, or how far below the line before (`dy`)."""

    x: str | None = None
    y: str | None = None
    dy: str | None = None


@dataclass(slots=True)
class Words:
    """What was read from a `text`: a look is the spans around it, the outermost first."""

    element: Element
    runs: Runs[bytes] = field(default_factory=lambda: Runs("", (), (b"[]",), (MarkKind.STYLE,)))
    lines: list[Line] = field(default_factory=list)
    widest: int = 0
    parts: list[Run[bytes]] = field(default_factory=list)
    links: dict[str, Mapping[str, str]] = field(default_factory=dict)
    placed: tuple[float, int] = (0.0, 0)
    """How far right a letter stands that was put somewhere last, and how many letters came before it."""

    def say(self, text: str, marks: Sequence[Mark], language: str) -> None:
        """Put other words in the place of the old, in lines about as long."""
        for child in list(self.element):
            if child.tag in _WORDS:
                self.element.remove(child)
            child.tail = None  # a title or a movement of the text stays
        self.element.text = None
        for name in ("textLength", "lengthAdjust"):  # they would squeeze other words to the length of the old
            self.element.attrib.pop(name, None)
        for name in _PLACES[:5]:
            values = _values(self.element.get(name))
            if len(values) > 1:  # a place for each letter of the old words
                self.element.set(name, values[0])
        runs = self.runs.cut(text, marks)
        rows = list(_rows(text, max(self.widest, NARROWEST) if len(self.lines) > 1 else 0))
        for number, (start, stop) in enumerate(rows):
            into = self._line(number) if len(rows) > 1 or self.lines else self.element
            for part in _between(runs, start, stop):
                self._put(into, part)
        self.element.set(f"{XML}lang", language)

    def _line(self, number: int) -> Element:
        place = self._place(number)
        made = self.element.makeelement(f"{SVG}tspan", {})
        for name, value in (("x", place.x), ("y", place.y), ("dy", place.dy)):
            if value is not None:
                made.set(name, value)
        self.element.append(made)
        return made

    def _place(self, number: int) -> Line:
        """Return where a line begins; lines that were not there follow at the distance of the others."""
        if number < len(self.lines):
            return self.lines[number]
        last = self.lines[-1] if self.lines else Line(self.element.get("x"))
        before = self.lines[-2] if len(self.lines) > 1 else None
        if last.y is not None and before is not None and before.y is not None:
            step = _number(last.y) - _number(before.y)
            return Line(last.x, f"{_number(last.y) + step * (number - len(self.lines) + 1):g}")
        return Line(last.x, None, last.dy or "1.2em")

    def _put(self, into: Element, run: Run[bytes]) -> None:
        around = [(tag, attributes) for tag, attributes in json.loads(run.style or b"[]")]
        if run.link in self.links:
            around.insert(0, (f"{SVG}a", dict(self.links[run.link])))
        for tag, attributes in around:
            made = into.makeelement(tag, attributes)
            into.append(made)
            into = made
        words = "".join(letter for letter in run.text if letter >= " ")
        if len(into):
            into[-1].tail = (into[-1].tail or "") + words
        else:
            into.text = (into.text or "") + words


def read(element: Element) -> Words:
    """Return the words of a `text` element."""
    found = Words(element)
    _take(found, element, [], "")
    _settle(found)
    kinds = {run.style: kind for run in found.parts if (kind := _kind(run.style)) is not None}
    if found.parts:
        found.runs = inline.read(found.parts, kinds)
    found.widest = max((len(line) for line in "".join(run.text for run in found.parts).split("\n")), default=0)
    texts = [Run(_flowing(run.text, found), run.style, run.link) for run in found.parts]
    if texts:
        found.runs = inline.read(texts, kinds)
    return found


def _take(found: Words, node: Element, around: list[tuple[str, Mapping[str, str]]], link: str) -> None:
    _add(found, node.text, around, link)
    for child in node:
        if child.tag in _WORDS:
            if child.tag == f"{SVG}tspan":
                _step(found, child)
            inner, where = around, link
            if child.tag == f"{SVG}a":
                where = child.get(f"{XLINK}href") or child.get("href") or "#"
                found.links.setdefault(where, dict(child.attrib))
            else:
                look = {name: value for name, value in child.attrib.items() if name not in _PLACES}
                if look or child.tag == f"{SVG}textPath":
                    inner = [*around, (child.tag, look)]
            _take(found, child, inner, where)
        _add(found, child.tail, around, link)


def _step(found: Words, span: Element) -> None:
    """Begin a line with a span where it does so; one further right on its line may stand a space away."""
    places = _values(span.get("x"))
    if not places:
        return
    if _begins_line(span, found):
        _break(found, span)
    elif found.parts and not found.parts[-1].text.endswith((" ", "\n")) and _is_apart(found, span):
        last = found.parts[-1]
        found.parts[-1] = Run(f"{last.text} ", last.style, last.link)
    letter = max(0, min(len(places), len((span.text or "").strip())) - 1)
    found.placed = (_number(places[letter]), _count(found) + letter)


def _begins_line(span: Element, found: Words) -> bool:
    if span.get(_ROLE) == "line" or span.get("dy") not in (None, "0") or not (found.lines or found.parts):
        return True
    here = _values(span.get("y"))
    if not here:
        return not found.lines
    before = found.lines[-1].y if found.lines else next(iter(_values(found.element.get("y"))), None)
    return before is None or _number(here[0]) != _number(before)


def _is_apart(found: Words, span: Element) -> bool:
    size = next((_number(said) for node in (span, *span.iterancestors()) if (said := _said_size(node))), 16.0)
    start, letters = found.placed
    end = start + (_count(found) - letters) * _WIDE * size
    return _number(_values(span.get("x"))[0]) - end > _APART * size


def _said_size(node: Element) -> str:
    return node.get("font-size") or next(iter(_SIZE.findall(node.get("style", ""))), "")


def _count(found: Words) -> int:
    return sum(len(run.text) for run in found.parts)


def _values(said: str | None) -> list[str]:
    return (said or "").replace(",", " ").split()


def _break(found: Words, span: Element) -> None:
    while found.parts and not found.parts[-1].text.strip(" "):
        found.parts.pop()
    if found.parts:
        last = found.parts[-1]
        found.parts[-1] = Run(last.text.rstrip(" ") + "\n", last.style, last.link)
    x, y, dy = (next(iter(_values(span.get(name))), None) for name in ("x", "y", "dy"))
    found.lines.append(Line(x, y, dy))


def _add(found: Words, text: str | None, around: Sequence[tuple[str, Mapping[str, str]]], link: str) -> None:
    words = " ".join((text or "").split())
    if text and text[0].isspace() and words and found.parts and not found.parts[-1].text.endswith((" ", "\n")):
        words = f" {words}"
    if text and text[-1].isspace() and words:
        words += " "
    if words.strip():
        found.parts.append(Run(words, json.dumps(around).encode(), link))


def _settle(found: Words) -> None:
    """Let go of the space at the end."""
    if found.parts:
        last = found.parts[-1]
        found.parts[-1] = Run(last.text.rstrip(), last.style, last.link)


def _flowing(text: str, found: Words) -> str:
    """Return words with the line breaks as spaces that only the room asked for: all but those behind a sentence."""
    made: list[str] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            before = made[-1]
            made.append("\n" if before.endswith(_ENDS) or not before else " ")
        made.append(line)
    return "".join(made)


def _rows(text: str, room: int) -> Iterator[tuple[int, int]]:
    """Yield where each line begins and ends; with room 0 lines are broken only where it is meant."""
    at = 0
    for line in text.split("\n"):
        pieces = textwrap.wrap(line, room, break_long_words=False, break_on_hyphens=False) if room else [line]
        here = at
        for piece in pieces or [""]:
            start = text.index(piece, here) if piece else here
            yield start, start + len(piece)
            here = start + len(piece)
        at += len(line) + 1


def _between(runs: Sequence[Run[bytes]], start: int, stop: int) -> Iterator[Run[bytes]]:
    at = 0
    for run in runs:
        head, tail = max(start, at), min(stop, at + len(run.text))
        if head < tail:
            yield Run(run.text[head - at : tail - at], run.style, run.link)
        at += len(run.text)


def _kind(style: bytes) -> MarkKind | None:
    for _tag, look in reversed(json.loads(style or b"[]")):
        said = " ".join(f"{name}:{value}" for name, value in look.items()).replace(" ", "")
        if "font-weight:bold" in said or any(f"font-weight:{weight}00" in said for weight in "6789"):
            return MarkKind.BOLD
        if "font-style:italic" in said or "font-style:oblique" in said:
            return MarkKind.ITALIC
        if "baseline-shift:super" in said or "baseline-shift:sub" in said:
            return MarkKind.SUPERSCRIPT if "super" in said else MarkKind.SUBSCRIPT
    return None


def _number(text: str) -> float:
    kept = "".join(letter for letter in text if letter in "0123456789.-")
    try:
        return float(kept)
    except ValueError:
        return 0.0
