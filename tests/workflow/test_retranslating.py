"""Whatever people and the machine do to a translation in turn: approved cues stay, and each step can be taken back."""

from __future__ import annotations

import contextlib
import random
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from studio.errors import InputError
from studio.model.cue import CueState
from studio.model.progress import Progress
from studio.model.translation import Origin, TranslationUnit
from studio.project.project import Project
from studio.project.values import StoredCue
from studio.workflow import bilingual, correct, retranslating, tasks, translation_tasks
from studio.workflow.retranslating import Again, Places
from studio.workflow.translation_tasks import Stretch
from studio.workflow.work import Work
from tests.workflow.corrected import DUTCH, GERMAN, dump, production


def scripted(luck: random.Random, units: list[TranslationUnit]) -> list[TranslationUnit]:
    """Return sentences translated by a machine that says too little, too much or the same."""
    return [
        replace(unit, target=" ".join(luck.choices(unit.source.split(), k=luck.randint(1, 14))), origin=Origin.MACHINE)
        for unit in units
    ]


def translate_again(project: Project, cues: list[int] | None, luck: random.Random) -> Again | None:
    """Have chosen cues (None: all out of date) translated again by a scripted machine; None where none may be."""
    told: list[Again] = []

    def work(places: Places, stretches: list[Stretch], hand: retranslating.Keeping) -> Work[Any]:
        return Work("Translating again", "translation", made, (stretches,), hand)

    def made(stretches: list[Stretch], *, report: Any) -> list[tasks.Translated]:
        style = tasks.Style("nl-pro", 25, 60_000)  # type: ignore[arg-type]
        done = [scripted(luck, list(each.units)) for each in stretches]
        return [
            tasks.Translated(tuple(translation_tasks.fitted(units, each.cues, style, "nl")), tuple(units))
            for units, each in zip(done, stretches, strict=True)
        ]

    try:
        begun = retranslating.again(project, DUTCH, cues, work, told.append)  # type: ignore[arg-type]
    except InputError:
        return None
    begun.finish(begun.task(*begun.values, report=lambda _event: Progress(0, 1)))
    return told[0]


def edit(project: Project, track: int, luck: random.Random) -> None:
    """Do one thing that a person does to a cue."""
    ids = project.cues.ids(track)
    here = luck.randrange(len(ids))
    kind = luck.choice(["text", "text", "approve", "machine", "split", "merge", "delete", "insert"])
    if kind == "text":
        correct.set_text(project, ids[here], f"Nummer {luck.randint(0, 99)} steht hier. Und noch ein Satz")
    elif kind in ("approve", "machine"):
        correct.set_state(project, ids[here : here + 3], CueState(kind.replace("approve", "approved")), "Eva")
    elif kind == "split" and " " in (text := dict(project.cues.texts(track))[ids[here]]).strip():
        correct.split(project, ids[here], text.strip().index(" ") + 1)
    elif kind == "merge" and here + 1 < len(ids):
        correct.merge(project, ids[here : here + 2])
    elif kind == "delete" and len(ids) > 3:
        correct.delete(project, [ids[here]])
    elif kind == "insert":
        correct.insert(project, track, luck.randint(0, 50_000))


def approved(project: Project) -> list[StoredCue]:
    return [each for each in project.cues.of(DUTCH) if each.cue.state is CueState.APPROVED]


def empty(project: Project) -> int:
    return sum(not text.strip() for _id, text in project.cues.texts(DUTCH))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.lists(st.sampled_from(["source", "target", "again", "chosen"]), max_size=12))
def test_approved_cues_stay_and_each_translation_is_one_step(seed: int, doings: list[str]) -> None:
    luck = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder, production(Path(folder)) as project:
        correct.approve(project, project.cues.ids(DUTCH)[3:5], "Eva")
        for doing in doings:
            before, sure, blank = dump(project), approved(project), empty(project)
            if doing == "target":
                with contextlib.suppress(InputError):  # e.g. a cue too short to be cut
                    edit(project, DUTCH, luck)
                continue
            if doing == "source":
                with contextlib.suppress(InputError):
                    edit(project, GERMAN, luck)
                assert approved(project) == sure
                continue
            chosen = luck.sample(ids := project.cues.ids(DUTCH), min(3, len(ids))) if doing == "chosen" else None
            translate_again(project, chosen, luck)
            assert approved(project) == sure
            assert empty(project) <= blank
            if dump(project) != before:
                assert project.undo() == "Translate again"
                assert dump(project) == before
                project.redo()


def test_nothing_is_out_of_date_after_all_was_translated_again(tmp_path: Path) -> None:
    luck = random.Random(1)
    with production(tmp_path) as project:
        for cue in project.cues.ids(GERMAN)[::2]:
            correct.set_text(project, cue, "Etwas ganz anderes steht hier.")
        assert bilingual.standing(project, DUTCH).stale > 2
        told = translate_again(project, None, luck)
        assert told is not None
        assert told.left == 0
        assert bilingual.standing(project, DUTCH).stale == 0
        assert bilingual.standing(project, DUTCH).untranslated == 0


def test_a_sentence_over_an_approved_cue_is_fitted_around_it(tmp_path: Path) -> None:
    with production(tmp_path) as project:
        places = Places.of(project, DUTCH)
        unit = next(unit for unit in places.units if len({part.cue for part in unit.parts}) > 1)
        first, second = (places.cues_of([part.cue]).pop() for part in unit.parts[:2])
        correct.approve(project, [second], "Eva")
        kept = project.cues.get(second)
        source = places.sources[unit.parts[0].cue].id
        correct.set_text(project, source, "Guten Morgen, liebe Leute,")
        translate_again(project, None, random.Random(2))
        assert project.cues.get(second) == kept
        side = bilingual.side(project, first)
        assert side is not None
        assert not side.is_stale
