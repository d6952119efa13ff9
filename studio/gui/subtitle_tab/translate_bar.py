"""The bar of a translation: from which language into which, what is out of date, and the way to have that renewed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFrame, QLabel, QWidget

from studio.gui import languages, metrics, translations
from studio.gui.session import Session
from studio.gui.widgets import Button, Icon, QuietButton, Text, follow, row
from studio.i18n import _, ngettext

HEIGHT = 40


class TranslateBar(QFrame):
    """Shown while the track in hand is a translation; in two rows where there is no room for one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: tuple[object, ...] = ()
        self.setProperty("role", "bar")
        self.setAccessibleName(_("The translation"))
        self._build()
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._arrange)
        session.track_changed.connect(self.refresh)
        session.changed.connect(self.refresh)
        session.desk.runner.changed.connect(self.refresh)
        follow(self, self._fit)
        self.refresh()

    def use_actions(self, add: QAction, renew: QAction) -> None:
        """Have the buttons do what the menu does."""
        self.add.clicked.connect(add.trigger)
        self.renew.clicked.connect(renew.trigger)

    def refresh(self, *_what: object) -> None:
        """Show the languages there are, and what is to be done."""
        if not self._session.sides.is_pair:
            return
        self._show_languages()
        self._show_todo()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    def _build(self) -> None:
        self._ways, self._todo = QWidget(), QWidget()
        self.source = Text("", "strong", wraps=False)
        self.target = QComboBox()
        self.target.setAccessibleName(_("Language of the translation"))
        self.target.activated.connect(self._choose)
        to = QLabel(_("to"))
        to.setBuddy(self.target)
        to.setAccessibleName(self.target.accessibleName())
        self.add = QuietButton(_("Add a language…"))
        line = row(self._ways, gap=8)
        self._from = (QLabel(_("From")), self.source, Icon("arrow-right", "soft"))
        for part in (*self._from, to, self.target, self.add):
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        self.count = Text("", "", wraps=False)
        self.count.setProperty("role", "stale")
        self.sign = Icon("clock-alert", "stale")
        self.renew = Button("", "refresh-cw")
        line = row(self._todo, gap=8)
        line.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.count)
        line.addWidget(self.renew)
        line.addStretch(1)
        self._line: QBoxLayout = row(self, gap=8)
        self._line.addWidget(self._ways, 1)
        self._line.addWidget(self._todo)

    def _show_languages(self) -> None:
        session = self._session
        there = translations.of_source(session)
        origin, track = session.sides.source, session.track
        now = (origin, track, tuple(there))
        if now == self._shown or origin is None or track is None:
            return
        self._shown = now
        self.source.setText(languages.name(origin.language))
        self.target.clear()
        for each in there:
            self.target.addItem(languages.of_track(each, there), each.id)
        self.target.setCurrentIndex(self.target.findData(track.id))
        self._soon.start()

    def _show_todo(self) -> None:
        session = self._session
        stale, new = len(session.sides.stale), session.sides.untranslated
        words = [
            text.format(count=count)
            for count, text in (
                (stale, ngettext("{count} out of date", "{count} out of date", stale)),
                (new, ngettext("{count} not translated yet", "{count} not translated yet", new)),
            )
            if count
        ]
        self.count.setText(", ".join(words))
        self._todo.setVisible(bool(words))
        count = translations.renewable(session) if words else 0
        self.renew.setText(_renewal(count, is_new=count == new))
        self.renew.setVisible(count > 0)
        self.renew.setEnabled(not translations.is_busy(session))
        self._todo.setToolTip("" if count else _("Somebody has checked these: only people change them now."))
        self._soon.start()

    def _choose(self, _index: int) -> None:
        translations.go_to(self._session, self.target.currentData())

    def _fit(self) -> None:
        self._line.setContentsMargins(metrics.px(12), metrics.px(5), metrics.px(12), metrics.px(6))
        self.setMinimumHeight(metrics.px(HEIGHT))

    def _arrange(self) -> None:
        """Stand in one row where all of it fits, if need be without the source's language, which the table names."""
        for is_whole in (True, False):
            for part in self._from:
                part.setVisible(is_whole)
            needed = self._ways.sizeHint().width() + self._todo.sizeHint().width() + metrics.px(3 * 12)
            is_one = self._todo.isHidden() or needed <= self.width()
            if is_one:
                break
        direction = QBoxLayout.Direction.LeftToRight if is_one else QBoxLayout.Direction.TopToBottom
        if self._line.direction() != direction:
            self._line.setDirection(direction)


def _renewal(count: int, *, is_new: bool) -> str:
    """Return what the button says: it renews what is out of date, or does what was not done yet."""
    if is_new:
        return ngettext("Translate this one", "Translate these {count}", count).format(count=count)
    return ngettext("Translate this one again", "Translate these {count} again", count).format(count=count)
