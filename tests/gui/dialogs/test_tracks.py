"""Which subtitles are worked on, in which language, by which rules; and how those that nobody needs go."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio.gui.dialogs.tracks import TracksDialog
from studio.gui.session import Session
from studio.gui.subtitle_tab.cue_head import TracksButton
from studio.model.cue import Cue
from studio.project.values import StoredTrack
from studio.workflow import correct
from tests.gui.accessible import unnamed
from tests.gui.scene import errors, scene, session

__all__ = ["errors", "scene", "session"]


@pytest.fixture
def several(session: Session) -> Session:
    """Return a session whose video has German subtitles, a Dutch translation, and old ones to compare with."""
    tracks, cues = session.project.tracks, session.project.cues
    with session.project.record():
        dutch = tracks.add(StoredTrack(0, session.video.id, "nl", profile="nl-pro", source=1)).id
        cues.add(dutch, [Cue(1000, 4000, "Goedenavond.")])
        tracks.add(StoredTrack(0, session.video.id, "de", title="alt.de.srt", is_read_only=True))
    session.choose_track(1)
    return session


@pytest.fixture
def dialog(several: Session, qtbot: QtBot) -> TracksDialog:
    made = TracksDialog(several)
    qtbot.addWidget(made)
    made.show()
    return made


def lines(dialog: TracksDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def pick(box: object, value: object) -> None:
    """Choose an entry as a person does."""
    place = box.findData(value)  # type: ignore[attr-defined]
    box.setCurrentIndex(place)  # type: ignore[attr-defined]
    box.activated.emit(place)  # type: ignore[attr-defined]


def test_the_list_says_what_each_is(dialog: TracksDialog) -> None:
    assert lines(dialog) == [
        "German – 5 cues",
        "Dutch – 1 cue, translated from German",
        "German, alt.de.srt – 0 cues, only to compare with",
    ]
    assert dialog.list.currentRow() == 0
    assert unnamed(dialog) == []


def test_others_are_worked_on_by_keyboard(dialog: TracksDialog, several: Session, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert several.track is not None
    assert several.track.language == "nl"
    assert not dialog.isVisible()


def test_language_and_rules_are_steps_of_their_own(dialog: TracksDialog, several: Session, errors: list[str]) -> None:
    dialog.list.setCurrentRow(1)
    pick(dialog.language, "en")
    assert several.project.undo_label == "Change language"
    assert lines(dialog)[1] == "English – 1 cue, translated from German"
    pick(dialog.rules, "web")
    assert several.project.undo_label == "Choose rules"
    assert dialog.list.currentRow() == 1
    assert dialog.rules.currentData() == "web"
    several.project.undo()
    several.project.undo()
    assert lines(dialog)[1] == "Dutch – 1 cue, translated from German"
    assert dialog.rules.currentData() == "nl-pro"


def test_subtitles_of_another_hand_are_set_beside_those_they_translate(
    dialog: TracksDialog, several: Session, errors: list[str]
) -> None:
    english = correct.add_track(several.project, several.video.id, "en")
    with several.project.record():
        several.project.cues.add(english, [Cue(1000, 4000, "Good evening.")])
    dialog.list.setCurrentRow(2)
    assert dialog.source.currentText() == "Not a translation"
    assert [dialog.source.itemText(row) for row in range(dialog.source.count())] == [
        "Not a translation",
        "German",
        "Dutch",
    ]
    pick(dialog.source, 1)
    assert several.project.undo_label == "Set beside each other"
    several.choose_track(english)
    side = several.sides.of(several.cues.stored(0).id)
    assert side is not None
    assert side.text.startswith("Ich freue mich")
    several.project.undo()
    assert not several.sides.is_pair


def test_removed_ones_come_back_with_undo(dialog: TracksDialog, several: Session, errors: list[str]) -> None:
    dialog.remove.click()
    assert lines(dialog)[0] == "Dutch – 1 cue"
    assert several.track is not None
    assert several.track.language == "nl"
    several.project.undo()
    assert lines(dialog)[0] == "German – 5 cues"


def test_what_is_there_to_compare_with_can_go_but_not_change(dialog: TracksDialog, several: Session) -> None:
    dialog.list.setCurrentRow(2)
    assert not dialog.language.isEnabled()
    assert not dialog.rules.isEnabled()
    assert "never change" in dialog.why.text()
    dialog.remove.click()
    assert dialog.list.count() == 2


def test_the_head_of_the_table_offers_the_others(several: Session, qtbot: QtBot) -> None:
    button = TracksButton(several)
    qtbot.addWidget(button)
    button.menu().aboutToShow.emit()
    texts = [line.text() for line in button.menu().actions()]
    assert texts == ["German", "Dutch", "German, alt.de.srt"]
    assert button.menu().actions()[0].isChecked()
    button.menu().actions()[1].trigger()
    assert several.track is not None
    assert several.track.language == "nl"


def test_it_looks_as_it_should(dialog: TracksDialog, screenshot: Callable[..., None]) -> None:
    screenshot(dialog, "tracks", ("light", "dark"), whole=False)
