"""Subtitles over the picture are legible: where they are, how large, in which colour, with their tags."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from studio.gui.subtitle_tab import overlay
from studio.gui.subtitle_tab.overlay import Look, Run

SIZE = (640, 360)
BLUE = QColor("#2040A0")


def painted(*texts: str, look: Look | None = None) -> QImage:
    """Return a blue picture with these texts over it."""
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(BLUE)
    painter = QPainter(image)
    overlay.paint(painter, QRectF(image.rect()), texts, look or Look())
    painter.end()
    return image


def touched(image: QImage, colour: QColor | None = None) -> QRect:
    """Return the smallest rectangle around all that is not blue, or is of a colour."""
    rows, columns = [], []
    for y in range(image.height()):
        for x in range(image.width()):
            here = image.pixelColor(x, y)
            if here == colour if colour is not None else here != BLUE:
                rows.append(y)
                columns.append(x)
    if not rows:
        return QRect()
    return QRect(min(columns), min(rows), max(columns) - min(columns) + 1, max(rows) - min(rows) + 1)


def test_tags_become_runs_of_letters() -> None:
    assert overlay.runs("Der <i>Sturm</i>\n<b><u>bald</u></b>") == [
        [Run("Der "), Run("Sturm", italic=True)],
        [Run("bald", bold=True, underline=True)],
    ]


def test_a_tag_may_span_lines() -> None:
    assert overlay.runs("<i>eins\nzwei</i>") == [[Run("eins", italic=True)], [Run("zwei", italic=True)]]


def test_what_only_looks_like_a_tag_is_text() -> None:
    assert overlay.runs("a < b <Applaus>") == [[Run("a < b <Applaus>")]]


def test_nothing_is_drawn_without_a_cue() -> None:
    assert touched(painted()).isEmpty()
    assert touched(painted("")).isEmpty()


def test_it_lies_in_the_middle_near_the_lower_edge() -> None:
    where = touched(painted("Guten Abend."))
    assert abs(where.center().x() - SIZE[0] // 2) <= 1
    assert SIZE[1] * 0.8 < where.top()
    assert where.bottom() < SIZE[1]


def test_the_ground_is_black_and_nearly_opaque() -> None:
    image = painted("Guten Abend.")
    where = touched(image)
    ground = image.pixelColor(where.left() + 2, where.top() + 2)
    assert max(ground.red(), ground.green(), ground.blue()) <= 0.15 * 255


@pytest.mark.parametrize("colour", ["white", "yellow"])
def test_letters_have_the_chosen_colour(colour: str) -> None:
    assert not touched(painted("Guten Abend.", look=Look(7.5, colour)), QColor(colour)).isEmpty()


def test_letters_grow_with_the_chosen_size() -> None:
    heights = [touched(painted("Guten Abend.", look=Look(size))).height() for size in (5, 7.5, 14)]
    assert heights[0] < heights[1] < heights[2]
    assert abs(heights[2] / heights[0] - 14 / 5) < 0.2


def test_cues_of_one_moment_do_not_hide_each_other() -> None:
    one = touched(painted("Eins")).height()
    assert touched(painted("Eins", "Zwei")).height() >= 2 * one


@pytest.mark.parametrize("text", ["Wort " * 40, "Donaudampfschiff" * 20, "😀" * 90])
def test_what_is_too_long_is_wrapped_within_the_picture(text: str) -> None:
    where = touched(painted(text))
    assert where.left() >= 4
    assert where.right() <= SIZE[0] - 4
    assert where.height() > 2 * touched(painted("Eins")).height() * 0.9
