"""The tabs of the window: Home, which stays, one for each video or flyer that is shown, and pages of the program."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget

from studio.errors import StudioError
from studio.gui import icons
from studio.gui.widgets import IconButton
from studio.i18n import _

if TYPE_CHECKING:
    from studio.gui.flyer_session import FlyerSession
    from studio.gui.flyer_tab.tab import FlyerTab
    from studio.gui.session import Session
    from studio.gui.subtitle_tab.tab import SubtitleTab
    from studio.project.project import Project


class Tabs(QTabWidget):
    """Home is the first one."""

    def __init__(self, home: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.setAccessibleName(_("Home, videos and flyers"))
        self.tabBar().setDrawBase(False)
        self._room: tuple[QSize, QSize] | None = None
        self.addTab(home, icons.icon("house"), _("Home"))

    def event(self, event: QEvent) -> bool:
        """Pass over a part that wants other room as long as it makes none here: Qt would paint the window anew."""
        if event.type() is QEvent.Type.LayoutRequest:
            before, self._room = self._room, (self.minimumSizeHint(), self.tabBar().sizeHint())
            if self._room == before:
                return True
        return super().event(event)

    @property
    def session(self) -> Session | None:
        """Return the video in front, None with anything else in front."""
        session: Session | None = getattr(self.currentWidget(), "session", None)
        return session

    @property
    def flyer(self) -> FlyerSession | None:
        """Return the flyer in front, None with anything else in front."""
        flyer: FlyerSession | None = getattr(self.currentWidget(), "flyer", None)
        return flyer

    def turn(self, by: int) -> None:
        """Bring the next tab (the one before with -1) to the front; from the last to the first."""
        self.setCurrentIndex((self.currentIndex() + by) % self.count())

    def bring(self, media: int) -> bool:
        """Bring the tab of a video or a flyer to the front; return whether there is one."""
        tab = self._shown().get(media)
        if tab is not None:
            self.setCurrentWidget(tab)
        return tab is not None

    def add(self, session: Session) -> SubtitleTab:
        """Add the tab of a video, bring it to the front and return it."""
        from studio.gui.subtitle_tab.tab import SubtitleTab

        tab = SubtitleTab(session)
        self.show_page(tab, "film", session.video.file.name)
        return tab

    def add_flyer(self, flyer: FlyerSession) -> FlyerTab:
        """Add the tab of a flyer, bring it to the front and return it."""
        from studio.gui.flyer_tab.tab import FlyerTab

        tab = FlyerTab(flyer)
        self.show_page(tab, "file-text", flyer.flyer.file.name)
        tab.page.setFocus()
        return tab

    def show_page(self, tab: QWidget, icon: str, name: str) -> None:
        """Add a tab that can be closed and bring it to the front."""
        at = self.addTab(tab, icons.icon(icon), name)
        close = IconButton(_("Close {name}").format(name=name), "x")
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+W does it for the keyboard
        close.clicked.connect(lambda: self.close_at(self.indexOf(tab)))
        self.tabBar().setTabButton(at, QTabBar.ButtonPosition.RightSide, close)
        self.setCurrentIndex(at)

    def videos(self) -> list[SubtitleTab]:
        """Return the tabs of the videos."""
        found = (self.widget(at) for at in range(1, self.count()))
        return [cast("SubtitleTab", tab) for tab in found if hasattr(tab, "session")]

    def flyers(self) -> list[FlyerTab]:
        """Return the tabs of the flyers."""
        found = (self.widget(at) for at in range(1, self.count()))
        return [cast("FlyerTab", tab) for tab in found if hasattr(tab, "flyer")]

    def close_at(self, at: int) -> None:
        """Close a tab; Home stays."""
        tab = self.widget(at)
        if at > 0 and tab is not None:
            self.removeTab(at)
            if hasattr(tab, "session") or hasattr(tab, "flyer"):
                cast("SubtitleTab | FlyerTab", tab).close_session()
            tab.deleteLater()  # and at once: what comes in later must not find a closed production
            QCoreApplication.sendPostedEvents(tab, QEvent.Type.DeferredDelete)

    def close_other_than(self, media: Collection[int]) -> None:
        """Close the tabs of all videos and flyers but these."""
        for id, tab in self._shown().items():
            if id not in media:
                self.close_at(self.indexOf(tab))

    def come_back(self, project: Project) -> None:
        """Bring what `project` was left at to the front: a video and its cue, or a flyer, its edition and its block."""
        from studio.workflow import view

        place = view.last(project)
        if place is None or not self.bring(place.media):
            return
        if self.session is not None:
            self.session.show_cue(place.part)
        elif self.flyer is not None:
            self.flyer.come_back(place.part, place.edition)

    def close_media(self) -> None:
        """Close the tabs of all videos and flyers, and remember which one was worked on."""
        shown = list(self._shown().values())
        if shown:
            front = self.currentWidget()
            _keep_place(front if front in shown else shown[0])
        for tab in reversed(shown):
            self.close_at(self.indexOf(tab))

    def _shown(self) -> dict[int, QWidget]:
        """Return the tabs of videos and flyers by the ids of those, from left to right."""
        found: dict[int, QWidget] = {tab.session.video.id: tab for tab in self.videos()}
        found.update({tab.flyer.flyer.id: tab for tab in self.flyers()})
        return dict(sorted(found.items(), key=lambda pair: self.indexOf(pair[1])))


def _keep_place(tab: QWidget) -> None:
    from studio.workflow import view

    shown: Session | FlyerSession = getattr(tab, "session", None) or tab.flyer  # type: ignore[attr-defined]
    shown.flush()
    with contextlib.suppress(StudioError):  # on a full disk the place is lost, nothing else
        view.keep(shown.project, shown.place())
