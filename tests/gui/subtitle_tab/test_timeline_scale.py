from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.gui.subtitle_tab.timeline_scale import (
    SHORTEST,
    Scale,
    around,
    clock,
    crowd,
    merged,
    ruler_step,
    snapped,
    ticks,
)

HOUR = 3_600_000
SCALE = Scale(10_000, 20, 1000, HOUR, HOUR).fitted()

scales = st.builds(
    Scale,
    st.floats(-1e9, 1e13),
    st.floats(0.01, 1e7),
    st.integers(-5, 5000),
    st.integers(0, 10**12),
    st.integers(0, 10**9),
).map(Scale.fitted)


def test_times_lie_where_they_should() -> None:
    assert SCALE.span == 20_000
    assert SCALE.x(10_000) == 0
    assert SCALE.x(30_000) == 1000
    assert SCALE.time(500) == 20_000
    assert SCALE.holds(30_000)
    assert not SCALE.holds(30_001)


def test_a_place_outside_the_film_is_its_nearest_end() -> None:
    assert SCALE.time(-10_000) == 0
    assert SCALE.time(10**9) == HOUR


@given(scales, st.floats(0, 5000))
def test_a_place_and_its_time_belong_together(scale: Scale, x: float) -> None:
    time = scale.time(x)
    if 0 < time < scale.length:
        assert scale.x(time) == pytest.approx(x, abs=1 / scale.step + 1e-3)


@given(scales, st.floats(0.01, 100), st.floats(0, 1))
def test_zooming_keeps_the_time_under_the_pointer_unless_an_end_is_reached(
    scale: Scale, factor: float, place: float
) -> None:
    x = place * scale.width
    zoomed = scale.zoomed(factor, x)
    assert zoomed.fitted() == zoomed
    if 0 < zoomed.start < zoomed.length - zoomed.span - 1:
        assert zoomed.start + x * zoomed.step == pytest.approx(scale.start + x * scale.step, rel=1e-6, abs=1e-3)


@given(scales)
def test_what_is_shown_is_never_before_the_film_nor_longer_than_it(scale: Scale) -> None:
    assert scale.start >= 0
    assert scale.span <= max(scale.longest, SHORTEST) * 1.001
    assert scale.span >= SHORTEST * 0.999
    assert scale.start == 0 or scale.end <= scale.length * 1.001


def test_a_moment_that_runs_on_turns_the_page_before_the_edge() -> None:
    assert not SCALE.needs_page(28_000)
    assert SCALE.needs_page(29_500)
    assert SCALE.needs_page(9_000)
    turned = SCALE.turned_to(29_500)
    assert turned.start == 28_500
    assert not turned.needs_page(29_500)


def test_labels_of_the_ruler_have_room() -> None:
    assert ruler_step(SCALE, 90) == 2_000
    assert ruler_step(SCALE, 101) == 5_000
    assert list(ticks(SCALE, 5_000)) == [10_000, 15_000, 20_000, 25_000, 30_000]


def test_the_ruler_says_tenths_only_where_they_differ() -> None:
    assert clock(44_000, 1000) == "0:44"
    assert clock(44_200, 200) == "0:44.2"
    assert clock(3_723_000, 60_000) == "1:02:03"


def test_the_nearest_target_within_reach_catches() -> None:
    assert snapped(1000, [900, 1080, 1500], 100) == 1080
    assert snapped(1000, [900, 1100], 100) == 900
    assert snapped(1000, [1200], 100) == 1000
    assert snapped(1000, [], 100) == 1000
    assert around([1, 5, 9, 12], 8, 3) == [5, 9]


def test_what_nobody_could_tell_apart_is_one() -> None:
    assert list(merged([(0, 1), (1.5, 3), (10, 11)], 1)) == [(0, 3), (10, 11)]
    assert list(merged([(0, 5), (1, 2), (8, 9)], 1)) == [(0, 5), (8, 9)]
    assert list(merged([], 1)) == []


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(-5, 30))), st.floats(0.1, 20))
def test_a_crowd_is_what_merging_one_by_one_gives(cues: list[tuple[int, int]], gap: float) -> None:
    spans = sorted((start, max(0, start + length)) for start, length in cues)
    starts, ends = [start for start, _end in spans], [end for _start, end in spans]
    assert crowd(starts, ends, range(len(spans)), gap) == list(merged(spans, gap))
    some = range(len(spans) // 3, len(spans) // 2)
    assert crowd(starts, ends, some, gap) == list(merged(spans[some.start : some.stop], gap))
