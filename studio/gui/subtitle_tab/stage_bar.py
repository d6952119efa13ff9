"""The bar on top: where the video is on its way from sound to file, and the way to each stage."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QSizePolicy, QWidget

from studio.gui import icons, languages, metrics, theme
from studio.gui.runner import Running
from studio.gui.session import Session
from studio.gui.subtitle_tab.stages import Facts, Stage, StageId, Translation, in_front, stages
from studio.gui.widgets import QuietButton, follow, row
from studio.i18n import _
from studio.jobs.lanes import Lane
from studio.project.values import Changed, StoredTrack
from studio.workflow import export, listening

HEIGHT = 44
CIRCLE = 22
UNDERLINE = 3

NARROW = 1000
"""Width (px at 100 %) below which the second lines and the names go; so it is with large letters on a usual screen."""


class StageBar(QFrame):
    """The stages of a video as buttons, and what else can be done with it at the right."""

    start_asked = Signal()
    """The stage Transcribe was chosen."""
    correct_asked = Signal()
    translate_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chosen: StageId | str = ""
        self._watched: list[Running] = []
        self._names_action: QAction | None = None
        self._more: list[QAction] = []
        self._is_unfinished = False
        self._is_exported = False
        self._others: dict[int, Translation] = {}
        self.buttons: dict[str, StageButton] = {}
        self.setAccessibleName(_("The way of this video"))
        self._build()
        session.changed.connect(self._take_change)
        session.track_changed.connect(self.refresh)
        session.desk.runner.changed.connect(self._take_runner)
        self._look_for_unfinished()
        self._take_runner()
        self._look_for_export()
        follow(self, self._fit)

    def show_stage(self, id: StageId | str) -> None:
        """Say which stage is in front; "" leaves it to the state of the video."""
        if id != self._chosen:
            self._chosen = id
            self.refresh()

    def set_more(self, actions: Sequence[QAction]) -> None:
        """Put these into "More"."""
        self._more = list(actions)
        self._fit()

    def set_names(self, action: QAction) -> None:
        """Have "Names and terms" do this."""
        self.names.clicked.connect(action.trigger)
        self._names_action = action
        self._fit()

    def refresh(self) -> None:
        """Look again how far the video is."""
        facts = self._facts()
        front = self._chosen or in_front(facts)
        for number, stage in enumerate(stages(facts), start=1):
            self.buttons[stage.id].show_stage(number, stage, is_current=stage.id == front)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), metrics.px(HEIGHT))

    def _build(self) -> None:
        self._row = row(self, gap=4)
        self._arrows: list[_Arrow] = []
        for place, stage in enumerate(stages(Facts())):
            if place:
                self._arrows.append(_Arrow())
                self._row.addWidget(self._arrows[-1])
            button = self.buttons[stage.id] = StageButton()
            button.clicked.connect(lambda _on=False, id=stage.id: self._choose(id))
            self._row.addWidget(button)
        self._row.addStretch(1)
        self.names = QuietButton(_("Names and terms"), "book-a")
        self.more = QuietButton(_("More"))
        self.more.setProperty("menu", "true")
        self._menu = QMenu(self.more)
        self.more.setMenu(self._menu)
        self.more.hide()
        self._row.addWidget(self.names)
        self._row.addWidget(self.more)

    def _fit(self) -> None:
        side = metrics.px(8)
        self._row.setContentsMargins(side, 0, side, 0)
        self.setFixedHeight(metrics.px(HEIGHT))
        is_small = self.width() < metrics.px(NARROW)
        for button in self.buttons.values():
            button.set_single(is_small)
        self.names.setVisible(self._names_action is not None and not is_small)
        hidden = [self._names_action] if self._names_action is not None and is_small else []
        self._menu.clear()
        self._menu.addActions([*hidden, *self._more])
        self.more.setVisible(not self._menu.isEmpty())
        self._fit_arrows()

    def _fit_arrows(self) -> None:
        """Leave out the arrows where the words need their room: long words in large letters."""
        parts = [*self.buttons.values(), *(part for part in (self.names, self.more) if not part.isHidden())]
        needed = sum(part.sizeHint().width() + self._row.spacing() for part in parts) + 2 * metrics.px(8)
        arrows = sum(arrow.minimumWidth() + self._row.spacing() for arrow in self._arrows)
        for arrow in self._arrows:
            arrow.setVisible(needed + arrows <= self.width())

    def _choose(self, id: str) -> None:
        if id == "transcribe":
            self.start_asked.emit()
        elif id == "correct":
            self.correct_asked.emit()
        elif id == "translate":
            self.translate_asked.emit()
        elif id == "export":
            from studio.gui.dialogs.export import ExportDialog

            self._session.flush()
            dialog = ExportDialog(self._session, self.window())
            dialog.finished.connect(self._look_for_export)
            dialog.open()

    def _take_change(self, change: Changed) -> None:
        own = self._session.cues
        if any(isinstance(id, int) and own.get(id) is None for id in change.rows.get("cue", ())):
            self._others.clear()  # cues of other tracks changed, or are gone
        if {"run", "track", "shot_search"} & change.rows.keys():
            self._look_for_unfinished()
        self.refresh()

    def _take_runner(self) -> None:
        """Follow what begins and ends for this video; the rest is none of its business."""
        mine = self._session.desk.runner.of(self._session.video.id)
        if mine == self._watched:
            return
        for running in mine:
            if running not in self._watched:
                running.progressed.connect(self.refresh)
                running.changed.connect(self.refresh)
        self._watched = mine
        self._look_for_unfinished()
        self.refresh()

    def _running(self, lane: Lane) -> Running | None:
        """Return the work of a lane that runs or waits for this video."""
        return next((running for running in self._watched if running.work.lane == lane), None)

    def _look_for_unfinished(self) -> None:
        run = None if self._running("speech") else listening.unfinished(self._session.project, self._session.video.id)
        self._is_unfinished = run is not None and not run.is_finished

    def _look_for_export(self) -> None:
        """See whether an export left its record in the folder where exports go."""
        folder = self._session.settings.export_folder or self._session.video.video.path.parent
        self._is_exported = export.record_file(Path(self._session.video.file.name), Path(folder)).exists()
        self.refresh()

    def _facts(self) -> Facts:
        session = self._session
        sides, cues = session.sides, session.cues
        there = {track.id: self._translation(track) for track in session.tracks() if track.source is not None}
        return Facts(
            cues=sides.source_count if sides.is_pair else cues.rowCount(),
            checked=sides.source_checked if sides.is_pair else cues.checked,
            listening=self._running("speech"),
            translating=self._running("translation"),
            translations=tuple(there.values()),
            shown=there.get(session.track.id) if session.track is not None else None,
            is_unfinished=self._is_unfinished,
            is_exported=self._is_exported,
        )

    def _translation(self, track: StoredTrack) -> Translation:
        """Return how far a translation is; of those that are not in hand it is kept: it takes a look at the file."""
        session, name = self._session, languages.name(track.language)
        if session.track is not None and track.id == session.track.id:
            self._others.pop(track.id, None)
            return Translation(name, session.cues.rowCount(), session.checked)
        if track.id not in self._others:
            counts = session.project.cues.counts(track.id)
            checked = sum(count for state, count in counts.items() if state.is_checked)
            self._others[track.id] = Translation(name, sum(counts.values()), checked)
        return self._others[track.id]


class StageButton(QPushButton):
    """One stage: its number or a tick in a circle, its name, and under that how far it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = Stage("transcribe", "")
        self._number = 0
        self._is_current = False
        self._is_single = False
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self.setProperty("role", "quiet")
        self.setProperty("ring", "flush")

    def show_stage(self, number: int, stage: Stage, *, is_current: bool) -> None:
        """Show how far the stage is now."""
        if (number, stage, is_current) == (self._number, self._stage, self._is_current):
            return
        is_wider = stage.detail != self._stage.detail
        self._number, self._stage, self._is_current = number, stage, is_current
        self.setAccessibleName(_("Stage {number}: {title}").format(number=number, title=stage.title))
        here = _("You are here.") if is_current else ""
        self.setAccessibleDescription(" ".join(filter(None, (f"{stage.detail}.", here))))
        self.setToolTip(stage.detail if self._is_single else "")
        if is_wider:
            self.updateGeometry()
        self.update()

    def set_single(self, is_single: bool) -> None:
        """Leave out the second line, or show it."""
        if is_single != self._is_single:
            self._is_single = is_single
            self.setToolTip(self._stage.detail if is_single else "")
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        title = _width(self._stage.title, _title_font())
        detail = 0 if self._is_single else _width(self._stage.detail, metrics.font(metrics.SECONDARY))
        return QSize(metrics.px(CIRCLE + 8 + 20) + max(title, detail), metrics.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and not self._is_current:
            painter.fillRect(self.rect(), theme.colour("raised"))
        self._paint_circle(painter)
        self._paint_words(painter)
        if self._is_current:
            line = metrics.px(UNDERLINE)
            painter.fillRect(QRect(0, self.height() - line, self.width(), line), theme.colour("accent"))

    def _paint_circle(self, painter: QPainter) -> None:
        side = metrics.px(CIRCLE)
        circle = QRectF(metrics.px(10), (self.height() - side) / 2, side, side)
        if self._stage.is_done and not self._is_current:
            self._ring(painter, circle, "approved")
            inner = side * 0.24
            icons.paint(painter, circle.adjusted(inner, inner, -inner, -inner), "check", "approved")
            return
        if self._is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("fill"))
            painter.drawEllipse(circle)
        else:
            self._ring(painter, circle, "edge")
        painter.setFont(metrics.font(metrics.SECONDARY, metrics.STRONG))
        painter.setPen(theme.colour("onaccent" if self._is_current else "ink"))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))

    def _ring(self, painter: QPainter, circle: QRectF, token: str) -> None:
        width = max(1.4, metrics.px(1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour(token), width))
        painter.drawEllipse(circle.adjusted(width / 2, width / 2, -width / 2, -width / 2))

    def _paint_words(self, painter: QPainter) -> None:
        left = metrics.px(10 + CIRCLE + 8)
        words = QRect(left, 0, self.width() - left, self.height())
        painter.setFont(_title_font())
        painter.setPen(theme.colour("accent" if self._is_current else "ink"))
        left_side = Qt.AlignmentFlag.AlignLeft
        if self._is_single or not self._stage.detail:
            painter.drawText(words, left_side | Qt.AlignmentFlag.AlignVCenter, self._stage.title)
            return
        half, gap = self.height() // 2, metrics.px(1)
        above, below = words.adjusted(0, 0, 0, -half - gap), words.adjusted(0, half - gap, 0, 0)
        painter.drawText(above, left_side | Qt.AlignmentFlag.AlignBottom, self._stage.title)
        painter.setFont(metrics.font(metrics.SECONDARY))
        painter.setPen(theme.colour("soft"))
        painter.drawText(below, left_side | Qt.AlignmentFlag.AlignTop, self._stage.detail)


class _Arrow(QWidget):
    """The sign between two stages."""

    def __init__(self) -> None:
        super().__init__()
        follow(self, self._fit)

    def paintEvent(self, event: QPaintEvent) -> None:
        side = metrics.px(14)
        middle = QPointF(self.rect().center())
        icons.paint(
            QPainter(self), QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side), "chevron-right", "soft"
        )

    def _fit(self) -> None:
        self.setFixedWidth(metrics.px(18))


def _title_font() -> QFont:
    return metrics.font(metrics.TEXT, metrics.STRONG)


def _width(text: str, font: QFont) -> int:
    return QFontMetrics(font).horizontalAdvance(text)
