"""Where the parts of a video's tab stand: for subtitles or for a translation, in columns or in tabs.

Subtitles have the picture at the left and the timeline below.  A translation has its two texts at the left, for they
need the room; the picture stands at the right, and the timeline is folded away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QSplitter, QTabWidget, QVBoxLayout, QWidget

from studio.gui import icons, metrics, place
from studio.i18n import _, ngettext

COLUMNS = (420, 674, 272)
PAIR_COLUMNS = (1014, 352)
ROWS = (445, 165)
PICTURE = (260, 240)
TEXTS = (420, 150)
TEXTS_IN_TAB = (190, 100)
PICTURE_AND_QUEUE = (232, 330)
BESIDE = (316, 367)
"""The player and the tabs beside it."""

SOON, MOST_TURNS = 10, 50
"""Milliseconds until splitters that have no room yet are set again, and how often that is tried."""

SETTLED = 400
"""Milliseconds after which a splitter that was moved is where it should be."""


@dataclass(frozen=True, slots=True)
class Form:
    """For what, and in how much room: each form keeps the sizes that people gave it."""

    is_pair: bool
    is_wide: bool

    @property
    def suffix(self) -> str:
        """Return what is added to the names under which sizes are kept."""
        return ("_pair" if self.is_pair else "") + ("" if self.is_wide else "_beside_tabs")


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands in the tab: `cues` and `queue` may be stacks of several pages."""

    player: QWidget
    editor: QWidget
    cues: QWidget
    queue: QWidget
    timeline: QWidget


class Arrangement(QWidget):
    """Moves the parts between splitters and tabs.

    Not to be asked for it while Qt lays out, paints or dresses: it may be walking over those very widgets.
    """

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form: Form | None = None
        self._parts = parts
        self._has_timeline = False
        self._usual: dict[str, list[int]] = {}
        self._moved: set[str] = set()
        self._keeping = QTimer(self, interval=SETTLED, singleShot=True)
        self._keeping.timeout.connect(self.keep_sizes)
        self._turns = 0
        self._settling = QTimer(self, interval=SOON, singleShot=True)
        self._settling.timeout.connect(self._set_sizes)
        self._left, self._right = (QSplitter(Qt.Orientation.Vertical, self) for _side in "lr")
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._rows = QSplitter(Qt.Orientation.Vertical)
        self._tabs = QTabWidget(self, documentMode=True)
        self._tabs.setAccessibleName(_("Cues, what to check, timeline"))
        self._build()

    def arrange(self, form: Form) -> None:
        """Put the parts where this form has them; the keyboard stays where it is."""
        if form == self.form:
            return
        self.keep_sizes()
        self.form = form
        keyboard = QApplication.focusWidget()
        self._take_apart()
        place_parts = {
            (False, True): self._place_columns,
            (False, False): self._place_tabs,
            (True, True): self._place_pair_columns,
            (True, False): self._place_pair_tabs,
        }
        place_parts[form.is_pair, form.is_wide]()
        if keyboard is not None and self.isAncestorOf(keyboard) and keyboard.isVisible():
            keyboard.setFocus()

    def settle(self) -> None:
        """Set the splitters as somebody left them, or as is usual, now and once they have their own room."""
        self._turns = MOST_TURNS
        self._set_sizes()

    def _set_sizes(self) -> None:
        for name, lengths in self._usual.items():
            splitter = self._splitters[name]
            splitter.setSizes(place.sizes(self._kept_as(name), splitter.count()) or lengths)
        shown = [self._splitters[name] for name in self._usual if self._splitters[name].isVisible()]
        self._turns -= 1
        if self._turns and any(not sum(splitter.sizes()) for splitter in shown):
            self._settling.start()

    @property
    def has_timeline(self) -> bool:
        """Say whether the timeline of a translation is unfolded."""
        return self._has_timeline

    def unfold_timeline(self, is_shown: bool) -> None:
        """Show the timeline of a translation below everything, or fold it away; in tabs bring it to the front."""
        self._has_timeline = is_shown
        if self.form is None or not self.form.is_pair:
            return
        if not self.form.is_wide:
            self.bring(self._parts.timeline)
            return
        self._parts.timeline.setVisible(is_shown)
        if is_shown:
            self.keep_sizes()
            self.settle()

    def bring(self, part: QWidget) -> None:
        """Bring the tab in which a part stands to the front."""
        for index in range(self._tabs.count()):
            page = self._tabs.widget(index)
            if page is not None and (page is part or page.isAncestorOf(part)):
                self._tabs.setCurrentIndex(index)

    def show_count(self, count: int) -> None:
        """Say how many things there are to check, where that is a tab."""
        if self._tabs.count():
            self._tabs.setTabText(1, _("To check ({count})").format(count=count) if count else _("To check"))
            self._tabs.setTabToolTip(1, ngettext("{n} thing to check", "{n} things to check", count).format(n=count))

    def keep_sizes(self) -> None:
        """Remember the splitters that somebody has moved."""
        for name in sorted(self._moved):
            place.keep_sizes(self._splitters[name], self._kept_as(name))
        self._moved.clear()

    def _build(self) -> None:
        self._splitters = {"columns": self._columns, "rows": self._rows, "left": self._left, "right": self._right}
        for name, splitter in self._splitters.items():
            splitter.setChildrenCollapsible(False)
            splitter.splitterMoved.connect(partial(self._take_move, name))
        self._rows.addWidget(self._columns)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(self._rows)

    def _take_apart(self) -> None:
        """Take every part out of where it stood."""
        while self._tabs.count():
            self._tabs.removeTab(0)
        parts = self._parts
        containers = (self._left, self._right, self._tabs)
        for part in (parts.player, parts.editor, parts.cues, parts.queue, parts.timeline, *containers):
            part.hide()
            part.setParent(self)

    def _place_columns(self) -> None:
        parts = self._parts
        _fill(self._left, parts.player, parts.editor, roomy=0)
        _fill(self._columns, self._left, parts.cues, parts.queue, roomy=1)
        _fill(self._rows, self._columns, parts.timeline, roomy=0)
        self._usual = {"columns": self._shares(), "rows": _drawn(ROWS), "left": _drawn(PICTURE)}

    def _place_tabs(self) -> None:
        parts = self._parts
        _fill(self._left, parts.player, parts.editor, roomy=0)
        self._fill_tabs(parts.cues, parts.queue)
        _fill(self._columns, self._left, self._tabs, roomy=1)
        self._usual = {"columns": _drawn(BESIDE), "left": _drawn(PICTURE)}

    def _place_pair_columns(self) -> None:
        parts = self._parts
        _fill(self._left, parts.cues, parts.editor, roomy=0)
        _fill(self._right, parts.player, parts.queue, roomy=1)
        _fill(self._columns, self._left, self._right, roomy=0)
        _fill(self._rows, self._columns, parts.timeline, roomy=0)
        parts.timeline.setVisible(self._has_timeline)
        right = min(max(round(self.width() * PAIR_COLUMNS[1] / sum(PAIR_COLUMNS)), metrics.px(300)), metrics.px(440))
        self._usual = {
            "columns": [max(1, self.width() - right), right],
            "rows": _drawn(ROWS),
            "left": _drawn(TEXTS),
            "right": _drawn(PICTURE_AND_QUEUE),
        }

    def _place_pair_tabs(self) -> None:
        parts = self._parts
        _fill(self._left, parts.cues, parts.editor, roomy=0)
        _fill(self._right, parts.player, parts.queue, roomy=1)
        self._fill_tabs(self._left, self._right)
        _fill(self._columns, self._tabs, roomy=0)
        self._usual = {"left": _drawn(TEXTS_IN_TAB), "right": _drawn(PICTURE_AND_QUEUE)}

    def _fill_tabs(self, cues: QWidget, queue: QWidget) -> None:
        self._tabs.addTab(cues, icons.icon("captions"), _("Cues"))
        self._tabs.addTab(queue, icons.icon("list-checks"), _("To check"))
        self._tabs.addTab(self._parts.timeline, icons.icon("audio-waveform"), _("Timeline"))

    def _shares(self) -> list[int]:
        """Return the widths of the columns: shares of the window as drawn, the outer ones never wider than useful."""
        share = self.width() / sum(COLUMNS)
        left, right = (min(round(share * COLUMNS[at]), metrics.px(most)) for at, most in ((0, 560), (2, 360)))
        return [left, self.width() - left - right, right]

    def _kept_as(self, splitter: str) -> str:
        return splitter + (self.form.suffix if self.form is not None else "")

    def _take_move(self, splitter: str, *_where: object) -> None:
        self._moved.add(splitter)
        self._keeping.start()


def _fill(splitter: QSplitter, *parts: QWidget, roomy: int) -> None:
    """Put these parts into a splitter; the one at `roomy` takes what room there is more."""
    for at, part in enumerate(parts):
        if splitter.indexOf(part) != at:
            splitter.insertWidget(at, part)
        splitter.setStretchFactor(at, int(at == roomy))
        part.show()


def _drawn(lengths: Sequence[int]) -> list[int]:
    """Return lengths in pixels that were drawn for 100 %."""
    return [metrics.px(length) for length in lengths]
