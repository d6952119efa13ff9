"""The buttons under the texts of a block; those without room move into a menu."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from studio.gui import block_gestures, metrics, widgets
from studio.gui.flyer_session import FlyerSession
from studio.gui.widgets import Button, IconButton, KeyHint, PrimaryButton
from studio.i18n import _
from studio.model.document import Role


class BlockButtons(QWidget):
    """Approve and go on, translate again, shorter wordings; of a picture what describes it; the next to check."""

    def __init__(self, session: FlyerSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._width = 0
        self.approve = PrimaryButton(_("Approve and go on"), "check", self, key="Ctrl+Return")
        self.again = Button(_("Translate again"), "refresh-cw", self, key="Ctrl+R")
        self.wordings = Button(_("Shorter wordings"), "list-checks", self, key="F9")
        self.decoration = Button(_("It is decoration"), "minus", self)
        self.next = Button(_("Next to check"), "step-forward", self, key="F8")
        self.hint = KeyHint("F8", self)
        self.more = IconButton(_("More about this block"), "ellipsis", self)
        self._lines: list[QAction] = []
        self._wanted: list[Button] = []
        self._build()
        for signal in (session.selected_changed, session.queue_changed, session.wordings_changed):
            signal.connect(self.refresh)
        session.desk.runner.changed.connect(self.refresh)

    @property
    def fields(self) -> list[QWidget]:
        """Return what can be pressed, in its order."""
        return [self.approve, self.again, self.wordings, self.decoration, self.next, self.more]

    def refresh(self, *_what: object) -> None:
        """Offer what can be done now."""
        session, stored = self._session, self._session.stored()
        if session.is_closed:
            return
        is_pair = session.edition is not None
        is_picture = stored is not None and stored.block.role is Role.FIGURE
        self.approve.setEnabled(stored is not None and self._has_text())
        self.again.setEnabled(block_gestures.can_translate_again(session))
        self.wordings.setEnabled(block_gestures.can_choose_wording(session))
        self.decoration.setEnabled(is_picture and stored is not None and not stored.block.is_decoration)
        self.next.setEnabled(bool(session.items))
        self._wanted = [self.again, self.wordings] if is_pair else [self.decoration] if is_picture else []
        self.fit(self._width)

    def fit(self, room: int) -> None:
        """Show what has room, the most important first."""
        self._width, gap = room, metrics.px(8)
        used = self.approve.sizeHint().width() + self.next.sizeHint().width() + gap
        reserved = self.more.sizeHint().width() + gap
        for button, line in zip(self._tools, self._lines, strict=True):
            is_wanted = button in self._wanted
            used += button.sizeHint().width() + gap if is_wanted else 0
            has_room = used + reserved <= room
            button.setVisible(is_wanted and has_room)
            line.setVisible(is_wanted and not has_room)
            line.setEnabled(button.isEnabled())
        self.more.setVisible(any(line.isVisible() for line in self._lines))
        self.hint.setVisible(used + self.hint.sizeHint().width() + gap <= room)

    def _build(self) -> None:
        session = self._session
        self._tools: tuple[Button, ...] = (self.again, self.wordings, self.decoration)
        self.approve.clicked.connect(lambda: block_gestures.approve(session, self.window()))
        self.again.clicked.connect(lambda: block_gestures.again(session))
        self.wordings.clicked.connect(lambda: block_gestures.ask_wordings(session, self.window()))
        self.decoration.clicked.connect(lambda: block_gestures.decorate(session, True))
        self.next.clicked.connect(lambda: session.next_item(1))
        menu = QMenu(self)
        self._lines = [menu.addAction(button.icon(), button.text(), button.click) for button in self._tools]
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(menu)
        line = widgets.row(self, gap=8)
        for part in (self.approve, *self._tools, self.more):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self.next)
        line.addWidget(self.hint)

    def _has_text(self) -> bool:
        """Say whether there is something that could be right."""
        session = self._session
        if session.edition is None:
            return True
        wording = session.wordings.get(session.block)
        return wording is not None and bool(wording.text.strip())
