"""How well the practice models do through the product: its decoding, windows, recogniser and translation.

    python tests/benchmarks/practice.py [--each 50] [--streams 10] [--model FOLDER] [--packages FOLDER]

Sentences held out from training, said by voices of pitches and speeds that training never used, over noise 20 to
100 dB below them, are written as files and heard as the program hears files; word times are compared with espeak-ng's
own on the file's clock.  WER ignores case and punctuation; "strict" counts both.  Streams are twelve sentences with
pauses.  Translations are exact or not.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from pathlib import Path

import material
import measure
from material import Truth, grammar
from rapidfuzz.distance import Levenshtein

from studio.media import audio, probe
from studio.model.speech import Guess, Word
from studio.model.translation import Part, TranslationUnit
from studio.speech import engine as recognisers
from studio.speech import language as spoken_language
from studio.speech import listen
from studio.speech.engine import Recogniser
from studio.translation import argos
from studio.translation import engine as translators
from studio.translation import translate as translation

WORDS_WRONG, STREAM_WRONG, LANGUAGES_RIGHT, START_MEDIAN, EXACT = 0.04, 0.07, 0.97, 80, 0.95
STREAM_SENTENCES = 12
ROUTES = (("en", "de"), ("de", "en"), ("en", "nl"), ("nl", "en"), ("de", "en", "nl"), ("nl", "en", "de"))
SEED = 11


@dataclass(slots=True)
class Score:
    """What was heard so far: words, errors in them, errors counting case and punctuation, how far starts are off."""

    words: int = 0
    wrong: int = 0
    strictly_wrong: int = 0
    files: int = 0
    right_language: int = 0
    starts: list[int] = field(default_factory=list)

    def add(self, heard: Sequence[Word], truth: Sequence[Truth]) -> None:
        said, meant = [word.text for word in heard], [word.text for word in truth]
        plainly, plainly_meant = list(map(plain, said)), list(map(plain, meant))
        self.files += 1
        self.words += len(meant)
        self.strictly_wrong += Levenshtein.distance(said, meant)
        self.wrong += Levenshtein.distance([w for w in plainly if w], [w for w in plainly_meant if w])
        for block in SequenceMatcher(None, plainly, plainly_meant, autojunk=False).get_matching_blocks():
            for i in range(block.size):
                self.starts.append(heard[block.a + i].start - truth[block.b + i].start)

    @property
    def error_rate(self) -> float:
        return self.wrong / self.words

    @property
    def start_median(self) -> float:
        return statistics.median(map(abs, self.starts))

    def row(self, name: str) -> tuple[str, ...]:
        spread = statistics.quantiles(map(abs, self.starts), n=10)
        language = f"{self.right_language / self.files:.1%}" if self.right_language else "–"
        rates = f"{self.error_rate:.2%}", f"{self.strictly_wrong / self.words:.2%}"
        times = f"{self.start_median:.0f}", f"{statistics.fmean(map(abs, self.starts)):.0f}", f"{spread[-1]:.0f}"
        return name, str(self.files), str(self.words), *rates, language, *times


def main() -> None:
    options = _options()
    measure.surroundings("faster-whisper", "ctranslate2", "onnxruntime")
    if options.each:
        hear_sentences(recognisers.open("whisper", options.model), options.each)
        hear_streams(recognisers.open("whisper", options.model), options.streams)
    translate_sentences(options.packages, options.sentences)


def hear_sentences(ear: Recogniser, each: int) -> None:
    """Measure single sentences, each a file of its own."""
    rng = random.Random(SEED)
    scores = {language: Score() for language in (*grammar.LANGUAGES, "all")}
    for sentence in grammar.held_out(each, seed=SEED):
        for language in grammar.LANGUAGES:
            sound, truth = material.spoken(language, [getattr(sentence, language)], rng, decibels=_noise(rng))
            heard, guesses = hear(ear, sound, language)
            for score in (scores[language], scores["all"]):
                score.add(heard, truth)
                score.right_language += bool(guesses) and guesses[0].language == language
    measure.table(HEAD, *(score.row(f"sentences, {name}") for name, score in scores.items()))
    whole = scores["all"]
    measure.verdict("WER, sentences", whole.error_rate, WORDS_WRONG, form=".3f")
    measure.verdict("language right", whole.right_language / whole.files, LANGUAGES_RIGHT, least=True, form=".3f")
    measure.verdict("word starts off by, median ms", whole.start_median, START_MEDIAN, form=".0f")


def hear_streams(ear: Recogniser, count: int) -> None:
    """Measure streams of sentences with pauses."""
    rng = random.Random(SEED + 1)
    scores = {language: Score() for language in (*grammar.LANGUAGES, "all")}
    for number in range(count):
        language = grammar.LANGUAGES[number % len(grammar.LANGUAGES)]
        texts = material.sentences(language, STREAM_SENTENCES, seed=SEED + 2 + number)
        sound, truth = material.spoken(language, texts, rng)
        heard, _guesses = hear(ear, sound, language)
        for score in (scores[language], scores["all"]):
            score.add(heard, truth)
    measure.table(HEAD, *(score.row(f"streams, {name}") for name, score in scores.items() if score.files))
    measure.verdict("WER, streams", scores["all"].error_rate, STREAM_WRONG, form=".3f")


def translate_sentences(packages: Path, count: int) -> None:
    """Measure held-out translations, with the checks of the program."""
    found = {(package.source, package.target): package for package in argos.packages([packages])}
    opened = cache(translators.open)
    for route in ROUTES:
        steps = [found[pair] for pair in pairwise(route)]
        sentences = grammar.held_out(count, seed=SEED)
        units = [TranslationUnit(getattr(s, route[0]), (Part(0, getattr(s, route[0])),)) for s in sentences]
        done = translation.translate(units, steps, opened, report=lambda event: None)
        right = sum(unit.target == getattr(s, route[-1]) for unit, s in zip(done, sentences, strict=True))
        name = f"exact, {' → '.join(route)}, {count} sentences"
        measure.verdict(name, right / count, EXACT, least=True, form=".3f")


def hear(ear: Recogniser, sound: material.np.ndarray, language: str) -> tuple[list[Word], list[Guess]]:
    """Return the words heard in a file of this sound, and the languages proposed for it."""
    with tempfile.TemporaryDirectory(prefix="souffleur-") as folder:
        file = material.write(Path(folder) / "said.wav", sound)
        video = probe.probe(file)
        with audio.decode(video, probe.sound_track(video, None), Path(folder)) as signal:
            guesses = spoken_language.propose(signal, ear)
            windows = list(listen.listen(signal, ear, language=language, report=lambda event: None))
    return [word for heard in windows for segment in heard.segments for word in segment.words], guesses


def plain(word: str) -> str:
    """Return a word without case and punctuation."""
    return "".join(letter for letter in word.casefold() if letter.isalnum())


HEAD = ("", "files", "words", "WER", "strict", "language right", "start off, median ms", "mean", "p90")


def _noise(rng: random.Random) -> float:
    return rng.choice((100.0, 40.0, 30.0, 20.0))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--each", type=int, default=50, help="sentences a language; 0 leaves hearing out")
    parser.add_argument("--streams", type=int, default=10)
    parser.add_argument("--sentences", type=int, default=300, help="sentences to translate")
    parser.add_argument("--model", type=Path, default=material.MODEL)
    parser.add_argument("--packages", type=Path, default=material.PACKAGES)
    return parser.parse_args()


if __name__ == "__main__":
    main()
