"""An edition as headings, lists, tables and figures, in the order people gave its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from studio.documents import headings, marks, pieces
from studio.documents.accessible import characters, tables
from studio.documents.accessible.figures import WITH_PAGES
from studio.documents.accessible.listings import listings
from studio.documents.accessible.parts import Content, Figure, Heading, Paragraph, Part, Table, Words
from studio.i18n import ngettext
from studio.model.document import Edition, Role, TextBlock

A4 = 595.0  # points
_NO_LETTERS = re.compile(r"[\W\d_]*")


@dataclass(frozen=True, slots=True)
class _Maker:
    edition: Edition
    pictures: Mapping[int, bytes]

    def words(self, block: TextBlock) -> Words:
        """Return what a block says, with the language where that is another than the whole has."""
        text = pieces.words(self.edition, block)
        language = self.edition.language_of(block)
        own = language if language and language != self.edition.language else ""
        return Words(block.key, *characters.cleaned(text, marks.of(self.edition, block, text)), own)

    def width(self, page: int) -> float:
        """Return how wide a page is; that of an A4 where there are no pages yet."""
        pages = self.edition.document.pages
        return pages[page].width if page < len(pages) else A4


def content(edition: Edition, pictures: Mapping[int, bytes], name: str) -> Content:
    """Return an edition ready to be written; `pictures` are those of its figures by key, `name` is the file's.

    Decoration is left out, and so are figures without a description; what comes again on each page comes once.
    """
    maker = _Maker(edition, pictures)
    blocks = list(_once(maker, _shown(edition.document.blocks)))
    parts = list(_parts(maker, blocks))
    titles = (edition.title.strip(), _first_heading(parts), name)
    title = next((characters.printable(title) for title in titles if characters.is_said(title)), "–")
    if not any(isinstance(part, Heading) for part in parts):
        parts.insert(0, Heading(1, Words(0, title)))
    mended, count = _without_gaps(parts)
    return Content(title, edition.language, tuple(mended), tuple(_notes(count, _silent(edition))))


def _shown(blocks: Iterable[TextBlock]) -> list[TextBlock]:
    return [block for block in blocks if not block.is_decoration]


def _silent(edition: Edition) -> int:
    """Return how many figures have no description."""
    figures = [block for block in _shown(edition.document.blocks) if block.role is Role.FIGURE]
    return sum(not characters.is_said(pieces.words(edition, block)) for block in figures)


def _once(maker: _Maker, blocks: Iterable[TextBlock]) -> Iterable[TextBlock]:
    """Yield the blocks that say something; of what stands at the head or foot of each page the first, less numbers."""
    seen: set[str] = set()
    for block in blocks:
        text = pieces.words(maker.edition, block)
        if block.role in (Role.HEADER, Role.FOOTER):
            bare = re.sub(r"\d+", "", text)
            if _NO_LETTERS.fullmatch(text) or bare in seen:
                continue
            seen.add(bare)
        if characters.is_said(text):
            yield block


def _parts(maker: _Maker, blocks: Sequence[TextBlock]) -> Iterable[Part]:
    """Yield the parts; a caption right after a figure, or right before or after a table, belongs to it."""
    found: list[Part] = []
    for kind, group in groupby(blocks, key=_kind):
        same = list(group)
        if kind == "item":
            found += listings([(block, maker.words(block)) for block in same], maker.width(same[0].page))
        elif kind.startswith("table"):
            found.append(tables.table([(block, maker.words(block)) for block in same]))
        elif kind == "figure":
            found += [_figure(maker, block) for block in same]
        elif kind == "heading":
            found += [Heading(max(block.level, 1), _on_one_line(maker.words(block))) for block in same]
        else:
            rest = same[1:] if kind == "caption" and _takes_caption(found, maker.words(same[0])) else same
            found += [Paragraph(maker.words(block)) for block in rest]
    return found


def _kind(block: TextBlock) -> str:
    if block.role is Role.CELL and block.cell is not None:
        return f"table {block.cell.table}"
    kinds = {Role.ITEM: "item", Role.FIGURE: "figure", Role.HEADING: "heading", Role.CAPTION: "caption"}
    return kinds.get(block.role, "paragraph")


def _takes_caption(found: list[Part], words: Words) -> bool:
    """Give the last part a caption, if it can have one."""
    last = found[-1] if found else None
    if not isinstance(last, Figure | Table) or last.caption is not None:
        return False
    found[-1] = replace(last, caption=words)
    return True


def _figure(maker: _Maker, block: TextBlock) -> Figure:
    width = block.box.width if maker.edition.document.format in WITH_PAGES else 0.0
    return Figure(_on_one_line(maker.words(block)), maker.pictures.get(block.key, b""), width)


def _on_one_line(words: Words) -> Words:
    return replace(words, text=words.text.replace("\n", " "))


def _first_heading(parts: Iterable[Part]) -> str:
    return next((part.words.text.strip() for part in parts if isinstance(part, Heading)), "")


def _without_gaps(parts: Sequence[Part]) -> tuple[list[Part], int]:
    """Return the parts with the levels of their headings mended, and how many were."""
    found = [part for part in parts if isinstance(part, Heading)]
    levels = iter(headings.without_gaps([part.level for part in found]))
    mended = [replace(part, level=next(levels)) if isinstance(part, Heading) else part for part in parts]
    return mended, sum(old != new for old, new in zip(parts, mended, strict=True))


def _notes(mended: int, silent: int) -> Iterable[str]:
    if mended:
        yield ngettext(
            "The level of {count} heading was changed, so that none is skipped.",
            "The levels of {count} headings were changed, so that none is skipped.",
            mended,
        ).format(count=mended)
    if silent:
        yield ngettext(
            "{count} picture has no description and was left out as decoration.",
            "{count} pictures have no description and were left out as decoration.",
            silent,
        ).format(count=silent)
