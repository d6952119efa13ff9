"""The pictures of an office file, by the places of their descriptions."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from studio.documents.office import relations
from studio.documents.office.parts import Description, Parts
from studio.errors import InputError

if TYPE_CHECKING:
    from lxml import etree

_EMBEDDED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_HREF = "{http://www.w3.org/1999/xlink}href"
_NEAR = 3  # elements up from a description to what holds it and its picture


def figures(parts: Parts, numbers: Iterable[int]) -> dict[int, bytes]:
    """Return the files of pictures by the numbers of their places; not of those that lie outside or are missing."""
    found: dict[int, bytes] = {}
    for number in numbers:
        part, what = parts.places[number] if number < len(parts.places) else ("", None)
        name = _name(parts, part, what.element) if isinstance(what, Description) else ""
        if name and parts.package.has(name):
            try:
                found[number] = parts.package.read(name)
            except InputError:
                continue  # damaged or far too large: its description stands for it
    return found


def _name(parts: Parts, part: str, description: etree._Element) -> str:
    """Return the part that is the picture of a description."""
    for holder in (description, *islice(description.iterancestors(), _NEAR)):
        for id, href in _references(holder):
            if id:
                inside = [each for each in relations.of(parts.package, part) if each.id == id and not each.is_outside]
                return inside[0].target if inside else ""
            return posixpath.normpath(href) if "://" not in href else ""
    return ""


def _references(holder: etree._Element) -> Iterator[tuple[str, str]]:
    for node in holder.iter():
        tag = str(node.tag).rpartition("}")[2]
        if tag == "blip" and node.get(_EMBEDDED):
            yield str(node.get(_EMBEDDED)), ""
        elif tag == "image" and node.get(_HREF):
            yield "", str(node.get(_HREF))
