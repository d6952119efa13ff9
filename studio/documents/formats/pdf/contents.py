"""What else a PDF holds beside its pages, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.documents.formats.pdf import bounds, meanings
from studio.i18n import _

if TYPE_CHECKING:
    import pikepdf

_MOST_ANNOTATIONS = 20_000


@dataclass(frozen=True, slots=True)
class Contents:
    """Sentences for people about what is not kept, and what reading the pages has to mind.

    `has_layers`: some may be hidden; `doubtful` are the fonts that may not say what their letters mean.
    """

    notes: tuple[str, ...] = ()
    has_layers: bool = False
    doubtful: frozenset[str] = frozenset()


def contents(path: Path, password: str = "") -> Contents:
    """Return what a file holds beside its pages.

    Of one that is damaged there is nothing to say here.
    """
    import pikepdf

    try:
        with pikepdf.open(path, password=password) as file:
            return Contents(tuple(_notes(file)), "/OCProperties" in file.Root, meanings.doubtful(file))
    except (pikepdf.PikepdfError, *bounds.BROKEN):
        return Contents()


def _notes(file: pikepdf.Pdf) -> Iterator[str]:
    kinds = set(_annotations(file))
    if _has_scripts(file) or "/JavaScript" in kinds:
        yield _("The file holds programs (JavaScript). They were not run and are not kept.")
    if _named(file, "/EmbeddedFiles") or "/FileAttachment" in kinds or "/AF" in file.Root:
        yield _("Other files are attached. They are not translated and not kept.")
    if "/Widget" in kinds:
        yield _("The file is a form. What stands in its fields is not translated, and nothing can be filled in after.")
    if kinds & {"/Movie", "/Screen", "/RichMedia", "/Sound", "/3D"}:
        yield _("The file holds sound, film or models. They are not kept.")
    if kinds & {"/Text", "/FreeText", "/Highlight", "/Ink", "/Stamp"}:
        yield _("Comments and notes stand in the file. They are not translated and not kept.")
    if "/Sig" in kinds:
        yield _("The file is signed. What is made of it is not.")


def _annotations(file: pikepdf.Pdf) -> Iterator[str]:
    """Yield the kinds of annotations and fields, and "/JavaScript" for those that run programs."""
    import pikepdf

    count = 0
    for page in file.pages:
        held = page.obj.get("/Annots")
        for item in list(held) if isinstance(held, pikepdf.Array) else []:
            count += 1
            if count > _MOST_ANNOTATIONS:
                return
            if isinstance(item, pikepdf.Dictionary):
                yield str(item.get("/Subtype", ""))
                if item.get("/FT") == "/Sig" and "/V" in item:
                    yield "/Sig"
                if _is_script(item.get("/A")) or "/AA" in item:
                    yield "/JavaScript"


def _has_scripts(file: pikepdf.Pdf) -> bool:
    return _named(file, "/JavaScript") or _is_script(file.Root.get("/OpenAction")) or "/AA" in file.Root


def _is_script(action: Any) -> bool:
    import pikepdf

    return isinstance(action, pikepdf.Dictionary) and action.get("/S") in {"/JavaScript", "/Launch"}


def _named(file: pikepdf.Pdf, name: str) -> bool:
    import pikepdf

    names = file.Root.get("/Names")
    return isinstance(names, pikepdf.Dictionary) and name in names
