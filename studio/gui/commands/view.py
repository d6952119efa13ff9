"""What the menu View can do."""

from __future__ import annotations

from studio.gui.actions import Action
from studio.gui.main_window import MainWindow
from studio.i18n import N_

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


ACTIONS: tuple[Action, ...] = (
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
