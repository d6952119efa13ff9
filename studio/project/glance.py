"""A look at a production from outside: what a list of recent productions says about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from studio.model.cue import CueState
from studio.project import opening
from studio.project.database import Database

_CHECKED = tuple(state for state in CueState if state.is_checked)


@dataclass(frozen=True, slots=True)
class Glance:
    """How far a production is: its videos and flyers, its cues in all tracks but imported ones, those checked.

    `blocks` counts what its flyers say in other languages, block by block.
    """

    videos: int
    flyers: int
    cues: int
    checked: int
    languages: tuple[str, ...]
    blocks: int = 0
    blocks_checked: int = 0


def glance(path: Path) -> Glance | None:
    """Return how far the production at `path` is, None for one of an older version, which opening would change.

    Takes milliseconds: only the schema is checked, and what another window has is not waited for.  Raises the same
    errors as `Project.open`; "open in another window" is one of them.
    """
    db = opening.look(opening.place(path), is_patient=False)
    try:
        if not opening.is_current(db):
            return None
        kinds: dict[str, int] = dict(db.rows("SELECT kind, count(*) FROM media WHERE removed = 0 GROUP BY kind"))
        own = "JOIN media ON media.id = track.media WHERE removed = 0 AND read_only = 0"
        cues, checked = db.rows(
            f"SELECT count(*), coalesce(sum(state IN (?, ?)), 0) FROM cue JOIN track ON track.id = cue.track {own}",
            _CHECKED,
        )[0]
        blocks, blocks_checked = db.rows(
            "SELECT count(*), coalesce(sum(state IN (?, ?)), 0) FROM wording JOIN edition ON edition.id = edition"
            " JOIN media ON media.id = flyer WHERE removed = 0",
            _CHECKED,
        )[0]
        videos = kinds.get("video", 0)
        return Glance(videos, kinds.get("flyer", 0), cues, checked, tuple(_languages(db, own)), blocks, blocks_checked)
    finally:
        db.close()


def _languages(db: Database, own: str) -> Iterator[str]:
    """Yield the languages of the tracks, then those of the flyers, each once."""
    found = [row[0] for row in db.rows(f"SELECT DISTINCT substr(language, 1, 100) FROM track {own} ORDER BY track.id")]
    there = "JOIN media USING (id) WHERE removed = 0"
    found += [row[0] for row in db.rows(f"SELECT language FROM flyer {there} ORDER BY id")]
    found += [row[0] for row in db.rows("SELECT language FROM edition ORDER BY id")]
    yield from dict.fromkeys(tag for tag in found if tag)
