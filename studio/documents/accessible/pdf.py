"""The accessible edition as a tagged PDF (PDF/UA-1): large letters in plain order, everything named.

See `resources/typesetting/accessible.typ`, which does the setting.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from studio import paths
from studio.documents import fonts, typesetting
from studio.documents.accessible import characters, links
from studio.documents.accessible.parts import (
    Content,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Part,
    Run,
    Table,
    TableCell,
    Words,
)
from studio.i18n import _
from studio.model.document import Family, Look

WIDTH, HEIGHT, MARGIN = 595.28, 841.89, 62.0  # A4, in points
NARROWEST = 24.0
TALLEST = 380.0
"""Points that a picture is wide at least, and high at most: it stands on one page with some words."""


@dataclass(frozen=True, slots=True)
class Paper:
    """How large pages and letters are, and whether pages have numbers; without a height there is one long page."""

    width: float = WIDTH
    height: float | None = HEIGHT
    scale: float = 1.0
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """A point before ("start") or after ("end") the words of a block; pages count from 0."""

    key: int
    part: str
    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Laid:
    """The file, where the words of each block begin and end in it, and what is to be said of it."""

    pdf: bytes
    places: tuple[Place, ...]
    notes: tuple[str, ...]


def laid(content: Content, paper: Paper | None = None) -> Laid:
    """Return an edition as a tagged PDF."""
    setter = _Setter(paper or Paper())
    pdf, told = typesetting.pdf_and_answers(_source(), setter.values(content), "place", setter.pictures)
    places = [Place(at["key"], at["part"], at["page"] - 1, at["x"], at["y"]) for at in told]
    return Laid(pdf, tuple(places), tuple(_notes(setter.missing)))


def _notes(missing: Iterable[str]) -> Iterable[str]:
    if lost := " ".join(dict.fromkeys(missing)):
        yield _("In the PDF these characters stand as {sign}, for lack of their shapes: {characters}").format(
            sign=characters.SUBSTITUTE, characters=lost
        )


@cache
def _source() -> str:
    return (paths.resources() / "typesetting" / "accessible.typ").read_text("utf-8")


@cache
def _faces() -> list[fonts.Face]:
    words = [fonts.face_for(Look(family=family)) for family in (Family.SANS, Family.SERIF, Family.MONO)]
    return words + [fonts.Face(family) for family in (fonts.CONDENSED, *fonts.SIGNS)]


@cache
def _known() -> frozenset[int]:
    return frozenset[int]().union(*(fonts.characters(face.file) for face in _faces()))


class _Setter:
    """Turns parts into values; collects pictures, and the characters that none of our faces can show."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self.pictures: dict[str, bytes] = {}
        self.missing: list[str] = []

    def values(self, content: Content) -> dict[str, Any]:
        """Return what the template is given."""
        return {
            "title": characters.printable(content.title),
            "width": self._paper.width,
            "height": self._paper.height,
            "margin": MARGIN,
            "scale": self._paper.scale,
            "numbered": self._paper.numbered,
            "faces": [face.family for face in _faces()],
            **_language(content.language or "en"),
            "parts": [self._part(part) for part in content.parts],
        }

    def _part(self, part: Part) -> dict[str, Any]:
        match part:
            case Heading():
                ranks = {"level": part.level, "rank": part.rank or part.level}
                return {"kind": "heading", **ranks, "words": self._words(part.words)}
            case Paragraph():
                return {"kind": "paragraph", "words": self._words(part.words)}
            case Listing():
                return {"kind": "list", **self._listing(part)}
            case Table():
                return {"kind": "table", **self._table(part)}
            case Figure():
                return {"kind": "figure", **self._figure(part)}

    def _listing(self, listing: Listing) -> dict[str, Any]:
        items = [
            {
                "words": self._words(item.words),
                "number": item.number,
                "below": self._listing(item.below) if item.below else None,
            }
            for item in listing.items
        ]
        return {"numbered": listing.is_numbered, "items": items}

    def _table(self, table: Table) -> dict[str, Any]:
        return {
            "columns": table.columns,
            "heads": [self._cell(cell) for row in table.rows[: table.heads] for cell in row],
            "cells": [self._cell(cell) for row in table.rows[table.heads :] for cell in row],
            "caption": self._words(table.caption) if table.caption else None,
        }

    def _cell(self, cell: TableCell) -> dict[str, Any]:
        place = cell.cell
        return {
            "row": place.row,
            "column": place.column,
            "rows": place.rows,
            "columns": place.columns,
            "header": place.is_header,
            "words": [self._words(words) for words in cell.words],
        }

    def _figure(self, figure: Figure) -> dict[str, Any]:
        name = None
        if figure.picture:
            kind = "jpg" if figure.picture.startswith(b"\xff\xd8") else "png"
            name = f"{len(self.pictures)}.{kind}"
            self.pictures[name] = figure.picture
        return {
            "words": self._words(figure.words),
            "alt": characters.printable(figure.words.text),
            "picture": name,
            "width": max(NARROWEST, min(figure.width or _own_width(figure), self._paper.width - 2 * MARGIN)),
            "tallest": TALLEST,
            "caption": self._words(figure.caption) if figure.caption else None,
        }

    def _words(self, words: Words) -> dict[str, Any]:
        language: Mapping[str, Any] = _language(words.language) if words.language else {"lang": None, "region": None}
        return {"key": words.key, "runs": [self._run(run) for run in words.runs()], **language}

    def _run(self, run: Run) -> dict[str, Any]:
        text = characters.printable(run.text)
        missing = "".join(dict.fromkeys(char for char in text if not char.isspace() and ord(char) not in _known()))
        self.missing += [char for char in missing if characters.shown(char, char) == characters.SUBSTITUTE]
        return {
            "text": characters.shown(text, missing),
            "link": links.safe(run.link),
            "bold": run.is_bold,
            "italic": run.is_italic,
            "raised": run.is_raised,
            "lowered": run.is_lowered,
        }


def _own_width(figure: Figure) -> float:
    """Return how wide a picture is at 150 dots an inch, as if on paper."""
    from PIL import Image

    if not figure.picture:
        return 0.0
    with Image.open(io.BytesIO(figure.picture)) as picture:
        return picture.width * 72 / 150


def _language(tag: str) -> dict[str, Any]:
    """Return a tag as typesetters take it: two or three letters, and two for the country."""
    main, *more = tag.replace("_", "-").split("-")
    country = next((part.upper() for part in more if len(part) == 2 and part.isalpha()), None)
    return {"lang": main.lower() if 2 <= len(main) <= 3 and main.isalpha() else "en", "region": country}
