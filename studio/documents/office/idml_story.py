"""A paragraph of an InDesign story: its ranges of letters as text with marks, and other words in its place.

A story is ranges of paragraphs that hold ranges of letters that hold words, line ends (`Br`, the end of a paragraph)
and things; a paragraph may begin in one range and end in another.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio.documents import inline
from studio.documents.inline import Run, Runs
from studio.model.document import Mark, MarkKind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

BROKEN = "\N{LINE SEPARATOR}"
"""A line break inside a paragraph."""

_LETTERS = "CharacterStyleRange"
_AROUND = ("HyperlinkTextSource", "XMLElement")
LANGUAGES = {
    "de": "$ID/German: Reformed",
    "en": "$ID/English: UK",
    "es": "$ID/Spanish",
    "fr": "$ID/French",
    "it": "$ID/Italian",
    "nl": "$ID/Dutch: 2005 Reform",
}
"""What InDesign calls languages, as far as is known here; others keep the name they had."""


@dataclass(slots=True)
class Paragraph:
    """What was read: `element` is the range of paragraphs it begins in."""

    element: Element
    runs: Runs[bytes]
    looks: Mapping[bytes, Element]
    anchors: Sequence[tuple[int, Element, Element]]
    links: Mapping[str, Element]
    nodes: Sequence[Element]

    def say(self, text: str, marks: Sequence[Mark], language: str) -> None:
        """Put other words in the place of the old."""
        if not self.nodes:
            return
        spot = _Spot.before(self.nodes[0])
        emptied = [_take_out(node) for node in self.nodes]
        for part in inline.laid(self.runs, [place for place, _node, _look in self.anchors], text, marks):
            if isinstance(part, int):
                _place, node, look = self.anchors[part]
                spot.put(_range(look, [_wrapped(node, spot)], language))
            else:
                self._put(spot, part, language)
        spot.clean(each for each in emptied if each is not None)

    def _put(self, spot: _Spot, run: Run[bytes], language: str) -> None:
        content = spot.make("Content")
        content.text = _plain(run.text)
        source = self.links.get(run.link) if run.link else None
        if source is None:
            spot.put(_range(self.looks[run.style], [content], language))
        elif spot.link is not None and spot.link.get("Self") == run.link:
            spot.link.append(content)  # a link has one name and stays one
        else:
            made = source.makeelement(source.tag, dict(source.attrib))
            made.append(content)
            spot.put(_range(self.looks[run.style], [made], language))
            spot.link = made


@dataclass(slots=True)
class _Reading:
    start: Element | None = None
    runs: list[Run[bytes]] = field(default_factory=list)
    looks: dict[bytes, Element] = field(default_factory=dict)
    anchors: list[tuple[int, Element, Element]] = field(default_factory=list)
    links: dict[str, Element] = field(default_factory=dict)
    nodes: list[Element] = field(default_factory=list)
    length: int = 0


def paragraphs(story: Element) -> Iterator[Paragraph]:
    """Yield the paragraphs of a story, a cell or a note, without those of what stands inside them."""
    reading = _Reading()
    for around in story.iterchildren("ParagraphStyleRange", *_AROUND):
        for letters, link in _ranges(around, ""):
            for node in letters:
                if node.tag == "Br":
                    yield from _finished(reading)
                    reading = _Reading()
                else:
                    _take(reading, node, letters, (around, link))
    yield from _finished(reading)


def inner(story: Element) -> Iterator[Element]:
    """Yield what holds paragraphs of its own inside: cells and notes, in order."""
    yield from story.iter("Cell", "Footnote", "Endnote")


def _ranges(node: Element, link: str) -> Iterator[tuple[Element, str]]:
    for child in node:
        if child.tag == _LETTERS:
            yield child, link
        elif child.tag in (*_AROUND, "Change") and child.get("ChangeType") != "DeletedText":
            yield from _ranges(child, link)


def _take(reading: _Reading, node: Element, letters: Element, place: tuple[Element, str]) -> None:
    around, link = place
    if node.tag == "Properties" or not isinstance(node.tag, str):
        return
    if node.tag == "Content":
        reading.start = reading.start if reading.start is not None else around
        reading.nodes.append(node)
        key = _key(letters)
        reading.looks.setdefault(key, letters)
        _words(reading, node.text, key, link)
        for sign in node:
            reading.anchors.append((reading.length, sign, letters))
            _words(reading, sign.tail, key, link)
    elif node.tag in _AROUND or node.tag == "Change":
        where = node.get("Self", "") if node.tag == _AROUND[0] else link
        if node.tag == _AROUND[0]:
            reading.links.setdefault(where, node)
        for child in node if node.get("ChangeType") != "DeletedText" else ():
            _take(reading, child, letters, (around, where))
    else:
        reading.anchors.append((reading.length, node, letters))
        reading.nodes.append(node)


def _words(reading: _Reading, words: str | None, key: bytes, link: str) -> None:
    if words:
        reading.runs.append(Run(words.replace(BROKEN, "\n"), key, link))
        reading.length += len(words)


def _finished(reading: _Reading) -> Iterator[Paragraph]:
    if reading.start is None:
        return
    kinds = {key: kind for key, look in reading.looks.items() if (kind := _kind(look)) is not None}
    runs = inline.read(reading.runs, kinds)
    yield Paragraph(reading.start, runs, reading.looks, reading.anchors, reading.links, reading.nodes)


class _Spot:
    """Where other words go: before what followed the first of the old, in the range of paragraphs."""

    def __init__(self, parent: Element, mark: Element) -> None:
        self._parent = parent
        self._mark = mark
        self.link: Element | None = None
        """The last link that was put."""

    @classmethod
    def before(cls, node: Element) -> _Spot:
        """Split the range of letters around a node in two and return the place between."""
        letters = next(node.iterancestors(_LETTERS))
        child = node
        while child.getparent() is not letters:
            above = child.getparent()
            if above is None:
                break
            child = above
        before = [node for node in child.itersiblings(preceding=True) if node.tag != "Properties"]
        if before:
            letters.addprevious(_range(letters, before[::-1], ""))
        parent = letters.getparent()
        assert parent is not None
        return cls(parent, letters)

    def make(self, tag: str) -> Element:
        """Return a new element."""
        return self._parent.makeelement(tag, {})

    def put(self, node: Element) -> None:
        """Put a range of letters at the place."""
        self._mark.addprevious(node)

    def clean(self, emptied: Iterable[Element]) -> None:
        """Take away links and ranges of letters that hold nothing any more, of those that were `emptied`."""
        for start in emptied:
            node = start
            while self._parent in node.iterancestors() and all(inner.tag == "Properties" for inner in node):
                above = node.getparent()
                if above is None:
                    break
                above.remove(node)
                node = above


def _take_out(node: Element) -> Element | None:
    """Take a thing out of what holds it, and return that."""
    above = node.getparent()
    if above is not None:
        above.remove(node)
    return above


def _range(look: Element, inside: Sequence[Element], language: str) -> Element:
    made = look.makeelement(_LETTERS, dict(look.attrib))
    known = LANGUAGES.get(language.partition("-")[0])
    if known and made.get("AppliedLanguage"):
        made.set("AppliedLanguage", known)
    properties = look.find("Properties")
    if properties is not None:
        made.append(copy.deepcopy(properties))
    for node in inside:
        made.append(node)
    return made


def _wrapped(node: Element, spot: _Spot) -> Element:
    """Return a thing as it may stand in a range of letters: signs that a program fills stand among words."""
    if isinstance(node.tag, str):
        return node
    content = spot.make("Content")
    node.tail = None
    content.append(node)
    return content


def _key(letters: Element) -> bytes:
    """Return what tells looks apart: all but the language."""
    from lxml import etree

    bare = letters.makeelement(_LETTERS, {k: v for k, v in letters.attrib.items() if k != "AppliedLanguage"})
    properties = letters.find("Properties")
    if properties is not None:
        bare.append(copy.deepcopy(properties))
    key: bytes = etree.tostring(bare, method="c14n2")
    return key


def _kind(look: Element) -> MarkKind | None:
    style = f"{look.get('FontStyle', '')} {look.get('AppliedCharacterStyle', '').rpartition('/')[2]}".lower()
    if any(word in style for word in ("bold", "fett", "black", "heavy", "vet")):
        return MarkKind.BOLD
    if any(word in style for word in ("italic", "kursiv", "oblique", "cursief")):
        return MarkKind.ITALIC
    position = look.get("Position", "Normal")
    if position in ("Superscript", "OTSuperscript"):
        return MarkKind.SUPERSCRIPT
    return MarkKind.SUBSCRIPT if position in ("Subscript", "OTSubscript") else None


def _plain(text: str) -> str:
    return "".join(letter for letter in text.replace("\n", BROKEN) if letter >= " " or letter == "\t")
