"""Markers: what stands for a protected value while a package translates the rest.

No form survives every package, so there are several, and each package is tried once for those it keeps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from studio.text.values import Value, ValueKind
from studio.translation.engine import OnDone, Translator


@dataclass(frozen=True, slots=True)
class Family:
    """One form of marker: how the n-th one is written for a value, and a pattern that finds it again.

    `debris` matches what must not be left beside the markers.
    """

    name: str
    written: Callable[[ValueKind, int], str]
    pattern: Callable[[ValueKind, int], str]
    debris: str = r"(?!)"


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with markers, and for each marker its pattern and the value it stands for."""

    text: str
    hidden: tuple[tuple[str, str], ...]
    debris: str

    def restored(self, translated: str) -> str | None:
        """Return the translation with the values back in place; None unless each marker stands there once, whole."""
        places: list[tuple[int, int, str]] = []
        for pattern, value in self.hidden:
            found = list(re.finditer(pattern, translated))
            if len(found) != 1:
                return None
            places.append((found[0].start(), found[0].end(), value))
        places.sort()
        pieces = _between(translated, places)
        if pieces is None or any(re.search(self.debris, piece) for piece in pieces):
            return None
        restored = pieces[0]
        for piece, (_start, _end, value) in zip(pieces[1:], places, strict=True):
            restored += value + _without_echo(piece, value)
        return restored


def _without_echo(piece: str, value: str) -> str:
    """Return what follows a value without the value's own last word: "13.15 Uhr" for a marker before "Uhr"."""
    last = value.rpartition(" ")[2]
    if not last.isalpha():
        return piece
    return re.sub(rf"(?i)^\s?{re.escape(last)}(?!\w)", "", piece)


_NUMBERS = ("20", "12", "30", "15", "40", "50", "60")
_STAND_INS: Mapping[ValueKind, Sequence[str]] = {
    ValueKind.URL: ("www.museum.org", "www.theater.org"),
    ValueKind.EMAIL: ("info@museum.org", "info@theater.org"),
    ValueKind.NAME: ("Anna", "Peter", "Maria", "Paul"),
}


def _stand_in(kind: ValueKind, number: int) -> str:
    forms = _STAND_INS.get(kind, _NUMBERS)
    return forms[(number - 1) % len(forms)]


BRACES = Family("braces", lambda kind, n: f"{{{{{n}}}}}", lambda kind, n: rf"(?:\{{\s*)+{n}(?:\s*\}})+", r"[{}]")
CROSSES = Family(
    "crosses",
    lambda kind, n: f"X{n}X",
    lambda kind, n: rf"(?<!\w)[Xx]\s?{n}\s?[Xx](?!\w)",
    r"(?<!\w)[Xx]\s?\d+\s?[Xx](?!\w)",
)
STAND_INS = Family(
    "stand-ins",
    _stand_in,
    lambda kind, n: rf"(?<![\w.@])(?<!\d[,:]){re.escape(_stand_in(kind, n))}(?![\w@]|[.,:]\d)",
)
"""Ordinary words and numbers: what small packages copy best, as they know them."""

FAMILIES = (BRACES, CROSSES, STAND_INS)

_PROBES: Mapping[str, Sequence[str]] = {
    "de": ("Das Konzert beginnt um {} Uhr.", "Karten kosten {} Euro.", "Die Führung dauert bis {} Uhr."),
    "en": ("The concert begins at {} o'clock.", "Tickets cost {} euros.", "The museum is open until {}."),
    "nl": ("Het concert begint om {} uur.", "Kaartjes kosten {} euro.", "Het museum is tot {} uur open."),
    "fr": ("Le concert commence à {} heures.", "Les billets coûtent {} euros.", "Le musée est ouvert jusqu'à {}."),
}
_BARE_PROBES = ("{}", "{}.", "({})")


def mask(
    text: str, hide: Sequence[Value], family: Family, write: Callable[[Value], str] = lambda value: value.text
) -> Masked | None:
    """Return `text` with a marker for each value; None when the family has no marker left that the text lacks.

    `write` says how a value is written where its marker comes back.
    """
    hidden: list[tuple[str, str]] = []
    pieces: list[str] = []
    used: set[str] = set()
    end = 0
    for value in sorted(hide, key=lambda value: value.start):
        number = _free_number(family, value.kind, text, used)
        if number is None:
            return None
        marker = family.written(value.kind, number)
        used.add(marker)
        hidden.append((family.pattern(value.kind, number), write(value)))
        pieces += [text[end : value.start], marker]
        end = value.end
    return Masked("".join([*pieces, text[end:]]), tuple(hidden), family.debris)


def kept(translator: Translator, language: str, on_done: OnDone) -> list[Family]:
    """Return the families that survive a package from `language`, the safest first, by a trial translation."""
    probes = _PROBES.get(language.partition("-")[0], _BARE_PROBES)
    trials = [(family, probe) for family in FAMILIES for probe in probes]
    asked = [probe.format(family.written(ValueKind.NUMBER, 1)) for family, probe in trials]
    survived = dict.fromkeys(FAMILIES, 0)
    for (family, _probe), answers in zip(trials, translator.translate(asked, 1, lambda done: on_done(0)), strict=True):
        pattern = family.pattern(ValueKind.NUMBER, 1)
        survived[family] += len(re.findall(pattern, answers[0] if answers else "")) == 1
    return sorted((family for family in FAMILIES if survived[family]), key=lambda family: -survived[family])


def _free_number(family: Family, kind: ValueKind, text: str, used: set[str]) -> int | None:
    """Return the first number whose marker neither the text nor another marker has."""
    for number in range(1, 30):
        marker = family.written(kind, number)
        if marker not in used and marker not in text:
            return number
    return None


def _between(text: str, places: Sequence[tuple[int, int, str]]) -> list[str] | None:
    """Return the text before, between and after the places; None where two of them overlap."""
    pieces: list[str] = []
    position = 0
    for start, end, _value in places:
        if start < position:
            return None
        pieces.append(text[position:start])
        position = end
    return [*pieces, text[position:]]
