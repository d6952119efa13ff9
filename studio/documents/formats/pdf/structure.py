"""The structure of a tagged PDF (ISO 32000-1, 14.7; PDF/UA-1): what a screen reader goes through, in which order.

Typst gives an element for each text that it sets; here they get their roles, their order and what holds them: lists,
tables, and one element for a block that runs over several areas.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from studio.model.document import Edition, Role, TextBlock

if TYPE_CHECKING:
    import pikepdf

DEEPEST_HEADING = 6


def levels(blocks: Sequence[TextBlock]) -> dict[int, int]:
    """Return the level of each heading by its key: the first is 1, and none is more than one below that before it."""
    found: dict[int, int] = {}
    last = 0
    for block in blocks:
        if block.role is Role.HEADING:
            last = max(1, min(block.level or 1, last + 1, DEEPEST_HEADING))
            found[block.key] = last
    return found


def elements(pdf: pikepdf.Pdf, order: Sequence[tuple[int, int]]) -> dict[int, list[Any]]:
    """Return typst's elements by the keys of their blocks; `order` has page and key of each, in their order."""
    kids = list(_document(pdf).get("/K", []))
    if len(kids) != len(order):
        raise ValueError(f"{len(kids)} elements of structure for {len(order)} texts")
    found: dict[int, list[Any]] = defaultdict(list)
    for (_page, key), kid in zip(order, kids, strict=True):
        found[key].append(kid)
    return found


def append(pdf: pikepdf.Pdf, more: pikepdf.Pdf, order: Sequence[tuple[int, int]], found: dict[int, list[Any]]) -> None:
    """Add the pages of another of typst's PDFs, and its elements to those that were found."""
    others = elements(more, order)
    for parts in others.values():
        for part in parts:
            del part["/P"]  # else all that holds it would come along
    pdf.pages.extend(more.pages)
    for key, parts in others.items():
        found.setdefault(key, []).extend(pdf.copy_foreign(part) for part in parts)


def build(pdf: pikepdf.Pdf, edition: Edition, found: Mapping[int, list[Any]], links: Sequence[Any] = ()) -> None:
    """Put the elements of the blocks into the tree, in the order of the edition's blocks, with their roles.

    `links` are elements of links that lie on no block.
    """
    import pikepdf

    document = _document(pdf)
    blocks = [block for block in edition.document.blocks if found.get(block.key)]
    depth = levels(blocks)
    for block in blocks:
        element = _one(found[block.key])
        element.S = pikepdf.Name(_tag(block, depth))
        if "/Lang" in element:
            del element.Lang
        if edition.language_of(block) and edition.language_of(block) != edition.language:
            element.Lang = edition.language_of(block)
    grouped = _grouped(pdf, blocks, {block.key: found[block.key][0] for block in blocks})
    document.K = pikepdf.Array([*grouped, *links])
    _parents(pdf, document)


def _document(pdf: pikepdf.Pdf) -> Any:
    """Return the element that holds all others; typst leaves it out where a page has no text."""
    import pikepdf

    root = pdf.Root.StructTreeRoot
    if "/K" not in root:
        root.K = pikepdf.Array([_element(pdf, "/Document", [])])
    return root.K[0]


def _tag(block: TextBlock, depth: Mapping[int, int]) -> str:
    if block.key in depth:
        return f"/H{depth[block.key]}"
    return {Role.ITEM: "/LBody", Role.FIGURE: "/Figure", Role.CELL: "/P" if block.cell is None else "/TD"}.get(
        block.role, "/P"
    )


def _one(parts: Sequence[Any]) -> Any:
    """Return the first of a block's elements with what the others hold, too."""
    import pikepdf

    if len(parts) > 1:
        parts[0].K = pikepdf.Array([kid for part in parts for kid in _kids_with_page(part)])
    return parts[0]


def _kids_with_page(element: Any) -> Iterator[Any]:
    """Yield what an element holds, with its page told where that is a piece of a page's content."""
    import pikepdf

    kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
    for kid in kids:
        if isinstance(kid, int):
            yield pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=element.Pg, MCID=kid)
        else:
            yield kid


def _grouped(pdf: pikepdf.Pdf, blocks: Sequence[TextBlock], of: Mapping[int, Any]) -> list[Any]:
    """Return the elements with lists and tables around those that belong to one."""
    found: list[Any] = []
    tables: set[int] = set()
    for role, group in groupby(blocks, key=lambda block: block.role):
        members = list(group)
        if role is Role.ITEM:
            found.append(_list(pdf, [of[block.key] for block in members]))
        elif role is Role.CELL:
            for block in members:
                if block.cell is None:
                    found.append(of[block.key])
                elif block.cell.table not in tables:
                    tables.add(block.cell.table)
                    found.append(_table(pdf, blocks, block.cell.table, of))
        else:
            found += [of[block.key] for block in members]
    return found


def _list(pdf: pikepdf.Pdf, bodies: Sequence[Any]) -> Any:
    return _element(pdf, "/L", [_element(pdf, "/LI", [body]) for body in bodies])


def _table(pdf: pikepdf.Pdf, blocks: Sequence[TextBlock], table: int, of: Mapping[int, Any]) -> Any:
    """Return a table of all its cells: row by row, with empty ones where there is no text."""
    places: dict[tuple[int, int], list[TextBlock]] = defaultdict(list)
    for block in blocks:
        if block.cell is not None and block.role is Role.CELL and block.cell.table == table:
            places[block.cell.row, block.cell.column].append(block)
    covered = {place: place for place in places}
    for (row, column), held in places.items():
        cell = held[0].cell
        assert cell is not None
        covered |= {(row + r, column + c): (row, column) for r in range(cell.rows) for c in range(cell.columns)}
    high, wide = max(row for row, _c in covered) + 1, max(column for _r, column in covered) + 1
    rows = []
    for row in range(high):
        cells = [
            _cell(pdf, places.get((row, column), []), of)
            for column in range(wide)
            if covered.get((row, column), (row, column)) == (row, column)
        ]
        rows.append(_element(pdf, "/TR", cells))
    return _element(pdf, "/Table", rows)


def _cell(pdf: pikepdf.Pdf, held: Sequence[TextBlock], of: Mapping[int, Any]) -> Any:
    import pikepdf

    if not held:
        return _element(pdf, "/TD", [])
    for block in held:
        of[block.key].S = pikepdf.Name.P
    element = _element(pdf, "/TD", [of[block.key] for block in held])
    cell = held[0].cell
    assert cell is not None
    said = pikepdf.Dictionary(O=pikepdf.Name.Table)
    if cell.is_header:
        element.S = pikepdf.Name.TH
        said.Scope = pikepdf.Name("/Column" if cell.row == 0 else "/Row")
    if cell.rows > 1:
        said.RowSpan = cell.rows
    if cell.columns > 1:
        said.ColSpan = cell.columns
    if len(said.keys()) > 1:
        element.A = said
    return element


def _element(pdf: pikepdf.Pdf, tag: str, kids: Sequence[Any]) -> Any:
    import pikepdf

    made = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name(tag)))
    if kids:
        made.K = pikepdf.Array(kids)
    return made


def _parents(pdf: pikepdf.Pdf, document: Any) -> None:
    """Tell each element what holds it, and each page and link which elements it belongs to."""
    import pikepdf

    root = pdf.Root.StructTreeRoot
    document.P = root
    contents: dict[int, dict[int, Any]] = defaultdict(dict)
    links: dict[int, Any] = {}
    numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    _settle(document, None, _Found(numbers, contents, links))
    nums: list[Any] = []
    for index, page in enumerate(pdf.pages):
        page.obj.StructParents = index
        held = contents.get(index, {})
        nums += [index, pdf.make_indirect(pikepdf.Array([held.get(at) for at in range(max(held, default=-1) + 1)]))]
    following = len(pdf.pages)
    for element, annotation in links.values():
        annotation.StructParent = following
        nums += [following, element]
        following += 1
    root.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(nums)))
    root.ParentTreeNextKey = following


class _Found:
    """What a walk through the tree has found: which element holds which piece of which page, and which link."""

    def __init__(self, pages: Mapping[Any, int], contents: dict[int, dict[int, Any]], links: dict[int, Any]) -> None:
        self.pages, self.contents, self.links = pages, contents, links


def _settle(element: Any, page: Any, found: _Found) -> None:
    import pikepdf

    page = element.get("/Pg", page)
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            found.contents[found.pages[page.objgen]][kid] = element
        elif kid.get("/Type") == "/MCR":
            found.contents[found.pages[kid.get("/Pg", page).objgen]][int(kid.MCID)] = element
        elif kid.get("/Type") == "/OBJR":
            found.links[len(found.links)] = (element, kid.Obj)
        else:
            kid.P = element
            _settle(kid, page, found)
