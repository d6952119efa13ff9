"""What the menu Cues can do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from studio.gui import gestures
from studio.gui.actions import Action
from studio.gui.main_window import MainWindow
from studio.gui.tables import words
from studio.i18n import N_
from studio.model.cue import CueState, Kind

if TYPE_CHECKING:
    from studio.gui.session import Session

Deed = Callable[["Session"], object]


def _can_edit(session: Session | None) -> bool:
    """Say whether the cues of the track may be changed."""
    return session is not None and session.track is not None and not session.track.is_read_only


def _with_cue(session: Session | None) -> bool:
    return session is not None and bool(session.cue) and _can_edit(session)


def _has_cues(session: Session | None) -> bool:
    return session is not None and session.cues.rowCount() > 0


def _can_edit_many(session: Session | None) -> bool:
    return _has_cues(session) and _can_edit(session)


def _on(deed: Deed) -> Callable[[MainWindow], None]:
    """Return what does a gesture with the video in front."""

    def do(window: MainWindow) -> None:
        if window.session is not None:
            deed(window.session)

    return do


def _asking(deed: Callable[[Session, MainWindow], object]) -> Callable[[MainWindow], None]:
    """Return what does a gesture that may ask the person something."""

    def do(window: MainWindow) -> None:
        if window.session is not None:
            deed(window.session, window)

    return do


def _split(window: MainWindow) -> None:
    editor = getattr(window.tabs.currentWidget(), "editor", None)
    if editor is not None:
        editor.split_here()


def _next(session: Session) -> None:
    session.turn(by=1)


def _previous(session: Session) -> None:
    session.turn(by=-1)


def _nudge(session: Session, by: int) -> None:
    gestures.nudge(session, by)


def _nudge_frame(session: Session, frames: int) -> None:
    gestures.nudge(session, frames * gestures.frame(session))


def _shift(session: Session, window: MainWindow) -> None:
    from studio.gui.dialogs.shift import ShiftDialog

    dialog = ShiftDialog(session, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _stretch(session: Session, window: MainWindow) -> None:
    from studio.gui.dialogs.stretch import StretchDialog

    dialog = StretchDialog(session, window.tabs.currentWidget())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()  # the picture is needed beside it


def _kind(kind: Kind, text: str) -> Action:
    do = _on(partial(gestures.set_kind, kind=kind))
    return Action(f"cues.kind_{kind}", text, "cues", do, when=_with_cue, section="about", submenu=N_("&Kind"))


def _state(state: CueState, text: str) -> Action:
    do = _asking(lambda session, window: gestures.set_state(session, state, window))
    icon = words.STATE_ICONS[state]
    return Action(f"cues.state_{state}", text, "cues", do, (), icon, _with_cue, section="about", submenu=N_("St&ate"))


ACTIONS: tuple[Action, ...] = (
    Action(
        "cues.approve",
        N_("&Approve and go on"),
        "cues",
        _asking(gestures.approve),
        ("Ctrl+Return", "Ctrl+Enter"),
        "circle-check",
        _with_cue,
    ),
    Action("cues.next", N_("&Next cue"), "cues", _on(_next), ("Alt+Down",), when=_has_cues),
    Action("cues.previous", N_("&Previous cue"), "cues", _on(_previous), ("Alt+Up",), when=_has_cues),
    Action("cues.insert", N_("&Insert new cue"), "cues", _on(gestures.insert), ("Ins",), "plus", _can_edit, "make"),
    Action("cues.delete", N_("&Delete"), "cues", _on(gestures.delete), ("Del",), "trash-2", _with_cue, "make"),
    Action("cues.split", N_("&Split at the caret"), "cues", _split, ("Ctrl+T",), "scissors", _with_cue, "make"),
    Action("cues.join", N_("&Join with next"), "cues", _on(gestures.join), ("Ctrl+J",), "merge", _with_cue, "make"),
    Action("cues.start_here", N_("S&tart here"), "cues", _on(gestures.start_here), ("F6",), "", _with_cue, "time"),
    Action("cues.end_here", N_("&End here"), "cues", _on(gestures.end_here), ("F7",), "", _with_cue, "time"),
    Action(
        "cues.earlier",
        N_("Nearer edge a little ea&rlier"),
        "cues",
        _on(partial(_nudge, by=-gestures.TENTH)),
        ("Alt+Left",),
        when=_with_cue,
        section="time",
    ),
    Action(
        "cues.later",
        N_("Nearer edge a little &later"),
        "cues",
        _on(partial(_nudge, by=gestures.TENTH)),
        ("Alt+Right",),
        when=_with_cue,
        section="time",
    ),
    Action(
        "cues.frame_earlier",
        N_("Nearer edge one frame earlier"),
        "cues",
        _on(partial(_nudge_frame, frames=-1)),
        ("Alt+Shift+Left",),
        when=_with_cue,
        section="time",
    ),
    Action(
        "cues.frame_later",
        N_("Nearer edge one frame later"),
        "cues",
        _on(partial(_nudge_frame, frames=1)),
        ("Alt+Shift+Right",),
        when=_with_cue,
        section="time",
    ),
    Action("cues.shift", N_("S&hift in time…"), "cues", _asking(_shift), (), "move-horizontal", _can_edit_many, "time"),
    Action("cues.stretch", N_("Stretch between t&wo cues…"), "cues", _asking(_stretch), (), "", _can_edit_many, "time"),
    Action(
        "cues.rebreak",
        N_("&Break lines anew"),
        "cues",
        _on(gestures.rebreak),
        ("Ctrl+B",),
        "wrap-text",
        _with_cue,
        "anew",
    ),
    Action(
        "cues.retime", N_("Ti&me anew as it was heard"), "cues", _on(gestures.retime), (), "timer", _with_cue, "anew"
    ),
    Action("cues.recut", N_("&Cut into cues anew"), "cues", _on(gestures.recut), (), "refresh-cw", _with_cue, "anew"),
    Action(
        "cues.snap", N_("Put edges at cuts in the picture"), "cues", _on(gestures.snap), (), "magnet", _with_cue, "anew"
    ),
    Action(
        "cues.speaker", N_("Speaker…"), "cues", _asking(gestures.ask_speaker), (), "user", _with_cue, section="about"
    ),
    Action(
        "cues.comment",
        N_("C&omment…"),
        "cues",
        _asking(gestures.ask_comment),
        (),
        "message-square",
        _with_cue,
        section="about",
    ),
    _kind(Kind.SPEECH, N_("Speech")),
    _kind(Kind.SOUND, N_("Sound")),
    _kind(Kind.MUSIC, N_("Music")),
    _kind(Kind.LYRIC, N_("Lyrics")),
    _state(CueState.MACHINE, N_("Machine")),
    _state(CueState.EDITED, N_("Edited")),
    _state(CueState.APPROVED, N_("Approved")),
)
