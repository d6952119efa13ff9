"""What the buttons of an item to check do: at once where nothing needs to be asked, else the dialog for it opens."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from studio.gui import block_gestures
from studio.gui.flyer_session import FlyerSession
from studio.workflow.flyer import review
from studio.workflow.flyer.review import Act, FlyerFix, FlyerItem

_ICONS = {
    Act.WRITE: "pencil-line",
    Act.LEVEL: "list-checks",
    Act.DECORATION: "minus",
    Act.SET_APART: "pencil-line",
    Act.AGAIN: "refresh-cw",
    Act.SHORTER: "list-checks",
    Act.DESCRIBE: "message-square",
}


def icon(fix: FlyerFix) -> str:
    """Return the icon of a button."""
    return _ICONS[fix.act]


def act(session: FlyerSession, item: FlyerItem, fix: FlyerFix, parent: QWidget) -> None:
    """Do what a button says."""
    if session.item != item:
        session.choose_item(item)
    if fix.act is Act.AGAIN:
        block_gestures.again(session, item.blocks)
    elif fix.act is Act.SHORTER:
        session.choose_block(item.block)
        block_gestures.ask_wordings(session, parent)
    elif fix.act is Act.DESCRIBE:
        session.choose_block(item.block)
        block_gestures.describe(session, parent)
    else:
        session.settle(lambda project, found: review.fix(project, found, fix))


def leave(session: FlyerSession) -> None:
    """Leave the item in hand as it is and go to the next one."""
    session.settle(review.leave)


def look(item: FlyerItem) -> tuple[str, str]:
    """Return the icon of an item and its colour."""
    if item.rule == review.STALE:
        return "clock-alert", "stale"
    if item.rule == "set-smaller":
        return "move-horizontal", "stale"
    return ("triangle-alert", "problem") if item.severity == "problem" else ("info", "soft")
