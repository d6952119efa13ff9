"""Which parts of an office file belong to which, and where links lead; nothing outside the file is ever fetched."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from studio.documents.package import Package

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: a kind (the last word of its type), a part of the file, or a place outside."""

    id: str
    kind: str
    target: str
    is_outside: bool


def of(package: Package, part: str = "") -> list[Relation]:
    """Return what a part refers to ("": what the file as a whole does), in order."""
    folder, name = posixpath.split(part)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    if not package.has(place):
        return []
    found = []
    for node in package.xml(place).iter(_RELATION):
        target, outside = node.get("Target", ""), node.get("TargetMode") == "External"
        kind = node.get("Type", "").rpartition("/")[2]
        where = target if outside else _inside(folder, target)
        found.append(Relation(node.get("Id", ""), kind, where, outside))
    return found


def links(package: Package, part: str) -> Mapping[str, str]:
    """Return where the links of a part lead, by their ids."""
    return {each.id: each.target for each in of(package, part) if each.kind == "hyperlink"}


def parts(package: Package, part: str, kind: str) -> list[str]:
    """Return the parts of a kind that a part refers to, as far as they are there."""
    found = [each.target for each in of(package, part) if each.kind == kind and not each.is_outside]
    return [name for name in dict.fromkeys(found) if package.has(name)]


def _inside(folder: str, target: str) -> str:
    if target.startswith("/"):
        return posixpath.normpath(target[1:])
    return posixpath.normpath(posixpath.join(folder, target))
