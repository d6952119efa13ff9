"""The letters of a PDF's page: what they say, where they stand and how they are set."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studio.documents import fonts
from studio.documents.formats.pdf.pdfium import Drawn, Kind, View, address, chained
from studio.documents.lines import Glyph, Style
from studio.model.document import Family

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

HYPHEN = "\x02"
"""What pdfium says for a hyphen at the end of a line."""

_BOLD = re.compile(r"bold|black|heavy|(?<![a-z])(?:semi|demi|extra|ultra)?bd(?![a-z])|demi|fett|halbfett|\bcmbx", re.I)
_ITALIC = re.compile(r"ital|obli|kursiv|slanted|(?<=[-,])it(?![a-z])|bdit|boldit|\bcmti", re.I)
_HYPHEN = 2
_NO_INK = 0.05  # points: the height of a space's shape
_INVISIBLE, _STROKED = 3, 1
_SERIF, _FIXED, _ITALIC_FLAG, _FORCE_BOLD = 1 << 1, 1 << 0, 1 << 6, 1 << 18
_BOLD_FROM = 600
_NARROW = 0.9  # letters squeezed to this share of their width


@dataclass(frozen=True, slots=True)
class _Face:
    name: str
    family: Family
    is_bold: bool
    is_italic: bool
    is_condensed: bool


def glyphs(page: PdfPage, seen: View, drawn: Sequence[Drawn]) -> list[Glyph]:
    """Return the letters and spaces of a page in the file's order; `drawn` are the page's objects.

    What stands outside of the page is left out; a letter that the font gives no character for is U+FFFD.
    """
    texts = {address(item.handle): item for item in drawn if item.kind is Kind.TEXT}
    reader = _Reader(seen, texts)
    text_page = page.get_textpage()
    try:
        return reader.read(text_page.raw)
    finally:
        text_page.close()


class _Reader:
    """Reads a page's letters; how an object's letters are set is asked once for each object."""

    def __init__(self, seen: View, texts: dict[int, Drawn]) -> None:
        self._seen = seen
        self._texts = texts
        self._styles: dict[int, tuple[int, Style, int]] = {}
        self._faces: dict[int, _Face] = {}

    def read(self, page: Any) -> list[Glyph]:
        import pypdfium2.raw as pdfium

        x, y, rect = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
        found = []
        for index in range(max(0, pdfium.FPDFText_CountChars(page))):
            key = address(pdfium.FPDFText_GetTextObject(page, index))
            if key not in self._texts:
                continue  # spaces and line ends of pdfium's own
            place, style, tag = self._style(key, page, index)
            code = _code(page, index, is_slanted=style.angle % 90 != 0)
            pdfium.FPDFText_GetCharOrigin(page, index, x, y)
            pdfium.FPDFText_GetLooseCharBox(page, index, rect)
            box = self._seen.box(rect.left, rect.bottom, rect.right, rect.top)
            across, down = self._seen.point(x.value, y.value)
            if -1 <= across <= self._seen.width + 1 and -1 <= down <= self._seen.height + 1:
                advance = _advance(self._texts[key].handle, code, style) if style.angle % 90 else 0.0
                found.append(Glyph(_char(code), across, down, box, place, style, tag, advance))
        return found

    def _style(self, key: int, page: Any, index: int) -> tuple[int, Style, int]:
        if key not in self._styles:
            import pypdfium2.raw as pdfium

            drawn = self._texts[key]
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFText_GetMatrix(page, index, matrix)
            own = (matrix.a, matrix.b, matrix.c, matrix.d, 0.0, 0.0)
            tag = pdfium.FPDFPageObj_GetMarkedContentID(drawn.handle)
            size = pdfium.FPDFText_GetFontSize(page, index)
            self._styles[key] = drawn.number, self._set(drawn, chained(own, self._seen.matrix), size), tag
        return self._styles[key]

    def _set(self, drawn: Drawn, matrix: tuple[float, float, float, float, float, float], size: float) -> Style:
        import pypdfium2.raw as pdfium

        a, b, c, d, _e, _f = matrix
        wide, high = math.hypot(a, b), math.hypot(c, d)
        face = self._face(pdfium.FPDFTextObj_GetFont(drawn.handle))
        mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn.handle)
        colour, is_clear = colour_of(drawn.handle, is_stroke=mode == _STROKED)
        return Style(
            font=face.name,
            family=face.family,
            size=round(abs(size) * high, 2) or 1.0,
            is_bold=face.is_bold,
            is_italic=face.is_italic or abs(a * c + b * d) > 0.1 * wide * high,
            is_condensed=face.is_condensed or wide < _NARROW * high,
            colour=colour,
            angle=round(math.degrees(math.atan2(b, a) if size >= 0 else math.atan2(-b, -a)), 1) % 360,
            is_hidden=mode == _INVISIBLE or is_clear,
        )

    def _face(self, font: Any) -> _Face:
        key = address(font)
        if key not in self._faces:
            self._faces[key] = _read_face(font)
        return self._faces[key]


def _advance(handle: Any, code: int, style: Style) -> float:
    """Return how far it is from a letter to the next, 0 where the font does not say."""
    import pypdfium2.raw as pdfium

    wide = ctypes.c_float(0)
    pdfium.FPDFFont_GetGlyphWidth(pdfium.FPDFTextObj_GetFont(handle), code, style.size, wide)
    return float(wide.value)


def colour_of(handle: Any, *, is_stroke: bool = False) -> tuple[str, bool]:
    """Return the colour that an object is filled (or drawn) with as "#rrggbb", and whether it is clear as glass."""
    import pypdfium2.raw as pdfium

    parts = [ctypes.c_uint(0) for _part in range(3)] + [ctypes.c_uint(255)]
    ask = pdfium.FPDFPageObj_GetStrokeColor if is_stroke else pdfium.FPDFPageObj_GetFillColor
    ask(handle, *parts)
    red, green, blue, alpha = (part.value for part in parts)
    return f"#{red:02x}{green:02x}{blue:02x}", alpha == 0


def _read_face(font: Any) -> _Face:
    import pypdfium2.raw as pdfium

    if not font:
        return _Face("", Family.SANS, False, False, False)
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(1, length))
    pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
    name = buffer.value.decode("utf-8", "replace")
    flags = max(0, pdfium.FPDFFont_GetFlags(font))
    plain = name.rpartition("+")[2]
    slant = ctypes.c_int(0)
    pdfium.FPDFFont_GetItalicAngle(font, slant)
    return _Face(
        plain,
        fonts.family_of(name) or (Family.MONO if flags & _FIXED else Family.SERIF if flags & _SERIF else Family.SANS),
        bool(_BOLD.search(plain)) or bool(flags & _FORCE_BOLD) or _BOLD_FROM <= pdfium.FPDFFont_GetWeight(font) <= 1000,
        bool(_ITALIC.search(plain)) or bool(flags & _ITALIC_FLAG),
        fonts.is_condensed(name),
    )


def _code(page: Any, index: int, *, is_slanted: bool) -> int:
    """Return what a letter means: 0 for one that leaves ink and is said to be a space or a sign without any."""
    import pypdfium2.raw as pdfium

    code = int(pdfium.FPDFText_GetUnicode(page, index))
    if code > 0x20 or (code == _HYPHEN and pdfium.FPDFText_IsHyphen(page, index) == 1):
        return code
    sides = [ctypes.c_double() for _side in range(4)]
    pdfium.FPDFText_GetCharBox(page, index, *sides)
    left, right, bottom, top = (side.value for side in sides)
    return 0 if min(right - left, top - bottom) > _NO_INK and not is_slanted else code


def _char(code: int) -> str:
    if code in {0xFFFE, 0xAD}:
        return HYPHEN
    if not code or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\ufffd"
    return " " if code in {9, 10, 13} else chr(code)
