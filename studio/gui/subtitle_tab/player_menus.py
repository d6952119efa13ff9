"""The buttons of the player that open a menu: speed, and which subtitles are shown and how."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from studio.gui import icons, metrics
from studio.gui.subtitle_tab.overlay import Look
from studio.gui.subtitle_tab.shown_track import OFF
from studio.gui.widgets import follow
from studio.i18n import _, number

SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
SIZES = (5.0, 6.0, 7.5, 9.0, 11.0, 14.0)


class MenuButton(QToolButton):
    """A button with an icon and a menu; where there is room it shows a word, too."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.word = ""
        self.setProperty("role", "icon")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setIcon(icons.icon(icon))
        self._choices = QMenu(self)
        self.setMenu(self._choices)
        follow(self, self._fit)

    def say(self, name: str, word: str) -> None:
        """Say what is chosen, to a screen reader and in the tool tip, and the word to show."""
        self.word = word
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setText(word)

    def show_word(self, *, is_shown: bool) -> None:
        """Show the word beside the icon, or the icon only."""
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolButtonStyle(beside if is_shown and self.word else alone)

    def _fit(self) -> None:
        self.setIconSize(QSize(metrics.px(16), metrics.px(16)))

    def _offer(self, group: QActionGroup, words: str, choose: Callable[[], object], *, is_chosen: bool) -> None:
        """Add a line to the menu, of which only one in the group is ticked."""
        action = self._choices.addAction(words)
        action.setCheckable(True)
        action.setChecked(is_chosen)
        action.triggered.connect(lambda _on: choose())
        group.addAction(action)


class SpeedButton(MenuButton):
    """How fast the film plays."""

    chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("gauge", parent)
        self.show_speed(1.0)

    def show_speed(self, speed: float) -> None:
        """Show the speed in force; the usual one needs no word."""
        words = f"{number(speed, 2)} ×"
        self.say(_("Speed: {speed}").format(speed=words), "" if speed == 1 else words)
        self.show_word(is_shown=True)
        self._choices.clear()
        group = QActionGroup(self._choices)
        for other in SPEEDS:
            words = _("Usual speed") if other == 1 else f"{number(other, 2)} ×"
            self._offer(group, words, partial(self.chosen.emit, other), is_chosen=other == speed)


class SubtitlesButton(MenuButton):
    """Which subtitles are shown over the picture, how large and in which colour."""

    track_chosen = Signal(int)
    """The id of a track, or `OFF`."""
    look_chosen = Signal(object)
    """A `Look`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("captions", parent)
        self._tracks: Sequence[tuple[int, str]] = ()
        self._track = OFF
        self._look = Look()
        self.show_tracks((), OFF)

    def show_tracks(self, tracks: Sequence[tuple[int, str]], chosen: int) -> None:
        """Offer the subtitles of these tracks (id and name); `chosen` is one of them, or `OFF`."""
        self._tracks, self._track = tracks, chosen
        word = next((name for id, name in tracks if id == chosen), _("Off"))
        self.say(_("Subtitles over the picture: {language}").format(language=word), word)
        self._fill()

    def show_look(self, look: Look) -> None:
        """Tick the size and the colour in force."""
        self._look = look
        self._fill()

    def _fill(self) -> None:
        self._choices.clear()
        self._choices.addSection(_("Subtitles"))
        group = QActionGroup(self._choices)
        for id, name in (*self._tracks, (OFF, _("Off"))):
            self._offer(group, name, partial(self.track_chosen.emit, id), is_chosen=id == self._track)
        self._fill_sizes()
        self._fill_colours()

    def _fill_sizes(self) -> None:
        self._choices.addSection(_("Size, of the picture's height"))
        group = QActionGroup(self._choices)
        size = self._look.size
        for other in sorted({*SIZES, size}):
            look = Look(other, self._look.colour)
            self._offer(
                group,
                _("{percent} %").format(percent=number(other)),
                partial(self.look_chosen.emit, look),
                is_chosen=other == size,
            )

    def _fill_colours(self) -> None:
        self._choices.addSection(_("Colour"))
        group = QActionGroup(self._choices)
        for colour, words in (("white", _("White")), ("yellow", _("Yellow"))):
            look = Look(self._look.size, colour)
            is_chosen = colour == self._look.colour
            self._offer(group, words, partial(self.look_chosen.emit, look), is_chosen=is_chosen)
