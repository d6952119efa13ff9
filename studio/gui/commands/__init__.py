"""What can be done from the menus and by keys, one table for each menu."""

from __future__ import annotations

from studio.gui.actions import Action


def everything() -> tuple[Action, ...]:
    """Return all actions, menu by menu."""
    from studio.gui.commands import blocks, cues, edit, file, help, play, review, translate, translate_flyer, view

    return (
        *file.FIRST,
        *review.STAGES,
        *blocks.STAGES,
        *file.LAST,
        *edit.ACTIONS,
        *cues.ACTIONS,
        *review.ACTIONS,
        *blocks.ACTIONS,
        *play.ACTIONS,
        *translate_flyer.ACTIONS,
        *translate.ACTIONS,
        *view.ACTIONS,
        *help.ACTIONS,
    )
