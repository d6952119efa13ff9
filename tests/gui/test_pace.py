"""How long it will still take."""

import pytest

from studio.gui.pace import MEMORY, Pace, left, so_far
from studio.model.progress import Progress


class Clock:
    """Time as a test says it is."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def watched(clock: Clock, *dones: tuple[float, float], total: float = 100) -> Pace:
    """Return the pace of work that was at `done` at each of the seconds."""
    pace = Pace(clock)
    for second, done in dones:
        clock.now = 100.0 + second
        pace.take(Progress(done, total, "s"))
    return pace


def test_nothing_is_foretold_before_it_can_be_known() -> None:
    assert Pace().remaining is None
    assert watched(Clock(), (0, 0), (10, 10)).remaining is None
    assert watched(Clock(), (0, 0), (1, 1), (2, 2)).remaining is None
    assert watched(Clock(), (0, 0), (5, 5), (10, 10), total=0).remaining is None


def test_what_is_left_follows_from_the_pace() -> None:
    assert watched(Clock(), (0, 0), (5, 10), (10, 20)).remaining == pytest.approx(40)


def test_what_is_left_grows_less_between_two_words_of_progress() -> None:
    clock = Clock()
    pace = watched(clock, (0, 0), (5, 10), (10, 20))
    clock.now += 15
    assert pace.remaining == pytest.approx(25)
    clock.now += 1000
    assert pace.remaining == 0


def test_only_the_pace_of_late_counts() -> None:
    slow_then_fast = [(0, 0), (1000, 1), *((1000 + i, 1 + i / 2) for i in range(1, int(MEMORY) + 2))]
    pace = watched(Clock(), *slow_then_fast, total=1000)
    assert pace.remaining == pytest.approx((1000 - slow_then_fast[-1][1]) / 0.5, rel=0.01)


def test_standing_still_is_no_step() -> None:
    assert watched(Clock(), (0, 0), (10, 10), (20, 10), (30, 10)).remaining is None


def test_a_new_count_begins_with_a_new_total() -> None:
    clock = Clock()
    pace = watched(clock, (0, 0), (5, 10), (10, 20))
    pace.take(Progress(1, 7, "s"))
    assert pace.remaining is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (20, "less than a minute left"),
        (55, "about 1 minute left"),
        (470, "about 8 minutes left"),
        (41 * 60, "about 40 minutes left"),
        (3600, "about 1 hour left"),
        (7900, "about 2 hours 10 minutes left"),
    ],
)
def test_what_is_left_in_words(seconds: float, words: str) -> None:
    assert left(seconds) == words


def test_what_has_passed_in_words() -> None:
    assert so_far(30) == "Less than a minute so far"
    assert so_far(300) == "5 minutes so far"
    assert so_far(3720) == "1 hour 2 minutes so far"
