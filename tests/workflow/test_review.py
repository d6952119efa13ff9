"""The queue of what to check first: right after every edit, few, and left alone where people say so."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio.errors import InputError
from studio.jobs.lanes import Lanes
from studio.model.cue import Cue, CueState, Kind
from studio.model.speech import Doubt, Flag, Heard, Run, Segment, Span, Word
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import StoredTrack
from studio.quality import dictionaries
from studio.quality.check import RISKS, RULES, TRANSLATION
from studio.quality.spelling import Checked
from studio.workflow import bilingual, pairing, review
from studio.workflow.review import WORDING, Review
from tests.workflow.review_scene import anew, built, complete, said, with_film

GOOD = Cue(10_000, 12_000, "Guten Abend.")
FAST = Cue(14_000, 15_000, "Willkommen im Theater der Stadt.")
LATER = Cue(20_000, 22_000, "Auf Wiedersehen.")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Give a production with one video and an empty German track, number 1."""
    with with_film(tmp_path, minutes=2) as made:
        yield made


def fill(project: Project, *cues: Cue) -> list[int]:
    with project.record():
        return project.cues.add(1, cues)


def hear(project: Project, *cues: Cue, low: str = "", flags: tuple[Flag, ...] = (), speech: bool = True) -> list[int]:
    """Add cues as a recogniser gives them: each in a window of its own, with words over found speech."""
    found: list[int] = []
    with project.record():
        runs = project.evidence.runs(1)
        run = runs[-1].id if runs else project.evidence.begin(Run("scripted", "told", "de"), Listening(1, 1))
        for cue in cues:
            texts = cue.text.split()
            step = cue.duration // len(texts)
            words = tuple(
                Word(text, cue.start + i * step, cue.start + (i + 1) * step, 0.1 if text == low else 0.9)
                for i, text in enumerate(texts)
            )
            spans = (Span(cue.start, cue.end),) if speech else ()
            segments = (Segment(words, "de", -0.1, flags),)
            ids = project.evidence.keep(run, Heard(Span(cue.start, cue.end), spans, segments))
            found += project.cues.add(1, [cue], [(ids[0], ids[-1])])
        project.evidence.finish(run)
    return found


def edit(project: Project, id: int, cue: Cue) -> None:
    stored = project.cues.get(id)
    assert stored is not None
    with project.step("Edit"):
        project.cues.put(replace(stored, cue=cue))


def test_a_cue_that_is_too_fast_says_so_and_offers_to_stay_longer(project: Project) -> None:
    ids = fill(project, GOOD, FAST, LATER)
    [item] = built(project).items
    assert item.title == "Cue 2: too fast to read"
    assert item.text == "There is a pause after it. The cue can stay 1.2 s longer without touching the next one."
    assert item.label == "Too fast"
    assert item.cues == (ids[1],)
    assert item.fix is not None
    assert item.fix.label == "Stay 1.2 s longer"


def test_a_fix_is_one_step_and_empties_the_queue(project: Project) -> None:
    fill(project, GOOD, FAST, LATER)
    queue = built(project)
    review.fix(project, queue.items[0])
    assert queue.items == []
    assert project.undo_label == "Stay 1.2 s longer"
    project.undo()
    assert said(queue) == ["Cue 2: too fast to read"]


def test_what_is_left_as_it_is_comes_back_when_its_cue_changes(project: Project) -> None:
    ids = fill(project, GOOD, FAST, LATER)
    queue = built(project)
    review.leave(project, queue.items[0])
    assert queue.items == []
    assert anew(project) == []
    edit(project, ids[1], replace(FAST, text="Willkommen im Theater der Städte."))
    assert said(queue) == ["Cue 2: too fast to read"]
    project.undo()
    assert queue.items == []
    project.undo()
    assert said(queue) == ["Cue 2: too fast to read"]


def test_many_cues_with_the_same_small_fault_are_one_item_with_one_fix(project: Project) -> None:
    fill(project, *(Cue(1000 * i, 1000 * i + 1000, "Ja, gut.") for i in range(11)))
    queue = built(project)
    [item] = queue.items
    assert item.title == "10 cues: too close to the next cue"
    assert len(item.cues) == 10


def test_after_every_edit_the_queue_is_what_it_would_be_anew(project: Project) -> None:
    ids = fill(project, GOOD, FAST, LATER)
    queue = built(project)
    for cue in (
        Cue(10_000, 14_500, "Guten Abend."),
        Cue(30_000, 30_500, "Guten Abend, meine Damen und Herren, und willkommen."),
        Cue(14_000, 14_100, ""),
    ):
        edit(project, ids[0], cue)
        assert queue.items == anew(project)
    with project.step("Delete"):
        project.cues.remove([ids[1]])
    assert queue.items == anew(project)
    while project.undo_label != "Add video":
        project.undo()
        assert queue.items == anew(project)


def test_after_hundreds_of_changes_the_queue_is_what_it_would_be_anew(project: Project) -> None:
    luck = random.Random(3)
    texts = ["Guten Abend.", "Guten Abend, meine Damen und Herren.", "Hier kommt Kaliban.", "", "So ist das eben."]
    starts = range(1000, 61_000, 1500)
    hear(
        project, *(Cue(at, at + luck.randint(400, 1700), luck.choice(texts) or "Ja.") for at in starts), low="Kaliban."
    )
    with project.step("Names"):
        project.names.add("Caliban")
    queue = built(project)
    for number in range(150):
        change(project, queue, luck, texts)
        complete(queue)
        fresh = complete(Review(project, 1))
        assert queue.items == fresh.items, number
        assert [queue.of(id) for id in project.cues.ids(1)] == [fresh.of(id) for id in project.cues.ids(1)], number


def change(project: Project, queue: Review, luck: random.Random, texts: list[str]) -> None:
    """Do something that people do."""
    ids = project.cues.ids(1)
    stored = project.cues.get(luck.choice(ids))
    assert stored is not None
    kind = luck.choice(["text", "time", "state", "add", "remove", "undo", "redo", "leave", "fix", "move", "name"])
    if kind == "undo" and project.undo_label != "Add video":
        project.undo()
    elif kind == "redo":
        project.redo()
    elif kind == "leave" and queue.items:
        review.leave(project, luck.choice(queue.items))
    elif kind == "fix" and any(item.fix for item in queue.items):
        review.fix(project, luck.choice([item for item in queue.items if item.fix]))
    elif kind == "text":
        edit(project, stored.id, replace(stored.cue, text=luck.choice(texts)))
    elif kind == "time":
        edit(project, stored.id, replace(stored.cue, end=max(0, stored.cue.end + luck.randint(-1500, 1500))))
    elif kind == "move":
        edit(project, stored.id, replace(stored.cue, start=luck.randint(0, 60_000)))
    elif kind == "state":
        edit(project, stored.id, replace(stored.cue, state=luck.choice(list(CueState))))
    elif kind == "add":
        with project.step("Add"):
            project.cues.add(1, [Cue(luck.randint(0, 70_000), 70_000, luck.choice(texts))])
    elif kind == "remove" and len(ids) > 10:
        with project.step("Remove"):
            project.cues.remove(luck.sample(ids, 3))
    elif kind == "name":
        with project.step("Name"):
            project.names.add(luck.choice(["Kalibaan", "Damen", "Herrenn"]))


def test_two_unsure_words_in_one_cue_are_one_item_that_says_both(project: Project) -> None:
    hear(project, Cue(1000, 4000, "Probe im Gewandhaus Probe"), low="Probe")
    [item] = built(project).items
    assert (item.title, item.severity) == ("Cue 1: unsure of a word", "info")
    assert item.text == "“Probe” was hard to hear."
    assert item.fix is None


def test_a_wrong_name_leads_and_speaks_for_what_else_was_hard_to_hear(project: Project) -> None:
    with project.step("Name"):
        project.names.add("Caliban")
    [id] = hear(project, Cue(1000, 4000, "Hier kommt Kaliban ins Gewandhaus."), low="Gewandhaus.")
    queue = built(project)
    [item] = queue.items
    assert item.title == "Cue 1: is the name right?"
    assert item.text == "“Kaliban” is “Caliban” in your list of names. “Gewandhaus” was hard to hear."
    assert item.fix is not None
    assert item.fix.label == "Write “Caliban”"
    review.fix(project, item)
    stored = project.cues.get(id)
    assert stored is not None
    assert stored.cue == Cue(1000, 4000, "Hier kommt Caliban ins Gewandhaus.", state=CueState.EDITED)
    assert queue.items == []


def test_a_fix_of_the_words_makes_their_translation_out_of_date(project: Project) -> None:
    with project.record():
        project.names.add("Prospero")
        dutch = project.tracks.add(StoredTrack(0, 1, "nl", profile="nl-pro", source=1)).id
        project.cues.add(dutch, [Cue(10_000, 12_000, "Dat is Prospero.", state=CueState.APPROVED)])
    hear(project, Cue(10_000, 12_000, "Das ist Prosparo."))
    with project.record():
        pairing.pair_up(project, project.cues.of(dutch), project.cues.of(1))
    [item] = [item for item in built(project).items if item.fix is not None and item.rule == "name"]
    review.fix(project, item)
    assert project.cues.of(1)[0].cue.text == "Das ist Prospero."
    assert [side.is_stale for side in bilingual.sides(project, dutch).values()] == [True]
    project.undo()
    assert [side.is_stale for side in bilingual.sides(project, dutch).values()] == [False]


def test_a_fix_of_the_times_leaves_the_translation_as_it_is(project: Project) -> None:
    fill(project, GOOD, FAST, LATER)
    with project.record():
        dutch = project.tracks.add(StoredTrack(0, 1, "nl", profile="nl-pro", source=1)).id
        project.cues.add(dutch, [replace(FAST, text="Welkom in de schouwburg.", state=CueState.APPROVED)])
    review.fix(project, built(project).items[0])
    assert [stored.cue.state for stored in project.cues.of(dutch)] == [CueState.APPROVED]


def test_made_up_cues_in_a_row_are_one_item_that_removes_them_all(project: Project) -> None:
    hear(project, Cue(1000, 4000, "Guten Abend."))
    doubts = (Flag(Doubt.KNOWN_PHRASE, "x"),)
    made_up = (Cue(5000, 8000, "Untertitel von jemandem."), Cue(9000, 12_000, "Und noch mehr."))
    hear(project, *made_up, flags=doubts, speech=False)
    queue = built(project)
    [item] = queue.items
    assert item.title == "Cues 2 to 3: did somebody say this?"
    assert (item.start, item.end) == (5000, 12_000)
    review.fix(project, item)
    assert queue.items == []
    assert len(project.cues.ids(1)) == 1


def test_speech_without_a_cue_is_a_stretch_where_a_new_one_can_be_made(project: Project) -> None:
    [first, gone, last] = hear(
        project,
        Cue(1000, 3000, "Guten Abend."),
        Cue(102_000, 105_500, "Wir beginnen gleich mit dem Stück."),
        Cue(110_000, 112_000, "Danke."),
    )
    with project.step("Delete"):
        project.cues.remove([gone])
    queue = built(project)

    [item] = queue.items
    assert item.title == "1:42 – 1:45: speech, no cue"
    assert item.cues == ()
    assert queue.of(first) == queue.of(last) == []
    assert item.fix is not None
    assert item.fix.label == "New cue here"
    review.fix(project, item)
    assert said(queue) == ["Cue 2: has no text"]
    assert project.undo() == "New cue here"
    review.leave(project, queue.items[0])
    assert queue.items == []
    assert anew(project) == []


def test_speech_after_the_last_cue_can_be_left_as_it_is_too(project: Project) -> None:
    [_first, gone] = hear(project, Cue(1000, 3000, "Guten Abend."), Cue(10_000, 14_000, "Wir beginnen gleich."))
    with project.step("Delete"):
        project.cues.remove([gone])
    queue = built(project)
    assert said(queue) == ["0:10 – 0:14: speech, no cue"]
    review.leave(project, queue.items[0])
    assert queue.items == []
    assert anew(project) == []


def test_while_a_film_is_heard_the_end_that_is_still_to_come_is_no_fault(project: Project) -> None:
    with project.record():
        run = project.evidence.begin(Run("scripted", "told", "de"), Listening(1, 1))
    queue = built(project)
    for at in range(1000, 50_000, 5000):
        with project.record():
            words = (Word("Guten", at, at + 500), Word("Abend.", at + 500, at + 1000))
            window = Heard(Span(at, at + 4000), (Span(at, at + 3500),), (Segment(words, "de"),))
            ids = project.evidence.keep(run, window)
            project.cues.add(1, [Cue(at, at + 2000, "Guten Abend.")], [(ids[0], ids[-1])])
        complete(queue)
        assert queue.items == anew(project)
    assert said(queue)[-1] == "0:43 – 0:44: speech, no cue"
    with project.record():
        project.evidence.finish(run)
    complete(queue)
    assert said(queue)[-1] == "0:48 – 0:49: speech, no cue"


def test_music_and_checked_cues_are_not_doubted(project: Project) -> None:
    song = Cue(1000, 4000, "Sein Gebein wird zu Korallen", Kind.LYRIC)
    done = Cue(5000, 8000, "Perlen sind die Augen sein", state=CueState.APPROVED)
    hear(project, song, done, low="Perlen", speech=False)
    assert built(project).items == []


def test_without_a_dictionary_one_item_says_so_and_can_be_left(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dictionaries, "places", list)
    fill(project, GOOD)
    queue = built(project)
    asked(queue)
    [item] = complete(queue).items
    assert (item.title, item.severity, item.cues) == ("Spelling is not checked", "info", ())
    assert queue.spelling() is None
    review.leave(project, item)
    assert queue.items == []


def test_words_are_looked_up_once_and_again_only_where_they_are_new(project: Project) -> None:
    ids = fill(project, GOOD, LATER)
    queue = built(project)
    work = queue.spelling()
    assert work is not None
    assert work.values == ("de", ("Guten", "Abend", "Auf", "Wiedersehen"))
    work.finish(Checked({}))
    assert queue.spelling() is None
    edit(project, ids[0], replace(GOOD, text="Guten Abendt."))
    work = queue.spelling()
    assert work is not None
    assert work.values == ("de", ("Abendt",))
    work.finish(Checked({"Abendt": "Abend"}))
    [item] = complete(queue).items
    assert item.title == "Cue 1: is this spelt right?"
    assert item.text == "The dictionary does not know “Abendt”. Perhaps it is “Abend”."
    review.fix(project, item)
    assert queue.items == []


def test_a_dictionary_is_asked_in_a_worker(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "de_DE.aff").write_text("SET UTF-8\n", "utf-8")
    (tmp_path / "de_DE.dic").write_text("3\nGuten\nAbend\nTheater\n", "utf-8")
    monkeypatch.setenv("DICPATH", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "none"))
    fill(project, replace(GOOD, text="Guten Abend im Theatter."))
    queue = built(project)
    work = queue.spelling()
    assert work is not None
    with Lanes() as lanes:
        work.finish(work.start(lanes).result())
    assert [item.text for item in complete(queue).items] == [
        "The dictionary does not know “Theatter”. Perhaps it is “Theater”."
    ]


def asked(queue: Review) -> None:
    work = queue.spelling()
    assert work is not None
    work.finish(work.task(*work.values, report=lambda _said: None))


def test_a_fix_for_a_cue_that_changed_meanwhile_is_refused(project: Project) -> None:
    ids = fill(project, GOOD, FAST, LATER)
    [item] = complete(Review(project, 1)).items
    edit(project, ids[1], replace(FAST, text="Anders und auch viel zu lang für so wenig Zeit."))
    with pytest.raises(InputError):
        review.fix(project, item)


def test_subtitles_that_are_only_there_to_compare_with_are_never_changed(project: Project) -> None:
    fill(project, GOOD, FAST, LATER)
    track = project.tracks.get(1)
    assert track is not None
    with project.step("Compare"):
        project.tracks.put(replace(track, is_read_only=True))
    [item] = anew(project)
    with pytest.raises(InputError):
        review.fix(project, item)


def test_new_rules_change_the_whole_queue(project: Project) -> None:
    fill(project, replace(GOOD, end=11_200), LATER)
    queue = built(project)
    assert queue.items == []
    track = project.tracks.get(1)
    assert track is not None
    with project.step("Rules"):
        project.tracks.put(replace(track, profile="nl-pro"))
    assert said(complete(queue)) == ["Cue 1: too short to notice"]


def test_lines_are_broken_anew_where_that_cures_them(project: Project) -> None:
    fill(project, Cue(1000, 6000, "Guten Abend, meine Damen und Herren, willkommen."))
    queue = built(project)
    [item] = queue.items
    assert (item.title, item.label) == ("Cue 1: a line is too long", "Too wide")
    review.fix(project, item)
    assert queue.items == []
    assert project.undo_label == "Break lines anew"


def test_lines_are_not_broken_anew_where_there_would_be_too_many(project: Project) -> None:
    text = "Am 9. November beginnt das lange Konzert, und es ist sehr, sehr, sehr schön geworden."
    fill(project, Cue(1000, 11_000, text))
    [item] = [item for item in built(project).items if item.rule == "line-length"]
    assert item.fix is None


def test_a_track_that_is_gone_has_an_empty_queue(project: Project) -> None:
    fill(project, GOOD, FAST, LATER)
    queue = built(project)
    with project.step("Remove track"):
        project.tracks.remove(1)
    assert complete(queue).items == []


def test_every_rule_has_its_words(project: Project) -> None:
    assert WORDING.keys() == {rule.id for rule in (*RULES, *RISKS, *TRANSLATION)}
    assert all(0 < words.risk <= 1 and words.label for words in WORDING.values())
