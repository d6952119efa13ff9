"""One PDF of two: what stays of a page beneath, as an artifact, and the texts of the edition over it, tagged."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from studio.documents.formats.pdf import bookmarks, leads, structure
from studio.documents.formats.pdf.background import Background
from studio.documents.formats.pdf.overlay import Overlay
from studio.documents.formats.pdf.shared import Shared
from studio.documents.formats.pdf.strip import inherited
from studio.model.document import Edition, Page

if TYPE_CHECKING:
    import pikepdf


def merged(
    edition: Edition, pages: Sequence[Page], overlays: Sequence[Overlay], backgrounds: Mapping[int, Background]
) -> bytes:
    """Return the tagged PDF of some pages of an edition; `overlays` have their texts, one after the other."""
    import pikepdf

    first, *others = overlays
    with pikepdf.open(io.BytesIO(first.pdf)) as pdf:
        elements = structure.elements(pdf, first.order)
        for other in others:
            with pikepdf.open(io.BytesIO(other.pdf)) as more:
                structure.append(pdf, more, other.order, elements)
        shared = Shared(pdf)
        for page, seen in zip(pdf.pages, pages, strict=True):
            if seen.number in backgrounds:
                under = backgrounds[seen.number]
                with pikepdf.open(io.BytesIO(under.pdf)) as source:
                    _lay_under(pdf, page, seen, source, under.kept, elements)
                for _name, form in page.obj.Resources.XObject.items():
                    shared.settle(form.get("/Resources", pikepdf.Dictionary()))
        leads.mend(pdf, pages)
        structure.build(pdf, edition, elements, _links(pdf, edition, pages, backgrounds, elements))
        bookmarks.add(pdf, edition, pages)
        _say(pdf, edition)
        into = io.BytesIO()
        pdf.save(into, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return into.getvalue()


def _lay_under(
    pdf: pikepdf.Pdf, page: pikepdf.Page, seen: Page, source: pikepdf.Pdf, kept: Sequence[int], elements: Any
) -> None:
    import pikepdf

    forms = {"/Beneath": _form(pdf, source.pages[0], seen)}
    content = "/Artifact BMC q /Beneath Do Q EMC\n"
    following = _next_piece(page)
    for number, key in enumerate(kept):
        forms[f"/Kept{number}"] = _form(pdf, source.pages[number + 1], seen)
        content += f"/P <</MCID {following}>> BDC q /Kept{number} Do Q EMC\n"
        element = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.P, Pg=page.obj, K=following)
        elements.setdefault(key, []).append(pdf.make_indirect(element))
        following += 1
    held = page.obj.Resources.get("/XObject", pikepdf.Dictionary())
    page.obj.Resources.XObject = pikepdf.Dictionary({**dict(held.items()), **forms})
    page.contents_add(content.encode(), prepend=True)
    under = source.pages[0].obj
    if "/Group" in under:
        page.obj.Group = pdf.copy_foreign(source.make_indirect(under.Group))
    if "/UserUnit" in under:
        page.obj.UserUnit = under.UserUnit
    if "/OCProperties" in source.Root and "/OCProperties" not in pdf.Root:
        pdf.Root.OCProperties = pdf.copy_foreign(source.Root.OCProperties)
        _name_layers(pdf.Root.OCProperties)


def _name_layers(layers: Any) -> None:
    """Give each way of showing layers a name, and none of them rules of its own (PDF/UA-1, 7.10)."""
    import pikepdf

    for ways in (layers.get("/D"), *layers.get("/Configs", pikepdf.Array())):
        if isinstance(ways, pikepdf.Dictionary):
            if "/Name" not in ways:
                ways.Name = "Layers"
            if "/AS" in ways:
                del ways["/AS"]


def _links(
    pdf: pikepdf.Pdf, edition: Edition, pages: Sequence[Page], backgrounds: Mapping[int, Background], elements: Any
) -> list[Any]:
    """Put the links that no words carry where they were, and return those that lie on no block."""
    import pikepdf

    free = []
    for number, under in backgrounds.items():
        for key, link in leads.loose(edition, number, under.links):
            made = leads.add(pdf, pages, number, link)
            if elements.get(key):
                element = elements[key][0]
                held = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
                element.K = pikepdf.Array([*held, made])
            else:
                free.append(made)
    return free


def _next_piece(page: pikepdf.Page) -> int:
    """Return the number after those of the pieces of a page's content."""
    import pikepdf

    marks = [item.operands[1] for item in pikepdf.parse_content_stream(page, "BDC")]
    return 1 + max((int(mark.MCID) for mark in marks if "/MCID" in mark), default=-1)


def _form(pdf: pikepdf.Pdf, page: pikepdf.Page, seen: Page) -> Any:
    """Return a page as a form XObject that stands as people see the page: cropped and turned."""
    import pikepdf

    copy = pdf.copy_foreign(page.obj)
    made = pdf.make_stream(page.obj.Contents.read_bytes())
    made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    made.Resources = copy.Resources
    left, bottom, right, top = (float(side) for side in page.cropbox)
    made.BBox = pikepdf.Array([left, bottom, right, top])
    turned = int(inherited(page.obj, "/Rotate") or 0) % 360
    made.Matrix = pikepdf.Array(
        {
            0: [1, 0, 0, 1, -left, -bottom],
            90: [0, -1, 1, 0, -bottom, right],
            180: [-1, 0, 0, -1, right, top],
            270: [0, 1, -1, 0, top, -left],
        }.get(turned, [1, 0, 0, 1, -left, -bottom])
    )
    return made


def _say(pdf: pikepdf.Pdf, edition: Edition) -> None:
    """Say the language, and that the title is to be shown."""
    import pikepdf

    pdf.Root.Lang = edition.language or "und"
    pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
