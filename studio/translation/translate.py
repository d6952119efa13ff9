"""Translating the sentences of a whole job in one go, and seeing to it that no number or address is lost on the way.

The order was chosen for the quality of the text: first the plain sentence, since markers make a package stumble and
most numbers are copied well; whatever fails the check is tried with its lost values hidden behind markers, then with
all of them, then repaired.  What still fails names what it lost, for a person to see.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from studio.model.progress import Progress, Report
from studio.model.translation import Origin, Package, TranslationUnit
from studio.text.values import Value
from studio.translation import markers, protect, repair
from studio.translation.engine import OnDone, Translator

Engines = Callable[[Package], Translator]
"""Opens the engine of a package, or gives the one that is open already (`engine.open`, or a cache of it)."""

_HYPOTHESES = 4
_ALIKE = 0.8  # of the words; below, the markers have led the package astray and the next form is tried


def translate(
    units: Sequence[TranslationUnit],
    route: Sequence[Package],
    engines: Engines,
    *,
    report: Report,
    keep: Sequence[str] = (),
) -> list[TranslationUnit]:
    """Return the units with their targets, translated through the packages of `route`; without one they are copied.

    Numbers, web and e-mail addresses and the names in `keep` survive, or the unit names them in `missing`.
    `report` counts sentences and may raise `Cancelled` between and during batches.
    """
    texts = [unit.source for unit in units]
    for number, package in enumerate(route):
        on_share = _watch(report, number, len(route), len(units))
        on_share(0.0)
        texts = _Leg(engines(package), package.source, keep, on_share).translated(texts)
    report(Progress(len(units), len(units), "sentences"))
    return [_finished(unit, target, keep) for unit, target in zip(units, texts, strict=True)]


@dataclass(slots=True)
class _Sentence:
    """One text on its way through one package: what it must keep, and the best answer so far.

    `words` are those of the first plain answer: what an answer made with markers should still read like.
    """

    text: str
    values: tuple[Value, ...]
    answer: str = ""
    faults: protect.Faults | None = None  # None: no answer yet
    likeness: float = 0.0
    words: Sequence[str] = ()

    @property
    def is_sound(self) -> bool:
        return self.faults is not None and not self.faults

    @property
    def is_settled(self) -> bool:
        return self.is_sound and self.likeness >= _ALIKE

    def offer(self, candidate: str, keep: Sequence[str], *, is_plain: bool = False) -> None:
        """Take a candidate that is better than the answer so far; the values alone are no translation."""
        words = protect.words(candidate, keep)
        if not words:
            return
        if is_plain and not self.words:
            self.words = words
        found = protect.faults(self.text, candidate, keep)
        likeness = 1.0 if is_plain else difflib.SequenceMatcher(None, self.words, words, autojunk=False).ratio()
        if self.faults is None or (len(found), -likeness) < (len(self.faults), -self.likeness):
            self.answer, self.faults, self.likeness = candidate, found, likeness

    def lost(self) -> tuple[Value, ...]:
        """Return the values the best answer lost; all of them when it lost none but made something up."""
        texts = self.faults.missing if self.faults else ()
        return tuple(value for value in self.values if value.text in texts) or self.values


@dataclass(slots=True)
class _Leg:
    """The way of all texts through one package."""

    translator: Translator
    language: str
    keep: Sequence[str]
    on_share: Callable[[float], None]

    def translated(self, texts: Sequence[str]) -> list[str]:
        """Return the best translation of each text; equal ones are translated once."""
        frames = [protect.frame(text, self.keep) for text in texts]
        cores = dict.fromkeys(frame.core for frame in frames if not frame.is_empty)
        sentences = {core: _Sentence(core, tuple(protect.find(core, self.keep))) for core in cores}
        self._translate(list(sentences.values()))
        return [
            text if frame.is_empty else frame.around(sentences[frame.core].answer)
            for text, frame in zip(texts, frames, strict=True)
        ]

    def _translate(self, sentences: Sequence[_Sentence]) -> None:
        """Give each sentence its answer, step by step, each step only for those without a sound one."""
        self._ask_plainly(sentences, 1, lambda done: self.on_share(done / len(sentences)))
        self._ask_plainly(_unsound(sentences), _HYPOTHESES, self._wait)
        self._ask_with_markers([sentence for sentence in _unsound(sentences) if sentence.values])
        for sentence in _unsound(sentences):
            mended = repair.repaired(sentence.text, sentence.answer, self.keep)
            if mended is not None:
                sentence.offer(mended, self.keep)
            if not sentence.answer:
                sentence.answer = sentence.text  # a package that says nothing must not lose the sentence

    def _ask_plainly(self, sentences: Sequence[_Sentence], hypotheses: int, on_done: OnDone) -> None:
        if not sentences:
            return
        answers = self.translator.translate([sentence.text for sentence in sentences], hypotheses, on_done)
        for sentence, candidates in zip(sentences, answers, strict=True):
            for candidate in candidates:
                sentence.offer(candidate, self.keep, is_plain=True)

    def _ask_with_markers(self, sentences: Sequence[_Sentence]) -> None:
        """Hide the lost values, then all, behind the markers this package keeps, the safest first."""
        if not sentences:
            return
        lost = {id(sentence): sentence.lost() for sentence in sentences}
        for family in markers.kept(self.translator, self.language, self._wait):
            self._ask_hiding(_unsettled(sentences), family, lambda sentence: lost[id(sentence)])
            self._ask_hiding(_unsettled(sentences), family, lambda sentence: sentence.values)

    def _ask_hiding(
        self, sentences: Sequence[_Sentence], family: markers.Family, hide: Callable[[_Sentence], Sequence[Value]]
    ) -> None:
        masked = [(sentence, markers.mask(sentence.text, hide(sentence), family)) for sentence in sentences]
        asked = [(sentence, form) for sentence, form in masked if form is not None and form.hidden]
        if not asked:
            return
        answers = self.translator.translate([form.text for _sentence, form in asked], _HYPOTHESES, self._wait)
        for (sentence, form), candidates in zip(asked, answers, strict=True):
            for candidate in candidates:
                sentence.offer(form.restored(candidate) or "", self.keep)

    def _wait(self, _done: int) -> None:
        self.on_share(1.0)


def _unsound(sentences: Sequence[_Sentence]) -> list[_Sentence]:
    return [sentence for sentence in sentences if not sentence.is_sound]


def _unsettled(sentences: Sequence[_Sentence]) -> list[_Sentence]:
    return [sentence for sentence in sentences if not sentence.is_settled]


def _watch(report: Report, leg: int, legs: int, total: int) -> Callable[[float], None]:
    """Return what a leg tells its share to; the whole counts in sentences."""

    def on_share(share: float) -> None:
        report(Progress(int((leg + share) / legs * total), total, "sentences"))

    return on_share


def _finished(unit: TranslationUnit, target: str, keep: Sequence[str]) -> TranslationUnit:
    found = protect.faults(unit.source, target, keep)
    origin = Origin.COPIED if target == unit.source else Origin.MACHINE
    return replace(unit, target=target, origin=origin, missing=found.missing, invented=found.invented)
