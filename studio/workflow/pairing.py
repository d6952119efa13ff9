"""Which cues of a translation stand beside which of its source, by their times; and pairs that follow new cues."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Literal

from studio.model.cue import Cue
from studio.model.translation import Origin
from studio.project.project import Project
from studio.project.values import StoredCue

Node = tuple[Literal["cue", "source", "sentence"], int]
"""A translated cue, a cue of its source, or a sentence of that, by its id or number."""


def beside(cues: Sequence[Cue], others: Sequence[Cue]) -> list[tuple[int, int]]:
    """Return pairs of indices: each cue with the one of `others` it shares most time with, and each of those likewise.

    Both are in order of their starts.  What shares no time with anything has no pair.
    """
    mine = {(i, j) for i, j in enumerate(_most_shared(cues, others)) if j is not None}
    theirs = {(i, j) for j, i in enumerate(_most_shared(others, cues)) if i is not None}
    return sorted(mine | theirs)


def pair_up(
    project: Project, cues: Sequence[StoredCue], sources: Sequence[StoredCue], origin: Origin = Origin.MACHINE
) -> None:
    """Keep, inside a step or record, which translated cues stand for which source cues, as these read now."""
    found = beside([each.cue for each in cues], [each.cue for each in sources])
    project.pairs.add([(cues[i].id, sources[j].id, sources[j].cue.text, origin) for i, j in found])


def follow(project: Project, old: Sequence[StoredCue], new: Sequence[int]) -> None:
    """Have translations of `old` cues, before these are removed, stand for the `new` ones in their place.

    What the translations were made of stays noted: they are out of date wherever a new cue reads otherwise.
    """
    pairs = project.pairs.to([each.id for each in old])
    if not pairs:
        return
    cues = project.cues.several(new)
    places = {each.id: i for i, each in enumerate(old)}
    partners: dict[int, list[int]] = {}
    for i, j in beside([each.cue for each in old], [each.cue for each in cues]):
        partners.setdefault(i, []).append(cues[j].id)
    added: dict[tuple[int, int], tuple[str, Origin]] = {}
    for pair in pairs:
        for number, partner in enumerate(partners.get(places[pair.source], ())):
            added.setdefault((pair.cue, partner), ("" if number else pair.seen, pair.origin))
    project.pairs.part([each.id for each in old])
    project.pairs.add([(cue, source, *seen) for (cue, source), seen in added.items()])


def groups(links: Iterable[tuple[Node, Node]]) -> list[set[Node]]:
    """Return what hangs together by `links`, directly or through others, in the order of the first link of each."""
    found: dict[Node, set[Node]] = {}
    for one, other in links:
        small, large = sorted((found.get(one, {one}), found.get(other, {other})), key=len)
        large |= small
        for each in (one, other, *small):
            found[each] = large
    return list({id(group): group for group in found.values()}.values())


def _most_shared(cues: Sequence[Cue], others: Sequence[Cue]) -> list[int | None]:
    """Return for each cue the index of the other it shares most time with; the earlier of two alike."""
    starts = [each.start for each in others]
    ends = list(accumulate((each.end for each in others), max))
    best: list[int | None] = []
    for cue in cues:
        near = range(bisect_right(ends, cue.start), bisect_left(starts, cue.end))
        shared = [(min(cue.end, others[j].end) - max(cue.start, others[j].start), -j) for j in near]
        most = max(shared, default=(0, 0))
        best.append(-most[1] if most[0] > 0 else None)
    return best
