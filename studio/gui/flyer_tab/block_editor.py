"""The chosen block in full: what it says in the original beside what it says in the edition, and what can be done.

Without an edition the original is written: what was misread is put right here.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QWidget

from studio.gui import languages, metrics, widgets
from studio.gui.flyer_session import FlyerSession
from studio.gui.flyer_tab.block_buttons import BlockButtons
from studio.gui.flyer_tab.fit_strip import FitStrip
from studio.gui.subtitle_tab.pair_parts import SourceText
from studio.gui.widgets import Text
from studio.gui.written_text import Mark, WrittenText, shown_height
from studio.i18n import _
from studio.model.document import Role
from studio.project.values import Changed, StoredBlock
from studio.workflow.flyer import correct

PACE = 250
"""Milliseconds between two times that what is typed is written down."""

LEAST = 260
"""Width (px at 100 %) below which the editor cannot be drawn."""

BESIDE = 480
"""Width (px at 100 %) below which the translation stands under its source."""

LINES = 4
"""Lines of a text that are seen at least."""

FEW = 2
"""The same where one box stands under the other, or there is little height."""


class BlockEditor(QFrame):
    """Writes down what is typed a moment later, and at once before anything else happens."""

    def __init__(self, session: FlyerSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._shown = (0, 0)
        """Block and edition whose text is in the box."""
        self._has_typed = False
        self._lines = LINES
        self._form = (False, False)
        """Whether there is little height, and whether there is very little."""
        self.setProperty("role", "panel")
        self.source_head = Text("", "soft", wraps=False)
        self.source = SourceText(self)
        self.head = Text("", "soft", wraps=False)
        self.text = WrittenText(self, lines=LINES)
        self.strip = FitStrip(session, self)
        self.buttons = BlockButtons(session, self)
        self._build()
        self._idle = QTimer(self, interval=PACE, singleShot=True)
        self._idle.timeout.connect(self.flush)
        self.text.edited.connect(self._type)
        self.text.left.connect(self.flush)
        session.flush_asked.connect(self.flush)
        session.edit_asked.connect(self.edit)
        for signal in (session.block_changed, session.edition_changed, session.flyer_changed):
            signal.connect(self.show_block)
        for follow in (session.item_changed, session.queue_changed):
            follow.connect(self._show_marks)
        session.changed.connect(self._take_in)
        widgets.follow(self, self.fit)
        self.show_block()

    @property
    def caret(self) -> int:
        """Return before which character of the text in the original the caret stands; 0 while an edition is shown."""
        return self.text.caret if self.session.edition is None else self.source.textCursor().position()

    def edit(self) -> None:
        """Give the text the keyboard."""
        self.text.setFocus()

    def flush(self) -> None:
        """Write down what was typed."""
        self._idle.stop()
        if not self._has_typed:
            return
        self._has_typed = False
        session, (block, edition) = self.session, self._shown
        stored = session.get(block)
        if stored is None:
            return
        if edition:
            session.attempt(correct.set_wording, session.project, edition, block, self.text.written)
        elif stored.block.role is Role.FIGURE:
            session.attempt(correct.describe, session.project, block, self.text.written)
        else:
            session.attempt(correct.change_text, session.project, block, self.text.written)

    def show_block(self, *_what: object) -> None:
        """Show the chosen block anew."""
        session = self.session
        self._has_typed = False
        here = (session.block, session.edition.id if session.edition is not None else 0)
        if here != self._shown:
            self._shown = here
            self.text.begin(self._text())
        else:
            self.text.show_text(self._text())
        self._show_heads()
        self._show_marks()
        self.buttons.refresh()

    def set_form(self, *, is_low: bool, is_short: bool) -> None:
        """Take less height: with fewer lines of a text, and if it is very little without what can be guessed."""
        if (is_low, is_short) == self._form:
            return
        self._form = (is_low, is_short)
        self._lines = FEW if is_low else LINES
        self.strip.set_short(is_short)
        for head in (self.source_head, self.head):
            head.setVisible(not is_short)
        self.fit()

    def fit(self) -> None:
        """Give everything its size for the letters and the width there is."""
        side, is_short = metrics.px(14), self._form[1]
        top, bottom, gap = (4, 5, 6) if is_short else (8, 10, 8)
        self._column.setContentsMargins(side, metrics.px(top), side, metrics.px(bottom))
        self._column.setSpacing(metrics.px(gap))
        self.text.fit()
        self.source.fit()
        for box in (self.text, self.source):
            box.setFont(metrics.font())  # a paragraph has more words than a cue
        self._arrange()
        self.updateGeometry()  # the layout around does not hear of what changed inside

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        least = metrics.px(LEAST)
        return QSize(least, self._column.totalMinimumHeightForWidth(max(self.width(), least)))

    def _build(self) -> None:
        self.source.setAccessibleName(_("Original"))
        texts = self._texts = widgets.row(gap=14)
        self._original = QWidget(self)
        left, right = widgets.column(self._original, gap=4), widgets.column(gap=4)
        for page, head, box in ((left, self.source_head, self.source), (right, self.head, self.text)):
            page.addWidget(head)
            page.addWidget(box, 1)
        texts.addWidget(self._original, 1)
        texts.addLayout(right, 1)
        self._column = widgets.column(self)
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._column.addLayout(texts, 1)
        self._column.addWidget(self.strip)
        self._column.addWidget(self.buttons)
        for before, after in pairwise((self.source, self.text, *self.strip.fields, *self.buttons.fields)):
            QWidget.setTabOrder(before, after)

    def _arrange(self) -> None:
        """Stand the texts beside each other where both have room."""
        room = self.width() - 2 * metrics.px(14)
        is_pair = self.session.edition is not None
        is_beside = room >= metrics.px(BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom
        if self._texts.direction() != direction:
            self._texts.setDirection(direction)
        self._original.setVisible(is_pair)
        lines = self._lines if is_beside or not is_pair else FEW
        for box in (self.text, self.source):
            height = shown_height(box, lines) + metrics.px(6)  # or four lines would bring their scroll bar
            if box.minimumHeight() != height:
                box.setMinimumHeight(height)
        self.buttons.fit(room)

    def _text(self) -> str:
        """Return what the chosen block says in what is in hand."""
        session = self.session
        stored = session.stored()
        if stored is None:
            return ""
        if session.edition is None or stored.block.is_kept:
            return stored.block.text
        wording = session.wordings.get(stored.id)
        return wording.text if wording is not None else ""

    def _show_heads(self) -> None:
        """Say what the boxes hold, and show the original beside an edition."""
        session, stored = self.session, self.session.stored()
        place = target = self._place(stored)
        if session.edition is not None:
            target = languages.name(session.edition.language)
        self.source_head.setText(place)
        self.source.setAccessibleName(_("{place}, to read only").format(place=place))
        self.source.show_text(stored.block.text if stored is not None else "")
        self.head.setText(target)
        self.text.setAccessibleName(target if target == place else f"{place}, {target}")
        self.text.setReadOnly(stored is None or (session.edition is not None and stored.block.is_kept))
        self._arrange()

    def _place(self, stored: StoredBlock | None) -> str:
        """Return what is in the box of the original: "Block 4, German"."""
        if stored is None:
            return _("No block is chosen")
        own = languages.name(stored.block.language or self.session.flyer.language)
        is_picture = stored.block.role is Role.FIGURE
        words = (
            _("Block {number}, the picture described in {language}") if is_picture else _("Block {number}, {language}")
        )
        return words.format(number=self.session.number_of(stored.id), language=own)

    def _type(self, _text: str) -> None:
        self._has_typed = True
        if not self._idle.isActive():
            self.flush()  # the first key at once, so that undo knows of it; then no more than a few times a second
            self._idle.start()
        self._show_marks()

    def _take_in(self, changed: Changed) -> None:
        """Follow the project; what is being typed is not disturbed."""
        if self._has_typed:
            return
        if changed.rows.keys() & {"block", "wording", "edition", "flyer"}:
            self.show_block()

    def _show_marks(self) -> None:
        """Underline what the item in hand is about, until the text is touched."""
        item, written = self.session.item, self.text.written
        is_here = item is not None and item.block == self._shown[0] and (item.edition or 0) == self._shown[1]
        if item is None or not is_here or item.before != written:
            self.text.show_marks([])
            return
        self.text.show_marks([Mark(start, end, item.text) for start, end in item.marks])
