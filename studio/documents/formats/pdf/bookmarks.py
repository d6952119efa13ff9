"""Bookmarks: the headings of a flyer of several pages, to go to from the side of a viewer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from studio.documents.formats.pdf import structure
from studio.model.document import Edition, Page, Role

if TYPE_CHECKING:
    import pikepdf

LONGEST = 80
"""Letters of a bookmark."""


def add(pdf: pikepdf.Pdf, edition: Edition, pages: Sequence[Page]) -> None:
    """Add a bookmark for each heading on `pages`, those of lower levels under those of higher ones."""
    import pikepdf

    numbers = {page.number: index for index, page in enumerate(pages)}
    blocks = [block for block in edition.document.blocks if block.page in numbers and edition.text_of(block).strip()]
    headings = [block for block in blocks if block.role is Role.HEADING and not block.is_decoration]
    if len(pages) < 2 or len(headings) < 2:
        return
    depth = structure.levels(headings)
    with pdf.open_outline() as outline:
        within = [outline.root]
        for block in headings:
            text = " ".join(edition.text_of(block).split())
            place = [
                pdf.pages[numbers[block.page]].obj,
                pikepdf.Name.XYZ,
                0,
                pages[numbers[block.page]].height - block.box.top,
                None,
            ]
            item = pikepdf.OutlineItem(text[:LONGEST], destination=pikepdf.Array(place))
            within = within[: depth[block.key]]
            within[-1].append(item)
            within.append(item.children)
