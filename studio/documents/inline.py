"""Runs of text, each with its look, as one text with marks; and such a text as runs again.

Office files cut a paragraph into runs wherever anything about the letters changes, and often where nothing does.  Runs
of one look that follow each other are one here, so that no word is torn apart; the look most plain letters have is that
of the paragraph, the others are marks whose `value` is the number of their look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Generic, TypeVar

from studio.model.document import Mark, MarkKind

Style = TypeVar("Style", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Run(Generic[Style]):
    """Letters of one look; `link` is where they lead, "" for nowhere."""

    text: str
    style: Style
    link: str = ""


@dataclass(frozen=True, slots=True)
class Runs(Generic[Style]):
    """A paragraph: its text, its marks, and its looks; the first is the one of what has no mark.

    `kinds` says of each look but the first how it differs.
    """

    text: str
    marks: tuple[Mark, ...]
    styles: tuple[Style, ...]
    kinds: tuple[MarkKind, ...] = field(default=())

    def cut(self, text: str, marks: Sequence[Mark]) -> list[Run[Style]]:
        """Return other words as runs of these looks; where marks of looks overlap, the later counts.

        A mark whose look is not known here, one that a person set, takes the look of its kind where there is one.
        """
        letters = [0] * len(text)
        links = [""] * len(text)
        for mark in marks:
            span = range(max(0, mark.start), min(len(text), mark.stop))
            if mark.kind is MarkKind.LINK:
                for place in span:
                    links[place] = mark.value
            else:
                number = self._number(mark)
                for place in span:
                    letters[place] = number
        return list(_joined([Run(text[i], self.styles[letters[i]], links[i]) for i in range(len(text))]))

    def _number(self, mark: Mark) -> int:
        if mark.value.isdecimal() and 0 < int(mark.value) < len(self.styles):
            return int(mark.value)
        return next((number for number, kind in enumerate(self.kinds) if number and kind is mark.kind), 0)


def read(runs: Sequence[Run[Style]], kinds: Mapping[Style, MarkKind]) -> Runs[Style]:
    """Return a paragraph of its runs; `kinds` says how a look differs, `STYLE` where it is not named."""
    whole = list(_joined(runs))
    text = "".join(run.text for run in whole)
    counts = Counter({run.style: 0 for run in whole})
    for run in whole:
        counts[run.style] += len(run.text.strip())
    main = _main(counts, kinds)
    styles = [main, *(style for style in counts if style != main)] if main is not None else []
    number = {style: place for place, style in enumerate(styles)}
    marks: list[Mark] = []
    at = 0
    for run in whole:
        stop = at + len(run.text)
        if run.style != main and run.text:
            marks.append(Mark(at, stop, kinds.get(run.style, MarkKind.STYLE), str(number[run.style])))
        if run.link and run.text:
            _link(marks, Mark(at, stop, MarkKind.LINK, run.link))
        at = stop
    found = tuple(kinds.get(style, MarkKind.STYLE) if style is not None else MarkKind.STYLE for style in styles)
    return Runs(text, tuple(marks), tuple(style for style in styles if style is not None), found)


def _main(counts: Mapping[Style, int], kinds: Mapping[Style, MarkKind]) -> Style | None:
    """Return the look of a paragraph: of those that are neither bold nor the like the one of most letters."""
    plain = [style for style, count in counts.items() if count and style not in kinds]
    return max(plain or counts, key=counts.__getitem__, default=None)


def laid(runs: Runs[Style], places: Sequence[int], text: str, marks: Sequence[Mark]) -> Iterator[Run[Style] | int]:
    """Yield other words as runs, and between them the numbers of what has no letters.

    `places` says before which letter of the old words each of the latter stood; they keep their order, for one may
    begin what the next one ends.
    """
    there = accumulate((moved(place, runs.text, text) for place in places), max)
    waiting = [(place, number) for number, place in enumerate(there)]
    at = 0
    for run in runs.cut(text, marks):
        stop = at + len(run.text)
        borders = sorted({place - at for place, _number in waiting if at <= place < stop} | {0, len(run.text)})
        for start, end in pairwise(borders):
            yield from [number for place, number in waiting if place <= at + start]
            waiting = [each for each in waiting if each[0] > at + start]
            yield Run(run.text[start:end], run.style, run.link)
        at = stop
    yield from [number for _place, number in waiting]


def moved(offset: int, before: str, after: str) -> int:
    """Return where in other words something stands that has no letters, such as the number of a footnote.

    After the same number of sentences' ends where it stood behind one, else about as far on, never inside a word.
    """
    if before == after or offset <= 0:
        return min(offset, len(after))
    if offset >= len(before.rstrip()):
        return len(after.rstrip()) if offset < len(before) else len(after)
    if before[offset - 1] in ".!?…":
        ends = [place + 1 for place, letter in enumerate(after) if letter in ".!?…"]
        number = sum(letter in ".!?…" for letter in before[:offset])
        if number <= len(ends):
            return ends[number - 1]
    near = round(offset * len(after) / max(1, len(before)))
    places = [place for place in range(1, len(after)) if after[place].isspace() != after[place - 1].isspace()]
    ends_of_words = [place for place in places if after[place].isspace()] or [len(after)]
    return min(ends_of_words, key=lambda place: abs(place - near))


def _joined(runs: Sequence[Run[Style]]) -> list[Run[Style]]:
    found: list[Run[Style]] = []
    for run in runs:
        if found and (found[-1].style, found[-1].link) == (run.style, run.link):
            found[-1] = Run(found[-1].text + run.text, run.style, run.link)
        elif run.text:
            found.append(run)
    return found


def _link(marks: list[Mark], mark: Mark) -> None:
    """Add a link; one that only changes its look halfway stays one."""
    for place in range(len(marks) - 1, -1, -1):
        known = marks[place]
        if known.kind is MarkKind.LINK and known.value == mark.value and known.stop == mark.start:
            marks[place] = Mark(known.start, mark.stop, MarkKind.LINK, mark.value)
            return
    marks.append(mark)
