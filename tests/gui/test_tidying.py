"""Garbage is collected in the window's thread, and only there."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from studio.gui.tidying import Tidying


class Knot(QObject):
    """An object that only the search for garbage can free."""

    def __init__(self, freed: list[str]) -> None:
        super().__init__()
        self.knot = self
        self.destroyed.connect(
            lambda _object=None: freed.append(threading.current_thread().name), Qt.ConnectionType.DirectConnection
        )


@pytest.fixture
def tidying(qtbot: QtBot) -> Iterator[Tidying]:
    tidying = Tidying()
    yield tidying
    tidying.stop()
    gc.disable()  # as it is in all tests of the window


def make_garbage(count: int) -> None:
    for _time in range(count):
        knot: list[object] = []
        knot.append(knot)


def test_other_threads_leave_the_windows_objects_alone(tidying: Tidying) -> None:
    freed: list[str] = []
    Knot(freed)
    other = threading.Thread(target=make_garbage, args=(20_000,), name="other")
    other.start()
    other.join()
    assert freed == []
    tidying.tidy()
    assert freed == [threading.current_thread().name]


def test_it_tidies_by_itself(qtbot: QtBot, tidying: Tidying) -> None:
    freed: list[str] = []
    Knot(freed)
    make_garbage(20_000)
    qtbot.waitUntil(lambda: freed == [threading.current_thread().name], timeout=60_000)


def test_nothing_is_done_while_there_is_little(tidying: Tidying) -> None:
    gc.collect()
    assert tidying.tidy() == 0
