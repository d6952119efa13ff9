"""Words that are nearly one of the names that must be right: "Prosparo" where the list says "Prospero".

Names are misheard by their sound, so two spellings are compared as they are written (Damerau-Levenshtein) and as they
sound, roughly, in German, Dutch and English.  Few false alarms matter more than the last true one: a name with an
ending ("Prosperos"), a frequent first name and the small words of a language are no near misses.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from studio.text import seen, words

ENDINGS = ("s", "es", "n", "en", "ns", "e", "ens", "sche", "schen", "scher", "sches", "'s", "’s")
"""What a name may end with and still be that name (German, Dutch, English)."""

SAME_SOUND = 0.98
"""How alike two spellings of the same sound are."""

ONLY_CASE = 0.99
"""How alike a name and its writing with other capitals are."""

LONG, SHORT = 7, 5
"""Letters of a long name, and of a short one; of still shorter ones only other spellings of the same sound count."""
ALIKE = {LONG: 0.82, SHORT: 0.88}
"""From where on two words are near, by their length; several words at a time need `JOINED`."""
JOINED = 0.9
LEAST = 4
"""Letters of a word that may be a name misheard."""

MANY = 50_000
"""Words that are remembered: more than those of any film."""

_SMALL = (
    *("articles", "prepositions", "conjunctions", "openers", "subordinators", "relatives", "pronouns", "objects"),
    *("particles", "auxiliaries", "negations", "intensifiers", "adjectives", "numbers", "units", "titles"),
)
"""The word lists that hold no names."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_GENITIVES = ("s", "'s", "’s")
_GAPS = {" ", "\n", "\N{NO-BREAK SPACE}", "-", "\N{HYPHEN}"}
_SPELLINGS = (
    (re.compile("ß"), "ss"),
    (re.compile("[aou]e(?!$)"), lambda match: match[0][0]),  # Mueller, Müller
    (re.compile("tsch|sch|sh"), "s"),
    (re.compile("ph|v"), "f"),
    (re.compile("ck|qu?|ch|c(?![eiy])"), "k"),
    (re.compile("th|dt"), "t"),
    (re.compile("tz|ts|z|c"), "s"),
    (re.compile("x"), "ks"),
    (re.compile("ei|ey|ai|ay|ij"), "ei"),
    (re.compile("ie|y|j"), "i"),
    (re.compile("(?<!^)h"), ""),
    (re.compile(r"(.)\1+"), lambda match: match[1]),
)
_CLASSES = str.maketrans("aeiouybpdtgkfwmnlrs", "aaaaaabbddggffmmlrs")


@dataclass(frozen=True, slots=True)
class NearMiss:
    """What stands in a text from `start` until `end`, the name that seems to be meant, and how alike they are (0–1)."""

    start: int
    end: int
    written: str
    name: str
    similarity: float


def near_misses(text: str, names: Sequence[str]) -> list[NearMiss]:
    """Return the words of `text` that are nearly a name, in order, none overlapping.

    Only what is to be replaced is named: of "Prosparos" the part before the s.
    """
    known = _known(tuple(names))
    if not known.wholes:
        return []
    shown = seen.of(text)
    tokens = [_Token(*match.span(), match[0], match[0].casefold()) for match in _WORD.finditer(shown.text)]
    found = _Search(shown.text, tokens, known).run()
    return [NearMiss(*shown.span(miss.start, miss.end), miss.written, miss.name, miss.similarity) for miss in found]


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of the text, where it stands, and bare of capitals."""

    start: int
    end: int
    text: str
    bare: str


@dataclass(frozen=True, slots=True)
class _Target:
    """Something that words are compared with: a name or a part of one; `letters` and `sounds` as `_Sound` has them."""

    name: str
    letters: str
    sounds: str


@dataclass(slots=True)
class _Known:
    """The names, made ready: whole ones by their bare words, all words of them, targets by their first sound."""

    wholes: dict[tuple[str, ...], str] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    firsts: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """The first words of names of several, with how many those have."""
    targets: dict[str, list[_Target]] = field(default_factory=lambda: defaultdict(list))
    longest: int = 0
    judged: dict[tuple[str, bool], tuple[float, str]] = field(default_factory=dict)


@lru_cache(maxsize=8)
def _known(names: tuple[str, ...]) -> _Known:
    known = _Known()
    for name in names:
        parts = _WORD.findall(unicodedata.normalize("NFC", name))
        if parts:
            bare = tuple(part.casefold() for part in parts)
            known.wholes[bare] = unicodedata.normalize("NFC", name)
            known.words |= set(bare)
            known.longest = max(known.longest, len("".join(bare)))
            if len(bare) > 1:
                known.firsts[bare[0]].add(len(bare))
    for bare, name in known.wholes.items():
        texts = {name, *(part for part in _WORD.findall(name) if part[0].isupper() and len(bare) > 1)}
        for text in texts:
            letters = _letters("".join(_WORD.findall(text)))
            if len(letters) >= LEAST or text == name:
                known.targets[letters[:1].translate(_CLASSES)].append(_Target(text, letters, _sounds(letters)))
    return known


class _Search:
    """One text looked through: whole names first, then words in twos, then each word."""

    def __init__(self, text: str, tokens: Sequence[_Token], known: _Known) -> None:
        self._text = text
        self._tokens = tokens
        self._known = known
        self._taken: set[int] = set()
        self._found: list[NearMiss] = []

    def run(self) -> list[NearMiss]:
        """Return what is found, in order."""
        for count, starts in self._beginnings():
            for places in self._windows(count, starts):
                self._whole(places)
        capitals = [i for i, token in enumerate(self._tokens) if token.text[0].isupper()]
        for count in (3, 2, 1):
            for places in self._windows(count, capitals):
                self._nearly(places)
        return sorted(self._found, key=lambda miss: miss.start)

    def _beginnings(self) -> list[tuple[int, list[int]]]:
        """Return how many words whole names have, the most first, and where such may begin."""
        found: dict[int, list[int]] = {1: list(range(len(self._tokens)))}
        for i, token in enumerate(self._tokens):
            for count in self._known.firsts.get(token.bare, ()):
                found.setdefault(count, []).append(i)
        return sorted(found.items(), reverse=True)

    def _windows(self, count: int, starts: Sequence[int]) -> Iterator[range]:
        """Yield so many words in a row that nothing was found in, with nothing but a space or hyphen between."""
        for first in starts:
            places = range(first, first + count)
            is_free = places.stop <= len(self._tokens) and self._taken.isdisjoint(places)
            if is_free and all(self._touch(i) for i in places[1:]):
                yield places

    def _touch(self, i: int) -> bool:
        return self._text[self._tokens[i - 1].end : self._tokens[i].start] in _GAPS

    def _whole(self, places: range) -> None:
        """Take a name that is written whole, with other capitals or joined otherwise perhaps."""
        bare = [self._tokens[i].bare for i in places]
        for last, ending in _stems(bare[-1]):
            name = self._known.wholes.get((*bare[:-1], last))
            if name is not None:
                self._taken |= set(places)
                start, end = self._tokens[places[0]].start, self._tokens[places[-1]].end - len(ending)
                self._compare(start, end, name)
                return

    def _compare(self, start: int, end: int, name: str) -> None:
        """Report a name with other capitals, unless it is shouted or begins a sentence."""
        written = " ".join(self._text[start:end].split())
        is_right = written == name or written.isupper() or written == name[0].upper() + name[1:]
        if not is_right and written.casefold() not in _small_words():
            self._found.append(NearMiss(start, end, self._text[start:end], name, ONLY_CASE))

    def _nearly(self, places: range) -> None:
        """Take words that are nearly a name."""
        bare = [self._tokens[i].bare for i in places]
        if len(bare) > 1 and not _small_words().isdisjoint(bare):
            return
        if all(self._is_known(word) for word in bare):
            return
        best = 0.0, "", ""
        for last, ending in _stems(bare[-1], _GENITIVES):
            similarity, name = _judged(self._known, "".join([*bare[:-1], last]), is_one=len(bare) == 1)
            if similarity > best[0]:
                best = similarity, name, ending
        if best[0]:
            self._take(places, *best)

    def _take(self, places: range, similarity: float, name: str, ending: str) -> None:
        start, end = self._tokens[places[0]].start, self._tokens[places[-1]].end - len(ending)
        written = self._text[start:end]
        self._taken |= set(places)
        self._found.append(NearMiss(start, end, written, name.upper() if written.isupper() else name, similarity))

    def _is_known(self, bare: str) -> bool:
        return any(stem in self._known.words for stem, _ending in _stems(bare))


def _judged(known: _Known, bare: str, *, is_one: bool) -> tuple[float, str]:
    """Return how alike the nearest name is, and that name; 0 where none is near."""
    key = bare, is_one
    if key not in known.judged:
        if len(known.judged) > MANY:
            known.judged.clear()
        known.judged[key] = _judge(known, bare, is_one=is_one)
    return known.judged[key]


def _judge(known: _Known, bare: str, *, is_one: bool) -> tuple[float, str]:
    if not LEAST <= len(bare) <= known.longest + LEAST or bare in _small_words():
        return 0.0, ""
    letters = _letters(bare)
    if not letters:
        return 0.0, ""
    sounds = _sounds(letters)
    near = [(_alike(letters, sounds, each), each) for each in known.targets.get(sounds[0], ())]
    fitting = [(alike, each.name) for alike, each in near if alike >= _least(letters, each.letters, is_one=is_one)]
    similarity, name = max(fitting, default=(0.0, ""))
    if similarity < SAME_SOUND and bare in _first_names():
        return 0.0, ""
    return similarity, name


def _least(letters: str, others: str, *, is_one: bool) -> float:
    """Return how alike two words must be to be near."""
    length = max(len(letters), len(others))
    if not is_one:
        return JOINED if length >= LONG else SAME_SOUND
    return next((least for long, least in ALIKE.items() if length >= long), SAME_SOUND)


def _alike(letters: str, sounds: str, target: _Target) -> float:
    """Return how alike two words are: the mean of how they are written and how they sound."""
    from rapidfuzz.distance import DamerauLevenshtein

    if letters == target.letters:
        return SAME_SOUND
    written = DamerauLevenshtein.normalized_similarity(letters, target.letters)
    heard = DamerauLevenshtein.normalized_similarity(sounds, target.sounds)
    return min((written + heard) / 2, SAME_SOUND - 0.01)


@lru_cache(maxsize=MANY)
def _stems(bare: str, endings: tuple[str, ...] = ENDINGS) -> list[tuple[str, str]]:
    """Return a word with and without each ending it may have, with that ending."""
    found = [(bare, "")]
    for ending in endings:
        if bare.endswith(ending) and len(bare) - len(ending) >= LEAST - 1:
            found.append((bare[: -len(ending)], ending))
    return found


@lru_cache(maxsize=MANY)
def _letters(bare: str) -> str:
    """Return a word in one spelling of its sound: Jellineck → ielinek."""
    plain = unicodedata.normalize("NFD", bare.casefold())
    text = "".join(letter for letter in plain if not unicodedata.combining(letter) and letter.isalpha())
    for pattern, spelling in _SPELLINGS:
        text = pattern.sub(spelling, text)
    return text


@lru_cache(maxsize=MANY)
def _sounds(letters: str) -> str:
    """Return the classes of a word's sounds, for what is easily misheard: b and p, d and t, all vowels."""
    return re.sub(r"(.)\1+", r"\1", letters.translate(_CLASSES))


@cache
def _small_words() -> frozenset[str]:
    """Return the words of all languages that are no names."""
    lists = [words.for_language(tag) for tag in words.languages()]
    return frozenset(word for each in lists for kind in _SMALL for word in getattr(each, kind))


@cache
def _first_names() -> frozenset[str]:
    return frozenset(name for tag in words.languages() for name in words.for_language(tag).first_names)
