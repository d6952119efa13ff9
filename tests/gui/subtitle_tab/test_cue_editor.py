"""What is typed is kept at once, undone as one, never swept away; times are typed or stepped; all by keyboard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit
from pytestqt.qtbot import QtBot

from studio.gui import gestures, theme
from studio.gui.dialogs.reviewer import ReviewerDialog
from studio.gui.session import Session
from studio.gui.subtitle_tab.cue_editor import CueEditor
from studio.model.cue import CueState, Kind
from studio.project.project import Project
from studio.project.values import StoredTrack
from tests.gui import accessible

THIRD = "Prospero hat den Sturm selbst\ngerufen, um Rache zu nehmen."


@pytest.fixture
def editor(session: Session, qtbot: QtBot, errors: list[str]) -> CueEditor:
    """Give the editor on the third cue, with the keyboard."""
    made = CueEditor(session)
    qtbot.addWidget(made)
    made.resize(700, 260)
    made.show()
    session.show_cue(3)
    made.activateWindow()
    made.edit()
    qtbot.waitUntil(made.text.hasFocus)
    return made


def text(project: Project, cue: int = 3) -> str:
    """Return the text of a cue as the file has it."""
    stored = project.cues.get(cue)
    assert stored is not None
    return stored.cue.text


def test_it_shows_number_times_text_and_what_is_to_be_said(editor: CueEditor) -> None:
    assert editor.times.title.text() == "Cue 3"
    assert (editor.times.start.text(), editor.times.end.text()) == ("0:10.000", "0:12.720")
    assert editor.times.duration.text() == "2.72 s"
    assert editor.text.written == THIRD
    assert editor.note.accessibleName() == (
        "Too fast to read: 21 characters a second, 15 at most; needs 1.1 s more. Both lines fit."
    )
    assert editor.text.accessibleDescription() == "line 1: 29 of 37 characters; line 2: 28 of 37 characters"


def test_typed_text_is_kept_a_moment_later_without_another_key(editor: CueEditor, qtbot: QtBot) -> None:
    QTest.keyClicks(editor.text, " Bald!")
    qtbot.waitUntil(lambda: text(editor.session.project) == THIRD + " Bald!")


def test_a_burst_of_typing_is_one_step_and_undo_brings_all_of_it_back(editor: CueEditor) -> None:
    for letters in ("ab", "cd", "ef"):
        QTest.keyClicks(editor.text, letters)
        editor.flush()
    assert text(editor.session.project) == THIRD + "abcdef"
    gestures.undo(editor.session)
    assert (text(editor.session.project), editor.text.written) == (THIRD, THIRD)
    gestures.redo(editor.session)
    assert editor.text.written == THIRD + "abcdef"


def test_undo_right_after_a_key_takes_that_key_back(editor: CueEditor) -> None:
    QTest.keyClicks(editor.text, "x")
    gestures.undo(editor.session)
    assert editor.text.written == text(editor.session.project) == THIRD


def test_the_text_is_kept_before_another_cue_is_shown_and_before_the_keyboard_leaves(editor: CueEditor) -> None:
    QTest.keyClicks(editor.text, "x")
    editor.session.show_cue(4)
    assert text(editor.session.project) == THIRD + "x"
    assert editor.text.written == "Aber der Plan geht nicht auf."
    QTest.keyClicks(editor.text, "y")
    editor.approve.setFocus()
    assert text(editor.session.project, 4).endswith("y")


def test_closing_the_session_keeps_the_last_key(editor: CueEditor) -> None:
    QTest.keyClicks(editor.text, "x")
    editor.session.flush()
    assert text(editor.session.project) == THIRD + "x"


def test_the_undo_key_is_the_projects_not_the_boxes(editor: CueEditor, qtbot: QtBot) -> None:
    shortcut = QShortcut(QKeySequence("Ctrl+Z"), editor)
    shortcut.activated.connect(lambda: gestures.undo(editor.session))
    QTest.keyClicks(editor.text, "x")
    QTest.keyClick(editor.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.text.written == THIRD


def test_a_change_from_elsewhere_leaves_the_caret_between_its_words(editor: CueEditor) -> None:
    editor.text.put_caret(len("Prospero hat den "))
    editor.session.attempt(gestures.correct.set_text, editor.session.project, 3, "Alonso " + THIRD)
    assert editor.text.written == "Alonso " + THIRD
    assert editor.caret == len("Alonso Prospero hat den ")


def test_the_caret_counts_characters_as_the_text_does(editor: CueEditor) -> None:
    editor.session.attempt(gestures.correct.set_text, editor.session.project, 3, "🎭🎭 Vorhang auf")
    editor.text.put_caret(3)
    assert (editor.caret, editor.text.textCursor().position()) == (3, 5)
    editor.split_here()
    assert [text(editor.session.project, id) for id in (3, editor.session.cue)] == ["🎭🎭", "Vorhang auf"]


def test_only_a_person_changes_the_text(editor: CueEditor, qapp: QApplication) -> None:
    session = editor.session
    for strange in (
        "z.\u00a0B. 9\u202fUhr",
        "eins\r\nzwei\rdrei\u2028vier",
        "<i>a</i>\ufdd0\x00b",
        "e\u0301 👩‍👩‍👧",
        "",
    ):
        with session.project.record():
            stored = session.cues.stored(2)
            session.project.cues.put(replace(stored, cue=replace(stored.cue, text=strange)))
        session.show_cue(4)
        session.show_cue(3)
        theme.current().use("dark", 200)
        theme.current().use("light", 100)
        qapp.processEvents()
        editor.flush()
        assert text(session.project) == strange
    assert session.project.undo_label is None


def test_protected_spaces_outlive_typing(editor: CueEditor) -> None:
    editor.session.attempt(gestures.correct.set_text, editor.session.project, 3, "z.\u00a0B.")
    QTest.keyClicks(editor.text, " so")
    editor.flush()
    assert text(editor.session.project) == "z.\u00a0B. so"


def test_split_cuts_at_the_caret_and_goes_on_with_the_second_part(editor: CueEditor) -> None:
    editor.text.put_caret(THIRD.index("gerufen"))
    QTest.mouseClick(editor.split, Qt.MouseButton.LeftButton)
    assert text(editor.session.project) == "Prospero hat den Sturm selbst"
    assert editor.text.written == "gerufen, um Rache zu nehmen."
    gestures.undo(editor.session)
    assert text(editor.session.project) == THIRD
    assert editor.session.cues.rowCount() == 5


def test_a_split_with_nothing_on_one_side_is_refused_kindly(editor: CueEditor, errors: list[str]) -> None:
    editor.text.put_caret(0)
    editor.split_here()
    assert errors == ["There is no text on one side of the caret."]
    errors.clear()


def test_merge_joins_with_the_next_cue(editor: CueEditor) -> None:
    QTest.mouseClick(editor.merge, Qt.MouseButton.LeftButton)
    assert editor.session.cues.rowCount() == 4
    assert "Aber der Plan" in editor.text.written
    gestures.undo(editor.session)
    assert [stored.id for stored in editor.session.cues.stored_cues] == [1, 2, 3, 4, 5]


def test_approving_goes_on_to_the_next_cue_with_the_name_of_the_reviewer(editor: CueEditor) -> None:
    QTest.mouseClick(editor.approve, Qt.MouseButton.LeftButton)
    stored = editor.session.project.cues.get(3)
    assert stored is not None
    assert (stored.cue.state, stored.reviewer) == (CueState.APPROVED, "Ada")
    assert editor.session.cue == 4


def test_the_name_of_the_reviewer_is_asked_once(editor: CueEditor) -> None:
    session = editor.session
    session.desk.preferences.change(reviewer="")
    QTest.mouseClick(editor.approve, Qt.MouseButton.LeftButton)
    dialog = editor.findChildren(ReviewerDialog)[0]
    assert accessible.unnamed(dialog) == []
    dialog.field.setText("Grete")
    dialog.accept()
    assert session.settings.reviewer == "Grete"
    QTest.mouseClick(editor.approve, Qt.MouseButton.LeftButton)
    reviewers = [stored.reviewer for id in (3, 4) if (stored := session.project.cues.get(id))]
    assert reviewers == ["Grete", "Grete"]


def answer(editor: CueEditor, qtbot: QtBot, words: str) -> None:
    """Type into the question that is open and say OK."""
    qtbot.waitUntil(lambda: bool(editor.findChildren(QInputDialog)))
    dialog = editor.findChildren(QInputDialog)[0]
    assert accessible.unnamed(dialog) == []
    dialog.setTextValue(words)
    dialog.accept()
    qtbot.waitUntil(lambda: not editor.findChildren(QInputDialog))


def test_speaker_comment_kind_and_state_are_in_the_menu(editor: CueEditor, qtbot: QtBot) -> None:
    session = editor.session
    gestures.ask_speaker(session, editor)
    answer(editor, qtbot, "Meike")
    gestures.ask_comment(session, editor)
    answer(editor, qtbot, "Stimmt der Name?")
    gestures.set_kind(session, Kind.LYRIC)
    gestures.set_state(session, CueState.EDITED, editor)
    stored = session.stored()
    assert stored is not None
    assert (stored.cue.speaker, stored.comment) == ("Meike", "Stimmt der Name?")
    assert (stored.cue.kind, stored.cue.state) == (Kind.LYRIC, CueState.EDITED)
    texts = [action.text() for action in editor.more.menu().actions() if action.isVisible()]
    assert texts[-4:] == ["Speaker…", "Comment…", "Kind", "State"]


def test_a_typed_time_is_taken_with_return(editor: CueEditor) -> None:
    type_time(editor.times.end, "0:13,5")
    stored = editor.session.stored()
    assert stored is not None
    assert (stored.cue.start, stored.cue.end) == (10_000, 13_500)
    assert editor.times.duration.text() == "3.5 s"
    gestures.undo(editor.session)
    assert editor.times.end.text() == "0:12.720"


def type_time(field: QLineEdit, words: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_what_is_no_time_is_refused_with_a_sentence_and_put_back(editor: CueEditor) -> None:
    type_time(editor.times.start, "bald")
    assert editor.times.start.text() == "0:10.000"
    assert "“bald” is no time." in editor.note.accessibleName()
    assert editor.session.project.undo_label is None


@pytest.mark.parametrize(
    ("key", "modifier", "now"),
    [
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, 10_100),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, 9900),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier, 10_040),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier, 9960),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, 11_000),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, 9000),
    ],
)
def test_keys_step_a_time(
    editor: CueEditor, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, now: int
) -> None:
    editor.times.start.setFocus()
    QTest.keyClick(editor.times.start, key, modifier)

    def is_kept() -> bool:
        stored = editor.session.stored()
        return stored is not None and stored.cue.start == now

    qtbot.waitUntil(is_kept)


def test_many_steps_are_one_step_of_undo(editor: CueEditor) -> None:
    editor.times.start.setFocus()
    for _press in range(5):
        QTest.keyClick(editor.times.start, Qt.Key.Key_Up)
    gestures.undo(editor.session)
    stored = editor.session.stored()
    assert stored is not None
    assert (stored.cue.start, editor.times.start.text()) == (10_000, "0:10.000")


def test_doubted_words_are_underlined_until_somebody_types(editor: CueEditor) -> None:
    marks = [editor.text.mark_at(at) for at in (2, THIRD.index("Rache") + 1, THIRD.index("hat") + 1)]
    assert [mark.tip if mark else None for mark in marks] == [
        "“Prospero” was hard to hear.",
        "“Rache” was hard to hear.",
        None,
    ]
    QTest.keyClicks(editor.text, "x")
    assert editor.text.mark_at(2) is None


def test_a_line_that_is_too_long_is_counted_and_named(editor: CueEditor) -> None:
    editor.text.put_caret(THIRD.index("\n"))
    QTest.keyClicks(editor.text, " und ganz allein")
    assert "Line 1 is too long: by 8 characters." in editor.note.accessibleName()
    assert editor.text.accessibleDescription().startswith("line 1: 45 of 37 characters")


def test_a_track_to_compare_with_shows_but_refuses(editor: CueEditor) -> None:
    project, session = editor.session.project, editor.session
    with project.record():
        other = project.tracks.add(StoredTrack(0, 1, "en", profile="en-bbc", is_read_only=True))
        (id,) = project.cues.add(other.id, [session.cues.stored(0).cue])
    session.choose_track(other.id)
    session.show_cue(id)
    QTest.keyClicks(editor.text, "x")
    type_time(editor.times.start, "0:05")
    assert editor.text.written == session.cues.stored(0).cue.text
    assert session.cues.stored(0).cue.start == 1000
    assert not editor.approve.isEnabled()


def test_without_a_cue_it_says_what_to_do(editor: CueEditor) -> None:
    editor.session.choose_cue(0)
    assert not editor.text.isVisible()
    assert "No cue chosen: choose one in the table to work on it." in " ".join(accessible.spoken(editor))
    assert editor.note.accessibleName() == "No cue chosen: choose one in the table to work on it."
    assert editor.text.written == ""
    assert editor.text.isReadOnly()


def test_a_cue_that_goes_while_it_is_typed_in_is_let_go(editor: CueEditor) -> None:
    QTest.keyClicks(editor.text, "x")
    with editor.session.project.record():
        editor.session.project.cues.remove([3])
    editor.flush()
    assert editor.text.written != THIRD + "x"


def test_tab_leaves_the_text_and_reaches_every_control(editor: CueEditor) -> None:
    reached = set()
    for _press in range(12):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    assert {editor.text, editor.times.start, editor.times.end, editor.approve, editor.split, editor.merge} <= reached


def test_every_control_has_a_name_wide_and_narrow(editor: CueEditor, qapp: QApplication) -> None:
    for width, size in ((700, 100), (420, 100), (420, 200)):
        theme.current().use("light", size)
        editor.resize(width, 300)
        qapp.processEvents()
        assert accessible.unnamed(editor) == []


def test_where_letters_are_large_the_small_buttons_are_in_the_menu(editor: CueEditor, qapp: QApplication) -> None:
    theme.current().use("light", 200)
    editor.resize(600, 300)
    qapp.processEvents()
    assert not editor.split.isVisible()
    assert editor.more.isVisible()
    texts = [action.text() for action in editor.more.menu().actions() if action.isVisible()]
    assert texts[:2] == ["Split here", "Merge"]


def test_while_cues_are_written_down_it_reassures_until_one_is_chosen(editor: CueEditor) -> None:
    editor.session.choose_cue(0)
    editor.set_listening(True)
    assert not editor.text.isVisible()
    assert "Nothing you change is overwritten." in " ".join(accessible.spoken(editor))
    editor.session.show_cue(2)
    assert editor.text.isVisible()
    assert editor.text.written.startswith("Eine Insel")


def test_where_letters_are_large_what_reassures_can_be_scrolled_by_keys(editor: CueEditor, qapp: QApplication) -> None:
    editor.session.choose_cue(0)
    editor.set_listening(True)
    theme.current().use("light", 200)
    editor.resize(560, 190)
    qapp.processEvents()
    first, second = editor.calm.meanwhile
    assert first.height() >= first.heightForWidth(first.width())
    assert second.height() >= second.heightForWidth(second.width())
    assert editor.calm.focusPolicy() is Qt.FocusPolicy.StrongFocus
    theme.current().use("light")
    editor.resize(560, 300)
    qapp.processEvents()
    assert editor.calm.focusPolicy() is Qt.FocusPolicy.NoFocus
