"""Rules about a translation as a whole: names and terms, what stayed in the other language, what is out of date.

They look at cues with a source only.  What a person approved is right, unless the source changed since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise

from studio.i18n import _
from studio.model.cue import Cue, CueState
from studio.model.finding import Bilingual, Correction, Evidence, Finding, Mark, Severity
from studio.model.speech import Span
from studio.model.term import Unobeyed
from studio.quality.passage import Passage, around, line, own_source
from studio.quality.words import words
from studio.text import seen, values
from studio.text import words as word_lists
from studio.text.language_names import name

ALIKE = 0.75
"""Share of words that stand in the source, too, from which on a translation is none."""

LEAST_WORDS = 4
"""Words without a capital from which on that share says something: with one they may be names."""

FOREIGN = 3
"""Small words of the source's language in a translation that has half as many of its own at most: some of it was left
as it was.  German and Dutch share many, and word lists do not know all."""

SHORT, LONG = 0.4, 2.2
"""Shares of the usual length that are odd: so are 2 of 518 cues that people translated from English to French."""

LEAST_LACKING, LEAST_OVER = 16, 25
"""Characters that must be missing or too many besides: short cues say nothing by their share."""

LEAST_SHARE = 0.6
"""How much of it the sentence must miss, too: word order carries words into the cues beside."""


class NameChanged:
    """A name of the list that stands in the source and not in the translation."""

    id = "name-changed"
    severity = Severity.WARNING

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        return _about_terms(self, evidence, i, is_kept=True)


class NotTheTerm:
    """A term of the list whose translation is another one here."""

    id = "term"
    severity = Severity.WARNING

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        return _about_terms(self, evidence, i, is_kept=False)


class Untranslated:
    """A translation that is the source, or nearly."""

    id = "untranslated"
    severity = Severity.WARNING

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        cue, bilingual = evidence.cues[i], evidence.bilingual
        if bilingual is None or cue.state.is_checked or _base(bilingual.language) == _base(evidence.language):
            return None
        source, target = own_source(evidence, i), line(cue.text)
        if not source or not _is_untranslated(source, target, (bilingual.language, evidence.language), evidence.names):
            return None
        message = _("This still seems to be {language}.").format(language=name(bilingual.language))
        return Finding(self.id, self.severity, i, message, beside=source)


class OddLength:
    """A translation much shorter or longer than those around it are: something is missing, or was made up."""

    id = "length"
    severity = Severity.INFO

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        cue, bilingual = evidence.cues[i], evidence.bilingual
        if bilingual is None or not bilingual.ratio or cue.state.is_checked:
            return None
        source, written = own_source(evidence, i), line(cue.text)
        own = _oddness(len(source), len(written), bilingual.ratio)
        if not source or not own:
            return None
        passage = around(evidence, i)
        over = len(written) - len(source) * bilingual.ratio
        over_all = len(passage.target.text) - len(passage.source.text) * bilingual.ratio
        if over_all / over < LEAST_SHARE:
            return None
        said = {
            "short": _("It is much shorter than what the {language} says. Is something missing?"),
            "long": _("It is much longer than what the {language} says. Was something made up?"),
        }
        message = said[own].format(language=name(bilingual.language))
        return Finding(self.id, self.severity, i, message, beside=source)


class OutOfDate:
    """A translation whose source changed after it was made or confirmed."""

    id = "out-of-date"
    severity = Severity.WARNING

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        bilingual = evidence.bilingual
        if bilingual is None or not bilingual.original(i).is_stale:
            return None
        message = _("The {language} was changed after it was translated.").format(language=name(bilingual.language))
        return Finding(self.id, self.severity, i, message, beside=own_source(evidence, i))


class NotTranslated:
    """Cues of the source for which nothing stands, before cue `i`; for the number of cues, after the last."""

    id = "not-translated"
    severity = Severity.WARNING

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        left = evidence.bilingual.missing(i) if evidence.bilingual is not None else ()
        if not left:
            return None
        if len(left) == 1:
            message = _("“{text}” has no translation.").format(text=line(left[0].text))
        else:
            message = _("{count} cues have no translation here.").format(count=len(left))
        span = Span(left[0].start, max(left[0].start, *(cue.end for cue in left)))
        return Finding(self.id, self.severity, i, message, span=span, beside="\n".join(cue.text for cue in left))


def _about_terms(rule: NameChanged | NotTheTerm, evidence: Evidence, i: int, *, is_kept: bool) -> Finding | None:
    cue, bilingual = evidence.cues[i], evidence.bilingual
    if bilingual is None or cue.state is CueState.APPROVED or not bilingual.original(i).parts:
        return None
    passage = around(evidence, i)
    everything = bilingual.unobeyed(passage.source.text, passage.target.text)
    wrong = [each for each in everything if each.term.is_kept == is_kept and _home(each, passage, bilingual) == i]
    if not wrong:
        return None
    changes = {each.term: change for each in wrong if (change := _change(cue.text, each, passage)) is not None}
    places = sorted(changes.values())
    if any(end > start for (_, end, _new), (start, _end, _other) in pairwise(places)):
        places = places[:1]  # two names over the same words: one after the other
    text = seen.replaced(cue.text, places)
    return Finding(
        rule.id,
        rule.severity,
        i,
        " ".join(_sentence(each, passage, (bilingual.language, evidence.language)) for each in wrong),
        Correction(i, (_said(cue, text),)) if text != cue.text else None,
        meant=tuple(term.target or term.source for term, change in changes.items() if change in places),
        beside=passage.source.text,
        marks=tuple(Mark(start, end) for start, end, _new in places),
    )


def _home(wrong: Unobeyed, passage: Passage, bilingual: Bilingual) -> int:
    """Return the cue that a term is wrong in: where the other word stands, else where the source has the term."""
    if wrong.replacement:
        start, _end, _new = _difference(passage.target.text, wrong.replacement)
        return passage.target.cues[passage.target.at(start)[0]][0]
    for text, cues in zip(passage.source.texts, passage.source.cues, strict=True):
        if any(each.term == wrong.term for each in bilingual.unobeyed(text, "")):
            return cues[0]
    return passage.source.cues[0][0]


def _change(text: str, wrong: Unobeyed, passage: Passage) -> tuple[int, int, str] | None:
    """Return from where until where of its cue a term is to be written, and how; None where that is not clear."""
    if not wrong.replacement:
        return None
    start, end, new = _difference(passage.target.text, wrong.replacement)
    number, place = passage.target.at(start)
    if end == start or place + end - start > len(passage.target.texts[number]):
        return None  # it goes on in the next cue
    return (*seen.of(text).span(place, place + end - start), new)


def _sentence(wrong: Unobeyed, passage: Passage, languages: tuple[str, str]) -> str:
    term = wrong.term
    meant = term.target or term.source
    if term.is_kept and wrong.replacement:
        start, end, new = _difference(passage.target.text, wrong.replacement)
        written = passage.target.text[start:end]
        return _("“{written}” should be “{meant}”.").format(written=_bare(written), meant=_bare(new))
    if meant.casefold() == term.source.casefold():
        source, target = map(name, languages)
        return _("{source} names “{meant}”, {target} does not.").format(source=source, meant=meant, target=target)
    return _("“{written}” should be “{meant}”.").format(written=term.source, meant=meant)


def _difference(before: str, after: str) -> tuple[int, int, str]:
    """Return from where until where two texts differ in the first, in whole words, and what the second has there."""
    start = _common(before, after)
    while start and not before[start - 1].isspace():
        start -= 1
    rest = _common(before[start:][::-1], after[start:][::-1])
    while rest and before[len(before) - rest].isalnum():
        rest -= 1
    return start, len(before) - rest, after[start : len(after) - rest]


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _bare(text: str) -> str:
    return text.strip(" .,;:!?…\"'“”„‘’")


def _is_untranslated(source: str, target: str, languages: tuple[str, str], names: Sequence[str]) -> bool:
    """Say whether a text is still in the language it was translated from; names, numbers and addresses do not count."""
    said, written = (_plain(text, names) for text in (source, target))
    own, others = _small(languages[1]), _small(languages[0])
    foreign = [word for word in written if word.casefold() in others and word.casefold() not in own]
    if said == written:
        is_text = len(written) > 1 and any(word[0].islower() and word not in own for word in written)
        return is_text or bool(foreign)
    native = [word for word in written if word.casefold() in own and word.casefold() not in others]
    if len(set(foreign)) >= FOREIGN and len(foreign) > 2 * len(native):
        return True
    said, written = ([word for word in words(text) if word[0].islower()] for text in (source, target))
    shared = sum((Counter(said) & Counter(written)).values())
    return len(written) >= LEAST_WORDS and shared >= ALIKE * max(len(said), len(written))


def _plain(text: str, names: Sequence[str]) -> list[str]:
    """Return the words of a text outside of names, numbers and addresses."""
    listed = _listed(tuple(names))
    for value in reversed(values.find(text)):
        text = f"{text[: value.start]} {text[value.end :]}"
    return [word for word in words(text) if word not in listed]


@lru_cache(maxsize=8)
def _listed(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(part for each in names for part in words(each))


@cache
def _small(language: str) -> frozenset[str]:
    lists = word_lists.for_language(language)
    return frozenset().union(
        lists.articles, lists.prepositions, lists.conjunctions, lists.subordinators, lists.relatives, lists.pronouns,
        lists.objects, lists.auxiliaries, lists.negations, lists.intensifiers, lists.numbers,
    )  # fmt: skip


def _oddness(said: int, written: int, ratio: float) -> str:
    """Return "short" or "long" for a length that is far from the usual, "" for others."""
    usual = said * ratio
    if written < SHORT * usual and usual - written >= LEAST_LACKING:
        return "short"
    return "long" if written > LONG * usual and written - usual >= LEAST_OVER else ""


def _base(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _said(cue: Cue, text: str) -> Cue:
    """Return the cue with other words, which makes it an edited one."""
    return replace(cue, text=text, state=CueState.EDITED)
