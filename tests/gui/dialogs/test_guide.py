"""The guide at the first start leads by keyboard and by ear from the languages to the sample; each step can be left."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_entries import measure
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from running_tasks import name_and_wait

from studio import paths
from studio import settings as kept
from studio.gui import app, theme
from studio.gui.dialogs.guide import GuideDialog
from studio.gui.dialogs.guide_parts import DOWNLOAD, LATER, STICK
from studio.gui.main_window import MainWindow
from studio.model.pack import Role
from studio.workflow import pace, packs
from studio.workflow.pack_turns import Naming
from studio.workflow.work import Work
from tests.gui.accessible import spoken, unnamed, walk


@pytest.fixture
def guide(window: MainWindow, qtbot: QtBot) -> Iterator[GuideDialog]:
    """Return the guide over the window, on a computer that was measured."""
    measure()
    window.preferences.change(venue_languages=("de", "en"))
    guide = GuideDialog(window)
    guide.open()
    guide.activateWindow()
    qtbot.waitExposed(guide)
    yield guide
    guide.close()
    window.desk.runner.close()


def settle(guide: GuideDialog) -> None:
    """Let the page be laid out."""
    for _turn in range(3):
        QApplication.processEvents()


def test_everything_on_every_page_has_a_name(guide: GuideDialog) -> None:
    for place in range(5):
        guide.go_to(place)
        settle(guide)
        assert unnamed(guide) == []
        assert f"Step {place + 1} of 5" in spoken(guide)


def test_a_model_is_a_radio_button_named_by_all_that_is_known_of_it(guide: GuideDialog) -> None:
    guide.go_to(2)
    settle(guide)
    names = [found.text(QAccessible.Text.Name) for found in walk(guide) if found.role() == QAccessible.Role.RadioButton]
    quick, balanced, careful, *ways = names
    assert quick.startswith("Quick. suits this computer. A talk of 10 minutes takes about")
    assert quick.endswith("in German, 1 in 11 in English. 148 MB")
    assert balanced.startswith("Balanced. ")
    assert "not measured" in careful
    assert [way.split(" (")[0] for way in ways] == [
        "Download now",
        "From a USB stick or a folder",
        "Later: look around with the small practice model first",
    ]


def test_the_whole_box_of_an_option_can_be_clicked(guide: GuideDialog, qtbot: QtBot) -> None:
    guide.go_to(2)
    settle(guide)
    quick = guide.speech.options.all[Role.QUICK]
    qtbot.mouseClick(quick, Qt.MouseButton.LeftButton)
    assert guide.speech.options.chosen == Role.QUICK
    assert guide.speech.ways.options.all[DOWNLOAD].title.text().startswith("Download now (148 MB")


def test_the_guide_is_gone_through_by_keyboard_alone(guide: GuideDialog, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(guide, Qt.Key.Key_Return)
    assert guide.place == 1
    qtbot.waitUntil(guide.languages.boxes["de"].hasFocus)
    qtbot.keyClick(guide.languages.boxes["de"], Qt.Key.Key_Space)
    qtbot.keyClick(guide, Qt.Key.Key_Return)
    assert window.preferences.settings.venue_languages == ("en",)
    later = guide.speech.ways.options.all[LATER].button
    qtbot.waitUntil(lambda: later.isVisible() and guide.focusWidget() is not guide.next)
    later.click()
    assert guide.next.text() == "Next"
    qtbot.keyClick(guide, Qt.Key.Key_Return)
    assert "Translation needs two languages" in guide.translation.text.text()
    qtbot.keyClick(guide, Qt.Key.Key_Return)
    assert guide.next.text() == "Try the sample"
    qtbot.keyClick(guide, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session is not None)
    assert window.preferences.settings.is_guided


def test_languages_are_kept_in_the_order_they_had_and_others_can_be_added(
    guide: GuideDialog, window: MainWindow
) -> None:
    window.preferences.change(venue_languages=("nl", "de"))
    guide.go_to(1)
    guide.languages.boxes["nl"].setChecked(True)
    guide.languages.add("fr")
    guide.go_on()
    assert window.preferences.settings.venue_languages == ("nl", "de", "en", "fr")
    assert guide.speech.text.text().startswith("You chose Dutch, German, English and French.")


def test_the_venue_is_kept(guide: GuideDialog, window: MainWindow) -> None:
    guide.pages[0].venue.setText("  Stadttheater  Lindenau ")  # type: ignore[attr-defined]
    guide.go_on()
    assert window.preferences.settings.venue == "Stadttheater Lindenau"


def test_what_translates_between_the_languages_is_proposed(guide: GuideDialog) -> None:
    guide.go_to(3)
    assert list(guide.translation.boxes) == ["de-en", "en-de"]
    assert guide.translation.wanted() == {"de-en"}
    assert guide.next.text() == "Download and go on"
    guide.translation.boxes["de-en"].setChecked(False)
    assert guide.next.text() == "Next"


def test_a_package_that_is_on_its_way_cannot_be_unticked_and_stays_ticked_if_it_fails(
    guide: GuideDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide.go_to(3)
    for is_coming in (True, False):
        monkeypatch.setattr(guide.bringing, "on_its_way", lambda id, is_coming=is_coming: is_coming)
        guide.translation.refresh()
        assert guide.translation.boxes["de-en"].isEnabled() is not is_coming
        assert guide.translation.boxes["de-en"].isChecked()
        assert guide.translation.boxes["de-en"].isVisible()
    assert guide.translation.wanted() == {"de-en"}


def test_two_packages_through_english_are_told_with_care(guide: GuideDialog) -> None:
    guide.bringing.use_languages(("de", "nl"))
    guide.go_to(3)
    assert guide.translation.wanted() == {"de-en", "en-nl"}
    assert guide.translation.through.accessibleName().startswith("German to Dutch: through English")


def test_without_a_measure_no_time_is_told(window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    guide = GuideDialog(window)
    qtbot.addWidget(guide)
    said = guide.speech.options.all[Role.BALANCED].note.text()
    assert said.startswith("Measuring this computer…")
    assert not any("suits" in label.text() for label in guide.speech.findChildren(QLabel) if label.isVisibleTo(guide))
    running = guide._measuring
    assert running is not None
    guide.reject()
    qtbot.waitUntil(lambda: running.is_over)
    assert pace.measured() is None
    assert guide.speech.options.all[Role.BALANCED].note.text().startswith("How long it takes is not measured yet.")


def test_the_model_that_was_gone_on_with_stays_chosen_whatever_is_measured_later(
    guide: GuideDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide.go_to(2)
    assert guide.speech.options.chosen == Role.QUICK
    guide.speech.ways.options.all[LATER].button.click()
    guide.go_on()
    monkeypatch.setattr(guide.speech, "_recommended", lambda: Role.BALANCED)
    guide.speech.refresh()
    assert guide.speech.options.chosen == Role.QUICK


def test_a_skipped_guide_does_not_come_again(guide: GuideDialog) -> None:
    guide.skip.click()
    assert kept.load().is_guided


def test_closing_it_by_escape_is_skipping_it(guide: GuideDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(guide, Qt.Key.Key_Escape)
    assert kept.load().is_guided


def test_the_guide_shows_at_the_first_start_only(window: MainWindow, qtbot: QtBot) -> None:
    measure()
    assert window.findChild(GuideDialog) is None
    app.guide_at_first(window)
    window.home.seen.emit()
    guide = window.findChild(GuideDialog)
    assert guide is not None
    guide.reject()
    QApplication.sendPostedEvents(None, 52)
    app.guide_at_first(window)
    assert window.preferences.settings.is_guided
    assert window.findChild(GuideDialog) is None


def test_packs_come_from_a_folder_and_what_came_is_said(
    guide: GuideDialog, practice: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    shutil.copytree(practice / "whisper-practice", tmp_path / "stick" / "practice")
    guide.go_to(2)
    guide.speech.ways.options.all[STICK].button.click()
    assert guide.speech.ways.folder.isVisible()
    guide.speech.sticks.take(tmp_path / "stick")
    qtbot.waitUntil(lambda: any("On this computer now" in note.accessibleName() for note in guide.speech.sticks.notes))
    assert os.listdir(paths.packs() / "speech") == ["practice"]


def test_an_import_says_whose_turn_it_is_and_how_far_and_can_be_stopped(
    guide: GuideDialog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    values = ("Whisper small", tmp_path / "go")
    work = Work("Importing “stick”", "packs", name_and_wait, values, Naming("Importing “{}”".format))
    monkeypatch.setattr(packs, "import_from", lambda _path: work)
    guide.go_to(2)
    guide.speech.ways.options.all[STICK].button.click()
    sticks = guide.speech.sticks
    sticks.take(tmp_path / "stick")
    qtbot.waitUntil(lambda: [note.accessibleName() for note in sticks.notes] == ["Importing “Whisper small”"])
    qtbot.waitUntil(lambda: sticks.bar.value() == 500)
    assert unnamed(guide) == []
    sticks.cancel.setFocus()
    sticks.cancel.click()
    qtbot.waitUntil(sticks.work.isHidden)
    assert sticks.notes == []
    assert sticks._ways.folder.hasFocus()


def test_a_folder_without_packs_is_named(guide: GuideDialog, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "empty").mkdir()
    guide.go_to(2)
    guide.speech.ways.options.all[STICK].button.click()
    guide.speech.sticks.take(tmp_path / "empty")
    qtbot.waitUntil(lambda: bool(guide.speech.sticks.notes) and guide.speech.sticks.notes[0].property("note") != "info")
    assert "empty" in guide.speech.sticks.notes[0].accessibleName()


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off(guide: GuideDialog, qtbot: QtBot, percent: int) -> None:
    theme.current().use("light", percent)
    guide.resize(guide.sizeHint())
    for place, page in enumerate(guide.pages):
        guide.go_to(place)
        qtbot.waitUntil(lambda page=page: page.widget().width() == page.viewport().width())
        qtbot.waitUntil(lambda: all(map(is_whole, (guide.skip, guide.back, guide.next))))


def test_at_large_letters_the_ways_to_a_stick_stand_below_each_other(guide: GuideDialog, qtbot: QtBot) -> None:
    ways = guide.speech.ways
    guide.go_to(2)
    ways.options.all[STICK].button.click()
    qtbot.waitUntil(lambda: ways.folder.y() == ways.file.y())
    theme.current().use("light", 200)
    guide.resize(640, 560)
    qtbot.waitUntil(lambda: ways.folder.y() < ways.file.y())
    assert guide.speech.widget().width() == guide.speech.viewport().width()


def is_whole(button: QPushButton) -> bool:
    """Say whether all of the words of a button have room."""
    return button.isHidden() or button.width() >= button.minimumSizeHint().width()


def test_at_large_letters_the_steps_are_one_line(guide: GuideDialog, qtbot: QtBot) -> None:
    theme.current().use("light", 200)
    guide.resize(900, 560)
    qtbot.waitUntil(lambda: guide.steps.isHidden() and guide.step_above.isVisible())
    assert guide.step_above.text() == "Step 1 of 5"


def test_a_download_that_the_guide_began_goes_on_when_it_is_closed(
    guide: GuideDialog, window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("SOUFFLEUR_HUB", "http://127.0.0.1:9")  # nothing answers there: it tries again for a while
    guide.go_to(2)
    guide.speech.options.choose(Role.QUICK)
    assert guide.next.isVisible()
    guide.go_on()
    assert [name for name, _running in guide.bringing.coming] == ["Quick"]
    running = guide.bringing.coming[0][1]
    guide.go_to(4)
    assert [row.name for row in guide.pages[4].coming.rows] == ["Quick"]  # type: ignore[attr-defined]
    guide.skip.click()
    assert running.about == ("pack", "base")
    assert running.state not in ("stopping", "stopped")
    assert packs.entry("base").pack is None


def test_another_choice_stops_the_download_of_the_first(
    guide: GuideDialog, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("SOUFFLEUR_HUB", "http://127.0.0.1:9")
    guide.go_to(2)
    guide.speech.options.choose(Role.QUICK)
    guide.go_on()
    first = guide.bringing.coming[0][1]
    guide.go_back()
    guide.speech.options.choose(Role.BALANCED)
    guide.go_on()
    assert [name for name, _running in guide.bringing.coming] == ["Balanced"]
    qtbot.waitUntil(lambda: first.is_over)
