"""Measure how long a memory of 100,000 units takes to find what is nearly the sentence asked for.

    python tests/benchmarks/memory_lookup.py [UNITS]

The units are made by a grammar of programme notes and introductions, so that very many are alike.  500 sentences are
asked: some with a word changed, some with a few letters, some new.  Beside it RapidFuzz compares some with all; what
both find is held against each other.  Then they are asked as the program asks: the house's file is opened, looked at
for news, and the index of the worker searched.  All of it is the processor's time of the one thread that does it, which
other programs disturb less.
"""

from __future__ import annotations

import platform
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from studio.model.memory import MemoryUnit
from studio.project.venue import Venue
from studio.translation.memory import AT_LEAST, LIMIT, Memory
from studio.workflow import memory_tasks

Result = TypeVar("Result")

UNITS = 100_000
ASKED = 500
COMPARED = 60
RUNS = 3

WHO = [
    "Die Regisseurin",
    "Der Schauspieler",
    "Die Sängerin",
    "Das Ensemble",
    "Der Dichter",
    "Die Malerin",
    "Unser Haus",
    "Das Museum",
]
NAMES = [
    "Anna Berger",
    "Paul Winter",
    "Maria Stein",
    "Jonas Falk",
    "Lena Hartmann",
    "Emil Krause",
    "Nora Seidel",
    "Theo Lang",
]
DID = [
    "zeigt",
    "erzählt",
    "verbindet",
    "entdeckt",
    "untersucht",
    "spielt",
    "begleitet",
    "verwandelt",
    "beschreibt",
    "sammelt",
]
WHAT = [
    "eine Geschichte aus dem Norden",
    "drei Bilder einer Familie",
    "das Leben in der alten Stadt",
    "einen Brief an die Nachbarn",
    "die Stimmen der Kinder",
    "ein Stück über das Meer",
    "Briefe aus dem Krieg",
    "die Musik der Straße",
    "den Garten hinter dem Haus",
]
HOW = [
    "mit großer Ruhe",
    "ohne ein einziges Wort",
    "auf der leeren Bühne",
    "im Licht der Kerzen",
    "zum ersten Mal",
    "in vier Sprachen",
]
WHEN = [
    "am {} um {} Uhr",
    "seit {} Jahren, bis zum {}. Mai",
    "im Saal {} des Hauses {}",
    "in der Spielzeit {} zum {}. Mal",
]
SMALL = [
    "Guten Abend",
    "Vielen Dank",
    "Bitte hier entlang",
    "Der Vorhang fällt",
    "Licht aus",
    "Noch einmal",
    "Ich weiß es nicht",
]


def main(count: int) -> None:
    luck = random.Random(5)
    texts = made(count, luck)
    units = [MemoryUnit(text, text.upper(), "de", "en") for text in texts]
    memory, seconds = timed(lambda: Memory(units))
    _found, indexed = timed(lambda: memory.fuzzy("Guten Abend."))
    print(
        f"Python {platform.python_version()}, {len(memory)} units of {statistics.mean(map(len, texts)):.0f} characters"
    )
    print(f"taken in: {seconds:.2f} s, index: {indexed:.2f} s")
    asked = [changed(luck.choice(texts), luck) for _number in range(ASKED)]
    ours = sorted(timed(lambda text=text: memory.fuzzy(text))[1] * 1000 for text in asked for _run in range(RUNS))
    folded = [text.casefold() for text in texts]
    theirs = sorted(timed(lambda text=text: brute(text, folded))[1] * 1000 for text in asked[:COMPARED])
    for name, times in (("memory", ours), ("RapidFuzz over all", theirs)):
        show(name, times)
    ratio = statistics.quantiles(ours, n=100)[98] / statistics.quantiles(theirs, n=100)[98]
    print(f"p99, ours against theirs: {ratio:.3f}")
    pairs = [(scores(memory, text), brute(text, folded)) for text in asked[:COMPARED]]
    print(f"the best one the same: {sum(a[:1] == b[:1] for a, b in pairs)} of {len(pairs)}")
    print(f"of the best five found: {sum(map(len, (a for a, _b in pairs)))} of {sum(map(len, (b for _a, b in pairs)))}")
    with tempfile.TemporaryDirectory() as folder:
        through_the_file(Path(folder) / "venue.sqlite", units, asked)


def through_the_file(path: Path, units: list[MemoryUnit], asked: list[str]) -> None:
    """Show how long it takes to fill the house's file, to make the index from it, and to ask."""

    def fill() -> None:
        with Venue.open(path) as venue, venue.writing():
            venue.memory.remember(units)

    def near(text: str) -> object:
        return memory_tasks.near(path, text, ("de", "en"), ("", ""), report=lambda event: None)

    _nothing, filled = timed(fill)
    _found, indexed = timed(lambda: near("Guten Abend."))
    print(f"the house's file: filled in {filled:.1f} s, read and indexed in {indexed:.1f} s")
    show(
        "through the file",
        sorted(timed(lambda text=text: near(text))[1] * 1000 for text in asked for _run in range(RUNS)),
    )


def show(name: str, times: list[float]) -> None:
    cuts = statistics.quantiles(times, n=100)
    print(f"{name}: median {cuts[49]:.2f} ms, p99 {cuts[98]:.2f} ms, longest {times[-1]:.2f} ms")


def made(count: int, luck: random.Random) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        found[sentence(luck)] = None
    return list(found)


def sentence(luck: random.Random) -> str:
    if luck.random() < 0.1:
        return f"{luck.choice(SMALL)}, {luck.choice(NAMES).split()[0]} {luck.randint(1, 2000)}."
    parts = [luck.choice(WHO), luck.choice(NAMES), luck.choice(DID), luck.choice(WHAT)]
    if luck.random() < 0.6:
        parts.append(luck.choice(HOW))
    if luck.random() < 0.7:
        parts.append(luck.choice(WHEN).format(luck.randint(1, 60), luck.randint(1, 30)))
    if luck.random() < 0.2:
        parts += ["und", luck.choice(DID), luck.choice(WHAT)]
    return " ".join(parts) + luck.choice(".!?")


def changed(text: str, luck: random.Random) -> str:
    chance = luck.random()
    if chance < 0.3:
        return sentence(luck)
    words = text.split()
    if chance < 0.7:
        words[luck.randrange(len(words))] = luck.choice(["heute", "morgen", "leise", "niemals", "wieder"])
        return " ".join(words)
    letters = list(text)
    for _number in range(max(len(text) // 15, 1)):
        letters[luck.randrange(len(letters))] = luck.choice("aeinrst")
    return "".join(letters)


def brute(text: str, folded: list[str]) -> list[float]:
    found = process.extract(
        text.casefold(), folded, scorer=Levenshtein.normalized_similarity, score_cutoff=AT_LEAST, limit=LIMIT
    )
    return [round(min(score, 0.99), 6) for _other, score, _place in found]


def scores(memory: Memory, text: str) -> list[float]:
    return [round(min(match.score, 0.99), 6) for match in memory.fuzzy(text)]


def timed(do: Callable[[], Result]) -> tuple[Result, float]:
    begin = time.thread_time()
    result = do()
    return result, time.thread_time() - begin


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else UNITS)
