"""The productions that were worked on last, each a row that can be pressed: what it is, how far, and when."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QPushButton, QSizePolicy, QWidget

from studio.gui import metrics, widgets
from studio.gui.languages import name as language
from studio.gui.widgets import Icon, Text, column, row
from studio.i18n import _, ngettext

if TYPE_CHECKING:
    from datetime import date, datetime

    from studio.project.glance import Glance
    from studio.workflow.recent import Recent

BAR = 220  # width at 100 %
DATE = 92


class RecentList(QFrame):
    """All rows, in a card."""

    chosen = Signal(Path)
    dismissed = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._column = column(self, gap=0)
        self.rows: list[RecentRow] = []

    def show_recent(self, recents: list[Recent], opened: Path | None) -> None:
        """Show these productions; the one that is `opened` says so."""
        for old in self.rows:
            self._column.removeWidget(old)
            old.deleteLater()
        self.rows = [RecentRow(recent, is_open=recent.path == opened) for recent in recents]
        for each in self.rows:
            each.clicked.connect(lambda _on=False, path=each.path: self.chosen.emit(path))
            each.dismissed.connect(self.dismissed)
            self._column.addWidget(each)


class RecentRow(QPushButton):
    """One production."""

    dismissed = Signal(Path)

    def __init__(self, recent: Recent, *, is_open: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = recent.path
        self.setProperty("role", "row")
        self.setProperty("ring", "flush")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        title = recent.path.stem
        about = _about(recent.glance) if recent.glance else recent.problem or str(recent.path.parent)
        progress = _("Open in this window") if is_open else _progress(recent.glance) if recent.glance else ""
        when = day(recent.opened_at)
        self._build(title, about, progress, when, recent.glance)
        self.setAccessibleName(", ".join(filter(None, (title, about, progress, when))))
        self.setToolTip(str(recent.path))
        self._build_menu()
        widgets.follow(self, self._fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.dismissed.emit(self.path)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return layout.minimumSize()

    def _build(self, title: str, about: str, progress: str, when: str, glance: Glance | None) -> None:
        line = row(self, margin=14, gap=14)
        is_paper = glance is not None and glance.flyers and not glance.videos
        sign = "file-text" if is_paper else "clapperboard"
        line.addWidget(Icon(sign, "soft", 20), 0, Qt.AlignmentFlag.AlignVCenter)
        words = column(gap=2)
        words.addWidget(Shortened(title, "strong"))
        words.addWidget(Shortened(about, "soft"))
        line.addLayout(words, 3)
        line.addWidget(self._build_state(progress, glance), 2)
        self._date = Text(when, "soft", wraps=False)
        self._date.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._date)
        line.addWidget(Icon("chevron-right", "ink"), 0, Qt.AlignmentFlag.AlignVCenter)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _build_state(self, progress: str, glance: Glance | None) -> QWidget:
        self._state = QWidget()
        inside = column(self._state, gap=4)
        inside.addStretch(1)
        inside.addWidget(Shortened(progress, "small"))
        if glance is not None and glance.cues + glance.blocks:
            inside.addWidget(_bar(glance))
        inside.addStretch(1)
        return self._state

    def _build_menu(self) -> None:
        forget = QAction(_("Take off this list"), self)
        forget.triggered.connect(lambda: self.dismissed.emit(self.path))
        self.addAction(forget)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _fit(self) -> None:
        self._date.setMinimumWidth(metrics.px(DATE))
        self._state.setMaximumWidth(metrics.px(BAR))
        self.setMinimumHeight(self.sizeHint().height())  # the stylesheet has set that of any button


class Shortened(Text):
    """Words on one line that end in … where there is no room; the row says them whole to a screen reader."""

    def __init__(self, text: str, role: str = "") -> None:
        super().__init__("", role, wraps=False)
        self._whole = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def resizeEvent(self, event: object) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        if shown != self.text():
            self.setText(shown)


def day(moment: datetime) -> str:
    """Return the day of a moment as people say it: "Today", "12 November", "3 November 2025"."""
    then, now = moment.astimezone().date(), today()
    if (now - then).days in (0, 1):
        return _("Today") if then == now else _("Yesterday")
    locale = QLocale()
    form = _("d MMMM") if then.year == now.year else _("d MMMM yyyy")
    return locale.toString(QDate(then.year, then.month, then.day), form)


def today() -> date:
    """Return the day it is here."""
    from datetime import date

    return date.today()


def _about(glance: Glance) -> str:
    parts = []
    if glance.videos:
        parts.append(ngettext("{n} video", "{n} videos", glance.videos).format(n=glance.videos))
    if glance.flyers:
        parts.append(ngettext("{n} flyer", "{n} flyers", glance.flyers).format(n=glance.flyers))
    names = [language(tag) for tag in glance.languages]
    if names:
        parts.append(names[0] if len(names) == 1 else _to(names))
    return " · ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 2 else parts)


def _to(names: list[str]) -> str:
    return _("{source} to {targets}").format(source=names[0], targets=listed(names[1:]))


def listed(names: list[str]) -> str:
    """Return names as a list in words: "German, Dutch and English"."""
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])


def _progress(glance: Glance) -> str:
    """Return how far a production is: its cues, its blocks, or both."""
    if not glance.cues and not glance.blocks:
        return _("Not translated yet") if glance.flyers and not glance.videos else _("No subtitles yet")
    if not glance.blocks:
        return _cues(glance)
    if not glance.cues:
        return _blocks(glance)
    return _("{cues}, {blocks}").format(cues=_cues(glance), blocks=_blocks(glance))


def _cues(glance: Glance) -> str:
    if glance.checked == glance.cues:
        return ngettext("The one cue is checked", "All {n} cues checked", glance.cues).format(n=glance.cues)
    words = ngettext("{checked} of {n} cue checked", "{checked} of {n} cues checked", glance.cues)
    return words.format(checked=glance.checked, n=glance.cues)


def _blocks(glance: Glance) -> str:
    count, checked = glance.blocks, glance.blocks_checked
    if checked == count:
        return ngettext("The one block is checked", "All {n} blocks checked", count).format(n=count)
    words = ngettext("{checked} of {n} block checked", "{checked} of {n} blocks checked", count)
    return words.format(checked=checked, n=count)


def _bar(glance: Glance) -> QProgressBar:
    bar = QProgressBar()
    bar.setRange(0, glance.cues + glance.blocks)
    bar.setValue(glance.checked + glance.blocks_checked)
    bar.setTextVisible(False)
    bar.setAccessibleName(_progress(glance))
    return bar
