"""Putting a value back where a translation has garbled it; careful, since a wrong repair would look right."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from studio.text import values, writing
from studio.text.values import Value, ValueKind
from studio.translation import protect
from studio.translation.protect import Faults, Languages

_ADDRESSES = (ValueKind.URL, ValueKind.EMAIL)
_SIMILAR = 0.8
_SPACED_NUMBER = re.compile(r"(?<=\d)\s?([.:,])\s(?=\d)|(?<=\d)\s([.:,])(?=\d)")


def repaired(source: str, target: str, keep: Sequence[str] = (), languages: Languages = ("", "")) -> str | None:
    """Return `target` with all protected values of `source`, or None where it is not clear how.

    Closes numbers that were torn by spaces, puts torn addresses together, and corrects a number, a time, a date or a
    price where exactly one is lost and exactly one was made up.
    """
    original = _Original(source, keep, languages)
    for attempt in (_closed(target), _swapped(original, _closed(target))):
        if attempt is not None and not original.faults(attempt):
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


@dataclass(frozen=True, slots=True)
class _Original:
    """What a translation is held against."""

    source: str
    keep: Sequence[str]
    languages: Languages

    def faults(self, target: str) -> Faults:
        return protect.faults(self.source, target, self.keep, self.languages)

    def lost(self, target: str) -> list[Value]:
        """Return the values that a translation lacks, addresses first."""
        texts = list(self.faults(target).missing)
        lost = []
        for value in protect.find_whole(self.source, self.keep, self.languages[0]):
            if value.text in texts:
                texts.remove(value.text)
                lost.append(value)
        return sorted(lost, key=lambda value: value.kind not in _ADDRESSES)


def _closed(target: str) -> str:
    return _SPACED_NUMBER.sub(lambda match: match[1] or match[2], target)


def _swapped(original: _Original, target: str) -> str | None:
    for value in original.lost(target):
        place = _torn_address(value, target) if value.kind in _ADDRESSES else None
        place = place or _the_one_invented(value, target, original)
        if place is None:
            return None
        written = writing.expected(value.text, *original.languages)
        target = target[: place[0]] + written + target[place[1] :]
    return target


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


def _the_one_invented(value: Value, target: str, original: _Original) -> tuple[int, int] | None:
    """Return where the only value stands that was made up while only one was lost, and that of the same kind."""
    wrong = original.faults(target)
    if len(wrong.missing) != 1 or len(wrong.invented) != 1:
        return None
    present = protect.find_whole(target, original.keep, original.languages[1])
    places = [other for other in present if other.text == wrong.invented[0]]
    if len(places) != 1 or places[0].kind is not value.kind:
        return None
    return places[0].start, places[0].end
