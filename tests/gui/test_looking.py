"""Looking through something large in slices."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.gui.looking import Looking


def test_it_goes_through_everything_and_says_so_once(qtbot: QtBot) -> None:
    seen: list[int] = []
    done: list[bool] = []

    def begin() -> Iterator[None]:
        for number in range(1000):
            seen.append(number)
            yield

    looking = Looking(begin, lambda: done.append(True))
    looking.start(0)
    qtbot.waitUntil(lambda: bool(done))
    assert seen == list(range(1000))
    assert done == [True]


def test_asked_again_it_begins_anew(qtbot: QtBot) -> None:
    begun: list[int] = []
    done: list[bool] = []

    def begin() -> Iterator[None]:
        begun.append(1)
        yield

    looking = Looking(begin, lambda: done.append(True))
    looking.start(10_000)
    looking.start(0)
    qtbot.waitUntil(lambda: bool(done))
    assert begun == [1]


def test_what_was_stopped_is_not_said_to_be_done(qtbot: QtBot) -> None:
    done: list[bool] = []
    looking = Looking(lambda: iter([None]), lambda: done.append(True))
    looking.start(0)
    looking.stop()
    QApplication.processEvents()
    assert done == []
