"""What the menu Edit can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.gui import languages, undoing
from studio.gui.actions import Action, with_flyer, with_video
from studio.gui.main_window import MainWindow
from studio.gui.messages import show
from studio.i18n import N_, _

if TYPE_CHECKING:
    from studio.gui.flyer_session import FlyerSession
    from studio.gui.session import Session


def _can_undo(front: Session | FlyerSession | None) -> bool:
    return front is not None and front.project.undo_label is not None


def _can_redo(front: Session | FlyerSession | None) -> bool:
    return front is not None and front.project.redo_label is not None


def _undo_words(front: Session | FlyerSession | None) -> str:
    label = front.project.undo_label if front is not None else None
    return _("&Undo: {step}").format(step=label) if label else _("&Undo")


def _redo_words(front: Session | FlyerSession | None) -> str:
    label = front.project.redo_label if front is not None else None
    return _("&Do again: {step}").format(step=label) if label else _("&Do again")


def _undo(window: MainWindow) -> None:
    if window.front is not None:
        undoing.undo(window.front)


def _redo(window: MainWindow) -> None:
    if window.front is not None:
        undoing.redo(window.front)


def _has_cues(session: Session | None) -> bool:
    return session is not None and session.cues.rowCount() > 0


def _find(window: MainWindow) -> None:
    from studio.gui.dialogs.find import FindDialog

    if window.front is not None:
        FindDialog.show_for(window.front, window.tabs.currentWidget())


def _has_blocks(flyer: FlyerSession) -> bool:
    return bool(flyer.blocks)


def show_names(window: MainWindow) -> None:
    """Show the list of names and terms."""
    from studio.gui.dialogs.names import NamesDialog

    if window.front is not None:
        NamesDialog.show_for(window.front, window.tabs.currentWidget())


def _tracks(window: MainWindow) -> None:
    from studio.gui.dialogs.tracks import TracksDialog

    if window.session is not None:
        window.session.flush()
        show(TracksDialog(window.session, window))


def _has_tracks(session: Session | None) -> bool:
    return session is not None and session.track is not None


def _has_other_tracks(session: Session | None) -> bool:
    return session is not None and len(session.tracks()) > 1


def _next_track(window: MainWindow) -> None:
    session = window.session
    if session is None or session.track is None:
        return
    tracks = session.tracks()
    here = [track.id for track in tracks].index(session.track.id)
    following = tracks[(here + 1) % len(tracks)]
    session.choose_track(following.id)
    session.said.emit(languages.of_track(following, tracks))


ACTIONS: tuple[Action, ...] = (
    Action(
        "edit.undo",
        N_("&Undo"),
        "edit",
        _undo,
        ("Ctrl+Z",),
        "undo-2",
        _can_undo,
        words=_undo_words,
        flyer=_can_undo,
        flyer_words=_undo_words,
    ),
    Action(
        "edit.redo",
        N_("&Do again"),
        "edit",
        _redo,
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        "redo-2",
        _can_redo,
        words=_redo_words,
        flyer=_can_redo,
        flyer_words=_redo_words,
    ),
    Action(
        "edit.find",
        N_("&Find and replace…"),
        "edit",
        _find,
        ("Ctrl+F",),
        "search",
        _has_cues,
        "find",
        flyer=_has_blocks,
    ),
    Action("edit.tracks", N_("&Subtitles of this video…"), "edit", _tracks, (), "captions", _has_tracks, "tracks"),
    Action("edit.next_track", N_("Ne&xt subtitles"), "edit", _next_track, ("Ctrl+L",), "", _has_other_tracks, "tracks"),
    Action(
        "edit.names",
        N_("&Names…"),
        "edit",
        show_names,
        icon="spell-check",
        when=with_video,
        section="find",
        flyer=with_flyer,
    ),
)
