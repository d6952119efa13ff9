"""How large a page is shown."""

from __future__ import annotations

import pytest

from studio.gui.flyer_tab import page_zoom
from studio.gui.flyer_tab.page_zoom import SCREEN, STEPS, Room, Zoom

A4 = (595, 842)
USUAL = Room(A4, (460, 560))
LARGE_LETTERS = Room(A4, (1300, 330), letters=2.0)
PHOTO = Room((4000, 6000), (460, 560), unit=1.0, paper=SCREEN * 595 / 4000)


@pytest.mark.parametrize(
    ("zoom", "room", "scale"),
    [
        (Zoom(), USUAL, 560 / 842),
        (Zoom("whole"), LARGE_LETTERS, 330 / 842),
        (Zoom(), LARGE_LETTERS, SCREEN),
        (Zoom("width"), LARGE_LETTERS, 1300 / 595),
        (Zoom("percent", 150), USUAL, 1.5 * SCREEN),
        (Zoom("percent", 50), PHOTO, 0.5),
        (Zoom(), PHOTO, 560 / 6000),
        (Zoom(), Room(A4, (0, 0)), 0.01),
    ],
)
def test_a_page_is_as_large_as_asked_and_at_first_whole_if_it_can_be_read(zoom: Zoom, room: Room, scale: float) -> None:
    assert zoom.scale(room) == pytest.approx(scale)


@pytest.mark.parametrize(("now", "by", "then"), [(63, 1, 67), (63, -1, 50), (100, 1, 125), (400, 1, 400), (3, -1, 25)])
def test_each_step_leads_to_the_next_size(now: float, by: int, then: int) -> None:
    assert page_zoom.stepped(now, by) == Zoom("percent", then)


def test_steps_lead_from_the_smallest_to_the_largest_and_back() -> None:
    percent = STEPS[0]
    for step in STEPS[1:]:
        percent = page_zoom.stepped(percent, 1).percent
        assert percent == step
    for step in reversed(STEPS[:-1]):
        percent = page_zoom.stepped(percent, -1).percent
        assert percent == step
