"""The words of a text file of any usual kind, as lines: flyers as they come from an office, web pages, subtitles.

Only what a person reads: no markup, no times.  Pictures and pages with a fixed layout (PDF) are not read here.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import BinaryIO, cast

from studio.errors import InputError
from studio.i18n import _
from studio.text import markup
from studio.translation import xml_stream
from studio.translation.xml_stream import Element

MOST = 1_000_000
"""Characters of a text that are read; a book has fewer."""

MOST_BYTES = 64 << 20
"""Of a file, and of the text inside a document."""

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_TIMES = re.compile(r"^\s*(?:\d+|(?:\d+:)?\d+:\d+[.,]\d+\s*-->.*|WEBVTT.*|(?:NOTE|STYLE|REGION)\b.*)\s*$", re.MULTILINE)
_MARKED = re.compile(
    r"^\s{0,3}(?:#{1,6}|[-*+>]|\d+[.)])\s+|\*{1,3}|`+|!?\[([^\]\n]*)\]\([^)\n]*\)|(?<!\w)_{1,2}|_{1,2}(?!\w)", re.M
)
_BLOCKS = re.compile(
    "address|article|aside|blockquote|br|caption|d[dlt]|div|fieldset|fig(?:caption|ure)|footer|h[1-6r]|header|li|main|nav"
    "|[ou]l|option|p|pre|section|table|t[dhr]|title"
)
_UNSEEN = frozenset(("script", "style", "template", "noscript", "svg"))
_LEFT_OUT = frozenset(("Fallback", "annotation", "tracked-changes", "instrText", "delText"))
_BREAKS = frozenset(("br", "cr", "line-break"))
_SPACES = frozenset(("tab", "s"))


def read(path: Path) -> str:
    """Return the words of a file; raise `InputError` for one that is none of the kinds in `SUFFIXES`, or damaged."""
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise _unknown(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _too_large(path)
        text = kind(path)
    except OSError as error:
        raise InputError(
            _("“{name}” could not be read.").format(name=path.name),
            hint=_("Look whether it was moved or renamed, or whether its drive is connected."),
            details=str(error),
        ) from error
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, KeyError) as error:
        raise _damaged(path, str(error)) from error
    return text[:MOST]


def _plain(path: Path) -> str:
    raw = path.read_bytes()
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    if b"\0" in raw:
        raise _unknown(path)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _marked(path: Path) -> str:
    return _MARKED.sub(lambda match: match[1] or "", _plain(path))


def _subtitles(path: Path) -> str:
    text = _TIMES.sub("", markup.strip(_plain(path).replace("\r\n", "\n").replace("\r", "\n")))
    return "\n\n".join(" ".join(cue.split()) for cue in re.split(r"\n\s*\n", text) if cue.strip())


def _table(path: Path) -> str:
    text = _plain(path)
    try:
        rows = list(
            csv.reader(io.StringIO(text, newline=""), delimiter=";" if text.count(";") > text.count(",") else ",")
        )
    except csv.Error:
        return text
    return "\n\n".join(cell for row in rows for cell in row)


def _page(path: Path) -> str:
    reader = _Page()
    reader.feed(_plain(path))
    reader.close()
    return "".join(reader.pieces)


class _Page(HTMLParser):
    """Collects what a browser would show, block by block."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if _BLOCKS.fullmatch(tag):
            self.pieces.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        if _BLOCKS.fullmatch(tag):
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(" ".join(f"|{data}|".split())[1:-1])


def _word(path: Path) -> str:
    return _document(path, "word/document.xml", ("p",), is_word=True)


def _open_document(path: Path) -> str:
    return _document(path, "content.xml", ("p", "h"), is_word=False)


def _document(path: Path, member: str, wanted: tuple[str, ...], *, is_word: bool) -> str:
    with zipfile.ZipFile(path) as archive:
        if archive.getinfo(member).file_size > MOST_BYTES:
            raise _too_large(path)
        content = io.BytesIO(archive.read(member))
    paragraphs: list[str] = []
    stream = xml_stream.Stream(cast(BinaryIO, content), path.name, wanted)
    for element in stream:
        paragraphs.append("".join(_pieces(element, is_word=is_word, is_text=not is_word)))
    if not stream.root:
        raise _damaged(path, "no XML")
    return "\n\n".join(paragraphs)


def _pieces(element: Element, *, is_word: bool, is_text: bool) -> Iterator[str]:
    """Yield the text of a paragraph; in Word's files it stands in elements `t` only."""
    if is_text:
        yield element.text or ""
    for child in element:
        name = xml_stream.local(child)
        if name in _BREAKS or name == "p":
            yield "\n"
        elif name in _SPACES:
            yield " "
        if name and name not in _LEFT_OUT:
            yield from _pieces(child, is_word=is_word, is_text=not is_word or name == "t")
        if not is_word:
            yield child.tail or ""


_KINDS: Mapping[str, Callable[[Path], str]] = {
    ".txt": _plain,
    ".text": _plain,
    ".md": _marked,
    ".markdown": _marked,
    ".csv": _table,
    ".srt": _subtitles,
    ".vtt": _subtitles,
    ".html": _page,
    ".htm": _page,
    ".docx": _word,
    ".odt": _open_document,
}

SUFFIXES = tuple(_KINDS)
"""The suffixes of the files that can be read."""


def _unknown(path: Path) -> InputError:
    return InputError(
        _("The words of “{name}” cannot be read.").format(name=path.name),
        hint=_("Save it as text or as a Word document (.docx), or copy its words into a text file."),
    )


def _too_large(path: Path) -> InputError:
    return InputError(_("“{name}” is too large.").format(name=path.name), hint=_("Choose a text, such as a flyer."))


def _damaged(path: Path, details: str) -> InputError:
    return InputError(
        _("“{name}” is damaged or protected by a password.").format(name=path.name),
        hint=_("Save it again as text or as a Word document (.docx), without a password."),
        details=details,
    )
