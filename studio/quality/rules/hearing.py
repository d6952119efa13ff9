"""Rules about what was heard: how sure the recogniser was, what guards doubt, and where a voice was found at all.

They only look at cues that nobody has looked at yet.  The numbers are reasoned and tried on scripted transcripts;
on real speech they are untested.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from studio.i18n import _
from studio.model.cue import Cue, Kind
from studio.model.finding import Correction, Evidence, Finding, Severity
from studio.model.speech import Doubt, Span, Word
from studio.quality.words import core, normal
from studio.text import words as word_lists
from studio.text.length import visible

UNSURE = 0.4
"""Probability below which a word is doubted: more likely wrong than right, and clearly so; recognisers give right
words 0.4 to 0.7 now and then."""

UNSURE_SMALL = 0.2
"""The same for small words (the, und, een): they are swallowed and guessed from what stands around them."""

SPEECH_SHARE = 0.25
"""A cue with less of its words' time over found speech stands over something else; the guards' own share."""

LEAST_REPEATED = 3
"""Words from which saying the same twice is doubted: people do say "Nein! Nein!" and "Vielen Dank"."""

REPEATED_WITHIN = 2000
"""Milliseconds between the same text twice: loops follow at once, refrains do not."""

MARKS = 8
"""Signs by which two texts that say the same may differ: full stops, quotes, a tag."""

LEAST_UNWRITTEN = 800
"""Milliseconds of speech without a cue that are worth listening to: a short sentence; less is a cough or "hm"."""

EDGE = 300
"""Milliseconds around a cue that belong to it: found speech has soft edges."""

JOINED = 2000
"""Milliseconds between two stretches without a cue that are one thing to look at."""


class MadeUp:
    """A guard doubts what this cue was made of: recognisers write credits over silence and fall into loops."""

    id = "made-up"
    severity = Severity.WARNING

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        flags = evidence.source(i).flags
        if not flags or not _is_unseen_speech(evidence.cues[i]):
            return None
        doubts = {flag.doubt for flag in flags}
        doubt = next(doubt for doubt in _DOUBTS if doubt in doubts)
        fix = Correction(i, ()) if doubt in _NOT_SAID else None
        return Finding(self.id, self.severity, i, _doubt(doubt), fix)


class NoSpeech:
    """Words where no voice was found."""

    id = "no-speech"
    severity = Severity.WARNING

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        heard = evidence.source(i).words
        if not heard or not _is_unseen_speech(evidence.cues[i]) or not _was_listened(evidence, heard):
            return None
        near = _between(evidence.speech, heard[0].start, heard[-1].end + 1)
        spoken = sum(max(1, word.end - word.start) for word in heard)
        over = sum(_shared(word.start, max(word.end, word.start + 1), near) for word in heard) if near else 0
        if over >= SPEECH_SHARE * spoken:
            return None
        return Finding(self.id, self.severity, i, _doubt(Doubt.NO_SPEECH), Correction(i, ()))


class Repeated:
    """The same text as the cue before, at once: a loop."""

    id = "repeated"
    severity = Severity.WARNING

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        cue = evidence.cues[i]
        before = evidence.cues[i - 1] if i else None
        if before is None or not _is_unseen_speech(cue) or cue.start - before.end > REPEATED_WITHIN:
            return None
        if abs(len(cue.text) - len(before.text)) > MARKS:
            return None
        text = normal(cue.text)
        if len(text.split()) < LEAST_REPEATED or text != normal(before.text):
            return None
        return Finding(self.id, self.severity, i, _("The cue before says the same."), Correction(i, ()))


class Unsure:
    """Words to which the recogniser gave a low probability."""

    id = "unsure"
    severity = Severity.INFO

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        cue = evidence.cues[i]
        if not _is_unseen_speech(cue):
            return None
        doubted = unsure(evidence, i)
        if not doubted:
            return None
        texts = tuple(core(word.text) for word in doubted)
        weight = 1 - min(word.probability for word in doubted) / UNSURE
        return Finding(self.id, self.severity, i, hard_to_hear(texts), words=texts, weight=weight)


class Unwritten:
    """A voice where no cue stands, before cue `i`; for the number of cues, after the last."""

    id = "unwritten"
    severity = Severity.WARNING

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        cues = evidence.cues
        before = cues[max(0, i - 2) : i]
        start = max((cue.end for cue in before), default=-EDGE)
        stop = cues[i].start if i < len(cues) else evidence.media_duration or _latest(evidence.speech)
        if not cues or stop - start < LEAST_UNWRITTEN or any(cue.duration <= 0 for cue in before):
            return None  # a cue that ends before it starts says nothing about time
        rest = _between(evidence.speech, start + EDGE, stop - EDGE)
        long = [span for span in _joined(rest) if _shared(span.start, span.end, rest) >= LEAST_UNWRITTEN]
        if not long:
            return None
        message = _("Someone speaks here, but nothing was written down.")
        return Finding(self.id, self.severity, i, message, span=Span(long[0].start, long[-1].end))


def unsure(evidence: Evidence, i: int) -> list[Word]:
    """Return the doubted words of a cue that are still in its text, each once, in order."""
    low = [word for word in evidence.source(i).words if word.probability < UNSURE]
    if not low:
        return []
    small = _small(evidence.language)
    present = {core(written) for written in visible(evidence.cues[i].text).split()}
    found: dict[str, Word] = {}
    for word in low:
        text = core(word.text)
        if text and text in present and (text.lower() not in small or word.probability < UNSURE_SMALL):
            found.setdefault(text, word)
    return list(found.values())


def hard_to_hear(texts: Sequence[str]) -> str:
    """Return the sentence about some words."""
    if len(texts) == 1:
        return _("“{word}” was hard to hear.").format(word=texts[0])
    if len(texts) == 2:
        return _("“{first}” and “{second}” were hard to hear.").format(first=texts[0], second=texts[1])
    return _("“{first}”, “{second}” and {count} more were hard to hear.").format(
        first=texts[0], second=texts[1], count=len(texts) - 2
    )


_DOUBTS = (
    Doubt.KNOWN_PHRASE,
    Doubt.REPETITION,
    Doubt.COMPRESSION,
    Doubt.NO_SPEECH,
    Doubt.TOO_FAST,
    Doubt.LOW_PROBABILITY,
)
"""The doubts, the one that says most first."""

_NOT_SAID = {Doubt.KNOWN_PHRASE, Doubt.NO_SPEECH}


def _doubt(doubt: Doubt) -> str:
    match doubt:
        case Doubt.KNOWN_PHRASE:
            return _("This sentence is often written over silence or music although nobody said it.")
        case Doubt.REPETITION | Doubt.COMPRESSION:
            return _("The same words are written again and again.")
        case Doubt.NO_SPEECH:
            return _("No voice was found here. Listen whether somebody says this.")
        case Doubt.TOO_FAST:
            return _("Nobody can say so much in so short a time.")
        case Doubt.LOW_PROBABILITY:
            return _("Nearly all of this was hard to hear.")


def _is_unseen_speech(cue: Cue) -> bool:
    return cue.kind is Kind.SPEECH and not cue.state.is_checked


def _small(language: str) -> frozenset[str]:
    lists = word_lists.for_language(language)
    return lists.articles | lists.prepositions | lists.conjunctions | lists.pronouns | lists.objects | lists.auxiliaries


def _was_listened(evidence: Evidence, heard: Sequence[Word]) -> bool:
    """Say whether a voice was looked for at all of these words."""
    start, end = heard[0].start, heard[-1].end
    return _shared(start, end, evidence.listened) >= end - start


def _shared(start: int, end: int, spans: Sequence[Span]) -> int:
    """Return the milliseconds from `start` to `end` that lie in `spans`."""
    return sum(span.duration for span in _between(spans, start, end))


def _between(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Return what of `spans` (in order, without overlaps) lies from `start` to `end`."""
    found = []
    for place in range(max(0, bisect_right(spans, start, key=_start) - 1), len(spans)):
        span = spans[place]
        if span.start >= end:
            break
        if span.end > start:
            found.append(Span(max(span.start, start), min(span.end, end)))
    return found


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Return the stretches with those that lie close together as one."""
    found: list[Span] = []
    for span in spans:
        if found and span.start - found[-1].end <= JOINED:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def _latest(spans: Sequence[Span]) -> int:
    return spans[-1].end if spans else 0


def _start(span: Span) -> int:
    return span.start
