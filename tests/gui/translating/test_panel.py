"""How a translation begins: the page of its stage, the dialog that adds a language, and what cannot be done."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from studio.gui import translations
from studio.gui.dialogs.translate import TranslateDialog
from studio.gui.session import Session
from studio.gui.subtitle_tab.tab import SubtitleTab
from studio.gui.subtitle_tab.translate_form import TranslateForm
from studio.gui.subtitle_tab.video_order import VideoOrder
from studio.model.speech import Run
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import StoredTrack
from studio.workflow import correct
from tests.gui.accessible import spoken, unnamed


def hear_for_practice(project: Project, track: int = 1) -> None:
    """Note that the practice model heard the cues of a track, so that practice packages may translate it."""
    with project.record():
        film = project.media.videos()[0].id
        run = project.evidence.begin(Run("whisper", "practice", "de", True), Listening(film, track))
        project.evidence.finish(run)
        project.evidence.keep_shots(film, [])


@pytest.fixture
def alone(session: Session) -> Session:
    """Give the session with the German track only."""
    correct.remove_track(session.project, 2)
    return session


def test_without_a_translation_the_stage_shows_how_to_begin(alone: Session, tab: SubtitleTab) -> None:
    tab.stage_bar.translate_asked.emit()
    assert tab.translate_panel.isVisible()
    assert not tab.translate_bar.isVisible()
    assert "You are here" in tab.stage_bar.buttons["translate"].accessibleDescription()
    assert unnamed(tab.translate_panel) == []
    tab.stage_bar.correct_asked.emit()
    assert tab.cue_view.isVisible()


def test_a_film_of_ones_own_needs_a_package(alone: Session, tab: SubtitleTab) -> None:
    tab.stage_bar.translate_asked.emit()
    assert "This computer cannot translate from German yet." in spoken(tab.translate_panel)
    assert not tab.translate_panel.begin.isVisible()


def test_each_language_says_how_far_it_can_be_trusted(alone: Session, tab: SubtitleTab, practice: Path) -> None:
    hear_for_practice(alone.project)
    tab.stage_bar.translate_asked.emit()
    panel = tab.translate_panel
    assert [choice.text() for choice in panel.form.choices.values()] == ["Dutch", "English"]
    said = panel.form.choices["en"].accessibleDescription()
    assert said.startswith("German to English for practice:")
    assert said in spoken(panel)
    assert panel.why_not.text() == "Choose a language first."
    panel.form.choices["en"].setChecked(True)
    assert panel.begin.isEnabled()
    assert panel.why_not.isHidden()


def test_what_was_made_is_shown_as_soon_as_it_is_there(alone: Session, tab: SubtitleTab) -> None:
    tab.stage_bar.translate_asked.emit()
    with alone.project.record():
        made = alone.project.tracks.add(StoredTrack(0, alone.video.id, "en", profile="en-bbc", source=1))
    assert alone.track is not None
    assert alone.track.id == made.id
    assert tab.translate_bar.isVisible()
    assert not tab.translate_panel.isVisible()


def test_who_works_on_the_original_stays_there(alone: Session, tab: SubtitleTab) -> None:
    with alone.project.record():
        alone.project.tracks.add(StoredTrack(0, alone.video.id, "en", profile="en-bbc", source=1))
    assert alone.track is not None
    assert alone.track.id == 1


def test_a_language_that_is_there_is_not_offered_again(session: Session, qtbot: QtBot, practice: Path) -> None:
    hear_for_practice(session.project)
    form = TranslateForm(VideoOrder(session))
    qtbot.addWidget(form)
    assert list(form.choices) == ["nl"]
    assert form.target() == "nl"
    assert list(form.shows) == [2]


def test_when_every_language_is_there_it_says_so(session: Session, qtbot: QtBot, practice: Path) -> None:
    hear_for_practice(session.project)
    with session.project.record():
        session.project.tracks.add(StoredTrack(0, session.video.id, "nl", profile="nl-pro", source=1))
    form = TranslateForm(VideoOrder(session))
    qtbot.addWidget(form)
    assert form.choices == {}
    assert any("every language" in words for words in spoken_when_shown(form))


def spoken_when_shown(form: TranslateForm) -> list[str]:
    form.show()
    return spoken(form)


def test_languages_and_models_are_within_reach(session: Session, tab: SubtitleTab, qtbot: QtBot) -> None:
    packs = QAction("Languages and models", tab)
    dialog = TranslateDialog(VideoOrder(session), tab)
    qtbot.addWidget(dialog)
    dialog.form.use_packs(packs)
    dialog.show()
    with qtbot.waitSignal(packs.triggered):
        dialog.form.others.click()
    assert not dialog.isVisible()


def test_only_translations_can_be_translated_again(session: Session) -> None:
    session.show_cue(9)
    assert translations.can_translate_again(session)
    assert translations.can_renew(session)
    session.choose_track(1)
    session.show_cue(1)
    assert not translations.can_translate_again(session)
    assert not translations.can_renew(session)
    assert not translations.can_renew(None)


def test_what_is_approved_cannot_be_translated_again(session: Session) -> None:
    session.show_cue(7)
    assert not translations.can_translate_again(session)
