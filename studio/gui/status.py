"""The line at the bottom: how far the open video is, that nothing leaves this computer, that all is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStatusBar, QWidget

from studio.gui import icons, metrics, widgets
from studio.i18n import _, ngettext
from studio.model.cue import CueState

if TYPE_CHECKING:
    from studio.gui.session import Session

SAID = 8000  # milliseconds a sentence stays


class StatusBar(QStatusBar):
    """Shows the state of a session, and for a while what was said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.checked = QLabel()
        self.machine = QLabel()
        self.said = QLabel()
        for label in (self.said, self.checked, self.machine):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # never wider than the window
            self.addWidget(label, 1)
        self.said.hide()
        self._over = QTimer(self, singleShot=True, interval=SAID)
        self._over.timeout.connect(self._be_silent)
        self.addPermanentWidget(_Sign("wifi-off", _("Nothing leaves this computer")))
        self.addPermanentWidget(_Sign("check", _("All changes saved")))

    def show_session(self, session: Session | None) -> None:
        """Show how far the video in front is."""
        count = checked = machine = 0
        if session is not None:
            cues = session.cues
            count, checked, machine = cues.rowCount(), cues.checked, cues.counts.get(CueState.MACHINE, 0)
        words = ngettext("{checked} of {n} cue checked", "{checked} of {n} cues checked", count)
        self.checked.setText(words.format(checked=checked, n=count) if count else "")
        words = ngettext("{n} written by machine", "{n} written by machine", machine)
        self.machine.setText(words.format(n=machine) if machine else "")

    def say(self, text: str) -> None:
        """Show a sentence for a while."""
        self.said.setText(text)
        self._show(is_said=bool(text))
        self._over.start()

    def _be_silent(self) -> None:
        self._show(is_said=False)

    def _show(self, *, is_said: bool) -> None:
        """Show either what was said or the state; Qt's own message would be drawn over labels that change meanwhile."""
        self.said.setVisible(is_said)
        for label in (self.checked, self.machine):
            label.setVisible(not is_said)


class _Sign(QWidget):
    """An icon with its words."""

    def __init__(self, icon: str, text: str) -> None:
        super().__init__()
        self._icon = icon
        self._picture = QLabel()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, metrics.px(8), 0)
        line.addWidget(self._picture)
        line.addWidget(QLabel(text))
        widgets.follow(self, self._draw)

    def _draw(self) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon, "soft", metrics.px(14), self.devicePixelRatioF()))
