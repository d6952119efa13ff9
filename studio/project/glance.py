"""A look at a production from outside: what a list of recent productions says about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from studio.model.cue import CueState
from studio.project import opening

_CHECKED = tuple(state for state in CueState if state.is_checked)


@dataclass(frozen=True, slots=True)
class Glance:
    """How far a production is: its videos and flyers, its cues in all tracks but imported ones, those checked."""

    videos: int
    flyers: int
    cues: int
    checked: int
    languages: tuple[str, ...]


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
        languages = db.rows(f"SELECT DISTINCT substr(language, 1, 100) FROM track {own} ORDER BY track.id")
        return Glance(
            kinds.get("video", 0), kinds.get("flyer", 0), cues, checked, tuple(language for (language,) in languages)
        )
    finally:
        db.close()
