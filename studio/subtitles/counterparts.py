"""What of a translated sentence answers to which part of its source: numbers, names, frequent words, related words.

No dictionary is complete and none is needed: a few words that surely correspond show between which words of the
translation the source changes its cue.  Words that are spelled alike after the sounds that German, Dutch, English and
French share count less than those of `resources/counterparts.toml`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from studio import paths
from studio.subtitles.tokens import ENDS, QUOTES, STRONG, token
from studio.subtitles.weights import Back
from studio.text.number_words import written_out

Keys = Mapping[str, float]
"""What a word may answer to, with how much that says."""

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+(?:[.,:'’\u00a0\u202f]\d+)*")
_SOUNDS = (("sch", "s"), ("ß", "s"), ("ch", "k"), ("ck", "k"), ("qu", "k"), ("ph", "f"), ("pf", "p"), ("th", "t"))
_LETTERS = str.maketrans("cvyzdq", "kfistk")
_VOWELS = re.compile(r"[aeiou]+")
_SHORTEST = 4  # letters of words that may be related; shorter ones are alike by chance
_COMPARED = 5  # sounds; what comes after them is inflection
_SURE, _RELATED = 2.0, 0.7  # a number or a name, a related word
_TABLES = {"joins": 0.7, "small": 0.5, "words": 1.3}  # how much the words of a table say
_ONE = "1"  # "ein", "een", "un" are articles


class _Answer(NamedTuple):
    """The stretch of the source that a word answers to, and how sure that is."""

    stretch: int
    sure: float


@dataclass(frozen=True, slots=True)
class Table:
    """What is known of the words of two languages."""

    target: Mapping[str, Keys]
    source: Mapping[str, Keys]

    @classmethod
    def of(cls, language: str, source: Iterable[str]) -> Table:
        """Return the table for translations into `language`; what they are made from is seen by their words."""
        rows = _rows()
        words = {word.casefold() for text in source for word in _WORD.findall(text)}
        base = language.partition("-")[0].lower()
        others = [known for known in rows if known != base]
        guess = max(others, key=lambda known: len(words & rows[known].keys()))
        return cls(rows.get(base, {}), rows[guess])

    def against(self, words: Sequence[str], stretches: Sequence[str], back: Back) -> list[list[float]]:
        """Return, for each border between `stretches` of the source, the price of each word to open the later one.

        The best word of each border has the price 0.
        """
        target = [_keys(word, self.target) for word in words]
        source = [[_keys(word, self.source) for word in text.split()] for text in stretches]
        answers = _answers(target, source)
        prices: list[list[float]] = []
        for k in range(len(stretches) - 1):
            unlike = _unlike_openings(target, source[k + 1][0] if source[k + 1] else {})
            marks = [_unlike_marks(stretches[k], word) for word in ("", *words)][: len(words)]
            summed = [
                back.torn * a + back.unlike * b + back.unlike_mark * c
                for a, b, c in zip(_torn(answers, k), unlike, marks, strict=True)
            ]
            least = min(summed[1:], default=0.0)
            prices.append([price - least for price in summed])
        return prices


def _answers(target: Sequence[Keys], source: Sequence[Sequence[Keys]]) -> list[_Answer]:
    """Return for each target word the stretch it answers to and how sure that is; -1 and 0 where nothing is known."""
    said = [(keys, number) for number, stretch in enumerate(source) for keys in stretch]
    ours, theirs = _places(target), _places([keys for keys, _ in said])
    answers = [_Answer(-1, 0.0)] * len(target)
    for key, wheres in ours.items():
        for i, j in _pairs(wheres, theirs.get(key, ()), len(said) / len(target)):
            if target[i][key] > answers[i].sure:
                answers[i] = _Answer(said[j][1], target[i][key])
    return answers


def _places(words: Sequence[Keys]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for i, keys in enumerate(words):
        for key in keys:
            places.setdefault(key, []).append(i)
    return places


def _pairs(ours: Sequence[int], theirs: Sequence[int], scale: float) -> list[tuple[int, int]]:
    """Return which of our words answers to which of theirs: in order, or, where one side has more, the nearest ones."""
    if len(ours) == len(theirs):
        return list(zip(ours, theirs, strict=True))
    near = sorted((abs(i * scale - j), i, j) for i in ours for j in theirs)
    left, right, pairs = set(ours), set(theirs), []
    for _, i, j in near:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((i, j))
    return pairs


def _torn(answers: Sequence[_Answer], border: int) -> list[float]:
    """Return for each word what would be shown on the wrong side if it opened the stretch after `border`."""
    early = list(accumulate((sure if stretch > border else 0.0 for stretch, sure in answers), initial=0.0))
    late = list(accumulate((sure if 0 <= stretch <= border else 0.0 for stretch, sure in answers), initial=0.0))
    return [early[i] + late[-1] - late[i] for i in range(len(answers))]


def _unlike_openings(target: Sequence[Keys], opening: Keys) -> list[float]:
    """Return 1 for each word that does not answer to the word that opens a stretch, if some other word does."""
    keys = {key for key in opening if not key.startswith("~")}
    alike = [not keys.isdisjoint(own) for own in target]
    if not any(alike[1:]):
        return [0.0] * len(target)
    weight = 1.0 if any(key.startswith("joins") for key in keys) else 0.5
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


def _keys(word: str, rows: Mapping[str, Keys]) -> dict[str, float]:
    """Return what a word may answer to."""
    keys: dict[str, float] = {}
    bare = token(word).bare
    for part in (bare,) if "-" in bare and bare in rows else _WORD.findall(word):  # "grand-mère" is not big
        folded = part.casefold()
        keys.update(rows.get(folded, {}))
        if folded not in rows and len(part) >= _SHORTEST:
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
def _rows() -> dict[str, dict[str, dict[str, float]]]:
    """Return for each language its words, each with the rows in which it stands and how much they say."""
    raw = tomllib.loads((paths.resources() / "counterparts.toml").read_text("utf-8"))
    rows: dict[str, dict[str, dict[str, float]]] = {}
    for column, language in enumerate(raw["languages"]):
        words = rows[language] = {}
        for table, sure in _TABLES.items():
            for number, row in enumerate(raw[table]):
                for word in row[column].split():
                    words.setdefault(word, {})[f"{table}{number}"] = sure
    return rows
