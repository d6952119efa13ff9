"""How it is being done: what the listening that goes on was told, as the production keeps it."""

from __future__ import annotations

import json

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from studio.gui import languages, metrics, theme
from studio.gui.session import Session
from studio.gui.subtitle_tab import hearing_words
from studio.gui.widgets import Icon, Text, column, follow, frame, row
from studio.i18n import _, ngettext
from studio.project.values import Changed, StoredRun
from studio.workflow import house_styles

HEAD = 34


class HowPanel(QFrame):
    """A few facts, each with its name above and what it means below."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: list[tuple[str, str, str]] | None = None
        self.setProperty("role", "panel")
        self._build()
        session.changed.connect(self._take_change)
        session.track_changed.connect(self.refresh)
        follow(self, self._fit)
        self.refresh()

    def refresh(self) -> None:
        """Show how the newest listening is done."""
        run = self._run()
        facts = _facts(run) if run is not None else []
        if facts == self._shown:
            return
        self._shown = facts
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for fact in facts or [(_("Getting ready"), _("The sound is being prepared"), "")]:
            self._list.addWidget(_Fact(*fact))
        self._list.addStretch(1)

    def facts(self) -> list[tuple[str, str, str]]:
        """Return what is shown: name, value and explanation of each fact."""
        return list(self._shown or [])

    def sizeHint(self) -> QSize:
        return QSize(metrics.px(272), metrics.px(400))

    def _build(self) -> None:
        page = column(self, gap=0)
        self._head = frame("bar")
        self._head_line = row(self._head, gap=8)
        self._head_line.addWidget(Icon("settings"), 0, Qt.AlignmentFlag.AlignVCenter)
        self._head_line.addWidget(Text(_("How it is being done"), "strong", wraps=False))
        self._head_line.addStretch(1)
        page.addWidget(self._head)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(_("How it is being done"))
        inside = QWidget()
        inside.setProperty("role", "page")
        self._list: QVBoxLayout = column(inside, gap=0)
        area.setWidget(inside)
        page.addWidget(area, 1)

    def _fit(self) -> None:
        side = metrics.px(12)
        self._head_line.setContentsMargins(side, 0, side, 0)
        self._head.setFixedHeight(metrics.px(HEAD))

    def _take_change(self, change: Changed) -> None:
        if "run" in change.rows or "track" in change.rows:
            self.refresh()

    def _run(self) -> StoredRun | None:
        runs = self._session.project.evidence.runs(self._session.video.id)
        track = self._session.track.id if self._session.track is not None else None
        mine = [run for run in runs if run.track == track and run.stop != 0]  # 0: it was translated, not heard
        return mine[-1] if mine else None


class _Fact(QFrame):
    """One fact, read as one sentence by a screen reader."""

    def __init__(self, name: str, value: str, note: str) -> None:
        super().__init__()
        self.setAccessibleName(". ".join(filter(None, (f"{name}: {value}", note))))
        texts = column(self, margin=12, gap=2)
        texts.addWidget(Text(name, "soft"))
        texts.addWidget(Text(value, "strong"))
        if note:
            texts.addWidget(Text(note, "soft"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


def _facts(run: StoredRun) -> list[tuple[str, str, str]]:
    told = dict(run.run.settings)
    sound = told.get("sound", "speech")
    style = told.get("profile", "") or house_styles.usual(run.run.language)
    return [
        (_("Language"), languages.name(run.run.language), ""),
        (_("Kind of sound"), hearing_words.sound(sound), hearing_words.sound_note(sound)),
        (
            _("Speech model"),
            hearing_words.model(run.run.model, practice=run.run.practice),
            hearing_words.model_note(run),
        ),
        (_("Names and terms"), _names(told.get("names", "[]")), ""),
        (_("Rules for cues"), house_styles.name(style), ""),
    ]


def _names(told: str) -> str:
    try:
        count = len(json.loads(told))
    except (ValueError, TypeError, RecursionError):  # a file made by hand
        count = 0
    return ngettext("{count} name", "{count} names", count).format(count=count)
