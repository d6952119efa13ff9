"""One sentence on its way through one package: what it must keep, and the best of the answers so far."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field

from studio.model.term import Term
from studio.text.values import Value, ValueKind
from studio.translation import enforce, protect, repair
from studio.translation.enforce import Bound
from studio.translation.protect import Languages

_ALIKE = 0.8  # of the words; below, the markers have led the package astray and the next form is tried


@dataclass(slots=True)
class Sentence:
    """A text, and the best answer so far; `languages` are those of the package.

    `first` is the first plain answer: an answer made with markers should still read like it.
    """

    text: str
    keep: Sequence[str]
    languages: Languages
    bound: Bound
    answer: str = ""
    faults: protect.Faults | None = None  # None: no answer yet
    lacking: int = 0
    likeness: float = 0.0
    first: str = ""
    plain: list[str] = field(default_factory=list)
    enforced: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Say whether the answer keeps all values and invents none."""
        return self.faults is not None and not self.faults

    @property
    def is_settled(self) -> bool:
        """Say whether the answer is sound and reads like the plain one."""
        return self.is_sound and self.likeness >= _ALIKE

    def values(self) -> tuple[Value, ...]:
        """Return what can be hidden behind markers: numbers as digits, so that the words beside them are translated."""
        return tuple(protect.find(self.text, self.keep))

    def whole_values(self) -> tuple[Value, ...]:
        """Return what can be hidden with its words, for a package that does not know them: "8.30 pm"."""
        return tuple(protect.find_whole(self.text, self.keep, self.languages[0]))

    def take(self, candidates: Sequence[str]) -> None:
        """Take the best of the plain answers; the first of those that are equally good."""
        self.plain = [candidate for candidate in candidates if candidate]
        for candidate in self.plain:
            self.offer(candidate, is_plain=True)
            if self.is_sound and not self.lacking:
                return

    def offer(self, candidate: str, *, is_plain: bool = False) -> None:
        """Take a candidate that is better than the answer so far; the values alone are no translation."""
        candidate = repair.spelled_alike(self.text, candidate)
        if not protect.has_words(candidate, self.keep):
            return
        if is_plain and not self.first:
            self.first = candidate
        found = self._faults(candidate)
        lacking = len(self.bound.lacking(candidate))
        likeness = 1.0 if is_plain else self._likeness(candidate)
        if self.faults is None or (len(found), lacking, -likeness) < (len(self.faults), self.lacking, -self.likeness):
            self.answer, self.faults, self.lacking, self.likeness = candidate, found, lacking, likeness

    def offer_with_terms(self, candidate: str, terms: Sequence[Term]) -> None:
        """Take an answer that has terms which the one so far lacks, if it is as sound and reads like it otherwise."""
        if self.answer[:1].isupper():
            candidate = candidate[:1].upper() + candidate[1:]
        words = protect.words(candidate, self.keep)
        lacking = len(self.bound.lacking(candidate))
        first = protect.words(self.first, self.keep)
        if not words or lacking >= self.lacking or not enforce.reads_like(words, first, terms):
            return
        if self.faults is not None and len(self._faults(candidate)) <= len(self.faults):
            self.answer, self.faults, self.lacking = candidate, self._faults(candidate), lacking
            self.enforced = tuple(term.source for term in terms)

    def _likeness(self, candidate: str) -> float:
        """Return how much of the words an answer shares with the first plain one, from 0 to 1."""
        first, words = protect.words(self.first, self.keep), protect.words(candidate, self.keep)
        return difflib.SequenceMatcher(None, first, words, autojunk=False).ratio()

    def _faults(self, candidate: str) -> protect.Faults:
        return protect.faults(self.text, candidate, self.keep, self.languages)

    def lost(self) -> tuple[Value, ...]:
        """Return the values the best answer lost; all of them when it lost none but made something up."""
        texts = self.faults.missing if self.faults else ()
        return tuple(value for value in self.values() if _is_of(value, texts)) or self.values()


def _is_of(value: Value, texts: Sequence[str]) -> bool:
    """Say whether a value is one of some values as written, or the digits in one ("20.30" in "20.30 Uhr")."""
    return any(value.text == text or (value.kind is ValueKind.NUMBER and value.text in text) for text in texts)
