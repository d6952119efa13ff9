"""Work is started, followed, paused, cancelled and finished in the thread that owns the project."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from work_tasks import counted, endless

from studio.errors import Cancelled, InputError
from studio.jobs.lanes import Lanes
from studio.model.progress import Progress
from studio.workflow.work import Event, Said, Work, run


@pytest.fixture(scope="module")
def lanes() -> Iterator[Lanes]:
    with Lanes() as opened:
        yield opened


class Hand:
    """Notes what it is given; fails where it is told to."""

    def __init__(self, *, following: list[Work[Any]] | None = None, fails_at: int = -1) -> None:
        self.kept: list[object] = []
        self.ends: list[object] = []
        self._following = following or []
        self._fails_at = fails_at

    def take(self, value: object) -> list[Event]:
        if value == self._fails_at:
            raise InputError("full")
        self.kept.append(value)
        return [Said(str(value))]

    def finish(self, value: object) -> list[Work[Any]]:
        self.ends.append(value)
        return self._following

    def stopped(self) -> None:
        self.ends.append("stopped")


def test_what_comes_is_kept_and_shown_in_order(lanes: Lanes) -> None:
    shown: list[Event] = []
    hand = Hand()
    assert run(Work("Counting", "media", counted, (3,), hand), lanes, shown.append) == 3
    assert (hand.kept, hand.ends) == ([0, 1, 2], [3])
    assert shown[:2] == [Progress(0, 3, "numbers", "Counting"), Said("0")]
    assert len(shown) == 6


def test_what_follows_is_done_next(lanes: Lanes) -> None:
    last = Hand()
    following = Work("Then", "speech", counted, (2,), last)
    assert run(Work("First", "media", counted, (1,), Hand(following=[following])), lanes, lambda event: None) == 1
    assert last.ends == [2]


def test_work_without_a_hand_is_its_value(lanes: Lanes) -> None:
    assert run(Work("Counting", "media", counted, (2,)), lanes, lambda event: None) == 2


@pytest.mark.parametrize("end", ["cancel", "pause"])
def test_stopping_keeps_what_came(lanes: Lanes, end: str) -> None:
    hand = Hand()
    work = Work("Counting", "media", endless, (), hand, can_pause=True)
    with pytest.raises(Cancelled):
        run(work, lanes, lambda event: getattr(work, end)())
    assert hand.kept[0] == 0
    assert hand.ends == ["stopped"]


def test_what_cannot_be_kept_stops_the_work(lanes: Lanes) -> None:
    hand = Hand(fails_at=1)
    with pytest.raises(InputError, match="full"):
        run(Work("Counting", "media", endless, (), hand), lanes, lambda event: None)
    assert (hand.kept, hand.ends) == ([0], ["stopped"])
