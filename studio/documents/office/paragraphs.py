"""The paragraphs of a file as blocks, and what an edition says in the place of each.

A format gives its paragraphs in reading order; a block knows its paragraph by the number in the `places` of its lines,
so it is found again whatever people joined or split.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studio.documents import marks, pieces
from studio.model.document import Area, Box, Cell, Edition, Lettering, Line, Mark, Role, TextBlock


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words of a file that are read and translated as one."""

    text: str
    marks: tuple[Mark, ...] = ()
    role: Role = Role.PARAGRAPH
    level: int = 0
    cell: Cell | None = None
    language: str = ""
    is_decoration: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in the place of a paragraph now, in which language; a text of None: the paragraph has none any more.

    `is_changed` is false where it says what it said.
    """

    number: int
    text: str | None
    marks: tuple[Mark, ...] = ()
    language: str = ""
    is_changed: bool = True


def blocks(found: Sequence[Paragraph]) -> tuple[TextBlock, ...]:
    """Return a block for each paragraph with words and for each picture, not yet placed on a page."""
    nowhere = Box(0, 0, 0, 0)
    return tuple(
        TextBlock(
            key=number + 1,
            areas=(Area(0, nowhere, (Line(nowhere, each.text, (number,)),)),),
            text=each.text,
            role=each.role,
            level=each.level,
            marks=each.marks,
            cell=each.cell,
            language=each.language,
            lettering=Lettering.NONE if each.role is Role.FIGURE else Lettering.TEXT,
            is_decoration=each.is_decoration,
        )
        for number, each in enumerate(found)
        if each.text.strip() or each.role is Role.FIGURE
    )


def said(edition: Edition, found: Sequence[Paragraph]) -> Iterator[Said]:
    """Yield what stands in the place of each paragraph that a block knows."""
    for owners, numbers in pieces.claims(edition, len(found)):
        texts = [_words(edition, block) for block in owners]
        language = edition.language_of(owners[0])
        before = [found[number].text for number in numbers]
        if _bare(texts) == _bare(before):
            yield from (
                Said(number, found[number].text, found[number].marks, language, is_changed=False) for number in numbers
            )
            continue
        text, placed = _joined(edition, owners, texts)
        yield Said(numbers[0], text, placed, language)
        yield from (Said(number, None, (), language) for number in numbers[1:])


def _words(edition: Edition, block: TextBlock) -> str:
    return edition.text_of(block) if edition.text_of(block).strip() else block.text


def _joined(edition: Edition, owners: Sequence[TextBlock], texts: Sequence[str]) -> tuple[str, tuple[Mark, ...]]:
    text, placed = "", []
    for block, words in zip(owners, texts, strict=True):
        start = len(text) + 1 if text else 0
        text = f"{text} {words}" if text else words
        placed += [
            Mark(mark.start + start, mark.stop + start, mark.kind, mark.value)
            for mark in marks.of(edition, block, words)
        ]
    return text, tuple(placed)


def _bare(texts: Sequence[str]) -> str:
    return " ".join(" ".join(texts).split())
