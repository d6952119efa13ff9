"""The tracks of a production: what there is in which language, and the files they came from."""

from __future__ import annotations

from dataclasses import replace

from studio.model.cue import TrackKind
from studio.project import faults
from studio.project.database import Database, Row
from studio.project.values import StoredTrack

_COLUMNS = "id, media, language, kind, profile, title, source, read_only"


class Tracks:
    """The table of tracks; their cues are in `Cues`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, track: StoredTrack) -> StoredTrack:
        """Keep a track, whose `id` is not looked at, and return it with the id it got."""
        sql = (
            "INSERT INTO track (media, language, kind, profile, title, source, read_only) VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        return replace(track, id=self._db.insert(sql, _values(track)))

    def put(self, track: StoredTrack) -> None:
        """Give the track with this id these values."""
        sql = (
            "UPDATE track SET media = ?, language = ?, kind = ?, profile = ?, title = ?, source = ?, read_only = ?"
            " WHERE id = ?"
        )
        if not self._db.run(sql, (*_values(track), track.id)):
            raise faults.gone()

    def of(self, media: int) -> list[StoredTrack]:
        """Return the tracks of a video in the order they were made."""
        return [
            _track(row) for row in self._db.rows(f"SELECT {_COLUMNS} FROM track WHERE media = ? ORDER BY id", (media,))
        ]

    def get(self, id: int) -> StoredTrack | None:
        """Return one track, None if it is not there."""
        row = self._db.row(f"SELECT {_COLUMNS} FROM track WHERE id = ?", (id,))
        return _track(row) if row else None

    def remove(self, id: int) -> None:
        """Delete a track with its cues; tracks translated from it stay."""
        self._db.run("DELETE FROM track WHERE id = ?", (id,))

    def keep_original(self, track: int, name: str, text: str) -> None:
        """Keep the subtitle file that a track was imported from, as it was."""
        self._db.run("INSERT INTO original (track, name, text) VALUES (?, ?, ?)", (track, name, text))

    def original(self, track: int) -> tuple[str, str] | None:
        """Return name and text of the file that a track was imported from, None if there was none."""
        row = self._db.row("SELECT name, text FROM original WHERE track = ? ORDER BY id", (track,))
        return (row[0], row[1]) if row else None


def _values(track: StoredTrack) -> tuple[object, ...]:
    return (
        track.media,
        track.language,
        track.kind,
        track.profile,
        track.title,
        track.source,
        int(track.is_read_only),
    )


def _track(row: Row) -> StoredTrack:
    id, media, language, kind, profile, title, source, read_only = row
    return StoredTrack(id, media, language, TrackKind(kind), profile, title, source, bool(read_only))
