"""Measure the translation packages on held-out sentences, as the program runs them.

Written addresses, numbers and markers are counted apart: they must come through untouched.
"""

import re
import tempfile
import zipfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import ctranslate2
from sentencepiece import SentencePieceProcessor

import grammar

DIRECTIONS = (("en", "de"), ("de", "en"), ("en", "nl"), ("nl", "en"))
PIVOTS = (("de", "en", "nl"), ("nl", "en", "de"))
SENTENCES = 300
_KEPT = re.compile(r"https?://\S*\w|www\.\S*\w|\S+@\S*\w|\d+(?::\d+)?")


class Translator:
    """A package, loaded as the program loads it."""

    def __init__(self, package: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            with zipfile.ZipFile(package) as archive:
                archive.extractall(folder)
            (root,) = Path(folder).iterdir()
            self._pieces = SentencePieceProcessor(model_file=str(root / "sentencepiece.model"))
            self._translator = ctranslate2.Translator(
                str(root / "model"), compute_type="int8", intra_threads=1, inter_threads=1
            )

    def translate(self, texts: Sequence[str]) -> list[str]:
        """Return the best translation of each text."""
        sources = [self._pieces.encode(text, out_type=str) for text in texts]
        results = self._translator.translate_batch(
            sources,
            max_batch_size=2048,
            batch_type="tokens",
            beam_size=4,
            length_penalty=0.2,
            replace_unknowns=True,
        )
        joined = ("".join(result.hypotheses[0]) for result in results)
        return [text.replace("▁", " ").strip() for text in joined]


def measure(folder: Path) -> dict[str, dict[str, float]]:
    """Return the figures of each direction and pivot whose packages lie in the folder."""
    translators = {pair: Translator(folder / f"translate-{pair[0]}_{pair[1]}-1_0.argosmodel") for pair in DIRECTIONS}
    figures = {}
    for way in (*DIRECTIONS, *PIVOTS):
        steps = [translators[pair] for pair in pairwise(way)]
        figures["-".join(way)] = _measure_way(way, steps)
    return figures


def _measure_way(way: Sequence[str], steps: Sequence[Translator]) -> dict[str, float]:
    spoken, paper = grammar.held_out(SENTENCES), _paper()
    exact = _exact(spoken, way, steps)
    joined = [
        grammar.Sentence(*(" ".join(texts) for texts in zip(one, other, strict=True)))
        for one, other in zip(spoken[::2], spoken[1::2], strict=True)
    ]
    kept = [_keeps(s, way, steps) for s in (spoken, paper)]
    return {
        "exact": exact,
        "exact_two_joined": _exact(joined, way, steps),
        "exact_written": _exact(paper, way, steps),
        "kept_numbers_and_addresses": sum(kept) / len(kept),
    }


def _paper() -> list[grammar.Sentence]:
    """Return held-out sentences with an address or a clock time."""
    found = [s for s in grammar.held_out(3000, written=True) if re.search(r"[@/]|www|:\d", s.en)]
    return found[:SENTENCES]


def _exact(sentences: Sequence[grammar.Sentence], way: Sequence[str], steps: Sequence[Translator]) -> float:
    wanted = [getattr(sentence, way[-1]) for sentence in sentences]
    got = _translated(sentences, way, steps)
    return sum(a == b for a, b in zip(wanted, got, strict=True)) / len(wanted)


def _keeps(sentences: Sequence[grammar.Sentence], way: Sequence[str], steps: Sequence[Translator]) -> float:
    sources = [getattr(sentence, way[0]) for sentence in sentences]
    got = _translated(sentences, way, steps)
    pairs = list(zip(sources, got, strict=True))
    return sum(sorted(_KEPT.findall(a)) == sorted(_KEPT.findall(b)) for a, b in pairs) / len(pairs)


def _translated(sentences: Sequence[grammar.Sentence], way: Sequence[str], steps: Sequence[Translator]) -> list[str]:
    texts = [getattr(sentence, way[0]) for sentence in sentences]
    for step in steps:
        texts = step.translate(texts)
    return texts
