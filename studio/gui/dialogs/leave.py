"""Leaving while something is being done: asked plainly, since what is done is kept anyway."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QWidget

from studio.i18n import _, ngettext

if TYPE_CHECKING:
    from studio.gui.runner import Runner, Running


def may_leave(runner: Runner, parent: QWidget | None = None, *, is_end: bool = False) -> bool:
    """Say whether to close; asks while people wait for work. It is the caller's to close the runner then.

    `is_end` says that the program ends: only that stops a download, which is asked about as well.
    """
    if not _awaited(runner, is_end=is_end):
        return True
    box = question(runner, parent, is_end=is_end)
    box.exec()
    return box.clickedButton() is box.button_leave


class Question(QMessageBox):
    """Asks whether to stop for now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(_("Something is still being done"))
        self.button_leave = self.addButton(_("Close for now"), QMessageBox.ButtonRole.AcceptRole)
        self.button_stay = self.addButton(_("Stay"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.button_stay)
        self.setEscapeButton(self.button_stay)


def question(runner: Runner, parent: QWidget | None = None, *, is_end: bool = False) -> Question:
    """Return the question about what runs now."""
    box = Question(parent)
    awaited = _awaited(runner, is_end=is_end)
    names = list(dict.fromkeys(running.label for running in awaited))
    box.setText(ngettext("This is still being done:", "These are still being done:", len(names)))
    kept = [_of_production(films)] if (films := [each for each in awaited if not each.is_for_packs]) else []
    if any(running.is_for_packs for running in awaited):
        kept.append(_("A download goes on next time from the same place: choose “Go on” in “Languages and models”."))
    box.setInformativeText("\n".join([*names, "", *kept]))
    return box


def _awaited(runner: Runner, *, is_end: bool) -> list[Running]:
    """Return what people wait for."""
    return [running for running in runner.running if running.is_awaited or (is_end and running.is_for_packs)]


def _of_production(awaited: Sequence[Running]) -> str:
    """Return what becomes of what is being done for videos."""
    if all(running.work.can_pause for running in awaited):
        return _("What is done is kept. Open the production again to go on from there.")
    return _("What is done is kept. The rest has to be begun anew.")
