"""A translation beside its source: what stands for what, what is out of date, what a person has confirmed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from studio.model.cue import Cue, CueState
from studio.model.memory import MemoryUnit
from studio.model.translation import Origin, TranslationUnit
from studio.project.project import Project
from studio.project.values import Pair, StoredCue, StoredTrack
from studio.text import markup, sentence
from studio.translation import sentences
from studio.workflow.pairing import Node, groups

MOST_TOGETHER = 3
"""Sentences that are remembered as one where the cues do not part them: more would never come again."""


@dataclass(frozen=True, slots=True)
class Side:
    """What a translated cue stands for: the source's cues and text (joined by line breaks) as they are now.

    `seen` is that text when the cue was translated or last confirmed.
    """

    cue: int
    sources: tuple[int, ...]
    text: str
    seen: str
    origin: Origin
    is_stale: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the cues of a translation are; `checked` ones are not out of date, `untranslated` are source cues."""

    total: int = 0
    checked: int = 0
    machine: int = 0
    stale: int = 0
    untranslated: int = 0


def sides(project: Project, track: int) -> dict[int, Side]:
    """Return by its id what each cue of a translation stands for, in order; {} for a track that is none."""
    source = source_of(project, track)
    if source is None:
        return {}
    texts = dict(project.cues.texts(source.id))
    return {side.cue: side for side in _sides(project.pairs.of(track), texts)}


def side(project: Project, cue: int) -> Side | None:
    """Return what one translated cue stands for, None where it is no translation."""
    return next(iter(some_sides(project, [cue]).values()), None)


def some_sides(project: Project, cues: Iterable[int]) -> dict[int, Side]:
    """Return what these translated cues stand for."""
    pairs = project.pairs.on(list(cues))
    stored = project.cues.several({pair.source for pair in pairs})
    return {side.cue: side for side in _sides(pairs, {each.id: each.cue.text for each in stored})}


def untranslated(project: Project, track: int) -> list[int]:
    """Return the source cues with words that no cue of a translation stands for."""
    source = source_of(project, track)
    if source is None:
        return []
    done = {pair.source for pair in project.pairs.of(track)}
    return [id for id, text in project.cues.texts(source.id) if id not in done and _words(text)]


def standing(project: Project, track: int) -> Standing:
    """Return how far a translation is."""
    stale = {side.cue for side in sides(project, track).values() if side.is_stale}
    cues = project.cues.of(track)
    fresh = [each for each in cues if each.id not in stale]
    checked = sum(each.cue.state.is_checked for each in fresh)
    return Standing(len(cues), checked, len(fresh) - checked, len(stale), len(untranslated(project, track)))


def as_they_stand(project: Project, track: int) -> list[StoredCue]:
    """Return the cues of a track, those of a translation that are out of date in that state, whoever checked them."""
    stale = {side.cue for side in sides(project, track).values() if side.is_stale}
    return [
        replace(each, cue=replace(each.cue, state=CueState.STALE)) if each.id in stale else each
        for each in project.cues.of(track)
    ]


def confirmed(project: Project, track: int) -> list[MemoryUnit]:
    """Return the sentences of which people checked every cue, none of it out of date, with their neighbours.

    A cue may hold the end of one sentence and the beginning of the next: such sentences are parted again where both
    languages have as many, else remembered together, at most `MOST_TOGETHER`.
    """
    source, own = source_of(project, track), project.tracks.get(track)
    if source is None or own is None:
        return []
    cues = project.cues.of(source.id)
    units = sentences.from_cues([each.cue for each in cues], source.language)
    known = _Confirmed(project, own, source, cues, units)
    return list(known.units())


def source_of(project: Project, track: int) -> StoredTrack | None:
    """Return the track that a translation was made from, None where there is none (any more)."""
    own = project.tracks.get(track)
    return project.tracks.get(own.source) if own is not None and own.source is not None else None


def same_words(one: str, other: str) -> bool:
    """Say whether two texts of a cue differ at most in line breaks and markup."""
    return one == other or _words(one) == _words(other)


def _words(text: str) -> list[str]:
    return markup.strip(text).split()


def _sides(pairs: Sequence[Pair], texts: Mapping[int, str]) -> Iterator[Side]:
    stale = _stale(pairs, texts)
    for cue, mine in groupby(pairs, attrgetter("cue")):
        found = list(mine)
        there = [pair.source for pair in found if pair.source in texts]
        yield Side(
            cue,
            tuple(there),
            "\n".join(texts[source] for source in there),
            "\n".join(pair.seen for pair in found),
            found[0].origin,
            cue in stale,
        )


def _stale(pairs: Sequence[Pair], texts: Mapping[int, str]) -> set[int]:
    """Return the translated cues whose source is gone or reads otherwise.

    A source that was only cut in two, or joined, still says what was seen: its translation stays good.
    """
    changed = {pair.cue for pair in pairs if not same_words(pair.seen, texts.get(pair.source, ""))}
    changed |= {pair.cue for pair in pairs if pair.source not in texts}
    if not changed:
        return changed
    touched = {pair.source for pair in pairs if pair.cue in changed}
    near: list[tuple[Node, Node]] = [
        (("cue", pair.cue), ("source", pair.source)) for pair in pairs if pair.cue in changed or pair.source in touched
    ]
    at = {(pair.cue, pair.source): number for number, pair in enumerate(pairs)}
    by_cue = {cue: list(mine) for cue, mine in groupby(pairs, attrgetter("cue"))}
    for group in groups(near):
        mine = [pair for kind, id in group if kind == "cue" for pair in by_cue[id]]
        mine.sort(key=lambda pair: at[pair.cue, pair.source])
        seen = list(dict.fromkeys(pair.seen for pair in mine))
        now = list(dict.fromkeys(pair.source for pair in mine))
        if all(id in texts for id in now) and same_words(" ".join(seen), " ".join(texts[id] for id in now)):
            changed -= {pair.cue for pair in mine}
    return changed


@dataclass(slots=True)
class _Confirmed:
    """Finds what a translation says for certain, sentence by sentence."""

    project: Project
    own: StoredTrack
    source: StoredTrack
    cues: Sequence[StoredCue]
    sentences: Sequence[TranslationUnit]
    _targets: dict[int, StoredCue] = field(default_factory=dict)
    _stale: set[int] = field(default_factory=set)

    def units(self) -> Iterator[MemoryUnit]:
        """Yield the units in order."""
        self._targets = {each.id: each for each in self.project.cues.of(self.own.id)}
        found = sides(self.project, self.own.id)
        self._stale = {side.cue for side in found.values() if side.is_stale}
        links: list[tuple[Node, Node]] = [
            (("sentence", number), ("source", self.cues[part.cue].id))
            for number, unit in enumerate(self.sentences)
            for part in unit.parts
        ]
        links += [(("cue", side.cue), ("source", source)) for side in found.values() for source in side.sources]
        for group in groups(links):
            yield from self._of(group)

    def _of(self, group: Collection[Node]) -> Iterator[MemoryUnit]:
        numbers = sorted(id for kind, id in group if kind == "sentence")
        targets = sorted(
            (self._targets[id] for kind, id in group if kind == "cue"),
            key=lambda stored: (stored.cue.start, stored.id),
        )
        if not numbers or not targets or not all(self._is_sure(stored) for stored in targets):
            return
        whole = _joined([stored.cue for stored in targets])
        texts = list(_split(whole, self.own.language)) if len(numbers) > 1 else [whole]
        if len(texts) == len(numbers):
            for number, text in zip(numbers, texts, strict=True):
                yield self._unit(number, number, text, targets)
        elif len(numbers) <= MOST_TOGETHER:
            yield self._unit(numbers[0], numbers[-1], " ".join(texts), targets)

    def _is_sure(self, stored: StoredCue) -> bool:
        return stored.cue.state in (CueState.EDITED, CueState.APPROVED) and stored.id not in self._stale

    def _unit(self, first: int, last: int, target: str, targets: Sequence[StoredCue]) -> MemoryUnit:
        looked: list[datetime] = [stored.reviewed_at for stored in targets if stored.reviewed_at is not None]
        return MemoryUnit(
            " ".join(unit.source for unit in self.sentences[first : last + 1]),
            target,
            self.source.language,
            self.own.language,
            self.project.path.stem,
            next((stored.reviewer for stored in targets if stored.reviewer), ""),
            max(looked, default=None),
            self.sentences[first - 1].source if first else "",
            self.sentences[last + 1].source if last + 1 < len(self.sentences) else "",
        )


@lru_cache(maxsize=8192)  # an edit changes few of a long film's
def _split(text: str, language: str) -> tuple[str, ...]:
    return tuple(sentence.split(text, language))


def _joined(cues: Sequence[Cue]) -> str:
    return " ".join(" ".join(_words(cue.text)) for cue in cues)
