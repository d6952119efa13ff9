"""Listening to a stretch again: with another model, as another language, or for singing, too."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from studio.gui import metrics, times
from studio.gui.session import Session
from studio.gui.subtitle_tab.start_form import StartForm
from studio.gui.widgets import PrimaryButton, Text, column
from studio.i18n import _
from studio.workflow import listening

AROUND = 5000
"""Milliseconds before and after the moment that are listened to where no cue is chosen."""


class AgainDialog(QDialog):
    """Asks how to listen to the chosen cues, or to what is around the moment that is shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.start, self.stop = stretch(session)
        self.setWindowTitle(_("Listen again"))
        self.setMinimumWidth(metrics.px(440))
        page = column(self, margin=16, gap=12)
        words = _("From {start} to {end} the machine's cues are written anew. Cues that you checked stay as they are.")
        page.addWidget(Text(words.format(start=times.short(self.start), end=times.short(self.stop))))
        self.form = StartForm(session)
        self.form.rules.setEnabled(False)  # a track has one set of rules
        page.addWidget(self.form)
        self.why_not = Text("", "soft")
        page.addWidget(self.why_not)
        page.addWidget(self._build_buttons())
        self.form.changed.connect(self._show_ready)
        self._show_ready()

    def _build_buttons(self) -> QDialogButtonBox:
        self.begin = PrimaryButton(_("Listen again"), "mic")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, parent=self)
        buttons.addButton(self.begin, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

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
