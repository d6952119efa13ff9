"""How well a text may be broken after each of its words, from the small words and the punctuation around the place.

No grammar is known, only closed classes of words; the order of the reasons is Karamitroglou's (1998): the higher
the node in the sentence's tree, the better the break.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from studio.subtitles import bonds
from studio.subtitles.tokens import ENDS, STRONG, Token, token
from studio.subtitles.weights import Weights
from studio.text.words import WordLists

_LIST_ITEM = 3  # words between two commas of a list, at most
_SHORT_OPENING = 3  # words before a comma that are too few to stand alone
_SHORT_SUBJECT = 2
_LABEL = 3  # words of a speaker's name
_ELIDED_QUE = ("qu'", "lorsqu'", "puisqu'", "quoiqu'", "jusqu'")


class Place(IntEnum):
    """What ends at a border, the highest first."""

    SENTENCE = 0
    STRONG = 1
    CLAUSE = 2
    COMMA = 3
    PHRASE = 4


@dataclass(frozen=True, slots=True)
class Border:
    """The place after a word: what ends there, and the price of a break."""

    place: Place
    cost: float

    def passed_by(self, weights: Weights) -> float:
        """Return the price of leaving this place inside a cue."""
        if self.place is Place.SENTENCE:
            return weights.span.sentence
        return weights.span.passed * max(0.0, 1 - self.cost / weights.span.until)


def find(texts: Sequence[str], lists: WordLists, weights: Weights) -> list[Border]:
    """Return the border after each word but the last."""
    tokens = [token(text) for text in texts]
    inside = bonds.inside_compounds(tokens, lists)
    since = 0  # words since the last mark
    borders: list[Border] = []
    for i in range(len(tokens) - 1):
        since = since + 1 if borders and borders[-1].place is Place.PHRASE else 1
        borders.append(_Place(tokens, i, since, lists, weights).border(is_compound=i in inside))
    return borders


def ends_sentence(text: str) -> bool:
    """Say whether a word with nothing known after it ends a sentence, by its mark alone."""
    closes = token(text).closes
    return bool(closes) and closes in ENDS


@dataclass(frozen=True, slots=True)
class _Place:
    """A place between two words; `since` counts the words from the last mark to it."""

    tokens: Sequence[Token]
    i: int
    since: int
    lists: WordLists
    weights: Weights

    @property
    def left(self) -> Token:
        return self.tokens[self.i]

    @property
    def right(self) -> Token:
        return self.tokens[self.i + 1]

    @property
    def following(self) -> str:
        """Return the bare word after the right one, "" where a mark comes between or nothing follows."""
        return "" if self.right.closes or self.i + 2 >= len(self.tokens) else self.tokens[self.i + 2].bare

    def border(self, *, is_compound: bool) -> Border:
        price, bond = self.weights.place, self.weights.bond
        if (self.right.is_mark and not self.right.is_note) or (self.left.is_mark and self.left.opens):
            return Border(Place.PHRASE, price.inside + bond.mark)
        if self.left.closes and self.left.closes in ENDS and self._ends_sentence():
            return Border(Place.SENTENCE, price.sentence)
        if (self.left.closes and self.left.closes in STRONG) or self.left.ends_aside or self.right.begins_aside:
            return Border(Place.STRONG, bond.label if self._is_label() else price.strong)
        if self.left.closes == ",":
            return self._comma()
        held = bonds.between(self.tokens, self.i, self.lists, self.weights, starts=self.since == 1)
        held = max(held, bond.compound if is_compound else 0.0)
        return Border(Place.PHRASE, self._phrase() + held)

    def _ends_sentence(self) -> bool:
        """Say whether the mark on the left ends a sentence, going by the word and by what follows."""
        left, right, lists = self.left, self.right, self.lists
        if right.is_small:
            return False
        if left.closes != ".":
            return True
        if left.bare in lists.abbreviations or (left.bare in lists.titles and right.is_capital):
            return False
        ordinal = left.bare.isdigit() and lists.nouns_are_capitalised
        initial = len(left.bare) == 1 and left.bare.isalpha() and left.is_capital
        return not (ordinal or initial or "." in left.bare)

    def _is_label(self) -> bool:
        """Say whether a speaker's name ends here: "Anna:" at the start of a sentence."""
        if self.left.closes != ":" or self.since > _LABEL:
            return False
        opening = self.i - self.since
        if opening >= 0 and self.tokens[opening].closes not in ENDS + ")":
            return False
        return all(word.is_capital for word in self.tokens[opening + 1 : self.i + 1])

    def _comma(self) -> Border:
        price, lists = self.weights.place, self.lists
        if self._is_in_list():
            return Border(Place.COMMA, price.comma_list)
        if self.left.bare in lists.auxiliaries and not lists.verb_second:  # "is, I assure you, …": rather before "is"
            return Border(Place.COMMA, price.comma_insertion)
        if self.since <= _SHORT_OPENING and self._opens_sentence():
            return Border(Place.COMMA, price.comma_short)
        if self._opens_clause(self.right.bare) or self._opens_relative():
            return Border(Place.CLAUSE, price.comma_clause)
        return Border(Place.COMMA, price.comma)

    def _opens_sentence(self) -> bool:
        opening = self.i - self.since
        return opening < 0 or self.tokens[opening].closes in ENDS + STRONG + ","

    def _opens_clause(self, word: str) -> bool:
        lists = self.lists
        return (
            word in lists.conjunctions
            or word in lists.openers
            or word in lists.subordinators
            or word in lists.relatives
            or word in lists.pronouns
            or self._is_elided_que(word)
        )

    def _opens_relative(self) -> bool:
        """Say whether a preposition and a relative open a clause: "from which", "in denen"."""
        lists, word = self.lists, self.following
        return self.right.bare in lists.prepositions and word in lists.relatives and word not in lists.articles

    def _is_in_list(self) -> bool:
        """Say whether the comma stands among short items: another comma or an "and" is near on both sides."""
        lists, tokens, i = self.lists, self.tokens, self.i
        before = any(word.closes == "," for word in tokens[max(0, i - _LIST_ITEM) : i])
        if self.right.bare in lists.openers:
            return False
        if self.right.bare in lists.conjunctions:  # ", and the last"
            return before and self.following not in lists.pronouns and self.following not in lists.auxiliaries
        for word in tokens[i + 1 : i + 2 + _LIST_ITEM]:
            if word.bare in lists.pronouns or word.bare in lists.auxiliaries or word.bare in lists.relatives:
                return False
            if word.bare in lists.conjunctions:
                return True
            if word.closes:
                return before and word.closes == ","
        return False

    def _phrase(self) -> float:
        """Return the price of a place without punctuation, by what the word after it opens."""
        price, lists, word = self.weights.place, self.lists, self.right.bare
        if self._opens_relative():
            return price.subordinator
        if word in lists.links:
            return price.link
        if word in lists.conjunctions:
            return self._conjunction()
        if word in lists.subordinators:  # "after | it was over", but "after the show"
            is_phrase = word in lists.prepositions and self.following in lists.articles
            return price.preposition if is_phrase else price.subordinator
        if word in lists.relatives:
            return self._relative(word)
        if self._is_elided_que(word):
            return price.subordinator
        if word in lists.pronouns and word not in lists.objects and word not in lists.articles:
            return price.inside if self.right.closes or lists.verb_second else price.pronoun  # "I saw it."
        if word in lists.prepositions:
            return price.inside if bonds.is_particle(self.tokens, self.i + 1, lists) else price.preposition
        if word in lists.auxiliaries:
            return price.auxiliary if self.since > _SHORT_SUBJECT else price.inside
        return price.article if word in lists.articles else price.inside

    def _relative(self, word: str) -> float:
        """Return the price before a relative; German and Dutch ones may be articles, German relatives follow commas."""
        if word not in self.lists.articles:
            return self.weights.place.subordinator
        return self.weights.place.article if self.lists.nouns_are_capitalised else self.weights.place.pronoun

    def _conjunction(self) -> float:
        lists, price = self.lists, self.weights.place
        noun = self.following in lists.articles or self.following in lists.prepositions
        return price.conjunction_phrase if noun and self.following not in lists.pronouns else price.conjunction

    def _is_elided_que(self, word: str) -> bool:
        return word.startswith(_ELIDED_QUE) and bool(self.lists.subordinators)
