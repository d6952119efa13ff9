"""What must be called by one name: a term and its translation, or a name that stays as it is."""

from __future__ import annotations

from dataclasses import dataclass

from studio.model.memory import primary


@dataclass(frozen=True, slots=True)
class Term:
    """A word or name, and what it is called in another language; without a target it stays as it is.

    Languages are BCP 47 tags, "" for any.  `case_sensitive` finds it in these capitals only.
    """

    source: str
    target: str = ""
    source_language: str = ""
    target_language: str = ""
    note: str = ""
    case_sensitive: bool = False

    @property
    def is_kept(self) -> bool:
        """Say whether the term stays as it is in the other language."""
        return not self.target

    def is_for(self, source: str, target: str) -> bool:
        """Say whether the term counts when translating from one language to another."""
        pairs = ((self.source_language, source), (self.target_language, target))
        return all(not mine or primary(mine) == primary(theirs) for mine, theirs in pairs)


@dataclass(frozen=True, slots=True)
class Unobeyed:
    """A term of the source that its translation does not have; `replacement` is the whole translation with it.

    It is empty where it is not clear what stands in the term's place.
    """

    term: Term
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What seems to be a name in a text: how often it stands there, and one sentence or line around it."""

    text: str
    count: int
    example: str
