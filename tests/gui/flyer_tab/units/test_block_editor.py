"""The chosen block in full: written down while people type, one step for undo, approved and gone on from."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.gui import block_gestures, theme
from studio.gui.dialogs.reviewer import ReviewerDialog
from studio.gui.flyer_session import FlyerSession
from studio.gui.flyer_tab.block_editor import BlockEditor
from studio.gui.flyer_tab.units_side import UnitsSide
from studio.model.cue import CueState
from studio.project.project import Project
from studio.workflow.flyer import correct
from tests.gui import unit_scene
from tests.gui.unit_scene import DUTCH
from tests.workflow.flyer import made_flyers


@pytest.fixture
def editor(side: UnitsSide, errors: list[str]) -> BlockEditor:
    """Give the editor, with the keyboard in the text."""
    side.activateWindow()
    side.editor.edit()
    return side.editor


def says(project: Project, block: int) -> str:
    wording = project.flyers.wording(DUTCH, block)
    return wording.text if wording is not None else ""


def test_source_and_translation_stand_beside_each_other(editor: BlockEditor, session: FlyerSession) -> None:
    session.choose_block(session.blocks[3].id)
    assert (editor.source_head.text(), editor.head.text()) == ("Block 4, German", "Dutch")
    assert editor.source.toPlainText() == made_flyers.GERMAN[3]
    assert editor.text.written == made_flyers.DUTCH[3]
    assert editor.source.isReadOnly()
    assert editor.text.accessibleName() == "Block 4, German, Dutch"


def test_what_is_typed_is_kept_at_once_and_is_one_step_for_undo(
    editor: BlockEditor, session: FlyerSession, flyer: Project
) -> None:
    block, before = session.block, says(flyer, session.block)
    QTest.keyClicks(editor.text, " 2027")
    session.flush()
    assert says(flyer, block) == f"{before} 2027"
    assert flyer.undo() == "Change text"
    assert says(flyer, block) == before
    assert editor.text.written == before


def test_the_first_letter_is_kept_before_anything_else_happens(
    editor: BlockEditor, session: FlyerSession, flyer: Project
) -> None:
    QTest.keyClicks(editor.text, "!")
    assert says(flyer, session.block).endswith("!")


def test_choosing_another_block_keeps_what_was_typed_in_the_first(
    editor: BlockEditor, session: FlyerSession, flyer: Project
) -> None:
    first, second = unit_scene.ids(session, (0, 1))
    QTest.keyClicks(editor.text, "abc")
    session.choose_block(second)
    assert says(flyer, first).endswith("abc")
    assert editor.text.written == made_flyers.DUTCH[1]


def test_what_is_typed_is_edited_and_no_longer_approved(
    editor: BlockEditor, session: FlyerSession, flyer: Project
) -> None:
    QTest.keyClicks(editor.text, "!")
    session.flush()
    wording = flyer.flyers.wording(DUTCH, session.block)
    assert wording is not None
    assert wording.state is CueState.EDITED


def test_the_original_alone_can_be_corrected(editor: BlockEditor, session: FlyerSession, flyer: Project) -> None:
    session.choose_edition(0)
    block = session.block
    assert not editor.source.isVisible()
    assert editor.head.text() == "Block 1, German"
    QTest.keyClicks(editor.text, "!")
    session.flush()
    stored = flyer.flyers.block(block)
    assert stored is not None
    assert stored.block.text == f"{made_flyers.GERMAN[0]}!"
    assert flyer.undo_label == "Change text"


def test_a_picture_is_described_where_others_are_corrected(
    editor: BlockEditor, session: FlyerSession, flyer: Project
) -> None:
    session.choose_edition(0)
    session.choose_block(session.blocks[7].id)
    assert editor.head.text() == "Block 8, the picture described in German"
    QTest.keyClicks(editor.text, "Ein Boot")
    session.flush()
    assert flyer.flyers.blocks(1)[7].block.text == "Ein Boot"
    assert flyer.undo_label == "Describe picture"


def test_what_is_kept_cannot_be_written(editor: BlockEditor, session: FlyerSession, flyer: Project) -> None:
    correct.keep_as_is(flyer, [session.block], True)
    assert editor.text.isReadOnly()
    assert editor.text.written == made_flyers.GERMAN[0]
    assert "not translated" in editor.strip.note.accessibleName()


def test_undo_is_the_projects_not_that_of_the_box(editor: BlockEditor) -> None:
    assert not editor.text.isUndoRedoEnabled()


def test_approve_and_go_on(editor: BlockEditor, session: FlyerSession, flyer: Project) -> None:
    session.choose_block(session.blocks[3].id)
    block = session.block
    editor.buttons.approve.click()
    wording = flyer.flyers.wording(DUTCH, block)
    assert wording is not None
    assert (wording.state, wording.reviewer) == (CueState.APPROVED, "Ada")
    assert session.block == session.blocks[4].id


def test_several_blocks_are_approved_as_one_step(editor: BlockEditor, session: FlyerSession, flyer: Project) -> None:
    blocks = unit_scene.ids(session, (3, 5))
    session.choose_block(blocks[0])
    session.select(blocks)
    editor.buttons.approve.click()
    states = [flyer.flyers.wordings(DUTCH)[block].state for block in blocks]
    assert states == [CueState.APPROVED, CueState.APPROVED]
    assert flyer.undo() == "Approve blocks"
    states = [flyer.flyers.wordings(DUTCH)[block].state for block in blocks]
    assert states == [CueState.MACHINE, CueState.MACHINE]


def test_the_reviewer_is_asked_for_the_first_time(
    editor: BlockEditor, side: UnitsSide, session: FlyerSession, flyer: Project
) -> None:
    session.desk.preferences.change(reviewer="")
    block = session.block
    correct.withdraw(flyer, DUTCH, [block])
    editor.buttons.approve.click()
    dialog = side.findChild(ReviewerDialog)
    assert isinstance(dialog, ReviewerDialog)
    dialog.field.setText("Bente")
    dialog.accept()
    wording = flyer.flyers.wording(DUTCH, block)
    assert wording is not None
    assert wording.reviewer == "Bente"
    assert session.settings.reviewer == "Bente"


def test_the_strip_says_how_it_fits_and_what_would_help(editor: BlockEditor, session: FlyerSession) -> None:
    session.choose_block(session.blocks[3].id)
    assert editor.strip.note.accessibleName() == (
        "12 % too long. It is set at 92 % of the size, so that it fits. "
        "About 21 letters fewer would bring back full size."
    )
    session.choose_block(session.blocks[5].id)
    assert editor.strip.note.accessibleName().startswith("Does not fit. It is 45 % too long: even set at 80 %")
    session.choose_block(session.blocks[0].id)
    assert editor.strip.note.accessibleName() == "It fits."


def test_an_item_to_check_is_explained_with_its_buttons(
    editor: BlockEditor, session: FlyerSession, flyer: Project
) -> None:
    block = unit_scene.ids(session, (4,))[0]
    correct.set_wording(flyer, DUTCH, block, "Première, 12 februari 2027, 21.30 uur")
    session.look_for_items()
    session.choose_item(next(item for item in session.items if item.rule == "number-differs"))
    assert session.block == block
    assert editor.strip.note.accessibleName().startswith("Block 5: the number differs. German says 19.30 Uhr")
    assert editor.text.mark_at(editor.text.written.index("21.30")) is not None
    assert [button.text() for button in editor.strip.fixes if not button.isHidden()] == ["Write 19:30 uur"]
    editor.strip.fixes[0].click()
    assert says(flyer, block) == "Première, 12 februari 2027, 19:30 uur"
    assert session.item is not None
    assert session.item.block != block  # on to the next one


def test_an_item_can_be_left_as_it_is(editor: BlockEditor, session: FlyerSession, flyer: Project) -> None:
    session.choose_item(session.items[0])
    left = session.items[0].key
    editor.strip.leave.click()
    assert left not in [item.key for item in session.items]
    assert session.item == session.items[0]
    assert flyer.undo_label == "Leave as it is"


def test_next_to_check_goes_round(editor: BlockEditor, session: FlyerSession) -> None:
    keys = []
    for _time in range(len(session.items) + 1):
        editor.buttons.next.click()
        assert session.item is not None
        keys.append(session.item.key)
    assert keys[0] == keys[-1]
    assert sorted(keys[1:]) == sorted(item.key for item in session.items)


def test_a_picture_is_marked_as_decoration_by_its_button(
    editor: BlockEditor, session: FlyerSession, flyer: Project
) -> None:
    session.choose_item(next(item for item in session.items if item.rule == "no-description"))
    texts = [button.text() for button in editor.strip.fixes if not button.isHidden()]
    assert texts == ["Describe…", "It is decoration"]
    editor.strip.fixes[1].click()
    assert flyer.flyers.blocks(1)[7].block.is_decoration


def test_tab_leaves_the_text_and_passes_through_the_buttons(editor: BlockEditor, qtbot: QtBot) -> None:
    qtbot.waitUntil(editor.text.hasFocus)
    QTest.keyClick(editor.text, Qt.Key.Key_Tab)
    qtbot.waitUntil(editor.buttons.approve.hasFocus)


@pytest.mark.parametrize(("width", "percent"), [(420, 100), (846, 100), (1366, 200)])
def test_no_button_is_clipped(editor: BlockEditor, side: UnitsSide, qtbot: QtBot, width: int, percent: int) -> None:
    theme.current().use("light", percent)
    side.resize(width, 600)
    inside = [editor.buttons.approve, editor.buttons.again, editor.buttons.wordings, editor.buttons.next]
    qtbot.waitUntil(
        lambda: (
            side.width() == width
            and all(button.width() >= button.sizeHint().width() for button in inside if button.isVisible())
        )
    )
    shown = [button for button in inside if button.isVisible()]
    assert editor.buttons.approve in shown
    assert all(button.mapTo(side, button.rect().topRight()).x() < width for button in shown)


def test_a_block_without_a_translation_cannot_be_approved(editor: BlockEditor, session: FlyerSession) -> None:
    session.choose_block(session.blocks[7].id)
    assert not editor.buttons.approve.isEnabled()
    assert not block_gestures.can_choose_wording(session)
    assert not block_gestures.can_translate_again(session)
