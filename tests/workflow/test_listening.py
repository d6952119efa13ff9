"""Listening into a production: killed, paused or stopped, it loses nothing and ends as if it had not been."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from studio.errors import Cancelled, EnvironmentFault, InputError, PackError
from studio.jobs.lanes import Lanes
from studio.model.cue import CueState
from studio.model.progress import Partial, Progress
from studio.model.speech import Heard, Run, Segment, Span, Word
from studio.project.project import Project
from studio.workflow import add, listening, tasks
from studio.workflow.transcribe import transcribe
from studio.workflow.work import CueFound, Event, Work, run
from tests.workflow import spoken

LISTENS = Path(__file__).with_name("listens.py")


@pytest.fixture(scope="module")
def lanes() -> Iterator[Lanes]:
    with Lanes() as opened:
        yield opened


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return spoken.model(tmp_path_factory.mktemp("model") / "told")


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory, lanes: Lanes) -> Path:
    """Return a production with a film that nobody listened to."""
    film = spoken.film(tmp_path_factory.mktemp("film") / "film.mp4")
    with spoken.production(film, lanes) as project:
        return project.path


@pytest.fixture
def fresh(production: Path, tmp_path: Path) -> Path:
    """Return a copy of the production, its film beside it."""
    for file in (production, production.with_name("film.mp4")):
        shutil.copy2(file, tmp_path / file.name)
    return tmp_path / production.name


@pytest.fixture(scope="module")
def undisturbed(production: Path, model: Path, lanes: Lanes, tmp_path_factory: pytest.TempPathFactory):
    """Return what a listening gives that nobody disturbs."""
    folder = tmp_path_factory.mktemp("undisturbed")
    for file in (production, production.with_name("film.mp4")):
        shutil.copy2(file, folder / file.name)
    with Project.open(folder / production.name) as project:
        run(listening.begin(project, 1, spoken.choice(model)), lanes, ignore)
        return spoken.shown(project)


def ignore(event: Event) -> None:
    """Look at nothing."""


def stopped_after(work: Work[tasks.WrittenDown], lanes: Lanes, windows: int) -> None:
    """Do the work until so many windows are kept, then stop it as a person does."""
    kept = 0

    def take(event: Progress | Partial) -> None:
        nonlocal kept
        work.take(event)
        kept += isinstance(event, Partial) and isinstance(event.value, tasks.Written)
        if kept >= windows:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        work.start(lanes).result(take)
    work.stopped()


def resumed(project: Project, model: Path, lanes: Lanes) -> None:
    stored = listening.unfinished(project, 1)
    assert stored is not None
    run(listening.resume(project, stored, str(model)), lanes, ignore)


def fill(project: Project) -> None:
    """Leave the file no room to grow: its pages are full, and there are no more."""
    project._db.value(f"PRAGMA max_page_count = {project._db.value('PRAGMA page_count')}")
    with contextlib.suppress(EnvironmentFault):
        for number in range(100):
            with project.record():
                project.view.put(f"filler {number}", "x" * 3000)


def stop(event: object) -> None:
    """Stop the work at once, as a person does."""
    raise Cancelled("enough")


def program(path: Path, model: Path | str, engine: str, *words: int) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, LISTENS, path, str(model), engine, *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def test_the_cues_are_those_of_the_command_line(
    fresh: Path, model: Path, lanes: Lanes, undisturbed: list[tuple[object, ...]]
) -> None:
    with Project.open(fresh) as project:
        film = add.film(project, 1)
    hearing = tasks.Hearing(model=model, engine="scripted", sound="everything")
    transcript = transcribe(film, hearing, lanes, watch=ignore)
    assert [fitted.cue for fitted in transcript.cues] == [cue for cue, *_words in undisturbed]


def test_every_cue_knows_its_words(undisturbed: list[tuple[object, ...]]) -> None:
    for cue, first, last in undisturbed:
        texts = cue.text.split()
        assert (first[0], last[0]) == (texts[0], texts[-1])
        assert -300 <= first[1] - cue.start <= 300


def test_cues_are_shown_once_and_in_order_as_they_are_kept(fresh: Path, model: Path, lanes: Lanes) -> None:
    found: list[Event] = []
    with Project.open(fresh) as project:
        run(listening.begin(project, 1, spoken.choice(model)), lanes, found.append)
        cues = [event for event in found if isinstance(event, CueFound)]
        assert [event.number for event in cues] == list(range(1, len(cues) + 1))
        assert [event.cue.text for event in cues] == [stored.cue.text for stored in spoken.cues(project)]
        assert project.undo_label is None, "what the machine writes is nobody's step"
        assert project.media.videos()[0].language == "de"
        assert listening.unfinished(project, 1) is None


@pytest.mark.parametrize("windows", [1, 2, 3, 5])
def test_a_stopped_listening_keeps_its_cues_and_goes_on_to_the_same_end(
    fresh: Path, model: Path, lanes: Lanes, undisturbed: list[tuple[object, ...]], windows: int
) -> None:
    with Project.open(fresh) as project:
        stopped_after(listening.begin(project, 1, spoken.choice(model)), lanes, windows)
        kept = spoken.shown(project)
        (stored,) = project.evidence.runs(1)
        assert len(project.evidence.heard(stored.id)) == windows
        assert [cue.text for cue, *_ in kept] == [cue.text for cue, *_ in undisturbed[: len(kept)]]
    with Project.open(fresh) as project:
        resumed(project, model, lanes)
        assert spoken.shown(project) == undisturbed


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow), pytest.param(3, marks=pytest.mark.slow)])
def test_a_listening_killed_again_and_again_ends_with_the_same_cues(
    fresh: Path, model: Path, undisturbed: list[tuple[object, ...]], seed: int
) -> None:
    draw = random.Random(seed)
    said = ""
    while "done" not in said:
        with program(fresh, model, "scripted", draw.randint(1, 3)) as child:
            said = child.communicate()[0]
        with Project.open(fresh) as project:
            assert project._db.value("PRAGMA integrity_check") == "ok"
    with Project.open(fresh) as project:
        assert spoken.shown(project) == undisturbed
        assert listening.unfinished(project, 1) is None


def test_a_search_for_cuts_that_was_killed_is_made_again(
    fresh: Path, model: Path, lanes: Lanes, undisturbed: list[tuple[object, ...]]
) -> None:
    with Project.open(fresh) as project:
        work = listening.begin(project, 1, spoken.choice(model))
        (following,) = work.finish(work.start(lanes).result(work.take))
        following.stopped()
    with Project.open(fresh) as project:
        stored = listening.unfinished(project, 1)
        assert stored is not None
        assert stored.is_finished
        run(listening.resume(project, stored), lanes, ignore)
        assert spoken.shown(project) == undisturbed
        assert project.evidence.shots(1)


def test_what_people_touched_is_neither_moved_nor_written_again(
    fresh: Path, model: Path, lanes: Lanes, undisturbed: list[tuple[object, ...]]
) -> None:
    with Project.open(fresh) as project:
        stopped_after(listening.begin(project, 1, spoken.choice(model)), lanes, 3)
        first, second, third = spoken.cues(project)[:3]
        moved = replace(first, cue=replace(first.cue, start=first.cue.start + 7))
        edited = replace(second, cue=replace(second.cue, text="Anders.", state=CueState.EDITED))
        with project.step("Edit"):
            project.cues.put(moved, edited)
            project.cues.remove([third.id])
        resumed(project, model, lanes)
        cues = spoken.cues(project)
        assert cues[:2] == [moved, edited]
        assert len(cues) == len(undisturbed) - 1
        assert [each.cue for each in cues[3:]] == [cue for cue, *_ in undisturbed[4:]]
        assert project.undo() == "Edit"
        assert spoken.cues(project)[1].cue.text == second.cue.text


def test_a_film_that_vanished_is_named_and_found_again(fresh: Path, model: Path, lanes: Lanes) -> None:
    away = fresh.parent.parent / "elsewhere.mp4"
    with Project.open(fresh) as project:
        stopped_after(listening.begin(project, 1, spoken.choice(model)), lanes, 1)
        stored = listening.unfinished(project, 1)
        film = add.film(project, 1).path.rename(away)
        assert add.missing(project) == [1]
        with pytest.raises(InputError, match=r"film\.mp4"):
            listening.resume(project, stored)
        other = film.with_name("other.mp4")
        other.write_bytes(b"other")
        with pytest.raises(InputError, match=r"other\.mp4"):
            add.found(project, 1, other)
        add.found(project, 1, film)
        assert add.missing(project) == []
        resumed(project, model, lanes)


def test_a_full_disk_stops_the_listening_and_keeps_all_before(
    fresh: Path, model: Path, lanes: Lanes, undisturbed: list[tuple[object, ...]]
) -> None:
    with Project.open(fresh) as project:
        fill(project)
        with pytest.raises(EnvironmentFault, match="disk is full"):
            run(listening.begin(project, 1, spoken.choice(model)), lanes, ignore)
        (stored,) = project.evidence.runs(1)
        kept = spoken.cues(project)
        assert 0 < len(kept) < len(undisturbed)
        assert stored.given == len(kept)
        project._db.value("PRAGMA max_page_count = 1000000")
        resumed(project, model, lanes)
        assert spoken.shown(project) == undisturbed


def test_two_programs_do_not_listen_into_one_production(fresh: Path, model: Path) -> None:
    with Project.open(fresh), program(fresh, model, "scripted") as child:
        assert "begun" not in child.communicate()[0]
        assert child.returncode != 0


def test_a_track_removed_meanwhile_stops_the_listening_and_comes_back_with_undo(
    fresh: Path, model: Path, lanes: Lanes, undisturbed: list[tuple[object, ...]]
) -> None:
    with Project.open(fresh) as project:
        stopped_after(listening.begin(project, 1, spoken.choice(model)), lanes, 2)
        stored = listening.unfinished(project, 1)
        with project.step("Remove"):
            project.tracks.remove(spoken.track(project).id)
        assert listening.unfinished(project, 1) is None
        with pytest.raises(InputError, match="removed"):
            run(listening.resume(project, stored, str(model)), lanes, ignore)
        project.undo()
        resumed(project, model, lanes)
        assert [cue for cue, *_ in spoken.shown(project)] == [cue for cue, *_ in undisturbed]


def test_a_model_that_is_gone_is_named(fresh: Path, model: Path, lanes: Lanes) -> None:
    with Project.open(fresh) as project:
        stopped_after(listening.begin(project, 1, spoken.choice(model)), lanes, 1)
        with pytest.raises(PackError, match="script"):
            listening.resume(project, listening.unfinished(project, 1))


def test_silence_is_said_plainly(fresh: Path, model: Path, lanes: Lanes) -> None:
    with Project.open(fresh) as project:
        with pytest.raises(InputError, match="No speech"):
            run(listening.begin(project, 1, replace(spoken.choice(model), sound="speech")), lanes, ignore)
        assert project.tracks.of(1) == []
        assert listening.unfinished(project, 1) is None


def test_listening_again_replaces_what_nobody_touched_in_one_step(fresh: Path, model: Path, lanes: Lanes) -> None:
    with Project.open(fresh) as project:
        run(listening.begin(project, 1, spoken.choice(model)), lanes, ignore)
        before = spoken.cues(project)
        touched = replace(before[4], cue=replace(before[4].cue, text="Von Hand.", state=CueState.EDITED))
        with project.step("Edit"):
            project.cues.put(touched)
        with project.step("Blur"):
            blurred = [replace(each, cue=replace(each.cue, text="…")) for each in before[2:4] + before[5:8]]
            project.cues.put(*blurred)
        start, stop = before[2].cue.start, before[7].cue.end
        run(listening.again(project, spoken.track(project).id, start, stop, spoken.choice(model)), lanes, ignore)
        after = spoken.cues(project)
        assert touched in after
        assert not {"…"} & {each.cue.text for each in after}
        assert [each for each in after if each.cue.end <= start] == before[:2]
        assert [each for each in after if each.cue.start >= stop] == before[8:]
        assert [(one.cue, two.cue) for one, two in pairwise(after) if one.cue.end > two.cue.start] == []
        said = " ".join(each.cue.text for each in after if each.id not in {old.id for old in before}).split()
        assert before[2].cue.text.split()[0] == said[0]
        assert project.undo() == "Listen again"
        assert [each.cue.text for each in spoken.cues(project)][2:8] == ["…", "…", "Von Hand.", "…", "…", "…"]


def test_listening_again_that_is_stopped_changes_nothing(fresh: Path, model: Path, lanes: Lanes) -> None:
    with Project.open(fresh) as project:
        run(listening.begin(project, 1, spoken.choice(model)), lanes, ignore)
        before = spoken.cues(project)
        work = listening.again(project, spoken.track(project).id, 0, 60_000, spoken.choice(model))
        with pytest.raises(Cancelled):
            work.start(lanes).result(stop)
        work.stopped()
        assert spoken.cues(project) == before
        assert len(project.evidence.runs(1)) == 1


def test_the_models_of_this_computer_end_with_the_practice_one(practice: Path) -> None:
    assert listening.models()[-1].practice


def test_a_word_that_begins_under_a_cue_that_stays_is_shown_after_it() -> None:
    words = [
        Word("Guten", 900, 1300),
        Word("Abend,", 1900, 2400),
        Word("liebe", 2400, 2700),
        Word("Gäste.", 2700, 3200),
    ]
    heard = Heard(Span(500, 4000), (Span(900, 3200),), (Segment(tuple(words), "de"),))
    style = tasks.Style("de-ard", Fraction(25), 4000)
    cues = tasks._cut_between([heard], Run("scripted", "told", "de"), 0, style, [Span(1000, 2040)])
    assert [fitted.cue.text for fitted in cues if fitted.cue.start >= 2080] == ["Abend, liebe Gäste."]


def test_no_sound_is_left_behind(fresh: Path, model: Path, lanes: Lanes, home: Path) -> None:
    with Project.open(fresh) as project:
        stopped_after(listening.begin(project, 1, spoken.choice(model)), lanes, 1)
    assert [file for file in home.rglob("*") if file.suffix == ".s16"] == []


@pytest.fixture(scope="module")
def calm(lanes: Lanes, practice: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[object, ...]]:
    """Return what the practice model writes of the sample in a program that nobody kills."""
    production = sample(tmp_path_factory.mktemp("calm"), lanes, practice)
    with program(production, "practice", "whisper", 0) as child:
        assert "done" in child.communicate()[0]
    with Project.open(production) as project:
        return spoken.shown(project)


def sample(folder: Path, lanes: Lanes, practice: Path) -> Path:
    """Return a production of the sample film."""
    with spoken.production(Path(shutil.copy2(practice / "welcome.de.mp4", folder)), lanes) as project:
        return project.path


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_practice_model_killed_at_random_windows_ends_with_the_same_cues(
    tmp_path: Path, lanes: Lanes, practice: Path, calm: list[tuple[object, ...]], seed: int
) -> None:
    draw, production, said = random.Random(seed), sample(tmp_path, lanes, practice), ""
    while "done" not in said:
        with program(production, "practice", "whisper", draw.randint(1, 3)) as child:
            said = child.communicate()[0]
    with Project.open(production) as project:
        assert spoken.shown(project) == calm
    assert len(calm) > 10
