"""How a language writes dates, times, prices and numbers: `resources/localise.toml`, as patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from studio import paths

HOUR = r"(?<![\d.,:/-])(?P<hour>[01]?\d|2[0-4])"
MINUTE = r"(?P<minute>[0-5]\d)(?!\d)"
PARTS = ("morning", "afternoon", "evening", "night")
"""Parts of the day that tell its halves apart."""

_DAY = r"(?<![\d.,:/-])(?P<day>0?[1-9]|[12]\d|3[01])"
_NUMBER_OF_MONTH = r"(?P<number>0?[1-9]|1[0-2])"
_YEAR = r"(?P<year>(?:1\d|2[01])\d\d)(?!\d)"
_END = r"(?!\w|[.,:/-]\d)"
_NO_CENTS = r"(?:[.,]\s?[-–—]+)?"
_HALF_OF_DAY = r"\s?(?P<half>[ap])(?:\.\s?m\.|\s?m\b)"
AMOUNT = r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d{1,2}(?!\d))?"
"""A sum of money as any language writes it."""


@dataclass(frozen=True, slots=True)
class Conventions:
    """What one language is used to; `written` holds the forms of the file by name, patterns match whole values.

    `half` maps what stands for a half of the day (in small letters) to one of `PARTS`.
    `spoken` holds a word of each pattern, the pattern, and the minutes to add.  `currencies` maps a code to its words,
    the singular and the plural first.
    """

    decimal: str
    group: str
    written: Mapping[str, str]
    months: tuple[str, ...]
    dates: tuple[re.Pattern[str], ...]
    usual_times: tuple[re.Pattern[str], ...]
    half: Mapping[str, str]
    half_pattern: str
    spoken: tuple[tuple[str, re.Pattern[str], int], ...]
    before_time: re.Pattern[str]
    links: re.Pattern[str]
    ranges: re.Pattern[str]
    named: Mapping[str, re.Pattern[str]]
    units: re.Pattern[str]
    currencies: Mapping[str, tuple[str, ...]]
    symbol_first: bool
    symbol_space: bool


@cache
def of(language: str) -> Conventions | None:
    """Return what is usual in a language (BCP 47), None for one that the file lacks."""
    raw = _file().get(language.partition("-")[0].casefold())
    return _conventions(raw) if raw else None


@cache
def symbols() -> dict[str, str]:
    """Return the code of every symbol of a currency."""
    return {sign: code for code, signs in _all()["symbols"].items() for sign in signs}


@cache
def sign(code: str) -> str:
    """Return the symbol of a currency."""
    return str(_all()["symbols"][code][0])


@cache
def words_of_money() -> dict[str, str]:
    """Return the code of every word for a currency, in any language, in small letters."""
    return {
        word.casefold(): code
        for raw in _file().values()
        for code, words in raw["currencies"].items()
        for word in words.split()
    }


@cache
def months() -> dict[str, int]:
    """Return the number of every name of a month, in any language; where two languages differ there is none."""
    return {name: number for raw in _file().values() for number, names in _months(raw) for name in names}


@cache
def dates() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of dates with the months of any language: what a package left untranslated is read, too."""
    every = any_of(months())
    return tuple(_date(pattern, every) for raw in _file().values() for pattern in raw["dates"] if "{M}" in pattern)


@cache
def clocks() -> tuple[str, str, str]:
    """Return what stands behind an hour: surely, where that is no length of time, and behind minutes only."""
    rows = _file().values()
    sure = [word for raw in rows for word in raw["clock"]]
    lengths = [word for raw in rows for word in raw["clock_or_length"]]
    minutes = [word for raw in rows for word in raw["clock_only_with_minutes"]]
    return any_of(sure), any_of([*sure, *lengths]), any_of([*sure, *lengths, *minutes])


@cache
def prices() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a price: its symbol before the amount, behind it, or its word behind it."""
    signs, words = any_of(symbols()), any_of(words_of_money())
    amount = rf"(?<![\d.,:/-])(?P<amount>{AMOUNT}){_NO_CENTS}"
    return (
        re.compile(rf"(?<!\w)(?P<sign>{signs})\s?{amount}(?!\d)"),
        re.compile(rf"{amount}\s?(?P<sign>{signs})(?!\w)"),
        re.compile(rf"(?i){amount}[\s-](?P<word>{words})(?!\w)"),
    )


@cache
def times() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a time of day with what says that it is one, the surest first."""
    _sure, any_clock, with_minutes = clocks()
    return (
        re.compile(rf"(?i){HOUR}(?:[.:]{MINUTE})?{_HALF_OF_DAY}"),
        re.compile(rf"(?i){HOUR}[.:]{MINUTE}\s?{with_minutes}(?!\w)"),
        re.compile(rf"(?i){HOUR}\s?{any_clock}\s?{MINUTE}(?![\w.:,]\d|\s?(?:min|sek|sec))"),
        re.compile(rf"(?i){HOUR}\s?(?P<clock>{any_clock})(?!\w)"),
    )


@cache
def sure_clock() -> re.Pattern[str]:
    """Return the pattern of what stands behind an hour and is no length of time."""
    return re.compile(clocks()[0], re.IGNORECASE)


def any_of(words: Iterable[str]) -> str:
    """Return the pattern of any of some words, the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s") for word in ordered) + ")"


def _conventions(raw: Mapping[str, Any]) -> Conventions:
    mine = any_of(name for _number, names in _months(raw) for name in names)
    half = {word.casefold(): part for part in PARTS for word in raw[part]}
    before = any_of(raw["before_time"])
    return Conventions(
        decimal=raw["decimal"],
        group=raw["group"],
        written={name: value for name, value in raw.items() if isinstance(value, str)},
        months=tuple(row.split()[0] for row in raw["months"]),
        dates=tuple(_date(pattern, mine) for pattern in raw["dates"]),
        usual_times=tuple(_time(pattern, any_of(half)) for pattern in raw["times"]),
        half=half,
        half_pattern=any_of(half),
        spoken=tuple((_longest(words), _said(words), minutes) for words, minutes in raw["spoken"].items()),
        before_time=re.compile(rf"(?i)(?<!\w){before}\s$"),
        links=_between([*raw["ranges"], *raw["rows"]]),
        ranges=_between(raw["ranges"]),
        named={kind: _behind(raw[kind]) for kind in ("rooms", "labels")},
        units=re.compile(rf"\s?{any_of(raw['units'])}(?!\w)"),
        currencies={code: tuple(words.split()) for code, words in raw["currencies"].items()},
        symbol_first=raw["symbol_first"],
        symbol_space=raw["symbol_space"],
    )


def _between(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?i)\s?(?:[-–—/]|\s{any_of(words)}\s)\s?")


def _behind(words: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of a word that makes the number behind it a name."""
    return re.compile(rf"(?i)(?<!\w){any_of(words)}\s?(?:(?:Nr\.|No\.|nr\.|nummer|number)\s?)?[A-Z]?\.?$")


def _date(pattern: str, months_of: str) -> re.Pattern[str]:
    parts = {"{d}": _DAY, "{M}": rf"(?<!\w)(?P<month>{months_of})", "{m}": _NUMBER_OF_MONTH, "{y}": _YEAR}
    return re.compile(_filled(pattern, parts) + _END)


def _time(pattern: str, half: str) -> re.Pattern[str]:
    return re.compile(_filled(pattern, {"{h}": r"\d{1,2}", "{n}": r"[0-5]\d", "{half}": half}), re.IGNORECASE)


def _longest(pattern: str) -> str:
    """Return the longest word of a pattern: without it, one need not look."""
    return max(pattern.replace("{h}", " ").split(), key=len)


def _said(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w){_filled(pattern.replace(' ', chr(92) + 's'), {'{h}': HOUR})}(?!\w|[.,:]\d)")


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    for name, part in parts.items():
        pattern = pattern.replace(name, part)
    return pattern


def _months(raw: Mapping[str, Any]) -> list[tuple[int, list[str]]]:
    """Return the names of each month, in capitals and as the first word of a line, too."""
    rows = ((number, row.split()) for number, row in enumerate(raw["months"], 1))
    return [
        (n, list(dict.fromkeys(f for name in names for f in (name, name.title(), name.upper())))) for n, names in rows
    ]


@cache
def _file() -> dict[str, Any]:
    return {name: raw for name, raw in _all().items() if name != "symbols"}


@cache
def _all() -> dict[str, Any]:
    return tomllib.loads((paths.resources() / "localise.toml").read_text("utf-8"))
