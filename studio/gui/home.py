"""Home: where a film or a flyer is dropped, what was worked on last, and what this computer can do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from studio.gui import metrics, widgets
from studio.gui.ready import ReadyCard
from studio.gui.recent_list import RecentList
from studio.gui.widgets import Button, Heading, Icon, Note, PrimaryButton, Text, column, frame
from studio.i18n import _

if TYPE_CHECKING:
    from studio.gui.main_window import MainWindow

WIDE = 1040  # width at 100 % from which there are two columns; less is what letters of 150 % leave of a laptop
LEFT = 860
RIGHT = 340
TARGET = (170, 300)
LIST = 140

SOON = 300
"""Milliseconds after a pack came or went until the card says so: several may come at once."""


class Home(QScrollArea):
    """The first tab; it stays."""

    seen = Signal()
    """It was painted for the first time, and what it shows was looked at."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._is_wide: bool | None = None
        self._is_seen = False
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._look_again)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._build()
        widgets.follow(self, self._fit)

    def refresh(self) -> None:
        """Look again at what was worked on and what lies on this computer."""
        from studio.workflow import recent

        opened = self._window.project.path if self._window.project is not None else None
        recents = recent.listed({opened} if opened is not None else ())
        self.recents.show_recent(recents, opened)
        self._none.setVisible(not recents)
        self.recents.setVisible(bool(recents))
        self.refresh_ready()

    def refresh_ready(self) -> None:
        """Look again at what lies on this computer, and say what it is ready for."""
        from studio.gui import model_words, ready
        from studio.workflow import packs

        house = self._window.preferences.settings.venue_languages
        found = packs.overview(house).entries  # what is wrong with the venue's own list is said on its page
        model = ready.best(found)
        time = model_words.talk(model) if model is not None else ""
        self.ready.show_lines(ready.lines(found, house, time), is_set_up=ready.has_real(found))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_seen:  # files are looked at once the window is seen
            self._is_seen = True
            QTimer.singleShot(0, self, self._be_seen)

    def _be_seen(self) -> None:
        self.refresh()
        self._window.stock.changed.connect(self._soon.start)
        self.seen.emit()

    def _look_again(self) -> None:
        if self.isVisible():
            self.refresh_ready()

    def _build(self) -> None:
        page = QWidget()
        page.setProperty("role", "page")
        self._page = widgets.row(page, margin=24)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._left, self._right = self._build_left(), self._build_right()
        self._columns.addWidget(self._left, 1)
        self._columns.addWidget(self._right)
        self._page.addStretch(1)
        self._page.addLayout(self._columns, 100)
        self._page.addStretch(1)
        self.setWidget(page)

    def _build_left(self) -> QWidget:
        left = QWidget()
        inside = column(left, gap=12)
        inside.addWidget(self._build_target(), 1)
        inside.addSpacing(metrics.px(8))
        inside.addWidget(Heading(_("Recent productions")))
        self._none = Text(_("Nothing yet. What you open will be found here again."), "soft")
        inside.addWidget(self._none)
        self.recents = RecentList()
        self.recents.chosen.connect(self._window.open_path)
        self.recents.dismissed.connect(self._forget)
        self._list = _List()
        self._list.setWidget(_at_top(self.recents))
        inside.addWidget(self._list, 2)
        return left

    def _build_target(self) -> QWidget:
        self._target = frame("drop")
        inside = column(self._target, margin=16, gap=8)
        inside.addStretch(1)
        signs = widgets.row(gap=12)
        signs.addStretch(1)
        for name in ("film", "file-text"):
            signs.addWidget(Icon(name, "accent", 34))
        signs.addStretch(1)
        inside.addLayout(signs)
        for words in (
            Text(_("Drop a video or a flyer here"), "title", wraps=False),
            Text(_("Video and sound files, PDF, pictures, Word and PowerPoint files, subtitles"), "soft", wraps=False),
        ):
            inside.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addSpacing(metrics.px(4))
        inside.addLayout(self._build_buttons())
        inside.addStretch(1)
        return self._target

    def _build_buttons(self) -> QHBoxLayout:
        buttons = widgets.row(gap=12)
        self.open_button = PrimaryButton(_("Open…"), "folder-open")
        self.sample_button = Button(_("Try the sample"), "play")
        buttons.addStretch(1)
        for button, action in ((self.open_button, "file.open"), (self.sample_button, "file.sample")):
            button.make_main()
            button.clicked.connect(lambda _on=False, id=action: self._window.action(id).trigger())
            buttons.addWidget(button)
        buttons.addStretch(1)
        return buttons

    def _build_right(self) -> QWidget:
        right = QWidget()
        inside = column(right, gap=16)
        self.ready = ReadyCard()
        self.ready.packs_asked.connect(lambda: self._window.action("file.packs").trigger())
        self.ready.setup_asked.connect(lambda: self._window.action("help.guide").trigger())
        inside.addWidget(self.ready)
        inside.addWidget(
            Note(
                "approved",
                _("Nothing leaves this computer"),
                _("Videos, texts and names stay here. The network is used only when you ask for a model."),
                icon="wifi-off",
                stacked=True,
            )
        )
        inside.addWidget(
            Note(
                "machine",
                _("You decide what is right"),
                _("Every line written by machine says so until you have checked it."),
                stacked=True,
            )
        )
        inside.addStretch(1)
        return right

    def _fit(self) -> None:
        self._columns.setSpacing(metrics.px(28))
        self._left.setMaximumWidth(metrics.px(LEFT))
        self._target.setMinimumHeight(metrics.px(TARGET[0]))
        self._target.setMaximumHeight(metrics.px(TARGET[1]))
        self._is_wide = None
        self._arrange()

    def _arrange(self) -> None:
        """Stand the columns side by side where there is room for the size of the letters."""
        is_wide = self.width() >= metrics.px(WIDE)
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        self._right.setFixedWidth(metrics.px(RIGHT)) if is_wide else _let_grow(self._right, metrics.px(LEFT))
        self._list.scroll_inside(is_wide)

    def _forget(self, path: Path) -> None:
        from studio.workflow import recent

        recent.forget(path)
        self.refresh()


class _List(QScrollArea):
    """Scrolls inside, or is as high as what it holds."""

    def __init__(self) -> None:
        super().__init__()
        self._scrolls = True
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def scroll_inside(self, scrolls: bool) -> None:
        """Scroll inside, or let the page around scroll."""
        self._scrolls = scrolls
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        inside = self.widget()
        whole = inside.minimumSizeHint().height() if inside is not None else 0
        return QSize(0, min(whole, metrics.px(LIST)) if self._scrolls else whole)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def _let_grow(part: QWidget, most: int) -> None:
    part.setMinimumWidth(0)
    part.setMaximumWidth(most)


def _at_top(part: QWidget) -> QWidget:
    """Return a page that holds `part` at its top."""
    page = QWidget()
    page.setProperty("role", "page")
    inside = QVBoxLayout(page)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(part)
    inside.addStretch(1)
    return page
