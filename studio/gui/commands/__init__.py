"""What can be done from the menus and by keys, one table for each menu."""

from __future__ import annotations

from studio.gui.actions import Action


def everything() -> tuple[Action, ...]:
    """Return all actions, menu by menu."""
    from studio.gui.commands import cues, edit, file, help, play, review, translate, view

    return (
        *file.FIRST,
        *review.STAGES,
        *file.LAST,
        *edit.ACTIONS,
        *cues.ACTIONS,
        *review.ACTIONS,
        *play.ACTIONS,
        *translate.ACTIONS,
        *view.ACTIONS,
        *help.ACTIONS,
    )
