"""Compare our breaks with people's: F1 of breaks of any kind, of cue ends and of line ends, beside greedy packing.

Then the way back into cues: given the English cues and the bare French sentence, where do the French cues end?  Of the
sentences that people cut into the same number (two at least) of cues in both languages; beside cutting by characters.

    python tests/benchmarks/human_breaks.py FOLDER [OUT]

FOLDER holds `human_breaks.en.txt` and `human_breaks.fr.txt`: a sentence a line, `<eol>` for a new line, `<eob>` for a
new cue.  The words have no times, so each gets a neutral one from its characters.  The intervals are 95 % of 2,000
samples of sentences with replacement.  The files only score: no price is fitted on them.  Into OUT go the French
sentences as people and as the ways back cut them (`people.txt`, `ours.txt`, `share.txt`), for other scorers.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from studio.model.cue import Cue
from studio.model.profile import Profile
from studio.model.speech import Word
from studio.model.translation import Origin, Part, TranslationUnit
from studio.subtitles import profiles, segmentation

CHARACTERS_A_SECOND = 15
KINDS = {"any": ("<eol>", "<eob>"), "cue ends": ("<eob>",), "line ends": ("<eol>",)}
Sentence = tuple[list[str], list[str]]  # words, and the mark after each but the last
Counts = dict[str, tuple[int, int, int]]
Cut = Callable[[Sequence[str], Profile, str], list[str]]


def main(folder: Path, out: Path | None = None) -> None:
    for language in ("en", "fr"):
        for name, cut in (("ours", ours), ("greedy", greedy)):
            counts = breaks(folder, language, cut)
            shown = "   ".join(f"{kind} {f1(counts, kind):.3f} [{_interval(counts, kind)}]" for kind in KINDS)
            print(f"{language} {name:7} {shown}")
    pairs = carried_pairs(folder)
    for name, carry in (("ours", carried), ("share", by_share)):
        counts = [_count(after, carry(cues, words)) for cues, words, after in pairs]
        score = f"{f1(counts, 'cue ends'):.3f} [{_interval(counts, 'cue ends')}]"
        print(f"en to fr, {len(pairs)} sentences, {name:7} {score}")
        if out:
            _write(out / f"{name}.txt", ((words, carry(cues, words)) for cues, words, _ in pairs))
    if out:
        _write(out / "people.txt", ((words, after) for _, words, after in pairs))


def breaks(folder: Path, language: str, cut: Cut) -> list[Counts]:
    """Return what people's breaks and ours have in common, sentence by sentence."""
    profile = replace(profiles.load("en-netflix"), language=language)
    gold = _lines(folder / f"human_breaks.{language}.txt")
    return [_count(after, cut(words, profile, language)) for words, after in gold]


def carried_breaks(folder: Path) -> list[Counts]:
    """Return what people's French cue ends and ours over their English cues have in common."""
    return [_count(after, carried(cues, words)) for cues, words, after in carried_pairs(folder)]


def carried_pairs(folder: Path) -> list[tuple[list[str], list[str], list[str]]]:
    """Return English cues, French words and the French marks of sentences with as many cues, two at least."""
    english, french = (_lines(folder / f"human_breaks.{language}.txt") for language in ("en", "fr"))
    both = [(_cues(en), *fr) for en, fr in zip(english, french, strict=True)]
    return [(cues, words, after) for cues, words, after in both if len(cues) == after.count("<eob>") + 1 >= 2]


def carried(cues: Sequence[str], words: Sequence[str]) -> list[str]:
    """Return the marks of the cues that the product makes of a French sentence over English cues."""
    source = _timed(cues)
    parts = tuple(Part(i, text) for i, text in enumerate(cues))
    unit = TranslationUnit(" ".join(cues), parts, " ".join(words), Origin.MACHINE)
    profile = replace(profiles.load("en-netflix"), language="fr")
    ends = {fitted.last for fitted in segmentation.into_cues([unit], source, profile, "fr")}
    return ["<eob>" if i in ends else "" for i in range(len(words) - 1)]


def _timed(cues: Sequence[str]) -> list[Cue]:
    time, timed = 0, []
    for text in cues:
        end = time + (len(text) + 1) * 1000 // CHARACTERS_A_SECOND
        timed.append(Cue(time, end, text))
        time = end
    return timed


def by_share(cues: Sequence[str], words: Sequence[str]) -> list[str]:
    """Return the marks of cues that end where the share of the characters is that of the English ones."""
    places = list(accumulate(len(word) + 1 for word in words))
    ends = list(accumulate(len(text) + 1 for text in cues))
    nearest = {
        min(range(len(words) - 1), key=lambda i: abs(places[i] / places[-1] - end / ends[-1])) for end in ends[:-1]
    }
    return ["<eob>" if i in nearest else "" for i in range(len(words) - 1)]


def ours(words: Sequence[str], profile: Profile, language: str) -> list[str]:
    """Return the mark after each word but the last, from our own cues."""
    time, spoken = 0, []
    for word in words:
        end = time + (len(word) + 1) * 1000 // CHARACTERS_A_SECOND
        spoken.append(Word(word, time, end))
        time = end
    marks: list[str] = []
    for fitted in segmentation.from_words(spoken, profile, language):
        for line in fitted.cue.lines:
            marks += [""] * (len(line.split()) - 1) + ["<eol>"]
        marks[-1] = "<eob>"
    return marks[:-1]


def greedy(words: Sequence[str], profile: Profile, language: str) -> list[str]:
    """Return the marks of lines filled to the brim, two to a cue."""
    marks, length, line = [], len(words[0]), 1
    for word in words[1:]:
        if length + 1 + len(word) <= profile.line_length:
            marks.append("")
            length += 1 + len(word)
        else:
            marks.append("<eol>" if line % profile.lines else "<eob>")
            length, line = len(word), line + 1
    return marks


def _lines(file: Path) -> list[Sentence]:
    return [_parse(line) for line in file.read_text("utf-8").splitlines()]


def _cues(sentence: Sentence) -> list[str]:
    """Return the texts of the cues of a sentence, each on one line."""
    words, after = sentence
    marked = " ".join(word + ("\n" if mark == "<eob>" else "") for word, mark in zip(words, [*after, ""], strict=True))
    return [text.strip() for text in marked.split("\n")]


def _parse(line: str) -> Sentence:
    words: list[str] = []
    after: list[str] = []
    for token in line.split():
        if token in ("<eol>", "<eob>"):
            after[-1] = token
        else:
            words.append(token)
            after.append("")
    return words, after[:-1]


def _write(file: Path, sentences: Iterable[Sentence]) -> None:
    lines = (
        " ".join(f"{word} {mark}" if mark else word for word, mark in zip(words, [*after, "<eob>"], strict=True))
        for words, after in sentences
    )
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _count(gold: Sequence[str], guess: Sequence[str]) -> Counts:
    """Return for each kind the breaks in both, in the gold, in the guess."""
    pairs = list(zip(gold, guess, strict=True))
    return {
        kind: (
            sum(a in marks and b in marks for a, b in pairs),
            sum(a in marks for a, _ in pairs),
            sum(b in marks for _, b in pairs),
        )
        for kind, marks in KINDS.items()
    }


def f1(counts: Sequence[Counts], kind: str) -> float:
    """Return the harmonic mean of precision and recall over all breaks of a kind."""
    both, gold, guess = (sum(column) for column in zip(*(count[kind] for count in counts), strict=True))
    return 2 * both / max(1, gold + guess)


def _interval(counts: Sequence[Counts], kind: str) -> str:
    draw = random.Random(1)
    scores = sorted(f1(draw.choices(counts, k=len(counts)), kind) for _ in range(2000))
    return f"{scores[50]:.3f}–{scores[1949]:.3f}"


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
