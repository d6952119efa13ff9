"""Listening to a stretch again: with another model, as another language, or for singing, too."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QScrollArea, QWidget

from studio.gui import metrics, times, widgets
from studio.gui.session import Session
from studio.gui.subtitle_tab.start_form import StartForm
from studio.gui.widgets import PrimaryButton, Text
from studio.i18n import _
from studio.workflow import listening

WIDTH = 480
"""Pixels at 100 %."""

AROUND = 5000
"""Milliseconds before and after the moment that are listened to where no cue is chosen."""


class AgainDialog(QDialog):
    """Asks how to listen to the chosen cues, or to what is around the moment that is shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.start, self.stop = stretch(session)
        self.setWindowTitle(_("Listen again"))
        self._build()
        self.form.changed.connect(self._show_ready)
        self._show_ready()

    def sizeHint(self) -> QSize:
        """Return the room for everything, as far as the screen has it."""
        width = metrics.px(WIDTH)
        height = self._page.heightForWidth(width) + self._bar.sizeHint().height()
        return QSize(width, height).boundedTo(widgets.on_screen(self, 2000, 2000))

    def _build(self) -> None:
        page = self._page = QWidget()
        page.setProperty("role", "page")
        inside = widgets.column(page, margin=16, gap=12)
        words = _("From {start} to {end} the machine's cues are written anew. Cues that you checked stay as they are.")
        inside.addWidget(Text(words.format(start=times.short(self.start), end=times.short(self.stop))))
        self.form = StartForm(self._session, seconds=(self.stop - self.start) / 1000)
        self.form.rules.setEnabled(False)  # a track has one set of rules
        inside.addWidget(self.form)
        self.why_not = Text("", "soft")
        inside.addWidget(self.why_not)
        inside.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        whole = widgets.column(self, gap=0)
        whole.addWidget(area, 1)
        whole.addWidget(self._build_buttons())

    def _build_buttons(self) -> QFrame:
        self._bar = widgets.frame("bar")
        self.begin = PrimaryButton(_("Listen again"), "mic")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.begin, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        widgets.row(self._bar, margin=12).addWidget(buttons)
        return self._bar

    def _show_ready(self) -> None:
        lacking = self.form.lacking()
        self.begin.setEnabled(not lacking)
        self.why_not.setText(lacking)
        self.why_not.setVisible(bool(lacking))

    def accept(self) -> None:
        """Begin to listen; it is followed in the band like all long work."""
        session = self._session
        if session.track is not None:
            values = (session.project, session.track.id, self.start, self.stop, self.form.choice())
            work = session.attempt(listening.again, *values)
            if work is None:
                return
            session.desk.runner.run(work, session.video.id)
        super().accept()


def stretch(session: Session) -> tuple[int, int]:
    """Return what the chosen cues cover, or what is around the moment, in ms."""
    rows = [row for id in session.targets() if (row := session.cues.row_of(id)) is not None]
    cues = [session.cues.stored(row).cue for row in rows]
    if cues:
        return min(cue.start for cue in cues), max(max(cue.end, cue.start) for cue in cues)
    end = session.video.video.duration
    return max(0, session.moment - AROUND), min(session.moment + AROUND, end) if end else session.moment + AROUND
