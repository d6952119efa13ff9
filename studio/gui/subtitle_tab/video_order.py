"""The subtitles of a video as something that can be translated."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from studio.gui import languages, translations
from studio.gui.session import Session
from studio.gui.translate_order import OrderSignals, OrderWords, There
from studio.i18n import _
from studio.project.values import StoredTrack
from studio.workflow import translating


class VideoOrder:
    """What is translated is the track in hand, or what that was itself translated from."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.signals = OrderSignals()
        session.track_changed.connect(self.signals.changed)
        session.desk.runner.changed.connect(self.signals.busy_changed)

    @property
    def words(self) -> OrderWords:
        """Return what is said about it."""
        return OrderWords(
            _("Which language shall the subtitles have as well?"),
            _("There are no subtitles to translate yet."),
            _("Each cue is marked until somebody has read it."),
        )

    def source(self) -> str | None:
        """Return the language of the subtitles, None while there are no cues."""
        track = self._track()
        return track.language if track is not None else None

    def targets(self) -> Sequence[str]:
        """Return the languages that this computer can translate them into."""
        track = self._track()
        if track is None:
            return []
        return self._session.attempt(translating.targets, self._session.project, track.id) or []

    def done(self) -> Collection[str]:
        """Return the languages that they are translated into."""
        return {track.language for track in translations.of_source(self._session)}

    def there(self) -> Sequence[There]:
        """Return the translations of the video."""
        tracks = self._session.tracks()
        return [
            There(track.id, track.language, languages.of_track(track, tracks))
            for track in tracks
            if track.source is not None
        ]

    def show(self, id: int) -> None:
        """Take a translation in hand."""
        self._session.choose_track(id)

    def begin(self, target: str) -> bool:
        """Begin to translate into a language; say whether that went well."""
        session, track = self._session, self._track()
        work = session.attempt(translating.begin, session.project, track.id, target) if track is not None else None
        if work is not None:
            session.desk.runner.run(work, session.video.id)
        return work is not None

    def is_busy(self) -> bool:
        """Say whether they are being translated."""
        return translations.is_busy(self._session)

    def _track(self) -> StoredTrack | None:
        """Return what would be translated, None while that has no cues."""
        track = translations.source(self._session)
        return track if track is not None and self._session.project.cues.ids(track.id) else None
