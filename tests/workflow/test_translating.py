"""A track becomes a new one in another language, or nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from studio import settings
from studio.errors import Cancelled, InputError, PackError
from studio.jobs.lanes import Lanes
from studio.model.cue import Cue, CueState
from studio.model.media import AudioTrack, Video
from studio.model.speech import Run
from studio.model.term import Term
from studio.model.translation import Origin
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import StoredTrack
from studio.workflow import bilingual, correct, exporting, listening, translating
from studio.workflow.work import Event, run

CUES = [
    Cue(1_000, 4_000, "Willkommen in Wien,\nliebe Familien."),
    Cue(5_000, 8_000, "Am Montag spielen wir\nDie Zauberflöte,"),
    Cue(8_100, 10_000, "und Julia Stern singt."),
]


@pytest.fixture(scope="module")
def lanes() -> Iterator[Lanes]:
    with Lanes() as opened:
        yield opened


@pytest.fixture
def project(tmp_path: Path, practice: Path) -> Iterator[Project]:
    """Give a production with a German track that a practice model heard."""
    if not (practice / "translate-de_en-1_0.argosmodel").is_file():
        pytest.skip("no practice packages here; the scripts in packaging/practice make them")
    film = tmp_path / "film.mp4"
    film.write_bytes(b"film")
    video = Video(film, 20_000, Fraction(25), (AudioTrack(0, 0, 2, 48_000, "aac"),), 640, 360)
    with Project.create(tmp_path / "film.souffleur") as made:
        with made.record():
            id = made.media.add_video(video, "de")
            german = made.tracks.add(StoredTrack(0, id, "de", profile="de-ard"))
            heard = made.evidence.begin(Run("whisper", "practice", "de", True), Listening(id, german.id))
            made.evidence.finish(heard)
            made.cues.add(german.id, CUES)
        yield made


def ignore(event: Event) -> None:
    """Look at nothing."""


def translated(project: Project, lanes: Lanes) -> int:
    run(translating.begin(project, 1, "en"), lanes, ignore)
    return project.tracks.of(1)[-1].id


def test_a_translation_is_a_track_of_its_own(project: Project, lanes: Lanes) -> None:
    shown: list[Event] = []
    run(translating.begin(project, 1, "en"), lanes, shown.append)
    (_german, english) = project.tracks.of(1)
    assert (english.language, english.profile, english.source) == ("en", "en-netflix", 1)
    cues = [stored.cue for stored in project.cues.of(english.id)]
    assert "welcome" in cues[0].text.lower()
    assert {cue.state for cue in cues} == {CueState.MACHINE}
    assert 1_000 <= cues[0].start < cues[-1].end <= 20_000
    assert {event.stage for event in shown} == {"Translating"}
    assert project.undo_label is None
    assert [each.cue for each in project.cues.of(1)] == CUES


def test_a_language_is_reached_over_another(project: Project, lanes: Lanes, tmp_path: Path) -> None:
    assert translating.targets(project, 1) == ["en", "nl"]
    run(translating.begin(project, 1, "nl"), lanes, ignore)
    dutch = project.tracks.of(1)[-1]
    exporting.write(project, exporting.plan(project, 1, exporting.Choice((dutch.id,))))
    assert (tmp_path / "film.nl.srt").is_file()
    assert exporting.plan(project, 1, exporting.Choice((dutch.id,))).credits[dutch.id]


def test_a_translation_is_no_listening_that_can_go_on(project: Project, lanes: Lanes) -> None:
    with project.record():
        project.evidence.keep_shots(1, [])
    run(translating.begin(project, 1, "en"), lanes, ignore)
    assert listening.unfinished(project, 1) is None


def test_a_translation_that_is_stopped_leaves_nothing(project: Project, lanes: Lanes) -> None:
    work = translating.begin(project, 1, "en")

    def stop(event: object) -> None:
        raise Cancelled("enough")

    with pytest.raises(Cancelled):
        work.start(lanes).result(stop)
    work.stopped()
    assert len(project.tracks.of(1)) == 1


def test_no_way_and_nothing_to_translate_are_said(project: Project) -> None:
    with pytest.raises(PackError):
        translating.begin(project, 1, "fi")
    with project.step("Remove"):
        project.cues.remove(stored.id for stored in project.cues.of(1))
    with pytest.raises(InputError, match="nothing to translate"):
        translating.begin(project, 1, "en")


def test_each_cue_stands_for_those_it_was_translated_from(project: Project, lanes: Lanes) -> None:
    english = translated(project, lanes)
    sides = bilingual.sides(project, english)
    assert {source for side in sides.values() for source in side.sources} == set(project.cues.ids(1))
    assert list(sides) == project.cues.ids(english)
    assert {side.origin for side in sides.values()} == {Origin.MACHINE}
    assert bilingual.standing(project, english) == bilingual.Standing(len(sides), 0, len(sides), 0, 0)


def test_what_is_out_of_date_is_translated_again_in_one_step_and_the_rest_stays(project: Project, lanes: Lanes) -> None:
    english = translated(project, lanes)
    before = project.cues.of(english)
    correct.approve(project, [before[1].id], "Eva")
    approved = project.cues.get(before[1].id)
    correct.set_text(project, project.cues.ids(1)[0], "Guten Abend, liebe Familien.")
    told: list[translating.Again] = []
    run(translating.again(project, english, told=told.append), lanes, ignore)
    after = project.cues.of(english)
    assert "evening" in after[0].cue.text.lower()
    assert [each.id for each in after] == [each.id for each in before]
    assert project.cues.get(before[1].id) == approved
    assert bilingual.standing(project, english).stale == 0
    assert told == [translating.Again(1, 0)]
    assert project.undo() == "Translate again"
    assert project.cues.of(english)[0] == before[0]
    assert bilingual.standing(project, english).stale == 1


def test_approved_cues_stay_out_of_date_until_a_person_looks(project: Project, lanes: Lanes) -> None:
    english = translated(project, lanes)
    first = project.cues.ids(english)[0]
    correct.approve(project, [first], "Eva")
    correct.set_text(project, project.cues.ids(1)[0], "Guten Abend.")
    with pytest.raises(InputError, match="nothing here to translate again"):
        translating.again(project, english)
    with pytest.raises(InputError, match="nothing here to translate again"):
        translating.again(project, english, [first])
    assert bilingual.standing(project, english) == bilingual.Standing(3, 0, 2, 1, 0)


def test_a_source_cue_without_a_translation_gets_one(project: Project, lanes: Lanes) -> None:
    english = translated(project, lanes)
    new = correct.insert(project, 1, 15_000)
    correct.set_text(project, new, "Willkommen in Wien.")
    run(translating.again(project, english), lanes, ignore)
    last = project.cues.of(english)[-1]
    assert "welcome" in last.cue.text.lower()
    assert last.cue.start >= 15_000
    assert bilingual.untranslated(project, english) == []


def test_what_a_person_took_in_hand_meanwhile_stays(project: Project, lanes: Lanes) -> None:
    english = translated(project, lanes)
    first = project.cues.ids(english)[0]
    correct.set_text(project, project.cues.ids(1)[0], "Guten Abend.")
    work = translating.again(project, english)
    value = work.start(lanes).result(lambda _event: None)
    correct.set_text(project, first, "Good evening to all.")
    told: list[translating.Again] = []
    work.hand.told = told.append  # type: ignore[attr-defined]
    work.finish(value)
    stored = project.cues.get(first)
    assert stored is not None
    assert stored.cue.text == "Good evening to all."
    assert told == [translating.Again(0, 1)]


def test_other_wordings_are_offered_and_taken(project: Project, lanes: Lanes) -> None:
    english = translated(project, lanes)
    first, second, third = project.cues.ids(english)
    found = run(translating.suggestions(project, first), lanes, ignore)
    assert 2 <= len(found) <= 4
    assert len({each.text for each in found}) == len(found)
    translating.take(project, found[1])
    stored = project.cues.get(first)
    assert stored is not None
    assert stored.cue.text.replace("\n", " ") == found[1].text
    assert stored.cue.state is CueState.EDITED
    assert project.undo() == "Use other wording"
    correct.approve(project, [third], "Eva")
    approved = project.cues.get(third)
    for each in run(translating.suggestions(project, second), lanes, ignore):
        translating.take(project, each)
    assert project.cues.get(third) == approved


def test_what_was_confirmed_before_is_used_and_says_so(project: Project, lanes: Lanes) -> None:
    english = translated(project, lanes)
    first = project.cues.ids(english)[0]
    correct.set_text(project, first, "A warm welcome to Vienna, dear families.")
    again = translated(project, lanes)
    cues = project.cues.of(again)
    assert cues[0].cue.text.replace("\n", " ") == "A warm welcome to Vienna, dear families."
    assert cues[0].cue.state is CueState.MACHINE
    sides = list(bilingual.sides(project, again).values())
    assert [side.origin for side in sides[:2]] == [Origin.MEMORY, Origin.MACHINE]
    found = run(translating.suggestions(project, cues[0].id), lanes, ignore)
    assert (found[0].origin, found[0].score) == (Origin.MEMORY, 1.0)


def test_names_on_the_list_stay_as_they_are(project: Project, lanes: Lanes) -> None:
    with project.step("Names"):
        project.terms.add([Term("Die Zauberflöte"), Term("Julia Stern")])
    english = translated(project, lanes)
    text = " ".join(each.cue.text.replace("\n", " ") for each in project.cues.of(english))
    assert "Die Zauberflöte" in text
    assert "Julia Stern" in text


def test_subtitles_by_hand_are_set_beside_their_source(project: Project) -> None:
    with project.step("Add"):
        english = project.tracks.add(StoredTrack(0, 1, "en")).id
        project.cues.add(
            english, [Cue(900, 4_000, "Welcome."), Cue(5_200, 9_900, "On Monday."), Cue(15_000, 16_000, "!")]
        )
    translating.link(project, english, 1)
    sides = bilingual.sides(project, english)
    assert [side.text for side in sides.values()] == [CUES[0].text, "\n".join(cue.text for cue in CUES[1:])]
    correct.set_text(project, 1, "Anders.")
    assert bilingual.standing(project, english).stale == 1
    project.undo()
    project.undo()
    assert bilingual.sides(project, english) == {}


def test_what_a_rule_wrote_is_noted_on_its_cue(project: Project, lanes: Lanes) -> None:
    correct.set_text(project, project.cues.ids(1)[0], "Am 3. November um 19.30 Uhr spielen wir.")
    english = translated(project, lanes)
    first = project.cues.of(english)[0]
    assert "7.30 pm" in first.cue.text
    assert first.comment.startswith("Written for the language: ")
    assert first.comment.endswith("→ 7.30 pm")
    settings.save(settings.Settings(localise_values=False))
    plain = project.cues.of(translated(project, lanes))[0]
    assert "7.30 pm" not in plain.cue.text
    assert plain.comment == ""


def test_a_term_of_the_list_is_chosen_among_what_the_machine_offers(project: Project, lanes: Lanes) -> None:
    with project.step("Terms"):
        project.terms.add([Term("Familien", "members", "de", "en")])
    first = project.cues.of(translated(project, lanes))[0]
    assert first.cue.text == "Welcome to Vienna, dear members."
