"""What the menu Help can do."""

from __future__ import annotations

from studio.gui.actions import Action
from studio.gui.main_window import MainWindow
from studio.gui.messages import show
from studio.i18n import N_


def _keys(window: MainWindow) -> None:
    from studio.gui.dialogs.keys import KeysDialog

    show(KeysDialog(window))


def guide(window: MainWindow) -> None:
    """Show the guide that is shown at the first start."""
    from studio.gui.dialogs.guide import GuideDialog

    show(GuideDialog(window))


def _report(window: MainWindow) -> None:
    from studio.gui.dialogs.report import ReportDialog

    show(ReportDialog(window))


def _about(window: MainWindow) -> None:
    from studio.gui.dialogs.about import AboutDialog

    show(AboutDialog(window))


ACTIONS: tuple[Action, ...] = (
    Action("help.keys", N_("&Keys"), "help", _keys, ("F1",), "keyboard"),
    Action("help.guide", N_("Set &up Souffleur…"), "help", guide, icon="settings"),
    Action("help.report", N_("A &report to send…"), "help", _report, icon="send", section="report"),
    Action("help.about", N_("&About Souffleur"), "help", _about, icon="info", section="about"),
)
