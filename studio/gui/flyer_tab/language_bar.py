"""The bar over the list of blocks: from which language into which, what has no room, what is to be checked."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFrame, QWidget

from studio.gui import block_gestures, icons, languages, metrics
from studio.gui.flyer_session import FlyerSession
from studio.gui.tables.unit_table import UnitTable
from studio.gui.widgets import Button, Icon, QuietButton, follow, repolish, row
from studio.i18n import _, ngettext

HEIGHT = 40


class LanguageBar(QFrame):
    """Languages at the left, what is to be done at the right; in two rows where there is no room for one."""

    queue_asked = Signal(bool)
    """What is to be checked should be listed, or no longer."""

    def __init__(self, session: FlyerSession, units: UnitTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._units = units
        self._packs: QAction | None = None
        self._queue_words = _("To check")
        self.setProperty("role", "bar")
        self.setAccessibleName(_("Languages of the flyer"))
        self._build()
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._arrange)
        for signal in (session.edition_changed, session.editions_changed, session.flyer_changed):
            signal.connect(self._show_languages)
        for change in (session.blocks_changed, session.wordings_changed, session.fits_changed, session.queue_changed):
            change.connect(self._show_todo)
        session.edition_changed.connect(self._show_todo)
        session.desk.runner.changed.connect(self._show_todo)
        follow(self, self._fit)
        self._show_languages()
        self._show_todo()

    def use_packs(self, action: QAction) -> None:
        """Have a way to the page of languages and models from the choice of a language."""
        self._packs = action

    def show_queue(self, is_shown: bool) -> None:
        """Say whether what is to be checked is listed."""
        self.queue.setChecked(is_shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    def _build(self) -> None:
        self._ways, self._todo = QWidget(), QWidget()
        self.source = QuietButton("")
        self.source.setToolTip(_("The language of the flyer; click to choose another one"))
        self.source.clicked.connect(lambda: block_gestures.ask_flyer_language(self._session, self.window()))
        self.arrow = Icon("arrow-right", "soft")
        self.target = QComboBox()
        self.target.setAccessibleName(_("Language of the translation"))
        self.target.activated.connect(self._choose)
        self.arrow.setBuddy(self.target)
        self.arrow.setAccessibleName(self.target.accessibleName())
        self.add = QuietButton(_("Add a language…"))
        self.add.clicked.connect(self._add)
        line = row(self._ways, gap=8)
        for part in (self.source, self.arrow, self.target, self.add):
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        self.renew = Button("", "refresh-cw")
        self.renew.clicked.connect(self._renew)
        self.misfits = QuietButton("", "triangle-alert")
        self.misfits.setProperty("tone", "problem")
        self.misfits.clicked.connect(self._next_misfit)
        self.queue = QuietButton("", "eye")
        self.queue.setCheckable(True)
        self.queue.clicked.connect(self.queue_asked)
        self.order = QuietButton(_("Reading order…"), "list-checks")
        self.order.clicked.connect(lambda: block_gestures.ask_order(self._session, self.window()))
        line = row(self._todo, gap=4)
        for button in (self.renew, self.misfits, self.queue, self.order):
            line.addWidget(button)
        line.addStretch(0)
        self._line: QBoxLayout = row(self, gap=8)
        self._line.addWidget(self._ways, 1)
        self._line.addWidget(self._todo)

    def _show_languages(self) -> None:
        session = self._session
        there = session.editions()
        self.source.setText(languages.name(session.flyer.language))
        self.source.setProperty("tone", "strong" if session.flyer.language else "problem")
        repolish(self.source)
        self.target.clear()
        self.target.addItem(_("Original only"), 0)
        for each in there:
            self.target.addItem(languages.name(each.language), each.id)
        chosen = session.edition.id if session.edition is not None else 0
        self.target.setCurrentIndex(max(0, self.target.findData(chosen)))
        self.arrow.setVisible(session.edition is not None)
        self.target.setVisible(bool(there))
        self._soon.start()

    def _show_todo(self, *_what: object) -> None:
        session = self._session
        if session.is_closed:
            return
        misfits, items, due = len(self._units.misfits()), len(session.items), len(self._due())
        fits = ngettext("{count} does not fit", "{count} do not fit", misfits).format(count=misfits)
        self.misfits.setText(fits)
        self.misfits.setToolTip(_("Go to the next one that does not fit"))
        self.misfits.setIcon(icons.icon("triangle-alert", "problem"))
        self.misfits.setVisible(misfits > 0)
        self._queue_words = _("To check ({count})").format(count=items) if items else _("To check")
        self.renew.setText(ngettext("Translate {count} block", "Translate {count} blocks", due).format(count=due))
        self.renew.setToolTip(_("Those that are out of date, and those that are not translated yet"))
        self.renew.setVisible(due > 0)
        self.renew.setEnabled(not block_gestures.is_busy(session))
        self.add.setEnabled(not block_gestures.is_busy(session))
        self._soon.start()

    def _due(self) -> list[int]:
        """Return the blocks that are to be translated and that no person's work stands in the way of."""
        return [unit.stored.id for unit in self._units.units if unit.is_due]

    def _choose(self, _index: int) -> None:
        self._session.choose_edition(self.target.currentData())

    def _add(self) -> None:
        block_gestures.add_language(self._session, self.window(), self._packs)

    def _renew(self) -> None:
        block_gestures.again(self._session, self._due())

    def _next_misfit(self) -> None:
        """Go to the next block that does not fit, from the last one to the first."""
        found = self._units.misfits()
        here = self._session.row_of(self._session.block)
        later = (id for id in found if here is not None and (self._session.row_of(id) or 0) > here)
        target = next(later, found[0] if found else 0)
        if target:
            self._session.choose_block(target)
            item = next((item for item in self._session.items if item.key == f"does-not-fit:{target}"), None)
            self._session.choose_item(item)

    def _fit(self) -> None:
        self._line.setContentsMargins(metrics.px(6), metrics.px(5), metrics.px(8), metrics.px(6))
        self.setMinimumHeight(metrics.px(HEIGHT))

    def _arrange(self) -> None:
        """Stand in one row where all of it fits, if need be with fewer words on the tools."""
        for is_short in (False, True):
            self._say(is_short=is_short)
            is_one = self._needed() <= self.width()
            if is_one:
                break
        if not is_one:
            self._say(is_short=False)
        direction = QBoxLayout.Direction.LeftToRight if is_one else QBoxLayout.Direction.TopToBottom
        if self._line.direction() != direction:
            self._line.setDirection(direction)

    def _needed(self) -> int:
        """Return how wide a row must be for everything in it."""
        return self._ways.sizeHint().width() + self._todo.sizeHint().width() + metrics.px(3 * 12)

    def _say(self, *, is_short: bool) -> None:
        """Put words on the tools, or but their icons; their names stay the same."""
        count = str(len(self._session.items) or "")
        for button, words, short in ((self.queue, self._queue_words, count), (self.order, _("Reading order…"), "")):
            text = short if is_short else words
            if button.text() != text:
                button.setText(text)
            button.setAccessibleName(words)
            button.setToolTip(words if is_short else "")
