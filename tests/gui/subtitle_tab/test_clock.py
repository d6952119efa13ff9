"""Between the coarse times that the player says, the clock says the true ones."""

from __future__ import annotations

from studio.gui.subtitle_tab.clock import RUN_ON, WINDOW, Clock


def test_without_marks_it_stands() -> None:
    clock = Clock()
    clock.hold(500)
    assert [clock.now(at) for at in (0, 1000)] == [500, 500]


def test_it_runs_on_from_a_mark_at_the_films_speed() -> None:
    clock = Clock()
    clock.set_rate(2.0, 0)
    clock.mark(100, 1000)
    assert clock.now(1050) == 200


def test_of_late_marks_the_furthest_counts() -> None:
    clock = Clock()
    for moment, at in ((0, 1000), (40, 1045), (80, 1130), (120, 1121)):  # 0, 5, 50 and 1 ms late
        clock.mark(moment, at)
    assert clock.now(1150) == 150


def test_it_never_goes_back_but_when_told() -> None:
    clock = Clock()
    clock.mark(200, 1000)
    assert clock.now(1100) == 300
    clock.mark(200, 1000 + WINDOW + 200)  # the film hung: the mark from before does not count any more
    assert clock.now(1000 + WINDOW + 200) == 300
    clock.hold(50)
    assert clock.now(5000) == 50


def test_it_does_not_run_on_for_ever_where_the_film_hangs() -> None:
    clock = Clock()
    clock.mark(0, 1000)
    assert clock.now(60_000) == RUN_ON


def test_another_speed_begins_where_it_is() -> None:
    clock = Clock()
    clock.mark(0, 1000)
    clock.set_rate(0.5, 1100)
    assert clock.now(1100) == 100
    clock.mark(100, 1100)
    assert clock.now(1200) == 150
