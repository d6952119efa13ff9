"""Names and terms: the production's list and the house's, kept, asked for a pair of languages, and as files.

A production's own terms go before those of the house.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Protocol

from studio import paths
from studio.errors import InputError
from studio.i18n import _, ngettext
from studio.model.term import Term
from studio.project import faults
from studio.project.project import Project
from studio.project.values import StoredTerm
from studio.project.venue import Venue

LONGEST = 200
"""Characters of a term; `LONGEST_NOTE` of its note."""
LONGEST_NOTE = 10_000


class TermList(Protocol):
    """A list of terms, to be looked at and changed; each change is on the disk when the call returns."""

    def all(self) -> list[StoredTerm]:
        """Return the terms in the order they were added."""

    def add(self, terms: Sequence[Term]) -> list[int]:
        """Keep terms and return the ids of those that are new: one that is there already is not kept twice."""

    def put(self, stored: StoredTerm) -> None:
        """Give a term other values; `InputError` where it is no longer there."""

    def remove(self, ids: Collection[int]) -> None:
        """Take terms off the list."""


@dataclass(frozen=True, slots=True)
class Production:
    """The list of a production; each change is a step that undo takes back."""

    project: Project

    def all(self) -> list[StoredTerm]:
        """Return the terms in the order they were added."""
        return self.project.terms.all()

    def add(self, terms: Sequence[Term]) -> list[int]:
        """Keep terms and return the ids of those that are new."""
        new = _new(terms, self.all())
        if not new:
            return []
        with self.project.step(ngettext("Add name", "Add names", len(new))):
            return self.project.terms.add(new)

    def put(self, stored: StoredTerm) -> None:
        """Give a term other values."""
        wanted = _cleaned(stored)
        if stored.id not in {known.id for known in self.all()}:
            raise faults.gone()
        with self.project.step(_("Change name")):
            self.project.terms.put(wanted)

    def remove(self, ids: Collection[int]) -> None:
        """Take terms off the list; no cue changes."""
        with self.project.step(ngettext("Remove name", "Remove names", len(ids))):
            self.project.terms.remove(ids)


@dataclass(frozen=True, slots=True)
class House:
    """The list of the house, the same for all its productions; other windows change it, too."""

    def all(self) -> list[StoredTerm]:
        """Return the terms in the order they were added."""
        if not paths.venue().exists():
            return []
        with Venue.open(paths.venue()) as venue:
            return venue.terms.all()

    def add(self, terms: Sequence[Term]) -> list[int]:
        """Keep terms and return the ids of those that are new."""
        if not _new(terms, self.all()):  # nothing is made or written for what is there already
            return []
        with _changing() as venue:
            return venue.terms.add(_new(terms, venue.terms.all()))

    def put(self, stored: StoredTerm) -> None:
        """Give a term other values."""
        wanted = _cleaned(stored)
        with _changing() as venue:
            venue.terms.put(wanted)

    def remove(self, ids: Collection[int]) -> None:
        """Take terms off the list; no cue changes."""
        with _changing() as venue:
            venue.terms.remove(ids)


def lists(project: Project) -> tuple[TermList, TermList]:
    """Return the list of a production and that of the house."""
    return Production(project), House()


def for_pair(project: Project | None, source: str, target: str) -> list[Term]:
    """Return the terms that count when translating from one language to another, each source once.

    Those of the production go first and stand in for those of the house.
    """
    found: dict[str, Term] = {}
    for term in everything(project):
        if term.is_for(source, target):
            found.setdefault(term.source if term.case_sensitive else term.source.casefold(), term)
    return list(found.values())


def everything(project: Project | None) -> Iterator[Term]:
    """Yield the terms of both lists, the production's first."""
    for each in lists(project) if project is not None else (House(),):
        yield from (stored.term for stored in each.all())


def sources(project: Project) -> frozenset[str]:
    """Return what the terms of both lists are called in the language that is spoken."""
    return frozenset(term.source for term in everything(project))


def clean(term: Term) -> Term:
    """Return a term without needless spaces; `InputError` where it is none."""
    source, target = _tidy(term.source), _tidy(term.target)
    if not any(map(str.isalnum, source)) or max(len(source), len(target)) > LONGEST:
        raise InputError(
            _("A name needs some letters, and at most {count} of them.").format(count=LONGEST),
            hint=_("Write one name, as it should stand in the subtitles."),
        )
    return replace(
        term, source=source, target="" if target == source else target, note=term.note.strip()[:LONGEST_NOTE]
    )


@contextmanager
def _changing() -> Iterator[Venue]:
    with Venue.open(paths.venue()) as venue, venue.writing():
        yield venue


def _cleaned(stored: StoredTerm) -> StoredTerm:
    return StoredTerm(stored.id, clean(stored.term))


def _new(terms: Iterable[Term], known: Iterable[StoredTerm]) -> list[Term]:
    there = {_identity(stored.term) for stored in known}
    found = {_identity(term): term for term in map(clean, terms)}
    return [term for key, term in found.items() if key not in there]


def _identity(term: Term) -> tuple[str, str, str, str]:
    return term.source, term.target, term.source_language, term.target_language


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))
