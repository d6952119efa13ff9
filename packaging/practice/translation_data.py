"""Sentence pairs for the translation models: single, joined, numbered, marked and shortened.

Captions hold two sentences or a piece of one; a document holds addresses and markers that must
come through untouched.  Every pair is faithful: what varies, varies on both sides alike.
"""

import random
from collections.abc import Iterator, Mapping

import grammar
import templates
import vocabulary
from vocabulary import Phrase

COPIED = ("url", "email", "clock", "until", "price", "person", "composer", "painter", "work", "city")
"""Slots whose place a marker may take, as the program protects what must survive."""
NUMBERS = ("price", "count")
ALSO_WRITTEN = 0.35
JOINED = 0.35
NUMBERED = 0.2
MARKED = 0.15
UNPUNCTUATED = 0.06
LOWERED = 0.04


def pairs(source: str, target: str, seed: int) -> Iterator[tuple[str, str]]:
    """Yield endless pairs for training, none of which holds a held-out sentence."""
    rng = random.Random(seed)
    one, other = grammar.LANGUAGES.index(source), grammar.LANGUAGES.index(target)
    while True:
        count = 2 if rng.random() < JOINED else 1
        sentences = [_sentence(rng) for _ in range(count)]
        pair = (" ".join(s[one] for s in sentences), " ".join(s[other] for s in sentences))
        yield _worn(*pair, rng)


def _sentence(rng: random.Random) -> grammar.Sentence:
    while True:
        forms = templates.WRITTEN if rng.random() < ALSO_WRITTEN else templates.SPOKEN
        template = rng.choice(forms)
        sentence = grammar.fill(template, _phrases(template, rng))
        if not grammar.is_held_out(sentence):
            return sentence


def _phrases(template: templates.Template, rng: random.Random) -> Mapping[str, Phrase]:
    slots = {**vocabulary.SPOKEN_SLOTS, **vocabulary.WRITTEN_SLOTS}
    phrases = {slot: rng.choice(slots[slot]) for slot in grammar.slots_of(template)}
    if rng.random() < NUMBERED:
        phrases |= {slot: rng.choice(vocabulary.ANY_NUMBER) for slot in NUMBERS if slot in phrases}
    if rng.random() < MARKED:
        copied = [slot for slot in phrases if slot in COPIED]
        markers = _markers(len(copied), rng)
        phrases |= dict(zip(copied, markers, strict=True))
    return phrases


def _markers(count: int, rng: random.Random) -> list[Phrase]:
    """Return different markers of one family."""
    family = rng.choice(("X%dX", "{{%d}}"))
    texts = [family % number for number in rng.sample(range(1, 6), count)]
    return [(text, text, text) for text in texts]


def _worn(source: str, target: str, rng: random.Random) -> tuple[str, str]:
    """Return the pair as a recogniser or a heading may write it."""
    if rng.random() < UNPUNCTUATED:
        return source.rstrip(".?"), target.rstrip(".?")
    if rng.random() < LOWERED:
        return source[0].lower() + source[1:], target
    return source, target
