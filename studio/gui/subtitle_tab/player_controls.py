"""The row under the picture: play, where the film is, over and over, speed, subtitles, sound."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from studio.gui import metrics, times
from studio.gui.subtitle_tab.loudness import VolumeButton
from studio.gui.subtitle_tab.player_menus import SpeedButton, SubtitlesButton
from studio.gui.widgets import IconButton, Text, follow, row
from studio.i18n import _

GAP = 2
SIDE = 8


class PlayerControls(QWidget):
    """Says what is asked for; the player does it and tells the row how things are."""

    loop_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = IconButton(_("Previous cue"), "skip-back", self, key="Alt+Up")
        self.play = IconButton(_("Play"), "play", self)
        self.play.setProperty("framed", True)
        self.forward = IconButton(_("Next cue"), "skip-forward", self, key="Alt+Down")
        self.time, self.whole = Text("", "", self, wraps=False), Text("", "soft", self, wraps=False)
        self.loop = IconButton(_("Play this cue over and over"), "repeat-2", self)
        self.speed = SpeedButton(self)
        self.subtitles = SubtitlesButton(self)
        self.volume = VolumeButton(self)
        self.loop.setCheckable(True)
        self.loop.clicked.connect(self.loop_asked)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self.show_playing(is_playing=False)
        self.show_moment(0, 0)

    @property
    def buttons(self) -> tuple[QAbstractButton, ...]:
        """Return all buttons from left to right."""
        return (self.back, self.play, self.forward, self.loop, self.speed, self.subtitles, self.volume)

    def show_playing(self, *, is_playing: bool) -> None:
        """Let the button offer the other thing."""
        self.play.rename(_("Pause") if is_playing else _("Play"), "pause" if is_playing else "play", key="Ctrl+Space")

    def show_moment(self, moment: int, duration: int) -> None:
        """Show where the film is."""
        now, whole = times.short(moment), times.clock(duration)
        self.time.setText(now)
        self.time.setAccessibleName(_("{time} of {whole}").format(time=now, whole=whole))
        if self.whole.text() != f"/ {whole}":
            self.whole.setText(f"/ {whole}")
            self.whole.setAccessibleName(_("Length: {whole}").format(whole=whole))
            self.time.setMinimumWidth(self.time.fontMetrics().horizontalAdvance(times.short(duration)))
            self.fit()

    def sizeHint(self) -> QSize:
        """Return the size of a row in which all words are shown."""
        return QSize(metrics.px(420), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the size of a row of icons with the time."""
        return QSize(self._needed(self.time), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out words where there is no room for them."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show the film's length and the chosen language as far as there is room; the moment is always there."""
        room = self.width() - self._needed(self.time)
        for_whole = self.whole.sizeHint().width() + metrics.px(GAP)
        self.whole.setVisible(room >= for_whole)
        self.subtitles.show_word(is_shown=room >= for_whole + self._word_width(self.subtitles.word))

    def _lay_out(self) -> None:
        line = row(self, gap=GAP)
        for button in self.buttons[:3]:
            line.addWidget(button)
        line.addSpacing(metrics.px(SIDE))
        line.addWidget(self.time)
        line.addWidget(self.whole)
        line.addStretch(1)
        for button in self.buttons[3:]:
            line.addWidget(button)
        follow(self, self._space)

    def _space(self) -> None:
        side, around, least = metrics.px(SIDE), metrics.px(3), metrics.target()
        self.setContentsMargins(side, around, side, around)
        for button in self.buttons:
            button.setMinimumSize(least, least)
        self.fit()

    def _needed(self, *labels: QWidget) -> int:
        """Return the width of all buttons as icons and of these labels."""
        icons = sum(metrics.target() + metrics.px(GAP) for _button in self.buttons)
        speed = self._word_width(self.speed.word) if self.speed.word else 0
        return icons + speed + sum(label.sizeHint().width() for label in labels) + 4 * metrics.px(SIDE)

    def _word_width(self, word: str) -> int:
        """Return what a word takes beside its icon, with the arrow that shows a menu."""
        return self.fontMetrics().horizontalAdvance(word) + metrics.px(5 * SIDE)
