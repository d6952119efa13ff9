"""One strip under the texts: how the chosen block fits, or what the review says about it, with its buttons."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from studio.gui import icons, metrics, widgets
from studio.gui.flyer_session import FlyerSession
from studio.gui.flyer_tab import item_acts
from studio.gui.spoken import announce
from studio.gui.widgets import Button, Note, NoteKind
from studio.i18n import _
from studio.model.document import Role
from studio.workflow.flyer import room, state
from studio.workflow.flyer.review import Act, FlyerFix, FlyerItem

MOST = 2
"""Buttons that an item has at most."""

BESIDE = 620
"""Width (px at 100 %) from which the buttons stand beside the sentence."""

_KINDS: dict[str, tuple[NoteKind, str]] = {
    "fits": ("machine", "check"),
    "smaller": ("stale", "move-horizontal"),
    "misfit": ("problem", "triangle-alert"),
}


class FitStrip(QFrame):
    """Says one thing at a time: what is in hand to be checked goes before how the block fits."""

    def __init__(self, session: FlyerSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._item: FlyerItem | None = None
        self._fixes: list[FlyerFix] = []
        self._is_short = False
        self.note = Note("machine", "")
        self.fixes = [Button("", "check", self) for _place in range(MOST)]
        self.leave = Button(_("Leave as it is"), parent=self)
        self.leave.setToolTip(_("This is not shown again until the block changes."))
        self._build()
        for signal in (session.block_changed, session.item_changed, session.queue_changed, session.fits_changed):
            signal.connect(self.refresh)
        for change in (session.edition_changed, session.blocks_changed, session.wordings_changed):
            change.connect(self.refresh)
        session.item_changed.connect(self._announce)
        self.refresh()

    @property
    def fields(self) -> list[QWidget]:
        """Return what can be pressed, in its order."""
        return [*self.fixes, self.leave]

    def refresh(self, *_what: object) -> None:
        """Say what is to be said about the chosen block now."""
        session = self._session
        item = session.item
        self._item = item if item is not None and item.block == session.block else None
        if self._item is not None:
            self._show_item(self._item)
        else:
            self._show_fit()
        self._fixes = [fix for fix in self._item.fixes if _is_shown(fix, self._item)] if self._item is not None else []
        for place, button in enumerate(self.fixes):
            fix = self._fixes[place] if place < len(self._fixes) else None
            button.setVisible(fix is not None)
            if fix is not None:
                button.setText(fix.label)
                button.setIcon(icons.icon(item_acts.icon(fix)))
        self.leave.setVisible(self._item is not None and not self._is_short)

    def set_short(self, is_short: bool) -> None:
        """Show the first words only, where there is little height; all is still said, and left by the menu."""
        if is_short != self._is_short:
            self._is_short = is_short
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_beside = self.width() >= metrics.px(BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom
        if self._line.direction() != direction:
            self._line.setDirection(direction)

    def _build(self) -> None:
        self._line: QBoxLayout = widgets.row(self, gap=8)
        self._line.addWidget(self.note, 1)
        buttons = widgets.row(gap=6)
        for place, button in enumerate(self.fixes):
            button.clicked.connect(lambda _on=False, place=place: self._act(place))
            buttons.addWidget(button)
        self.leave.clicked.connect(lambda: item_acts.leave(self._session))
        buttons.addWidget(self.leave)
        buttons.addStretch(0)
        self._line.addLayout(buttons)

    def _announce(self) -> None:
        """Have what is to be checked read aloud, wherever the keyboard is."""
        if self._item is not None:
            announce(self, f"{self._item.title} {self._item.text}")

    def _act(self, place: int) -> None:
        item = self._item
        if item is not None and place < len(self._fixes):
            item_acts.act(self._session, item, self._fixes[place], self.window())

    def _show_item(self, item: FlyerItem) -> None:
        icon, token = item_acts.look(item)
        kind: NoteKind = "stale" if token == "stale" else "problem" if token == "problem" else "machine"
        title = item.title if item.title.endswith("?") else f"{item.title}."
        self._say((kind, icon), title, item.text)

    def _show_fit(self) -> None:
        """Say how the chosen block fits, or why that is no question."""
        session, stored = self._session, self._session.stored()
        fit = session.fit(session.block) if stored is not None and session.edition is not None else None
        why_not = self._why_not()
        if why_not or fit is None:
            self._say(("machine", "info"), "", why_not or _("How it fits is seen as soon as the page is set."))
            return
        found = room.of(fit)
        kind, icon = _KINDS[found.kind]
        self._say((kind, icon), found.title, found.sentence)

    def _say(self, look: tuple[NoteKind, str], title: str, text: str) -> None:
        shown = "" if self._is_short and title else text
        self.note.say(look[0], title, shown, icon=look[1])
        whole = " ".join(filter(None, (title, text)))
        self.note.setAccessibleName(whole)
        self.note.setToolTip(whole if shown != text else "")

    def _why_not(self) -> str:
        """Return why nothing is said about the room of the chosen block, "" where something is."""
        session, stored = self._session, self._session.stored()
        if stored is None:
            return _("Choose a block on the page or in the list.")
        block = stored.block
        if block.role is Role.FIGURE:
            return _("This is what a screen reader says instead of the picture.")
        if session.edition is None:
            return _("Correct here what was not read right; the page itself stays as it is.")
        if block.is_kept:
            return _("This block is not translated; it stays as it is.")
        if not state.needs_words(block, session.flyer.language, session.edition.language):
            return _("There is nothing to translate here.")
        wording = session.wordings.get(stored.id)
        return "" if wording is not None and wording.text.strip() else _("There is no translation yet.")


def _is_shown(fix: FlyerFix, item: FlyerItem) -> bool:
    """Say whether a button is worth showing: for one block some stand below in any case."""
    return fix.act not in (Act.AGAIN, Act.SHORTER) or len(item.blocks) > 1
