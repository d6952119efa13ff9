"""A word as written, taken apart: the bare word and the marks around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

QUOTES = "\"'“”„‟«»‹›‘’‚()[]{}*_"
ENDS = ".!?…。！？"
STRONG = ";:–—"
NOTES = "♪♫#"
_HARD = "\u00a0\u202f"  # spaces at which no line ends
_GAP = re.compile(rf"[^\S{_HARD}]+|(?<![\d«‹{_HARD}])[{_HARD}]+(?![\W{_HARD}])")


@dataclass(frozen=True, slots=True)
class Token:
    """`bare` is in lower case without marks around it; `closes` is the mark at its end, without quotes, or ""."""

    written: str
    bare: str
    closes: str

    @property
    def is_mark(self) -> bool:
        """Say whether it is marks alone (a dash, French ";", a note)."""
        return not self.bare

    @property
    def is_note(self) -> bool:
        return self.written[:1] in NOTES

    @property
    def opens(self) -> bool:
        """Say whether it is an opening mark alone, or a note or quote that belongs to the next word."""
        return self.is_mark and not self.closes

    @property
    def begins_aside(self) -> bool:
        """Say whether brackets open here: "(Applause)" stands apart."""
        return self.written[:1] in "(["

    @property
    def ends_aside(self) -> bool:
        return self.written.rstrip(ENDS)[-1:] in (")", "]")

    @property
    def is_capital(self) -> bool:
        return self.written.lstrip(QUOTES + "¿¡-–—")[:1].isupper()

    @property
    def is_small(self) -> bool:
        return self.written.lstrip(QUOTES)[:1].islower()

    @property
    def is_number(self) -> bool:
        return self.bare[:1].isdigit() or (self.written[:1] in "€$£" and any(c.isdigit() for c in self.written))


def words_of(text: str) -> list[str]:
    """Return the words of `text`; a hard space holds marks and what follows a number, so that "10 000 !" is one.

    Elsewhere it parts words like any other: texts from the web are full of them.
    """
    return [word for word in map(str.strip, _GAP.split(text)) if word]


@lru_cache(maxsize=4096)
def token(text: str) -> Token:
    """Return the word `text` taken apart."""
    core = text.rstrip(QUOTES + _HARD)
    closes = core[-1:] if core and core[-1] in ENDS + STRONG + "," else ""
    if core.endswith("--") or text in ("-", "–", "—"):
        closes = "–"
    bare = text.strip(QUOTES + ENDS + STRONG + NOTES + _HARD + ",-").lower().replace("’", "'")
    return Token(text, bare, closes)
