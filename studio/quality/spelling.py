"""What a dictionary knows: Hunspell's files, read by spylls.

Reading a dictionary takes seconds and 70 to 130 MB, a word up to a few milliseconds: for a worker, never for the
process of the window.
"""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from studio.quality import dictionaries

if TYPE_CHECKING:
    from spylls.hunspell import Dictionary

_log = logging.getLogger(__name__)

LINKS: Mapping[str, tuple[str, ...]] = {"de": ("", "s", "es", "n", "en", "er", "e"), "nl": ("", "s", "e", "en", "er")}
"""What joins the parts of a compound, in languages that write them as one word."""

LONGEST = 40
"""Letters of the longest word that is looked up: the time that compounds take grows fast, and no longer one is said."""

LEAST_PART = 4
"""Letters of the shortest part of a compound: with three nearly everything falls into parts."""

LEAST_SLIPPED = 5
"""Letters of the shortest word whose neighbours say something: nearly every shorter one is a slip from some word."""

ENDINGS = 3
"""Letters that an ending may add to what stands in the dictionary."""

FORMS = ("e", "en", "n", "s", "es", "er", "em", "t", "te", "ten", "d", "je")
"""The usual endings of languages with compounds: what a word may have beyond its entry to be more than an accident."""

LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßéèêëïçà"


@dataclass(frozen=True, slots=True)
class Checked:
    """The words that a dictionary does not know, each with the known word that is one slip away ("": none)."""

    unknown: Mapping[str, str]


def check(language: str, words: Iterable[str]) -> Checked | None:
    """Return which of `words` no dictionary of the language knows; None where there is no dictionary.

    A dictionary that cannot be read counts as none.
    """
    path = dictionaries.find(language)
    book = None if path is None else _open(path, language.partition("-")[0].lower())
    if book is None:
        return None
    asked = [word for word in dict.fromkeys(words) if len(word) <= LONGEST]
    return Checked({word: book.nearest(word) for word in asked if not book.knows(word) and not book.is_compound(word)})


class Book:
    """A dictionary that has been read, with the `links` of its language's compounds, if it has any."""

    def __init__(self, dictionary: Dictionary, links: tuple[str, ...]) -> None:
        self._dictionary = dictionary
        self._links = links
        self._stems = {word.stem.casefold() for word in dictionary.dic.words}
        self._known: dict[str, bool] = {}

    def knows(self, word: str) -> bool:
        """Say whether the dictionary has the word, with a capital or without, its ending or its hyphens."""
        if word not in self._known:
            self._known[word] = bool(self._dictionary.lookup(word.replace("’", "'")))
        return self._known[word]

    def is_compound(self, word: str, parts: int = 3) -> bool:
        """Say whether the word is made of known words as the language joins them (at most `parts`).

        Dictionaries list which words may be joined, and leave many out ("Gewandhaus", "Bühnenbildnerin").
        """
        if not self._links or parts < 2:
            return False
        for cut in range(LEAST_PART, len(word) - LEAST_PART + 1):
            tail = word[cut:].lower()
            if self._is_part(word[:cut].lower()) and (self._is_word(tail) or self.is_compound(tail, parts - 1)):
                return True
        return False

    def nearest(self, word: str) -> str:
        """Return a known word one slip of the fingers away, written as `word` is, "" if there is none.

        In a compound, the slip is in one part.  The first letter stays: it is the wrong one in 1 to 3 of a hundred
        slips (Kukich 1992), and names differ from words there most often.
        """
        low = word.lower()
        if len(word) < LEAST_SLIPPED:
            return ""
        found = self._slipped(low) or next(self._slipped_parts(low), "")
        return found.capitalize() if word[:1].isupper() else found

    def _slipped(self, word: str) -> str:
        return next((slip for slip in dict.fromkeys(_slips(word)) if self._is_form(slip) and self._is_word(slip)), "")

    def _slipped_parts(self, word: str) -> Iterator[str]:
        for cut in range(LEAST_PART, len(word) - LEAST_PART + 1 if self._links else 0):
            head, tail = word[:cut], word[cut:]
            if len(tail) > LEAST_PART and self._is_part(head) and (found := self._slipped(tail)):
                yield head + found
            elif len(head) > LEAST_PART and self._is_form(tail) and self._is_word(tail):
                yield from (found + tail for found in [self._slipped(head)] if found)

    def _is_part(self, part: str) -> bool:
        """Say whether a compound may begin so."""
        ends = (link for link in self._links if part.endswith(link) and len(part) - len(link) >= LEAST_PART - 1)
        return any(self._is_word(part[: len(part) - len(link)]) for link in ends)

    def _is_word(self, word: str) -> bool:
        return self._may_be_known(word) and (self.knows(word) or self.knows(word.capitalize()))

    def _may_be_known(self, word: str) -> bool:
        """Say whether it is worth to ask: where there are compounds, asking takes a hundred times as long as this."""
        return not self._links or any(word[: len(word) - ending] in self._stems for ending in range(ENDINGS + 1))

    def _is_form(self, word: str) -> bool:
        """Say whether a word stands in the dictionary itself but for a usual ending: no compound by accident."""
        endings = (ending for ending in FORMS if word.endswith(ending))
        return not self._links or word in self._stems or any(word[: -len(end)] in self._stems for end in endings)


def _slips(word: str) -> Iterator[str]:
    """Yield what `word` would be without one slip: letters swapped, one too many, another one, one missing."""
    cuts = [(word[:place], word[place:]) for place in range(1, len(word) + 1)]
    yield from (left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1)
    yield from (left + right[1:] for left, right in cuts if right)
    yield from (left + letter + right[1:] for left, right in cuts if right for letter in LETTERS)
    yield from (left + letter + right for left, right in cuts for letter in LETTERS)


@cache
def _open(path: Path, base: str) -> Book | None:
    from spylls.hunspell import Dictionary, readers

    try:
        rules, context = readers.read_aff(_Lines(path.read_bytes()))
        entries = readers.read_dic(
            _Lines(path.with_suffix(".dic").read_bytes(), context.encoding), aff=rules, context=context
        )
        return Book(Dictionary(rules, entries), LINKS.get(base, ()))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, re.error) as error:
        # what spylls raises for a file that is damaged or of a kind it does not know
        _log.warning("the dictionary %s cannot be read: %s", path.name, error)
        return None


class _Lines:
    """The numbered lines of a file as spylls asks for them; its own reader leaves files open.

    A file begins in one encoding and says on the way which one it is in.
    """

    def __init__(self, content: bytes, encoding: str = "Windows-1252") -> None:
        self._content = content
        self._number = 0
        self.reset_encoding(encoding)

    def reset_encoding(self, encoding: str) -> None:
        """Go on in another encoding; some dictionaries hold single bytes that no encoding knows."""
        self._lines = self._content.removeprefix(codecs.BOM_UTF8).decode(encoding, "surrogateescape").split("\n")

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> tuple[int, str]:
        while self._number < len(self._lines):
            self._number += 1
            line = self._lines[self._number - 1].strip()
            if line:
                return self._number, line
        raise StopIteration
