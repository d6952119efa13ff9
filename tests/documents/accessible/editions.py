"""A small flyer of every kind of part."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PIL import Image

from studio.model.document import Area, Box, Cell, Document, Edition, Lettering, Mark, MarkKind, Page, Role, TextBlock


def picture() -> bytes:
    """Return a red PNG."""
    into = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(into, "PNG")
    return into.getvalue()


def block(text: str, role: Role = Role.PARAGRAPH, left: float = 50, **more: Any) -> TextBlock:
    """Return a block that stands `left` points from the page's left side."""
    return TextBlock(0, (Area(0, Box(left, 50, left + 200, 70)),), text, role, **more)


def edition(blocks: Iterable[TextBlock], texts: dict[int, str] | None = None, **more: Any) -> Edition:
    """Return an edition in English of a German flyer; blocks have the keys 1, 2, 3 …"""
    numbered = tuple(replace(block, key=key) for key, block in enumerate(blocks, 1))
    document = Document("pdf", (Page(0, 595, 842),), numbered, language="de")
    return Edition(document, "en", texts if texts is not None else {b.key: b.text for b in numbered}, **more)


def every_part() -> Edition:
    """Return an edition with a part of each kind, two things to mend, and a figure (key 13) with a description."""
    cells = [("Day", 0, 0), ("Play", 0, 1), ("Mon", 1, 0), ("Faust & <Co>", 1, 1), ("Tue", 2, 0)]
    return edition(
        [
            block("The Winter's Tale", Role.HEADING, level=1),
            block(
                "Tickets here, now",
                marks=(Mark(0, 7, MarkKind.BOLD), Mark(8, 12, MarkKind.LINK, "https://theatre.example/?a=1&b=2")),
            ),
            block("Programme", Role.HEADING, level=3),
            block("• One", Role.ITEM),
            block("• Below one", Role.ITEM, left=70),
            block("• Two\nwith a line", Role.ITEM),
            block("1. First", Role.ITEM),
            *(block(text, Role.CELL, cell=Cell(0, row, column, is_header=not row)) for text, row, column in cells),
            block("A red field", Role.FIGURE, lettering=Lettering.NONE),
            block("Photo: Anna Müller", Role.CAPTION),
            block("", Role.FIGURE, lettering=Lettering.NONE),
            block("Guten Abend", is_kept=True),
            block("Theatre by the River, 1", Role.FOOTER),
            block("Theatre by the River, 2", Role.FOOTER),
            block("17", Role.FOOTER),
            block("***", is_decoration=True),
        ]
    )
