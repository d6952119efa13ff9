"""The source beside a translation: kept in memory, told row by row, read aloud with both languages."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from studio.gui.session import Session
from studio.gui.tables.cue_table import Column
from studio.gui.tables.sides import MOST_SINGLE
from studio.model.cue import Cue, CueState
from studio.model.translation import Origin
from studio.project.project import Project
from studio.project.values import StoredTrack
from studio.workflow import correct
from tests.gui.pair_scene import SOURCE, STALE


def shown(session: Session, row: int, column: Column) -> str:
    return str(session.cues.index(row, column).data())


def told_rows(session: Session) -> list[int]:
    """Return a list that grows by each row that the table says has changed."""
    rows: list[int] = []

    def take(first: QModelIndex, last: QModelIndex) -> None:
        rows.extend(range(first.row(), last.row() + 1))

    session.cues.dataChanged.connect(take)
    return rows


def test_a_row_has_source_text_and_state(session: Session) -> None:
    assert shown(session, 3, Column.SOURCE) == "Prospero hat den Sturm gerufen,\num sich endlich zu rächen."
    assert shown(session, 3, Column.TEXT) == "Prospero raised the storm himself\nto take revenge."
    assert shown(session, 3, Column.STATE).split("\n") == ["Out of date", "German changed"]
    assert shown(session, 4, Column.STATE).split("\n")[0] == "From memory"


def test_the_heads_name_both_languages_and_how_far_the_source_is(session: Session) -> None:
    heads = [session.cues.headerData(column, Qt.Orientation.Horizontal) for column in Column]
    assert heads == ["No.", "Time", "German (all checked)", "English", "Reading", "English state"]
    correct.set_state(session.project, [2], CueState.MACHINE)
    assert session.cues.headerData(Column.SOURCE, Qt.Orientation.Horizontal) == "German (5 of 6 checked)"


def test_a_row_is_read_aloud_with_both_languages_and_its_state(session: Session) -> None:
    assert session.cues.spoken(3) == (
        "4, German: Prospero hat den Sturm gerufen, um sich endlich zu rächen., "
        "English: Prospero raised the storm himself to take revenge., Out of date, German changed"
    )


def test_a_source_that_changes_makes_its_row_only_out_of_date(session: Session) -> None:
    rows = told_rows(session)
    correct.set_text(session.project, 3, "Eine Insel und ein Zauberer.")
    assert session.sides.stale == {STALE, 9}
    assert set(rows) == {2}
    assert shown(session, 2, Column.SOURCE) == "Eine Insel und ein Zauberer."
    session.project.undo()
    assert session.sides.stale == {STALE}
    assert set(rows) == {2}


def test_typing_the_translation_confirms_it(session: Session) -> None:
    correct.set_text(session.project, STALE, "Prospero raised the storm\nto have his revenge.")
    assert session.sides.stale == frozenset()
    assert shown(session, 3, Column.STATE).split("\n")[0] == "Edited"
    session.project.undo()
    assert session.sides.stale == {STALE}


def test_what_is_new_in_the_source_is_not_translated_yet(session: Session) -> None:
    assert session.sides.untranslated == 0
    added = correct.insert(session.project, 1, 30_000)
    correct.set_text(session.project, added, "Und was heißt das für uns?")
    assert session.sides.untranslated == 1
    correct.delete(session.project, [added])
    assert session.sides.untranslated == 0


def test_a_source_cue_that_goes_leaves_its_translation_out_of_date(session: Session) -> None:
    correct.delete(session.project, [3])
    assert session.sides.stale == {9, STALE}
    session.project.undo()
    assert session.sides.stale == {STALE}


def test_a_translation_that_goes_takes_its_side_along(session: Session) -> None:
    correct.delete(session.project, [STALE])
    assert session.sides.stale == frozenset()
    assert session.sides.of(STALE) is None
    assert session.sides.untranslated == 1


def test_the_original_has_no_sides(session: Session) -> None:
    session.choose_track(1)
    assert not session.sides.is_pair
    assert session.sides.untranslated == 0
    assert session.cues.spoken(0).startswith("Cue 1, from 0:01.0 to 0:04.0, Ich freue mich")


def test_another_language_of_the_source_is_named(session: Session) -> None:
    correct.set_language(session.project, 1, "nl")
    assert session.cues.headerData(Column.SOURCE, Qt.Orientation.Horizontal) == "Dutch (all checked)"


def test_of_very_many_changes_all_are_taken_in(session: Session, qtbot: QtBot) -> None:
    count = 3 * MOST_SINGLE
    english = add_long_pair(session.project, count)
    session.choose_track(english)
    assert session.sides.source is not None
    sources = session.project.cues.ids(session.sides.source.id)
    correct.set_state(session.project, sources, CueState.APPROVED, "Ada")
    assert session.sides.source_checked == count
    with session.project.step("All anew"):
        stored = session.project.cues.several(sources)
        session.project.cues.put(*[replace(each, cue=replace(each.cue, text="Ganz anders.")) for each in stored])
    assert len(session.sides.stale) == count
    session.project.undo()
    assert session.sides.stale == frozenset()


def add_long_pair(project: Project, count: int) -> int:
    """Add a pair of tracks with as many cues, and return the translated one."""
    video = project.media.videos()[0].id
    with project.record():
        german = project.tracks.add(StoredTrack(0, video, "de", profile="de-ard"))
        english = project.tracks.add(StoredTrack(0, video, "en", profile="en-bbc", source=german.id))
        cues = [Cue(40_000 + 100 * n, 40_080 + 100 * n, f"{n}. {SOURCE[0].text}") for n in range(count)]
        sources, targets = project.cues.add(german.id, cues), project.cues.add(english.id, cues)
        pairs = zip(targets, sources, cues, strict=True)
        project.pairs.add((cue, source, was.text, Origin.MACHINE) for cue, source, was in pairs)
    return english.id
