"""Fonts of a PDF that may not say rightly what their letters mean.

What a program reads out of them can be nothing at all, or other letters than people see ("+HOOR" for "Hello"): they
have no table of meanings (`/ToUnicode`), and their codes are numbers of shapes or have names that mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

_DEEPEST = 6
_NAMELESS = re.compile(r"/(?:g|G|a|c|C|f|F|H|cid|glyph|index)?\d+$")
_FEW = 0.3  # of the names that mean nothing
_SYMBOLIC = 1 << 2


def doubtful(file: pikepdf.Pdf) -> frozenset[str]:
    """Return the names of such fonts, without the tag of a subset; "" for those without a name."""
    found: set[str] = set()
    seen: set[tuple[int, int]] = set()
    for page in file.pages:
        for font in _fonts(page.obj.get("/Resources"), seen, 0):
            if not _says_meaning(font):
                found.add(str(font.get("/BaseFont", "/")).lstrip("/").rpartition("+")[2])
    return frozenset(found)


def _fonts(resources: Any, seen: set[tuple[int, int]], depth: int) -> Iterator[Any]:
    import pikepdf

    if not isinstance(resources, pikepdf.Dictionary) or depth > _DEEPEST:
        return
    for value in _values(resources.get("/Font")):
        if isinstance(value, pikepdf.Dictionary) and _is_new(value, seen):
            yield value
    for value in _values(resources.get("/XObject")):
        if isinstance(value, pikepdf.Stream) and value.get("/Subtype") == "/Form" and _is_new(value, seen):
            yield from _fonts(value.get("/Resources"), seen, depth + 1)


def _values(held: Any) -> list[Any]:
    import pikepdf

    return [value for _name, value in held.items()] if isinstance(held, pikepdf.Dictionary) else []


def _is_new(value: Any, seen: set[tuple[int, int]]) -> bool:
    if value.objgen == (0, 0):
        return True
    is_new = value.objgen not in seen
    seen.add(value.objgen)
    return is_new


def _says_meaning(font: Any) -> bool:
    if "/ToUnicode" in font:
        return True
    kind = font.get("/Subtype")
    if kind == "/Type0":
        return not str(font.get("/Encoding", "")).startswith("/Identity")
    names = _names(font)
    if names:
        nameless = sum(_NAMELESS.match(name) is not None for name in names)
        return nameless <= _FEW * len(names)
    return kind != "/Type3" and not _is_symbolic(font)


def _names(font: Any) -> list[str]:
    """Return the names of letters by which a font differs from a usual one."""
    import pikepdf

    encoding = font.get("/Encoding")
    differences = encoding.get("/Differences") if isinstance(encoding, pikepdf.Dictionary) else None
    held = list(differences) if isinstance(differences, pikepdf.Array) else []
    return [str(name) for name in held if isinstance(name, pikepdf.Name)]


def _is_symbolic(font: Any) -> bool:
    """Say whether an embedded font has codes of its own."""
    import pikepdf

    says = font.get("/FontDescriptor")
    if not isinstance(says, pikepdf.Dictionary) or "/Encoding" in font:
        return False
    is_embedded = any(key in says for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return is_embedded and bool(int(says.get("/Flags", 0)) & _SYMBOLIC)
