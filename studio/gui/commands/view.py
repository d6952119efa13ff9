"""What the menu View can do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from studio.gui.actions import Action, never, with_flyer
from studio.gui.main_window import MainWindow
from studio.i18n import N_

if TYPE_CHECKING:
    from studio.gui.flyer_session import FlyerSession
    from studio.gui.flyer_tab.page_canvas import PageCanvas

_SIZES = (50, 75, 100, 125, 150, 175, 200, 250, 300, 400)


def _theme(name: str, text: str) -> Action:
    return Action(
        id=f"view.theme_{name}",
        text=text,
        menu="view",
        do=lambda window: window.preferences.change(theme=name),
        checked=lambda window: window.preferences.settings.theme == name,
        submenu=N_("&Colours"),
    )


def _larger(window: MainWindow, by: int) -> None:
    """Make all letters larger or smaller by a step."""
    here = window.preferences.settings.text_size
    sizes = [size for size in _SIZES if (size > here if by > 0 else size < here)]
    if sizes:
        window.preferences.change(text_size=min(sizes) if by > 0 else max(sizes))


def _page(window: MainWindow) -> PageCanvas | None:
    """Return the page of the flyer in front."""
    front = window.tabs.currentWidget()
    return next((tab.page.canvas for tab in window.tabs.flyers() if tab is front), None)


def _zoom(window: MainWindow, by: int) -> None:
    """Show the page a step larger (1) or smaller (-1), or whole (0)."""
    canvas = _page(window)
    if canvas is not None:
        canvas.zoom_by(by) if by else canvas.fit_page()


def _toggle_translated(window: MainWindow) -> None:
    if window.flyer is not None:
        window.flyer.show_translation(not window.flyer.is_translation_shown)


def _is_translated(window: MainWindow) -> bool:
    return window.flyer is not None and window.flyer.is_translation_shown


def _has_edition(flyer: FlyerSession) -> bool:
    return flyer.edition is not None


def _turn(window: MainWindow, by: int) -> None:
    if window.flyer is not None:
        window.flyer.choose_page(window.flyer.page + by)


def _of_page(id: str, text: str, do: Callable[[MainWindow], object], *keys: str) -> Action:
    return Action(id, text, "view", do, keys, when=never, section="page", flyer=with_flyer)


PAGE: tuple[Action, ...] = (
    Action(
        "view.translated",
        N_("Page as it will be &exported"),
        "view",
        _toggle_translated,
        ("F4",),
        when=never,
        section="page",
        flyer=_has_edition,
        checked=_is_translated,
    ),
    _of_page("view.page_larger", N_("Page la&rger"), lambda window: _zoom(window, 1), "Ctrl+Alt++", "Ctrl+Alt+="),
    _of_page("view.page_smaller", N_("Pa&ge smaller"), lambda window: _zoom(window, -1), "Ctrl+Alt+-"),
    _of_page("view.page_whole", N_("&Whole page"), lambda window: _zoom(window, 0), "Ctrl+Alt+0"),
    _of_page("view.next_page", N_("Ne&xt page of the flyer"), lambda window: _turn(window, 1), "Alt+PgDown"),
    _of_page("view.previous_page", N_("Page of the flyer &before"), lambda window: _turn(window, -1), "Alt+PgUp"),
)
"""What is shown of a flyer's page."""

ACTIONS: tuple[Action, ...] = (
    *PAGE,
    _theme("system", N_("As the &system")),
    _theme("light", N_("&Light")),
    _theme("dark", N_("&Dark")),
    _theme("contrast", N_("&High contrast")),
    Action(
        "view.larger",
        N_("Letters l&arger"),
        "view",
        lambda window: _larger(window, 1),
        shortcuts=("Ctrl++", "Ctrl+="),
        section="size",
    ),
    Action(
        "view.smaller",
        N_("Letters s&maller"),
        "view",
        lambda window: _larger(window, -1),
        shortcuts=("Ctrl+-",),
        section="size",
    ),
    Action(
        "view.usual",
        N_("Letters as &usual"),
        "view",
        lambda window: window.preferences.change(text_size=100),
        shortcuts=("Ctrl+0",),
        section="size",
    ),
    Action("view.home", N_("&Home"), "view", lambda window: window.show_home(), ("Alt+Home",), "house", section="tabs"),
    Action(
        "view.next_tab",
        N_("&Next tab"),
        "view",
        lambda window: window.turn_tab(1),
        shortcuts=("Ctrl+PgDown", "Ctrl+Tab"),
        section="tabs",
    ),
    Action(
        "view.previous_tab",
        N_("&Previous tab"),
        "view",
        lambda window: window.turn_tab(-1),
        shortcuts=("Ctrl+PgUp", "Ctrl+Shift+Tab"),
        section="tabs",
    ),
)
