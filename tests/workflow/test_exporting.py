"""What leaves a production says what it is: checks before, files and their record after, no work destroyed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from studio.errors import InputError
from studio.model.cue import Cue, CueState
from studio.model.media import AudioTrack, Video
from studio.model.speech import Doubt, Flag, Heard, Run, Segment, Span, Word
from studio.model.term import Term
from studio.model.translation import Part, TranslationUnit
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import StoredTrack
from studio.workflow import correct, export, exporting, pairing, translation_notes
from studio.workflow.exporting import Choice

NOW = datetime(2026, 11, 21, tzinfo=UTC)
CUES = [
    Cue(1_000, 3_000, "Guten Abend."),
    Cue(4_000, 7_000, "Willkommen in unserem Haus."),
    Cue(8_000, 10_000, "Es geht los."),
]
LANGUAGES = {"de": "German", "en": "English"}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Give a production: German was heard and is partly checked, English was translated by machine."""
    film = tmp_path / "film.de.mp4"
    film.write_bytes(b"film")
    video = Video(film, 20_000, Fraction(25), (AudioTrack(0, 0, 2, 48_000, "aac"),), 640, 360)
    with Project.create(tmp_path / "film.souffleur") as made:
        with made.record():
            id = made.media.add_video(video, "de")
            german = made.tracks.add(StoredTrack(0, id, "de", profile="de-ard"))
            made.tracks.add(StoredTrack(0, id, "en", profile="en-bbc", source=german.id))
            run = Run("whisper", "small", "de", False, (("beam", "5"), ("names", '["Anna"]'), ("profile", "de-ard")))
            listened = made.evidence.begin(run, Listening(id, german.id))
            flagged = Segment((Word("Ähm.", 11_000, 11_200),), "de", flags=(Flag(Doubt.NO_SPEECH, "0 %"),))
            made.evidence.keep(listened, Heard(Span(0, 20_000), (), (flagged,)))
            made.cues.add(german.id, CUES)
            made.cues.add(german.id + 1, [replace(cue, text="Good evening.") for cue in CUES])
        yield made


def approve(project: Project, count: int, reviewer: str = "A. Brandt") -> None:
    with project.step("Approve"):
        for stored in project.cues.of(1)[:count]:
            cue = replace(stored.cue, state=CueState.APPROVED)
            project.cues.put(replace(stored, cue=cue, reviewer=reviewer, reviewed_at=NOW))


def planned(project: Project, *tracks: int, **more: object) -> exporting.Plan:
    return exporting.plan(project, 1, Choice(tracks or (1, 2), **more), LANGUAGES.get)


def test_the_files_are_named_after_the_film(project: Project, tmp_path: Path) -> None:
    plan = planned(project, formats=("srt", "vtt"))
    names = ["film.de.srt", "film.en.srt", "film.de.vtt", "film.en.vtt"]
    assert [path.name for path in plan.files] == names
    assert plan.record == tmp_path / "film.record.json"
    assert exporting.write(project, plan) == [*plan.files, plan.record]
    assert (tmp_path / "film.de.srt").read_text("utf-8").startswith("1\n00:00:01,000 --> 00:00:03,000\nGuten Abend.\n")


def test_nothing_is_written_by_planning(project: Project, tmp_path: Path) -> None:
    before = {path.name for path in tmp_path.iterdir()}
    planned(project, folder=tmp_path / "new")
    assert {path.name for path in tmp_path.iterdir()} == before


def test_two_tracks_in_one_language_get_two_files(project: Project) -> None:
    with project.record():
        third = project.tracks.add(StoredTrack(0, 1, "de"))
    assert [path.name for path in planned(project, 1, third.id).files] == ["film.de.srt", "film.2.de.srt"]


@pytest.mark.parametrize("language", ["", "../../../etc", "de/../..", "."])
def test_a_wild_language_names_no_other_folder(project: Project, tmp_path: Path, language: str) -> None:
    with project.record():
        project.tracks.put(replace(project.tracks.get(1), language=language))
    (path,) = planned(project, 1).files
    assert path == tmp_path / "film.und.srt"


def test_unchecked_cues_are_counted_with_a_way_to_them(project: Project) -> None:
    approve(project, 1)
    german, english = (check for check in planned(project).checks if "not checked" in check.title)
    assert (german.kind, german.title) == ("warn", "2 German cues were not checked")
    assert german.cues == tuple(stored.id for stored in project.cues.of(1)[1:])
    assert german.text == "2 are written by machine. The record says so."
    assert english.title == "3 English cues were not checked"


def test_stale_cues_are_told_apart(project: Project) -> None:
    correct.approve(project, project.cues.ids(2)[:1], "Eva")
    with project.step("Pair"):
        pairing.pair_up(project, project.cues.of(2), project.cues.of(1))
    correct.set_text(project, project.cues.ids(1)[0], "Anders.")
    (check,) = (check for check in planned(project, 2).checks if "not checked" in check.title)
    assert check.text == "2 are written by machine. 1 is out of date. The record says so."


def test_rules_kept_and_broken_are_said(project: Project) -> None:
    (kept,) = (check for check in planned(project, 1).checks if check.kind == "ok")
    assert kept.title == "German keeps every rule"
    with project.step("Edit"):
        stored = project.cues.of(1)[1]
        project.cues.put(replace(stored, cue=replace(stored.cue, end=4_200)))
    broken = planned(project, 1).checks[-1]
    assert (broken.kind, broken.title) == ("warn", "German: 1 cue departs from the rules")
    assert broken.cues == (stored.id,)
    assert "cue 2" in broken.text


def test_a_track_without_cues_is_named(project: Project) -> None:
    with project.step("Remove"):
        project.cues.remove(stored.id for stored in project.cues.of(1))
    (check,) = planned(project, 1).checks
    assert (check.kind, check.title) == ("warn", "German has no cues")


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_last_line_says_who_checked(project: Project, tmp_path: Path, count: int) -> None:
    approve(project, count)
    plan = planned(project, 1, credit_line=True)
    exporting.write(project, plan)
    last = (tmp_path / "film.de.srt").read_text("utf-8").strip().split("\n\n")[-1]
    assert " ".join(last.split("\n")[2:]) == plan.credits[1]
    assert "00:00:10," in last
    assert ("A. Brandt" in plan.credits[1]) == (count > 0)
    assert len(project.cues.of(1)) == 3, "the production itself has no such cue"


def test_without_the_wish_there_is_no_last_line(project: Project, tmp_path: Path) -> None:
    exporting.write(project, planned(project, 1))
    assert (tmp_path / "film.de.srt").read_text("utf-8").count("-->") == 3


def test_the_record_says_what_made_it_and_who_checked_it(project: Project, tmp_path: Path) -> None:
    approve(project, 2)
    exporting.write(project, planned(project))
    record = json.loads((tmp_path / "film.record.json").read_text("utf-8"))
    assert record["video"] == "film.de.mp4"
    assert (record["spoken"], record["reviewer"]) == ("de", "A. Brandt")
    assert record["speech_model"] == {"name": "small", "practice": False, "beam": "5"}
    assert [doubted["text"] for doubted in record["doubted"]] == ["Ähm."]
    german, english = record["tracks"]
    assert german["states"] == {"machine": 1, "approved": 2}
    assert german["reviewers"] == {"A. Brandt": 2}
    assert (german["made"], english["made"]) == ("heard", "translated")
    text = (tmp_path / "film.de.srt").read_text("utf-8")
    assert german["files"] == [{"name": "film.de.srt", "sha256": export.digest(text)}]


def test_a_file_changed_by_hand_is_never_overwritten_unasked(project: Project, tmp_path: Path) -> None:
    exporting.write(project, planned(project, 1))
    exporting.write(project, planned(project, 1))
    (tmp_path / "film.de.srt").write_text("by hand", "utf-8")
    plan = planned(project, 1)
    assert plan.changed == (tmp_path / "film.de.srt",)
    assert "film.de.srt" in plan.checks[-1].title
    with pytest.raises(InputError, match=r"film\.de\.srt"):
        exporting.write(project, plan)
    assert (tmp_path / "film.de.srt").read_text("utf-8") == "by hand"
    exporting.write(project, plan, overwrite=True)
    assert "Guten Abend" in (tmp_path / "film.de.srt").read_text("utf-8")


def test_the_cues_of_the_moment_are_written(project: Project, tmp_path: Path) -> None:
    plan = planned(project, 1)
    with project.step("Edit"):
        stored = project.cues.of(1)[0]
        project.cues.put(replace(stored, cue=replace(stored.cue, text="Hallo.")))
    exporting.write(project, plan)
    assert "Hallo." in (tmp_path / "film.de.srt").read_text("utf-8")


def test_a_vanished_film_does_not_keep_subtitles_from_being_written(project: Project, tmp_path: Path) -> None:
    (tmp_path / "film.de.mp4").unlink()
    assert exporting.write(project, planned(project, 1))[0] == tmp_path / "film.de.srt"


def test_nothing_chosen_is_said_plainly(project: Project) -> None:
    with pytest.raises(InputError, match="nothing to export"):
        exporting.write(project, exporting.plan(project, 1, Choice(())))


def test_subtitles_by_hand_are_not_called_machine_made(project: Project) -> None:
    with project.step("Add"):
        track = project.tracks.add(StoredTrack(0, 1, "de"))
        cue = replace(CUES[0], state=CueState.EDITED)
        (id,) = project.cues.add(track.id, [cue])
    assert planned(project, track.id).credits == {}
    with project.step("Approve"):
        stored = project.cues.get(id)
        project.cues.put(replace(stored, reviewer="Eva", reviewed_at=NOW))
    assert "Eva" in planned(project, track.id).credits[track.id]
    assert "machine" not in planned(project, track.id).credits[track.id].lower()


def test_the_record_says_what_rules_did_and_which_terms_are_not_obeyed(project: Project, tmp_path: Path) -> None:
    unit = TranslationUnit("", (), localised=(("20.30 Uhr", "8.30 pm"),), enforced=("foyer",))
    with project.record():
        pairing.pair_up(project, project.cues.of(2), project.cues.of(1))
        project.terms.add([Term("Haus", "house", "de", "en"), Term("Abend", "evening", "de", "en")])
        first = project.cues.ids(2)[0]
        for text in translation_notes.notes([replace(unit, parts=(Part(0, ""),))], CUES, CUES).values():
            translation_notes.note(project, first, f"Anna: “8.30 pm”?\n{text}")
    exporting.write(project, planned(project))
    german, english = json.loads((tmp_path / "film.record.json").read_text("utf-8"))["tracks"]
    assert english["localised"] == [{"cue": 1, "from": "20.30 Uhr", "to": "8.30 pm"}]
    assert english["enforced"] == [{"cue": 1, "term": "foyer"}]
    assert english["unobeyed"] == [{"cue": 2, "term": "Haus"}]
    assert [german[kind] for kind in ("localised", "enforced", "unobeyed")] == [[], [], []]
