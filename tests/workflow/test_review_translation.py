"""The queue of a translation: its source, its terms, what is out of date; right after every edit on either side."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio.model.cue import Cue, CueState
from studio.model.speech import Run
from studio.model.term import Term
from studio.model.translation import Origin
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import StoredTrack
from studio.subtitles import profiles
from studio.workflow import bilingual, check, compared, correct, record, renderings, review, terms
from studio.workflow.record import MadeTrack
from studio.workflow.review import Review
from studio.workflow.translate import way
from tests.workflow.review_scene import anew, built, complete, said, with_film

GERMAN, ENGLISH = 1, 2
LINES = [
    ("Guten Abend, meine Damen und Herren.", "Good evening, ladies and gentlemen."),
    ("Die Premiere ist am 12. Februar\num 19.30 Uhr.", "The opening is on 12 February\nat 7.30 pm."),
    ("Meike Harmsen führt Regie.", "Meike Harmsen is the director."),
    ("Die Generalprobe war gestern.", "The dress rehearsal was yesterday."),
    ("Im Jahr 1987 hat er hier", "He sang here"),
    ("zum ersten Mal gesungen.", "for the first time in 1987."),
]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Give a production with a German track and its English translation, cue by cue."""
    with with_film(tmp_path, minutes=20) as made:
        with made.step("Add translation"):
            made.tracks.add(StoredTrack(0, 1, "en", profile="en-netflix", source=GERMAN))
            made.terms.add([Term("Meike Harmsen"), Term("Generalprobe", "dress rehearsal", "de", "en")])
        translate(made, LINES)
        yield made


def translate(project: Project, lines: list[tuple[str, str]]) -> None:
    """Add cues of both languages that stand for each other."""
    first = len(project.cues.ids(GERMAN)) * 4000
    times = [(first + 4000 * i, first + 4000 * i + 3900) for i in range(len(lines))]
    with project.record():
        germans = project.cues.add(GERMAN, [Cue(*at, text) for at, (text, _) in zip(times, lines, strict=True)])
        english = project.cues.add(ENGLISH, [Cue(*at, text) for at, (_, text) in zip(times, lines, strict=True)])
        project.pairs.add(
            (cue, source, text, Origin.MACHINE) for cue, source, (text, _) in zip(english, germans, lines, strict=True)
        )


def reword(project: Project, track: int, place: int, text: str) -> None:
    stored = project.cues.of(track)[place]
    with project.step("Type"):
        project.cues.put(replace(stored, cue=replace(stored.cue, text=text, state=CueState.EDITED)))


def test_a_right_translation_has_nothing_to_check(project: Project) -> None:
    assert built(project, ENGLISH).items == []


def test_a_number_that_differs_is_first_and_its_fix_is_one_step(project: Project) -> None:
    queue = built(project, ENGLISH)
    reword(project, ENGLISH, 3, "The general probe was yesterday.")
    reword(project, ENGLISH, 1, "The opening is on 12 February\nat 9.30 pm.")
    assert said(queue) == ["Cue 2: the number differs", "Cue 4: a term from your list"]
    item = queue.items[0]
    assert item.text == "German says 19.30 Uhr, English says 9.30 pm. The same time would be 7.30 pm."
    assert item.label == "Number differs"
    [german, english] = [project.cues.ids(track)[1] for track in (GERMAN, ENGLISH)]
    assert item.marks == ((english, 33, 40), (german, 35, 44))
    assert item.fix is not None
    assert item.fix.label == "Write 7.30 pm"
    review.fix(project, item)
    assert project.cues.of(ENGLISH)[1].cue.text == "The opening is on 12 February\nat 7.30 pm."
    assert said(queue) == ["Cue 4: a term from your list"]
    assert project.undo() == "Write 7.30 pm"
    assert said(queue)[0] == "Cue 2: the number differs"


def test_a_changed_source_makes_its_translation_out_of_date_until_it_is_taken_back(project: Project) -> None:
    queue = built(project, ENGLISH)
    reword(project, GERMAN, 0, "Guten Abend, liebe Gäste.")
    [item] = queue.items
    assert (item.title, item.text) == ("Cue 1: out of date", "The German was changed after it was translated.")
    assert item.fix is None
    project.undo()
    assert queue.items == []


def test_a_number_changed_in_the_source_is_missed_in_the_translation(project: Project) -> None:
    queue = built(project, ENGLISH)
    reword(project, GERMAN, 4, "Im Jahr 1988 hat er hier")
    assert said(queue) == ["Cue 6: the number differs", "Cue 5: out of date"]


def test_what_is_left_as_it_is_comes_back_when_the_source_changes(project: Project) -> None:
    reword(project, ENGLISH, 1, "The opening is on 12 February\nat 9.30 pm.")
    queue = built(project, ENGLISH)
    review.leave(project, queue.items[0])
    assert queue.items == []
    assert anew(project, ENGLISH) == []
    reword(project, GERMAN, 1, "Die Premiere ist am 12. Februar\num 20.30 Uhr.")
    assert "Cue 2: the number differs" in said(queue)
    review.leave(project, next(item for item in queue.items if item.rule == "out-of-date"))
    assert [item.rule for item in queue.items] == ["number-differs"]
    reword(project, GERMAN, 1, "Die Premiere ist am 12. Februar\num 20.45 Uhr.")
    assert [item.rule for item in queue.items] == ["number-differs", "out-of-date"]


def test_what_was_out_of_date_and_is_left_as_it_is_fits_its_source_from_now_on(project: Project) -> None:
    reword(project, GERMAN, 0, "Guten Abend, liebe Gäste.")
    queue = built(project, ENGLISH)
    review.leave(project, queue.items[0])
    assert queue.items == []
    assert bilingual.standing(project, ENGLISH).stale == 0
    assert project.undo() == "Leave as it is"
    assert said(queue) == ["Cue 1: out of date"]
    assert bilingual.standing(project, ENGLISH).stale == 1


def test_a_persons_edit_confirms_the_translation(project: Project) -> None:
    queue = built(project, ENGLISH)
    reword(project, GERMAN, 0, "Guten Abend, liebe Gäste.")
    correct.set_text(project, project.cues.ids(ENGLISH)[0], "Good evening, dear guests.")
    assert queue.items == []


def test_what_was_added_to_the_source_is_missed_in_the_translation(project: Project) -> None:
    queue = built(project, ENGLISH)
    with project.step("Insert"):
        project.cues.add(GERMAN, [Cue(27_000, 29_000, "Danke."), Cue(30_000, 31_000, "*")])
    assert [item.title for item in queue.items] == ["0:27 – 0:31: not translated"]
    with project.step("Remove"):
        project.cues.remove([project.cues.ids(GERMAN)[-1]])
    [item] = queue.items
    assert (item.title, item.text) == ("0:27 – 0:29: not translated", "“Danke.” has no translation.")
    review.fix(project, item)
    assert said(queue) == ["Cue 7: has no text"]
    correct.set_text(project, project.cues.ids(ENGLISH)[-1], "Thank you.")
    assert queue.items == anew(project, ENGLISH) == []
    with project.step("Remove"):
        project.cues.remove([project.cues.ids(ENGLISH)[2]])
    assert said(queue) == ["0:08 – 0:11: not translated"]
    review.leave(project, queue.items[0])
    assert queue.items == anew(project, ENGLISH) == []


def test_a_new_term_is_asked_of_every_cue(project: Project) -> None:
    queue = built(project, ENGLISH)
    with project.step("Add name"):
        project.terms.add([Term("Premiere", "opening night", "de", "en"), Term("Regie", "direction", "de", "nl")])
    complete(queue)
    assert [item.text for item in queue.items] == ["“Premiere” should be “opening night”."]
    assert queue.items == anew(project, ENGLISH)


def test_the_terms_of_the_house_count_too(project: Project) -> None:
    queue = built(project, ENGLISH)
    terms.lists(project)[1].add([Term("Premiere", "opening night", "de", "en")])
    queue.terms_changed()
    assert not queue.is_complete
    assert said(complete(queue)) == ["Cue 2: a term from your list"]


def test_a_name_that_was_changed_is_put_right(project: Project) -> None:
    queue = built(project, ENGLISH)
    reword(project, ENGLISH, 2, "Maike Harmson is the director.")
    [item] = queue.items
    assert item.title == "Cue 3: is the name right?"
    review.fix(project, item)
    assert project.cues.of(ENGLISH)[2].cue.text == "Meike Harmsen is the director."
    assert queue.items == []


def test_a_fix_that_makes_a_line_too_long_breaks_the_lines_anew(project: Project) -> None:
    reword(project, ENGLISH, 2, "Willkommen, Meike Harms, our director here\nin the house.")
    fix = next(item.fix for item in built(project, ENGLISH).items if item.fix and item.rule.startswith("name"))
    [cue] = fix.changes[0].after
    assert cue.text == "Willkommen, Meike Harmsen,\nour director here in the house."


def test_cues_cut_and_joined_on_either_side_are_compared_with_what_they_stand_for(project: Project) -> None:
    queue = built(project, ENGLISH)
    for track in (ENGLISH, GERMAN):
        stored = project.cues.of(track)[1]
        correct.split(project, stored.id, stored.cue.text.index("\n"))
        assert complete(queue).items == anew(project, ENGLISH)
        assert [item for item in queue.items if item.rule.startswith("number")] == []
    ids = project.cues.ids(GERMAN)
    correct.merge(project, ids[1:3])
    assert complete(queue).items == anew(project, ENGLISH)


def test_many_changed_cues_of_the_source_are_read_again_in_bites(project: Project) -> None:
    translate(project, [(f"Das ist Satz Nummer {i}.", f"This is sentence number {i}.") for i in range(100, 180)])
    queue = built(project, ENGLISH)
    assert queue.items == []
    with project.step("Replace"):
        project.cues.put(
            *(
                replace(stored, cue=replace(stored.cue, text=stored.cue.text.replace("Das", "Dies")))
                for stored in project.cues.of(GERMAN)
            )
        )
    assert not queue.is_complete
    assert said(complete(queue)) == ["80 cues: out of date"]


def test_after_hundreds_of_changes_on_both_sides_the_queue_is_what_it_would_be_anew(project: Project) -> None:
    luck = random.Random(24)
    for _more in range(3):
        translate(project, LINES)
    queue = built(project, ENGLISH)
    for number in range(60):
        change(project, queue, luck)
        complete(queue)
        assert queue.items == anew(project, ENGLISH), number


def change(project: Project, queue: Review, luck: random.Random) -> None:
    """Do something that people do, on either side."""
    track = luck.choice([GERMAN, ENGLISH])
    ids = project.cues.ids(track)
    kind = luck.choice(
        ["text", "text", "text", "undo", "redo", "leave", "fix", "split", "join", "remove", "add", "term"]
    )
    if kind == "undo" and project.undo_label != "Add translation":
        project.undo()
    elif kind == "redo":
        project.redo()
    elif kind == "leave" and queue.items:
        review.leave(project, luck.choice(queue.items))
    elif kind == "fix" and any(item.fix for item in queue.items):
        review.fix(project, luck.choice([item for item in queue.items if item.fix]))
    elif kind == "text":
        text = luck.choice([pair[track - 1] for pair in LINES] + ["Um 9.30 Uhr.", "At 9.30 am.", "x"])
        reword(project, track, luck.randrange(len(ids)), text)
    elif kind == "split":
        stored = project.cues.get(luck.choice(ids))
        if stored is not None and " " in stored.cue.text and stored.cue.duration > 1000:
            correct.split(project, stored.id, stored.cue.text.index(" "))
    elif kind == "join" and len(ids) > 10:
        first = luck.randrange(len(ids) - 1)
        correct.merge(project, ids[first : first + 2])
    elif kind == "remove" and len(ids) > 10:
        with project.step("Remove"):
            project.cues.remove([luck.choice(ids)])
    elif kind == "add":
        start = luck.randrange(100_000)
        with project.step("Insert"):
            project.cues.add(track, [Cue(start, start + 2000, luck.choice(["Danke.", "Thank you.", ""]))])
    elif kind == "term":
        with project.step("Add name"):
            project.terms.add([Term(luck.choice(["Premiere", "Abend", "gesungen"]), luck.choice(["", "show"]))])


def test_the_machine_is_asked_what_it_says_for_a_term_so_that_there_is_a_fix(project: Project, practice: Path) -> None:
    if not (practice / "translate-de_en-1_0.argosmodel").is_file():
        pytest.skip("no practice packages here; the scripts in packaging/practice make them")
    heard = Run("whisper", "practice", "de", practice=True)
    with project.record():
        project.evidence.finish(project.evidence.begin(heard, Listening(1, GERMAN)))
    reword(project, ENGLISH, 3, "The final run was yesterday.")
    queue = built(project, ENGLISH)
    [item] = queue.items
    assert (item.text, item.fix) == ("“Generalprobe” should be “dress rehearsal”.", None)
    work = queue.renderings()
    assert work is not None
    assert work.values[0] == ("Generalprobe",)
    assert queue.renderings() is None
    work.finish({"Generalprobe": ("final run", "general try")})
    [item] = complete(queue).items
    assert item.fix is not None
    assert item.fix.label == "Write “dress rehearsal”"
    review.fix(project, item)
    assert project.cues.of(ENGLISH)[3].cue.text == "The dress rehearsal was yesterday."
    assert queue.items == []


def test_what_the_machine_says_comes_from_its_packages(practice: Path) -> None:
    if not (practice / "translate-de_en-1_0.argosmodel").is_file():
        pytest.skip("no practice packages here; the scripts in packaging/practice make them")
    found = renderings.look_up(["Konzert"], way("de", "en", practice=True), report=lambda _event: None)
    assert any("concert" in text.lower() for text in found["Konzert"])
    assert renderings._bare("The final run.", "en") == "final run"
    assert renderings._bare("The", "en") == "The"


def test_without_a_package_the_machine_is_not_asked(project: Project) -> None:
    reword(project, ENGLISH, 3, "The final run was yesterday.")
    assert built(project, ENGLISH).renderings() is None


def test_terms_are_looked_for_only_where_their_letters_are() -> None:
    every = [Term("Haus", "building"), Term("Übung", "exercise"), Term("Fly", "wing"), Term("große Probe", "rehearsal")]
    asked = compared.Terms(every, ("de", "en"), compared.Rendered())
    for source, missing in (
        ("Die Häuser brennen.", ["Haus"]),
        ("Die Uebungen und die Übungen.", ["Übung"]),
        ("Der großen Probe wegen.", ["große Probe"]),
        ("Guten Abend.", []),
    ):
        assert [each.term.source for each in asked.unobeyed(source, "x")] == missing, source


def test_subtitles_without_a_production_are_looked_at_beside_their_source_too() -> None:
    sources = [Cue(0, 2900, "Meike Harmsen liest"), Cue(3000, 5900, "um 19.30 Uhr.")]
    cues = [Cue(0, 2800, "Maike Harmson reads"), Cue(2900, 5900, "at 9.30 pm.")]
    profile = profiles.load("en-netflix")
    found = compared.findings(cues, sources, ("de", "en"), profile, [Term("Meike Harmsen")])
    assert [(each.index, each.rule) for each in found] == [(0, "name-changed"), (1, "number-differs")]
    made = MadeTrack("en", (), check.cues(cues, profile), to_check=found)
    assert record.track(made, {})["to_check"] == [
        {"cue": 1, "rule": "name-changed"},
        {"cue": 2, "rule": "number-differs"},
    ]
