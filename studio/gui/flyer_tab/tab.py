"""The tab of a flyer: its stages, its page, its blocks; where these stand is the arrangement's to say."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.gui import block_gestures, metrics, theme
from studio.gui.flyer_session import FlyerSession
from studio.gui.flyer_tab.arrangement import Arrangement
from studio.gui.flyer_tab.flyer_stages import FlyerStages
from studio.gui.flyer_tab.notes_strip import NotesStrip
from studio.gui.flyer_tab.page_view import PageView
from studio.gui.flyer_tab.units_side import UnitsSide
from studio.gui.spoken import announce
from studio.gui.work_band import Band

WIDE = 1100
"""Width (px at 100 %) from which page and blocks stand side by side."""

LEAST = QSize(640, 400)
"""The least size in pixels, whatever the letters: the page gives way first, then what scrolls."""

MORE = ("blocks.order", "flyer.renew", "blocks.notes")
"""What the button "More" offers, by the ids of the actions."""

ON_PAGE = ("blocks.approve", "blocks.join", "blocks.keep", "blocks.decoration", "blocks.describe", "blocks.order")
"""What a click with the other button on the page offers."""


class FlyerTab(QWidget):
    """Everything about one flyer; `flyer` is its session."""

    def __init__(self, session: FlyerSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flyer = session
        session.setParent(self)
        session.edit_asked.connect(self._bring_blocks)  # first: only what is seen can get the keyboard
        self.stage_bar = FlyerStages(session)
        self.band = Band(session.desk.runner, session.about)
        self.notes = NotesStrip()
        self.page = PageView(session)
        self.units = UnitsSide(session)
        self._last_edition = 0
        self._add_language: QAction | None = None
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self.arrange)
        self._build()
        self._connect()

    def use_actions(self, action: Callable[[str], QAction]) -> None:
        """Put what is seldom needed into "More"; `action` gives the action of an id."""
        self.stage_bar.set_more([action(id) for id in MORE])
        self.stage_bar.set_names(action("edit.names"))
        self.page.set_menu([action(id) for id in ON_PAGE])
        self.units.use_packs(action("file.packs"))
        self._add_language = action("flyer.add")

    def close_session(self) -> None:
        """Let go of the project."""
        self._arrangement.keep_sizes()
        self.flyer.close()

    def show_notes(self) -> None:
        """Say what was noticed when the flyer was read."""
        self.notes.show_notes(self.flyer.flyer.notes)
        if self.flyer.flyer.notes:
            announce(self, self.notes.text())

    def minimumSizeHint(self) -> QSize:
        """Return what the window may shrink to; without it, larger letters would push it beyond the screen."""
        return LEAST

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._arrangement.is_wide is None:
            self.arrange()
        else:  # not now: Qt may be walking over the very widgets that this takes apart (a new stylesheet)
            self._soon.start()

    def arrange(self) -> None:
        """Stand the parts where there is room for the size of the letters."""
        is_wide = self.width() >= metrics.px(WIDE)
        if is_wide != self._arrangement.is_wide and not self.flyer.is_closed:
            self._arrangement.arrange(is_wide)
            self._arrangement.settle()
            self._show_count()

    def show_original(self) -> None:
        """Show the original page, with nothing else in hand."""
        self.flyer.show_translation(False)
        self._arrangement.bring(self.page)
        self.page.setFocus()

    def show_source(self) -> None:
        """Take the original in hand: what was read is corrected there."""
        if self.flyer.edition is not None:
            self.flyer.choose_edition(0)
        self._bring_blocks()
        self.units.setFocus()

    def show_edition(self) -> None:
        """Take the translation in hand that was worked on last, or ask for the first language."""
        there = [edition.id for edition in self.flyer.editions()]
        if not there:
            if self._add_language is not None:
                self._add_language.trigger()
            return
        if self.flyer.edition is None:
            self.flyer.choose_edition(self._last_edition if self._last_edition in there else there[-1])
        self._bring_blocks()
        self.units.setFocus()

    def _build(self) -> None:
        self._arrangement = Arrangement(self.page, self.units)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        for part in (self.stage_bar, self.band, self.notes):
            column.addWidget(part)
        column.addWidget(self._arrangement, 1)

    def _connect(self) -> None:
        session = self.flyer
        self.stage_bar.chosen.connect(self._go_to)
        self.band.said.connect(session.said)
        session.edition_changed.connect(self._remember_edition)
        session.blocks_changed.connect(self._show_count)
        theme.current().changed.connect(self._soon.start)  # other letters need other room, though nothing is resized
        self._remember_edition()

    def _go_to(self, stage: str) -> None:
        {
            "read": self.show_original,
            "correct": self.show_source,
            "translate": self.show_edition,
            "export": self._export,
        }[stage]()

    def _export(self) -> None:
        block_gestures.ask_export(self.flyer, self.window())

    def _remember_edition(self) -> None:
        if self.flyer.edition is not None:
            self._last_edition = self.flyer.edition.id

    def _bring_blocks(self) -> None:
        self._arrangement.bring(self.units)

    def _show_count(self) -> None:
        self._arrangement.show_count(len(self.flyer.blocks))
