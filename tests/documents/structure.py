"""What a screen reader finds in a tagged PDF: its tree of structure, with the text of each element.

Read with pikepdf alone, by the standard (ISO 32000-1, 14.6 to 14.8), knowing nothing of how the program writes it.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

SHOWING = {"Tj", "TJ", "'", '"'}


@dataclass(slots=True)
class Element:
    """An element of structure: its role, what it says itself, and what it holds; `page` counts from 0."""

    role: str
    parts: list[str | Element] = field(default_factory=list)
    language: str = ""
    alt: str = ""
    target: str = ""  # of a link: its address, or "page 2"
    spans: dict[str, int] = field(default_factory=dict)  # of a cell: RowSpan, ColSpan
    scope: str = ""

    @property
    def text(self) -> str:
        """All that it says, as running text; hyphens that only end a line are left out."""
        said = "".join(part if isinstance(part, str) else part.text for part in self.parts)
        return " ".join(re.sub("\xad\\s*", "", said).split())

    @property
    def kids(self) -> list[Element]:
        """The elements that it holds."""
        return [part for part in self.parts if isinstance(part, Element)]

    def all(self, *roles: str) -> list[Element]:
        """The elements of some roles (of all without any) in it, in reading order."""
        found = [self] if not roles or self.role in roles else []
        return found + [one for kid in self.kids for one in kid.all(*roles)]

    def outline(self) -> list[tuple[str, str]]:
        """Role and text of the elements that say something themselves, in reading order."""
        if any(isinstance(part, str) for part in self.parts) or self.role in ("Figure", "Link"):
            return [(self.role, self.text or self.alt)]
        return [one for kid in self.kids for one in kid.outline()]


def read(source: Path | bytes) -> Element:
    """Return the element of the whole document."""
    with pikepdf.open(source if isinstance(source, Path) else io.BytesIO(source)) as pdf:
        texts = {page.obj.objgen: _pieces(page) for page in pdf.pages}
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        kids = pdf.Root.StructTreeRoot.get("/K")
        tops = [_element(kid, None, texts, numbers) for kid in _listed(kids)]
        return tops[0] if len(tops) == 1 else Element("", list(tops))


def text_outside(source: Path | bytes) -> str:
    """Return all text on the pages that no element holds."""
    with pikepdf.open(source if isinstance(source, Path) else io.BytesIO(source)) as pdf:
        return "".join(_pieces(page).get(-1, "") for page in pdf.pages)


def _element(node: Any, page: Any, texts: Mapping[Any, Mapping[int, str]], numbers: Mapping[Any, int]) -> Element:
    page = node.get("/Pg", page)
    made = Element(str(node.S).lstrip("/"), language=str(node.get("/Lang", "")), alt=str(node.get("/Alt", "")))
    for attributes in _listed(node.get("/A")):
        made.spans |= {key: int(attributes["/" + key]) for key in ("RowSpan", "ColSpan") if "/" + key in attributes}
        made.scope = str(attributes.get("/Scope", made.scope)).lstrip("/")
    for kid in _listed(node.get("/K")):
        if isinstance(kid, int):
            made.parts.append(texts[page.objgen][kid])
        elif kid.get("/Type") == "/MCR":
            made.parts.append(texts[kid.get("/Pg", page).objgen][int(kid.MCID)])
        elif kid.get("/Type") == "/OBJR":
            made.target = _target(kid.Obj, numbers)
        else:
            assert kid.P.objgen == node.objgen, "an element names another parent"
            made.parts.append(_element(kid, page, texts, numbers))
    return made


def _target(annotation: Any, numbers: Mapping[Any, int]) -> str:
    action = annotation.get("/A", pikepdf.Dictionary())
    if "/URI" in action:
        return str(action.URI)
    place = annotation.get("/Dest", action.get("/D"))
    return f"page {numbers[place[0].objgen]}" if isinstance(place, pikepdf.Array) else ""


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _pieces(page: pikepdf.Page) -> dict[int, str]:
    """Return the text of each piece of marked content by its number; -1 for all text outside of them."""
    found: dict[int, str] = defaultdict(str)
    for number, text in _said(page, page.obj.get("/Resources", pikepdf.Dictionary()), -1):
        found[number] += text
    return found


def _said(content: Any, resources: Any, within: int) -> Iterator[tuple[int, str]]:
    stack = [within]
    decode = _nothing
    faces = [decode]
    for item in pikepdf.parse_content_stream(content):
        operator, operands = str(item.operator), item.operands
        if operator in ("BMC", "BDC"):
            held = operands[1] if operator == "BDC" else None
            if isinstance(held, pikepdf.Name):
                held = resources.Properties[str(held)]
            inner = int(held.MCID) if held is not None and "/MCID" in held else stack[-1]
            stack.append(inner)
            yield inner, ""
        elif operator == "EMC":
            stack.pop()
        elif operator == "q":
            faces.append(decode)
        elif operator == "Q":
            decode = faces.pop()
        elif operator == "Tf":
            decode = _decoder(resources.Font[str(operands[0])])
        elif operator in SHOWING:
            yield stack[-1], decode(_shown(operands[-1]))
        elif operator == "Do":
            form = resources.XObject[str(operands[0])]
            if form.get("/Subtype") == "/Form":
                yield from _said(form, form.get("/Resources", resources), stack[-1])


def _shown(operand: Any) -> bytes:
    if isinstance(operand, pikepdf.Array):
        return b"".join(bytes(part) for part in operand if isinstance(part, pikepdf.String))
    return bytes(operand)


def _nothing(_codes: bytes) -> str:
    return ""


def _decoder(font: Any) -> Any:
    width = 2 if font.get("/Subtype") == "/Type0" else 1
    known = _map(font.ToUnicode.read_bytes().decode("latin-1")) if "/ToUnicode" in font else {}

    def decode(codes: bytes) -> str:
        numbers = [int.from_bytes(codes[at : at + width], "big") for at in range(0, len(codes), width)]
        plain = "" if width == 2 else bytes(codes).decode("cp1252", "replace")
        return "".join(known.get(number, plain[at : at + 1]) for at, number in enumerate(numbers))

    return decode


def _map(cmap: str) -> dict[int, str]:
    """Return what a ToUnicode map says of each code."""
    found: dict[int, str] = {}
    for body in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", body):
            found[int(code, 16)] = _unicode(text)
    for body in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", body):
            for step, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                start = _unicode(text)
                found[code] = start[:-1] + chr(ord(start[-1]) + step)
        for first, texts in re.findall(r"<([0-9A-Fa-f]+)>\s*<[0-9A-Fa-f]+>\s*\[(.*?)\]", body, re.DOTALL):
            for step, text in enumerate(re.findall(r"<([0-9A-Fa-f]+)>", texts)):
                found[int(first, 16) + step] = _unicode(text)
    return found


def _unicode(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be", "replace")
