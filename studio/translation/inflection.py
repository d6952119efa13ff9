"""Where a term stands in a text, whatever its ending, and as the last part of a compound: `resources/inflection.toml`.

Own rules and no stemmer: one for German takes "Meister" and "meiste" for one word and knows no compounds, which
here are the half of it; a term's own form is known, so that only what may follow it has to be.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache, lru_cache
from typing import NamedTuple

from studio import paths
from studio.model.memory import primary

LEAST = 3
"""Letters of a word that may have an ending taken off."""

LEAST_PART = 4
"""Letters of a term that may be a part of a compound: "Akt" is in "Kontakt", "Oper" in "Kinderoper"."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Rules:
    """How words of a language change; see `resources/inflection.toml`."""

    endings: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    plain: tuple[tuple[str, str], ...] = ()
    doubled: bool = False
    last: tuple[tuple[str, str], ...] = ()
    compounds: bool = False
    prefixes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: a term in a language; `anywhere` in a compound, or as its last part only."""

    text: str
    language: str = ""
    case_sensitive: bool = False
    anywhere: bool = False
    words: tuple[str, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", tuple(_WORD.findall(unicodedata.normalize("NFC", self.text))))


@dataclass(frozen=True, slots=True)
class Found:
    """Where a term stands, as words of their own or as a part of a compound."""

    start: int
    end: int
    is_part: bool = False


class _Token(NamedTuple):
    """A word of a text, and where it stands."""

    text: str
    start: int
    end: int


class _Fit(Enum):
    """How a word has a term: it is one of its forms, a compound with it, or neither."""

    FORM = auto()
    PART = auto()
    NONE = auto()


class _Kind(Enum):
    """Whether a text is a whole word, a word without its ending, or one that has none and is compared with such."""

    WORD = auto()
    ENDED = auto()
    CUT = auto()


class _Form(NamedTuple):
    """What two words are compared by: they are forms of one where these are equal."""

    text: str
    kind: _Kind


def find(text: str, wanted: Wanted) -> list[Found]:
    """Return the places of a term in a text of its language, in order, none overlapping."""
    tokens = _tokens(text)
    found: list[Found] = []
    i, count = 0, len(wanted.words)
    while count and i + count <= len(tokens):
        place = _at(tokens[i : i + count], wanted)
        if place is not None:
            found.append(place)
        i += count if place is not None else 1
    return found


def is_in(text: str, wanted: Wanted) -> bool:
    """Say whether a term stands in a text of its language."""
    return bool(find(text, wanted))


@cache
def rules(language: str) -> Rules:
    """Return the rules of a language; none for one without."""
    raw = tomllib.loads((paths.resources() / "inflection.toml").read_text("utf-8")).get(primary(language), {})
    return Rules(
        tuple(sorted(raw.get("endings", "").split(), key=len, reverse=True)),
        tuple(raw.get("bases", "").split()),
        tuple(raw.get("plain", {}).items()),
        bool(raw.get("doubled", False)),
        tuple(sorted(raw.get("last", {}).items(), key=lambda pair: -len(pair[0]))),
        bool(raw.get("compounds", False)),
        frozenset(raw.get("prefixes", "").split()),
    )


def _at(tokens: tuple[_Token, ...], wanted: Wanted) -> Found | None:
    how = wanted.language, wanted.case_sensitive
    if len(tokens) == 1:
        (token,) = tokens
        fit = _fit(token.text, wanted.words[0], *how, wanted.anywhere)
        return Found(token.start, token.end, is_part=fit is _Fit.PART) if fit is not _Fit.NONE else None
    if all(_is_form(token.text, word, *how) for token, word in zip(tokens, wanted.words, strict=True)):
        return Found(tokens[0].start, tokens[-1].end)
    return None


@lru_cache(maxsize=1024)
def _tokens(text: str) -> tuple[_Token, ...]:
    return tuple(_Token(match[0], match.start(), match.end()) for match in _WORD.finditer(text))


@lru_cache(maxsize=50_000)
def _fit(written: str, word: str, language: str, case_sensitive: bool, anywhere: bool) -> _Fit:
    """Say how a word of a text has a term of one word."""
    if _is_form(written, word, language, case_sensitive):
        return _Fit.FORM
    return _Fit.PART if not case_sensitive and _is_part(written, word, language, anywhere=anywhere) else _Fit.NONE


def _is_form(written: str, word: str, language: str, case_sensitive: bool) -> bool:
    if case_sensitive and _capitals(written, len(word)) != _capitals(word, len(written)):
        return False
    return written == word or not _forms(written, language).isdisjoint(_bases(word, language))


def _capitals(word: str, length: int) -> list[bool]:
    return [letter.isupper() for letter in word[: min(length, len(word))]]


def _is_part(written: str, word: str, language: str, *, anywhere: bool) -> bool:
    """Say whether a term is the last part of a compound, or any part of it."""
    how = rules(language)
    if not how.compounds or len(word) < LEAST_PART or len(written) <= len(word):
        return False
    forms, bases = _forms(written, language), _bases(word, language)
    if any(_is_head(form, base, how) for form in forms for base in bases):
        return True
    stems = {base.text for base in bases if len(base.text) >= LEAST_PART}
    return anywhere and any(stem in form.text for form in forms for stem in stems)


def _is_head(form: _Form, base: _Form, how: Rules) -> bool:
    """Say whether a form is that of a compound whose last part is a term."""
    first = form.text.removesuffix(base.text)
    least = LEAST_PART if base.kind is _Kind.CUT else LEAST
    fits = form.kind is base.kind and form.text.endswith(base.text) and len(base.text) >= least
    return fits and len(first) >= LEAST and first not in how.prefixes


@lru_cache(maxsize=50_000)
def _forms(written: str, language: str) -> frozenset[_Form]:
    """Return what a word of a text may be a form of."""
    how = rules(language)
    plain = _plain(written, how)
    found = {_Form(plain, _Kind.WORD)}
    if len(plain) >= LEAST:
        found |= {_Form(each, _Kind.CUT) for each in _before(plain, how)}
    for ending in how.endings:
        if plain.endswith(ending) and len(plain) - len(ending) >= LEAST:
            found |= {_Form(each, _Kind.ENDED) for each in _before(plain[: -len(ending)], how)}
    return frozenset(found)


@lru_cache(maxsize=5000)
def _bases(word: str, language: str) -> frozenset[_Form]:
    """Return what the forms of a term's word come down to."""
    how = rules(language)
    plain = _plain(word, how)
    found = {_Form(plain, _Kind.WORD)}
    if len(plain) >= LEAST:
        found |= {_Form(each, _Kind.ENDED) for each in _before(plain, how)}
    for ending in how.bases:
        if plain.endswith(ending) and len(plain) - len(ending) >= LEAST:
            stems = list(_before(plain[: -len(ending)], how))
            found |= {_Form(stem, kind) for stem in stems for kind in (_Kind.ENDED, _Kind.CUT)}
    return frozenset(found)


def _plain(word: str, how: Rules) -> str:
    plain = word.casefold()
    for letter, other in how.plain if len(plain) > LEAST else ():
        plain = plain.replace(letter, other)
    return plain


def _before(stem: str, how: Rules) -> Iterator[str]:
    """Yield a stem as all writings of it before an ending are compared."""
    if how.doubled:
        stem = "".join(_single(stem))
    yield stem
    for ending, other in how.last:
        if stem.endswith(ending):
            yield stem.removesuffix(ending) + other
            return


def _single(letters: Iterable[str]) -> Iterator[str]:
    """Yield each letter once in a row."""
    last = ""
    for letter in letters:
        if letter != last:
            yield letter
        last = letter
