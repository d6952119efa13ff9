"""Terms in a whole job: which sentences have any, and putting them where a package said something else.

The best of four hypotheses is chosen first.  What none of them has is hidden behind a marker, and
its translation comes back in that place; the answer is taken if it reads like the plain one otherwise.  The rest is
left to a person.  Rejected: replacing what a package says for the term alone; it says odd things for single words.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from studio.model.term import Term
from studio.text.values import Value, ValueKind
from studio.translation import inflection, termbase
from studio.translation.inflection import Wanted
from studio.translation.protect import Languages

_SMALL = 3  # letters; a longer new word shows that the marker has led the package astray
_START = 3  # letters of a key that terms are found by
_LETTER_TWICE = re.compile(r"(\w)\1+")
_WORD = re.compile(r"[^\W_]+")


class _Known(NamedTuple):
    """A term, its place in the list, and letters that must stand in a text for the term to be in it."""

    number: int
    key: str
    term: Term


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms between two languages, by the first letters of their keys: a long list meets short sentences."""

    languages: Languages = ("", "")
    known: Mapping[str, Sequence[_Known]] = field(default_factory=dict)

    def names(self) -> tuple[str, ...]:
        """Return the terms that stay as they are."""
        every = (each for group in self.known.values() for each in group)
        return tuple(each.term.source for each in sorted(every) if each.term.is_kept)

    def within(self, source: str) -> tuple[Term, ...]:
        """Return the terms of a sentence that have a translation."""
        if not self.known:
            return ()
        folded = _folded(source, self.languages[0])
        starts = {folded[i : i + size] for size in range(1, _START + 1) for i in range(len(folded) - size + 1)}
        groups = (self.known[start] for start in starts & self.known.keys())
        near = [each.term for each in sorted(each for group in groups for each in group if each.key in folded)]
        if all(term.is_kept for term in near):
            return ()
        return tuple(term for term in termbase.relevant(near, source, self.languages) if not term.is_kept)


def glossary(terms: Sequence[Term], languages: Languages) -> Glossary:
    """Return the terms that count between two languages, ready to be looked for in many sentences."""
    known: dict[str, list[_Known]] = {}
    for number, term in enumerate(terms):
        if term.source.strip() and term.is_for(*languages):
            key = _key(term.source, languages[0])
            known.setdefault(key[:_START], []).append(_Known(number, key, term))
    return Glossary(languages, known)


@dataclass(frozen=True, slots=True)
class Bound:
    """What a whole translation is bound by: its source, both languages, and the terms of the source."""

    source: str
    languages: Languages = ("", "")
    terms: tuple[Term, ...] = ()

    def lacking(self, answer: str) -> tuple[Term, ...]:
        """Return the terms that an answer does not have; all of them are known to stand in the source."""
        return tuple(term for term in self.terms if not inflection.is_in(answer, _wanted(term, self.languages[1])))


@lru_cache(maxsize=1024)
def _wanted(term: Term, language: str) -> Wanted:
    """Return how a term is looked for in a translation (as `termbase.choose` does)."""
    return Wanted(term.target, language, term.case_sensitive, anywhere=True)


def places(terms: Sequence[Term], text: str, language: str) -> list[tuple[Value, str]]:
    """Return where terms stand in a text in the form in which the list has them, with what must stand there.

    Another form would need another form of the translation, which nobody here can make.
    """
    found: list[tuple[Value, str]] = []
    for term in terms:
        for place in inflection.find(text, Wanted(term.source, language, term.case_sensitive)):
            written = text[place.start : place.end]
            if written.casefold() == term.source.casefold():
                found.append((Value(ValueKind.NAME, written, place.start), term.target))
    found.sort(key=lambda each: each[0].start)
    return [each for i, each in enumerate(found) if i == 0 or found[i - 1][0].end <= each[0].start]


def reads_like(words: Sequence[str], plain: Sequence[str], terms: Sequence[Term]) -> bool:
    """Say whether an answer with terms put in is the plain one but for these.

    For each term one stretch of the plain answer goes, and one small word (an article) may be new.
    """
    put = Counter(word for term in terms for word in _WORD.findall(term.target.casefold()))
    rest = [word for word in words if not _taken(word, put)]
    matcher = difflib.SequenceMatcher(None, plain, rest, autojunk=False)
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    gone = sum(end - start for _tag, start, end, _first, _last in changes)
    new = [word for *_where, first, last in changes for word in rest[first:last]]
    is_small = len(new) <= len(terms) and all(len(word) <= _SMALL for word in new)
    return is_small and len(changes) <= len(terms) and 0 < gone <= sum(len(term.source.split()) + 1 for term in terms)


def _taken(word: str, put: Counter[str]) -> bool:
    put[word] -= 1
    return put[word] >= 0


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
