"""What the menu Play can do."""

from __future__ import annotations

from studio.gui.actions import Action

ACTIONS: tuple[Action, ...] = ()
