"""Terms of other programs: TBX (ISO 30042), version 2 ("martif") and version 3 ("tbx", both styles), in and out.

TBX knows concepts with words in many languages; of each concept the words of one language become terms, translated by
the first word of every other that is not deprecated.  A name that stays as it is has the same word twice.  Whether
capitals count is not kept, for TBX-Basic has no place for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Literal

from studio.errors import InputError
from studio.i18n import _
from studio.model.memory import primary
from studio.model.term import Term
from studio.translation import xml_stream
from studio.translation.term_csv import LONGEST, LONGEST_NOTE, MOST
from studio.translation.xml_stream import Element

_ENTRIES = ("termEntry", "conceptEntry")
_SETS = ("langSet", "langSec")
_ROOTS = ("martif", "tbx")
_WORDS = ("tig", "ntig", "termSec")
_NOTES = ("note", "descrip", "definition")
_UNWANTED = ("deprecated", "superseded")
_ANY_SOURCE, _ANY_TARGET = "und", "mul"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMESPACE = "urn:iso:std:iso:30042:ed-2"


@dataclass(slots=True)
class Reading:
    """The terms of a file, read as they are asked for; the counts are whole when they have all been read.

    `source` is the language they are translated from, where an entry has it; else its first one.
    """

    file: BinaryIO
    name: str
    source: str = ""
    left_out: int = 0
    given: int = 0
    is_damaged: bool = False

    def __iter__(self) -> Iterator[Term]:
        stream = xml_stream.Stream(self.file, self.name, _ENTRIES)
        for element in stream:
            if stream.root.lower() not in _ROOTS or self.given >= MOST:
                break
            terms = list(_terms(element, self.source))
            self.given += len(terms)
            self.left_out += not terms
            yield from terms
        if stream.root.lower() not in _ROOTS:
            raise InputError(
                _("“{name}” is no list of terms.").format(name=self.name), hint=_("Choose a file in the format TBX.")
            )
        self.is_damaged = stream.is_damaged or self.given >= MOST


def write(file: BinaryIO, terms: Iterable[Term], version: Literal[2, 3] = 2) -> int:
    """Write terms to a file and return how many; other programs read version 2 more often."""
    from lxml import etree

    count = 0
    root, head, words = _V2 if version == 2 else _V3
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(root, _attributes(version), nsmap={None: _NAMESPACE} if version == 3 else None):
            xml.write(_header(etree, head))
            with xml.element("text"), xml.element("body"):
                for term in terms:
                    count += 1
                    xml.write("\n", _entry(etree, term, words, count))
    return count


_V2 = ("martif", "martifHeader", ("termEntry", "langSet", "tig"))
_V3 = ("tbx", "tbxHeader", ("conceptEntry", "langSec", "termSec"))


def _attributes(version: int) -> dict[str, str]:
    if version == 2:
        return {"type": "TBX-Basic", _XML_LANG: "en"}
    return {"type": "TBX-Basic", "style": "dca", _XML_LANG: "en"}


def _header(etree: Any, name: str) -> Element:
    made = etree.Element(name)
    described = etree.SubElement(etree.SubElement(made, "fileDesc"), "sourceDesc")
    etree.SubElement(described, "p").text = "Souffleur"
    return made


def _entry(etree: Any, term: Term, names: tuple[str, str, str], number: int) -> Element:
    entry, language, words = names
    made = etree.Element(entry, {"id": f"c{number}"})
    if term.note:
        etree.SubElement(made, "note").text = xml_stream.allowed(term.note)
    source, target = term.source_language or _ANY_SOURCE, term.target_language or _ANY_TARGET
    for tag, text in ((source, term.source), (target, term.target or term.source)):
        holder = etree.SubElement(made, language, {_XML_LANG: xml_stream.allowed(tag)})
        etree.SubElement(etree.SubElement(holder, words), "term").text = xml_stream.allowed(text)
    return made


def _terms(entry: Element, wanted: str) -> Iterator[Term]:
    """Yield the terms of one concept."""
    found = [(_tag(each), list(_words(each))) for each in entry if xml_stream.local(each) in _SETS]
    languages = [(tag, words) for tag, words in found if words]
    is_wanted = [bool(wanted) and primary(tag) == primary(wanted) for tag, _words_of in languages]
    first = is_wanted.index(True) if True in is_wanted else 0
    others = [each for i, each in enumerate(languages) if i != first]
    note = next((text for name in _NOTES for text in _texts(entry, name)), "")[:LONGEST_NOTE]
    for tag, words in others:
        for word in languages[first][1]:
            yield Term(word, "" if word == words[0] else words[0], languages[first][0], tag, note)


def _words(language: Element) -> Iterator[str]:
    """Yield the words of a language in one concept that may be used."""
    for each in language:
        if xml_stream.local(each) in _WORDS and not _is_unwanted(each) and not xml_stream.has_entities(each):
            text = next(_texts(each, "term"), "")
            if text and len(text) <= LONGEST:
                yield text


def _is_unwanted(word: Element) -> bool:
    said = [each.text or "" for each in word.iter() if _is_status(each)]
    return any(part in text for text in said for part in _UNWANTED)


def _is_status(element: Element) -> bool:
    return "administrativeStatus" in (xml_stream.local(element), element.get("type"))


def _texts(element: Element, name: str) -> Iterator[str]:
    for each in element.iter():
        if xml_stream.local(each) == name:
            text = xml_stream.on_one_line("".join(each.itertext()))
            if text:
                yield text


def _tag(element: Element) -> str:
    tag = xml_stream.language(element)
    return "" if tag in (_ANY_SOURCE, _ANY_TARGET) else tag
