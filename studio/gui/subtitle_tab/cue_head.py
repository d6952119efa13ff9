"""What stands over the table of cues: language, rules, a field that finds text or a box to follow the newest cue."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget

from studio.gui import icons, languages, metrics, theme, widgets
from studio.gui.session import Session
from studio.gui.widgets import IconButton, Text
from studio.i18n import _, ngettext
from studio.workflow import house_styles


class CueHead(QFrame):
    """One line that gives way to its field: the rules are cut off first."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.is_listening = False
        self.setProperty("role", "bar")
        self.language = Text("", "strong", self, wraps=False)
        self.tracks = TracksButton(session, self)
        self.about = CutText("", "soft", self, wraps=False)
        self.follow = QCheckBox(_("Follow the newest cue"), self)
        self.place = Text("", "soft", self, wraps=False)
        self.field = FindField(session, self)
        self.field.setAccessibleName(_("Find in text"))
        self.field.found.connect(self.place.setText)
        row = widgets.row(self, margin=0, gap=8)
        for part in (self.language, self.tracks, self.about, self.place, self.field, self.follow):
            row.addWidget(part, 1 if part is self.about else 0)
        self._row = row
        widgets.follow(self, self._fit)
        for signal in (session.track_changed, session.changed):
            signal.connect(self._show)
        self.set_listening(False)

    def set_listening(self, is_listening: bool) -> None:
        """Show how many cues there are so far and the box in place of the rules and the field."""
        self.is_listening = is_listening
        self.follow.setChecked(True)
        self.follow.setVisible(is_listening)
        self.field.setVisible(not is_listening)
        self.place.setVisible(not is_listening)
        self._show()

    def _show(self, *_what: object) -> None:
        track, house = self._session.track, self._session.house
        is_named = track is not None and not self._session.sides.is_pair  # or else the bar above names it
        self.language.setVisible(is_named)
        self.language.setText(languages.name(track.language) if track is not None else "")
        count = self._session.cues.rowCount()
        if self.is_listening:
            text = ngettext("{count} cue so far", "{count} cues so far", count).format(count=count)
        elif track is not None and track.is_read_only:
            text = _("Only to compare with")
        else:
            text = _("Rules: {name}").format(name=house_styles.name(house.profile.id)) if house is not None else ""
        self.about.setText(text)
        self.about.setToolTip(text)

    def _fit(self) -> None:
        self._row.setContentsMargins(metrics.px(12), metrics.px(3), metrics.px(8), metrics.px(3))
        self.field.setMaximumWidth(metrics.px(170))


class TracksButton(IconButton):
    """A menu of the subtitles to work on; shown where there are several."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("Choose the subtitles to work on"), "chevron-down", parent, key="Ctrl+L")
        self._session = session
        self._choices = QMenu(self)
        self._choices.aboutToShow.connect(self._fill)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(self._choices)
        for signal in (session.track_changed, session.changed):
            signal.connect(self._show)
        self._show()

    def _show(self, *_what: object) -> None:
        self.setVisible(len(self._session.tracks()) > 1 and not self._session.sides.is_pair)

    def _fill(self) -> None:
        self._choices.clear()
        tracks, chosen = self._session.tracks(), self._session.track
        for track in tracks:
            line = self._choices.addAction(languages.of_track(track, tracks))
            line.setCheckable(True)
            line.setChecked(chosen is not None and chosen.id == track.id)
            line.triggered.connect(lambda _on=False, id=track.id: self._choose(id))

    def _choose(self, id: int) -> None:
        self._session.choose_track(id)


class CutText(Text):
    """Words that end in … where there is no room for all of them; the tool tip has them whole."""

    def __init__(self, text: str, role: str, parent: QWidget, *, wraps: bool) -> None:
        super().__init__(text, role, parent, wraps=wraps)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        painter.setPen(theme.colour("soft"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class FindField(QLineEdit):
    """Goes to the next cue with the typed text, at once and with each Return; Shift+Return goes back."""

    found = Signal(str)
    """Which of how many cues it is, in words; empty where nothing is looked for."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setPlaceholderText(_("Find in text"))
        self.setClearButtonEnabled(True)
        self.textEdited.connect(lambda _text: self.go(0))
        self.textChanged.connect(lambda text: None if text else self.found.emit(""))
        widgets.follow(self, self._fit)

    def go(self, by: int) -> None:
        """Go to the first cue from the chosen one on that has the text (0), to the next (1) or the one before (-1)."""
        rows = self._session.cues.rows_with(self.text())
        if not rows:
            self.found.emit(_("Not found") if self.text() else "")
            return
        here = self._session.cues.row_of(self._session.cue)
        place = _next(rows, -1 if here is None else here, by)
        self._session.show_cue(self._session.cues.stored(rows[place]).id)
        self.found.emit(_("{place} of {count}").format(place=place + 1, count=len(rows)))

    def _fit(self) -> None:
        self.setTextMargins(metrics.px(20), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size = metrics.px(16)
        left = metrics.px(8)
        icons.paint(QPainter(self), QRect(left, (self.height() - size) // 2, size, size), "search", "soft")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


def _next(rows: list[int], here: int, by: int) -> int:
    """Return the place in `rows` at or after row `here` (0), after it (1) or before it (-1); round at the ends."""
    if by < 0:
        return (bisect_left(rows, here) - 1) % len(rows)
    return (bisect_right(rows, here) if by else bisect_left(rows, here)) % len(rows)
