"""What of a translated sentence answers to which part of its source: numbers, names, frequent words, related words.

No dictionary is complete and none is needed: a few words that surely correspond show between which words of the
translation the source changes its cue.  Words that are spelled alike after the sounds that German, Dutch, English and
French share count less than those of `resources/counterparts.toml`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from studio import paths
from studio.subtitles.tokens import ENDS, QUOTES, STRONG, token
from studio.subtitles.weights import Back
from studio.text.number_words import written_out

Keys = Mapping[str, float]
"""What a word may answer to, with how much that says."""

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+(?:[.,:'’]\d+)*")
_SOUNDS = (("sch", "s"), ("ß", "s"), ("ch", "k"), ("ck", "k"), ("qu", "k"), ("ph", "f"), ("pf", "p"), ("th", "t"))
_LETTERS = str.maketrans("cvyzdq", "kfistk")
_VOWELS = re.compile(r"[aeiou]+")
_SHORTEST = 4  # letters of words that may be related; shorter ones are alike by chance
_COMPARED = 5  # sounds; what comes after them is inflection
_SURE, _USUAL, _RELATED = 2.0, 1.0, 0.6  # a number or a name, a word of the rows, a related word
_ONE = "1"  # "ein", "een", "un" are articles


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows in which words stand: of the language translated into, of the others; and those of words that join."""

    target: Mapping[str, frozenset[str]]
    source: Mapping[str, frozenset[str]]
    joins: frozenset[str]


def against(words: Sequence[str], stretches: Sequence[str], language: str, back: Back) -> list[list[float]]:
    """Return, for each border between `stretches` of the source, the price of each of `words` to open the later one.

    `language` is that of the words.  The best word of each border has the price 0.
    """
    rows = _rows(language.partition("-")[0].lower())
    target = [_keys(word, rows.target) for word in words]
    source = [[_keys(word, rows.source) for word in text.split()] for text in stretches]
    answers = _answers(target, source)
    prices: list[list[float]] = []
    for k in range(len(stretches) - 1):
        torn = _torn(answers, k)
        unlike = _unlike_openings(target, source[k + 1][0] if source[k + 1] else {}, rows.joins)
        marks = [_unlike_marks(stretches[k], word) for word in ("", *words[:-1])]
        summed = [
            back.torn * a + back.unlike * b + back.unlike_mark * c for a, b, c in zip(torn, unlike, marks, strict=True)
        ]
        least = min(summed[1:], default=0.0)
        prices.append([price - least for price in summed])
    return prices


def _answers(target: Sequence[Keys], source: Sequence[Sequence[Keys]]) -> list[tuple[int, float]]:
    """Return for each target word the stretch it answers to and how sure that is; -1 and 0 where nothing is known."""
    places: dict[str, list[int]] = {}
    for number, stretch in enumerate(source):
        for keys in stretch:
            for key in keys:
                places.setdefault(key, []).append(number)
    times: dict[str, int] = {}
    for keys in target:
        for key in keys:
            times[key] = times.get(key, 0) + 1
    met: dict[str, int] = {}
    answers: list[tuple[int, float]] = []
    for keys in target:
        best = (-1, 0.0)
        for key, sure in keys.items():
            found = places.get(key, [])
            turn = met[key] = met.get(key, 0) + 1
            if found and sure > best[1] and (len(set(found)) == 1 or len(found) == times[key]):
                best = (found[min(turn, len(found)) - 1], sure)
        answers.append(best)
    return answers


def _torn(answers: Sequence[tuple[int, float]], border: int) -> list[float]:
    """Return for each word what would be shown on the wrong side if it opened the stretch after `border`."""
    early = list(accumulate((sure if stretch > border else 0.0 for stretch, sure in answers), initial=0.0))
    late = list(accumulate((sure if 0 <= stretch <= border else 0.0 for stretch, sure in answers), initial=0.0))
    return [early[i] + late[-1] - late[i] for i in range(len(answers))]


def _unlike_openings(target: Sequence[Keys], opening: Keys, joins: frozenset[str]) -> list[float]:
    """Return 1 for each word that does not answer to the word that opens a stretch, if some other word does."""
    keys = {key for key, sure in opening.items() if sure >= _USUAL}
    alike = [not keys.isdisjoint(own) for own in target]
    if not any(alike[1:]):
        return [0.0] * len(target)
    weight = 1.0 if keys & joins else 0.5
    return [0.0 if same else weight for same in alike]


def _unlike_marks(stretch: str, word: str) -> float:
    """Return how unlike the marks are with which a stretch of the source and a word end, from 0 to 1."""
    ours, theirs = _mark(word), _mark(stretch.rpartition(" ")[2])
    return abs(ours - theirs) / 2


def _mark(word: str) -> int:
    """Return 2 for a mark that nearly ends a sentence, 1 for a comma or a quotation's end, 0 for none."""
    closes = token(word).closes
    if closes and closes in ENDS + STRONG:
        return 2
    return 1 if closes or word[-1:] in QUOTES else 0


def _keys(word: str, rows: Mapping[str, frozenset[str]]) -> dict[str, float]:
    """Return what a word may answer to."""
    keys: dict[str, float] = {}
    for part in _WORD.findall(word):
        folded = part.casefold()
        keys.update(dict.fromkeys(rows.get(folded, ()), _USUAL))
        if not keys and len(part) >= _SHORTEST:
            keys[f"~{_sound(folded)}"] = _RELATED
        if part[0].isupper() and len(part) > 1:
            keys[folded] = _SURE
    for number in _NUMBER.findall(word):
        keys["#" + re.sub(r"\D", "", number)] = _SURE
    for digits in written_out(word):
        if digits != _ONE:
            keys["#" + digits] = _SURE
    return keys


@lru_cache(maxsize=4096)
def _sound(word: str) -> str:
    """Return the first sounds of a word, so that "Buch", "boek" and "book" are one, and "Musik", "musique"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    for written, sound in _SOUNDS:
        plain = plain.replace(written, sound)
    plain = _VOWELS.sub("a", plain.translate(_LETTERS))
    return re.sub(r"(.)\1", r"\1", plain).rstrip("a")[:_COMPARED]


@cache
def _rows(base: str) -> _Rows:
    raw = tomllib.loads((paths.resources() / "counterparts.toml").read_text("utf-8"))
    languages: list[str] = raw["languages"]
    ours = [i for i, language in enumerate(languages) if base in (language, "") or base not in languages]
    others = [i for i, language in enumerate(languages) if language != base]
    target: dict[str, set[str]] = {}
    source: dict[str, set[str]] = {}
    for name in ("joins", "words"):
        for number, row in enumerate(raw[name]):
            for columns, words in ((ours, target), (others, source)):
                for word in (word for i in columns for word in row[i].split()):
                    words.setdefault(word, set()).add(f"{name}{number}")
    return _Rows(
        {word: frozenset(ids) for word, ids in target.items()},
        {word: frozenset(ids) for word, ids in source.items()},
        frozenset(f"joins{number}" for number in range(len(raw["joins"]))),
    )
