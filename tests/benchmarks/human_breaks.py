"""Compare our breaks with people's: F1 of breaks of any kind, of cue ends and of line ends, beside greedy packing.

    python tests/benchmarks/human_breaks.py FOLDER

FOLDER holds `human_breaks.en.txt` and `human_breaks.fr.txt`: a sentence a line, `<eol>` for a new line, `<eob>` for a
new cue.  The words have no times, so each gets a neutral one from its characters.  The intervals are 95 % of 2,000
samples of sentences with replacement.  The files only score: no price is fitted on them.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from studio.model.profile import Profile
from studio.model.speech import Word
from studio.subtitles import profiles, segmentation

CHARACTERS_A_SECOND = 15
KINDS = {"any": ("<eol>", "<eob>"), "cue ends": ("<eob>",), "line ends": ("<eol>",)}
Counts = dict[str, tuple[int, int, int]]
Cut = Callable[[Sequence[str], Profile, str], list[str]]


def main(folder: Path) -> None:
    for language in ("en", "fr"):
        profile = replace(profiles.load("en-netflix"), language=language)
        gold = [_parse(line) for line in (folder / f"human_breaks.{language}.txt").read_text("utf-8").splitlines()]
        for name, cut in (("ours", ours), ("greedy", greedy)):
            counts = [_count(after, cut(words, profile, language)) for words, after in gold]
            shown = "   ".join(f"{kind} {_f1(counts, kind):.3f} [{_interval(counts, kind)}]" for kind in KINDS)
            print(f"{language} {name:7} {shown}")


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


def _parse(line: str) -> tuple[list[str], list[str]]:
    words: list[str] = []
    after: list[str] = []
    for token in line.split():
        if token in ("<eol>", "<eob>"):
            after[-1] = token
        else:
            words.append(token)
            after.append("")
    return words, after[:-1]


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


def _f1(counts: Sequence[Counts], kind: str) -> float:
    both, gold, guess = (sum(column) for column in zip(*(count[kind] for count in counts), strict=True))
    return 2 * both / max(1, gold + guess)


def _interval(counts: Sequence[Counts], kind: str) -> str:
    draw = random.Random(1)
    scores = sorted(_f1(draw.choices(counts, k=len(counts)), kind) for _ in range(2000))
    return f"{scores[50]:.3f}–{scores[1949]:.3f}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
