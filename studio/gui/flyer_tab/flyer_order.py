"""A flyer as something that can be translated."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from studio.gui import block_gestures, languages
from studio.gui.flyer_session import FlyerSession
from studio.gui.translate_order import OrderSignals, OrderWords, There
from studio.i18n import _
from studio.workflow.flyer import translate


class FlyerOrder:
    """What is translated are its blocks, but for those that are kept."""

    def __init__(self, session: FlyerSession) -> None:
        self._session = session
        self.signals = OrderSignals()
        for signal in (session.editions_changed, session.flyer_changed):
            signal.connect(self.signals.changed)
        session.desk.runner.changed.connect(self.signals.busy_changed)

    @property
    def words(self) -> OrderWords:
        """Return what is said about it."""
        nothing = _("There is nothing to translate on this flyer.")
        if not self._session.flyer.language:
            nothing = _("It is not known in which language this flyer is written. Choose its language first.")
        return OrderWords(
            _("Which language shall the flyer have as well?"),
            nothing,
            _("Each block is marked until somebody has read it."),
        )

    def source(self) -> str | None:
        """Return the language of the flyer, None where that is not known or it says nothing."""
        return self._session.flyer.language or None if self._session.blocks else None

    def targets(self) -> Sequence[str]:
        """Return the languages that this computer can translate it into, those that are there as well."""
        session = self._session
        found = session.attempt(translate.targets, session.project, session.flyer.id) or []
        return [*found, *self.done()]

    def done(self) -> Collection[str]:
        """Return the languages that it is translated into."""
        return {edition.language for edition in self._session.editions()}

    def there(self) -> Sequence[There]:
        """Return the editions of the flyer."""
        return [
            There(edition.id, edition.language, languages.name(edition.language))
            for edition in self._session.editions()
        ]

    def show(self, id: int) -> None:
        """Take an edition in hand."""
        self._session.choose_edition(id)

    def begin(self, target: str) -> bool:
        """Begin to translate into a language; say whether that went well."""
        session = self._session
        work = session.attempt(translate.begin, session.project, session.flyer.id, target)
        if work is not None:
            session.run(work)
        return work is not None

    def is_busy(self) -> bool:
        """Say whether it is being translated."""
        return block_gestures.is_busy(self._session)
