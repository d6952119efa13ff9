"""No level of headings is skipped, whatever a flyer's headings look like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.documents import headings


@pytest.mark.parametrize(
    ("levels", "mended"),
    [
        ([1, 2, 3, 2, 1], [1, 2, 3, 2, 1]),
        ([1, 3, 3, 2], [1, 2, 2, 2]),
        ([2, 1, 2], [1, 1, 2]),
        ([3, 6, 4, 3], [1, 2, 2, 1]),
        ([0, 2], [1, 2]),
    ],
)
def test_levels_are_mended(levels: list[int], mended: list[int]) -> None:
    assert headings.without_gaps(levels) == mended


@given(st.lists(st.integers(0, 6)))
def test_the_first_is_1_and_none_is_more_than_one_below_the_last(levels: list[int]) -> None:
    mended = headings.without_gaps(levels)
    assert all(after <= before + 1 for before, after in zip([0, *mended], mended, strict=False))
    assert headings.without_gaps(mended) == mended
