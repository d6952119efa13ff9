"""Links of the pages: those in texts lead where they should, and those over pictures stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from studio.documents.formats.pdf.links import PAGE, Link
from studio.model.document import Edition, MarkKind, Page, TextBlock

if TYPE_CHECKING:
    import pikepdf


def mend(pdf: pikepdf.Pdf, pages: Sequence[Page]) -> None:
    """Let links within the file lead to its pages: typst knows only addresses."""
    import pikepdf

    numbers = {page.number: index for index, page in enumerate(pages)}
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", pikepdf.Array()):
            action = annotation.get("/A", pikepdf.Dictionary())
            address = str(action.get("/URI", ""))
            if address.startswith(PAGE):
                del annotation["/A"]
                _lead(pdf, annotation, address, numbers)


def add(pdf: pikepdf.Pdf, pages: Sequence[Page], number: int, link: Link) -> Any:
    """Put a link over a part of a page and return its element of structure."""
    import pikepdf

    numbers = {page.number: index for index, page in enumerate(pages)}
    seen, page = pages[numbers[number]], pdf.pages[numbers[number]]
    box = link.box
    annotation = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[box.left, seen.height - box.bottom, box.right, seen.height - box.top],
        Border=[0, 0, 0],
        F=4,
        Contents=link.target.removeprefix("mailto:"),
    )
    made = pdf.make_indirect(annotation)
    _lead(pdf, made, link.target, numbers)
    page.obj.Annots = pikepdf.Array([*page.obj.get("/Annots", pikepdf.Array()), made])
    page.obj.Tabs = pikepdf.Name.S
    held = pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=made, Pg=page.obj)
    return pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Link, K=[held]))


def _lead(pdf: pikepdf.Pdf, annotation: Any, target: str, numbers: Mapping[int, int]) -> None:
    import pikepdf

    if not target.startswith(PAGE):
        annotation.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=target)
        return
    digits = target.removeprefix(PAGE)
    index = numbers.get(int(digits) - 1) if digits.isdigit() else None
    if index is not None:
        annotation.Dest = pikepdf.Array([pdf.pages[index].obj, pikepdf.Name.Fit])
    annotation.Contents = digits


def loose(edition: Edition, number: int, links: Sequence[Link]) -> Iterator[tuple[int, Link]]:
    """Yield the links of a page that no marked words carry, each with the key of the block it lies on, or 0."""
    here = [(block, area.box) for block in edition.document.blocks for area in block.areas if area.page == number]
    for link in links:
        under = [(block, box.common(link.box)) for block, box in here]
        under = [(block, common) for block, common in under if common > 0]
        if not any(link.target in _targets(edition, block) for block, _common in under):
            yield max(((common, block.key) for block, common in under), default=(0.0, 0))[1], link


def _targets(edition: Edition, block: TextBlock) -> set[str]:
    if block.is_kept or block.key not in edition.texts:  # its letters stay, and a link lies over them
        return set()
    return {mark.value for mark in edition.marks.get(block.key, ()) if mark.kind is MarkKind.LINK}
