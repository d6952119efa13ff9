"""What the styles of a Word file say of a paragraph: heading, item of a list, or neither."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio.documents.office.word import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEADING = re.compile(r"heading ([1-6])$")
_DEEPEST = 20  # styles based on each other


@dataclass(slots=True)
class Styles:
    """The styles of a file, by their ids."""

    by_id: dict[str, Element] = field(default_factory=dict)
    language: str = ""

    @classmethod
    def of(cls, root: Element | None) -> Styles:
        """Return the styles of a part, none where there is no part."""
        if root is None:
            return cls()
        found = {node.get(f"{W}styleId", ""): node for node in root.iter(f"{W}style")}
        said = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        return cls(found, said.get(f"{W}val", "") if said is not None else "")

    def level(self, paragraph: Element) -> int:
        """Return the level of a heading, 0 for what is none."""
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        for properties in (own, *self._each(paragraph, f"{W}pPr/{W}outlineLvl")):
            if properties is not None and (said := properties.get(f"{W}val", "")).isdecimal():
                return int(said) + 1 if int(said) < 6 else 0
        for name in self._names(paragraph):
            if name == "title":
                return 1
            if found := _HEADING.match(name):
                return int(found[1])
        return 0

    def is_item(self, paragraph: Element) -> bool:
        """Say whether a paragraph has a bullet or a number of a list."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        for properties in (own, *self._each(paragraph, f"{W}pPr/{W}numPr")):
            if properties is not None:
                number = properties.find(f"{W}numId")
                return number is not None and number.get(f"{W}val") != "0"
        return False

    def _chain(self, paragraph: Element) -> list[Element]:
        said = paragraph.find(f"{W}pPr/{W}pStyle")
        id = said.get(f"{W}val", "") if said is not None else ""
        found: list[Element] = []
        while id in self.by_id and len(found) < _DEEPEST:
            style = self.by_id[id]
            found.append(style)
            based = style.find(f"{W}basedOn")
            id = based.get(f"{W}val", "") if based is not None else ""
        return found

    def _each(self, paragraph: Element, path: str) -> list[Element | None]:
        return [style.find(path) for style in self._chain(paragraph)]

    def _names(self, paragraph: Element) -> list[str]:
        names = [style.find(f"{W}name") for style in self._chain(paragraph)]
        return [name.get(f"{W}val", "").lower() for name in names if name is not None]
