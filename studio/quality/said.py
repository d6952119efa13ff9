"""Numbers, ordinals and times as they are said: `resources/said_values.toml`.

What a translation may write in digits though its source says it in words, or the other way round: "halb acht" is 7.30,
"der zwölfte" is 12.  It only explains a value that seems to be missing or made up, so it may be generous.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from studio import paths
from studio.text.number_words import written_out

Form = tuple[str, ...]
"""Groups of digits, as `studio.text.values` has them."""

_NUMBER = r"(?P<n>\d{1,2}|[^\W\d_]+?)"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDINGS = ("", "e", "en", "er", "es", "em", "ens")
"""What an ordinal may end with; only German ones do."""

_COMPOUNDS = (re.compile(r"(?P<ones>\w+?)(?:und|en|ën)(?P<tens>\w+)"), re.compile(r"(?P<tens>\w+)-(?P<ones>\w+)"))
"""Ones and tens in one word: "fünfundzwanzig", "tweeënveertig", "thirty-five"."""


@lru_cache(maxsize=4096)
def forms(text: str) -> frozenset[Form]:
    """Return the values that the words of `text`, which is one line, may stand for."""
    spoken = _data()
    found: set[Form] = set()
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        found |= {(digits,) for digits in (*spoken.words.get(word, ()), *written_out(word), *_compound(word))}
    for pattern, minutes in spoken.times:
        found |= set(_times(pattern, minutes, text))
    for pattern in spoken.and_a_half:
        found |= {(str(number), "5") for number in _numbers(pattern, text)}
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Data:
    """The tables, ready to be asked: words in small letters, and patterns with the minutes after the hour they name."""

    words: dict[str, tuple[str, ...]]
    times: tuple[tuple[re.Pattern[str], int], ...]
    and_a_half: tuple[re.Pattern[str], ...]


@cache
def _data() -> _Data:
    raw = tomllib.loads((paths.resources() / "said_values.toml").read_text("utf-8"))
    words: dict[str, tuple[str, ...]] = {}
    for endings, table in ((_ENDINGS, raw["ordinals"]), (("",), raw["others"])):
        for digits, row in table.items():
            for word in (f"{each}{ending}".casefold() for each in row for ending in endings):
                words[word] = (*words.get(word, ()), digits)
    times = [
        (_pattern(written), minutes)
        for name, away in (("halves", 30), ("quarters", 15))
        for side, minutes in (("before", -away), ("after", away))
        for written in raw[name][side]
    ]
    return _Data(words, tuple(times), tuple(map(_pattern, raw["and_a_half"]["words"])))


def _pattern(written: str) -> re.Pattern[str]:
    return re.compile(written.replace("{n}", _NUMBER), re.IGNORECASE)


def _times(pattern: re.Pattern[str], minutes: int, text: str) -> Iterator[Form]:
    """Yield the times that a pattern means, in both halves of the day."""
    for number in _numbers(pattern, text):
        for hour in (number % 12, number % 12 + 12):
            at = (hour * 60 + minutes) % (24 * 60)
            yield (str(at // 60), str(at % 60))
            yield (str(at // 60 % 12 or 12), str(at % 60))


def _numbers(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    """Yield the numbers in the places of a pattern; 1 where it has none."""
    for match in pattern.finditer(text):
        written = match.groupdict().get("n")
        digits = ["1"] if written is None else [written] if written.isdigit() else written_out(written)
        yield from map(int, digits)


def _compound(word: str) -> Iterator[str]:
    for pattern in _COMPOUNDS:
        match = pattern.fullmatch(word)
        ones, tens = (written_out(match["ones"]), written_out(match["tens"])) if match else ([], [])
        if ones and tens and len(ones[0]) == 1 and len(tens[0]) == 2 and tens[0].endswith("0"):
            yield str(int(tens[0]) + int(ones[0]))
