"""The bar on top of a video's tab: where it is on its way from sound to file, and the way to each stage."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.gui import languages
from studio.gui.runner import Running
from studio.gui.session import Session
from studio.gui.stage_row import StageRow
from studio.gui.subtitle_tab.stages import Facts, StageId, Translation, in_front, stages
from studio.i18n import _
from studio.jobs.lanes import Lane
from studio.project.values import Changed, StoredTrack
from studio.workflow import export, listening


class StageBar(StageRow):
    """The stages of a video."""

    start_asked = Signal()
    """The stage Transcribe was chosen."""
    correct_asked = Signal()
    translate_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("The way of this video"), stages(Facts()), parent)
        self._session = session
        self._front: StageId | str = ""
        self._watched: list[Running] = []
        self._is_unfinished = False
        self._is_exported = False
        self._others: dict[int, Translation] = {}
        self.chosen.connect(self._choose)
        session.changed.connect(self._take_change)
        session.track_changed.connect(self.refresh)
        session.desk.runner.changed.connect(self._take_runner)
        self._look_for_unfinished()
        self._take_runner()
        self._look_for_export()

    def show_stage(self, id: StageId | str) -> None:
        """Say which stage is in front; "" leaves it to the state of the video."""
        if id != self._front:
            self._front = id
            self.refresh()

    def refresh(self) -> None:
        """Look again how far the video is."""
        facts = self._facts()
        self.show_stages(stages(facts), self._front or in_front(facts))

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
