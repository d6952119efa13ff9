"""Terms in a whole job: which sentences have any, and putting them where a package said something else.

The best of four hypotheses is chosen first (`termbase.choose`); what no hypothesis has is put in the place of what the
package says for the term by itself, where exactly one place can be meant.  The rest is left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studio.model.term import Term
from studio.translation import inflection, protect, termbase
from studio.translation.protect import Languages
from studio.translation.termbase import Renderings

_LETTER_TWICE = re.compile(r"(\w)\1+")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms between two languages, each with letters that must stand in a text for the term to be in it."""

    languages: Languages = ("", "")
    terms: tuple[tuple[str, Term], ...] = ()

    def names(self) -> tuple[str, ...]:
        """Return the terms that stay as they are."""
        return tuple(term.source for _key, term in self.terms if term.is_kept)

    def within(self, source: str) -> tuple[Term, ...]:
        """Return the terms of a sentence that have a translation."""
        if not self.terms:
            return ()
        folded = _folded(source, self.languages[0])
        near = [term for key, term in self.terms if key in folded]
        if all(term.is_kept for term in near):
            return ()
        return tuple(term for term in termbase.relevant(near, source, self.languages) if not term.is_kept)


def glossary(terms: Sequence[Term], languages: Languages) -> Glossary:
    """Return the terms that count between two languages, ready to be looked for in many sentences."""
    mine = [term for term in terms if term.source.strip() and term.is_for(*languages)]
    return Glossary(languages, tuple((_key(term.source, languages[0]), term) for term in mine))


@dataclass(frozen=True, slots=True)
class Bound:
    """What a whole translation is bound by: its source, both languages, and the terms of the source."""

    source: str
    languages: Languages = ("", "")
    terms: tuple[Term, ...] = ()

    def lacking(self, answer: str) -> tuple[Term, ...]:
        """Return the terms that an answer does not have."""
        return termbase.choose([answer], self.terms, self.source, self.languages)[1] if self.terms else ()


@dataclass(frozen=True, slots=True)
class Obeyed:
    """A translation with the terms it could be given: those put in place, and those it still lacks."""

    text: str
    enforced: tuple[str, ...] = ()
    unobeyed: tuple[str, ...] = ()


def obeying(bound: Bound, target: str, renderings: Renderings, keep: Sequence[str]) -> Obeyed:
    """Return a translation with its terms put in one by one, as long as no value is lost by it."""
    enforced: list[str] = []
    faults = len(protect.faults(bound.source, target, keep, bound.languages))
    for term in bound.lacking(target):
        for wrong in termbase.unobeyed([term], bound.source, target, bound.languages, renderings):
            lost = len(protect.faults(bound.source, wrong.replacement, keep, bound.languages))
            if wrong.replacement and lost <= faults:
                target = wrong.replacement
                enforced.append(term.source)
    return Obeyed(target, tuple(enforced), tuple(term.source for term in bound.lacking(target)))


def _key(source: str, language: str) -> str:
    """Return letters that every form of a term has: its first word, without what an ending may change."""
    word = _folded(next(iter(_WORD.findall(source)), source), language)
    for ending in inflection.rules(language).bases:
        if word.endswith(ending) and len(word) - len(ending) >= inflection.LEAST:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > inflection.LEAST else word[: inflection.LEAST - 1]


def _folded(text: str, language: str) -> str:
    folded = text.casefold()
    for letter, plain in inflection.rules(language).plain:
        folded = folded.replace(letter, plain)
    return _LETTER_TWICE.sub(r"\1", folded)
