"""What can be done, said once: an `Action` becomes a line in a menu, a key, a line in the list of keys.

The tables are in `studio.gui.commands`, one for each menu.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from studio.gui import icons
from studio.i18n import N_, _

if TYPE_CHECKING:
    from studio.gui.flyer_session import FlyerSession
    from studio.gui.main_window import MainWindow
    from studio.gui.session import Session

MENUS: dict[str, str] = {
    "file": N_("&File"),
    "edit": N_("&Edit"),
    "cues": N_("&Cues"),
    "blocks": N_("&Blocks"),
    "play": N_("&Play"),
    "translate": N_("&Translate"),
    "view": N_("&View"),
    "help": N_("&Help"),
}
"""The menus by their keys, from left to right; one without an action is not shown."""

FLYER_MENUS = frozenset({"blocks", "translate"})
VIDEO_MENUS = frozenset({"cues", "play", "translate"})
"""Those that are there only with a flyer or a video in front."""


def always(session: Session | None) -> bool:
    """Say that an action can be done at any time."""
    return True


def with_video(session: Session | None) -> bool:
    """Say whether the tab of a video is in front."""
    return session is not None


def never(session: Session | None) -> bool:
    """Say that an action is none for videos."""
    return False


def with_flyer(flyer: FlyerSession) -> bool:
    """Say that an action can be done whenever the tab of a flyer is in front."""
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done with the window.

    `do` does it; `when` says whether it can be done now with this video in front (None: with none), and `flyer` whether
    with this flyer in front.  What is only for videos has no `flyer` and is not shown there; what is only for flyers
    is `never` for videos.  `words` gives a text that changes (Undo “Split cue”), `flyer_words` that for a flyer,
    `checked` whether the line has a tick.  Lines of another `section` than the one above have a rule between them,
    those with a `submenu` stand in one of that name, and only one of them is ticked.  `in_menu` is off for what is
    only a key.
    """

    id: str
    text: str
    menu: str
    do: Callable[[MainWindow], object]
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    when: Callable[[Session | None], bool] = always
    section: str = ""
    words: Callable[[Session | None], str] | None = None
    checked: Callable[[MainWindow], bool] | None = None
    submenu: str = ""
    in_menu: bool = True
    flyer: Callable[[FlyerSession], bool] | None = None
    flyer_words: Callable[[FlyerSession], str] | None = None

    def __post_init__(self) -> None:
        if self.menu not in MENUS:
            raise ValueError(f"no menu {self.menu}")

    @property
    def is_for_flyers(self) -> bool:
        """Say whether it may be shown with a flyer in front."""
        return self.flyer is not None or self.when is always

    @property
    def is_for_videos(self) -> bool:
        """Say whether it may be shown with a video or Home in front."""
        return self.when is not never

    def is_possible(self, video: Session | None, flyer: FlyerSession | None) -> bool:
        """Say whether it can be done now, with one of these in front or neither."""
        if flyer is not None and self.flyer is not None:
            return self.flyer(flyer)
        return self.when(video)

    def said(self, video: Session | None, flyer: FlyerSession | None) -> str | None:
        """Return the text that it has now, None where that never changes."""
        if flyer is not None and self.flyer_words is not None:
            return self.flyer_words(flyer)
        return self.words(video) if self.words is not None else None


class Actions(QObject):
    """The actions of one window as Qt knows them."""

    def __init__(self, window: MainWindow, table: Iterable[Action]) -> None:
        super().__init__(window)
        self._window = window
        self._table = {action.id: action for action in table}
        self._made = {action.id: self._make(action) for action in self._table.values()}
        self._menus: dict[str, QAction] = {}

    def get(self, id: str) -> QAction:
        """Return the action of this id."""
        return self._made[id]

    def fill(self, bar: QMenuBar) -> None:
        """Put the menus into `bar`."""
        for key, text in MENUS.items():
            actions = [action for action in self._table.values() if action.menu == key and action.in_menu]
            if actions:
                menu = bar.addMenu(_(text))
                self._menus[key] = menu.menuAction()
                menu.aboutToShow.connect(self.update)
                self._fill_menu(menu, actions)

    def update(self) -> None:
        """Bring texts, ticks, what is possible and what is shown up to date: what is not shown leaves its keys."""
        video, flyer = self._window.session, self._window.flyer
        for id, made in self._made.items():
            action = self._table[id]
            made.setVisible(action.is_for_flyers if flyer is not None else action.is_for_videos)
            made.setEnabled(action.is_possible(video, flyer))
            text = action.said(video, flyer)
            if text is not None:
                made.setText(text)
            if action.checked is not None:
                made.setChecked(action.checked(self._window))
        own = FLYER_MENUS if flyer is not None else VIDEO_MENUS if video is not None else frozenset()
        for key, menu in self._menus.items():
            menu.setVisible(key in own or key not in FLYER_MENUS | VIDEO_MENUS)

    def bind(self, *, letters: bool) -> None:
        """Bind the keys; `letters` says whether single characters (Space, too) are keys outside of text."""
        for id, made in self._made.items():
            keys = [key for key in self._table[id].shortcuts if letters or not is_character(key)]
            made.setShortcuts([QKeySequence(key) for key in keys])

    def _make(self, action: Action) -> QAction:
        made = QAction(_(action.text), self._window)
        made.setObjectName(action.id)
        made.setCheckable(action.checked is not None)
        if action.icon:
            made.setIcon(icons.icon(action.icon))
        made.triggered.connect(lambda: self._do(action))
        self._window.addAction(made)
        return made

    def _do(self, action: Action) -> None:
        """Do it, if it can be done: what was possible a moment ago need not be now."""
        if action.is_possible(self._window.session, self._window.flyer):
            action.do(self._window)
        self.update()

    def _fill_menu(self, menu: QMenu, actions: list[Action]) -> None:
        section, submenus = actions[0].section, dict[str, QMenu]()
        for action in actions:
            if action.section != section:
                menu.addSeparator()
                section = action.section
            if action.submenu and action.submenu not in submenus:
                submenus[action.submenu] = menu.addMenu(_(action.submenu))
            made = self._made[action.id]
            place = submenus.get(action.submenu, menu)
            place.addAction(made)
            if action.submenu and action.checked is not None:
                _group(place).addAction(made)


def is_character(key: str) -> bool:
    """Say whether a key is a single character without Ctrl, Alt or ⌘, such as a screen reader or a voice might type."""
    return len(key) == 1 or key == "Space"


def _group(menu: QMenu) -> QActionGroup:
    found = menu.findChild(QActionGroup)
    return found if isinstance(found, QActionGroup) else QActionGroup(menu)
