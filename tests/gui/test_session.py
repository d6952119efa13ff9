"""The session: what the parts of a tab ask of it, and what they hear."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from studio.errors import InputError
from studio.gui.session import Session
from studio.model.cue import Cue, CueState
from studio.model.speech import Run
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import StoredTrack
from studio.workflow import correct, review
from tests.gui.scene import errors, scene, session

__all__ = ["errors", "scene", "session"]


@pytest.fixture
def reviewed(session: Session, qtbot: QtBot) -> Session:
    """Give the session once everything was looked through."""
    qtbot.waitUntil(lambda: session.review is not None and session.review.is_complete, timeout=60_000)
    return session


def ids(session: Session) -> list[int]:
    return [session.cues.stored(row).id for row in range(session.cues.rowCount())]


def test_it_begins_with_the_first_track_and_no_cue(session: Session) -> None:
    assert session.track is not None
    assert (session.track.language, session.cue, session.cues.rowCount()) == ("de", 0, 5)


def test_a_turn_without_a_chosen_cue_leads_to_the_one_at_the_moment(session: Session) -> None:
    session.seek(6000)
    session.turn(1)
    assert session.cue == ids(session)[1]


def test_turning_stops_at_both_ends(session: Session) -> None:
    session.choose_cue(ids(session)[0])
    session.turn(-1)
    assert session.cue == ids(session)[0]
    session.choose_cue(ids(session)[-1])
    session.turn(1)
    assert session.cue == ids(session)[-1]


def test_showing_a_cue_goes_to_its_start_unless_it_is_on_the_screen(session: Session) -> None:
    session.show_cue(ids(session)[2])
    assert session.moment == 10_000
    session.seek(11_000)
    session.choose_cue(0)
    session.show_cue(ids(session)[2])
    assert session.moment == 11_000


def test_no_moment_lies_outside_the_film(session: Session) -> None:
    session.seek(-5)
    assert session.moment == 0
    session.seek(10**9)
    assert session.moment == 100_000


def test_what_is_typed_is_written_down_before_anything_else_is_done(session: Session) -> None:
    done: list[str] = []
    session.flush_asked.connect(lambda: done.append("written"))
    session.attempt(done.append, "done")
    assert done == ["written", "done"]


def test_what_cannot_be_done_is_shown(session: Session, errors: list[str]) -> None:
    def refuse() -> None:
        raise InputError("no")

    assert session.attempt(refuse) is None
    assert errors == ["no"]
    errors.clear()


def test_actions_are_meant_for_the_selected_rows_or_the_chosen_cue(session: Session) -> None:
    all_ids = ids(session)
    session.choose_cue(all_ids[1])
    assert session.targets() == [all_ids[1]]
    session.select(all_ids[:3])
    assert session.targets() == all_ids[:3]
    session.select(all_ids[2:])
    assert session.targets() == [all_ids[1]]


def test_a_cue_that_is_gone_is_no_longer_chosen(session: Session) -> None:
    session.choose_cue(ids(session)[1])
    session.attempt(correct.delete, session.project, [session.cue])
    assert session.cue == 0


def test_undoing_the_only_track_leaves_none_and_redoing_brings_it_back(session: Session) -> None:
    assert session.track is not None
    session.attempt(correct.remove_track, session.project, session.track.id)
    assert session.track is None
    assert session.cues.rowCount() == 0
    session.attempt(session.project.undo)
    assert session.cues.rowCount() == 5


def test_the_track_that_a_listening_begins_to_fill_comes_to_the_front(session: Session) -> None:
    project, video = session.project, session.video.id
    with project.record():
        track = project.tracks.add(StoredTrack(0, video, "nl", profile="nl-pro"))
        project.evidence.begin(Run("scripted", "", "nl", False, ()), Listening(video, track.id))
    assert session.track is not None
    assert session.track.id == track.id


def test_a_translation_that_is_made_does_not_come_before_what_is_being_worked_on(session: Session) -> None:
    assert session.track is not None
    source = session.track.id
    with session.project.record():
        session.project.tracks.add(StoredTrack(0, session.video.id, "en", profile="en-netflix", source=source))
    assert session.track.id == source


def test_the_next_item_after_the_last_is_the_first(reviewed: Session) -> None:
    assert reviewed.review is not None
    keys = [item.key for item in reviewed.review.items]
    assert keys
    seen = []
    for _step in [*keys, keys[0]]:
        reviewed.next_item()
        assert reviewed.item is not None
        seen.append(reviewed.item.key)
    assert seen == [*keys, keys[0]]


def test_an_item_that_is_left_as_it_is_gives_its_place_to_the_next_and_comes_back_by_undo(reviewed: Session) -> None:
    assert reviewed.review is not None
    before = [item.key for item in reviewed.review.items]
    reviewed.next_item()
    reviewed.settle(review.leave)
    assert [item.key for item in reviewed.review.items] == before[1:]
    reviewed.attempt(reviewed.project.undo)
    assert [item.key for item in reviewed.review.items] == before


def test_a_fault_appears_as_soon_as_it_is_made(reviewed: Session) -> None:
    cue = ids(reviewed)[3]
    reviewed.attempt(correct.set_times, reviewed.project, cue, 14_000, 14_300)
    assert reviewed.review is not None
    assert any(cue in item.cues for item in reviewed.review.items)


def test_a_closed_session_hears_no_more(session: Session, scene: Project) -> None:
    heard: list[object] = []
    session.changed.connect(heard.append)
    session.close()
    with scene.record():
        scene.cues.add(1, [Cue(30_000, 31_000, "Neu", state=CueState.MACHINE)])
    assert heard == []
