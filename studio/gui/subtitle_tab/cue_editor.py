"""The chosen cue in full: its times, its text with what is to be said about it, and what can be done with it.

For a translation its source stands beside the text, and its times are left to the timeline.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QMenu, QToolButton, QWidget

from studio.gui import gestures, icons, languages, metrics, widgets
from studio.gui.session import Session
from studio.gui.subtitle_tab.calm import Calm
from studio.gui.subtitle_tab.cue_text import CueText, Mark
from studio.gui.subtitle_tab.pair_parts import PairTools, SourceBox, TargetHead
from studio.gui.subtitle_tab.time_field import CueTimes
from studio.gui.tables import words
from studio.gui.widgets import Button, IconButton, Note, PrimaryButton
from studio.i18n import _
from studio.model.cue import CueState, Kind
from studio.project.values import Changed
from studio.workflow import correct
from studio.workflow.doubts import doubted
from studio.workflow.meter import meter

PACE = 250
"""Milliseconds between two times that what is typed is written down."""

LEAST = 260
"""Width (px at 100 %) below which the editor cannot be drawn."""

BESIDE = 480
"""Width (px at 100 %) below which the translation stands under its source."""


class CueEditor(QWidget):
    """Writes down what is typed a moment later, and at once before anything else happens."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._shown = 0
        self._has_typed = False
        self._is_listening = False
        self._has_times = True
        self._is_pair = False
        self.times = CueTimes(session, self)
        self.source = SourceBox(session, self)
        self.head = TargetHead(self)
        self.text = CueText(self)
        self.tools = PairTools(session, self)
        self.note = Note("info", "")
        self._build()
        self._idle = QTimer(self, interval=PACE, singleShot=True)
        self._idle.timeout.connect(self.flush)
        self.text.edited.connect(self._type)
        self.text.left.connect(self.flush)
        self.times.refused.connect(lambda sentence: self.note.say("problem", "", sentence))
        session.flush_asked.connect(self.flush)
        session.cue_changed.connect(self.show_cue)
        session.track_changed.connect(self.show_cue)
        session.changed.connect(self._take_in)
        for signal in (session.selected_changed, session.desk.runner.changed):
            signal.connect(self.tools.refresh)
        session.edit_asked.connect(self.edit)
        widgets.follow(self, self.fit)
        self.show_cue()

    @property
    def caret(self) -> int:
        """Return before which character of the text the caret stands."""
        return self.text.caret

    def edit(self) -> None:
        """Give the text the keyboard."""
        self.text.setFocus()

    def set_listening(self, is_listening: bool) -> None:
        """Say whether cues are being written down, as long as none of them is chosen."""
        self._is_listening = is_listening
        self._choose_page()

    def show_times(self, is_shown: bool) -> None:
        """Show the fields for the times, unless they stand elsewhere."""
        self._has_times = is_shown
        self._arrange()

    def flush(self) -> None:
        """Write down what was typed."""
        self._idle.stop()
        if not self._has_typed:
            return
        self._has_typed = False
        if self.session.cues.get(self._shown) is not None:
            self.session.attempt(correct.set_text, self.session.project, self._shown, self.text.written)

    def show_cue(self, *_what: object) -> None:
        """Show the chosen cue anew."""
        session, stored = self.session, self.session.stored()
        self._has_typed = False
        if self._shown != session.cue or stored is None:
            self._shown = session.cue
            self.text.begin(stored.cue.text if stored is not None else "")
        elif stored is not None:
            self.text.show_text(stored.cue.text)
        can_edit = stored is not None and session.track is not None and not session.track.is_read_only
        self.text.setReadOnly(not can_edit)
        for part in (self.approve, self.split, self.merge, self.more, self.small_more, self.top_more):
            part.setEnabled(can_edit)
        self._show_side()
        self._show_meter()
        self._show_marks()
        self._choose_page()
        self._arrange()

    def fit(self) -> None:
        """Give everything its size for the letters and the width there is."""
        margin = metrics.px(12)
        self._column.setContentsMargins(margin, metrics.px(6), margin, metrics.px(8))
        self._column.setSpacing(metrics.px(6))
        self._arrange()
        self.text.fit()
        self.source.text.fit()
        self.note.setMinimumHeight(round(2 * QFontMetricsF(self.font()).lineSpacing()) + 2 * metrics.px(8))
        self.updateGeometry()  # the layout around does not hear of what changed inside

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        least, column = metrics.px(LEAST), self._column
        if not column.hasHeightForWidth():  # nothing in it wraps
            return QSize(least, column.totalMinimumSize().height())
        return QSize(least, column.totalMinimumHeightForWidth(max(self.width(), least)))

    def _choose_page(self) -> None:
        is_calm = not self.session.cue
        self.calm.show_state(is_listening=self._is_listening, has_cues=self.session.cues.rowCount() > 0)
        self._body.setVisible(not is_calm)
        self.calm.setVisible(is_calm)

    def _arrange(self) -> None:
        """Let what there is no room for go: the duration, the times, and the small buttons into the menu."""
        room = self.width() - 2 * metrics.px(12)
        pair: tuple[QWidget, ...] = (self.source, self.head, self.tools)
        single: tuple[QWidget, ...] = (self.times, self.note, self.split, self.merge, self.more, self.top_more)
        for its in pair:
            its.setVisible(self._is_pair)
        for its in single:
            its.setVisible(not self._is_pair)
        if self._is_pair:
            self._arrange_pair(room)
            return
        self.tools.leave_menu()
        small = self.top_more.sizeHint().width() + metrics.px(8)
        has_times = self.times.fit(room, small) and self._has_times
        is_on_top = has_times and self.times.needed + small <= room
        more = self.more.sizeHint().width() + metrics.px(8)
        self.times.setVisible(has_times)
        self.top_more.setVisible(is_on_top)
        used = self.approve.sizeHint().width()
        has_word = not has_times and used + more <= room
        self.small_more.setVisible(not is_on_top and not has_word)
        self.more.setVisible(has_word)
        used += 0 if is_on_top else more if has_word else small
        for part, action in zip((self.split, self.merge), self._if_narrow, strict=True):
            used += part.sizeHint().width() + metrics.px(8)
            part.setVisible(used <= room)
            action.setVisible(used > room)

    def _arrange_pair(self, room: int) -> None:
        """Stand the texts beside each other where both have room; what buttons there are hangs on the rest."""
        is_beside = room >= metrics.px(BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom
        if self._texts.direction() != direction:
            self._texts.setDirection(direction)
        self.small_more.setVisible(True)
        for action in self._if_narrow:
            action.setVisible(True)
        gap = metrics.px(8)
        self.tools.fit(room - self.approve.sizeHint().width() - self.small_more.sizeHint().width() - 2 * gap)

    def _show_side(self) -> None:
        """Show the source beside a translation."""
        session = self.session
        self._is_pair = session.sides.is_pair
        name = languages.name(session.track.language) if session.track is not None else ""
        whole = _("Text of the cue, {language}").format(language=name)
        self.text.setAccessibleName(whole if self._is_pair else _("Text of the cue"))
        if not self._is_pair:
            return
        self.head.language.setText(name)
        self.source.refresh()
        self.tools.refresh()

    def _type(self, _text: str) -> None:
        self._has_typed = True
        if not self._idle.isActive():
            self.flush()  # the first key at once, so that undo knows of it; then no more than a few times a second
            self._idle.start()
        self._show_meter()
        self._show_marks()

    def _take_in(self, changed: Changed) -> None:
        if self._shown in changed.rows.get("cue", ()) and not self._has_typed:
            self.show_cue()
        else:
            self._show_side()
            self._show_meter()  # its neighbour may have moved
            self._choose_page()

    def _show_meter(self) -> None:
        stored, house = self.session.stored(), self.session.house
        row = self.session.cues.row_of(self._shown)
        if stored is None or house is None or row is None:
            self.text.show_lines(())
            self.head.show_meter(None)
            self.note.say("info", _("No cue chosen:"), _("choose one in the table to work on it."))
            return
        typed = replace(stored, cue=replace(stored.cue, text=self.text.written))
        found = meter(typed, self.session.cues.next_start(row), house)
        self.text.show_lines(found.lines)
        if self._is_pair:
            self.head.show_meter(found)
            return
        if self.note.say("problem" if found.is_problem else "info", found.title, found.sentence):
            self.updateGeometry()

    def _show_marks(self) -> None:
        """Underline what was hard to hear; once the text is touched, all of it counts as read."""
        stored, house = self.session.stored(), self.session.house
        words = doubted(self.session.project, stored, house) if stored and house and not self._has_typed else []
        tip = _("“{word}” was hard to hear.")
        self.text.show_marks([Mark(each.start, each.end, tip.format(word=each.word)) for each in words])

    def _build(self) -> None:
        self.approve = PrimaryButton(_("Approve and go on"), "check", self, key="Ctrl+Return")
        self.split = Button(_("Split here"), "scissors", self, key="Ctrl+T")
        self.merge = Button(_("Merge"), "merge", self, key="Ctrl+J")
        self.more = Button(_("More"), parent=self)
        self.more.setProperty("menu", "true")
        self.top_more, self.small_more = (IconButton(_("More about this cue"), "ellipsis", self) for _place in "ab")
        self.approve.clicked.connect(lambda: gestures.approve(self.session, self))
        self.split.clicked.connect(self.split_here)
        self.merge.clicked.connect(lambda: gestures.join(self.session))
        menu = self._menu()
        self.more.setMenu(menu)
        for small in (self.top_more, self.small_more):
            small.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            small.setMenu(menu)
        self.times.add(self.top_more)
        self._stand(self._buttons())

    def _buttons(self) -> widgets.Row:
        buttons = widgets.row(gap=8)
        for part in (self.approve, self.split, self.merge):
            buttons.addWidget(part)
        buttons.addWidget(self.tools, 1)
        buttons.addStretch(0)
        buttons.addWidget(self.small_more)
        buttons.addWidget(self.more)
        return buttons

    def _stand(self, buttons: widgets.Row) -> None:
        """Put everything under each other; in its place two sentences can stand."""
        self._body, self.calm = QWidget(self), Calm(self)
        self._column = widgets.column(self._body)
        self._column.addWidget(self.times)
        self._column.addLayout(self._both_texts(), 1)
        self._column.addWidget(self.note)
        self._column.addLayout(buttons)
        whole = widgets.column(self, gap=0)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        whole.addWidget(self._body, 1)
        whole.addWidget(self.calm, 1)
        self.calm.hide()
        tools = self.tools
        order = (self.top_more, self.times.start, self.times.end, self.source.text, self.text, self.approve)
        pair = (tools.again, tools.wordings, tools.timeline, tools.play)
        for before, after in pairwise((*order, self.split, self.merge, *pair, self.small_more, self.more)):
            QWidget.setTabOrder(before, after)

    def _both_texts(self) -> QBoxLayout:
        """Return the source beside the text, of which it is seen for a translation only."""
        target = widgets.column(gap=4)
        target.addWidget(self.head)
        target.addWidget(self.text, 1)
        self._texts = widgets.row(gap=12)
        self._texts.addWidget(self.source, 1)
        self._texts.addLayout(target, 1)
        return self._texts

    def split_here(self) -> None:
        """Cut the cue where the caret stands."""
        gestures.split(self.session, self.caret)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        self.tools.add_to(menu)
        self._if_narrow = [
            menu.addAction(icons.icon("scissors"), _("Split here"), self.split_here),
            menu.addAction(icons.icon("merge"), _("Merge"), lambda: gestures.join(self.session)),
        ]
        menu.addAction(icons.icon("user"), _("Speaker…"), lambda: gestures.ask_speaker(self.session, self))
        menu.addAction(icons.icon("message-square"), _("Comment…"), lambda: gestures.ask_comment(self.session, self))
        kinds = menu.addMenu(_("Kind"))
        for kind in Kind:
            kinds.addAction(words.kind(kind), partial(gestures.set_kind, self.session, kind))
        states = menu.addMenu(_("State"))
        for state in (CueState.MACHINE, CueState.EDITED, CueState.APPROVED):
            icon = icons.icon(words.STATE_ICONS[state])
            states.addAction(icon, words.state(state), partial(gestures.set_state, self.session, state, self))
        return menu
