"""Which subtitles are over the picture: those of the track that is worked on, another one's, or none."""

from __future__ import annotations

from studio.gui import languages
from studio.gui.session import Session
from studio.gui.tables.cue_table import CueTable
from studio.project.values import Changed

OFF = 0
"""In place of a track's id: no subtitles."""


class ShownTrack:
    """The cues over the picture; they follow the session's track until another one is chosen."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._choice: int | None = None
        self._own = CueTable(session.project, session)

    @property
    def id(self) -> int:
        """Return the id of the track that is shown, or `OFF`."""
        if self._choice is not None:
            return self._choice
        return self._session.track.id if self._session.track is not None else OFF

    def choose(self, id: int) -> None:
        """Show the subtitles of a track, or none with `OFF`; those of the session's track go on to follow it."""
        self._choice = None if id != OFF and id == self._working else id
        self._read()

    def offered(self) -> list[tuple[int, str]]:
        """Return the tracks that can be shown, with their names; of two in one language the second has its title."""
        tracks = self._session.tracks()
        return [(track.id, languages.of_track(track, tracks)) for track in tracks]

    def texts(self, moment: int) -> list[str]:
        """Return the texts that are over the picture at a moment, in the order in which they came."""
        if self.id == OFF:
            return []
        cues = self._session.cues if self.id == self._working else self._own
        return [stored.cue.text for stored in cues.between(moment, moment + 1) if stored.cue.text.strip()]

    def take_in(self, change: Changed | None) -> None:
        """Follow a change of the project, or with None another track to work on."""
        if change is None or "track" in change.rows:
            if self._choice is not None and self._choice not in {id for id, _name in self.offered()}:
                self._choice = None
            self._read()
        if change is not None:
            self._own.refresh(change)

    @property
    def _working(self) -> int:
        return self._session.track.id if self._session.track is not None else OFF

    def _read(self) -> None:
        """Read the cues of a track that nobody else holds."""
        is_own = self.id not in (OFF, self._working)
        self._own.set_track(self._session.project.tracks.get(self.id) if is_own else None, None)
