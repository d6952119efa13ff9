"""Translating with everything on, beside the bare engine: terms, names, protection, verification, values written anew.

    python tests/benchmarks/protection.py [--sentences 300] [--runs 9]

Both in one process on one opened practice package, in turn.  The bare engine translates all sentences in one call,
batched as in the program, and asks for one answer each.  The program has 200 terms, of which ten stand in many of the
sentences (the package obeys eight by itself), and six names to keep; nothing is remembered from one run for the next.
A practice package is the hardest case: it is so small that what the program does around it weighs most.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from functools import cache

import material
import measure

from studio.model.term import Term
from studio.model.translation import Package, Part, TranslationUnit
from studio.text import quantities, values
from studio.translation import argos, inflection, protect
from studio.translation import engine as engines
from studio.translation.translate import Engines, translate

LEAST = 0.70
NAMES = ("Mozart", "Bach", "Beethoven", "Rembrandt", "Vermeer", "Monet")
KNOWN = {
    "de-en": "Konzert=concert Museum=museum Ausstellung=exhibition Theater=theatre Garderobe=cloakroom "
    "Vorstellung=performance Bibliothek=library Schloss=castle Führung=visit Vortrag=talk",
    "en-de": "concert=Konzert museum=Museum exhibition=Ausstellung theatre=Theater cloakroom=Garderobe "
    "performance=Vorstellung library=Bibliothek castle=Schloss tour=Rundgang lecture=Referat",
}


def main() -> None:
    options = _options()
    measure.surroundings("ctranslate2", "sentencepiece")
    found = {f"{package.source}-{package.target}": package for package in argos.packages([material.PACKAGES])}
    for pair in KNOWN:
        compare(pair, found[pair], options.sentences, options.runs)


def compare(pair: str, package: Package, count: int, times: int) -> None:
    """Measure both in turn, and print their sentences a second."""
    sentences = material.sentences(package.source, count)
    opened = cache(engines.open)
    ways: dict[str, Callable[[], object]] = {
        "the bare engine": lambda: opened(package).translate(sentences, 1),
        "checked only": lambda: _translated(sentences, package, opened, ()),
        "with everything": lambda: _translated(sentences, package, opened, _terms(pair)),
    }
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for turn in range(times + 1):
        for name, way in ways.items():
            if (seconds := _timed(way)) and turn:  # the first turn warms up
                spent[name].append(seconds)
    speeds = [[count / statistics.median(each[clock] for each in spent[name]) for clock in (0, 1)] for name in ways]
    bare = speeds[0]
    rows = [
        (name, f"{wall:.0f}", f"{wall / bare[0]:.2f}", f"{processor / bare[1]:.2f}")
        for name, (wall, processor) in zip(ways, speeds, strict=True)
    ]
    measure.table((f"{pair}, {count} sentences, {times} runs", "a second", "share", "by processor time"), *rows)
    measure.verdict("share of the bare engine, everything on", speeds[-1][0] / bare[0], LEAST, least=True)


def _translated(sentences: list[str], package: Package, opened: Engines, terms: tuple[Term, ...]) -> object:
    units = [TranslationUnit(text, (Part(number, text),)) for number, text in enumerate(sentences)]
    full = {"keep": NAMES, "terms": terms, "localise_values": True} if terms else {}
    return translate(units, [package], opened, report=lambda event: None, **full)


def _terms(pair: str) -> tuple[Term, ...]:
    source, target = pair.split("-")
    known = [entry.split("=") for entry in KNOWN[pair].split()]
    others = [Term(f"Stichwort{number}", f"keyword {number}", source, target) for number in range(190)]
    return (*others, *(Term(term, wanted, source, target) for term, wanted in known))


def _timed(way: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds and the processor's seconds of one run that knows nothing of the ones before."""
    of_values = (values._found, quantities.find, quantities.compared, protect._named)
    for remembered in (*of_values, inflection._tokens, inflection._fit, inflection._forms):
        remembered.cache_clear()
    began, used = time.perf_counter(), time.process_time()
    way()
    return time.perf_counter() - began, time.process_time() - used


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sentences", type=int, default=300)
    parser.add_argument("--runs", type=int, default=9)
    return parser.parse_args()


if __name__ == "__main__":
    main()
