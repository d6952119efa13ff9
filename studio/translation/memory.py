"""What people have confirmed before: the same sentence again, or one that is nearly the same.

A unit stands for its source in its surroundings: confirmed again between the same neighbours, the later translation
replaces the earlier; between others both stay, and where the neighbours do not decide, the latest is taken.  An exact
hit is the same text but for markup, white space and the shapes of quotes and dashes: so its numbers are the same, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from studio.model.memory import Change, Match, MemoryUnit, Piece
from studio.text import values
from studio.text.compared import normal
from studio.translation.near_texts import NearTexts

AT_LEAST = 0.75
"""How alike a sentence must be to be offered; below, changing its translation takes longer than writing one."""

LIMIT = 5
"""How many are offered."""

ONLY_CASE = 0.99
"""How alike two texts are that differ in their capitals only."""

_WORD = re.compile(r"\S+")
_LONG_AGO = datetime.min.replace(tzinfo=UTC)

_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Context:
    """The sentences before and after the one that is asked for."""

    before: str = ""
    after: str = ""


NOWHERE = Context()


class Memory:
    """The units of one direction, to be asked."""

    def __init__(self, units: Iterable[MemoryUnit] = ()) -> None:
        self._units: dict[_Key, MemoryUnit] = {}
        self._keys: dict[str, dict[_Key, None]] = {}
        for unit in units:
            self._keep(unit)
        self._near: NearTexts | None = None

    def __len__(self) -> int:
        return len(self._units)

    def remember(self, unit: MemoryUnit) -> None:
        """Keep a unit; one of the same source between the same neighbours is replaced."""
        self._keep(unit)
        if self._near is not None:
            self._near.add(_folded(normal(unit.source)))

    def forget(self, unit: MemoryUnit) -> None:
        """Forget a unit, if it is still the one remembered."""
        key = _key(unit)
        if self._units.get(key) != unit:
            return
        del self._units[key]
        folded = _folded(key[0])
        del self._keys[folded][key]
        if not self._keys[folded]:
            del self._keys[folded]
            if self._near is not None:
                self._near.remove(folded)

    def fuzzy(
        self, text: str, context: Context = NOWHERE, *, at_least: float = AT_LEAST, limit: int = LIMIT
    ) -> list[Match]:
        """Return the units of the texts that are most alike, the best first; exact ones among them."""
        wanted = normal(text)
        if self._near is None:
            self._near = NearTexts(self._keys)
        found = self._near.near(_folded(wanted), at_least, limit)
        matches = [self._match(wanted, key, score, context) for other, score in found for key in self._keys[other]]
        return sorted(matches, key=_rank, reverse=True)[:limit]

    def _keep(self, unit: MemoryUnit) -> None:
        key = _key(unit)
        if not key[0] or not unit.target.strip():
            return
        known = self._units.get(key)
        if known is not None and (known.time or _LONG_AGO) > (unit.time or _LONG_AGO):
            return
        self._units[key] = unit
        self._keys.setdefault(_folded(key[0]), {})[key] = None

    def _match(self, wanted: str, key: _Key, score: float, context: Context) -> Match:
        source, before, after = key
        same_context = bool(before or after) and (before, after) == (normal(context.before), normal(context.after))
        if source == wanted:
            return Match(self._units[key], 1.0, (), True, same_context)
        same = not values.missing(source, wanted) and not values.missing(wanted, source)
        return Match(self._units[key], min(score, ONLY_CASE), difference(source, wanted), same, same_context)


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """Return what changed from one text to another, word by word."""
    from rapidfuzz.distance import Levenshtein

    old, new = _WORD.findall(before), _WORD.findall(after)
    pieces: list[Piece] = []
    for step in Levenshtein.opcodes(old, new):
        gone, come = " ".join(old[step.src_start : step.src_end]), " ".join(new[step.dest_start : step.dest_end])
        if step.tag == "equal":
            pieces.append(Piece(Change.SAME, gone))
            continue
        pieces += [Piece(change, text) for change, text in ((Change.REMOVED, gone), (Change.ADDED, come)) if text]
    return tuple(pieces)


def _key(unit: MemoryUnit) -> _Key:
    return normal(unit.source), normal(unit.before), normal(unit.after)


def _folded(text: str) -> str:
    return text.casefold()


def _rank(match: Match) -> tuple[float, bool, bool, datetime]:
    return match.score, match.same_context, match.same_numbers, match.unit.time or _LONG_AGO
