"""What people confirm in one production is found in the next, and what they take back is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from studio import paths, settings
from studio.errors import Cancelled, EnvironmentFault, InputError
from studio.jobs.lanes import Lanes
from studio.model.cue import Cue, CueState
from studio.model.media import Video
from studio.model.memory import MemoryUnit
from studio.model.progress import Partial, Progress
from studio.model.translation import Origin
from studio.project.project import Project
from studio.project.values import StoredTrack
from studio.project.venue import Venue
from studio.settings import Settings
from studio.translation import tmx
from studio.translation.memory import Memory
from studio.workflow import copies, memories, memory_tasks, work
from studio.workflow.memory_tasks import TmxUnits

NOW = datetime(2026, 11, 21, tzinfo=UTC)
GERMAN_TO_ENGLISH = ("de", "en")


def unit(source: str, target: str, **more: str) -> MemoryUnit:
    return MemoryUnit(source, target, "de", "en", time=NOW, **more)


def silent(event: Progress | Partial) -> None:
    """Hear nothing."""


@pytest.fixture(scope="module")
def lanes() -> Iterator[Lanes]:
    with Lanes() as made:
        yield made


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "season.souffleur") as made:
        yield made


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[MemoryUnit]]:
    """Return what productions confirm, by their names; test_bilingual.py tells how they do."""
    said: dict[str, list[MemoryUnit]] = {}
    monkeypatch.setattr(memories, "confirmed", lambda project: said.get(project.path.stem, []))
    return said


def remember(*units: MemoryUnit) -> None:
    with Venue.open(paths.venue()) as venue, venue.writing():
        venue.memory.remember(units)


def target(project: Project | None, text: str) -> str | None:
    if project is not None:
        memories.keep(project)
    first = memories.marks(project) if project is not None else ()
    with Venue.open(paths.venue()) as venue:
        found = venue.memory.exact([text], GERMAN_TO_ENGLISH, first)
    return found[text].target if found else None


def near(text: str) -> list[str]:
    found = memory_tasks.near(paths.venue(), text, GERMAN_TO_ENGLISH, ("", ""), report=silent)
    return [match.unit.target for match in found]


def test_what_one_production_confirms_the_next_one_finds(
    tmp_path: Path, project: Project, says: dict[str, list[MemoryUnit]]
) -> None:
    says["season"] = [unit("Guten Abend.", "Good evening.")]
    assert memories.keep(project) == 1
    with Project.create(tmp_path / "next.souffleur") as other:
        assert target(other, "Guten\nAbend.") == "Good evening."
        assert target(other, "Guten Tag.") is None
    assert target(None, "Guten Abend.") == "Good evening."


def test_what_is_no_longer_confirmed_is_no_longer_found(project: Project, says: dict[str, list[MemoryUnit]]) -> None:
    says["season"] = [unit("Guten Abend.", "Good evening."), unit("Ja.", "Yes.")]
    memories.keep(project)
    says["season"] = [unit("Ja.", "Yes.")]
    assert target(project, "Guten Abend.") is None
    assert memories.count() == 1


def test_nothing_is_written_while_nothing_changes(project: Project, says: dict[str, list[MemoryUnit]]) -> None:
    says["season"] = [unit("Ja.", "Yes.")]
    memories.keep(project)
    before = paths.venue().read_bytes()
    assert memories.keep(project) == 0
    assert paths.venue().read_bytes() == before


def test_a_production_without_anything_confirmed_makes_no_file(project: Project) -> None:
    assert memories.keep(project) == 0
    assert (memories.count(), memories.directions()) == (0, [])
    assert not paths.venue().exists()


def test_a_production_that_confirms_nothing_is_not_written_to(project: Project) -> None:
    remember(unit("Nein.", "No."))
    assert memories.keep(project) == 0
    assert target(project, "Nein.") == "No."
    assert project.view.get("memory") is None


def test_a_productions_own_translation_goes_before_a_later_one(
    project: Project, says: dict[str, list[MemoryUnit]]
) -> None:
    remember(MemoryUnit("Ja.", "Aye.", "de", "en", time=datetime(2027, 1, 1, tzinfo=UTC)))
    says["season"] = [unit("Ja.", "Yes.")]
    assert target(project, "Ja.") == "Yes."
    assert target(None, "Ja.") == "Aye."


def test_a_production_that_was_moved_keeps_its_units_and_a_copy_has_its_own(
    tmp_path: Path, says: dict[str, list[MemoryUnit]]
) -> None:
    says.update({name: [unit("Ja.", "Yes.")] for name in ("first", "moved", "copy")})
    with Project.create(tmp_path / "first.souffleur") as project:
        memories.keep(project)
    (tmp_path / "first.souffleur").rename(tmp_path / "moved.souffleur")
    with Project.open(tmp_path / "moved.souffleur") as project:
        assert memories.keep(project) == 0
        copies.save(project, tmp_path / "copy.souffleur")
    says["copy"] = []
    with Project.open(tmp_path / "copy.souffleur") as copy:
        memories.keep(copy)
    assert target(None, "Ja.") == "Yes."


def test_switched_off_nothing_is_kept(project: Project, says: dict[str, list[MemoryUnit]]) -> None:
    settings.save(Settings(use_memory=False))
    says["season"] = [unit("Ja.", "Yes.")]
    assert memories.keep(project) == 0
    assert not paths.venue().exists()
    settings.save(Settings())
    assert target(project, "Ja.") == "Yes."


def test_what_is_nearly_the_same_is_found(project: Project) -> None:
    remember(unit("Wir beginnen um 20 Uhr.", "We begin at 8 pm."), unit("Ganz anders.", "Quite different."))
    asked = "Wir beginnen um 19 Uhr."
    found = memory_tasks.near(paths.venue(), asked, ("de-AT", "en"), ("", ""), report=silent)
    assert [(match.unit.target, match.same_numbers) for match in found] == [("We begin at 8 pm.", False)]
    assert memory_tasks.near(paths.venue(), asked, ("en", "de"), ("", ""), report=silent) == ()


def test_the_index_follows_what_comes_and_goes(project: Project) -> None:
    remember(unit("Wir beginnen um 20 Uhr.", "We begin at 8 pm."))
    assert near("Wir beginnen um 20 Uhr.") == ["We begin at 8 pm."]
    with Venue.open(paths.venue()) as venue, venue.writing():
        venue.memory.replace("a", [unit("Wir beginnen um 21 Uhr.", "We begin at 9 pm.")])
    assert near("Wir beginnen um 20 Uhr.") == ["We begin at 8 pm.", "We begin at 9 pm."]
    with Venue.open(paths.venue()) as venue, venue.writing():
        venue.memory.replace("a", [unit("Wir beginnen um 20 Uhr.", "Beginning: 8 pm.")])
    assert near("Wir beginnen um 20 Uhr.") == ["Beginning: 8 pm."]  # one place, one translation: the last
    with Venue.open(paths.venue()) as venue, venue.writing():
        venue.memory.forget("a")
    assert near("Wir beginnen um 20 Uhr.") == ["We begin at 8 pm."]


UNITS = st.builds(
    MemoryUnit,
    source=st.sampled_from(["Ja.", "JA.", "Nein."]),
    target=st.sampled_from(["a", "b"]),
    source_language=st.just("de"),
    target_language=st.just("en"),
    time=st.sampled_from([None, NOW, NOW.replace(year=2027)]),
    before=st.sampled_from(["", "Vorher."]),
)
CHANGES = st.lists(st.tuples(st.sampled_from(["", "a", "b"]), st.lists(UNITS, max_size=3)), min_size=1, max_size=6)


@given(CHANGES)
@settings_of_hypothesis(max_examples=25)
def test_the_index_holds_what_one_made_anew_would(changes: list[tuple[str, list[MemoryUnit]]]) -> None:
    paths.venue().unlink(missing_ok=True)
    memory_tasks._shelf.cache_clear()
    for owner, units in changes:
        with Venue.open(paths.venue()) as venue, venue.writing():
            venue.memory.replace(owner, units) if owner else venue.memory.remember(units)
        with Venue.open(paths.venue()) as venue:
            anew = Memory(unit for _id, unit in venue.memory.of(GERMAN_TO_ENGLISH))
        for text in ("Ja.", "Nein."):
            expected = {match.unit for match in anew.fuzzy(text)}
            found = memory_tasks.near(paths.venue(), text, GERMAN_TO_ENGLISH, ("", ""), report=silent)
            assert {match.unit for match in found} == expected


def test_a_new_file_in_the_old_place_is_read_anew() -> None:
    remember(unit("Guten Abend.", "Good evening."))
    remember(unit("Guten Tag.", "Good day."))
    assert near("Guten Abend.") == ["Good evening."]
    paths.venue().unlink()
    assert near("Guten Abend.") == []
    remember(unit("Guten Abend.", "Good evening!"))
    assert near("Guten Abend.") == ["Good evening!"]


def test_units_go_out_as_tmx_and_come_in_again(tmp_path: Path, lanes: Lanes) -> None:
    kept = [unit(f"Satz {number}.", f"Sentence {number}.", production="Trailer") for number in range(1200)]
    remember(*kept)
    file = tmp_path / "memory.tmx"
    assert work.run(memories.export_tmx(None, file), lanes, silent) == 1200
    paths.venue().unlink()
    shares: list[float] = []
    read = work.run(memories.import_tmx(file), lanes, lambda event: shares.append(event.share))  # type: ignore[union-attr]
    assert (read.new, read.known, read.left_out, read.is_damaged) == (1200, 0, 0, False)
    with Venue.open(paths.venue()) as venue:
        assert [each for _id, each in venue.memory.of()] == kept
    assert shares == sorted(shares)
    assert len(shares) == 3
    again = work.run(memories.import_tmx(file), lanes, silent)
    assert (again.new, again.known) == (0, 1200)


def test_a_production_writes_what_it_confirms(
    project: Project, says: dict[str, list[MemoryUnit]], tmp_path: Path, lanes: Lanes
) -> None:
    remember(unit("Nein.", "No."))
    says["season"] = [unit("Ja.", "Yes.")]
    assert work.run(memories.export_tmx(project, tmp_path / "season.tmx"), lanes, silent) == 1
    assert "Nein" not in (tmp_path / "season.tmx").read_text("utf-8")


def test_what_is_imported_into_a_production_goes_before_the_houses_and_with_the_production(
    project: Project, says: dict[str, list[MemoryUnit]], tmp_path: Path, lanes: Lanes
) -> None:
    with (tmp_path / "guest.tmx").open("wb") as file:
        tmx.write(file, [unit("Ja.", "Aye."), unit("Nein.", "Nay.")])
    remember(MemoryUnit("Ja.", "Yes.", "de", "en", time=NOW.replace(year=2027)))
    taken = memories.import_into(project, work.run(memories.read_tmx(tmp_path / "guest.tmx"), lanes, silent))
    assert (taken.new, taken.known, taken.left_out, taken.is_damaged) == (2, 0, 0, False)
    assert (target(project, "Ja."), target(None, "Ja.")) == ("Aye.", "Yes.")
    says["season"] = [unit("Ja.", "Yes, sir.")]
    assert (target(project, "Ja."), target(project, "Nein.")) == ("Yes, sir.", "Nay.")
    assert memories.keep(project) == 0
    assert work.run(memories.export_tmx(project, tmp_path / "own.tmx"), lanes, silent) == 3
    again = memories.import_into(project, memory_tasks.read_tmx(tmp_path / "own.tmx", report=silent))
    assert (again.new, again.known) == (0, 3)
    copies.hand_over(project, tmp_path / "theirs.souffleur")
    paths.venue().unlink()
    with Project.open(tmp_path / "theirs.souffleur") as theirs:
        assert target(theirs, "Nein.") == "Nay."


def test_what_was_imported_into_a_production_can_be_forgotten(project: Project) -> None:
    remember(unit("Ja.", "Yes."))
    memories.import_into(project, TmxUnits((unit("Nein.", "No."), unit("Gut.", "Good.")), 0, False))
    assert memories.count() == 3
    assert memories.forget_imported_into(project) == 2
    assert (memories.count(), project.units.count()) == (1, 0)


def test_a_memory_too_large_for_one_production_is_for_the_house(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_tasks, "MOST_FOR_ONE", 2)
    with (tmp_path / "all.tmx").open("wb") as file:
        tmx.write(file, [unit(f"Satz {number}.", "?") for number in range(3)])
    with pytest.raises(InputError, match="more than 2 sentences") as caught:
        memory_tasks.read_tmx(tmp_path / "all.tmx", report=silent)
    assert "house" in caught.value.hint


def test_what_was_read_before_it_was_stopped_stays(tmp_path: Path) -> None:
    remember(*(unit(f"Satz {number}.", "?") for number in range(1200)))
    memory_tasks.export_tmx(tmp_path / "memory.tmx", paths.venue(), None, report=silent)
    paths.venue().unlink()
    seen: list[object] = []

    def stop_at_the_second(event: object) -> None:
        seen.append(event)
        if len(seen) == 2:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        memory_tasks.import_tmx(tmp_path / "memory.tmx", paths.venue(), report=stop_at_the_second)
    assert memories.count() == memory_tasks.AT_ONCE


def test_an_export_that_is_stopped_leaves_no_file(tmp_path: Path) -> None:
    remember(unit("Ja.", "Yes."))

    def stop(event: object) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        memory_tasks.export_tmx(tmp_path / "memory.tmx", paths.venue(), None, report=stop)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_read_or_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not there"):
        memory_tasks.import_tmx(tmp_path / "no.tmx", paths.venue(), report=silent)
    (tmp_path / "folder.tmx").mkdir()
    with pytest.raises(EnvironmentFault):
        memory_tasks.export_tmx(tmp_path / "folder.tmx", paths.venue(), (), report=silent)


def translated(folder: Path, state: CueState) -> Project:
    """Return a production with one sentence, translated and looked at."""
    (folder / "film.mp4").write_bytes(b"film")
    project = Project.create(folder / "film.souffleur")
    with project.record():
        film = project.media.add_video(Video(folder / "film.mp4", 9000, Fraction(25), (), 640, 360), "de")
        german = project.tracks.add(StoredTrack(0, film, "de", profile="de-ard"))
        english = project.tracks.add(StoredTrack(0, film, "en", profile="en-bbc", source=german.id))
        [source] = project.cues.add(german.id, [Cue(1000, 3000, "Guten Abend.")], [None])
        [target] = project.cues.add(english.id, [Cue(1000, 3000, "Good evening.", state=state)], [None])
        project.pairs.add([(target, source, "Guten Abend.", Origin.MACHINE)])
    return project


def test_what_a_person_approved_is_remembered_and_what_a_machine_wrote_is_not(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with translated(tmp_path / "a", CueState.MACHINE) as project:
        assert memories.keep(project) == 0
    with translated(tmp_path, CueState.APPROVED) as project:
        assert memories.keep(project) == 1
    with Venue.open(paths.venue()) as venue:
        found = venue.memory.exact(["Guten Abend."], GERMAN_TO_ENGLISH)["Guten Abend."]
    assert (found.target, found.production) == ("Good evening.", "film")
