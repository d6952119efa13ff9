"""XML from strangers, element by element: no entities, no DTDs, no network, memory that stays flat.

lxml reads on behind what is not well formed and says so afterwards, since many programs write control characters into
their files; what declares entities of its own is refused, for nothing we read needs any.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from typing import Any, BinaryIO

from studio.errors import InputError
from studio.i18n import _

MOST_BYTES = 1 << 30
"""Of a file: ten times what a million units need."""

Element = Any
"""An element of lxml, which has no types of its own."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BLANKS = re.compile("[ \t\r\n]+")


class Stream:
    """The elements of a file with one of these names, each with all that is in it, until the next is asked for.

    `is_damaged` says at the end whether something in the file could not be read; `root` is the name of the outermost.
    """

    def __init__(self, file: BinaryIO, name: str, wanted: Collection[str]) -> None:
        """Prepare to read `file`, called `name` for people; raise `InputError` where it is too large."""
        self.root = ""
        self.is_damaged = False
        self._file = file
        self._name = name
        self._wanted = wanted
        if file.seek(0, os.SEEK_END) > MOST_BYTES:
            raise InputError(
                _("“{name}” is too large.").format(name=name),
                hint=_("Have the program it comes from write it in several files."),
            )
        file.seek(0)

    def __iter__(self) -> Iterator[Element]:
        from lxml import etree

        reader = etree.iterparse(
            self._file,
            events=("start", "end"),
            load_dtd=False,
            no_network=True,
            resolve_entities=False,
            huge_tree=False,
            recover=True,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            yield from self._elements(reader)
        except etree.XMLSyntaxError as error:
            if not self.root:
                raise not_xml(self._name, str(error)) from error
            self.is_damaged = True
        self.is_damaged = self.is_damaged or any(entry.level_name == "FATAL" for entry in reader.error_log)

    def _elements(self, reader: Iterator[tuple[str, Element]]) -> Iterator[Element]:
        inside = 0
        for event, element in reader:
            if not self.root:
                self._begin(element)
            is_wanted = local(element) in self._wanted
            if event == "start":
                inside += is_wanted
                continue
            inside -= is_wanted
            if inside:
                continue
            if is_wanted:
                yield element
            _let_go(element)

    def _begin(self, root: Element) -> None:
        declared = root.getroottree().docinfo.internalDTD
        if declared is not None and next(declared.iterentities(), None) is not None:
            raise InputError(
                _("“{name}” declares abbreviations of its own (entities), so it was not read.").format(name=self._name),
                hint=_("Have the program it comes from write it without them."),
            )
        self.root = local(root)


def not_xml(name: str, details: str = "") -> InputError:
    """Return the error for a file in which nothing can be read."""
    return InputError(
        _("“{name}” could not be read.").format(name=name),
        hint=_("Have the program it comes from write it again."),
        details=details,
    )


def local(element: Element) -> str:
    """Return the name of an element without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def language(element: Element) -> str:
    """Return the language of an element as it says itself, "" where it does not."""
    found = element.get("{http://www.w3.org/XML/1998/namespace}lang") or element.get("lang") or ""
    return str(found).strip()


def has_entities(element: Element) -> bool:
    """Say whether something in an element could not be read, since it refers to what is elsewhere."""
    return any(not isinstance(each.tag, str) for each in element.iter())


def on_one_line(text: str) -> str:
    """Return a text without the breaks and indents that come from the file's layout."""
    return _BLANKS.sub(" ", text).strip(" ")


def allowed(text: str) -> str:
    """Return a text without what XML cannot hold: control characters and halves of characters."""
    return _NOT_XML.sub("", text)


def _let_go(element: Element) -> None:
    """Free an element that is done with, and those before it."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]
