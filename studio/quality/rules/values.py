"""Rules about what a translation may not change: numbers, dates, times, prices and addresses.

A value counts where its sentence has it, for word order carries it into the cue beside; and as what it means: "19.30
Uhr" is "7.30 pm", "halb acht" may be "7.30".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from studio.i18n import _
from studio.model.cue import CueState
from studio.model.finding import Correction, Evidence, Finding, Mark, Severity
from studio.quality import said
from studio.quality.passage import Passage, around, mark
from studio.quality.said import Form
from studio.text import conventions, quantities, seen
from studio.text.language_names import name
from studio.text.meaning import Amount, Clock
from studio.text.values import Value, ValueKind
from studio.text.writing import written

ADDRESSES = (ValueKind.URL, ValueKind.EMAIL)

SPOKEN_HOURS = range(1, 10)
"""Hours that are said of the evening without a word for it: whoever says "um zehn Uhr abends" says so."""

NOON = 12

_VALUE = re.compile(r"\d|\w[.@/]\w")

_YEARS = range(1100, 2100)


@dataclass(frozen=True, slots=True)
class Fault:
    """A value that differs, is missing or was added: as it was `said`, as it is `written`, and in which text it stands.

    `at` is a cue of the translation, `place` where the written value begins on its one line.
    """

    said: Value | None
    written: Value | None
    at: int
    place: int = 0


class _ValueRule:
    """What the rules about values share."""

    severity = Severity.WARNING

    def __init__(self, id: str) -> None:
        self.id = id

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        cue, bilingual = evidence.cues[i], evidence.bilingual
        if bilingual is None or cue.state is CueState.APPROVED:
            return None
        texts = (cue.text, *(text for _id, text in bilingual.original(i).parts))
        if len(texts) == 1 or not any(map(_VALUE.search, texts)):
            return None
        passage = around(evidence, i)
        found = [
            fault
            for fault in _faults(passage, (bilingual.language, evidence.language))
            if fault.at == i and _rule(fault) == self.id
        ]
        return self._finding(evidence, i, found, passage) if found else None

    def _finding(self, evidence: Evidence, i: int, found: Sequence[Fault], passage: Passage) -> Finding:
        assert evidence.bilingual is not None
        languages = (evidence.bilingual.language, evidence.language)
        cue = evidence.cues[i]
        changes = _changes(cue.text, found, languages)
        fix = None
        if changes:
            text = seen.replaced(cue.text, changes)
            fix = Correction(i, (replace(cue, text=text, state=CueState.EDITED),))
        return Finding(
            self.id,
            self.severity,
            i,
            " ".join(dict.fromkeys(_message(fault, languages) for fault in found)),
            fix,
            words=tuple(fault.written.text for fault in found if fault.written),
            meant=tuple(new for _start, _end, new in changes),
            beside=passage.source.text,
            marks=tuple(_marks(evidence, i, found, passage)),
        )


NUMBER_DIFFERS = _ValueRule("number-differs")
NUMBER_MISSING = _ValueRule("number-missing")
NUMBER_ADDED = _ValueRule("number-added")
ADDRESS = _ValueRule("address")


def _rule(fault: Fault) -> str:
    value = fault.said or fault.written
    assert value is not None
    if value.kind in ADDRESSES:
        return "address"
    if fault.said is None:
        return "number-added"
    return "number-missing" if fault.written is None else "number-differs"


@lru_cache(maxsize=512)
def _faults(passage: Passage, languages: tuple[str, str]) -> tuple[Fault, ...]:
    """Return what became of the values of a passage; kept, since all cues of a sentence share it."""
    source, target = passage.source, passage.target
    wanted = list(quantities.find(source.text, languages[0]))
    present = list(quantities.find(target.text, languages[1]))
    if not wanted and not present:
        return ()
    wanted, present = _unmatched(wanted, present, passage)
    wanted = _unexplained(wanted, target.text, languages[1])
    present = _unexplained(present, source.text, languages[0])
    found: list[Fault] = []
    for value in wanted:
        homes = _homes(value, passage)
        likely = [other for other in present if (value.kind in ADDRESSES) == (other.kind in ADDRESSES)]
        if not likely:
            found.append(Fault(value, None, homes[0]))
            continue
        ranks = [(_cue(other, passage) not in homes, other.kind is not value.kind) for other in likely]
        twin = likely[ranks.index(min(ranks))]
        present.remove(twin)
        found.append(_written(value, twin, passage))
    return (*found, *(_written(None, other, passage) for other in present))


def _written(value: Value | None, other: Value, passage: Passage) -> Fault:
    number, place = passage.target.at(other.start)
    return Fault(value, other, passage.target.cues[number][0], place)


def _unmatched(wanted: Sequence[Value], present: Sequence[Value], passage: Passage) -> tuple[list[Value], list[Value]]:
    """Return the values without their twins; of several that fit, the one in the same cue is the twin."""
    left = list(present)
    lost: list[Value] = []
    for value in wanted:
        fitting = [other for other in left if _may_be(value, other)]
        if not fitting:
            lost.append(value)
            continue
        homes = _homes(value, passage)
        ranks = [(_cue(other, passage) not in homes, set(value.forms).isdisjoint(other.forms)) for other in fitting]
        left.remove(fitting[ranks.index(min(ranks))])
    return lost, left


def _homes(value: Value, passage: Passage) -> tuple[int, ...]:
    """Return the cues that stand for what holds a value of the source."""
    return passage.source.cues[passage.source.at(value.start)[0]]


def _cue(value: Value, passage: Passage) -> int:
    """Return the cue that a value of the translation begins in."""
    return passage.target.cues[passage.target.at(value.start)[0]][0]


def _may_be(value: Value, other: Value) -> bool:
    """Say whether two values are the same, one of them written loosely: "1968" and "’68", but not "1868"."""
    return not _loose(value).isdisjoint(other.forms) or not _loose(other).isdisjoint(value.forms)


def _loose(value: Value) -> set[Form]:
    """Return what a value may be compared by in running text, more than in a protected one."""
    found: set[Form] = set(value.forms)
    meaning = value.meaning
    if isinstance(meaning, Amount):
        found.add(tuple(part for part in (meaning.whole, meaning.decimals.rstrip("0")) if part))
    if isinstance(meaning, Clock) and not meaning.is_half_known and meaning.hour in SPOKEN_HOURS:
        found.add(Clock(meaning.hour + 12, meaning.minute).forms)
    for form in value.forms:
        if value.kind is ValueKind.NUMBER and len(form) == 1 and form[0].isdigit() and int(form[0]) in _YEARS:
            found.add((form[0][2:],))  # "1968" and "’68", "1980s" and "80er"
    return found


def _unexplained(values: Iterable[Value], other_side: str, language: str) -> list[Value]:
    """Return the values that the words of the other side do not say."""
    left = list(values)
    if not left:
        return left
    spoken = said.forms(other_side) | {
        form for value in quantities.spelled_out(other_side, language) for form in _loose(value)
    }
    return [value for value in left if _loose(value).isdisjoint(spoken)]


def _changes(text: str, found: Sequence[Fault], languages: tuple[str, str]) -> list[tuple[int, int, str]]:
    """Return what is to be written where in a cue, in order: nothing unless it is clear for each value."""
    shown, changes = seen.of(text), []
    for fault in found:
        if fault.said is None or fault.written is None:
            return []
        end = fault.place + len(fault.written.text)
        if shown.text[fault.place : end].replace("\n", " ") != fault.written.text:
            return []  # it goes on in the next cue
        changes.append((*shown.span(fault.place, end), _meant(fault.said, fault.written, languages)))
    return sorted(changes)


def _marks(evidence: Evidence, i: int, found: Sequence[Fault], passage: Passage) -> Iterator[Mark]:
    """Yield where the values stand, in the cue and in its source."""
    shown = seen.of(evidence.cues[i].text)
    for fault in found:
        if fault.written is not None:
            end = min(fault.place + len(fault.written.text), len(shown.text))
            yield Mark(*shown.span(fault.place, end))
        there = mark(evidence, i, passage, fault.said.start, len(fault.said.text)) if fault.said else None
        if there is not None:
            yield there


def _meant(value: Value, instead: Value, languages: tuple[str, str]) -> str:
    """Return a value as it should be written, in the manner of what stands there instead: "€4" for "€14"."""
    used_to = conventions.of(languages[1])
    mine, its = value.meaning, instead.meaning
    if used_to is None or not (value.is_sure or value.kind is ValueKind.TIME) or mine is None:
        mine = None
    elif isinstance(mine, Amount) and isinstance(its, Amount) and mine.currency:
        return written(replace(mine, by_word=its.by_word), used_to)
    elif isinstance(mine, Clock) and isinstance(its, Clock) and not mine.is_half_known:
        halves = [replace(mine, hour=mine.hour % NOON + late, is_half_known=True) for late in (0, NOON)]
        likely = sorted(halves, key=lambda half: (half.hour < NOON) != (its.hour < NOON))
        return next(text for each in likely if (text := written(each, used_to)) != instead.text)
    meant = written(mine, used_to) if mine is not None and used_to is not None else value.text
    if isinstance(its, Amount) and its.currency:
        return re.sub(conventions.AMOUNT, meant, instead.text, count=1)
    return meant


def _message(fault: Fault, languages: tuple[str, str]) -> str:
    source, target = map(name, languages)
    if fault.said is None:
        assert fault.written is not None
        return _("{target} says {written}, {source} does not.").format(
            target=target, written=fault.written.text, source=source
        )
    if fault.written is None:
        return _("{source} says {said}, {target} leaves it out.").format(
            source=source, said=fault.said.text, target=target
        )
    differs = _("{source} says {said}, {target} says {written}.").format(
        source=source, said=fault.said.text, target=target, written=fault.written.text
    )
    meant = _meant(fault.said, fault.written, languages)
    return differs if meant == fault.said.text else f"{differs} {_same(fault.said.kind).format(meant=meant)}"


def _same(kind: ValueKind) -> str:
    sentences = {
        ValueKind.TIME: _("The same time would be {meant}."),
        ValueKind.DATE: _("The same date would be {meant}."),
        ValueKind.PRICE: _("The same price would be {meant}."),
    }
    return sentences.get(kind, _("The same number would be {meant}."))
