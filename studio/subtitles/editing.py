"""What people do to cues: split, join, insert, move, break anew, time anew.  No text is ever lost.

A cue whose text a person has had in hand is edited (`CueState`).  Moving cues in time and breaking their lines leaves
their state: ten thousand shifted cues have not been read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import groupby

from studio.errors import InputError
from studio.i18n import _
from studio.model.cue import Cue, CueState, Kind
from studio.model.media import DEFAULT_FRAME_RATE, ShotChange
from studio.model.profile import Profile
from studio.model.speech import Word
from studio.subtitles import heard, snapping, timing
from studio.subtitles.line_break import break_lines
from studio.subtitles.timing import EARLIEST, LEAD_IN, Clock, Need
from studio.text.length import visible, visible_length, word_count

__all__ = ["House", "insert", "merge", "rebreak", "retime", "retime_some", "shift", "snap", "split", "stretch"]

NEW = 2000
"""Milliseconds that a new cue stands where there is room."""

LEAST_ROOM = 100
"""Milliseconds below which there is no room for a cue."""

_TAG = re.compile(r"<(/?)([ibu])>")
_EMPTY_TAG = re.compile(r"<([ibu])>(\s*)</\1>")
_CLOSED_AND_OPENED = re.compile(r"</([ibu])>(\s*)<\1>")
_DASHES = ("-", "–", "—", "‐")


@dataclass(frozen=True)
class House:
    """The rules that edited cues follow: a profile, the language of the text, the film's frame rate."""

    profile: Profile
    language: str
    frame_rate: Fraction = DEFAULT_FRAME_RATE

    @cached_property
    def clock(self) -> Clock:
        """Return the profile's rules for times at this frame rate."""
        return Clock.of(self.profile, self.frame_rate)


def split(cue: Cue, caret: int, words: Sequence[Word], house: House) -> tuple[Cue, Cue]:
    """Return the two cues that `cue` becomes when cut before the character `caret` of its text.

    `words` are heard words around the cue; the second part begins with the word that was said there.  Only where none
    of them is in the text, the time goes by length.  Raises `InputError` where a part would have no text.
    """
    left, right = _cut(cue.text, caret)
    if not visible(left).strip() or not visible(right).strip():
        raise InputError(
            _("There is no text on one side of the caret."), hint=_("Put the caret between two words and split there.")
        )
    parts = [replace(cue, text=_lines(text, house), state=CueState.EDITED) for text in (left, right)]
    if cue.duration < 2:
        return parts[0], parts[1]
    silence, begin = _moment(cue, caret, words)
    begin = min(max(max(silence, begin - LEAD_IN), cue.start + 1), cue.end - 1)
    spoken = Need(cue.start, min(max(silence, cue.start), begin), *_durations(parts[0], house))
    end = min(timing.end(cue.start, spoken, begin, house.clock, None), begin)
    return replace(parts[0], end=end), replace(parts[1], start=begin)


def merge(first: Cue, second: Cue, house: House) -> Cue:
    """Return the one cue that two become; two speakers get their own lines, with dashes as the house has them."""
    texts = [cue.text for cue in (first, second) if cue.text.strip()]
    speakers = {cue.speaker for cue in (first, second) if cue.speaker}
    if len(speakers) > 1 and len(texts) > 1:
        text = "\n".join(_dashed(text, i, house.profile.dash) for i, text in enumerate(texts))
    else:
        is_dialogue = any(len(_turns(text)) > 1 for text in texts)
        text = _tidy(("\n" if is_dialogue else " ").join(texts))
    kinds = {first.kind, second.kind}
    return Cue(
        min(first.start, second.start),
        max(first.end, second.end),
        _lines(text, house),
        Kind.SPEECH if Kind.SPEECH in kinds else first.kind,
        speakers.pop() if len(speakers) == 1 else "",
        CueState.EDITED,
    )


def insert(cues: Sequence[Cue], at: int, house: House) -> Cue:
    """Return a new empty cue that begins at `at` ms, or after the cues that are shown then.

    It stands for two seconds where there is room.  Raises `InputError` where there is next to none.
    """
    gap = house.clock.gap
    start = max([max(at, 0), *(cue.end + gap for cue in cues if cue.start <= at < cue.end + gap)])
    following = min((cue.start for cue in cues if cue.end > start), default=None)
    end = start + NEW if following is None else min(start + NEW, following - gap)
    if end - start < LEAST_ROOM:
        raise InputError(
            _("There is no room for a new cue here."), hint=_("Shorten or move one of the cues beside it first.")
        )
    return Cue(start, end, "", state=CueState.EDITED)


def shift(cues: Sequence[Cue], by: int) -> list[Cue]:
    """Return the cues `by` ms later (earlier if negative), all by the same: as far as the first one reaches 0."""
    by = max(by, -min((min(cue.start, cue.end) for cue in cues), default=0))
    return [replace(cue, start=cue.start + by, end=cue.end + by) for cue in cues]


def stretch(cues: Sequence[Cue], first: tuple[int, int], second: tuple[int, int]) -> list[Cue]:
    """Return the cues with their times stretched so that two moments (old, new) come to lie where they should.

    Cues before the first and after the second moment move along.  Raises `InputError` if the moments do not follow
    each other in the same order, before and after, or if cues would begin before the film.
    """
    (old_a, new_a), (old_b, new_b) = sorted((first, second))
    if old_a == old_b or new_a >= new_b:
        raise InputError(
            _("The two moments do not follow each other."),
            hint=_("Choose two different cues, and for the later one a later time."),
        )
    pace = Fraction(new_b - new_a, old_b - old_a)

    def moved(time: int) -> int:
        return round(new_a + (time - old_a) * pace)

    if any(moved(min(cue.start, cue.end)) < 0 for cue in cues):
        raise InputError(
            _("The first cues would begin before the film does."),
            hint=_("Give the two cues times that lie further apart, or later ones."),
        )
    return [replace(cue, start=moved(cue.start), end=moved(cue.end)) for cue in cues]


def rebreak(cue: Cue, house: House) -> Cue:
    """Return the cue with its lines broken anew; each speaker of a dialogue keeps a line of their own."""
    return replace(cue, text=_lines(cue.text, house))


def retime(
    cues: Sequence[Cue], words: Sequence[Word], house: House, *, earliest: int = 0, limit: int | None = None
) -> list[Cue]:
    """Return the cues with the times at which their words were heard; a cue whose text was not heard stays.

    Cues and words must be in order.  `earliest` is where the cues before these end, with the gap; no cue ends after
    `limit` ms, where its words do not begin after it.  Times that are off by more than `heard.REACH` are not found
    again.
    """
    spoken = heard.of_cues(cues, words)
    timed = list(cues)
    for was_heard, places in groupby(range(len(cues)), key=lambda i: bool(spoken[i])):
        group = list(places)
        if not was_heard:
            earliest = max(earliest, *(cues[i].end + house.clock.gap for i in group))
            continue
        needs = [Need(spoken[i][0].start, spoken[i][-1].end, *_durations(cues[i], house)) for i in group]
        after = group[-1] + 1
        until = cues[after].start - house.clock.gap if after < len(cues) else limit
        until = next((time for time in (until, limit) if time is not None and time > needs[-1].start), None)
        times = timing.place(needs, house.clock, first_start=None, earliest=earliest, limit=until)
        for i, (start, end) in zip(group, times, strict=True):
            timed[i] = replace(cues[i], start=start, end=end)
        earliest = timed[group[-1]].end + house.clock.gap
    return timed


def retime_some(cues: Sequence[Cue], chosen: Collection[int], words: Sequence[Word], house: House) -> list[Cue]:
    """Return the cues with those at the places `chosen` timed anew (see `retime`); the others stay.

    The others' texts tell which of the words are theirs: "Ja" is said often.
    """
    spoken = heard.of_cues(cues, words)
    timed = list(cues)
    for is_chosen, places in groupby(range(len(cues)), key=lambda i: i in chosen):
        group = list(places)
        if is_chosen:
            first, after = group[0], group[-1] + 1
            own = [word for i in group for word in spoken[i]]
            earliest = cues[first - 1].end + house.clock.gap if first else 0
            limit = cues[after].start - house.clock.gap if after < len(cues) else None
            if own and limit is not None and limit <= own[-1].start:
                limit = None  # what follows stands too early itself
            timed[first:after] = retime(cues[first:after], own, house, earliest=earliest, limit=limit)
    return timed


def snap(
    cues: Sequence[Cue], chosen: Collection[int], shots: Sequence[ShotChange], words: Sequence[Word], house: House
) -> list[Cue]:
    """Return the cues with the edges of those at the places `chosen` at near shot changes, whatever their state.

    The other cues stay.  See `snapping.snap` for how far an edge goes; cues must be in order.
    """
    free = [replace(c, state=CueState.MACHINE if i in chosen else CueState.APPROVED) for i, c in enumerate(cues)]
    moved = snapping.snap(free, shots, house.profile, house.frame_rate, words=words)
    return [replace(after, state=before.state) for before, after in zip(cues, moved, strict=True)]


def _cut(text: str, caret: int) -> tuple[str, str]:
    """Return the text before and after the caret; tags that are open there are closed and opened again."""
    caret = min(max(caret, 0), len(text))
    for tag in _TAG.finditer(text):
        if tag.start() < caret < tag.end():
            caret = tag.end()
    opened: list[str] = []
    for tag in _TAG.finditer(text, 0, caret):
        if not tag[1]:
            opened.append(tag[2])
        elif tag[2] in opened:
            opened.reverse()
            opened.remove(tag[2])
            opened.reverse()
    left = text[:caret].rstrip() + "".join(f"</{name}>" for name in reversed(opened))
    right = "".join(f"<{name}>" for name in opened) + text[caret:].lstrip()
    return _tidy(left), _tidy(right)


def _tidy(text: str) -> str:
    """Return the text without tags that hold nothing, and without closing what opens again at once."""
    before = ""
    while before != text:
        before = text
        text = _CLOSED_AND_OPENED.sub(r"\2", _EMPTY_TAG.sub(r"\2", text))
    return text.strip()


def _moment(cue: Cue, caret: int, words: Sequence[Word]) -> tuple[int, int]:
    """Return when the text before the caret has been said, and when what follows begins to be."""
    near = [word for word in words if word.end > cue.start - EARLIEST and word.start < cue.end]
    texts = visible(cue.text).split()
    left = visible(cue.text[:caret])
    cuts_word = bool(left) and not left[-1].isspace() and not visible(cue.text[caret:])[:1].isspace()
    count = len(left.split())
    places = heard.align(texts, near)
    if cuts_word and count and (place := places[count - 1]) is not None:
        word = near[place]
        share = len(left.split()[-1]) / max(1, len(texts[count - 1]))
        inside = round(word.start + min(1.0, share) * (word.end - word.start))
        return inside, inside
    before = [near[place].end for place in places[:count] if place is not None]
    after = [near[place].start for place in places[count:] if place is not None]
    if before and after:
        return min(before[-1], after[0]), after[0]
    if before or after:
        known = before[-1] if before else after[0]
        return known, known
    share = visible_length(left) / max(1, visible_length(cue.text))
    at = round(cue.start + share * cue.duration)
    return at, at


def _durations(cue: Cue, house: House) -> tuple[int, int]:
    """Return the shortest and the wanted duration of a cue with this text."""
    characters = visible_length(cue.text, house.profile.line_break_counts)
    words = word_count(cue.text)
    return house.clock.shortest(characters, words), house.clock.wanted(characters, words)


def _lines(text: str, house: House) -> str:
    return "\n".join(break_lines(turn, house.profile, house.language) for turn in _turns(text))


def _turns(text: str) -> list[str]:
    """Return what each speaker says, where dashes at the beginning of lines tell them apart."""
    turns: list[str] = []
    for line in text.split("\n"):
        if turns and not visible(line).lstrip().startswith(_DASHES):
            turns[-1] += "\n" + line
        else:
            turns.append(line)
    return [turn for turn in turns if turn.strip()]


def _dashed(text: str, number: int, dash: str) -> str:
    """Return a speaker's text with the dash of the house style: "both", "second" (without a space) or "none"."""
    one = " ".join(text.split())
    if visible(one).startswith(_DASHES) or dash == "none" or (dash == "second" and number == 0):
        return one
    return f"-{one}" if dash == "second" else f"- {one}"
