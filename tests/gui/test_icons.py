"""Icons are drawn in the colour of the theme, and all that lie there are ours to ship."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap

from studio import paths
from studio.gui import icons, theme

FOLDER = paths.resources() / "icons"
NAMES = sorted(file.stem for file in FOLDER.glob("*.svg"))


def colours(picture: QPixmap) -> set[str]:
    """Return the colours of the dots that are wholly there."""
    image = picture.toImage()
    dots = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {dot.name() for dot in dots if dot.alpha() == 255}


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_has_one_colour(name: str) -> None:
    wanted = theme.colour("accent")
    for colour in colours(icons.pixmap(name, "accent", 48)):
        assert all(abs(a - b) <= 1 for a, b in zip(QColor(colour).getRgb(), wanted.getRgb(), strict=True))


def test_an_icon_follows_the_theme() -> None:
    icon = icons.icon("film", "ink")
    theme.current().use("dark")
    assert colours(icon.pixmap(QSize(48, 48))) == {QColor(theme.SCHEMES["dark"]["ink"]).name()}


def test_an_icon_of_something_disabled_is_pale() -> None:
    shown = icons.icon("film").pixmap(QSize(48, 48), QIcon.Mode.Disabled)
    assert colours(shown) == {theme.colour("disabled").name()}


def test_an_icon_is_crisp_on_a_fine_screen() -> None:
    shown = icons.icon("film").pixmap(QSize(16, 16), 3.0)
    assert shown.devicePixelRatio() == 3
    assert shown.width() == 48


def test_the_licences_of_the_icons_lie_beside_them() -> None:
    text = (FOLDER / "LICENSE").read_text("utf-8")
    assert "ISC License" in text
    assert "The MIT License" in text
