"""What is looked at in a PDF before anything in it is unpacked: how much there is, and whether it is a trap.

A few kilobytes can unpack to gigabytes, or call the same drawing billions of times.  The streams are looked at in the
bytes of the file itself, so that no library unpacks them first; what a library has to be asked is asked then.
"""

from __future__ import annotations

import ctypes
import mmap
import re
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.documents.formats.pdf.pdfium import Drawn, Kind
from studio.errors import InputError
from studio.i18n import _

if TYPE_CHECKING:
    import pikepdf
    from pypdfium2 import PdfDocument

MOST_PAGES = 2_000
MOST_OF_PICTURE = 400_000_000
"""Bytes that a picture may unpack to: one of 100 megapixels in four inks has as many."""

MOST_UNPACKED = 100_000_000
"""Bytes that any other stream may unpack to, such as what is drawn on a page."""

MOST_PIXELS = 150_000_000
"""Pixels of one picture."""

MOST_CALLS = 200_000
"""How often forms within forms may be drawn on a page."""

MOST_TEXTS = 50_000
"""Pieces of text on a page: a page of print has 5,000 letters, and each may be a piece of its own."""

LARGEST_SIDE = 15_000.0
"""Points: five metres, and more than the 14,400 that the format's standard allows."""

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_RATIO = 1_000  # deflate packs a byte no better than 1032 : 1
_CHAIN = 6  # times that a stream is packed within itself
_PEEK = 4_096
_DICTIONARY = 1_500  # bytes before a stream in which it says what it is
_DEEPEST = 40
BROKEN = (RuntimeError, ValueError, TypeError, AttributeError, KeyError, IndexError)
"""What asking a damaged file for its parts may come to: something stands where another thing is meant to be."""

_CALL = re.compile(rb"/([^\s/<>\[\]()%{}]+)\s+Do\b")


def check_file(path: Path) -> None:
    """Raise `InputError` for a file whose streams unpack to more than any flyer has; a file is looked at once."""
    _check_version(path, *_version(path))


def is_damaged(path: Path, password: str = "") -> bool:
    """Say whether qpdf finds fault with a file, so that what failed with it is no mistake of the program's."""
    import pikepdf

    try:
        with pikepdf.open(path, password=password) as file:
            return bool(file.check_pdf_syntax())
    except pikepdf.PikepdfError:
        return True


def check_drawing(path: Path, password: str = "") -> None:
    """Raise `InputError` for a file without pages, and for one that draws forms within forms more often than any flyer.

    A file is looked at once; one that cannot be opened is left to what opens it next.
    """
    _check_drawing(path, password, *_version(path))


@lru_cache(maxsize=8)
def _check_drawing(path: Path, password: str, _size: int, _time: int) -> None:
    import pikepdf

    try:
        with pikepdf.open(path, password=password) as file:
            if "/Pages" in file.Root and not file.Root.Pages.get("/Kids"):
                raise _empty(path.name)
            check_calls(file, path.name)
    except (pikepdf.PikepdfError, *BROKEN):
        return


def _empty(name: str) -> InputError:
    return InputError(
        _("“{name}” has no pages.").format(name=name),
        hint=_("Ask for the file once more, or print it into a new PDF."),
    )


def check_pages(pdf: PdfDocument, name: str) -> None:
    """Raise `InputError` for a document without pages, with too many, or with one that is too large."""
    count = len(pdf)
    if not count:
        raise _empty(name)
    if count > MOST_PAGES:
        raise InputError(
            _("“{name}” has {count} pages; at most {most} can be read.").format(
                name=name, count=count, most=MOST_PAGES
            ),
            hint=_("Save the pages that matter in a file of their own."),
        )
    for number in range(count):
        width, height = _size(pdf, number, name)
        if max(width, height) > LARGEST_SIDE or min(width, height) <= 0:
            raise _too_large(number, name)


def _size(pdf: PdfDocument, number: int, name: str) -> tuple[float, float]:
    import pypdfium2

    try:
        width, height = pdf.get_page_size(number)
    except pypdfium2.PdfiumError as error:  # the tree of pages leads nowhere
        raise InputError(
            _("Page {number} of “{name}” cannot be read.").format(number=number + 1, name=name),
            hint=_("The file is damaged. Ask for it once more, or print it into a new PDF."),
            details=str(error),
        ) from error
    return float(width), float(height)


def check_pictures(drawn: Iterable[Drawn], name: str) -> None:
    """Raise `InputError` for a picture of more pixels than can be drawn, and for more texts than a page can hold."""
    import pypdfium2.raw as pdfium

    wide, high = ctypes.c_uint(0), ctypes.c_uint(0)
    for item in drawn:
        if item.kind is Kind.TEXT and item.number >= MOST_TEXTS:
            raise InputError(
                _("A page of “{name}” has more than {count} pieces of text.").format(name=name, count=MOST_TEXTS),
                hint=_("It may be damaged or made to do harm. Print it into a new PDF where it came from."),
            )
        if item.kind is not Kind.IMAGE or not pdfium.FPDFImageObj_GetImagePixelSize(item.handle, wide, high):
            continue
        if wide.value * high.value > MOST_PIXELS:
            raise InputError(
                _("A picture in “{name}” has more than {count} megapixels.").format(
                    name=name, count=MOST_PIXELS // 10**6
                ),
                hint=_("Save the file with smaller pictures."),
            )


def check_calls(file: pikepdf.Pdf, name: str) -> None:
    """Raise `InputError` for a page that draws forms within forms more often than any flyer does."""
    known: dict[tuple[int, int], int] = {}
    for page in file.pages:
        if _calls(page.obj, page.obj.get("/Resources"), known, 0) > MOST_CALLS:
            raise InputError(
                _("“{name}” draws the same things over and over, more often than a flyer can.").format(name=name),
                hint=_("It may be damaged or made to do harm. Print it into a new PDF where it came from."),
            )


def _calls(holder: Any, resources: Any, known: dict[tuple[int, int], int], depth: int) -> int:
    forms = _forms(resources)
    if not forms or depth > _DEEPEST:
        return 0
    total = 0
    for name in _CALL.findall(_content(holder)):
        form = forms.get("/" + name.decode("latin-1"))
        if form is None:
            continue
        if form.objgen not in known:
            known[form.objgen] = 0
            known[form.objgen] = _calls(form, form.get("/Resources", resources), known, depth + 1)
        total += 1 + known[form.objgen]
    return min(total, 10 * MOST_CALLS)


def _forms(resources: Any) -> dict[str, Any]:
    import pikepdf

    held = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(held, pikepdf.Dictionary):
        return {}
    return {
        str(name): value
        for name, value in held.items()
        if isinstance(value, pikepdf.Stream) and value.get("/Subtype") == "/Form"
    }


def _content(holder: Any) -> bytes:
    """Return what is drawn by a page or a form."""
    import pikepdf

    held = holder if isinstance(holder, pikepdf.Stream) else holder.get("/Contents")
    parts = list(held) if isinstance(held, pikepdf.Array) else [held]
    found = []
    for part in parts:
        if isinstance(part, pikepdf.Stream):
            try:
                found.append(bytes(part.read_bytes()))
            except pikepdf.PdfError:
                continue  # damaged: nothing is drawn by it
    return b"\n".join(found)


def _too_large(number: int, name: str) -> InputError:
    return InputError(
        _("Page {number} of “{name}” is of a size that no paper has.").format(number=number + 1, name=name),
        hint=_("Print the file into a new PDF with ordinary pages."),
    )


def _version(path: Path) -> tuple[int, int]:
    try:
        state = path.stat()
    except OSError as error:
        raise InputError(
            _("“{name}” cannot be opened.").format(name=path.name),
            hint=_("Look whether the file is still there and may be read."),
            details=str(error),
        ) from error
    return state.st_size, state.st_mtime_ns


@lru_cache(maxsize=8)
def _check_version(path: Path, size: int, _time: int) -> None:
    if not size:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for packed, most in _streams(content):
            if _unpacks_to_more(packed, most):
                raise InputError(
                    _("“{name}” unpacks to far more than a flyer can have.").format(name=path.name),
                    hint=_("It may be damaged or made to do harm. Print it into a new PDF where it came from."),
                )


def _streams(content: mmap.mmap) -> Iterator[tuple[memoryview, int]]:
    """Yield the bytes of each stream that deflate may have packed, and how many it may unpack to."""
    whole = memoryview(content)
    try:
        for match in _STREAM.finditer(whole):
            at = match.end()
            if whole[at : at + 1].tobytes()[:1] in b"\x78\x68\x58\x48\x38\x28\x18\x08" and at + 1 < len(whole):
                end = content.find(b"endstream", at)
                before = content[max(0, match.start() - _DICTIONARY) : match.start()].rpartition(b"obj")[2]
                most = MOST_OF_PICTURE if b"/Image" in before else MOST_UNPACKED
                yield whole[at : end if end >= 0 else len(whole)], most
    finally:
        whole.release()


def _unpacks_to_more(packed: memoryview, most: int) -> bool:
    """Say whether a stream unpacks to too much, at once or by streams that are packed in it again."""
    try:
        if len(packed) * _RATIO < most and not _is_packed(_first(packed)):
            return False
        return _Unpacking(most).overflows(packed)
    finally:
        packed.release()


def _first(packed: memoryview) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _PEEK)
    except zlib.error:
        return b""


def _is_packed(content: bytes) -> bool:
    """Say whether bytes begin as deflate's do (RFC 1950)."""
    return len(content) >= 2 and content[0] & 0x0F == 8 and int.from_bytes(content[:2], "big") % 31 == 0


class _Unpacking:
    """Unpacks a stream in small parts, with those packed in it again, and counts the bytes of each."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._stages = [zlib.decompressobj()]
        self._counts = [0]

    def overflows(self, packed: memoryview) -> bool:
        """Say whether any of them has too many bytes."""
        step = 1 << 14
        parts = (packed[start : start + step].tobytes() for start in range(0, len(packed), step))
        return any(self._feed(part, 0) for part in parts)

    def _feed(self, part: bytes, level: int) -> bool:
        rest = part
        while rest and not self._stages[level].eof:
            try:
                out = self._stages[level].decompress(rest, 1 << 20)
            except zlib.error:
                return False  # damaged, or no deflate: what reads it will say so
            rest = self._stages[level].unconsumed_tail
            self._counts[level] += len(out)
            if self._counts[level] > self._most or self._pass_on(out, level):
                return True
        return False

    def _pass_on(self, out: bytes, level: int) -> bool:
        is_first = self._counts[level] == len(out)
        if level + 1 == len(self._stages) and is_first and _is_packed(out) and level < _CHAIN:
            self._stages.append(zlib.decompressobj())
            self._counts.append(0)
        return level + 1 < len(self._stages) and bool(out) and self._feed(out, level + 1)
