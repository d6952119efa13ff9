"""What holds two neighbouring words together: article and noun, names, numbers and units, helping verbs."""

from __future__ import annotations

from collections.abc import Sequence

from studio.subtitles.tokens import Token
from studio.subtitles.weights import Weights
from studio.text.words import WordLists


def between(tokens: Sequence[Token], i: int, lists: WordLists, weights: Weights, *, starts: bool) -> float:
    """Return what holds the words `i` and `i + 1` together; `starts` says that word `i` opens a sentence or clause."""
    left, right = tokens[i], tokens[i + 1]
    strongest = max(_of_class(left, right, lists, weights), _of_names(left, right, lists, weights, starts=starts))
    if starts and left.bare in lists.openers:
        strongest = max(strongest, weights.bond.conjunction)
    after_article = i > 0 and tokens[i - 1].bare in lists.articles and not tokens[i - 1].closes
    if after_article and left.bare.endswith(lists.inflected_endings) and not _is_small_word(right.bare, lists):
        strongest = max(strongest, weights.bond.adjective)
    if left.bare in lists.prepositions and not is_particle(tokens, i, lists):
        strongest = max(strongest, weights.bond.preposition)
    return strongest


def is_particle(tokens: Sequence[Token], i: int, lists: WordLists) -> bool:
    """Say whether word `i` ends a phrasal verb rather than opening a phrase: "go down with", "komm mit und"."""
    word = tokens[i]
    if word.bare not in lists.particles:
        return False
    if word.closes or i + 1 >= len(tokens):
        return True
    following = tokens[i + 1].bare
    return (following in lists.prepositions or following in lists.conjunctions) and following not in lists.articles


def inside_compounds(tokens: Sequence[Token], lists: WordLists) -> set[int]:
    """Return the places (by the word before) that lie inside several words that are one."""
    longest = max((len(compound) for compound in lists.compounds), default=0)
    places: set[int] = set()
    bare = [token.bare for token in tokens]
    for i in range(len(tokens)):
        for size in range(2, longest + 1):
            if tuple(bare[i : i + size]) in lists.compounds and not any(t.closes for t in tokens[i : i + size - 1]):
                places.update(range(i, i + size - 1))
    return places


def _of_class(left: Token, right: Token, lists: WordLists, weights: Weights) -> float:
    bond, word = weights.bond, left.bare
    strongest = 0.0
    for words, price in (
        (lists.articles, bond.article),
        (lists.conjunctions, bond.conjunction),
        (lists.subordinators, bond.subordinator),
        (lists.relatives, bond.subordinator),
        (lists.pronouns, bond.pronoun),
        (lists.negations, bond.negation),
        (lists.intensifiers, bond.intensifier),
        (lists.adjectives, bond.adjective),
        (lists.auxiliaries, bond.auxiliary),
    ):
        if word in words and price > strongest:
            strongest = price
    if right.is_capital and word in lists.titles:
        strongest = max(strongest, bond.title)
    if right.bare in lists.objects or _follows_its_verb(right, lists):
        strongest = max(strongest, bond.object)
    if _is_adjective(left, right, lists):
        strongest = max(strongest, bond.adjective)
    if word.endswith(("'s", "s'")) and word not in lists.auxiliaries:
        strongest = max(strongest, bond.possessive)
    return strongest


def _follows_its_verb(word: Token, lists: WordLists) -> bool:
    """Say whether a pronoun hangs on the word before it: "I saw it.", "heute spielen wir"."""
    if word.bare not in lists.pronouns:
        return False
    return bool(word.closes) or (lists.verb_second and word.bare not in lists.articles)


def _is_adjective(left: Token, right: Token, lists: WordLists) -> bool:
    """Say whether the left word looks like an adjective by its ending and may stand before the right one."""
    if left.is_capital or len(left.bare) < 4 or not left.bare.endswith(lists.adjective_endings):
        return False
    if lists.nouns_are_capitalised:
        return right.is_capital
    closed = (
        lists.prepositions,
        lists.conjunctions,
        lists.articles,
        lists.relatives,
        lists.auxiliaries,
        lists.pronouns,
        lists.subordinators,
        lists.objects,
    )
    return not any(right.bare in words for words in closed)


def _of_names(left: Token, right: Token, lists: WordLists, weights: Weights, *, starts: bool) -> float:
    bond = weights.bond
    if left.is_number or left.bare in lists.numbers:
        return _of_number(left, right, lists, weights)
    if right.is_number and left.bare in lists.units:  # May 3, Uhr 20
        return bond.unit
    if not (left.is_capital and right.is_capital) or right.bare in lists.pronouns:
        return 0.0
    if right.bare in lists.first_names and left.bare not in lists.first_names:  # director | Anna Miller
        return bond.name / 2
    if lists.nouns_are_capitalised or left.bare in lists.first_names or not starts:
        return bond.name
    return 0.0 if _is_small_word(left.bare, lists) else bond.name / 2


def _of_number(left: Token, right: Token, lists: WordLists, weights: Weights) -> float:
    if right.bare in lists.units or right.is_number or right.bare in lists.numbers or right.written == "%":
        return weights.bond.unit
    return weights.bond.number if not _is_small_word(right.bare, lists) else 0.0


def _is_small_word(word: str, lists: WordLists) -> bool:
    closed = (
        lists.articles,
        lists.prepositions,
        lists.conjunctions,
        lists.subordinators,
        lists.pronouns,
        lists.auxiliaries,
    )
    return any(word in words for words in closed)
