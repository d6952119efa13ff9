"""Translate into…: the languages that this computer can translate the subtitles into, and those that are there."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QDialog, QRadioButton, QVBoxLayout, QWidget

from studio.errors import PackError
from studio.gui import languages, metrics
from studio.gui.session import Session
from studio.gui.widgets import Button, Note, PrimaryButton, Text, column, row
from studio.i18n import _
from studio.project.values import StoredTrack
from studio.workflow import translate, translating


class TranslateDialog(QDialog):
    """Asks for a language and begins; the translation is made while people go on working."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._source = _source(session)
        self.choices: dict[str, QRadioButton] = {}
        self.shows: dict[int, Button] = {}
        self.setWindowTitle(_("Translate"))
        self.setMinimumWidth(metrics.px(440))
        page = column(self, margin=16, gap=12)
        if self._source is not None:
            self._build_choices(page, self._source)
        else:
            page.addWidget(Text(_("There are no subtitles to translate yet."), "strong"))
        self._build_there(page)
        self._build_foot(page)
        for choice in self.choices.values():
            choice.toggled.connect(self._show_choice)
        self._show_choice()

    def target(self) -> str:
        """Return the tag of the chosen language, "" while there is none."""
        return next((tag for tag, choice in self.choices.items() if choice.isChecked()), "")

    def _build_choices(self, page: QVBoxLayout, source: StoredTrack) -> None:
        name = languages.name(source.language)
        found = self._session.attempt(translating.targets, self._session.project, source.id) or []
        if not found:
            page.addWidget(
                Text(_("This computer cannot translate from {language} yet.").format(language=name), "strong")
            )
            page.addWidget(Text(_("It needs a translation package for that language."), "soft"))
            return
        page.addWidget(Text(_("Translate from {language} into").format(language=name), "strong"))
        group = QButtonGroup(self)
        for tag in sorted(found, key=languages.name):
            self.choices[tag] = choice = QRadioButton(languages.name(tag))
            group.addButton(choice)
            texts = column(gap=4)
            texts.addWidget(choice)
            page.addLayout(texts)
            if _is_practice(source.language, tag):
                note = _("Practice package: it knows the words of the sample only.")
                choice.setAccessibleDescription(note)
                texts.addWidget(Text(note, "soft"))
        if len(found) == 1:
            self.choices[found[0]].setChecked(True)
        promise = _("Each cue is marked until somebody has read it.")
        page.addWidget(Note("info", _("A machine translates, a person decides."), promise))

    def _build_there(self, page: QVBoxLayout) -> None:
        """Show the way to the translations that are there."""
        there = [track for track in self._session.tracks() if track.source is not None]
        if there:
            page.addWidget(Text(_("Translations that are there"), "strong"))
        for track in there:
            line = row(gap=8)
            name = languages.name(track.language)
            line.addWidget(Text(name), 1)
            self.shows[track.id] = show = Button(_("Show"))
            show.setAccessibleName(_("Show {language}").format(language=name))
            show.setAutoDefault(False)
            show.clicked.connect(lambda _on=False, id=track.id: self._show_track(id))
            line.addWidget(show)
            page.addLayout(line)

    def _build_foot(self, page: QVBoxLayout) -> None:
        line = row(gap=8)
        line.addStretch(1)
        self.cancel = Button(_("Cancel") if self.choices else _("Close"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.begin = PrimaryButton(_("Translate"), "languages")
        self.begin.setDefault(True)
        self.begin.setVisible(bool(self.choices))
        self.begin.clicked.connect(self._begin)
        for button in (self.cancel, self.begin):
            line.addWidget(button)
        page.addLayout(line)

    def _show_choice(self) -> None:
        self.begin.setEnabled(bool(self.target()))

    def _begin(self) -> None:
        session = self._session
        if self._source is None:
            return
        work = session.attempt(translating.begin, session.project, self._source.id, self.target())
        if work is not None:
            session.desk.runner.run(work, session.video.id)
            self.accept()

    def _show_track(self, id: int) -> None:
        self._session.choose_track(id)
        self.accept()


def _source(session: Session) -> StoredTrack | None:
    """Return what to translate: the track in hand, or what it was itself translated from; one with cues."""
    track = session.track
    if track is not None and track.source is not None:
        track = session.project.tracks.get(track.source) or track
    return track if track is not None and session.project.cues.ids(track.id) else None


def _is_practice(source: str, target: str) -> bool:
    try:
        translate.way(source, target, practice=False)
    except PackError:
        return True
    return False
