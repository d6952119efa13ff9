"""The line at the bottom: how far video, flyer or download is, that nothing leaves this computer, all is saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStatusBar, QWidget

from studio.gui import icons, languages, metrics, widgets
from studio.i18n import _, ngettext
from studio.model.cue import CueState

if TYPE_CHECKING:
    from studio.gui.flyer_session import FlyerSession
    from studio.gui.session import Session

SAID = 8000  # milliseconds a sentence stays


class StatusBar(QStatusBar):
    """Shows how far what is in front is, and for a while what was said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.checked = Fitting()
        self.machine = Fitting()
        self.said = QLabel()
        self.fetching = Fitting()
        self.fetching.hide()
        for label in (self.said, self.fetching, self.checked, self.machine):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # never wider than the window
            self.addWidget(label, 1)
        self.said.hide()
        self._over = QTimer(self, singleShot=True, interval=SAID)
        self._over.timeout.connect(self._be_silent)
        self.network = _Sign("wifi-off", _("Nothing leaves this computer"))
        self.saved = _Sign("check", _("All changes saved"))
        self.addPermanentWidget(self.network)
        self.addPermanentWidget(self.saved)

    def show_session(self, session: Session | None) -> None:
        """Show how far the video in front is."""
        count = session.cues.rowCount() if session is not None else 0
        self.checked.show_words(_checked(session) if session is not None and count else ())
        left = _left(session) if session is not None else []
        self.machine.show_words([", ".join(left), *left[:1], ""] if left else ())

    def show_flyer(self, flyer: FlyerSession) -> None:
        """Show how far the flyer in front is, and which page that is that is seen."""
        self.checked.show_words(_blocks_checked(flyer))
        self.machine.show_words(_page_shown(flyer))

    def show_network(self, words: Sequence[str]) -> None:
        """Say for what the network is in use, the longest of `words` that has room; nothing when it is not."""
        is_used = bool(words)
        self.fetching.show_words(words)
        if is_used:
            self._sign_network()
        else:
            self.network.show_sign("wifi-off", _("Nothing leaves this computer"))
        self.saved.setVisible(not is_used)
        self._show(is_said=not self.said.isHidden())

    def say(self, text: str) -> None:
        """Show a sentence for a while."""
        self.said.setText(text)
        self._show(is_said=bool(text))
        self._over.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.fetching.is_used:
            self._sign_network()

    def _sign_network(self) -> None:
        """Say that the network is in use, in few words where the letters are large: the download needs room, too."""
        whole = _("Network in use for this download only. Nothing is sent.")
        has_room = self.network.label.fontMetrics().horizontalAdvance(whole) < self.width() * 0.6
        self.network.show_sign("download", whole if has_room else _("Network in use. Nothing is sent."))

    def _be_silent(self) -> None:
        self._show(is_said=False)

    def _show(self, *, is_said: bool) -> None:
        """Show either what was said or the state; Qt's own message would be drawn over labels that change meanwhile."""
        is_fetching = self.fetching.is_used
        self.said.setVisible(is_said)
        self.fetching.setVisible(is_fetching and not is_said)
        self.checked.setVisible(not is_said)
        self.machine.setVisible(not is_said and not is_fetching)


def _checked(session: Session) -> list[str]:
    """Return how many cues were checked, of a translation with its language; then the same in fewer words."""
    count = session.cues.rowCount()
    words = ngettext("{checked} of {n} cue checked", "{checked} of {n} cues checked", count)
    said = words.format(checked=session.checked, n=count)
    short = [said, _("{checked} of {n}").format(checked=session.checked, n=count)]
    if not session.sides.is_pair or session.track is None:
        return short
    whole = _("{language}: {text}").format(language=languages.name(session.track.language), text=said)
    return [whole, *short]


def _left(session: Session) -> list[str]:
    """Return how many cues the machine wrote, and how many are out of date."""
    machine, stale = session.cues.counts.get(CueState.MACHINE, 0), len(session.sides.stale)
    said = (
        (machine, ngettext("{n} written by machine", "{n} written by machine", machine)),
        (stale, ngettext("{n} out of date", "{n} out of date", stale)),
    )
    return [words.format(n=count) for count, words in said if count]


def _blocks_checked(flyer: FlyerSession) -> list[str]:
    """Return how many blocks were checked, of a translation with its language; then the same in fewer words."""
    count, checked = flyer.counted
    words = ngettext("{checked} of {n} block checked", "{checked} of {n} blocks checked", count)
    said = words.format(checked=checked, n=count)
    short = [said, _("{checked} of {n}").format(checked=checked, n=count)]
    if flyer.edition is None:
        return short if count else []
    return [_("{language}: {text}").format(language=languages.name(flyer.edition.language), text=said), *short]


def _page_shown(flyer: FlyerSession) -> list[str]:
    """Return whether the page that is seen is the original or what will be exported, in fewer and fewer words."""
    if flyer.is_translation_shown:
        return [_("This is the page as it will be exported"), _("As it will be exported"), ""]
    return [_("This is the original page"), _("Original"), ""]


class Fitting(QLabel):
    """Shows the longest of some words that has room; a screen reader is always told the longest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()

    @property
    def is_used(self) -> bool:
        """Say whether there is anything to show."""
        return bool(self._words)

    def show_words(self, words: Sequence[str]) -> None:
        """Show one of `words`, the longest of which comes first."""
        self._words = tuple(words)
        self.setAccessibleName(words[0] if words else "")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room, measure = self.contentsRect().width() - metrics.px(4), self.fontMetrics()
        fitting = (words for words in self._words if measure.horizontalAdvance(words) <= room)
        text = next(fitting, self._words[-1] if self._words else "")
        if text != self.text():
            self.setText(text)


class _Sign(QWidget):
    """An icon with its words."""

    def __init__(self, icon: str, text: str) -> None:
        super().__init__()
        self._icon = icon
        self._picture = QLabel()
        self.label = QLabel(text)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, metrics.px(8), 0)
        line.addWidget(self._picture)
        line.addWidget(self.label)
        widgets.follow(self, self._draw)

    def show_sign(self, icon: str, text: str) -> None:
        """Show another icon and other words."""
        if text != self.label.text():
            self._icon = icon
            self.label.setText(text)
            self._draw()

    def _draw(self) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon, "soft", metrics.px(14), self.devicePixelRatioF()))
