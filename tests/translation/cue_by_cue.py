"""What becomes of a sentence that is translated cue by cue, beside what the product makes of it.

    pytest -s tests/translation/test_cue_by_cue.py

prints the table.  A translation by cues needs a translator, so it is tried with the practice packages on sentences of
the practice language, whose right translation is known; the corpus by hand (`corpus_scores.py`) has no such thing.
Each sentence is spoken at an even speed and cut into cues of one short line, as narrow pictures have them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

from studio.model.cue import Cue
from studio.model.profile import Profile
from studio.model.progress import Partial, Progress
from studio.model.speech import Word
from studio.model.translation import Package, TranslationUnit
from studio.subtitles import profiles, segmentation
from studio.subtitles.into_cues import into_cues
from studio.translation import argos, engine, sentences
from studio.translation.route import route
from studio.translation.translate import translate

ROOT = Path(__file__).resolve().parents[2]
DIRECTIONS = ("de-en", "en-de", "nl-en", "en-nl", "de-nl")
PROFILES = {"de": "de-ard", "en": "en-netflix", "nl": "nl-pro"}
LINE = 30  # characters of the one line of a cue
CHARACTERS_A_SECOND = 12
_ANCHOR = re.compile(r"\d+|[A-ZÄÖÜ][^\W\d_]{2,}")

Say = Callable[[Sequence[TranslationUnit]], list[TranslationUnit]]


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence in its cues, and its right translation."""

    cues: tuple[Cue, ...]
    target: str


@dataclass
class Score:
    """How many sentences read as they should, how many names and numbers are shown while they are spoken."""

    items: int = 0
    right: int = 0
    anchors: int = 0
    in_place: int = 0

    def count(self, item: Item, shown: Sequence[Cue]) -> None:
        """Add a sentence shown in these cues."""
        self.items += 1
        self.right += " ".join(" ".join(cue.text for cue in shown).split()) == item.target
        for word in _anchors(item):
            (spoken,) = (cue for cue in item.cues if word in _words(cue.text))
            self.anchors += 1
            self.in_place += any(word in _words(cue.text) and _together(cue, spoken) for cue in shown)


def _anchors(item: Item) -> Iterator[str]:
    """Yield the names and numbers that a sentence has once, and its translation has, too."""
    for word in dict.fromkeys(_ANCHOR.findall(item.target)):
        if sum(_words(cue.text).count(word) for cue in item.cues) == 1:
            yield word


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _together(shown: Cue, spoken: Cue) -> bool:
    return 2 * (min(shown.end, spoken.end) - max(shown.start, spoken.start)) >= min(shown.duration, spoken.duration)


def items(direction: str, count: int) -> list[Item]:
    """Return held-out sentences of the practice language that fill two cues at least."""
    if str(ROOT / "packaging/practice") not in sys.path:
        sys.path.append(str(ROOT / "packaging/practice"))
    import grammar

    source, target = direction.split("-")
    pairs: list[Any] = grammar.held_out(6 * count)
    made = (Item(_cues(getattr(pair, source), source), getattr(pair, target)) for pair in pairs)
    return [item for item in made if len(item.cues) > 1][:count]


def _cues(text: str, language: str) -> tuple[Cue, ...]:
    words = text.split()
    times = list(accumulate((1000 * (len(word) + 1) // CHARACTERS_A_SECOND for word in words), initial=0))
    spoken = [Word(word, times[i], times[i + 1]) for i, word in enumerate(words)]
    narrow = replace(profiles.load(PROFILES[language]), lines=1, line_length=LINE)
    return tuple(fitted.cue for fitted in segmentation.from_words(spoken, narrow, language))


def translator(direction: str, folder: Path, into: Path) -> Say:
    """Return what translates units with the practice packages of `folder`, unpacked under `into`."""
    found = argos.packages([folder])
    steps = [replace(step, folder=str(argos.unpacked(Path(step.folder), into))) for step in _way(found, direction)]
    return lambda units: translate(units, steps, engine.open, report=_ignore)


def _way(found: Sequence[Package], direction: str) -> list[Package]:
    source, target = direction.split("-")
    return route(found, source, target)


def _ignore(event: Progress | Partial) -> None:
    """Nobody waits for it."""


def ours(item: Item, direction: str, say: Say) -> list[Cue]:
    """Translate the sentence and cut it, as the product does."""
    source, target = direction.split("-")
    units = say(sentences.from_cues(item.cues, source))
    return [fitted.cue for fitted in into_cues(units, item.cues, _profile(target), target)]


def cue_by_cue(item: Item, direction: str, say: Say) -> list[Cue]:
    """Translate each cue for itself, and show it in its cue's time."""
    source = direction.partition("-")[0]
    shown = []
    for cue in item.cues:
        units = say(sentences.from_cues([cue], source))
        shown.append(replace(cue, text=" ".join(unit.target for unit in units)))
    return shown


def by_share(item: Item, direction: str, say: Say) -> list[Cue]:
    """Translate the sentence and cut it where the share of characters is that of the source cues."""
    words = " ".join(unit.target for unit in say(sentences.from_cues(item.cues, direction.partition("-")[0]))).split()
    places = list(accumulate((len(word) + 1 for word in words), initial=0))
    lengths = list(accumulate((len(cue.text) + 1 for cue in item.cues), initial=0))
    firsts = [min(range(len(places)), key=lambda i: abs(places[i] / places[-1] - n / lengths[-1])) for n in lengths]
    return [
        replace(cue, text=" ".join(words[firsts[i] : firsts[i + 1]]))
        for i, cue in enumerate(item.cues)
        if firsts[i] < firsts[i + 1]
    ]


def _profile(language: str) -> Profile:
    return profiles.load(PROFILES[language])


WAYS = {"ours": ours, "by share": by_share, "cue by cue": cue_by_cue}


def measured(direction: str, count: int, folder: Path, into: Path) -> dict[str, Score]:
    """Return what becomes of so many sentences in each way."""
    say = translator(direction, folder, into)
    scores = {name: Score() for name in WAYS}
    for item in items(direction, count):
        for name, way in WAYS.items():
            scores[name].count(item, way(item, direction, say))
    return scores
