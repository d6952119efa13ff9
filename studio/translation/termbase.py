"""Terms in a sentence and its translation: which were not obeyed, what would be right, which hypothesis is best.

A term is obeyed when its translation stands anywhere in the target, whatever its ending, on its own or in a compound.
It counts in the source as a word of its own or the last part of a compound, since "Kartenbüro" is no "Karte".  What
stays as it is must stand there to the letter, with the ending of a genitive perhaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from studio.model.term import Term, Unobeyed
from studio.translation import inflection
from studio.translation.inflection import Found, Wanted

ALIKE = 0.7
"""How alike a word of the translation must be to a name to be that name, changed."""

_ENDINGS = "['’]?s|es|n|en|ns|['’]"
"""What may follow a name that stays as it is."""

_REGULAR_PLURAL = re.compile(r"(?i)[^sxyzh]s")
_CAPITALISED = re.compile(r"[^\W\d_a-zà-öø-ÿ][^\W\d_]+")

Renderings = Mapping[str, Sequence[str]]
"""What an engine makes of a term's source by itself: it is what stands there when the term is not obeyed."""


def relevant(terms: Iterable[Term], source: str, languages: tuple[str, str]) -> list[Term]:
    """Return the terms that stand in a source text and count between these languages, but none inside a longer one."""
    found = [(term, _in_source(term, source, languages[0])) for term in terms if term.is_for(*languages)]
    places = [(place, term) for term, all_places in found for place in all_places]
    return [
        term for term, mine in found if any(not any(_covers(other, place) for other, _term in places) for place in mine)
    ]


def obeyed(term: Term, source: str, target: str, languages: tuple[str, str] = ("", "")) -> bool:
    """Say whether a translation has what a term of its source asks for; yes where the source lacks the term."""
    mine = _languages(term, languages)
    return not _in_source(term, source, mine[0]) or _is_in_target(term, target, mine[1])


def unobeyed(
    terms: Iterable[Term], source: str, target: str, languages: tuple[str, str], renderings: Renderings | None = None
) -> list[Unobeyed]:
    """Return the terms that a translation does not obey, each with what would be right where that is clear."""
    wrong = [
        term
        for term in relevant(terms, source, languages)
        if not _is_in_target(term, target, _languages(term, languages)[1])
    ]
    return [Unobeyed(term, _replacement(term, target, languages, renderings or {})) for term in wrong]


def choose(
    hypotheses: Sequence[str], terms: Iterable[Term], source: str, languages: tuple[str, str]
) -> tuple[int, tuple[Term, ...]]:
    """Return which hypothesis obeys the most terms, the first of equals, and the terms that it does not obey."""
    wanted = relevant(terms, source, languages)
    wrong = [tuple(term for term in wanted if not _is_in_target(term, text, languages[1])) for text in hypotheses]
    best = min(range(len(hypotheses)), key=lambda i: (len(wrong[i]), i))
    return best, wrong[best]


def _languages(term: Term, languages: tuple[str, str]) -> tuple[str, str]:
    return languages[0] or term.source_language, languages[1] or term.target_language


def _in_source(term: Term, source: str, language: str) -> list[Found]:
    if term.is_kept:
        return _named(term.source, source)
    return inflection.find(source, Wanted(term.source, language, term.case_sensitive))


def _is_in_target(term: Term, target: str, language: str) -> bool:
    if term.is_kept:
        return bool(_named(term.source, target))
    return inflection.is_in(target, Wanted(term.target, language, term.case_sensitive, anywhere=True))


def _named(name: str, text: str) -> list[Found]:
    pattern = rf"(?<!\w){re.escape(name)}(?:{_ENDINGS})?(?!\w)"
    return [Found(match.start(), match.start() + len(name)) for match in re.finditer(pattern, text)]


def _covers(longer: Found, shorter: Found) -> bool:
    is_inside = longer.start <= shorter.start and shorter.end <= longer.end
    return is_inside and longer.end - longer.start > shorter.end - shorter.start


def _replacement(term: Term, target: str, languages: tuple[str, str], renderings: Renderings) -> str:
    """Return the translation with the term in it, where exactly one place can be meant; else nothing."""
    wanted = term.target or term.source
    places = _changed_name(term.source, target) if term.is_kept else _other_words(term, target, languages, renderings)
    if len(places) != 1:
        return ""
    place, plural = places[0]
    put = _with_capital(wanted, target, place)
    return target[: place.start] + put + plural + target[place.end :]


def _changed_name(name: str, target: str) -> list[tuple[Found, str]]:
    """Return where something like a name stands: as many words with capitals."""
    from rapidfuzz.distance import DamerauLevenshtein

    count = len(name.split())
    words = list(_CAPITALISED.finditer(target))
    found = []
    for i in range(len(words) - count + 1):
        start, end = words[i].start(), words[i + count - 1].end()
        if DamerauLevenshtein.normalized_similarity(target[start:end].casefold(), name.casefold()) >= ALIKE:
            found.append((Found(start, end), ""))
    return found


def _other_words(
    term: Term, target: str, languages: tuple[str, str], renderings: Renderings
) -> list[tuple[Found, str]]:
    """Return where what the engine says for the term stands, or the term itself, in a form that can be replaced."""
    found: dict[int, tuple[Found, str]] = {}
    for text in (term.source, *renderings.get(term.source, ())):
        for place in inflection.find(target, Wanted(text, languages[1])):
            ending = _ending(target[place.start : place.end], text, languages[1], term.target)
            if ending is not None and not place.is_part:
                found[place.start] = place, ending
    return list(found.values())


def _ending(written: str, text: str, language: str, wanted: str) -> str | None:
    """Return what the term needs to be put in the place of `written`; None where that is not clear."""
    if written.casefold() == text.casefold():
        return ""
    is_regular = _REGULAR_PLURAL.fullmatch(written[-2:]) and _REGULAR_PLURAL.fullmatch(f"{wanted[-1:]}s")
    if language.startswith("en") and written.casefold() == f"{text.casefold()}s" and is_regular:
        return "s"
    return None


def _with_capital(wanted: str, target: str, place: Found) -> str:
    """Return the term as it stands at the beginning of a sentence, where it does."""
    begins = not target[: place.start].rstrip() or target[: place.start].rstrip()[-1] in ".!?"
    return wanted[:1].upper() + wanted[1:] if begins and target[place.start].isupper() else wanted
