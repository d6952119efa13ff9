"""Undo and redo with a video or a flyer in front: the step is reverted, said, and what it was about is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from studio.i18n import _

if TYPE_CHECKING:
    from studio.gui.flyer_session import FlyerSession
    from studio.gui.session import Session
    from studio.project.values import Changed


def undo(front: Session | FlyerSession) -> None:
    """Take back the last step and show what it was about."""
    label = _revert(front, front.project.undo)
    if label:
        front.said.emit(_("Undone: {step}").format(step=label))


def redo(front: Session | FlyerSession) -> None:
    """Repeat the step that was taken back last and show what it is about."""
    label = _revert(front, front.project.redo)
    if label:
        front.said.emit(_("Done again: {step}").format(step=label))


def _revert(front: Session | FlyerSession, revert: Callable[[], str | None]) -> str | None:
    from studio.gui.flyer_session import FlyerSession  # not before: the window is seen sooner

    touched: list[Changed] = []
    front.flush()
    front.changed.connect(touched.append)
    try:
        label = front.attempt(revert)
    finally:
        front.changed.disconnect(touched.append)
    show = _show_block if isinstance(front, FlyerSession) else _show_cue
    show(front, touched)  # type: ignore[arg-type]
    return label


def _show_cue(session: Session, touched: list[Changed]) -> None:
    ids = {id for change in touched for id in change.rows.get("cue", ()) if isinstance(id, int)}
    rows = [row for id in ids if (row := session.cues.row_of(id)) is not None]
    if rows:
        session.show_cue(session.cues.stored(min(rows)).id)


def _show_block(session: FlyerSession, touched: list[Changed]) -> None:
    """Choose the first of the blocks that the step was about; the chosen one stays if it is among them."""
    wordings = {wording.id: block for block, wording in session.wordings.items()}
    ids = {id for change in touched for id in change.rows.get("block", ())}
    ids |= {wordings.get(id, 0) for change in touched for id in change.rows.get("wording", ()) if isinstance(id, int)}
    rows = [row for id in ids if isinstance(id, int) and (row := session.row_of(id)) is not None]
    if rows and session.row_of(session.block) not in rows:
        session.choose_block(session.blocks[min(rows)].id)
