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
from studio.gui.widgets import follow, repolish
from studio.i18n import _, number

SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
SIZES = (5.0, 6.0, 7.5, 9.0, 11.0, 14.0)


class MenuButton(QToolButton):
    """A button with an icon and a menu; where there is room it shows a word, too."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.word = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setIcon(icons.icon(icon))
        self._choices = QMenu(self)
        self.setMenu(self._choices)
        self.show_word(is_shown=False)
        follow(self, self._fit)

    def say(self, name: str, word: str) -> None:
        """Say what is chosen, to a screen reader and in the tool tip, and the word to show."""
        self.word = word
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setText(word)

    def show_word(self, *, is_shown: bool) -> None:
        """Show the word beside the icon, or the icon only."""
        is_shown = is_shown and bool(self.word)
        if self.property("menu") == is_shown:
            return
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolButtonStyle(beside if is_shown else alone)
        self.setProperty("menu", is_shown)
        self.setProperty("role", "" if is_shown else "icon")
        repolish(self)

    def _fit(self) -> None:
        self.setIconSize(QSize(metrics.px(16), metrics.px(16)))

    def _offer(self, menu: QMenu, words: str, choose: Callable[[], object], *, is_chosen: bool) -> None:
        """Add a line to a menu, of which only one has a tick."""
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(is_chosen)
        action.triggered.connect(lambda _on: choose())
        _only_one(menu).addAction(action)


class SpeedButton(MenuButton):
    """How fast the film plays."""

    chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("gauge", parent)
        self.show_speed(1.0)

    def show_speed(self, speed: float) -> None:
        """Show the speed in force; the usual one needs no word."""
        self.say(_("Speed: {speed}").format(speed=_times(speed)), "" if speed == 1 else _times(speed))
        self.show_word(is_shown=True)
        self._choices.clear()
        for other in SPEEDS:
            words = _("Usual speed") if other == 1 else _times(other)
            self._offer(self._choices, words, partial(self.chosen.emit, other), is_chosen=other == speed)


class SubtitlesButton(MenuButton):
    """Which subtitles are shown over the picture, how large and in which colour."""

    track_chosen = Signal(int)
    """The id of a track, or `OFF`."""
    look_chosen = Signal(object)
    """A `Look`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("captions", parent)
        self._sizes = QMenu(_("&Size"), self)
        self._colours = QMenu(_("&Colour"), self)
        self.show_tracks((), OFF)
        self.show_look(Look())

    def show_tracks(self, tracks: Sequence[tuple[int, str]], chosen: int) -> None:
        """Offer the subtitles of these tracks (id and name); `chosen` is one of them, or `OFF`."""
        word = next((name for id, name in tracks if id == chosen), _("Off"))
        self.say(_("Subtitles over the picture: {language}").format(language=word), word)
        self._choices.clear()
        for id, name in (*tracks, (OFF, _("Off"))):
            self._offer(self._choices, name, partial(self.track_chosen.emit, id), is_chosen=id == chosen)
        self._choices.addSeparator()
        self._choices.addMenu(self._sizes)
        self._choices.addMenu(self._colours)

    def show_look(self, look: Look) -> None:
        """Tick the size and the colour in force."""
        self._sizes.clear()
        for size in sorted({*SIZES, look.size}):
            words = _("{percent} % of the picture").format(percent=number(size))
            choose = partial(self.look_chosen.emit, Look(size, look.colour))
            self._offer(self._sizes, words, choose, is_chosen=size == look.size)
        self._colours.clear()
        for colour, words in (("white", _("White")), ("yellow", _("Yellow"))):
            choose = partial(self.look_chosen.emit, Look(look.size, colour))
            self._offer(self._colours, words, choose, is_chosen=colour == look.colour)


def _times(speed: float) -> str:
    return f"{number(speed, 2)} ×"


def _only_one(menu: QMenu) -> QActionGroup:
    found = menu.findChild(QActionGroup)
    return found if isinstance(found, QActionGroup) else QActionGroup(menu)
