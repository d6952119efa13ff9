"""The session of a flyer: what the parts of its tab ask of it, and what they hear."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.errors import InputError
from studio.gui import undoing
from studio.gui.flyer_session import FlyerSession
from studio.model.cue import CueState
from studio.model.document import Area, Box, Role, TextBlock
from studio.project.project import Project
from studio.workflow.flyer import correct, review
from studio.workflow.view import Place
from tests.gui.unit_scene import DUTCH, errors, flyer, ids, session
from tests.workflow.flyer import made_flyers

__all__ = ["errors", "flyer", "session"]


def heard(session: FlyerSession, *names: str) -> list[str]:
    """Return a list that grows by the names of these signals as they are given."""
    found: list[str] = []
    for name in names:
        getattr(session, name).connect(lambda *_what, name=name: found.append(name))
    return found


def test_it_begins_with_the_edition_there_is_and_no_block(session: FlyerSession) -> None:
    assert session.edition is not None
    assert (session.edition.language, session.block, session.page) == ("nl", 0, 0)
    assert session.is_translation_shown
    assert len(session.blocks) == 8


def test_a_turn_without_a_chosen_block_leads_to_the_first_of_the_page(session: FlyerSession) -> None:
    session.turn(1)
    assert session.block == session.blocks[0].id


def test_turning_stops_at_both_ends(session: FlyerSession) -> None:
    first, last = ids(session, (0, -1))
    session.choose_block(first)
    session.turn(-1)
    assert session.block == first
    session.choose_block(last)
    session.turn(1)
    assert session.block == last


def test_a_block_that_is_not_there_is_none(session: FlyerSession) -> None:
    session.choose_block(4711)
    assert session.block == 0
    assert session.stored() is None


def test_what_is_typed_is_written_down_before_another_block_is_chosen(session: FlyerSession) -> None:
    asked = heard(session, "flush_asked")
    session.choose_block(session.blocks[1].id)
    assert asked == ["flush_asked"]


def test_what_cannot_be_done_is_told(session: FlyerSession) -> None:
    found: list[str] = []
    session.failed.connect(lambda error: found.append(error.message))

    def fail() -> None:
        raise InputError("no")

    assert session.attempt(fail) is None
    assert found == ["no"]


def test_kept_and_checked_blocks_are_counted(session: FlyerSession, errors: list[str]) -> None:
    assert session.counted == (8 - 1, 5)  # the picture has no words
    first, fourth = ids(session, (0, 3))
    session.attempt(correct.keep_as_is, session.project, [first], True)
    assert session.counted == (6, 4)
    session.attempt(correct.approve, session.project, DUTCH, [fourth], "Ada")
    assert session.counted == (6, 5)


def test_a_text_whose_source_changed_is_out_of_date_and_counts_no_more(
    session: FlyerSession, errors: list[str]
) -> None:
    second = session.blocks[1].id
    changes = heard(session, "blocks_changed", "wordings_changed")
    session.attempt(correct.change_text, session.project, second, "Der große Sturm")
    assert changes == ["blocks_changed"]
    assert session.is_stale(second)
    assert session.counted == (7, 4)


def test_without_an_edition_the_original_is_counted(session: FlyerSession, errors: list[str]) -> None:
    session.choose_edition(0)
    assert (session.edition, session.wordings, session.is_translation_shown) == (None, {}, False)
    assert session.counted == (8, 0)
    session.attempt(correct.approve, session.project, None, ids(session, (0, 1)), "Ada")
    assert session.counted == (8, 2)


def test_the_first_edition_that_is_made_is_taken_in_hand(flyer: Project, session: FlyerSession) -> None:
    session.attempt(correct.remove_edition, flyer, DUTCH)
    assert session.edition is None
    made = made_flyers.translate(flyer, language="en")
    assert session.edition is not None
    assert session.edition.id == made
    assert session.is_translation_shown


def test_another_edition_leaves_the_one_in_hand(flyer: Project, session: FlyerSession) -> None:
    changes = heard(session, "editions_changed", "edition_changed")
    made_flyers.translate(flyer, language="en")
    assert changes == ["editions_changed"]
    assert session.edition is not None
    assert session.edition.id == DUTCH


def test_only_the_original_can_be_shown_without_an_edition(session: FlyerSession) -> None:
    changes = heard(session, "shown_changed")
    session.show_translation(False)
    assert changes == ["shown_changed"]
    session.choose_edition(0)
    session.show_translation(True)
    assert not session.is_translation_shown


def test_a_block_that_is_gone_is_chosen_no_more(session: FlyerSession, errors: list[str]) -> None:
    fourth, fifth = ids(session, (3, 4))
    session.choose_block(fifth)
    session.attempt(correct.join, session.project, [fourth, fifth])
    assert session.block == 0


def test_undo_shows_the_block_it_was_about(session: FlyerSession, errors: list[str]) -> None:
    sixth = session.blocks[5].id
    session.attempt(correct.set_wording, session.project, DUTCH, sixth, "Kaarten € 14")
    session.choose_block(session.blocks[0].id)
    said: list[str] = []
    session.said.connect(said.append)
    undoing.undo(session)
    assert (session.block, said) == (sixth, ["Undone: Change text"])
    session.choose_block(session.blocks[0].id)
    undoing.redo(session)
    assert session.block == sixth
    assert session.wordings[sixth].text == "Kaarten € 14"


def test_an_action_is_meant_for_what_is_selected_in_reading_order(session: FlyerSession) -> None:
    first, second, third = ids(session, (0, 1, 2))
    session.choose_block(second)
    assert session.targets() == [second]
    session.select([third, first])
    assert session.targets() == [second]  # it is none of them
    session.select([third, second, first])
    assert session.targets() == [first, second, third]


def test_what_is_to_be_checked_is_gone_through_in_a_ring(session: FlyerSession) -> None:
    session.look_for_items()
    assert len(session.items) > 1
    session.next_item(1)
    assert session.item == session.items[0]
    assert session.block == session.items[0].block
    session.next_item(-1)
    assert session.item == session.items[-1]
    session.next_item(1)
    assert session.item == session.items[0]


def test_what_is_settled_makes_room_for_the_next(session: FlyerSession, errors: list[str]) -> None:
    session.look_for_items()
    session.next_item(1)
    before = session.items
    session.settle(review.leave)
    assert session.items == before[1:]
    assert session.item == before[1]
    undoing.undo(session)
    session.look_for_items()
    assert [item.key for item in session.items] == [item.key for item in before]


def test_it_is_left_and_come_back_to(session: FlyerSession) -> None:
    session.choose_block(session.blocks[2].id)
    assert session.place() == Place(session.flyer.id, session.blocks[2].id, DUTCH)
    session.choose_edition(0)
    session.choose_block(0)
    session.come_back(session.blocks[2].id, DUTCH)
    assert session.edition is not None
    assert session.block == session.blocks[2].id
    session.come_back(4711, 4711)  # gone since
    assert session.block == 0


@pytest.mark.parametrize("page", [-1, 0, 1, 7])
def test_pages_are_those_there_are(session: FlyerSession, page: int) -> None:
    session.choose_page(page)
    assert session.page == 0


def test_a_block_on_another_page_brings_that(session: FlyerSession, tmp_path: Path) -> None:
    (folder := tmp_path / "two").mkdir()
    second = TextBlock(0, (Area(1, Box(0, 0, 10, 10)),), "Seite zwei")
    with made_flyers.production(folder, [*made_flyers.blocks(), second], pages=2) as project:
        two = FlyerSession(project, 1, session.desk)
        turned: list[int] = []
        two.page_changed.connect(turned.append)
        two.choose_block(two.blocks[-1].id)
        assert turned == [1]
        assert [each.block.text for each in two.on_page(1)] == ["Seite zwei"]
        two.choose_page(0)
        assert two.block == two.blocks[-1].id  # what is chosen stays so
        two.close()


def test_a_closed_session_hears_nothing_more(flyer: Project, session: FlyerSession) -> None:
    session.close()
    session.close()
    changes = heard(session, "changed", "blocks_changed")
    correct.set_role(flyer, [session.blocks[0].id], Role.PARAGRAPH)
    session.look_for_items()
    assert changes == []


def test_the_password_of_a_file_is_asked_for_and_kept_while_the_program_runs(
    flyer: Project, session: FlyerSession
) -> None:
    done: list[str] = []
    session.locked.connect(lambda name, is_again, take: (done.append(f"{name} {is_again}"), take("geheim")))
    session.ask_password(lambda: done.append("again"))
    assert done == ["Spielzeitflyer 2026-27.pdf False", "again"]
    assert session.password == "geheim"
    other = FlyerSession(flyer, 1, session.desk)
    assert other.password == "geheim"
    other.close()


def test_a_flyer_that_is_not_there_has_no_session(flyer: Project, session: FlyerSession) -> None:
    with pytest.raises(ValueError, match="no flyer"):
        FlyerSession(flyer, 99, session.desk)


def test_the_state_of_a_checked_text_is_that_of_its_wording(session: FlyerSession) -> None:
    states = [session.wordings[id].state for id in ids(session, (0, 2, 3))]
    assert states == [CueState.APPROVED, CueState.EDITED, CueState.MACHINE]
    assert [session.is_checked(id) for id in ids(session, (0, 2, 3))] == [True, True, False]
