"""Translation memories of other programs: TMX 1.4b (www.gala-global.org/tmx-14b), in and out.

Read generously: any capitals of a language, any namespace, codes inside a text left out but for bold, italics and
underline, and what cannot be used counted.  Written strictly: each unit names its source language, its date and who
confirmed it; production and neighbours are properties, the latter named as memoQ names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, BinaryIO

from studio import __version__
from studio.errors import InputError
from studio.i18n import _
from studio.model.memory import MemoryUnit, primary
from studio.translation import xml_stream
from studio.translation.xml_stream import Element

LONGEST = 10_000
"""Characters of a text; what is longer is no sentence."""

MOST_UNITS = 1_000_000

_ALL = "*all*"
_DATE = "%Y%m%dT%H%M%SZ"
_TAG = re.compile(r"(</?[ibu]>)")
_CODES = {"bpt", "ept", "it", "ph", "ut"}
_BREAKS = {"lb", "br"}
_PRODUCTION = "x-production"
_BEFORE = ("x-context-pre", "prev")
_AFTER = ("x-context-post", "next")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(slots=True)
class Reading:
    """The units of a file, read as they are asked for; the counts are whole when they have all been read.

    `left_out` are units without source, translation or language, or too long; `is_damaged`: some could not be read.
    """

    file: BinaryIO
    name: str
    left_out: int = 0
    given: int = 0
    is_damaged: bool = False
    _source: str = field(default="", init=False)

    def __iter__(self) -> Iterator[MemoryUnit]:
        stream = xml_stream.Stream(self.file, self.name, ("tu", "header"))
        for element in stream:
            if stream.root.lower() != "tmx":
                break
            if xml_stream.local(element) == "header":
                self._source = (element.get("srclang") or "").strip()
            else:
                yield from self._units(element)
            if self.given >= MOST_UNITS:
                self.is_damaged = True
                return
        if stream.root.lower() != "tmx":
            raise InputError(
                _("“{name}” is no translation memory.").format(name=self.name),
                hint=_("Choose a file in the format TMX."),
            )
        self.is_damaged = stream.is_damaged

    def _units(self, element: Element) -> Iterator[MemoryUnit]:
        units = _of(element, self._source)
        if not units:
            self.left_out += 1
        self.given += len(units)
        yield from units


def write(file: BinaryIO, units: Iterable[MemoryUnit]) -> int:
    """Write units as they come to a file and return how many."""
    from lxml import etree

    count = 0
    header = {
        "creationtool": "Souffleur",
        "creationtoolversion": __version__,
        "segtype": "sentence",
        "o-tmf": "Souffleur",
        "adminlang": "en",
        "srclang": _ALL,
        "datatype": "plaintext",
    }
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        xml.write_doctype('<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
        with xml.element("tmx", {"version": "1.4"}):
            xml.write(etree.Element("header", header))
            with xml.element("body"):
                for unit in units:
                    xml.write("\n", _tu(etree, unit))
                    count += 1
    return count


def _of(element: Element, usual: str) -> list[MemoryUnit]:
    """Return the units of one `tu`: its source language with each of the others."""
    variants = [(xml_stream.language(each), each) for each in element if xml_stream.local(each) == "tuv"]
    texts = [(tag, each, _text_of(each)) for tag, each in variants if tag]
    usable = [(tag, each, text) for tag, each, text in texts if text.strip() and len(text) <= LONGEST]
    wanted = (element.get("srclang") or usual).strip()
    source = next(_matching(usable, wanted), None) if wanted and wanted.lower() != _ALL else next(iter(usable), None)
    if source is None:
        return []
    return [
        _unit(element, source, other)
        for other in usable
        if other is not source and primary(other[0]) != primary(source[0])
    ]


def _matching(found: list[tuple[str, Element, str]], wanted: str) -> Iterator[tuple[str, Element, str]]:
    """Yield the variants in a language, those with the same country first."""
    yield from (each for each in found if each[0].lower() == wanted.lower())
    yield from (each for each in found if primary(each[0]) == primary(wanted))


def _unit(element: Element, source: tuple[str, Element, str], target: tuple[str, Element, str]) -> MemoryUnit:
    notes = {name: text for each in (element, source[1], target[1]) for name, text in _notes(each)}
    return MemoryUnit(
        source[2],
        target[2],
        source[0],
        target[0],
        production=notes.get(_PRODUCTION, ""),
        reviewer=_said(("changeid", "creationid"), target[1], element)[:LONGEST],
        time=_time(_said(("changedate", "creationdate"), target[1], element)),
        before=next((notes[name] for name in _BEFORE if name in notes), ""),
        after=next((notes[name] for name in _AFTER if name in notes), ""),
    )


def _text_of(variant: Element) -> str:
    """Return the text of a variant; "" where it has none that can be used."""
    seg = next((each for each in variant if xml_stream.local(each) == "seg"), None)
    return "" if seg is None or xml_stream.has_entities(seg) else xml_stream.on_one_line("".join(_pieces(seg)))


def _pieces(element: Element) -> Iterator[str]:
    """Yield the text of an element without the codes of other programs."""
    yield element.text or ""
    for child in element:
        if xml_stream.local(child) not in _CODES:
            yield from _pieces(child)
        elif _TAG.fullmatch(child.text or ""):
            yield child.text
        elif child.get("type") in _BREAKS:
            yield " "
        yield child.tail or ""


def _notes(element: Element) -> Iterator[tuple[str, str]]:
    for each in element:
        if xml_stream.local(each) == "prop" and not xml_stream.has_entities(each):
            yield each.get("type") or "", xml_stream.on_one_line("".join(each.itertext()))[:LONGEST]


def _said(names: Iterable[str], *elements: Element) -> str:
    return next((element.get(name) for name in names for element in elements if element.get(name)), "")


def _time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text.strip(), _DATE).replace(tzinfo=UTC)
    except ValueError:
        return None


def _tu(etree: Any, unit: MemoryUnit) -> Element:
    """Return a unit as an element."""
    made = etree.Element("tu", {"srclang": xml_stream.allowed(unit.source_language)})
    if unit.time is not None:
        made.set("changedate", unit.time.astimezone(UTC).strftime(_DATE))
    if unit.reviewer:
        made.set("changeid", xml_stream.allowed(unit.reviewer))
    notes = {_PRODUCTION: unit.production, _BEFORE[0]: unit.before, _AFTER[0]: unit.after}
    for name, text in notes.items():
        if text:
            etree.SubElement(made, "prop", {"type": name}).text = xml_stream.allowed(text)
    for tag, text in ((unit.source_language, unit.source), (unit.target_language, unit.target)):
        variant = etree.SubElement(made, "tuv", {_XML_LANG: xml_stream.allowed(tag)})
        _fill(etree, etree.SubElement(variant, "seg"), xml_stream.allowed(text))
    return made


def _fill(etree: Any, seg: Element, text: str) -> None:
    """Put a text into a `seg`, with its tags as codes: in pairs, or by themselves where they have no partner."""
    pieces = _TAG.split(text)
    partners = _partners(pieces)
    seg.text, last = pieces[0], None
    for i in range(1, len(pieces), 2):
        kind = "bpt" if pieces[i][1] != "/" else "ept"
        if i in partners:
            last = etree.SubElement(seg, kind, {"i": str(partners[i])})
        else:
            last = etree.SubElement(seg, "it", {"pos": "begin" if kind == "bpt" else "end"})
        last.text, last.tail = pieces[i], pieces[i + 1]


def _partners(pieces: list[str]) -> dict[int, int]:
    """Return for each tag that has a partner the number of the pair."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for i in range(1, len(pieces), 2):
        if pieces[i][1] != "/":
            waiting.append(i)
        elif waiting and pieces[waiting[-1]][1] == pieces[i][2]:
            found[waiting.pop()] = found[i] = len(found) // 2 + 1
    return found
