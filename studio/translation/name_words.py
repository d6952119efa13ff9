"""The words that tell names from others: `resources/names.toml` and the small words of `resources/words`."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass, fields
from functools import cache

from studio import paths
from studio.model.memory import primary
from studio.text import words

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class NameWords:
    """See `resources/names.toml`; `small` are the words of a language that are never a name."""

    first_names: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    role_endings: tuple[str, ...] = ()
    houses: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    linking: frozenset[str] = frozenset()
    placing: frozenset[str] = frozenset()
    noun_endings: tuple[str, ...] = ()
    articles: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    nouns_are_capitalised: bool = False


@cache
def of(language: str) -> NameWords:
    """Return the words of a language; the first names only for one that has no lists."""
    raw = tomllib.loads((paths.resources() / "names.toml").read_text("utf-8"))
    lists = words.for_language(language)
    known = {field.name for field in fields(NameWords)}
    own = {name: text.split() for name, text in raw.get(primary(language), {}).items()}
    if not own.keys() <= known:
        raise ValueError(f"names.toml: unknown list {', '.join(sorted(own.keys() - known))}")
    sets = {name: frozenset(found) for name, found in own.items() if not name.endswith("_endings")}
    return NameWords(
        first_names=frozenset(raw["shared"]["first_names"].split()) | lists.first_names,
        role_endings=tuple(own.get("role_endings", ())),
        noun_endings=tuple(own.get("noun_endings", ())),
        articles=lists.articles,
        small=_small(lists),
        nouns_are_capitalised=lists.nouns_are_capitalised,
        **sets,
    )


def language_of(text: str) -> str:
    """Return the language that the small words of a text are most of; "" where there are none."""
    found = Counter(word.lower() for word in _WORD.findall(text))
    scores = {tag: sum(count for word, count in found.items() if word in of(tag).small) for tag in words.languages()}
    best = max(scores, key=lambda tag: scores[tag], default="")
    return best if scores.get(best) else ""


def _small(lists: words.WordLists) -> frozenset[str]:
    return frozenset().union(
        *(lists.articles, lists.prepositions, lists.conjunctions, lists.openers, lists.subordinators, lists.relatives),
        *(lists.pronouns, lists.objects, lists.particles, lists.auxiliaries, lists.negations, lists.intensifiers),
        *(lists.adjectives, lists.numbers, lists.units),
    )
