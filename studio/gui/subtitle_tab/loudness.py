"""How loud the film is: a button that shows it, and a slider that opens above it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFrame, QSlider, QWidget

from studio.gui import metrics
from studio.gui.widgets import IconButton, Text, column, row
from studio.i18n import _

STEP = 5


class VolumeButton(IconButton):
    """Shows how loud it is and opens the slider."""

    volume_chosen = Signal(int)
    """0 to 100."""
    mute_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "volume-2", parent)
        self.panel = _Panel(self)
        self.panel.slider.valueChanged.connect(self.volume_chosen)
        self.panel.silent.toggled.connect(self.mute_chosen)
        self.clicked.connect(self.open)

    def show_volume(self, volume: int, *, is_muted: bool) -> None:
        """Show how loud it is."""
        is_silent = is_muted or volume == 0
        words = _("Volume: off") if is_silent else _("Volume: {percent} %").format(percent=volume)
        self.rename(words, "volume-x" if is_silent else "volume-2")
        self.panel.show_volume(volume, is_muted=is_muted)

    def open(self) -> None:
        """Show the slider where it is wholly on the screen, and give it the keyboard."""
        panel = self.panel
        panel.adjustSize()
        corner = self.mapToGlobal(QPoint(self.width() - panel.width(), -panel.height()))
        screen = self.screen() or QGuiApplication.primaryScreen()
        space = screen.availableGeometry()
        left = min(max(corner.x(), space.left()), space.right() - panel.width())
        panel.move(left, corner.y() if corner.y() >= space.top() else self.mapToGlobal(self.rect().bottomLeft()).y())
        panel.show()
        panel.slider.setFocus()


class _Panel(QFrame):
    """The slider with its tick; Escape closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.setAccessibleName(_("Volume"))
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setMaximum(100)
        self.slider.setSingleStep(STEP)
        self.slider.setPageStep(4 * STEP)
        self.slider.setAccessibleName(_("Volume"))
        self.slider.setMinimumSize(metrics.px(140), metrics.target(24))
        self.silent = QCheckBox(_("Sound off"), self)
        self.figure = Text("", "soft", self, wraps=False)
        self.figure.setMinimumWidth(self.figure.fontMetrics().horizontalAdvance("100 %"))
        page = column(self, margin=12, gap=8)
        line = row(gap=8)
        line.addWidget(self.slider, 1)
        line.addWidget(self.figure)
        page.addLayout(line)
        page.addWidget(self.silent)

    def show_volume(self, volume: int, *, is_muted: bool) -> None:
        """Show how loud it is without asking for it."""
        self.figure.setText(_("{percent} %").format(percent=volume))
        for control in (self.slider, self.silent):
            control.blockSignals(True)
        self.slider.setValue(volume)
        self.silent.setChecked(is_muted)
        for control in (self.slider, self.silent):
            control.blockSignals(False)
