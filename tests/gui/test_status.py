"""The line at the bottom says for what the network is in use, and else that it is not."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from studio.gui.status import Fitting, StatusBar

WORDS = ["Downloading “Balanced”: 64 %, about 3 minutes left", "“Balanced”: 64 %", "64 %"]


def bar(qtbot: QtBot) -> StatusBar:
    made = StatusBar()
    qtbot.addWidget(made)
    made.resize(1300, 30)
    made.show()
    return made


def test_the_sign_follows_the_network(qtbot: QtBot) -> None:
    shown = bar(qtbot)
    shown.show_network(WORDS)
    assert shown.network.label.text() == "Network in use for this download only. Nothing is sent."
    assert shown.fetching.isVisible()
    assert not shown.saved.isVisible()
    shown.show_network([])
    assert shown.network.label.text() == "Nothing leaves this computer"
    assert not shown.fetching.isVisible()
    assert shown.saved.isVisible()


def test_what_was_said_is_shown_before_the_download(qtbot: QtBot) -> None:
    shown = bar(qtbot)
    shown.say("“Quick” is ready.")
    shown.show_network(WORDS)
    assert shown.said.isVisible()
    assert not shown.fetching.isVisible()


def test_the_longest_words_that_have_room_are_shown_and_all_are_spoken(qtbot: QtBot) -> None:
    label = Fitting()
    qtbot.addWidget(label)
    label.show()
    label.show_words(WORDS)
    for words in WORDS:
        label.resize(label.fontMetrics().horizontalAdvance(words) + 20, 20)
        assert label.text() == words
    label.resize(1, 20)
    assert label.text() == "64 %"
    assert label.accessibleName() == WORDS[0]
