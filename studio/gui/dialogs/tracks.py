"""The subtitles of a video: which are worked on, their language and rules, what they translate; and some go."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from studio.gui import languages, metrics
from studio.gui.session import Session
from studio.gui.subtitle_tab.start_form import NEAREST, OTHERS
from studio.gui.widgets import Button, PrimaryButton, Row, Text, column, row
from studio.i18n import _, ngettext
from studio.project.values import Changed, StoredTrack
from studio.workflow import correct, house_styles, translating


class TracksDialog(QDialog):
    """A list, and what the chosen ones are; every change is one step that undo takes back."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tracks: list[StoredTrack] = []
        self.setWindowTitle(_("Subtitles of this video"))
        self.setMinimumWidth(metrics.px(460))
        self._build()
        self.list.currentRowChanged.connect(self._show_track)
        session.changed.connect(self._take_change)
        session.desk.runner.changed.connect(self._show_track)
        self._fill(session.track.id if session.track is not None else 0)
        self.list.setFocus()

    def track(self) -> StoredTrack | None:
        """Return the chosen subtitles."""
        row = self.list.currentRow()
        return self._tracks[row] if 0 <= row < len(self._tracks) else None

    def _build(self) -> None:
        page = column(self, margin=16, gap=12)
        self.list = QListWidget()
        self.list.setAccessibleName(self.windowTitle())
        self.list.setMinimumHeight(metrics.px(120))
        self.list.setSpacing(metrics.px(2))
        self.list.itemActivated.connect(self._work_on)
        page.addWidget(self.list, 1)
        self.language = self._field(page, _("Language"))
        self.rules = self._field(page, _("Rules for cues"))
        self.source = self._field(page, _("Translated from"))
        self.language.activated.connect(self._set_language)
        self.source.activated.connect(self._set_source)
        self.rules.activated.connect(self._set_rules)
        self.why = Text("", "soft")
        page.addWidget(self.why)
        page.addLayout(self._build_buttons())

    def _field(self, page: QVBoxLayout, label: str) -> QComboBox:
        line, box, name = row(gap=8), QComboBox(), QLabel(label)
        name.setBuddy(box)
        name.setMinimumWidth(metrics.px(110))
        box.setAccessibleName(label)
        line.addWidget(name)
        line.addWidget(box, 1)
        page.addLayout(line)
        return box

    def _build_buttons(self) -> Row:
        line = row(gap=8)
        self.remove = Button(_("Remove"), "trash-2")
        self.close_button = Button(_("Close"))
        self.work = PrimaryButton(_("Work on these"), "pencil-line")
        for button in (self.remove, self.close_button):
            button.setAutoDefault(False)
        self.work.setDefault(True)
        self.remove.clicked.connect(self._remove)
        self.close_button.clicked.connect(self.reject)
        self.work.clicked.connect(self._work_on)
        line.addWidget(self.remove)
        line.addStretch(1)
        line.addWidget(self.close_button)
        line.addWidget(self.work)
        return line

    def _fill(self, chosen: int) -> None:
        """Show the tracks as they are now, and `chosen` as the one in question."""
        self._tracks = self._session.tracks()
        self.list.blockSignals(True)
        self.list.clear()
        for track in self._tracks:
            self.list.addItem(QListWidgetItem(self._words(track)))
        ids = [track.id for track in self._tracks]
        self.list.setCurrentRow(ids.index(chosen) if chosen in ids else 0)
        self.list.blockSignals(False)
        self._show_track()

    def _words(self, track: StoredTrack) -> str:
        count = len(self._session.project.cues.ids(track.id))
        about = [ngettext("{count} cue", "{count} cues", count).format(count=count)]
        source = self._session.project.tracks.get(track.source) if track.source is not None else None
        if track.is_read_only:
            about.append(_("only to compare with"))
        elif source is not None:
            about.append(_("translated from {language}").format(language=languages.name(source.language)))
        return f"{languages.of_track(track, self._tracks)} – {', '.join(about)}"

    def _show_track(self, *_what: object) -> None:
        track = self.track()
        is_free = not self._session.desk.runner.of(self._session.video.id)
        can_change = track is not None and not track.is_read_only
        for box in (self.language, self.rules, self.source):
            box.clear()
            box.setEnabled(can_change and is_free)
        self.work.setEnabled(track is not None)
        self.remove.setEnabled(track is not None and is_free)
        if track is not None:
            self._fill_fields(track)
        is_reference = track is not None and track.is_read_only
        why = _("They are there to compare with and never change.") if is_reference else ""
        busy = "" if is_free else _("Something is being written for this video; that has to end first.")
        self.why.setText(busy or why)

    def _fill_fields(self, track: StoredTrack) -> None:
        tags = dict.fromkeys((track.language, *NEAREST, *sorted(OTHERS, key=languages.name)))
        for tag in tags:
            self.language.addItem(languages.name(tag), tag)
        styles = house_styles.listed(track.language)
        for id in dict.fromkeys((*(style.id for style in styles), track.profile)):
            self.rules.addItem(house_styles.name(id), id)
        self.language.setCurrentIndex(self.language.findData(track.language))
        self.rules.setCurrentIndex(self.rules.findData(track.profile))
        others = [each for each in self._tracks if track.id not in (each.id, each.source) and not each.is_read_only]
        if track.source is None:
            self.source.addItem(_("Not a translation"), None)
        for other in others:
            self.source.addItem(languages.of_track(other, self._tracks), other.id)
        self.source.setCurrentIndex(self.source.findData(track.source))
        self.source.setEnabled(self.source.isEnabled() and bool(others))

    def _take_change(self, change: Changed) -> None:
        if "track" in change.rows:
            track = self.track()
            self._fill(track.id if track is not None else 0)

    def _set_language(self) -> None:
        track, tag = self.track(), self.language.currentData()
        if track is not None and tag != track.language:
            self._session.attempt(correct.set_language, self._session.project, track.id, tag)

    def _set_rules(self) -> None:
        track, profile = self.track(), self.rules.currentData()
        if track is not None and profile != track.profile:
            self._session.attempt(correct.set_profile, self._session.project, track.id, profile)

    def _set_source(self) -> None:
        """Set subtitles beside those they say the same as, whoever translated them."""
        track, source = self.track(), self.source.currentData()
        if track is not None and source is not None and source != track.source:
            self._session.attempt(translating.link, self._session.project, track.id, source)

    def _remove(self) -> None:
        track = self.track()
        if track is not None:
            self._session.attempt(correct.remove_track, self._session.project, track.id)
            self._session.said.emit(_("The subtitles were removed; “Undo” brings them back."))

    def _work_on(self) -> None:
        track = self.track()
        if track is not None:
            self._session.choose_track(track.id)
            self.accept()
