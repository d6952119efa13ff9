"""Texts as they are compared: the same whatever their markup, lines and the shapes of quotes and dashes."""

from __future__ import annotations

import unicodedata

from studio.text import markup

_SHAPES = str.maketrans("“”„‟«»‘’‚‛‹›–—‐‑\u00ad", "\"\"\"\"\"\"''''''----\u00ad")


def normal(text: str) -> str:
    """Return a text as it is compared: no markup, one line, single spaces, plain quotes and dashes."""
    plain = markup.strip(text)
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", plain).translate(_SHAPES).replace("\u00ad", "").replace("…", "...")
    return " ".join(plain.split())
