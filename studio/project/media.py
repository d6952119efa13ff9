"""The videos and flyers of a production."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from studio.model.media import AudioTrack, Video
from studio.project import faults, flyer_values, places
from studio.project.database import Database, Row
from studio.project.values import MediaFile, StoredFlyer, StoredVideo

_VIDEO = """
    SELECT media.id, path, size, digest, duration, rate_numerator, rate_denominator, width, height, language
    FROM video JOIN media USING (id) WHERE removed = 0
"""
_FLYER = """
    SELECT media.id, path, size, digest, format, language, title, pages, notes
    FROM flyer JOIN media USING (id) WHERE removed = 0
"""


class Media:
    """The table of media files and what is known of the videos among them."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._folder = db.path.parent

    def add_video(self, video: Video, language: str = "") -> int:
        """Keep a probed video and return its id; the file is read at both ends to be found again later."""
        id = self._add("video", places.identify(video.path, self._folder))
        rate = video.frame_rate
        values = (id, video.duration, rate.numerator, rate.denominator, video.width, video.height, language)
        self._db.run("INSERT INTO video VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        self._db.run_many(
            "INSERT INTO audio_track (video, number, start, channels, sample_rate, codec, language, title)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(id, a.index, a.start, a.channels, a.sample_rate, a.codec, a.language, a.title) for a in video.audio],
        )
        return id

    def add_flyer(self, path: Path) -> int:
        """Keep a flyer's file and return its id; `Flyers.add` keeps what was read from it."""
        return self._add("flyer", places.identify(path, self._folder))

    def videos(self) -> list[StoredVideo]:
        """Return the videos in the order they were added."""
        return [self._video(row) for row in self._db.rows(f"{_VIDEO} ORDER BY media.id")]

    def video(self, id: int) -> StoredVideo | None:
        """Return one video, None if it is not there."""
        row = self._db.row(f"{_VIDEO} AND media.id = ?", (id,))
        return self._video(row) if row else None

    def flyers(self) -> list[StoredFlyer]:
        """Return the flyers in the order they were added."""
        return [self._flyer(row) for row in self._db.rows(f"{_FLYER} ORDER BY media.id")]

    def flyer(self, id: int) -> StoredFlyer | None:
        """Return one flyer, None if it is not there."""
        row = self._db.row(f"{_FLYER} AND media.id = ?", (id,))
        return self._flyer(row) if row else None

    def set_language(self, video: int, language: str) -> None:
        """Say which language is spoken."""
        self._db.run("UPDATE video SET language = ? WHERE id = ?", (language, video))

    def remove(self, id: int) -> None:
        """Take a file out of the production; all that was made of it comes back with undo."""
        self._db.run("UPDATE media SET removed = 1 WHERE id = ?", (id,))

    def locate(self, id: int) -> Path | None:
        """Return where a file is now, None if it is not found; a new place is not kept, see `move`."""
        file = self.file(id)
        if file is None:
            return None
        others = self._db.rows("SELECT path FROM media WHERE removed = 0 AND id <> ?", (id,))
        also = {places.resolve(path, self._folder).parent for (path,) in others}
        return places.locate(file, self._folder, sorted(also))

    def file(self, id: int) -> MediaFile | None:
        """Return how a file is found again, None if there is no such file."""
        row = self._db.row("SELECT path, size, digest FROM media WHERE id = ?", (id,))
        return MediaFile(*row) if row else None

    def is_same(self, id: int, path: Path) -> bool:
        """Say whether the file at `path` is the one that was added as `id`."""
        file = self.file(id)
        return file is not None and places.is_same(path, file)

    def move(self, id: int, path: Path) -> None:
        """Keep the new place of a file; another file than before is taken as its new version."""
        file = places.identify(path, self._folder)
        values = (file.path, file.size, file.digest, id)
        self._db.run("UPDATE media SET path = ?, size = ?, digest = ? WHERE id = ?", values)

    def purge(self) -> None:
        """Delete for good the removed files that no step of undo can bring back."""
        self._db.run(
            "DELETE FROM media WHERE removed = 1"
            " AND NOT EXISTS (SELECT 1 FROM change WHERE table_name = 'media' AND row_id = media.id)"
        )

    def _add(self, kind: str, file: MediaFile) -> int:
        sql = "INSERT INTO media (kind, path, size, digest) VALUES (?, ?, ?, ?)"
        return self._db.insert(sql, (kind, file.path, file.size, file.digest))

    def _video(self, row: Row) -> StoredVideo:
        id, path, size, digest, duration, numerator, denominator, width, height, language = row
        place = places.resolve(path, self._folder)
        rate = Fraction(numerator, denominator)
        try:
            video = Video(place, duration, rate, self._audio(id), width, height)
        except ValueError as error:
            raise faults.damaged(self._db.path, str(error)) from error
        return StoredVideo(id, MediaFile(path, size, digest), video, language)

    def _flyer(self, row: Row) -> StoredFlyer:
        id, path, size, digest, format, language, title, pages, notes = row
        try:
            read = flyer_values.pages(pages), flyer_values.notes(notes)
        except (ValueError, TypeError, RecursionError) as error:
            raise faults.damaged(self._db.path, str(error)) from error
        return StoredFlyer(id, MediaFile(path, size, digest), format, language, title, *read)

    def _audio(self, video: int) -> tuple[AudioTrack, ...]:
        rows = self._db.rows(
            "SELECT number, start, channels, sample_rate, codec, language, title FROM audio_track"
            " WHERE video = ? ORDER BY number",
            (video,),
        )
        return tuple(AudioTrack(*row) for row in rows)
