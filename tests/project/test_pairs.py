"""Pairs follow what people do to cues on both sides, and tell what the source said when it was translated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.model.translation import Origin
from studio.project.project import Project

GERMAN, ENGLISH = 1, 2


@pytest.fixture
def paired(project: Project) -> Project:
    """Give the production with its three cues translated one for one, as 4, 5 and 6."""
    with project.record():
        sources = project.cues.of(GERMAN)
        cues = project.cues.add(ENGLISH, [each.cue for each in sources])
        project.pairs.add(
            [(cue, each.id, each.cue.text, Origin.MACHINE) for cue, each in zip(cues, sources, strict=True)]
        )
    return project


def links(project: Project) -> set[tuple[int, int]]:
    return {(pair.cue, pair.source) for pair in project.pairs.of(ENGLISH)}


def say(project: Project, cue: int, text: str) -> None:
    stored = project.cues.get(cue)
    assert stored is not None
    project.cues.put(replace(stored, cue=replace(stored.cue, text=text)))


def test_pairs_are_found_from_both_sides(paired: Project) -> None:
    assert links(paired) == {(4, 1), (5, 2), (6, 3)}
    assert [pair.source for pair in paired.pairs.on([5])] == [2]
    assert [pair.cue for pair in paired.pairs.to([3, 99])] == [6]


def test_both_parts_of_a_translation_stand_for_what_the_whole_stood_for(paired: Project) -> None:
    with paired.step("Split"):
        (new,) = paired.cues.add(ENGLISH, [paired.cues.of(ENGLISH)[0].cue])
        paired.pairs.divide(4, new)
    assert links(paired) == {(4, 1), (new, 1), (5, 2), (6, 3)}


def test_a_translation_stands_for_both_parts_of_its_source_and_has_not_seen_the_new_one(paired: Project) -> None:
    with paired.step("Split"):
        (new,) = paired.cues.add(GERMAN, [paired.cues.of(GERMAN)[0].cue])
        paired.pairs.divide(1, new)
    assert links(paired) == {(4, 1), (4, new), (5, 2), (6, 3)}
    assert [pair.seen for pair in paired.pairs.to([new])] == [""]


def test_cues_that_become_one_bring_their_pairs_along_each_once(paired: Project) -> None:
    with paired.step("Join"):
        paired.pairs.add([(5, 1, "", Origin.MACHINE), (6, 1, "", Origin.MACHINE)])
        paired.pairs.join(4, [5, 6])
        paired.cues.remove([5, 6])
    assert sorted((pair.cue, pair.source) for pair in paired.pairs.of(ENGLISH)) == [(4, 1), (4, 2), (4, 3)]
    with paired.step("Join"):
        paired.pairs.join(1, [2, 3])
        paired.cues.remove([2, 3])
    assert [(pair.cue, pair.source) for pair in paired.pairs.of(ENGLISH)] == [(4, 1)]


def test_confirming_takes_in_what_the_source_says_now_and_parts_from_what_is_gone(paired: Project) -> None:
    with paired.step("Change"):
        say(paired, 1, "Anders.")
        paired.cues.remove([2])
    assert links(paired) == {(4, 1), (5, 2), (6, 3)}
    with paired.step("Approve"):
        paired.pairs.confirm([4, 5], Origin.PERSON)
    assert [(pair.cue, pair.seen, pair.origin) for pair in paired.pairs.on([4, 5])] == [(4, "Anders.", Origin.PERSON)]


def test_confirming_what_nobody_changed_leaves_no_step(paired: Project) -> None:
    before = paired.undo_label
    with paired.step("Approve"):
        paired.pairs.confirm([4, 5, 6])
    assert paired.undo_label == before
