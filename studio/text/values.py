"""Values that every translation must keep: web addresses, e-mail addresses and numbers.

Numbers are compared by their groups of digits, so that "20.30", "20:30" and "20h30" are one time, and "1.000",
"1,000" and "1 000" one amount; "3,50" and "350" are not.  A number word may become digits, but not digits a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from studio.text.meaning import Meaning
from studio.text.number_words import written_out


class ValueKind(StrEnum):
    """What a value is; `NAME` is for words a person wants kept.

    Dates, times, prices and rooms can be told from other numbers only in a language that is known (`quantities`).
    """

    URL = "url"
    EMAIL = "email"
    PHONE = "phone"
    PRICE = "price"
    DATE = "date"
    TIME = "time"
    ROOM = "room"
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Value:
    """A value as written, and where it begins in its text.

    `forms` holds the ways it may be compared, each as groups of digits or one address; "8 p.m." has two.
    `meaning` is what it says where its language is known, `is_sure` whether nothing else can be meant.
    """

    kind: ValueKind
    text: str
    start: int
    forms: tuple[tuple[str, ...], ...] = ()
    meaning: Meaning | None = None
    is_sure: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)


_TOP_LEVELS = (
    "amsterdam|art|at|be|berlin|brussels|ch|cloud|co|com|de|dev|dk|es|eu|events|example|fm|fr|gent|hamburg|info|io|it"
    "|koeln|li|live|lu|museum|net|nl|nrw|online|org|pl|saarland|se|shop|site|theater|tickets|tirol|tv|uk|vlaanderen"
    "|wien|gov|edu|int|test"
)
_EMAIL = r"(?<![\w.%+-])[\w.%+-]*\w@\w(?:[\w-]*\w)?(?:\.\w(?:[\w-]*\w)?)+"
_PATH = r"(?:[/?#][^\s<>\"“”„«»]*)?"
_URL = (
    r"(?i:https?|ftp)://[^\s<>\"“”„«»]+"
    r"|(?i:www)\.\w[\w.-]*\w" + _PATH + r"|(?<![\w.@-])(?:[\w-]+\.)+(?:" + _TOP_LEVELS + r")(?![\w-])" + _PATH
)
_PHONE = r"(?<![\w.,:])(?:\+ ?[1-9]|\(?0)[\d()/ \u00a0\u202f–-]{5,}\d(?![\d.,:]\d)"
_SPACED = r"(?<![\d.,:])[1-9]\d{0,2}(?:[ \u00a0\u202f\u2009]\d{3})+(?:[.,]\d+)?(?!\d)"
_JOINED = r"\d+(?:[.,:'’/-]\d+)*"
_NUMBERS = f"(?P<phone>{_PHONE})|(?P<spaced>{_SPACED})|(?P<joined>{_JOINED})"
_IN_NUMBERS = re.compile(_NUMBERS)
_IN_ALL = re.compile(f"(?P<email>{_EMAIL})|(?P<url>{_URL})|{_NUMBERS}")
_MARK_OF_ADDRESS = re.compile(r"@|://|\.[^\W\d]|(?i:www)\.")  # without one there is no address, and no need to look
_DIGIT = re.compile(r"\d")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:([.,'’ \u00a0\u202f\u2009])\d{3})(?:\1\d{3})*(?:[.,](\d+))?")
_CLOCK_OR_PRICE = re.compile(r"(\d{1,2})[.:,](\d\d)")
_PLAIN = (ValueKind.NUMBER, ValueKind.PHONE)
_AFTERNOON = re.compile(r"\s*([ap])\.?\s?m\b", re.IGNORECASE)


def find(text: str) -> list[Value]:
    """Return the values in `text` in the order they stand in it; they never overlap."""
    return list(_found(text))


def missing(source: str, target: str) -> tuple[str, ...]:
    """Return the values of `source` that `target` lacks, as written; one that stands twice must be there twice."""
    return unmatched(find(source), find(target))


def invented(source: str, target: str) -> tuple[str, ...]:
    """Return the values of `target` that `source` does not have, as written; "8" for "acht" is none."""
    return unmatched(find(target), [*find(source), *spelled_out(source)])


def spelled_out(text: str) -> list[Value]:
    """Return the numbers that stand in `text` as words, as values in digits without a place of their own."""
    return [Value(ValueKind.NUMBER, digits, 0, ((digits,),)) for digits in written_out(text)]


def unmatched(wanted: Sequence[Value], present: Sequence[Value]) -> tuple[str, ...]:
    """Return the texts of the wanted values that are not among the present ones, each used once."""
    left = list(present)
    lost: list[Value] = []
    for value in wanted:
        twin = next((other for other in left if not set(value.forms).isdisjoint(other.forms)), None)
        if twin is None:
            lost.append(value)
        else:
            left.remove(twin)
    if not lost:
        return ()
    groups = Counter(group for other in left if other.kind in _PLAIN for group in other.forms[0])
    return tuple(value.text for value in lost if value.kind not in _PLAIN or not _taken(value, groups))


def canonical(written: str) -> tuple[str, ...]:
    """Return the groups of digits that stay the same when only the way of writing changes."""
    thousands = _THOUSANDS.fullmatch(written)
    if thousands:
        whole, decimals = written, thousands[2]
        if decimals is not None:
            whole = written[: -len(decimals) - 1]
        return ("".join(_groups(whole)), *_decimals(decimals))
    clock = _CLOCK_OR_PRICE.fullmatch(written)
    if clock:
        return (str(int(clock[1])), *_decimals(clock[2]))
    return tuple(_groups(written))


def has_digits(text: str) -> bool:
    """Say whether a digit stands in `text`, of any script that counts in tens."""
    return _DIGIT.search(text) is not None


@lru_cache(maxsize=4096)
def _found(text: str) -> tuple[Value, ...]:
    if _MARK_OF_ADDRESS.search(text):
        return tuple(_value(match, text) for match in _IN_ALL.finditer(text))
    if not has_digits(text):
        return ()
    return tuple(_value(match, text) for match in _IN_NUMBERS.finditer(text))


def _value(match: re.Match[str], text: str) -> Value:
    written = match.group()
    if match.lastgroup == "email":
        return Value(ValueKind.EMAIL, written, match.start(), ((written.casefold(),),))
    if match.lastgroup == "url":
        written = _without_closing(written)
        return Value(ValueKind.URL, written, match.start(), ((_host_in_small(written),),))
    if match.lastgroup == "phone":
        return Value(ValueKind.PHONE, written, match.start(), (("".join(_groups(written)),),))
    return Value(ValueKind.NUMBER, written, match.start(), _number_forms(written, text, match.end()))


def _host_in_small(address: str) -> str:
    """Return a web address as it is compared: capitals count behind the host only (RFC 3986, 6.2.2.1)."""
    end = re.search(r"(?<![:/])[/?#]", address)
    cut = end.start() if end else len(address)
    return address[:cut].casefold() + address[cut:]


def _without_closing(address: str) -> str:
    """Return a web address without the punctuation of the sentence around it."""
    while address[-1] in ".,;:!?'’…*_" or _is_unopened(address):
        address = address[:-1]
    return address


def _is_unopened(address: str) -> bool:
    """Say whether an address ends in a bracket that was opened before it."""
    opening = {")": "(", "]": "[", "}": "{"}.get(address[-1])
    return opening is not None and address.count(opening) < address.count(address[-1])


def _number_forms(written: str, text: str, end: int) -> tuple[tuple[str, ...], ...]:
    groups = canonical(written)
    half = _AFTERNOON.match(text, end)
    if half is None or len(groups) > 2 or not groups[0].isdigit() or not 1 <= int(groups[0]) <= 12:
        return (groups,)
    hour = int(groups[0]) % 12 + (12 if half[1] in "pP" else 0)
    return (groups, (str(hour), *groups[1:]))


def _decimals(digits: str | None) -> tuple[str, ...]:
    """Return the group after the point; "20.00" and "20" are one number."""
    if digits is None or not digits.strip("0"):
        return ()
    return ("".join(_groups(digits)),)


def _groups(written: str) -> list[str]:
    """Return the runs of digits, in the digits of ASCII."""
    return ["".join(str(unicodedata.decimal(digit)) for digit in run) for run in re.findall(r"\d+", written)]


def _taken(value: Value, groups: Counter[str]) -> bool:
    """Take the groups of a value that is written in another shape ("20h30" for "20:30") out of those left."""
    needed = Counter(value.forms[0])
    if not needed <= groups:
        return False
    groups.subtract(needed)
    return True
