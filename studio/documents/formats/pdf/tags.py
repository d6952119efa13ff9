"""What a tagged PDF says of itself: headings and their levels, items, captions, descriptions of pictures."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from studio.documents.shapes import Shape
from studio.model.document import Box, Role, around

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_DEEPEST = 60
_MOST = 20_000  # elements of a page
_ROLES = {"LI": Role.ITEM, "LBody": Role.ITEM, "Lbl": Role.ITEM, "Caption": Role.CAPTION}
_HEADING = re.compile(r"H([1-6]?)$")


@dataclass(frozen=True, slots=True)
class Tags:
    """The roles and levels of a page's marked contents by their numbers, and the descriptions of what they show."""

    roles: dict[int, tuple[Role, int]] = field(default_factory=dict)
    descriptions: tuple[tuple[frozenset[int], str], ...] = ()

    def role_of(self, numbers: Iterable[int]) -> tuple[Role, int] | None:
        """Return role and level of most of the marked contents, None where the file says nothing of use."""
        counts = Counter(self.roles.get(number) for number in numbers)
        return counts.most_common(1)[0][0] if counts else None

    def described(self, shapes: Iterable[Shape]) -> list[tuple[Box, str]]:
        """Return where things stand that have a description, and what it says."""
        found = []
        every = list(shapes)
        for numbers, text in self.descriptions:
            own = [shape.box for shape in every if shape.tag in numbers]
            if own:
                found.append((around(own), text))
        return found


def tags(page: PdfPage) -> Tags:
    """Return what the file says of a page; nothing for one without tags."""
    import pypdfium2.raw as pdfium

    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return Tags()
    try:
        return _read(tree)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _read(tree: Any) -> Tags:
    import pypdfium2.raw as pdfium

    roles: dict[int, tuple[Role, int]] = {}
    descriptions: list[tuple[frozenset[int], str]] = []
    stack: list[tuple[Any, tuple[Role, int] | None, int]] = []
    for index in range(max(0, pdfium.FPDF_StructTree_CountChildren(tree))):
        stack.append((pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), None, 0))
    seen = 0
    while stack and seen < _MOST:
        element, outer, depth = stack.pop()
        if not element or depth > _DEEPEST:
            continue
        seen += 1
        role = _role(_text(pdfium.FPDF_StructElement_GetType, element)) or outer
        alt = _text(pdfium.FPDF_StructElement_GetAltText, element).strip()
        if alt:
            descriptions.append((frozenset(_contents(element, 0)), alt))
        for number in _own_contents(element):
            if role is not None:
                roles[number] = role
        for index in range(max(0, pdfium.FPDF_StructElement_CountChildren(element))):
            stack.append((pdfium.FPDF_StructElement_GetChildAtIndex(element, index), role, depth + 1))
    return Tags(roles, tuple(descriptions))


def _role(name: str) -> tuple[Role, int] | None:
    heading = _HEADING.match(name)
    if heading:
        return Role.HEADING, int(heading.group(1) or 1)
    return (_ROLES[name], 0) if name in _ROLES else None


def _own_contents(element: Any) -> Iterator[int]:
    """Yield the numbers of the marked contents that an element holds itself."""
    import pypdfium2.raw as pdfium

    for index in range(max(0, pdfium.FPDF_StructElement_GetMarkedContentIdCount(element))):
        number = pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index)
        if number >= 0:
            yield number


def _contents(element: Any, depth: int) -> Iterator[int]:
    """Yield the numbers of the marked contents that an element and those inside of it hold."""
    import pypdfium2.raw as pdfium

    yield from _own_contents(element)
    if depth < _DEEPEST:
        for index in range(max(0, pdfium.FPDF_StructElement_CountChildren(element))):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
            if child:
                yield from _contents(child, depth + 1)


def _text(ask: Any, element: Any) -> str:
    length = ask(element, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    ask(element, buffer, length)
    return buffer.raw.decode("utf-16-le", "replace").split("\0")[0]
