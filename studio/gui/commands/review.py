"""What the review and the stages can do by menu and key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.gui.actions import Action, with_video
from studio.gui.main_window import MainWindow
from studio.i18n import N_

if TYPE_CHECKING:
    from studio.gui.session import Session
    from studio.workflow import review
else:
    from studio.gui import later

    review = later.module("studio.workflow.review")


def _has_items(session: Session | None) -> bool:
    return session is not None and session.review is not None and bool(session.review.items)


def _has_item(session: Session | None) -> bool:
    return session is not None and session.item is not None


def _can_fix(session: Session | None) -> bool:
    return session is not None and session.item is not None and session.item.fix is not None


def _can_listen(session: Session | None) -> bool:
    return session is not None and session.track is not None and not session.track.is_read_only


def _has_cues(session: Session | None) -> bool:
    return session is not None and session.cues.rowCount() > 0


def _go(window: MainWindow, by: int) -> None:
    if window.session is not None:
        window.session.next_item(by)


def _fix(window: MainWindow) -> None:
    if window.session is not None:
        window.session.settle(review.fix)


def _leave(window: MainWindow) -> None:
    if window.session is not None:
        window.session.settle(review.leave)


def _start(window: MainWindow) -> None:
    from studio.gui.subtitle_tab.tab import SubtitleTab

    tab = window.tabs.currentWidget()
    if isinstance(tab, SubtitleTab):
        tab.show_start()


def _again(window: MainWindow) -> None:
    from studio.gui.dialogs.again import AgainDialog

    if window.session is not None:
        window.session.flush()
        AgainDialog(window.session, window).open()


def _export(window: MainWindow) -> None:
    from studio.gui.dialogs.export import ExportDialog

    if window.session is not None:
        window.session.flush()
        ExportDialog(window.session, window).open()


ACTIONS: tuple[Action, ...] = (
    Action(
        "review.next",
        N_("Next to &check"),
        "cues",
        lambda window: _go(window, 1),
        ("F8",),
        "list-checks",
        _has_items,
        "review",
    ),
    Action(
        "review.previous",
        N_("Pre&vious to check"),
        "cues",
        lambda window: _go(window, -1),
        ("Shift+F8",),
        "",
        _has_items,
        "review",
    ),
    Action("review.fix", N_("&Mend as proposed"), "cues", _fix, ("Ctrl+M",), "check", _can_fix, "review"),
    Action("review.leave", N_("Leave as it &is"), "cues", _leave, ("Ctrl+Shift+M",), "", _has_item, "review"),
    Action("cues.again", N_("Listen a&gain…"), "cues", _again, (), "mic", _can_listen, "again"),
)

STAGES: tuple[Action, ...] = (
    Action("stages.start", N_("&Write down what is said…"), "file", _start, (), "mic", with_video, "stages"),
    Action("stages.export", N_("&Export…"), "file", _export, ("Ctrl+E",), "file-down", _has_cues, "stages"),
)
