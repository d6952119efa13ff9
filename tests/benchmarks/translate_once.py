"""Translate sentences once, by our engine or by argostranslate's own, and say how long it took.

    python translate_once.py WAY < JOB > ANSWER

The job is JSON: `packages` (folder of unpacked packages), `route` (languages), `sentences`, `threads`.  The answer is
JSON: `seconds`, `processor` (seconds of processor time) and `texts`.  Models are loaded and warmed up before the clock
starts.  `WAY` is one of

* `engine`: our engine, as the program calls it, all sentences in one call;
* `product`: the same with what the program does around it: values protected and checked;
* `calls`: argostranslate's `translate`, a call for each sentence;
* `text`: argostranslate's `translate`, one call for all sentences as one text (only its times can be compared).

argostranslate would split texts into sentences again.  Its usual splitters need a model that is fetched from the
network and is in no package here.  So it is handed its sentences by a splitter that costs nothing, which is better
than it can have in earnest.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

Translate = Callable[[Sequence[str]], list[str]]

BORDER = " \u241e "
"""Marks the borders of sentences in one text, for the splitter that costs nothing."""


def main(way: str) -> None:
    job = json.load(sys.stdin)
    translate = WAYS[way](job)
    translate(job["sentences"][:4])
    began, used = time.perf_counter(), time.process_time()
    texts = translate(job["sentences"])
    spent = {"seconds": time.perf_counter() - began, "processor": time.process_time() - used}
    json.dump({**spent, "texts": texts}, sys.stdout)


def engine(job: dict[str, Any]) -> Translate:
    """Return our engine."""
    from studio.translation import engine as engines

    steps = [engines.open(package) for package in _route(job)]

    def translate(sentences: Sequence[str]) -> list[str]:
        texts = list(sentences)
        for step in steps:
            texts = [answers[0] for answers in step.translate(texts)]
        return texts

    return translate


def product(job: dict[str, Any]) -> Translate:
    """Return what the program does with the sentences of its cues."""
    from functools import cache

    from studio.model.translation import Part, TranslationUnit
    from studio.translation import engine as engines
    from studio.translation import translate as translation

    opened = cache(engines.open)

    def translate(sentences: Sequence[str]) -> list[str]:
        units = [TranslationUnit(text, (Part(number, text),)) for number, text in enumerate(sentences)]
        return [unit.target for unit in translation.translate(units, _route(job), opened, report=lambda event: None)]

    return translate


def calls(job: dict[str, Any]) -> Translate:
    """Return argostranslate's own way, sentence by sentence."""
    theirs = _argostranslate(job, lambda text: [text])
    return lambda sentences: [theirs(sentence) for sentence in sentences]


def text(job: dict[str, Any]) -> Translate:
    """Return argostranslate's own way with all sentences in one text."""
    theirs = _argostranslate(job, lambda text: text.split(BORDER))
    return lambda sentences: [theirs(BORDER.join(sentences))]


WAYS = {"engine": engine, "product": product, "calls": calls, "text": text}


def _route(job: dict[str, Any]) -> list[Any]:
    from studio.translation import argos

    found = {(package.source, package.target): package for package in argos.packages([Path(job["packages"])])}
    return [found[pair] for pair in pairwise(job["route"])]


def _argostranslate(job: dict[str, Any], split: Callable[[str], list[str]]) -> Callable[[str], str]:
    os.environ |= {
        "ARGOS_PACKAGES_DIR": job["packages"],
        "ARGOS_INTRA_THREADS": str(job["threads"]),
        "ARGOS_INTER_THREADS": "1",
    }
    from argostranslate import sbd, translate

    class Given(sbd.ISentenceBoundaryDetectionModel):
        def split_sentences(self, text: str) -> list[str]:
            return split(text)

    for entry in translate.get_installed_languages():
        for found in entry.translations_from:
            if isinstance(found, translate.CachedTranslation):
                found.underlying.sentencizer = Given()
    found = translate.get_translation_from_codes(job["route"][0], job["route"][-1])
    return lambda sentence: str(found.translate(sentence))


if __name__ == "__main__":
    main(sys.argv[1])
