"""Drawings (SVG): texts, titles and descriptions; shapes stay, and nothing the file names is ever fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from studio.documents import encodings, package, svg_words
from studio.documents.office import paragraphs
from studio.documents.office.paragraphs import Paragraph
from studio.documents.office.parts import Reflowed
from studio.documents.svg_words import SVG, XML, Words
from studio.model.document import Document, Edition, Role

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SHORTHAND = re.compile(r"""<!ENTITY\s+([\w.-]+)\s+("[^"&<%]{0,1000}"|'[^'&<%]{0,1000}')\s*>""")
_SUBSET = re.compile(r"(<!DOCTYPE\s[^\[>]*)\[[^\]]*\]\s*>", re.DOTALL)
MOST_SHORTHANDS = 40
MOST_LETTERS = 4_000_000

_LARGE = (2.0, 1.4)
"""Times the size of most letters: from here on a text is a heading of level 1, or of level 2."""


def document(path: Path) -> Document:
    """Return what the drawing says, from top to bottom."""
    file = _File.opened(path)
    found = paragraphs.blocks(file.found)
    title = next((block.text for block in found if block.role is Role.HEADING), "")
    return Document("drawing", (), found, title, file.root.get(f"{XML}lang", ""))


def dumps(path: Path, edition: Edition) -> bytes:
    """Return the drawing with the words of an edition."""
    file = _File.opened(path)
    is_changed = False
    for said in paragraphs.said(edition, file.found):
        if said.is_changed:
            what = file.places[said.number]
            is_changed = True
            if isinstance(what, Words):
                what.say(said.text or "", said.marks, said.language)
            else:
                what.text = said.text or ""
    if not is_changed:
        return file.raw
    file.root.set(f"{XML}lang", edition.language)
    return package.dump(file.root)


_format = Reflowed(document, dumps)
read, write, write_pdf = _format.read, _format.write, _format.write_pdf
picture, show = _format.picture, _format.show


@dataclass(slots=True)
class _File:
    raw: bytes
    root: Element
    places: list[Words | Element] = field(default_factory=list)
    found: list[Paragraph] = field(default_factory=list)

    @classmethod
    def opened(cls, path: Path) -> _File:
        """Return a drawing with its texts."""
        source = encodings.read(path)
        text = _spelled_out(source.text, path)
        raw = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode("utf-8")
        file = cls(path.read_bytes(), package.parse(raw, path, path.name))
        file._read()
        return file

    def _read(self) -> None:
        for node in self.root.iter(f"{SVG}title", f"{SVG}desc"):
            text = " ".join("".join(node.itertext()).split())
            if text and not len(node):
                self._add(node, Paragraph(text))
        texts = [svg_words.read(node) for node in self.root.iter(f"{SVG}text", f"{SVG}flowPara")]
        sizes = {id(words): _size(words.element) for words in texts}
        usual = sorted(sizes.values())[len(sizes) // 2] if sizes else 1.0
        for words in texts:
            level = next((n for n, times in enumerate(_LARGE, 1) if sizes[id(words)] >= times * usual), 0)
            role = Role.HEADING if level else Role.PARAGRAPH
            self._add(words, Paragraph(words.runs.text, words.runs.marks, role, level))

    def _add(self, what: Words | Element, paragraph: Paragraph) -> None:
        self.places.append(what)
        self.found.append(paragraph)


def _spelled_out(text: str, path: Path) -> str:
    """Return a drawing with its shorthands written out, as drawing programs use them for long names; few and short."""
    shorthands = dict(_SHORTHAND.findall(text[:100_000]))
    if not shorthands:
        return text
    if len(shorthands) > MOST_SHORTHANDS:
        raise package.damaged(path, "too many entities")
    found = _SUBSET.sub(r"\1>", text, count=1)
    for name, value in shorthands.items():
        found = found.replace(f"&{name};", value[1:-1])
        if len(found) > MOST_LETTERS:
            raise package.too_large(path)
    return found


def _size(element: Element) -> float:
    """Return the size of the letters of a text, as far as the file says it."""
    for node in _up(element):
        said = node.get("font-size") or next(iter(re.findall(r"font-size:\s*([\d.]+)", node.get("style", ""))), "")
        if found := re.match(r"[\d.]+", said):
            return float(found[0]) if found[0].strip(".") else 1.0
    return 1.0


def _up(element: Element) -> Iterator[Element]:
    yield element
    yield from element.iter(f"{SVG}tspan")
    yield from element.iterancestors()
