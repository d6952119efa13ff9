"""Translating anew what is out of date, not translated yet, or chosen; what people checked stays as it is.

What is translated are whole sentences, but only cues of the machine's (or chosen ones) get a new text: a sentence that
runs over a checked cue is fitted around it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from studio.errors import InputError
from studio.i18n import _
from studio.model.cue import Cue, CueState
from studio.model.translation import Origin, TranslationUnit
from studio.project.project import Project
from studio.project.values import StoredCue, StoredTrack
from studio.translation import sentences
from studio.workflow import bilingual, chosen, pairing, tasks, translation_notes, translation_tasks
from studio.workflow.pairing import Node
from studio.workflow.work import Event, Work


@dataclass(frozen=True, slots=True)
class Again:
    """How many cues have another text now, and how many were left alone because a person checked them."""

    changed: int
    left: int


@dataclass(slots=True)
class Places:
    """A translation and its source as they are now, cue by cue."""

    track: StoredTrack
    source: StoredTrack
    sources: Sequence[StoredCue]
    targets: Mapping[int, StoredCue]
    units: Sequence[TranslationUnit]
    links: Sequence[tuple[int, int]]
    _on: dict[int, list[int]] = field(default_factory=dict)
    _to: dict[int, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, project: Project, track: int) -> Places:
        """Return what is there; `InputError` where the track is no translation of anything."""
        own, source = chosen.track(project, track), bilingual.source_of(project, track)
        if source is None:
            raise InputError(
                _("These subtitles were not translated from others."),
                hint=_("Choose subtitles in another language, or add a language."),
            )
        sources = project.cues.of(source.id)
        there = {each.id: i for i, each in enumerate(sources)}
        targets = {each.id: each for each in project.cues.of(track)}
        units = sentences.from_cues([each.cue for each in sources], source.language)
        links = [(pair.cue, there[pair.source]) for pair in project.pairs.of(track) if pair.source in there]
        made = cls(own, source, sources, targets, units, links)
        for cue, i in links:
            made._on.setdefault(cue, []).append(i)
            made._to.setdefault(i, []).append(cue)
        return made

    def sources_of(self, cues: Iterable[int]) -> set[int]:
        """Return the places of the source cues that translated ones stand for."""
        return {i for cue in cues for i in self._on.get(cue, ())}

    def cues_of(self, sources: Iterable[int]) -> set[int]:
        """Return the translated cues that stand for source cues at these places."""
        return {cue for i in sources for cue in self._to.get(i, ())}

    def units_on(self, sources: Collection[int]) -> list[TranslationUnit]:
        """Return the sentences of which a part stands in source cues at these places."""
        return [unit for unit in self.units if any(part.cue in sources for part in unit.parts)]


def again(
    project: Project,
    track: int,
    cues: Collection[int] | None,
    work: Callable[[Places, Sequence[translation_tasks.Stretch], Keeping], Work[Any]],
    told: Callable[[Again], None],
) -> Work[Any]:
    """Return the work that translates cues of a translation anew; `work` makes it of the stretches and the hand.

    None: what is out of date or not translated yet, as far as no person checked it; named cues: also edited ones, never
    approved ones.  Raises `InputError` where nothing is left to do.
    """
    places = Places.of(project, track)
    wanted, new, left = _wanted(project, places, cues)
    touched = {part.cue for unit in places.units_on(places.sources_of(wanted) | new) for part in unit.parts}
    free = {cue for cue in places.cues_of(touched) if cue in wanted or _is_machine(places.targets[cue])}
    mine = places.sources_of(free) | new
    if not mine:
        raise InputError(
            _("There is nothing here to translate again."),
            hint=_("Approved cues stay as they are. To have one translated again, take back its approval first."),
        )
    stretches, starts = _stretches(places, mine)
    return work(places, stretches, Keeping(project, places, free, mine, starts, left, told))


def _wanted(project: Project, places: Places, cues: Collection[int] | None) -> tuple[set[int], set[int], int]:
    """Return the cues to translate anew, the places of source cues without any, and how many cues are left alone."""
    if cues is not None:
        asked = {cue for cue in cues if cue in places.targets}
        free = {cue for cue in asked if places.targets[cue].cue.state is not CueState.APPROVED}
        return free, set(), len(asked) - len(free)
    stale = {side.cue for side in bilingual.sides(project, places.track.id).values() if side.is_stale}
    free = {cue for cue in stale if _is_machine(places.targets[cue])}
    missing = set(bilingual.untranslated(project, places.track.id))
    return free, {i for i, each in enumerate(places.sources) if each.id in missing}, len(stale) - len(free)


def _is_machine(stored: StoredCue) -> bool:
    return not stored.cue.state.is_checked


def _stretches(places: Places, mine: Collection[int]) -> tuple[list[translation_tasks.Stretch], list[int]]:
    """Return the source cues of the sentences to be translated, row by row, and the place each row begins at."""
    units = places.units_on(mine)
    rows: list[list[int]] = []
    for i in sorted({part.cue for unit in units for part in unit.parts}):
        if rows and i == rows[-1][-1] + 1:
            rows[-1].append(i)
        else:
            rows.append([i])
    stretches = []
    for row in rows:
        inside = [unit for unit in units if row[0] <= unit.parts[0].cue <= row[-1]]
        cues = tuple(places.sources[i].cue for i in row)
        stretches.append(translation_tasks.Stretch(cues, translation_tasks.only(inside, row[0])))
    return stretches, [row[0] for row in rows]


@dataclass(slots=True)
class Keeping:
    """Puts new translations in their places, as one step; what a person took in hand meanwhile stays."""

    project: Project
    places: Places
    free: Collection[int]
    mine: Collection[int]
    starts: Sequence[int]
    left: int
    told: Callable[[Again], None]

    def take(self, value: object) -> list[Event]:
        """Show nothing but the progress."""
        return []

    def finish(self, value: Sequence[tasks.Translated]) -> list[Work[Any]]:
        """Keep what was translated and say how much it was."""
        chosen.track(self.project, self.places.track.id)
        changed = 0
        with self.project.step(_("Translate again")):
            for start, made in zip(self.starts, value, strict=True):
                changed += self._keep(start, made)
        self.told(Again(changed, self.left))
        return []

    def stopped(self) -> None:
        """Leave it as it is: nothing was changed."""

    def _keep(self, start: int, made: tasks.Translated) -> int:
        """Keep the cues of one stretch, group by group; return how many were changed."""
        size = 1 + max((part.cue for unit in made.units for part in unit.parts), default=-1)
        sources = self.places.sources[start : start + size]
        fresh = [fitted.cue for fitted in made.cues]
        beside = pairing.beside(fresh, [each.cue for each in sources])
        links: list[tuple[Node, Node]] = [(("sentence", n), ("source", start + i)) for n, i in beside]
        links += [(("cue", cue), ("source", i)) for cue, i in self.places.links if start <= i < start + size]
        origins = origin_by_cue(made.units, start)
        notes = translation_notes.notes(made.units, [each.cue for each in sources], fresh)
        changed = 0
        for group in pairing.groups(links):
            if any(kind == "source" and id in self.mine for kind, id in group):
                changed += self._replace(_Group.of(group, fresh, notes), origins)
        return changed

    def _replace(self, group: _Group, origins: Mapping[int, Origin]) -> int:
        """Give the free cues of a group its new texts; one that holds a checked cue as well only those of its own."""
        now = {each.id: each for each in self.project.cues.several(group.cues)}
        free = [id for id in group.cues if id in now and self._is_untouched(now[id])]
        if not group.fresh or len(free) < len(now):
            self.left += len(set(group.cues) & set(self.free))
            return 0
        used = sorted((now[id] for id in free), key=lambda stored: (stored.cue.start, stored.id))
        texts = [stored.cue.text for stored in used]
        ids = self._put(used, group.fresh)
        sources = [self.places.sources[i] for i in group.sources]
        cues = {each.id: each for each in self.project.cues.several(ids)}
        self.project.pairs.remove(ids)
        found = pairing.beside([cues[id].cue for id in ids], [each.cue for each in sources])
        self.project.pairs.add(
            (ids[n], sources[i].id, sources[i].cue.text, origins.get(group.sources[i], Origin.MACHINE))
            for n, i in found
        )
        for id, note in zip(ids, group.notes, strict=False):
            translation_notes.note(self.project, id, note)
        return sum(text != cues[id].cue.text for text, id in zip(texts, ids, strict=False)) + abs(len(ids) - len(texts))

    def _is_untouched(self, stored: StoredCue) -> bool:
        """Say whether a cue may get another text and is as it was when the work began."""
        before = self.places.targets.get(stored.id)
        is_same = before is not None and before.cue.text == stored.cue.text and before.cue.state is stored.cue.state
        return stored.id in self.free and is_same

    def _put(self, used: Sequence[StoredCue], fresh: Sequence[Cue]) -> list[int]:
        """Write the new cues over the used ones, in order; where these are as many, the times stay, too."""
        is_even = len(used) == len(fresh)
        for stored, cue in zip(used, fresh, strict=False):
            at = stored.cue if is_even else self._between(cue)
            new = replace(stored.cue, text=cue.text, start=at.start, end=at.end, state=CueState.MACHINE)
            self.project.cues.put(replace(stored, cue=new, reviewer="", reviewed_at=None))
        self.project.cues.remove([stored.id for stored in used[len(fresh) :]])
        more = [replace(self._between(cue), state=CueState.MACHINE) for cue in fresh[len(used) :]]
        ids = [stored.id for stored in used[: len(fresh)]]
        return ids + self.project.cues.add(self.places.track.id, more)

    def _between(self, cue: Cue) -> Cue:
        """Return a cue that leaves those of people their time."""
        start, end = cue.start, cue.end
        for stored in self.project.cues.shown(self.places.track.id, start, end):
            if stored.cue.state.is_checked and stored.cue.start <= start < stored.cue.end < end:
                start = stored.cue.end
            elif stored.cue.state.is_checked and start < stored.cue.start < end:
                end = stored.cue.start
        return replace(cue, start=start, end=end)


@dataclass(frozen=True, slots=True)
class _Group:
    """Translated cues, source cues (by their places) and new cues with their notes that belong together, in order."""

    cues: tuple[int, ...]
    sources: tuple[int, ...]
    fresh: tuple[Cue, ...]
    notes: tuple[str, ...]

    @classmethod
    def of(cls, group: Collection[Node], fresh: Sequence[Cue], notes: Mapping[int, str]) -> _Group:
        def ids(wanted: str) -> list[int]:
            return sorted(id for kind, id in group if kind == wanted)

        new = ids("sentence")
        return cls(
            tuple(ids("cue")),
            tuple(ids("source")),
            tuple(fresh[n] for n in new),
            tuple(notes.get(n, "") for n in new),
        )


def origin_by_cue(units: Iterable[TranslationUnit], first: int = 0) -> dict[int, Origin]:
    """Return where the translation of each source cue comes from: the machine, unless all of it is from elsewhere."""
    found: dict[int, set[Origin]] = {}
    for unit in units:
        for part in unit.parts:
            found.setdefault(first + part.cue, set()).add(unit.origin)
    return {i: origins.pop() if len(origins) == 1 else Origin.MACHINE for i, origins in found.items()}
