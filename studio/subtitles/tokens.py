"""A word as written, taken apart: the bare word and the marks around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

QUOTES = "\"'“”„‟«»‹›‘’‚()[]{}*_"
ENDS = ".!?…。！？"
STRONG = ";:–—"
NOTES = "♪♫#"


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


@lru_cache(maxsize=4096)
def token(text: str) -> Token:
    """Return the word `text` taken apart."""
    core = text.rstrip(QUOTES)
    closes = core[-1:] if core and core[-1] in ENDS + STRONG + "," else ""
    if core.endswith("--") or text in ("-", "–", "—"):
        closes = "–"
    bare = text.strip(QUOTES + ENDS + STRONG + NOTES + ",-").lower().replace("’", "'")
    return Token(text, bare, closes)
