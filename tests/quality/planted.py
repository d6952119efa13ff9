"""Scripted transcripts with planted faults: what a recogniser could have heard, and what is wrong with it.

A file in `data` has one cue on each line, as it stands in the transcript.  A mark at its end says what is planted:

    unsure: WORDS     misheard, with a low probability (0.06 to 0.38; right words now and then reach down to 0.25)
    name: WORD        a name of the list, written wrongly
    spelling: WORD    no word at all, though the recogniser was sure
    invented          written over silence          loop       written once too often, over short speech
    misplaced         over silence, in one segment with a line that was said
    unwritten         said, but there is no cue     repeated   the line before once more
    fast, crowded     too fast to read, with room after it and without
    short, wide, lines, gap, overlap, empty, backwards         the faults of form
    sound, lyric, noise, quick                                 tricky, but right: nothing may be said about it

Everything else is ordinary talk, cut and timed as the house style wants it.  Probabilities are made up: plausible,
but not measured on anybody's voice.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

from studio.model.cue import Cue, CueState, Kind
from studio.model.speech import Heard, Segment, Span, Word
from studio.speech.guards import flagged
from studio.subtitles import profiles
from studio.subtitles.line_break import break_lines

DATA = Path(__file__).parent / "data"
NAMES = sorted(path.stem for path in DATA.glob("*.txt"))
PROFILES = {"de": "de-ard", "nl": "nl-pro", "en": "en-netflix"}
FRAME_RATE = Fraction(25)
TRICKY = {"", "sound", "lyric", "noise", "quick"}
_SMALL = 4
"""Letters up to which a word is taken for a small one, which recognisers swallow now and then."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What was planted: at the cue with this index, or between two moments where no cue is."""

    kind: str
    cue: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: its text, its mark, and the words that the mark names."""

    text: str
    mark: str = ""
    words: frozenset[str] = frozenset()


@dataclass(slots=True)
class Transcript:
    """Cues with the words behind each, what was found to be speech, and the planted faults."""

    language: str
    names: tuple[str, ...]
    cues: list[Cue] = field(default_factory=list)
    words: list[tuple[Word, ...]] = field(default_factory=list)
    speech: list[Span] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    joined: set[int] = field(default_factory=set)
    """Cues that are in one segment with the cue after them."""
    duration: int = 0

    @property
    def profile(self) -> str:
        return PROFILES[self.language]

    def heard(self) -> list[tuple[Heard, list[int]]]:
        """Return the windows as a recogniser gives them, and whose cue each of their words is."""
        windows: list[list[list[int]]] = [[]]
        group: list[int] = []
        for i in range(len(self.cues)):
            group.append(i)
            if i in self.joined:
                continue
            if windows[-1] and self.cues[i].start - self.cues[windows[-1][0][0]].start > 25_000:
                windows.append([])
            windows[-1].append(group)
            group = []
        bounds = [0, *(self.cues[window[0][0]].start - 20 for window in windows[1:]), self.duration]
        return [self._window(a, b, groups) for a, b, groups in zip(bounds, bounds[1:], windows, strict=False)]

    def _window(self, start: int, end: int, groups: list[list[int]]) -> tuple[Heard, list[int]]:
        speech = tuple(span for span in self.speech if start <= (span.start + span.end) // 2 < end)
        segments, owners = [], []
        for group in groups:
            words = tuple(word for i in group for word in self.words[i])
            if not words:
                continue
            log = sum(math.log(word.probability) for word in words) / len(words)
            segments.append(flagged(Segment(words, self.language, log), speech))
            owners += [i for i in group for _word in self.words[i]]
        return Heard(Span(start, end), speech, tuple(segments)), owners


def load(name: str) -> Transcript:
    """Return the transcript of `data/NAME.txt`; always the same."""
    rows = (DATA / f"{name}.txt").read_text("utf-8").splitlines()
    names = next(row for row in rows if row.startswith("# names:")).partition(":")[2]
    made = Transcript(name.rpartition(".")[2], tuple(each.strip() for each in names.split(",")))
    _Voice(made, random.Random(name)).say([_line(row) for row in rows if row and not row.startswith("#")])
    return made


def _line(row: str) -> Line:
    found = re.fullmatch(r"(.*?)(?: <(\w+)(?:: (.*))?>)?", row)
    assert found
    return Line(found[1], found[2] or "", frozenset((found[3] or "").split()))


class _Voice:
    """Speaks the lines of a transcript, one after the other."""

    def __init__(self, made: Transcript, luck: random.Random) -> None:
        self._made = made
        self._luck = luck
        self._profile = profiles.load(PROFILES[made.language])
        self._gap = self._profile.gap(FRAME_RATE)
        self._now = 2000

    def say(self, lines: list[Line]) -> None:
        for line, after in zip(lines, [*lines[1:], Line("")], strict=True):
            if line.mark in {"invented", "misplaced", "sound", "unwritten"}:
                self._now += self._luck.randint(1500, 3500)
            if line.mark == "noise":
                self._now += 2500
                self._made.speech.append(Span(self._now - 1600, self._now - 1600 + self._luck.randint(300, 600)))
            if line.mark == "unwritten":
                self._unwritten(line)
            else:
                self._cue(line, after)
        self._made.duration = self._now + 3000

    def _unwritten(self, line: Line) -> None:
        end = self._now + len(line.text) * 75
        self._made.speech.append(Span(self._now, end))
        self._made.faults.append(Fault(line.mark, None, self._now, end))
        self._now = end + self._luck.randint(1200, 2500)

    def _cue(self, line: Line, after: Line) -> None:
        cue, words = self._spoken(line)
        made, index = self._made, len(self._made.cues)
        gap = self._pause(line, after)
        if line.mark not in TRICKY:
            made.faults.append(Fault(line.mark, index, cue.start, cue.end))
        self._now = cue.end + gap
        made.cues.append(self._misshapen(cue, line, gap))
        made.words.append(words)
        if line.mark == "misplaced":
            made.joined.add(index)
        if line.mark not in {"invented", "misplaced", "sound", "lyric"}:
            made.speech += self._found(words, line)

    def _spoken(self, line: Line) -> tuple[Cue, tuple[Word, ...]]:
        """Return the cue as it should be (but for its speed), and its words."""
        text = break_lines(line.text, self._profile, self._made.language)
        most = self._profile.max_cps or 15.0
        speed = most * self._luck.uniform(0.7, 0.95)
        if line.mark == "quick" or self._luck.random() < 0.08:
            speed = most * 0.995
        if line.mark in {"fast", "crowded"}:
            speed = most * self._luck.uniform(1.25, 1.45)
        spoken = math.ceil(len(line.text) * 1000 / speed)
        least = 500 if line.mark == "short" else self._profile.shortest(len(line.text.split()))
        end = self._now + (500 if line.mark == "short" else max(spoken + 40, least))
        kind = {"sound": Kind.SOUND, "lyric": Kind.LYRIC}.get(line.mark, Kind.SPEECH)
        state = CueState.EDITED if line.mark == "sound" else CueState.MACHINE
        words = (
            () if line.mark == "sound" else tuple(self._words(line, self._now + 40, min(spoken, end - self._now - 40)))
        )
        return Cue(self._now, end, text, kind, state=state), words

    def _words(self, line: Line, start: int, length: int) -> Iterator[Word]:
        letters = sum(len(word) + 1 for word in line.text.split())
        done = 0
        for text in line.text.split():
            begin = start + length * done // letters
            done += len(text) + 1
            end = start + length * done // letters
            yield Word(text, begin, max(begin + 1, end - 20), self._probability(text, line))

    def _probability(self, text: str, line: Line) -> float:
        luck, bare = self._luck, text.strip(".,;:!?„“”\"'…")
        if bare in line.words:
            low, high = {"unsure": (0.06, 0.38), "name": (0.35, 0.85), "spelling": (0.6, 0.95)}[line.mark]
            return luck.uniform(low, high)
        if line.mark in {"invented", "misplaced", "lyric", "repeated"}:
            return luck.uniform(0.4, 0.95)
        if bare in {part for name in self._made.names for part in name.split()}:
            return luck.uniform(0.55, 0.97)
        if luck.random() < 0.004:
            return luck.uniform(0.25, 0.5)
        if luck.random() < 0.04:
            return luck.uniform(0.4, 0.7) if len(bare) <= _SMALL else luck.uniform(0.45, 0.75)
        return max(0.6, 0.97 - luck.expovariate(25))

    def _pause(self, line: Line, after: Line) -> int:
        """Return the milliseconds before the next cue; faults get the room they are about."""
        if line.mark in {"fast", "invented", "misplaced", "sound"}:
            return self._luck.randint(1500, 2500)
        if line.mark in {"crowded", "short"}:
            return self._gap
        if line.mark == "gap":
            return 10
        chance = self._luck.random()
        if chance < 0.03 and after.mark != "lyric":
            return self._luck.randint(2500, 6000)
        return self._luck.randint(500, 1800) if chance < 0.15 else self._luck.randint(self._gap, 500)

    def _misshapen(self, cue: Cue, line: Line, gap: int) -> Cue:
        words = line.text.split()
        third = len(words) // 3
        match line.mark:
            case "wide":
                return replace(cue, text=line.text)
            case "lines":
                parts = (words[:third], words[third : 2 * third], words[2 * third :])
                return replace(cue, text="\n".join(" ".join(part) for part in parts))
            case "overlap":
                return replace(cue, end=cue.end + gap + 300)
            case "empty":
                return replace(cue, text="")
            case "backwards":
                return replace(cue, end=cue.start - 200)
            case _:
                return cue

    def _found(self, words: tuple[Word, ...], line: Line) -> list[Span]:
        """Return what a detector of speech finds of these words; sometimes it misses the last third."""
        start = words[0].start - self._luck.randint(0, 120)
        end = words[-1].end + self._luck.randint(0, 150)
        if line.mark == "loop":
            end = start + 1200
        elif self._luck.random() < 0.05:
            end -= (end - start) // 3
        return [Span(max(0, start), end)]


ACCEPTED: dict[str, set[str]] = {
    "unsure": {"unsure", "spelling"},
    "name": {"name"},
    "spelling": {"spelling"},
    "invented": {"made-up", "no-speech"},
    "misplaced": {"made-up", "no-speech"},
    "loop": {"made-up", "no-speech", "line-length", "too-many-lines", "reading-speed"},
    "unwritten": {"unwritten"},
    "repeated": {"repeated"},
    "fast": {"reading-speed"},
    "crowded": {"reading-speed"},
    "short": {"too-short", "reading-speed"},
    "wide": {"line-length"},
    "lines": {"too-many-lines", "line-length"},
    "gap": {"gap"},
    "overlap": {"overlap"},
    "empty": {"empty"},
    "backwards": {"end-before-start"},
}
"""The rules whose word on a planted fault is right."""
