"""The window: menus, a tab for Home and one for each video and flyer that is open, the line at the bottom."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from studio.errors import StudioError
from studio.gui import commands, drops, place, theme
from studio.gui.actions import Actions
from studio.gui.home import Home
from studio.gui.messages import ErrorDialog, show
from studio.gui.packs_tab.stock import Stock
from studio.gui.spoken import announce
from studio.gui.status import StatusBar
from studio.gui.tabs import Tabs
from studio.gui.widgets import column
from studio.i18n import _, ngettext

if TYPE_CHECKING:
    from studio.gui.desk import Desk
    from studio.gui.flyer_session import FlyerSession
    from studio.gui.preferences import Preferences
    from studio.gui.production import Production
    from studio.gui.session import Session
    from studio.project.project import Project
    from studio.project.values import Changed

NAME = "Souffleur"


class MainWindow(QMainWindow):
    """One window with at most one production; `session` or `flyer` is what the tab in front is about."""

    def __init__(self, preferences: Preferences, furnish: Callable[[Preferences], Desk]) -> None:
        """`furnish` makes the desk when it is first needed: Home is seen before."""
        super().__init__()
        self.preferences = preferences
        self._furnish = furnish
        self.last_folder = Path.home()
        self.setWindowTitle(NAME)
        self.setAcceptDrops(True)
        self._dress()  # before there are widgets: each would be dressed again
        self._media: set[int] = set()
        self._matching = QTimer(self, interval=0, singleShot=True)
        self._matching.timeout.connect(self._match_tabs)
        self._build()
        place.come_back(self)

    @cached_property
    def desk(self) -> Desk:
        """Return what all videos share; downloads are followed from here on, whoever begins them."""
        desk = self._furnish(self.preferences)
        desk.runner.changed.connect(self._take_runner)
        QTimer.singleShot(0, self, lambda: self.stock)
        return desk

    @cached_property
    def stock(self) -> Stock:
        """Return what follows the work for packs."""
        stock = Stock(self.desk.runner, self)
        stock.said.connect(self._say)
        stock.changed.connect(self._show_network)
        stock.moved.connect(self._show_network)
        return stock

    @cached_property
    def production(self) -> Production:
        """Return what holds the open production."""
        from studio.gui.production import Production

        production = Production(self.desk, self)
        production.opened.connect(self._show_production)
        production.closing.connect(self.tabs.close_media)
        production.closed.connect(self._show_closed)
        production.changed.connect(self._take_change)
        production.missed.connect(self._ask_where)
        production.media_shown.connect(self.show_media)
        production.flyer_read.connect(self._show_notes)
        production.locked.connect(self._ask_password)
        production.said.connect(self._say)
        production.failed.connect(self.fail)
        self._show_reading()
        return production

    @property
    def project(self) -> Project | None:
        """Return the production that is open."""
        return self.production.project if self._is_used else None

    @property
    def session(self) -> Session | None:
        """Return the video in front, None with anything else in front."""
        return self.tabs.session

    @property
    def flyer(self) -> FlyerSession | None:
        """Return the flyer in front, None with anything else in front."""
        return self.tabs.flyer

    @property
    def front(self) -> Session | FlyerSession | None:
        """Return the video or the flyer in front."""
        return self.session or self.flyer

    def action(self, id: str) -> QAction:
        """Return the action of this id."""
        return self._actions.get(id)

    def open_path(self, path: Path) -> None:
        """Open whatever `path` is: a production, a film, a flyer, a subtitle file."""
        self.last_folder = path.absolute().parent
        self.production.take(path, self.front)

    def close_production(self) -> None:
        """Close the open production, all of which is on the disk; ask first where work would be broken off."""
        if self._may_leave():
            self.production.close()

    def shut(self) -> None:
        """Close the production without asking, and remember where the window is; more than once does no harm."""
        if self._is_used:
            self.production.close()
        if "desk" in self.__dict__:
            self.desk.runner.close()
        place.keep(self)

    def show_home(self) -> None:
        """Bring Home to the front."""
        self.tabs.setCurrentWidget(self.home)

    def turn_tab(self, by: int) -> None:
        """Bring the next tab (the one before with -1) to the front; from the last to the first."""
        self.tabs.turn(by)

    def close_tab(self) -> None:
        """Close the tab in front; its video or flyer stays in the production."""
        self.tabs.close_at(self.tabs.currentIndex())

    def show_video(self, id: int) -> None:
        """Bring the tab of a video to the front; made where there is none."""
        from studio.gui.session import Session

        if self.project is not None and not self.tabs.bring(id):
            session = Session(self.project, id, self.desk)
            self._follow(session)
            self.tabs.add(session).use_actions(self.action)

    def show_flyer(self, id: int) -> None:
        """Bring the tab of a flyer to the front; made where there is none."""
        from studio.gui.flyer_session import FlyerSession

        if self.project is not None and not self.tabs.bring(id):
            flyer = FlyerSession(self.project, id, self.desk)
            self._follow_flyer(flyer)
            self.tabs.add_flyer(flyer).use_actions(self.action)

    def show_media(self, id: int) -> None:
        """Bring the tab of a video or a flyer to the front; made where there is none."""
        if self.project is not None:
            is_flyer = self.project.media.flyer(id) is not None
            (self.show_flyer if is_flyer else self.show_video)(id)

    def show_packs(self, id: str = "") -> None:
        """Bring Languages and models to the front, at the pack of this id; made where it is not there."""
        from studio.gui.packs_tab.tab import PacksTab

        page = self.findChild(PacksTab)
        if page is None:
            page = PacksTab(self.stock, self.preferences)
            self.tabs.show_page(page, "languages", _("Languages and models"))
        self.tabs.setCurrentWidget(page)
        page.show_pack(id)

    def fail(self, error: StudioError) -> None:
        """Show what went wrong."""
        show(ErrorDialog(error, self))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if drops.files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        paths = drops.files(event)
        if paths:
            self.last_folder = paths[0].absolute().parent
            self.production.take_all(paths, self.front)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_leave(is_end=True):
            self.shut()
            event.accept()
        else:
            event.ignore()

    def _build(self) -> None:
        self.home = Home(self)
        self.tabs = Tabs(self.home)
        self.setCentralWidget(self._build_middle())
        self.status = StatusBar()
        self.setStatusBar(self.status)
        self._actions = Actions(self, commands.everything())
        self._actions.fill(self.menuBar())
        self._actions.bind(letters=self.preferences.settings.letter_keys)
        self._actions.update()
        self.tabs.currentChanged.connect(self._show_front)
        self.preferences.changed.connect(self._take_settings)

    def _build_middle(self) -> QWidget:
        """Return the tabs, with room below for what is being read: it has no tab yet."""
        middle = QWidget()
        self._middle = column(middle, gap=0)
        self._middle.addWidget(self.tabs, 1)
        return middle

    def _show_reading(self) -> None:
        """Follow the reading of what is about to come into the production."""
        from studio.gui.production import NEW
        from studio.gui.work_band import Band

        self.reading = Band(self.desk.runner, NEW, keeps_failures=False)
        self.reading.setProperty("edge", "top")
        self._middle.addWidget(self.reading)

    def _follow(self, session: Session) -> None:
        session.failed.connect(self.fail)
        session.said.connect(self._say)
        signals = (session.changed, session.track_changed, session.cue_changed, session.selected_changed)
        for signal in (*signals, session.playing_changed, session.item_changed, session.reviewed):
            signal.connect(self._show_state)

    def _follow_flyer(self, flyer: FlyerSession) -> None:
        flyer.failed.connect(self.fail)
        flyer.said.connect(self._say)
        flyer.locked.connect(self._ask_password)
        signals = (flyer.changed, flyer.edition_changed, flyer.block_changed, flyer.selected_changed)
        for signal in (*signals, flyer.item_changed, flyer.queue_changed, flyer.shown_changed, flyer.page_changed):
            signal.connect(self._show_state)

    @property
    def _is_used(self) -> bool:
        """Say whether anything was opened yet."""
        return "production" in self.__dict__

    def _may_leave(self, *, is_end: bool = False) -> bool:
        from studio.gui.dialogs.leave import may_leave

        return "desk" not in self.__dict__ or may_leave(self.desk.runner, self, is_end=is_end)

    def _say(self, text: str) -> None:
        self.status.say(text)
        announce(self, text)

    def _show_production(self) -> None:
        assert self.project is not None
        self._media = set(self.production.media())
        for id in sorted(self._media):
            self.show_media(id)
        self.tabs.come_back(self.project)
        self.setWindowTitle(f"{self.project.path.stem} – {NAME}")
        QTimer.singleShot(0, self.production, self.production.look_for_files)  # the window is seen before

    def _ask_where(self, media: int) -> None:
        """Ask for the file in front; those of other tabs say in place of their picture that they are not there."""
        from studio.gui.dialogs.missing import MissingDialog

        if self.front is not None and self.front.about == media:
            show(MissingDialog(self.front.project, media, self))

    def _ask_password(self, name: str, is_again: bool, again: Callable[[str], object]) -> None:
        from studio.gui.dialogs.password import PasswordDialog

        dialog = PasswordDialog(name, self, is_again=is_again)
        dialog.accepted.connect(lambda: again(dialog.password()))
        show(dialog)

    def _show_notes(self, flyer: int) -> None:
        """Have the tab of a flyer that was just read say what was noticed."""
        for tab in self.tabs.flyers():
            if tab.flyer.about == flyer:
                words = ngettext("It was read: {count} block.", "It was read: {count} blocks.", len(tab.flyer.blocks))
                self._say(words.format(count=len(tab.flyer.blocks)))
                tab.show_notes()

    def _take_change(self, change: Changed) -> None:
        """Have the tabs follow videos and flyers soon: a session may hear of the same change after this."""
        if "media" in change.rows:
            self._matching.start()

    def _match_tabs(self) -> None:
        """Close the tabs of videos and flyers that were removed, and show those that came back."""
        if self.project is None:
            return
        before, self._media = self._media, set(self.production.media())
        self.tabs.close_other_than(self._media)
        for id in sorted(self._media - before):
            self.show_media(id)
        self._show_state()

    def _show_front(self) -> None:
        if self.tabs.currentWidget() is self.home:
            self.home.refresh()
        self._show_state()

    def _show_state(self) -> None:
        self._actions.update()
        if self.flyer is not None:
            self.status.show_flyer(self.flyer)
        else:
            self.status.show_session(self.session)

    def _take_runner(self) -> None:
        """Offer what waited for work that is over."""
        if self.front is not None and not self.front.is_closed:
            self._actions.update()

    def _show_network(self, *_what: object) -> None:
        self.status.show_network(self.stock.words())

    def _dress(self) -> None:
        settings = self.preferences.settings
        theme.current().use(settings.theme, settings.text_size)

    def _take_settings(self) -> None:
        self._dress()
        self._actions.bind(letters=self.preferences.settings.letter_keys)

    def _show_closed(self) -> None:
        self.setWindowTitle(NAME)
        self.home.refresh()
