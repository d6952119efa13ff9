"""The names of both lists, the production's and the house's: what is likely to be heard, and what cues seem to mean."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from studio.errors import StudioError
from studio.model.memory import primary
from studio.model.term import Term
from studio.project.project import Project
from studio.quality.near_names import near_misses
from studio.subtitles.find import Change
from studio.text import seen, words
from studio.workflow import chosen, terms

_log = logging.getLogger(__name__)


def heard(project: Project, language: str = "") -> tuple[str, ...]:
    """Return the names and terms that are likely to be heard in a language ("": any), the production's first."""
    return tuple(dict.fromkeys(term.source for term in _both(project) if _is_spoken(term, language)))


def known(project: Project, language: str = "") -> list[str]:
    """Return the names whose near misses are corrected in a language ("": any), the production's first.

    A word that is translated is no name: it has its endings.
    """
    return list(dict.fromkeys(term.source for term in _both(project) if _is_name(term) and _is_spoken(term, language)))


def preview(project: Project, track: int) -> list[Change]:
    """Return what the cues of a track would be with the names that they seem to mean; nothing is changed yet."""
    names = known(project, chosen.track(project, track).language)
    made: list[Change] = []
    for id, text in project.cues.texts(track):
        after = seen.replaced(text, [(miss.start, miss.end, miss.name) for miss in near_misses(text, names)])
        if after != text:
            made.append(Change(id, text, after))
    return made


def _both(project: Project) -> Iterator[Term]:
    """Yield the terms of both lists; a house's list that cannot be read is no reason not to listen or to check.

    It is named where people look at that list, and where it decides what is written.
    """
    yield from (stored.term for stored in project.terms.all())
    try:
        yield from (stored.term for stored in terms.House().all())
    except StudioError as error:
        _log.info("the house's names could not be read: %s", error.details)


def _is_spoken(term: Term, language: str) -> bool:
    is_foreign = term.source_language and language and primary(term.source_language) != primary(language)
    return term.is_kept or not is_foreign


def _is_name(term: Term) -> bool:
    """Say whether a term is a name: it stays as it is, or each of its words has a capital that no noun has."""
    if term.is_kept:
        return True
    parts = term.source.split()
    nouns = not term.source_language or words.for_language(term.source_language).nouns_are_capitalised
    return all(part[0].isupper() for part in parts) and (len(parts) > 1 or not nouns)
