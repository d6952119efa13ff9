"""Putting a value back where a translation has garbled it; careful, since a wrong repair would look right."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from studio.text import values
from studio.text.values import Value, ValueKind
from studio.translation import protect
from studio.translation.protect import Languages

_ADDRESSES = (ValueKind.URL, ValueKind.EMAIL)
_SIMILAR = 0.8
_SPACED_NUMBER = re.compile(r"(?<=\d)\s?([.:,])\s(?=\d)|(?<=\d)\s([.:,])(?=\d)")


def repaired(source: str, target: str, keep: Sequence[str] = (), languages: Languages = ("", "")) -> str | None:
    """Return `target` with all protected values of `source`, or None where it is not clear how.

    Closes numbers that were torn by spaces, puts torn addresses together, and corrects a number where exactly one is
    lost and exactly one was made up.
    """
    for attempt in (_closed(target), _swapped(source, _closed(target), keep)):
        if attempt is not None and not protect.faults(source, attempt, keep, languages):
            return attempt
    return None


def spelled_alike(source: str, target: str) -> str:
    """Return `target` with its addresses in the capitals of `source`."""
    written = {value.text.casefold(): value.text for value in values.find(source) if value.kind in _ADDRESSES}
    for value in reversed(values.find(target) if written else []):
        if value.kind in _ADDRESSES:
            as_in_source = written.get(value.text.casefold(), value.text)
            target = target[: value.start] + as_in_source + target[value.end :]
    return target


def _closed(target: str) -> str:
    return _SPACED_NUMBER.sub(lambda match: match[1] or match[2], target)


def _swapped(source: str, target: str, keep: Sequence[str]) -> str | None:
    for value in _lost(source, target, keep):
        place = _torn_address(value, target) if value.kind in _ADDRESSES else None
        place = place or _the_one_invented(value, source, target, keep)
        if place is None:
            return None
        target = target[: place[0]] + value.text + target[place[1] :]
    return target


def _lost(source: str, target: str, keep: Sequence[str]) -> list[Value]:
    texts = list(protect.faults(source, target, keep).missing)
    lost = []
    for value in protect.find(source, keep):
        if value.text in texts:
            texts.remove(value.text)
            lost.append(value)
    return sorted(lost, key=lambda value: value.kind in (ValueKind.NUMBER, ValueKind.NAME))


def _torn_address(value: Value, target: str) -> tuple[int, int] | None:
    """Return the stretch of words that is the address but for spaces and a few letters."""
    words = list(re.finditer(r"\S+", target))
    best, place = _SIMILAR, None
    for first in range(len(words)):
        for last in range(first, min(first + 10, len(words))):
            start, end = words[first].start(), words[last].end()
            written = target[start:end].rstrip(".,;:!?")
            likeness = difflib.SequenceMatcher(None, "".join(written.split()).casefold(), value.text.casefold()).ratio()
            if likeness > best:
                best, place = likeness, (start, start + len(written))
    return place


def _the_one_invented(value: Value, source: str, target: str, keep: Sequence[str]) -> tuple[int, int] | None:
    wrong = protect.faults(source, target, keep)
    if len(wrong.missing) != 1 or len(wrong.invented) != 1:
        return None
    places = [other for other in protect.find(target, keep) if other.text == wrong.invented[0]]
    if len(places) != 1 or places[0].kind is not value.kind:
        return None
    return places[0].start, places[0].end
