"""Guards: what a recogniser makes up is flagged with the reason, never deleted.

Whisper invents the same sentences over silence and music (they closed the subtitles it was trained on), falls into
loops, and writes more than can be spoken.
"""

from __future__ import annotations

import tomllib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from studio import paths
from studio.model.speech import Doubt, Flag, Segment, Span

COMPRESSION = 2.4
"""Text that compresses better than this repeats itself (Radford et al. 2022, section 4.5)."""

LOG_PROBABILITY = -1.0
"""Mean log probability of a token below which Whisper's authors call a result failed (same section)."""

FASTEST = 35.0
"""Characters a second beyond any speaker: quick readers reach 25, auctioneers about 30."""

FASTEST_FROM = 10
"""Characters from which a speed says something; single short words have vague times."""

SPEECH_SHARE = 0.25
"""A segment with less of its time over found speech than this stands over something else."""

REPEATS = {1: 5, 2: 4, 3: 4}
"""How often so many words in a row may not be said again; longer ones three times ("no, no, no, no" is speech)."""

LONGEST_REPEAT = 8
"""Words of the longest repetition looked for."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A known invention, normalised; `whole`: only where nothing else is said."""

    text: str
    whole: bool


def flagged(segment: Segment, speech: Sequence[Span] | None) -> Segment:
    """Return `segment` with a flag for every doubt.

    `speech` is what was found to be speech in its window; None where that says nothing against the text.
    """
    flags = [*_known(segment), *_looping(segment), *_unlikely(segment), *_hasty(segment)]
    if speech is not None:
        flags += _misplaced(segment, speech)
    return replace(segment, flags=(*segment.flags, *flags))


@cache
def phrases(language: str) -> tuple[Phrase, ...]:
    """Return the known inventions of a language; none where no list ships."""
    file = paths.resources() / "phrases" / f"{language.partition('-')[0]}.toml"
    if not file.is_file():
        return ()
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["phrase"]
    return tuple(Phrase(_normal(row["text"]), bool(row.get("whole", False))) for row in rows)


def _normal(text: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in text.casefold()).split())


def _known(segment: Segment) -> Iterator[Flag]:
    said = _normal(segment.text)
    for phrase in phrases(segment.language):
        if said == phrase.text or (not phrase.whole and f" {phrase.text} " in f" {said} "):
            yield Flag(Doubt.KNOWN_PHRASE, phrase.text)
            return


def _looping(segment: Segment) -> Iterator[Flag]:
    text = segment.text.encode()
    ratio = len(text) / len(zlib.compress(text)) if text else 0.0
    if ratio > COMPRESSION:
        yield Flag(Doubt.COMPRESSION, f"{ratio:.1f} > {COMPRESSION}")
    repeated = _repeated(_normal(segment.text).split())
    if repeated:
        yield Flag(Doubt.REPETITION, repeated)


def _repeated(words: Sequence[str]) -> str:
    """Return the words said too often in a row, with how often; empty when there are none."""
    for length in range(1, LONGEST_REPEAT + 1):
        least = REPEATS.get(length, 3)
        for start in range(len(words) - length * least + 1):
            part = words[start : start + length]
            times = 1
            while words[start + times * length : start + (times + 1) * length] == part:
                times += 1
            if times >= least:
                return f"{' '.join(part)} × {times}"
    return ""


def _unlikely(segment: Segment) -> Iterator[Flag]:
    if segment.log_probability < LOG_PROBABILITY:
        yield Flag(Doubt.LOW_PROBABILITY, f"{segment.log_probability:.2f} < {LOG_PROBABILITY}")


def _misplaced(segment: Segment, speech: Sequence[Span]) -> Iterator[Flag]:
    spoken = sum(max(1, word.end - word.start) for word in segment.words)
    over = sum(_shared(word.start, max(word.end, word.start + 1), speech) for word in segment.words)
    if segment.words and over < SPEECH_SHARE * spoken:
        yield Flag(Doubt.NO_SPEECH, f"{over * 100 // spoken} % < {SPEECH_SHARE:.0%}")


def _shared(start: int, end: int, spans: Sequence[Span]) -> int:
    return sum(max(0, min(end, span.end) - max(start, span.start)) for span in spans)


def _hasty(segment: Segment) -> Iterator[Flag]:
    length = len(segment.text)
    duration = max(1, segment.end - segment.start)
    speed = length * 1000 / duration
    if length >= FASTEST_FROM and speed > FASTEST:
        yield Flag(Doubt.TOO_FAST, f"{speed:.0f} > {FASTEST:.0f}")
