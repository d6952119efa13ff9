"""Leaving while something is being done: asked plainly, since what is done is kept anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QWidget

from studio.i18n import _, ngettext

if TYPE_CHECKING:
    from studio.gui.runner import Runner


def may_leave(runner: Runner, parent: QWidget | None = None) -> bool:
    """Say whether to close; asks while people wait for work. It is the caller's to close the runner then."""
    if not any(running.is_awaited for running in runner.running):
        return True
    box = question(runner, parent)
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


def question(runner: Runner, parent: QWidget | None = None) -> Question:
    """Return the question about what runs now."""
    box = Question(parent)
    awaited = [running for running in runner.running if running.is_awaited]
    names = list(dict.fromkeys(running.label for running in awaited))
    box.setText(ngettext("This is still being done:", "These are still being done:", len(names)))
    can_go_on = all(running.work.can_pause for running in awaited)
    kept = (
        _("What is done is kept. Open the production again to go on from there.")
        if can_go_on
        else _("What is done is kept. The rest has to be begun anew.")
    )
    box.setInformativeText("\n".join([*names, "", kept]))
    return box
