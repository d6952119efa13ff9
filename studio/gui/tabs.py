"""The tabs of the window: Home, which stays, one for each video that is shown, and pages of the program."""

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
    from studio.gui.session import Session
    from studio.gui.subtitle_tab.tab import SubtitleTab
    from studio.project.project import Project


class Tabs(QTabWidget):
    """Home is the first one."""

    def __init__(self, home: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.setAccessibleName(_("Home and videos"))
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
        """Return the video in front, None on Home."""
        session: Session | None = getattr(self.currentWidget(), "session", None)
        return session

    def turn(self, by: int) -> None:
        """Bring the next tab (the one before with -1) to the front; from the last to the first."""
        self.setCurrentIndex((self.currentIndex() + by) % self.count())

    def bring(self, video: int) -> bool:
        """Bring the tab of a video to the front; return whether there is one."""
        for tab in self.videos():
            if tab.session.video.id == video:
                self.setCurrentWidget(tab)
                return True
        return False

    def add(self, session: Session) -> SubtitleTab:
        """Add the tab of a video, bring it to the front and return it."""
        from studio.gui.subtitle_tab.tab import SubtitleTab

        tab = SubtitleTab(session)
        self.show_page(tab, "film", session.video.file.name)
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

    def close_at(self, at: int) -> None:
        """Close a tab; Home stays."""
        tab = self.widget(at)
        if at > 0 and tab is not None:
            self.removeTab(at)
            if hasattr(tab, "session"):
                cast("SubtitleTab", tab).close_session()
            tab.deleteLater()  # and at once: what comes in later must not find a closed production
            QCoreApplication.sendPostedEvents(tab, QEvent.Type.DeferredDelete)

    def close_other_than(self, videos: Collection[int]) -> None:
        """Close the tabs of all but these videos."""
        for tab in self.videos():
            if tab.session.video.id not in videos:
                self.close_at(self.indexOf(tab))

    def come_back(self, project: Project) -> None:
        """Bring the video and the cue to the front that `project` was left at."""
        from studio.workflow import view

        place = view.last(project)
        if place is not None and self.bring(place.video) and self.session is not None:
            self.session.show_cue(place.cue)

    def close_videos(self) -> None:
        """Close the tabs of all videos, and remember which one was worked on."""
        videos = self.videos()
        if videos:
            _keep_place(self.session or videos[0].session)
        for tab in reversed(videos):
            self.close_at(self.indexOf(tab))


def _keep_place(session: Session) -> None:
    from studio.workflow import view

    session.flush()
    with contextlib.suppress(StudioError):  # on a full disk the place is lost, nothing else
        view.keep(session.project, view.Place(session.video.id, session.cue))
