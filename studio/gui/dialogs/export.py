"""Export of a video's subtitles: which languages, which kinds of files, where to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from studio.errors import StudioError
from studio.gui import languages
from studio.gui.dialogs.export_parts import Checked, Group, Option
from studio.gui.dialogs.export_window import ExportWindow, Planned
from studio.gui.messages import ErrorDialog
from studio.gui.session import Session
from studio.gui.widgets import Text
from studio.i18n import N_, _, ngettext
from studio.project.values import StoredTrack
from studio.workflow import exporting
from studio.workflow.exporting import Check, Choice, Plan

FORMATS = {
    "srt": (N_("For most players and platforms"), N_("SRT, opens almost everywhere")),
    "vtt": (N_("For your website"), N_("WebVTT, keeps speakers and positions")),
}
"""The kinds of files by their suffix: name and explanation."""


class ExportDialog(ExportWindow):
    """Plans the export of one video while people choose, and writes it when they say so."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        title = _("Export: {name}").format(name=Path(session.video.file.name).stem)
        super().__init__(title, session.settings.export_folder, parent)
        self._session = session
        self.plan: Plan | None = None
        self.tracks: dict[int, Option] = {}
        self.formats: dict[str, Option] = {}
        self.build()

    def choices(self) -> Sequence[QWidget]:
        """Return the languages there are, and the kinds of files."""
        spoken = Group(_("Languages"))
        for track in self._session.tracks():
            if not track.is_read_only:
                self.tracks[track.id] = option = self._track_option(track)
                spoken.page.addWidget(option)
        if not self.tracks:
            spoken.page.addWidget(Text(_("This video has no subtitles yet."), "soft"))
        kinds = Group(_("Subtitle files"))
        for kind, (title, note) in FORMATS.items():
            self.formats[kind] = option = Option(_(title), _(note))
            kinds.page.addWidget(option)
        self.formats["srt"].box.setChecked(True)
        for option in (*self.tracks.values(), *self.formats.values()):
            option.box.toggled.connect(self.plan_soon)
        return spoken, kinds

    def remarks(self) -> Sequence[QWidget]:
        """Return the line on how it was made."""
        self.credit = QCheckBox(_("Add a line on how it was made"))
        self.credit.setChecked(self._session.settings.credit_line)
        self.credit.toggled.connect(self.plan_soon)
        self.credit_text = Text("", "soft")
        return self.credit, self.credit_text

    def _track_option(self, track: StoredTrack) -> Option:
        counts = self._session.project.cues.counts(track.id)
        count = sum(counts.values())
        unchecked = sum(number for state, number in counts.items() if not state.is_checked)
        cues = ngettext("{count} cue", "{count} cues", count).format(count=count)
        kind = _("translated") if track.source is not None else track.title
        option = Option(languages.name(track.language), ", ".join(filter(None, (cues, kind))))
        option.show_checked(count, unchecked)
        option.box.setChecked(count > 0)
        return option

    def choice(self) -> Choice:
        """Return what was chosen."""
        return Choice(
            tracks=tuple(id for id, option in self.tracks.items() if option.box.isChecked()),
            formats=tuple(kind for kind, option in self.formats.items() if option.box.isChecked()),
            folder=self.chosen_folder,
            credit_line=self.credit.isChecked(),
        )

    def planned(self) -> Plan | None:
        """Return what would be written now."""
        session = self._session
        self.plan = session.attempt(exporting.plan, session.project, session.video.id, self.choice(), languages.name)
        return self.plan

    def show_remarks(self, plan: Planned | None) -> None:
        """Show the lines that would be added."""
        credits = list(self.plan.credits.values()) if self.plan is not None else []
        self.credit.setEnabled(bool(credits))
        self.credit_text.setText("\n".join(_("“{name}”").format(name=text) for text in credits))
        self.credit_text.setVisible(bool(credits))

    def about(self, check: Checked) -> tuple[int, ...]:
        """Return the cues that a check is about."""
        return check.cues if isinstance(check, Check) else ()

    def way_words(self, count: int) -> str:
        """Return what the button says that leads to cues."""
        return ngettext("Show this cue", "Show these {count} cues", count).format(count=count)

    def go_to(self, check: Checked) -> None:
        """Show the cues that a check is about."""
        self.show_cues(self.about(check))

    def show_cues(self, cues: tuple[int, ...]) -> None:
        """Show these cues, in their language."""
        session = self._session
        stored = session.project.cues.get(cues[0])
        if stored is None:
            return
        if session.track is None or session.track.id != stored.track:
            session.choose_track(stored.track)
        session.show_cue(stored.id)
        session.selection_asked.emit(list(cues))

    def write(self, *, overwrite: bool) -> None:
        """Write the files at once: there is little to write."""
        session, plan = self._session, self.plan
        if plan is None:
            return
        try:
            files = exporting.write(session.project, plan, overwrite=overwrite)
            session.desk.preferences.change(
                credit_line=self.credit.isChecked(), export_folder=str(self.chosen_folder or "")
            )
        except StudioError as error:
            ErrorDialog(error, self).open()
            return
        session.said.emit(self.show_result(files))
