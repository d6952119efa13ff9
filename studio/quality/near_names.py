"""Words that are nearly one of the names that must be right: "Prosparo" where the list says "Prospero"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NearMiss:
    """What stands in a text from `start` until `end`, the name that seems to be meant, and how alike they are (0–1)."""

    start: int
    end: int
    written: str
    name: str
    similarity: float


def near_misses(text: str, names: Sequence[str]) -> list[NearMiss]:
    """Return the words of `text` that are nearly a name, in order, none overlapping."""
    return []
