"""What the tests of this craft share: speech made from text, and a judge of cues that shares no code with the craft."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from fractions import Fraction

import pytest

from studio.model.cue import Cue
from studio.model.profile import Profile
from studio.model.speech import Word

PAUSES = {".": 600, "!": 600, "?": 600, ",": 180, ";": 300, ":": 300, "–": 200}

Speak = Callable[..., list[Word]]
Judge = Callable[..., tuple[list[str], set[tuple[int, str]]]]


def _speak(text: str, *, words_a_minute: float = 150, start: int = 500, seed: int = 1) -> list[Word]:
    """Return the words of `text` said at an even speed, pauses after punctuation not counted, a little uneven."""
    draw = random.Random(seed)
    texts = text.split()
    letters = sum(len(word) + 1 for word in texts)
    a_letter = len(texts) * 60_000 / words_a_minute / letters
    words: list[Word] = []
    time = float(start)
    for word in texts:
        end = time + (len(word) + 1) * a_letter * draw.uniform(0.8, 1.2)
        words.append(Word(word, int(time), int(end - a_letter * 0.5)))
        time = end + PAUSES.get(word[-1], 0) * draw.uniform(0.5, 1.5)
    return words


def _judge(
    cues: Sequence[Cue], profile: Profile, frame_rate: Fraction = Fraction(25), media_duration: int | None = None
) -> tuple[list[str], set[tuple[int, str]]]:
    """Return the errors of a track, and its warnings as (cue, rule)."""
    errors: list[str] = []
    warnings: set[tuple[int, str]] = set()
    for i, cue in enumerate(cues):
        milliseconds = cue.end - cue.start
        letters = len(cue.text.replace("\n", "")) + profile.line_break_counts * cue.text.count("\n")
        words = len(cue.text.split())
        if milliseconds < 1:
            errors.append(f"{i}: ends before its start")
            continue
        if not cue.text.strip() or any(line != line.strip() or not line for line in cue.text.split("\n")):
            errors.append(f"{i}: empty lines or outer spaces {cue.text!r}")
        if len(cue.text.split("\n")) > profile.lines:
            errors.append(f"{i}: too many lines")
        if media_duration is not None and cue.end > media_duration:
            errors.append(f"{i}: ends after the media")
        if any(len(line) > profile.line_length for line in cue.text.split("\n")):
            warnings.add((i, "line-length"))
        if profile.max_cps is not None and letters / milliseconds * 1000 > profile.max_cps + 1e-9:
            warnings.add((i, "reading-speed"))
        if profile.max_wpm is not None and words / milliseconds * 60_000 > profile.max_wpm + 1e-9:
            warnings.add((i, "reading-speed"))
        least = max(
            profile.min_duration or 0,
            (profile.min_duration_two_words or 0) if words > 1 else 0,
            (profile.min_duration_per_word or 0) * words,
        )
        if milliseconds < least:
            warnings.add((i, "too-short"))
        if profile.max_duration is not None and milliseconds > profile.max_duration:
            warnings.add((i, "too-long"))
        if i + 1 < len(cues):
            gap = cues[i + 1].start - cue.end
            if gap < 0:
                errors.append(f"{i}: overlaps the next")
            if gap < Fraction(profile.gap_frames * 1000) / frame_rate:
                warnings.add((i, "gap"))
            if profile.gap_none_or is not None and 0 < gap < profile.gap_none_or:
                warnings.add((i, "gap-flicker"))
    return errors, warnings


@pytest.fixture(scope="session")
def speak() -> Speak:
    return _speak


@pytest.fixture(scope="session")
def judge() -> Judge:
    return _judge
