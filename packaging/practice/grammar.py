"""The practice language: parallel sentences in English, German and Dutch.

Sentences are drawn by choosing a template, then a phrase for each of its slots.  Drawing
over templates, with repeats, keeps short templates from starving; one sentence in twenty of
every larger template is held out and never trained on.
"""

import random
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from math import prod
from typing import NamedTuple

import templates
import vocabulary
from vocabulary import Phrase

LANGUAGES = ("en", "de", "nl")

HOLD_ONE_IN = 20
SMALLEST_SHARED = 60
"""Templates with fewer sentences than this are trained whole."""

_SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")
_ACCUSATIVE = {"der": "den"}
_DATIVE = {"der": "dem", "die": "der", "das": "dem"}
_DUTCH_RELATIVE = {"de": "die", "het": "dat"}
_WEAK_NOUNS = {"Dirigent", "Pianist"}


class Sentence(NamedTuple):
    """The same sentence in three languages."""

    en: str
    de: str
    nl: str


def training(count: int, seed: int, *, written: bool = False) -> list[Sentence]:
    """Return `count` sentences, repeats among them, none of which is held out.

    With `written`, also the forms that only occur on paper: addresses, clock times, headings.
    """
    rng = random.Random(seed)
    sentences: list[Sentence] = []
    while len(sentences) < count:
        sentence = draw(rng, written=written)
        if not is_held_out(sentence):
            sentences.append(sentence)
    return sentences


def held_out(count: int = 300, *, written: bool = False, seed: int = 1) -> list[Sentence]:
    """Return `count` different sentences that are never trained on."""
    rng = random.Random(seed)
    found: dict[Sentence, None] = {}
    while len(found) < count:
        sentence = draw(rng, written=written)
        if is_held_out(sentence):
            found[sentence] = None
    return list(found)


def draw(rng: random.Random, *, written: bool = False) -> Sentence:
    """Return one sentence, held out or not."""
    template = rng.choice(_patterns(written))
    return fill(template, {slot: rng.choice(_slots()[slot]) for slot in slots_of(template)})


def fill(template: templates.Template, phrases: Mapping[str, Phrase]) -> Sentence:
    """Return the sentence made by putting a phrase into every slot of the template."""
    return Sentence(*(_fill(template, phrases, language) for language in range(3)))


def slots_of(template: templates.Template) -> list[str]:
    """Return the slots of a template in the order of its English text."""
    return list(dict.fromkeys(slot for slot, _ in _SLOT.findall(template[0])))


def find(language: str, text: str) -> Sentence:
    """Return the sentence that reads so in this language; `LookupError` when there is none."""
    for template in _patterns(True):
        if _could_be(template[LANGUAGES.index(language)], text):
            for sentence in every(template):
                if getattr(sentence, language) == text:
                    return sentence
    raise LookupError(text)


def every(template: templates.Template) -> Iterator[Sentence]:
    """Yield all sentences of a template."""
    slots = slots_of(template)
    for choice in product(*(_slots()[slot] for slot in slots)):
        yield fill(template, dict(zip(slots, choice, strict=True)))


def is_held_out(sentence: Sentence) -> bool:
    """Say whether the sentence is kept from training, by a checksum of its English text."""
    checksum = zlib.crc32(sentence.en.encode())
    return checksum % HOLD_ONE_IN == 0 and sentence not in _always_trained()


@cache
def _always_trained() -> frozenset[Sentence]:
    small = [t for t in _patterns(True) if _combinations(t) < SMALLEST_SHARED]
    return frozenset(sentence for template in small for sentence in every(template))


def _could_be(pattern: str, text: str) -> bool:
    """Say whether the fixed words of a pattern occur in the text in their order."""
    fixed = _SLOT.sub("\0", pattern).split("\0")
    return re.fullmatch(".+".join(map(re.escape, fixed)), text) is not None


def _combinations(template: templates.Template) -> int:
    return prod(len(_slots()[slot]) for slot in slots_of(template))


def _patterns(written: bool) -> Sequence[templates.Template]:
    return templates.SPOKEN + templates.WRITTEN if written else templates.SPOKEN


@cache
def _slots() -> Mapping[str, Sequence[Phrase]]:
    return {**vocabulary.SPOKEN_SLOTS, **vocabulary.WRITTEN_SLOTS}


def _fill(template: templates.Template, phrases: Mapping[str, Phrase], language: int) -> str:
    def phrase(match: re.Match[str]) -> str:
        slot, form = match.groups()
        return _inflect(phrases[slot][language], form, LANGUAGES[language])

    text = _SLOT.sub(phrase, template[language])
    return text[0].upper() + text[1:]


def _inflect(phrase: str, form: str | None, language: str) -> str:
    """Return the phrase in a form: accusative, dative, or its relative pronoun."""
    if form is None:
        return phrase
    article, _, noun = phrase.rpartition(" ")
    if form == "rel":
        return _DUTCH_RELATIVE[article] if language == "nl" else article
    if not article:
        return _dative_plural(noun)
    if noun in _WEAK_NOUNS:
        noun += "en"
    articles = _ACCUSATIVE if form == "acc" else _DATIVE
    return f"{articles.get(article, article)} {noun}"


def _dative_plural(noun: str) -> str:
    return noun if noun.endswith(("n", "s")) else noun + "n"
