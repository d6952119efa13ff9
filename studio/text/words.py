"""The small words of a language that say where a text may be broken: `resources/words/*.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache

from studio import paths


@dataclass(frozen=True, slots=True)
class WordLists:
    """Small words by what they do, in lower case; each set may be empty, a word may stand in several.

    articles          articles and other words that open a noun phrase and cannot end a line (the, my, this)
    prepositions      open a phrase of place, time, manner; `links` among them hang on the noun before (of)
    openers           join clauses after a comma only (German "aber")
    conjunctions      join equals (and, but); `subordinators` open a clause (because, that), `relatives` too (who)
    pronouns          stand as a subject before their verb; `objects` hang on the verb before them
    particles         prepositions that may end a phrasal verb (go down), seen by what follows
    auxiliaries       helping verbs and forms of "to be"
    negations         hang on what follows
    intensifiers      grade the next word (very)
    adjectives        frequent ones that stand before their noun; `adjective_endings` make others likely,
                      `inflected_endings` after an article only
    numbers           number words; `units` follow a number
    titles            stand before a name
    first_names       frequent first names, for names at the start of a sentence
    abbreviations     end with a point that ends no sentence
    compounds         several words that are one (because of, zum Beispiel)
    """

    articles: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    subordinators: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    intensifiers: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    adjective_endings: tuple[str, ...] = ()
    inflected_endings: tuple[str, ...] = ()
    numbers: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    first_names: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    compounds: frozenset[tuple[str, ...]] = frozenset()
    nouns_are_capitalised: bool = False
    verb_second: bool = False


def languages() -> list[str]:
    """Return the primary tags of the languages that have lists, sorted."""
    return sorted(path.stem for path in (paths.resources() / "words").glob("*.toml"))


def for_language(tag: str) -> WordLists:
    """Return the lists of the language `tag` (BCP 47); empty ones for a language that has none."""
    return _load(tag.partition("-")[0].lower())


@cache
def _load(base: str) -> WordLists:
    if base not in languages():
        return WordLists()
    raw = tomllib.loads((paths.resources() / "words" / f"{base}.toml").read_text("utf-8"))
    unknown = raw.keys() - {field.name for field in fields(WordLists)}
    if unknown:
        raise ValueError(f"words/{base}.toml: unknown list {', '.join(sorted(unknown))}")
    lists: dict[str, frozenset[str]] = {
        name: frozenset(value.split()) for name, value in raw.items() if isinstance(value, str)
    }
    endings = {name: tuple(sorted(lists.pop(name, ()))) for name in ("adjective_endings", "inflected_endings")}
    return WordLists(
        **lists,
        adjective_endings=endings["adjective_endings"],
        inflected_endings=endings["inflected_endings"],
        compounds=frozenset(tuple(compound.split()) for compound in raw.get("compounds", ())),
        nouns_are_capitalised=bool(raw.get("nouns_are_capitalised", False)),
        verb_second=bool(raw.get("verb_second", False)),
    )
