"""Words stand out from what is behind them."""

from __future__ import annotations

import numpy as np
import pytest

from studio.documents import readable
from studio.model.document import Area, Box, Lettering, Look, Page, TextBlock
from tests.documents import posters
from tests.documents.posters import Pixels

BOX = Box(100, 100, 500, 130)


def block(colour: str, size: float = 24.0) -> TextBlock:
    return TextBlock(1, (Area(0, BOX),), "Premiere", look=Look(colour=colour, size=size), lettering=Lettering.SCAN)


def made(ground: Pixels, words: TextBlock, scale: float = 0.5) -> tuple[Pixels, TextBlock]:
    page = Page(0, ground.shape[1], ground.shape[0])
    picture, found = readable.made(ground.copy(), [words], page, scale)
    return picture, found[0]


def least(picture: Pixels, colour: str) -> float:
    """Return the contrast of a colour against the worst tenth of what is in the box."""
    inside = picture[int(BOX.top) : int(BOX.bottom), int(BOX.left) : int(BOX.right)].reshape(-1, 3)[::7]
    found = sorted(readable.contrast(readable.colour_of(colour), tuple(map(int, one))) for one in inside)
    return found[len(found) // 10]


def test_contrast_is_that_of_the_guidelines() -> None:
    assert readable.contrast(readable.BLACK, readable.WHITE) == pytest.approx(21)
    assert readable.contrast((118, 118, 118), readable.WHITE) == pytest.approx(4.54, abs=0.01)
    assert readable.contrast((119, 119, 119), readable.WHITE) < 4.5


@pytest.mark.parametrize(("ground", "colour"), [("white", "#202060"), ("#102040", "#ffd0c0"), ("#808080", "#000000")])
def test_a_colour_that_can_be_read_stays(ground: str, colour: str) -> None:
    picture, found = made(posters.flat(colour=ground), block(colour))
    assert found.look.colour == colour
    np.testing.assert_array_equal(picture, posters.flat(colour=ground))


@pytest.mark.parametrize(("ground", "colour"), [("white", "#ff8080"), ("#204060", "#306080"), ("#c02020", "#209020")])
def test_a_colour_that_cannot_be_read_becomes_the_nearest_that_can(ground: str, colour: str) -> None:
    picture, found = made(posters.flat(colour=ground), block(colour))
    assert found.look.colour != colour
    assert 4.5 <= least(picture, found.look.colour) < 6


def test_large_words_need_less() -> None:
    _picture, small = made(posters.flat(), block("#d06060", 20))
    _picture, large = made(posters.flat(), block("#d06060", 60))
    assert large.look.colour == "#d06060" != small.look.colour


def test_where_no_colour_stands_out_there_is_a_panel_with_soft_edges() -> None:
    checked = np.kron(np.indices((20, 32)).sum(axis=0) % 2, np.ones((25, 25))).astype(np.uint8)[:, :, None] * 255
    ground = np.repeat(checked, 3, axis=2)
    picture, found = made(ground, block("#808080"))
    assert least(picture, found.look.colour) >= 4.5
    np.testing.assert_array_equal(picture[:50], ground[:50])
    changes = np.abs(picture[115, 60:110].astype(int) - ground[115, 60:110]).max(axis=1)
    assert changes[0] == 0
    assert ((changes > 0) & (changes < 25)).any()
