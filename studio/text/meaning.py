"""What a date, a time of day, a price or a number says, whatever the language it is written in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day.  `is_half_known` is false for "8 Uhr", which may be said of the evening, too."""

    hour: int
    minute: str = ""
    is_half_known: bool = True

    @property
    def forms(self) -> tuple[str, ...]:
        return (str(self.hour), *((self.minute,) if self.minute.strip("0") else ()))


@dataclass(frozen=True, slots=True)
class Day:
    """A date; the year is 0 where none stands there.  `in_digits`: "12.2." and not "12. Februar".

    `is_part`: the month stands with another day, as of the first in "12. und 13. Februar".
    """

    day: int
    month: int
    year: int = 0
    in_digits: bool = False
    is_part: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        return (str(self.day), str(self.month), *((str(self.year),) if self.year else ()))


@dataclass(frozen=True, slots=True)
class Amount:
    """A number: whole part and decimals as digits; with a currency (its code) it is a price, by word or by symbol."""

    whole: str
    decimals: str = ""
    currency: str = ""
    by_word: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        decimals = self.decimals.ljust(2, "0") if self.currency else self.decimals
        kept = (decimals,) if decimals.strip("0") else ()
        return (self.whole, *kept, *((self.currency,) if self.currency else ()))


Meaning = Clock | Day | Amount
