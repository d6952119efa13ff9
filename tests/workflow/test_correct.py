"""Corrections: every one is taken back and repeated by undo, keeps what people wrote, and says why it does not work."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.errors import InputError, StudioError, UsageError
from studio.model.cue import Cue, CueState, Kind
from studio.model.media import ShotChange
from studio.model.term import Term
from studio.project.project import Project
from studio.project.values import StoredTerm
from studio.workflow import bilingual, correct, find, import_subtitles
from studio.workflow.find import Query
from studio.workflow.terms import Production
from tests.workflow import corrected
from tests.workflow.corrected import DUTCH, FILM, GERMAN, REFERENCE, dump, states, texts

Edit = Callable[[Project], object]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with corrected.production(tmp_path) as made:
        yield made


def replace_all(p: Project) -> None:
    find.replace(p, find.preview(p, GERMAN, Query("ja", whole_word=True), "Nein"))


def replace_names(p: Project) -> None:
    find.replace_names(p, find.names_preview(p, GERMAN))


def import_file(p: Project) -> None:
    file = p.path.with_name("sturm.en.srt")
    file.write_text("1\n00:00:01,000 --> 00:00:02,000\nGood <i>evening</i>\n", "utf-8")
    import_subtitles.import_file(p, FILM, file)


EDITS: dict[str, tuple[str, Edit]] = {
    "set_text": ("Change text", lambda p: correct.set_text(p, 1, "Guten Abend")),
    "set_comment": ("Change comment", lambda p: correct.set_comment(p, 1, "Wirklich?")),
    "set_times": ("Change times", lambda p: correct.set_times(p, 1, 900, 5000)),
    "split": ("Split cue", lambda p: correct.split(p, 1, 25)),
    "merge": ("Join cues", lambda p: correct.merge(p, [4, 3, 5])),
    "insert": ("Insert cue", lambda p: correct.insert(p, GERMAN, 30_000)),
    "delete": ("Delete cues", lambda p: correct.delete(p, [2, 5, 9])),
    "shift": ("Shift cues", lambda p: correct.shift(p, [3, 4], 250)),
    "shift_after": ("Shift all after", lambda p: correct.shift_after(p, 4, -100)),
    "stretch": ("Stretch times", lambda p: correct.stretch(p, GERMAN, (1, 1000), (10, 25_000))),
    "snap": ("Snap to cuts", lambda p: correct.snap(p, p.cues.ids(GERMAN))),
    "rebreak": ("Break lines anew", lambda p: correct.rebreak(p, [22])),
    "retime": ("Time anew", lambda p: correct.retime(p, [1])),
    "recut": ("Cut anew", lambda p: correct.recut(p, [6], force=True)),
    "set_speaker": ("Change speaker", lambda p: correct.set_speaker(p, [1, 2], " Anna  B. ")),
    "set_kind": ("Change kind", lambda p: correct.set_kind(p, [2], Kind.LYRIC)),
    "approve": ("Approve cues", lambda p: correct.approve(p, [1, 2], "Eva")),
    "set_state": ("Change state", lambda p: correct.set_state(p, [1, 2], CueState.EDITED, "Eva")),
    "nudge": ("Nudge end", lambda p: correct.nudge(p, 2, 6400, 100)),
    "start_here": ("Start here", lambda p: correct.start_here(p, 2, 5600)),
    "end_here": ("End here", lambda p: correct.end_here(p, 2, 6500)),
    "set_language": ("Change language", lambda p: correct.set_language(p, GERMAN, "nl")),
    "set_profile": ("Choose rules", lambda p: correct.set_profile(p, GERMAN, "de-netflix")),
    "add_track": ("Add subtitles", lambda p: correct.add_track(p, FILM, "EN")),
    "remove_track": ("Remove subtitles", lambda p: correct.remove_track(p, GERMAN)),
    "replace": ("Replace", replace_all),
    "replace_names": ("Correct names", replace_names),
    "names_add": ("Add name", lambda p: Production(p).add([Term("Miranda", note="daughter")])),
    "names_put": ("Change name", lambda p: Production(p).put(StoredTerm(1, Term("Prospero", note="duke")))),
    "names_remove": ("Remove name", lambda p: Production(p).remove([1])),
    "import_file": ("Open subtitles", import_file),
}  # fmt: skip


ROOMY = Cue(40_000, 42_000, "Zu\nviele\nkurze\nZeilen.")


def prepare(p: Project) -> None:
    """Bring the production into a state in which every edit has something to do."""
    with p.step("Prepare"):
        assert p.cues.add(GERMAN, [ROOMY]) == [22]
    correct.shift(p, [1], 600)
    correct.merge(p, [6, 7])


@pytest.fixture(params=EDITS)
def edit(request: pytest.FixtureRequest) -> tuple[str, Edit]:
    return EDITS[request.param]


def test_every_correction_is_one_step_taken_back_and_repeated_twice(project: Project, edit: tuple[str, Edit]) -> None:
    label, correction = edit
    prepare(project)
    before = dump(project)
    correction(project)
    after = dump(project)
    assert after != before
    for _time in range(2):
        assert project.undo() == label
        assert dump(project) == before
        assert project.redo() == label
        assert dump(project) == after


def test_every_correction_is_taken_back_after_a_restart(project: Project, edit: tuple[str, Edit]) -> None:
    label, correction = edit
    prepare(project)
    before = dump(project)
    correction(project)
    after = dump(project)
    project.close()
    with Project.open(project.path) as again:
        assert dump(again) == after
        assert again.undo() == label
        assert dump(again) == before


def test_another_language_brings_its_usual_rules_but_keeps_chosen_ones(project: Project) -> None:
    correct.set_language(project, GERMAN, "nl")
    track = project.tracks.get(GERMAN)
    assert track is not None
    assert (track.language, track.profile) == ("nl", "nl-pro")
    correct.set_profile(project, GERMAN, "en-bbc")
    correct.set_language(project, GERMAN, "DE")
    track = project.tracks.get(GERMAN)
    assert track is not None
    assert (track.language, track.profile) == ("de", "en-bbc")
    with pytest.raises(InputError, match="only there to compare"):
        correct.set_language(project, REFERENCE, "nl")
    with pytest.raises(UsageError):
        correct.set_language(project, GERMAN, "no language")


def test_the_fixture_knows_every_correction() -> None:
    verbs = set(correct.__all__) - {"House", "house"}
    assert verbs <= EDITS.keys()


@pytest.mark.parametrize(
    "refused",
    [
        lambda p: correct.set_text(p, 11, "x"),
        lambda p: correct.split(p, 11, 5),
        lambda p: correct.insert(p, REFERENCE, 9000),
        lambda p: correct.delete(p, [11]),
        lambda p: correct.shift(p, [11], 9),
        lambda p: correct.stretch(p, REFERENCE, (11, 5), (11, 9)),
        lambda p: correct.approve(p, [11], "Eva"),
        lambda p: correct.set_profile(p, REFERENCE, "web"),
        lambda p: find.preview(p, REFERENCE, Query("a"), "b"),
        lambda p: find.replace(p, [find.Change(11, "Guten Abend.", "x")]),
        lambda p: find.names_preview(p, REFERENCE),
    ],
)
def test_subtitles_to_compare_with_are_never_changed(project: Project, refused: Edit) -> None:
    before = dump(project)
    with pytest.raises(InputError, match="compare"):
        refused(project)
    assert dump(project) == before


@pytest.mark.parametrize(
    "refused",
    [
        lambda p: correct.set_text(p, 99, "x"),
        lambda p: correct.delete(p, [1, 99]),
        lambda p: correct.merge(p, [1, 99]),
        lambda p: correct.approve(p, [], "Eva"),
        lambda p: correct.insert(p, 99, 0),
        lambda p: correct.set_profile(p, 99, "web"),
        lambda p: correct.house(p, 99),
        lambda p: correct.remove_track(p, 99),
        lambda p: correct.add_track(p, 99, "de"),
        lambda p: Production(p).put(StoredTerm(99, Term("x"))),
    ],
)
def test_what_is_gone_is_not_changed_in_silence(project: Project, refused: Edit) -> None:
    with pytest.raises(InputError, match="no longer there"):
        refused(project)


def test_an_approved_cue_with_another_text_is_edited_and_approved_by_nobody(project: Project) -> None:
    correct.approve(project, [1], "Eva")
    correct.set_text(project, 1, "Guten Morgen.")
    stored = project.cues.get(1)
    assert stored is not None
    assert (stored.cue.state, stored.reviewer, stored.reviewed_at) == (CueState.EDITED, "", None)


def stale(project: Project) -> list[int]:
    return [side.cue for side in bilingual.sides(project, DUTCH).values() if side.is_stale]


def test_a_translation_beside_another_text_is_out_of_date_and_stays_as_it_is(project: Project) -> None:
    correct.approve(project, [15], "Eva")
    approved = project.cues.get(15)
    correct.set_text(project, 4, "und Prospero kommt auf die Insel.")
    assert stale(project) == [15]
    assert project.cues.get(15) == approved
    project.undo()
    assert stale(project) == []


def test_a_translation_stays_where_only_lines_were_broken_otherwise(project: Project) -> None:
    correct.set_text(project, 4, "und Prosparo\nkommt auf die Insel.")
    assert stale(project) == []


@pytest.mark.parametrize("confirm", ["approve", "set_text", "set_state"])
def test_a_person_brings_a_translation_up_to_date(project: Project, confirm: str) -> None:
    correct.set_text(project, 4, "und Prospero kommt auf die Insel.")
    if confirm == "approve":
        correct.approve(project, [15], "Eva")
    elif confirm == "set_text":
        correct.set_text(project, 15, "Zin drie.")
    else:
        correct.set_state(project, [15], CueState.EDITED)
    assert stale(project) == []
    project.undo()
    assert stale(project) == [15]


def test_a_translation_stays_good_where_its_source_was_only_cut_or_joined(project: Project) -> None:
    first, added = correct.split(project, 4, 4)
    assert stale(project) == []
    correct.set_text(project, added, "Anders.")
    assert stale(project) == [15]
    project.undo()
    assert correct.merge(project, [first, added]) == 4
    assert stale(project) == []
    correct.merge(project, [4, 5])
    assert stale(project) == []
    correct.set_text(project, 4, "Anders.")
    assert stale(project) == [15, 16]


def test_a_translation_that_was_cut_or_joined_stands_for_what_it_stood_for(project: Project) -> None:
    first, added = correct.split(project, 15, 3)
    correct.set_text(project, 4, "Anders.")
    assert stale(project) == [first, added]
    correct.merge(project, [14, first])
    correct.set_text(project, 3, "Anders.")
    assert stale(project) == [14, added]


def test_a_translation_of_what_is_gone_is_out_of_date(project: Project) -> None:
    correct.delete(project, [4])
    assert stale(project) == [15]
    assert bilingual.untranslated(project, DUTCH) == []
    correct.approve(project, [15], "Eva")
    assert stale(project) == []


def test_a_new_source_cue_is_not_translated(project: Project) -> None:
    new = correct.insert(project, GERMAN, 60_000)
    assert bilingual.untranslated(project, DUTCH) == []  # there are no words in it
    correct.set_text(project, new, "Ein Nachtrag.")
    assert bilingual.untranslated(project, DUTCH) == [new]


def test_cutting_anew_keeps_the_translations_in_their_places(project: Project) -> None:
    correct.merge(project, [4, 5])
    assert stale(project) == []
    correct.recut(project, [4], force=True)
    assert len(bilingual.sides(project, DUTCH)) == len(project.cues.of(DUTCH))
    assert set(stale(project)) <= {15, 16}


def test_replacing_all_outdates_just_what_stands_beside(project: Project) -> None:
    replace_all(project)
    assert stale(project) == [13, 16, 20]


def test_a_text_typed_as_it_was_changes_nothing(project: Project) -> None:
    correct.approve(project, [2], "Eva")
    before = dump(project)
    correct.set_text(project, 2, "Ja.")
    assert (dump(project), project.undo_label) == (before, "Approve cue")


def test_typing_in_one_cue_is_one_step_and_in_another_the_next(project: Project) -> None:
    for text in ("J", "Ja", "Ja!"):
        correct.set_text(project, 2, text)
    correct.set_text(project, 5, "Nein.")
    project.undo()
    assert texts(project)[4] == "Ja."
    project.undo()
    assert texts(project)[1] == "Ja."


def test_line_ends_of_any_kind_become_those_of_cues(project: Project) -> None:
    correct.set_text(project, 2, "a\r\nb\rc\u2028d\u2029e")
    assert texts(project)[1] == "a\nb\nc\nd\ne"


def test_approving_notes_who_and_when_and_keeps_who_was_first(project: Project) -> None:
    correct.approve(project, [1], "Eva")
    correct.approve(project, [1, 2], "Max")
    first, second = project.cues.of(GERMAN)[:2]
    assert (first.reviewer, second.reviewer) == ("Eva", "Max")
    assert second.cue.state is CueState.APPROVED
    assert second.reviewed_at is not None
    assert timedelta() <= datetime.now(UTC) - second.reviewed_at < timedelta(hours=1)


def test_a_cue_that_is_the_machines_again_has_no_reviewer(project: Project) -> None:
    correct.approve(project, [1], "Eva")
    correct.set_state(project, [1], CueState.MACHINE, "Eva")
    assert states(project)[0] is CueState.MACHINE
    stored = project.cues.get(1)
    assert stored is not None
    assert (stored.reviewer, stored.reviewed_at) == ("", None)


def test_moving_breaking_and_naming_speakers_leaves_the_states(project: Project) -> None:
    correct.approve(project, [1, 2, 3], "Eva")
    before = [(stored.cue.state, stored.reviewer, stored.reviewed_at) for stored in project.cues.of(GERMAN)]
    ids = project.cues.ids(GERMAN)
    correct.shift(project, ids, 600)
    correct.retime(project, ids)
    correct.snap(project, ids)
    correct.rebreak(project, ids)
    correct.stretch(project, GERMAN, (1, 2000), (10, 26_000))
    correct.nudge(project, 1, 0, 50)
    correct.set_speaker(project, ids, "Anna")
    correct.set_kind(project, [2], Kind.SOUND)
    correct.set_comment(project, 1, "gut")
    assert [(each.cue.state, each.reviewer, each.reviewed_at) for each in project.cues.of(GERMAN)] == before


def test_a_cue_is_split_at_the_word_and_each_part_has_its_own_words(project: Project) -> None:
    first, second = correct.split(project, 1, texts(project)[0].index("willkommen"))
    parts = project.cues.of(GERMAN)[:2]
    assert [part.id for part in parts] == [first, second] == [1, 22]
    assert [part.cue.text for part in parts] == ["Guten Abend, liebe Gäste, und", "willkommen in unserem Theater."]
    assert [(part.first_word, part.last_word) for part in parts] == [(1, 5), (6, 9)]
    assert [part.cue.state for part in parts] == [CueState.EDITED, CueState.EDITED]
    heard = corrected.words()[5]
    assert (heard.text, parts[1].cue.start) == ("willkommen", heard.start - 40)


def test_the_parts_of_a_split_joined_are_the_cue_again(project: Project) -> None:
    before = project.cues.get(1)
    assert correct.merge(project, correct.split(project, 1, 30)) == 1
    after = project.cues.get(1)
    assert before is not None
    assert after is not None
    assert (after.cue.start, after.cue.end, after.cue.text) == (before.cue.start, before.cue.end, before.cue.text)
    assert (after.first_word, after.last_word) == (1, 9)


def test_joined_cues_keep_their_comments_and_all_their_text(project: Project) -> None:
    correct.set_comment(project, 3, "erstens")
    correct.set_comment(project, 5, "zweitens")
    left = project.cues.get(correct.merge(project, [5, 3, 4]))
    assert left is not None
    assert left.comment == "erstens\nzweitens"
    assert " ".join(left.cue.text.split()) == "Heute zeigen wir den Sturm, und Prosparo kommt auf die Insel. Ja."
    assert (left.first_word, left.last_word) == (11, 22)


@pytest.mark.parametrize("cues", [[1], [1, 3], [1, 2, 4], [1, 12]])
def test_only_cues_in_a_row_are_joined(project: Project, cues: list[int]) -> None:
    with pytest.raises(InputError, match="follow each other"):
        correct.merge(project, cues)


def test_a_split_in_a_translation_goes_by_length(project: Project) -> None:
    correct.set_text(project, 12, "een twee drie vier")
    correct.split(project, 12, 9)
    first, second = project.cues.of(DUTCH)[:2]
    assert (first.cue.text, second.cue.text) == ("een twee", "drie vier")
    assert 2900 < second.cue.start < 3400


def test_a_new_cue_stands_at_the_moment_or_after_what_is_shown(project: Project) -> None:
    assert project.cues.get(correct.insert(project, GERMAN, 30_000)).cue.start == 30_000  # type: ignore[union-attr]
    later = project.cues.get(correct.insert(project, GERMAN, 11_000))
    assert later is not None
    assert (later.cue.start, later.cue.end, later.cue.state) == (11_390, 12_020, CueState.EDITED)
    with pytest.raises(InputError, match="no room"):
        correct.insert(project, GERMAN, 1000)


def test_times_that_end_before_they_begin_are_refused(project: Project) -> None:
    for start, end in [(5, 5), (9, 3), (-4, 7)]:
        with pytest.raises(InputError, match="end after it begins"):
            correct.set_times(project, 1, start, end)
    with pytest.raises(InputError, match="not after the start"):
        correct.end_here(project, 2, 5460)


def test_a_cue_that_starts_beyond_its_end_moves_there(project: Project) -> None:
    correct.start_here(project, 10, 30_000)
    stored = project.cues.get(10)
    assert stored is not None
    assert (stored.cue.start, stored.cue.duration) == (30_000, 2616)


def test_the_nearer_edge_is_nudged_and_never_over_the_other(project: Project) -> None:
    correct.nudge(project, 2, 5500, -100)
    correct.nudge(project, 2, 6400, 100)
    stored = project.cues.get(2)
    assert stored is not None
    assert (stored.cue.start, stored.cue.end) == (5360, 6560)
    correct.nudge(project, 2, 5400, 9000)
    correct.nudge(project, 1, 0, -9000)
    assert [(each.cue.start, each.cue.end) for each in project.cues.of(GERMAN)[:2]] == [(0, 5420), (6559, 6560)]


def test_shifting_takes_the_chosen_or_this_and_all_after(project: Project) -> None:
    before = [stored.cue.start for stored in project.cues.of(GERMAN)]
    assert correct.shift(project, [2, 3], 10) == [2, 3]
    assert correct.shift_after(project, 9, 20) == [9, 10]
    after = [stored.cue.start for stored in project.cues.of(GERMAN)]
    assert [b - a for a, b in zip(before, after, strict=True)] == [0, 10, 10, 0, 0, 0, 0, 0, 20, 20]


def test_a_short_cue_finds_its_own_word_among_many_alike(project: Project) -> None:
    before = project.cues.get(5)
    correct.shift(project, [5], 900)
    assert correct.retime(project, [5]) == [5]
    after = project.cues.get(5)
    assert before is not None
    assert after is not None
    assert abs(after.cue.start - before.cue.start) <= 200
    assert after.cue.text == "Ja."


def test_cues_timed_anew_go_back_where_their_words_were_heard(project: Project) -> None:
    before = [stored.cue for stored in project.cues.of(GERMAN)]
    ids = project.cues.ids(GERMAN)
    correct.shift(project, ids, 4000)
    assert set(correct.retime(project, ids)) == set(ids)
    after = [stored.cue for stored in project.cues.of(GERMAN)]
    assert all(abs(a.start - b.start) <= 200 for a, b in zip(before, after, strict=True))


def test_timing_anew_needs_something_heard_in_that_language(project: Project) -> None:
    with pytest.raises(InputError, match="Nothing was heard"):
        correct.retime(project, [12])


def test_an_opened_file_is_timed_by_what_was_heard_for_another_track(project: Project) -> None:
    file = project.path.with_name("sturm.de.srt")
    file.write_text("1\n00:00:08,000 --> 00:00:09,000\nHeute zeigen wir den Sturm,\n", "utf-8")
    track = import_subtitles.import_file(project, FILM, file)
    correct.retime(project, project.cues.ids(track))
    heard = corrected.words()[10]
    assert (heard.text, project.cues.of(track)[0].cue.start) == ("Heute", heard.start - 40)


def test_edges_go_to_cuts_only_after_somebody_looked_for_cuts(project: Project) -> None:
    with project.record():
        project._db.run("DELETE FROM shot_search")
    with pytest.raises(InputError, match="cuts"):
        correct.snap(project, [1])


def test_chosen_cues_go_to_near_cuts_whatever_their_state(project: Project) -> None:
    with project.record():
        project.evidence.keep_shots(FILM, [ShotChange(6700), ShotChange(12_000)])
    correct.approve(project, [3], "Eva")
    assert correct.snap(project, [3]) == [3]
    stored = project.cues.get(3)
    assert stored is not None
    assert (stored.cue.start, stored.cue.state) == (6700, CueState.APPROVED)


def test_cutting_anew_leaves_what_a_person_touched(project: Project) -> None:
    correct.set_text(project, 4, "und Prospero kommt auf die Insel.")
    correct.set_profile(project, GERMAN, "de-netflix")
    ids = correct.recut(project, [3, 4, 6, 7])
    assert 4 in ids
    assert texts(project)[3] == "und Prospero kommt auf die Insel."
    assert "Caliban wartet dort schon lange auf ihn, und Miranda sieht ihm zu." in [
        " ".join(" ".join(texts(project)[i : i + 2]).split()) for i in range(len(texts(project)) - 1)
    ] + [" ".join(text.split()) for text in texts(project)]
    with pytest.raises(InputError, match="cut anew"):
        correct.recut(project, [4])


def test_a_whole_film_is_not_cut_anew_while_people_wait(project: Project) -> None:
    with project.step("Many"):
        ids = project.cues.add(GERMAN, [Cue(50_000 + i, 50_001 + i, "a") for i in range(501)])
    with pytest.raises(InputError, match="too many"):
        correct.recut(project, ids)


def test_cutting_anew_by_force_brings_back_what_was_heard(project: Project) -> None:
    correct.set_text(project, 4, "und")
    correct.merge(project, [3, 4])
    ids = correct.recut(project, [3], force=True)
    shown = [" ".join(stored.cue.text.split()) for stored in project.cues.of(GERMAN) if stored.id in ids]
    assert " ".join(shown) == "Heute zeigen wir den Sturm, und Prosparo kommt auf die Insel."
    assert CueState.EDITED not in states(project)


def test_cutting_anew_gives_what_was_cut_at_first(project: Project) -> None:
    before = [stored.cue for stored in project.cues.of(GERMAN)]
    with project.record():
        project.evidence.keep_shots(FILM, [])
    ids = project.cues.ids(GERMAN)
    assert correct.recut(project, ids) == ids
    correct.shift(project, ids, 300)
    correct.recut(project, project.cues.ids(GERMAN))
    assert [stored.cue for stored in project.cues.of(GERMAN)] == before


def test_a_deleted_cue_is_not_said_again_by_its_neighbours(project: Project) -> None:
    correct.delete(project, [2])
    correct.merge(project, [3, 4])
    correct.recut(project, [1, 3], force=True)
    assert texts(project).count("Ja.") == 2


def test_an_unknown_profile_of_a_received_file_is_replaced_by_that_of_the_language(project: Project) -> None:
    track = project.tracks.get(GERMAN)
    assert track is not None
    with project.record():
        project._db.run("UPDATE track SET profile = 'unheard-of' WHERE id = 1")
    assert correct.house(project, GERMAN).profile.id == "de-ard"
    with pytest.raises(InputError, match="unheard-of"):
        correct.set_profile(project, GERMAN, "unheard-of")


def test_subtitles_by_hand_get_the_rules_of_their_language(project: Project) -> None:
    track = project.tracks.get(correct.add_track(project, FILM, "deu"))
    assert track is not None
    assert (track.language, track.profile, track.is_read_only) == ("de", "de-ard", False)
    with pytest.raises(UsageError):
        correct.add_track(project, FILM, "no language")
    with pytest.raises(InputError):
        correct.add_track(project, FILM, "de", "no-profile")


TEXTLESS = {"set_text", "delete", "recut", "replace"}
"""What may change or remove words."""


def _steps(p: Project) -> int:
    return int(p._db.value("SELECT count(*) FROM step WHERE undone = 0"))


def _letters(p: Project) -> list[str]:
    """Return all that is written but the spaces and the dashes of dialogues."""
    return sorted("".join(texts(p)).translate(dict.fromkeys(map(ord, " \n-"))))


def _random_edit(p: Project, name: str, draw: random.Random) -> None:
    """Do something with cues that are there, as a person would who presses anything."""
    ids = p.cues.ids(GERMAN)
    if not ids:
        return
    cue = draw.choice(ids)
    at = ids.index(cue)
    some, time = ids[at : at + draw.randint(1, 3)], draw.randint(0, 45_000)
    by = draw.randint(-3000, 3000)
    moves: dict[str, Edit] = {
        "set_text": lambda p: correct.set_text(p, cue, draw.choice(["", "Ja.", "<i>Der</i> Sturm", "Neu\nhier"])),
        "set_comment": lambda p: correct.set_comment(p, cue, draw.choice(["", "hm"])),
        "set_times": lambda p: correct.set_times(p, cue, time, time + by),
        "split": lambda p: correct.split(p, cue, draw.randint(0, 40)),
        "merge": lambda p: correct.merge(p, some),
        "insert": lambda p: correct.insert(p, GERMAN, time),
        "delete": lambda p: correct.delete(p, some),
        "shift": lambda p: correct.shift(p, some, by),
        "shift_after": lambda p: correct.shift_after(p, cue, by),
        "stretch": lambda p: correct.stretch(p, GERMAN, (cue, time), (ids[-1], time + 9000)),
        "snap": lambda p: correct.snap(p, some),
        "rebreak": lambda p: correct.rebreak(p, some),
        "retime": lambda p: correct.retime(p, some),
        "recut": lambda p: correct.recut(p, some, force=draw.random() < 0.5),
        "set_speaker": lambda p: correct.set_speaker(p, some, draw.choice(["", "Anna", "Ben"])),
        "set_kind": lambda p: correct.set_kind(p, some, draw.choice(list(Kind))),
        "approve": lambda p: correct.approve(p, some, "Eva"),
        "set_state": lambda p: correct.set_state(p, some, draw.choice(list(CueState)), "Eva"),
        "nudge": lambda p: correct.nudge(p, cue, time, by),
        "start_here": lambda p: correct.start_here(p, cue, time),
        "end_here": lambda p: correct.end_here(p, cue, time),
        "replace": lambda p: find.replace(p, find.preview(p, GERMAN, Query("e"), draw.choice(["", "ee"]))),
    }
    moves[name](p)


RANDOM = sorted({*EDITS} - {"set_language", "set_profile", "add_track", "remove_track", "import_file", "replace_names"})
RANDOM = [name for name in RANDOM if not name.startswith("names_")]


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([*RANDOM, "undo", "undo", "redo"]), min_size=5, max_size=25), st.integers(0, 2**32))
def test_any_row_of_corrections_is_taken_back_step_by_step(
    tmp_path_factory: pytest.TempPathFactory, moves: list[str], seed: int
) -> None:
    draw = random.Random(seed)
    with corrected.production(tmp_path_factory.mktemp("row")) as p:
        base = _steps(p)
        seen = [dump(p)]
        for move in moves:
            depth, said = _steps(p) - base, _letters(p)
            if move in ("undo", "redo"):
                if move == "undo" and depth:
                    p.undo()
                elif move == "redo":
                    p.redo()
                assert dump(p) == seen[_steps(p) - base]
                continue
            try:
                _random_edit(p, move, draw)
            except StudioError:
                assert dump(p) == seen[depth]
            if dump(p) != seen[depth]:
                seen[_steps(p) - base :] = [dump(p)]
            if move not in TEXTLESS:
                assert _letters(p) == said
        while _steps(p) > base:
            p.undo()
            assert dump(p) == seen[_steps(p) - base]
