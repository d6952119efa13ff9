"""What people have confirmed once: a sentence and its translation, and how near to it another sentence comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class MemoryUnit:
    """A sentence and the translation that a person confirmed, with the sentences around it and where it is from.

    Languages are BCP 47 tags; `time` knows its zone; `before` and `after` are neighbours in the source language.
    """

    source: str
    target: str
    source_language: str
    target_language: str
    production: str = ""
    reviewer: str = ""
    time: datetime | None = None
    before: str = ""
    after: str = ""

    @property
    def direction(self) -> tuple[str, str]:
        """Return the primary tags of both languages: what is confirmed in "de-AT" helps in "de"."""
        return primary(self.source_language), primary(self.target_language)


class Change(StrEnum):
    """What became of some words from the remembered sentence to the one asked for."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that share their fate."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """A remembered unit, how alike its source is (1: the same), and what differs, from it to the text asked for.

    `same_numbers` says whether both texts hold the same values, `same_context` whether their neighbours are the same.
    """

    unit: MemoryUnit
    score: float
    difference: tuple[Piece, ...] = ()
    same_numbers: bool = True
    same_context: bool = False

    @property
    def is_exact(self) -> bool:
        return self.score == 1.0


def primary(tag: str) -> str:
    """Return the primary subtag in small letters: "de" of "de-AT" and "DE_at"."""
    return tag.replace("_", "-").partition("-")[0].lower()
