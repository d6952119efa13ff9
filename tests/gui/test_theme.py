"""Colours keep the contrast that the design measured, in each scheme, and change while the window is open."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.gui import metrics, palettes, theme

GROUNDS = ("window", "surface", "raised", "select")
TEXTS = ("ink", "soft", "accent", "machine")
STATES = ("approved", "stale", "problem", "machine")

each_scheme = pytest.mark.parametrize("scheme", sorted(theme.SCHEMES))
light_and_dark = pytest.mark.parametrize("scheme", ["light", "dark"])


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [part / 255 for part in QColor(colour).getRgb()[:3]]
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_knows_black_on_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@light_and_dark
def test_text_is_readable_on_every_ground(scheme: str) -> None:
    colours = theme.SCHEMES[scheme]
    for token in (*TEXTS, "approved", "stale", "problem"):
        for ground in GROUNDS:
            assert contrast(colours[token], colours[ground]) >= 4.5, f"{token} on {ground}"


def test_text_is_readable_in_high_contrast() -> None:
    colours = palettes.CONTRAST
    for token in (*TEXTS, "approved", "stale", "problem", "disabled"):
        assert contrast(colours[token], colours["surface"]) >= 7, token
    assert contrast(colours["onselect"], colours["select"]) >= 7


@each_scheme
def test_states_are_readable_on_their_own_ground(scheme: str) -> None:
    colours = theme.SCHEMES[scheme]
    for state in STATES:
        assert contrast(colours[state], colours[f"{state}_ground"]) >= 4.5, state
        assert contrast(colours["ink"], colours[f"{state}_ground"]) >= 4.5, state


@each_scheme
def test_what_is_filled_is_readable(scheme: str) -> None:
    colours = theme.SCHEMES[scheme]
    assert contrast(colours["onaccent"], colours["fill"]) >= 4.5


@each_scheme
def test_controls_have_an_edge_and_a_ring_that_are_seen(scheme: str) -> None:
    colours = theme.SCHEMES[scheme]
    for ground in GROUNDS[:3]:
        assert contrast(colours["edge"], colours[ground]) >= 3, ground
        assert contrast(colours["fill_edge"], colours[ground]) >= 3, ground
        assert contrast(colours["focus"], colours[ground]) >= 3, ground
    assert contrast(colours["focus_on_select"], colours["select"]) >= 3


@each_scheme
def test_the_timeline_is_seen(scheme: str) -> None:
    colours = theme.SCHEMES[scheme]
    for token in ("waveform", "speech_lane", "shot"):
        assert contrast(colours[token], colours["surface"]) >= 3, token


@each_scheme
def test_every_scheme_knows_every_name(scheme: str) -> None:
    assert set(theme.SCHEMES[scheme]) == set(palettes.LIGHT)


def test_the_systems_own_high_contrast_keeps_its_colours() -> None:
    system = QPalette()
    for role, colour in {
        QPalette.ColorRole.Window: "#202020",
        QPalette.ColorRole.Base: "#202020",
        QPalette.ColorRole.WindowText: "#ffffff",
        QPalette.ColorRole.Highlight: "#8ee3f0",
        QPalette.ColorRole.HighlightedText: "#263b50",
    }.items():
        system.setColor(role, QColor(colour))
    colours = palettes.of_system(system)
    assert set(colours) == set(palettes.LIGHT)
    assert colours["surface"] == "#202020"
    assert (colours["select"], colours["onselect"]) == ("#8ee3f0", "#263b50")
    assert {colours[token] for token in ("ink", "soft", "problem", "approved")} == {"#ffffff"}


def test_another_theme_is_told_and_shown(qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.current().changed):
        theme.current().use("dark")
    assert theme.colour("surface") == QColor(palettes.DARK["surface"])
    assert QApplication.palette().color(QPalette.ColorRole.Window) == QColor(palettes.DARK["window"])


def test_the_same_theme_again_moves_nothing(qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.current().changed):
        theme.current().use("light", 100)
    with qtbot.waitSignal(theme.current().changed):
        theme.current().use("light", 200)
    with qtbot.waitSignal(theme.current().changed):
        theme.current().use("light", 100)


def test_everything_grows_with_the_letters() -> None:
    small = metrics.px(100)
    theme.current().use("light", 200)
    assert metrics.px(100) == pytest.approx(2 * small, rel=0.1)
    assert metrics.target() >= 48


def test_the_smallest_letters_leave_something_to_hit() -> None:
    theme.current().use("light", 50)
    assert metrics.target() == 24


def test_figures_are_equally_wide() -> None:
    font = metrics.font(metrics.SECONDARY, metrics.STRONG)
    assert [tag.toString() for tag in font.featureTags()] == ["tnum"]
    assert font.pointSizeF() == pytest.approx(9.2)
