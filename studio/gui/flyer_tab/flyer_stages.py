"""The bar on top of a flyer's tab: where it is on its way from paper to paper, and the way to each stage."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from studio.gui import languages
from studio.gui.flyer_session import FlyerSession
from studio.gui.flyer_tab.stages import Facts, in_front, stages
from studio.gui.runner import Running
from studio.gui.stage_row import StageRow
from studio.gui.subtitle_tab.stages import Translation
from studio.i18n import _
from studio.workflow import export
from studio.workflow.flyer import state


class FlyerStages(StageRow):
    """The stages of a flyer."""

    def __init__(self, session: FlyerSession, parent: QWidget | None = None) -> None:
        super().__init__(_("The way of this flyer"), stages(Facts()), parent)
        self._session = session
        self._watched: list[Running] = []
        self._is_exported = False
        for signal in (session.blocks_changed, session.wordings_changed, session.edition_changed):
            signal.connect(self.refresh)
        session.editions_changed.connect(self.refresh)
        session.desk.runner.changed.connect(self._take_runner)
        session.desk.runner.ended.connect(self._take_end)
        self._take_runner()
        self.look_for_export()

    def refresh(self) -> None:
        """Look again how far the flyer is."""
        if not self._session.is_closed:
            facts = self._facts()
            self.show_stages(stages(facts), in_front(facts))

    def look_for_export(self) -> None:
        """See whether an export left its record in the folder where exports go."""
        session = self._session
        path = session.project.media.locate(session.flyer.id)
        folder = session.settings.export_folder or (path.parent if path is not None else session.project.path.parent)
        self._is_exported = export.record_file(Path(session.flyer.file.name), Path(folder)).exists()
        self.refresh()

    def _take_runner(self) -> None:
        """Follow what begins and ends for this flyer; the rest is none of its business."""
        mine = self._session.desk.runner.of(self._session.about)
        if mine != self._watched:
            for running in mine:
                if running not in self._watched:
                    running.progressed.connect(self.refresh)
                    running.changed.connect(self.refresh)
            self._watched = mine
            self.refresh()

    def _take_end(self, running: Running) -> None:
        """Look whether it was an export that ended: a dialog's work, about no flyer's tab."""
        is_export = running.about is None and running.work.lane == "documents"
        if is_export and running.state == "finished" and not self._session.is_closed:
            self.look_for_export()

    def _facts(self) -> Facts:
        session = self._session
        there = {edition.id: self._translation(edition.id, edition.language) for edition in session.editions()}
        translating = (running for running in self._watched if running.work.lane == "translation")
        return Facts(
            blocks=len(session.blocks),
            checked=sum(each.state.is_checked for each in session.blocks),
            translating=next(translating, None),
            translations=tuple(there.values()),
            shown=there.get(session.edition.id) if session.edition is not None else None,
            is_exported=self._is_exported,
        )

    def _translation(self, edition: int, language: str) -> Translation:
        """Return how far an edition is."""
        session, name = self._session, languages.name(language)
        if session.edition is not None and session.edition.id == edition:
            count, checked = session.counted
            return Translation(name, count, checked)
        standing = state.standing(session.project, edition)
        return Translation(name, standing.total, standing.checked)
