"""Translating the sentences of a whole job in one go, and seeing to it that nothing protected is lost on the way.

The order was chosen for the quality of the text: first the plain sentence, since markers make a package stumble and
most numbers are copied well; of four answers the first that keeps all values and has most terms is taken.  Whatever
fails the check is tried with its lost values hidden behind markers, then with all of them, then repaired.  What still
fails names what it lost, for a person to see.  Terms that no answer has are hidden, too, and put back translated; at
last values are written as the language does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from studio.model.progress import Progress, Report
from studio.model.term import Term
from studio.model.translation import Origin, Package, TranslationUnit
from studio.text.values import Value, ValueKind
from studio.translation import enforce, localise, markers, protect, repair, tried
from studio.translation.answers import Sentence
from studio.translation.enforce import Bound
from studio.translation.engine import Translator
from studio.translation.protect import Languages

Engines = Callable[[Package], Translator]
"""Opens the engine of a package, or gives the one that is open already (`engine.open`, or a cache of it)."""

_HYPOTHESES = 4  # as many as the beam, so that they cost no more than one (2 % of the processor's time, measured)
_WITH_WORDS = (ValueKind.TIME, ValueKind.DATE, ValueKind.PRICE)


def translate(
    units: Sequence[TranslationUnit],
    route: Sequence[Package],
    engines: Engines,
    *,
    report: Report,
    keep: Sequence[str] = (),
    terms: Sequence[Term] = (),
    localise_values: bool = False,
    alternatives: bool = False,
) -> list[TranslationUnit]:
    """Return the units with their targets, translated through the packages of `route`; without one they are copied.

    Numbers, dates, times, prices, addresses and the names in `keep` survive, or the unit names them in `missing`.
    `terms` are obeyed, or named in `unobeyed`.  With `localise_values` values are written as the target language
    does, and `localised` says which; with `alternatives` each unit has what else the last package answered.
    `report` counts sentences and may raise `Cancelled` between and during batches.
    """
    languages = (route[0].source, route[-1].target) if route else ("", "")
    glossary = enforce.glossary(terms if route else (), languages)
    names = (*keep, *glossary.names())
    bounds = [Bound(unit.source, languages, glossary.within(unit.source)) for unit in units]
    answers = [_Answer(unit.source) for unit in units]
    for number, package in enumerate(route):
        is_last = number == len(route) - 1
        leg = _Leg(engines(package), package, names, _watch(report, number, len(route), len(units)), localise_values)
        texts = [answer.text for answer in answers]
        answers = leg.translated(texts, bounds if is_last else [Bound(text) for text in texts])
    finish = _Finish(names, languages, localise_values, alternatives)
    report(Progress(len(units), len(units), "sentences"))
    return [finish.unit(*each) for each in zip(units, bounds, answers, strict=True)]


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a package says for a text, and what else it might have said."""

    text: str
    others: tuple[str, ...] = ()
    enforced: tuple[str, ...] = ()


@dataclass(slots=True)
class _Leg:
    """The way of all texts through one package."""

    translator: Translator
    package: Package
    keep: Sequence[str]
    on_share: Callable[[float], None]
    localises: bool

    def translated(self, texts: Sequence[str], bounds: Sequence[Bound]) -> list[_Answer]:
        """Return the best translation of each text; equal ones are translated once."""
        self.on_share(0.0)
        languages = (self.package.source, self.package.target)
        frames = [protect.frame(text, self.keep, languages[0] if self.localises else "") for text in texts]
        sentences: dict[str, Sentence] = {}
        for frame, bound in zip(frames, bounds, strict=True):
            if not frame.is_empty and frame.core not in sentences:
                sentences[frame.core] = Sentence(frame.core, self.keep, languages, bound)
        self._translate(list(sentences.values()))
        return [
            _Answer(text) if frame.is_empty else _framed(frame, sentences[frame.core])
            for text, frame in zip(texts, frames, strict=True)
        ]

    def _translate(self, sentences: Sequence[Sentence]) -> None:
        """Give each sentence its answer, step by step, each step only for those without a sound one."""
        self._ask_plainly(sentences)
        self._ask_with_markers([sentence for sentence in _unsound(sentences) if sentence.values()])
        self._ask_with_terms([sentence for sentence in sentences if sentence.lacking])
        for sentence in _unsound(sentences):
            mended = repair.repaired(sentence.text, sentence.answer, self.keep, sentence.languages)
            if mended is not None:
                sentence.offer(mended)
            if not sentence.answer:
                sentence.answer = sentence.text  # a package that says nothing must not lose the sentence

    def _ask_plainly(self, sentences: Sequence[Sentence]) -> None:
        if not sentences:
            return
        texts = [sentence.text for sentence in sentences]
        answers = self.translator.translate(texts, _HYPOTHESES, lambda done: self.on_share(done / len(texts)))
        for sentence, candidates in zip(sentences, answers, strict=True):
            sentence.take(candidates)

    def _ask_with_markers(self, sentences: Sequence[Sentence]) -> None:
        """Hide the lost values, then all, behind the markers this package keeps, the safest first."""
        if not sentences:
            return
        lost = {id(sentence): sentence.lost() for sentence in sentences}
        for family in tried.families(self.package, self.translator, self._wait):
            self._ask_hiding(_unsettled(sentences), family, lambda sentence: lost[id(sentence)])
            self._ask_hiding(_unsettled(sentences), family, lambda sentence: sentence.values())
            self._ask_hiding(_unsound(sentences), family, lambda sentence: sentence.whole_values())

    def _ask_with_terms(self, sentences: Sequence[Sentence]) -> None:
        """Hide the terms that no answer has, so that their translations come back in their places."""
        asked: list[tuple[Sentence, markers.Masked, tuple[Term, ...]]] = []
        for family in tried.families(self.package, self.translator, self._wait)[:1] if sentences else ():
            for sentence in sentences:
                terms = sentence.bound.lacking(sentence.answer)
                put = dict(enforce.places(terms, sentence.text, self.package.source))
                form = markers.mask(sentence.text, list(put), family, put.__getitem__)
                if form is not None and form.hidden:
                    asked.append((sentence, form, terms))
        texts = [form.text for _sentence, form, _terms in asked]
        answers = self.translator.translate(texts, _HYPOTHESES, self._wait) if asked else []
        for (sentence, form, terms), candidates in zip(asked, answers, strict=True):
            for candidate in candidates:
                sentence.offer_with_terms(form.restored(candidate) or "", terms)

    def _ask_hiding(
        self, sentences: Sequence[Sentence], family: markers.Family, hide: Callable[[Sentence], Sequence[Value]]
    ) -> None:
        masked = [
            (sentence, markers.mask(sentence.text, hide(sentence), family, self._written)) for sentence in sentences
        ]
        asked = [(sentence, form) for sentence, form in masked if form is not None and form.hidden]
        if not asked:
            return
        answers = self.translator.translate([form.text for _sentence, form in asked], _HYPOTHESES, self._wait)
        for (sentence, form), candidates in zip(asked, answers, strict=True):
            for candidate in candidates:
                sentence.offer(form.restored(candidate) or "")

    def _written(self, value: Value) -> str:
        """Return a hidden value as it is put back: one with words of its own as the language writes it, if wanted."""
        if not self.localises or value.kind not in _WITH_WORDS:
            return value.text
        return localise.expected(value.text, self.package.source, self.package.target)

    def _wait(self, _done: int) -> None:
        self.on_share(1.0)


@dataclass(frozen=True, slots=True)
class _Finish:
    """What is done with each whole sentence at the end: its terms, its values, and the verdict."""

    keep: Sequence[str]
    languages: Languages
    localises: bool
    alternatives: bool

    def unit(self, unit: TranslationUnit, bound: Bound, answer: _Answer) -> TranslationUnit:
        """Return the unit with its target and all that must be said of it."""
        written = self._localised(unit.source, answer.text)
        found = protect.faults(unit.source, written.text, self.keep, self.languages)
        others = [self._localised(unit.source, other).text for other in answer.others] if self.alternatives else []
        return replace(
            unit,
            target=written.text,
            origin=Origin.COPIED if written.text == unit.source else Origin.MACHINE,
            alternatives=tuple(dict.fromkeys(other for other in others if other != written.text)),
            missing=found.missing,
            invented=found.invented,
            localised=written.changes,
            enforced=answer.enforced,
            unobeyed=tuple(term.source for term in bound.lacking(written.text)),
        )

    def _localised(self, source: str, target: str) -> localise.Localised:
        """Return the translation with its values written anew, unless that would lose any or hide that one is lost."""
        if not self.localises:
            return localise.Localised(target)
        written = localise.localised(source, target, self.languages)
        if not written.changes:
            return written
        before = protect.faults(source, target, self.keep, self.languages)
        after = protect.faults(source, written.text, self.keep, self.languages)
        return written if len(after) == len(before) else localise.Localised(target)


def _framed(frame: protect.Frame, sentence: Sentence) -> _Answer:
    others = tuple(frame.around(other) for other in sentence.plain if other != sentence.answer)
    return _Answer(frame.around(sentence.answer), others, sentence.enforced)


def _unsound(sentences: Sequence[Sentence]) -> list[Sentence]:
    return [sentence for sentence in sentences if not sentence.is_sound]


def _unsettled(sentences: Sequence[Sentence]) -> list[Sentence]:
    return [sentence for sentence in sentences if not sentence.is_settled]


def _watch(report: Report, leg: int, legs: int, total: int) -> Callable[[float], None]:
    """Return what a leg tells its share to; the whole counts in sentences."""

    def on_share(share: float) -> None:
        report(Progress(int((leg + share) / legs * total), total, "sentences"))

    return on_share
