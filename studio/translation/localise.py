"""Dates, times, prices and numbers of a translation, written as its language does, by rule.

A package copies most values as they are: "at 20.30 Uhr", "12. February", "1.234,50 €".  Each value of the
source is looked for in the translation by what it means, and written anew where its form is not one the language
knows.  What stands there in any usual form stays: "the 12th of February".
"""

from __future__ import annotations

from dataclasses import dataclass

from studio.text import conventions, quantities
from studio.text.meaning import Amount, Meaning
from studio.text.quantities import same_value
from studio.text.values import Value, ValueKind
from studio.text.writing import expected, is_usual, written

__all__ = ["Localised", "expected", "localised", "same_value"]

_REWRITTEN = (ValueKind.TIME, ValueKind.DATE, ValueKind.PRICE, ValueKind.NUMBER)


@dataclass(frozen=True, slots=True)
class Localised:
    """A translation with its values as its language writes them, and what was changed: (before, after)."""

    text: str
    changes: tuple[tuple[str, str], ...] = ()


def localised(source: str, target: str, languages: tuple[str, str]) -> Localised:
    """Return the translation of `source` with its dates, times, prices and numbers as the second language has them."""
    used_to = conventions.of(languages[1])
    if used_to is None or conventions.of(languages[0]) is None:
        return Localised(target)
    left = list(quantities.find(target, languages[1]))
    changes: list[tuple[Value, str]] = []
    for value in quantities.find(source, languages[0]):
        twin = _twin(value, left)
        if value.meaning is None or twin is None:
            continue
        left.remove(twin)
        meaning = _said_like(twin, value.meaning)
        if value.is_sure and not is_usual(Value(value.kind, twin.text, 0, (), meaning), used_to):
            changes.append((twin, written(meaning, used_to)))
    return _replaced(target, changes)


def _twin(value: Value, left: list[Value]) -> Value | None:
    """Return the first value of the translation that says the same and is no room or address."""
    for other in left:
        if set(value.forms).isdisjoint(other.forms) or other.kind not in _REWRITTEN:
            continue
        if value.kind is other.kind or other.kind is ValueKind.NUMBER:
            return other
    return None


def _said_like(twin: Value, meaning: Meaning) -> Meaning:
    """Return a price by word where the package wrote the word."""
    if isinstance(meaning, Amount) and isinstance(twin.meaning, Amount) and meaning.currency:
        return Amount(meaning.whole, meaning.decimals, meaning.currency, by_word=twin.meaning.by_word)
    return meaning


def _replaced(target: str, changes: list[tuple[Value, str]]) -> Localised:
    made = []
    for twin, new in sorted(changes, key=lambda change: -change[0].start):
        if new != twin.text:
            end = "." if twin.end == len(target) and twin.text.endswith(".") and not new.endswith(".") else ""
            target = target[: twin.start] + new + end + target[twin.end :]
            made.append((twin.text, new))
    return Localised(target, tuple(reversed(made)))
