"""The table of actions: each has its words, its menu and keys of its own, and can be done when it says so."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from studio import i18n
from studio.gui import commands, theme
from studio.gui.actions import MENUS, Action, is_character
from studio.gui.main_window import MainWindow

TABLE = commands.everything()

each_action = pytest.mark.parametrize("action", TABLE, ids=lambda action: action.id)


each_kind = pytest.mark.parametrize("kind", ["video", "flyer"])


def shown(kind: str) -> list[Action]:
    """Return the actions that may be shown with a video or a flyer in front."""
    return [action for action in TABLE if (action.is_for_flyers if kind == "flyer" else action.is_for_videos)]


def mnemonic(text: str) -> str:
    """Return the letter that is underlined."""
    place = text.replace("&&", "").find("&")
    return text.replace("&&", "")[place + 1].lower() if place >= 0 else ""


@each_action
def test_an_action_has_words_and_a_menu(action: Action) -> None:
    assert action.text.strip()
    assert action.menu in MENUS


@each_action
def test_an_action_has_keys_that_exist(action: Action) -> None:
    for key in action.shortcuts:
        assert QKeySequence(key).toString() != ""


def test_no_two_actions_share_an_id() -> None:
    assert [id for id, count in Counter(action.id for action in TABLE).items() if count > 1] == []


@each_kind
def test_no_two_actions_share_a_key(kind: str) -> None:
    keys = Counter(QKeySequence(key).toString() for action in shown(kind) for key in action.shortcuts)
    assert [key for key, count in keys.items() if count > 1] == []


@each_kind
@pytest.mark.parametrize("menu", sorted(set(MENUS) - {"cues"}))  # that one has as many lines as there are letters
def test_no_two_lines_of_a_menu_share_a_letter(menu: str, kind: str) -> None:
    lines = [action for action in shown(kind) if action.menu == menu and action.in_menu]
    for submenu in {action.submenu for action in lines}:
        here = {action.text for action in lines if action.submenu == submenu}
        here |= set() if submenu else {action.submenu for action in lines if action.submenu}
        letters = Counter(filter(None, map(mnemonic, here)))
        assert [letter for letter, count in letters.items() if count > 1] == [], submenu


@pytest.mark.parametrize("language", ["de", "nl"])
@each_action
def test_an_action_speaks_the_users_language(action: Action, language: str) -> None:
    i18n.install([language])
    try:
        assert i18n._(action.text).strip()
    finally:
        i18n.install(["en"])


def test_the_menus_hold_every_action(window: MainWindow) -> None:
    held = {line.objectName() for menu in window.menuBar().findChildren(QMenu) for line in menu.actions()}
    assert {action.id for action in TABLE if action.in_menu} <= held


def test_on_home_only_what_needs_no_video_can_be_done(window: MainWindow) -> None:
    for action in TABLE:
        assert window.action(action.id).isEnabled() == action.when(None), action.id


def test_an_action_that_cannot_be_done_is_not_done(window: MainWindow) -> None:
    for action in TABLE:
        if not action.when(None):
            window.action(action.id).trigger()  # disabled, so nothing happens


def test_single_characters_can_be_switched_off(window: MainWindow) -> None:
    window.preferences.change(letter_keys=False)
    for action in TABLE:
        keys = [key.toString() for key in window.action(action.id).shortcuts()]
        assert not any(is_character(key) for key in keys), action.id
    window.preferences.change(letter_keys=True)
    keys = {key.toString() for action in TABLE for key in window.action(action.id).shortcuts()}
    assert {QKeySequence(key).toString() for action in TABLE for key in action.shortcuts} == keys


def test_letters_grow_and_shrink_by_key(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert window.preferences.settings.text_size == 125
    assert QApplication.font().pointSizeF() == pytest.approx(12.5)
    window.action("view.smaller").trigger()
    window.action("view.smaller").trigger()
    assert window.preferences.settings.text_size == 75
    window.action("view.usual").trigger()
    assert window.preferences.settings.text_size == 100


def test_colours_are_chosen_in_the_menu_and_ticked(window: MainWindow) -> None:
    window.action("view.theme_dark").trigger()
    assert theme.current().scheme == "dark"
    ticked = [id for id in ("system", "light", "dark", "contrast") if window.action(f"view.theme_{id}").isChecked()]
    assert ticked == ["dark"]
