"""What the menu Play can do."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from studio.gui.actions import Action, with_video
from studio.gui.main_window import MainWindow
from studio.i18n import N_, _

if TYPE_CHECKING:
    from studio.gui.session import Session
    from studio.gui.subtitle_tab.player import Player

EVERYWHERE = "Alt+Space" if sys.platform == "darwin" else "Ctrl+Space"  # ⌘Space is the Mac's own


def _with_cue(session: Session | None) -> bool:
    return session is not None and bool(session.cue)


def _play_words(session: Session | None) -> str:
    return _("&Pause") if session is not None and session.is_playing else _("&Play")


def _player(window: MainWindow) -> Player | None:
    """Return the player of the tab in front; not loaded to find out that there is none."""
    return getattr(window.tabs.currentWidget(), "player", None)


def _toggle(window: MainWindow) -> None:
    if window.session is not None:
        window.session.toggle_play()


def _play_cue(window: MainWindow) -> None:
    if window.session is not None:
        window.session.play_cue()


def _loop(window: MainWindow) -> None:
    if player := _player(window):
        player.set_loops(not player.loops)


def _loops(window: MainWindow) -> bool:
    player = _player(window)
    return player is not None and player.loops


def _speed(speed: float, text: str) -> Action:
    def choose(window: MainWindow) -> None:
        if player := _player(window):
            player.set_speed(speed)

    def is_chosen(window: MainWindow) -> bool:
        player = _player(window)
        return player is not None and player.speed == speed

    return Action(
        f"play.speed_{round(speed * 100)}",
        text,
        "play",
        choose,
        when=with_video,
        section="speed",
        checked=is_chosen,
        submenu=N_("&Speed"),
    )


ACTIONS: tuple[Action, ...] = (
    Action(
        "play.toggle",
        N_("&Play or pause"),
        "play",
        _toggle,
        ("Space", EVERYWHERE),
        "play",
        when=with_video,
        words=_play_words,
    ),
    Action("play.cue", N_("Play this &cue"), "play", _play_cue, ("F5",), "step-forward", when=_with_cue),
    Action(
        "play.loop",
        N_("Play this cue &over and over"),
        "play",
        _loop,
        ("Shift+F5",),
        "repeat-2",
        when=with_video,
        checked=_loops,
    ),
    _speed(0.5, N_("Half the speed")),
    _speed(0.75, N_("Three quarters of the speed")),
    _speed(1.0, N_("Usual speed")),
    _speed(1.25, N_("One and a quarter times as fast")),
    _speed(1.5, N_("One and a half times as fast")),
    _speed(2.0, N_("Twice as fast")),
)
