"""What the menu Help can do."""

from __future__ import annotations

from studio.gui.actions import Action
from studio.gui.main_window import MainWindow
from studio.i18n import N_


def _keys(window: MainWindow) -> None:
    from studio.gui.dialogs.keys import KeysDialog

    KeysDialog(window).open()


def _report(window: MainWindow) -> None:
    from studio.gui.dialogs.report import ReportDialog

    ReportDialog(window).open()


def _about(window: MainWindow) -> None:
    from studio.gui.dialogs.about import AboutDialog

    AboutDialog(window).open()


ACTIONS: tuple[Action, ...] = (
    Action("help.keys", N_("&Keys"), "help", _keys, ("F1",), "keyboard"),
    Action("help.report", N_("A &report to send…"), "help", _report, icon="send", section="report"),
    Action("help.about", N_("&About Souffleur"), "help", _about, icon="info", section="about"),
)
