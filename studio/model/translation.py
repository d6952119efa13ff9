"""Sentences on their way into another language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """Where a target text came from."""

    NONE = "none"
    MACHINE = "machine"
    MEMORY = "memory"
    COPIED = "copied"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Part:
    """The piece of a sentence that stands in one cue: the cue's index in its track and that piece of text."""

    cue: int
    text: str


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """One sentence, the cues it runs over, and its translation.

    `source` is the parts joined by spaces, on one line.  `missing` names the protected values (numbers,
    addresses) that the target lacks, `invented` those it has and the source has not: a unit with any must be
    looked at by a person.  `localised` says which values were written anew for the language, before and after;
    `enforced` which terms were put in place of what the package said, `unobeyed` which ones the target lacks.
    """

    source: str
    parts: tuple[Part, ...]
    target: str = ""
    origin: Origin = Origin.NONE
    alternatives: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    invented: tuple[str, ...] = ()
    localised: tuple[tuple[str, str], ...] = ()
    enforced: tuple[str, ...] = ()
    unobeyed: tuple[str, ...] = ()

    @property
    def is_translated(self) -> bool:
        return self.origin is not Origin.NONE

    @property
    def needs_look(self) -> bool:
        """Say whether a protected value is lost or made up."""
        return bool(self.missing or self.invented)


@dataclass(frozen=True, slots=True)
class Package:
    """An installed translation package: direction, name, version, its folder as text, whether it is for practice."""

    source: str
    target: str
    name: str
    version: str
    folder: str
    practice: bool = False
