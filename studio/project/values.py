"""What a production holds: the nouns of `studio.model` with their ids and what people added to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from studio.model.cue import Cue, CueState, TrackKind
from studio.model.document import Fit, Mark, Page, TextBlock
from studio.model.media import Video
from studio.model.speech import Run, Word
from studio.model.term import Term
from studio.model.translation import Origin


class Cause(StrEnum):
    """What changed the production: a person's step, its undo or redo, or a record of the machine's work."""

    STEP = "step"
    UNDO = "undo"
    REDO = "redo"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Changed:
    """What one transaction changed: the ids of touched rows by table ("cue", "track", "window", …).

    Rows that are gone count as touched.  The key of `view` is its name.
    """

    cause: Cause
    label: str
    rows: Mapping[str, frozenset[int | str]]


@dataclass(frozen=True, slots=True)
class MediaFile:
    """How a media file is found again: its path (relative to the production where possible), size and digest."""

    path: str
    size: int
    digest: str

    @property
    def name(self) -> str:
        """Return the file's name: what people call it."""
        return self.path.replace("\\", "/").rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class StoredVideo:
    """A video of the production; `video.path` is where it was last seen, `language` the one spoken ("": unknown)."""

    id: int
    file: MediaFile
    video: Video
    language: str


@dataclass(frozen=True, slots=True)
class StoredFlyer:
    """A flyer of the production; `language` is the one it is written in ("": unknown), `format` how it was read."""

    id: int
    file: MediaFile
    format: str = ""
    language: str = ""
    title: str = ""
    pages: tuple[Page, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredBlock:
    """A block of a flyer (its `key` is the id), how far its own text was looked at, by whom and when (UTC)."""

    id: int
    flyer: int
    block: TextBlock
    state: CueState = CueState.MACHINE
    reviewer: str = ""
    reviewed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredEdition:
    """A flyer in another language; `made` names the packages that translated it, `title` "" is the first heading."""

    id: int
    flyer: int
    language: str
    title: str = ""
    made: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """What a block says in an edition.

    `seen` is the block's text when this was written or last confirmed by a person; `origin` says who wrote it.
    """

    id: int
    edition: int
    block: int
    text: str
    seen: str
    origin: Origin
    state: CueState = CueState.MACHINE
    marks: tuple[Mark, ...] = ()
    reviewer: str = ""
    reviewed_at: datetime | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class StoredFit:
    """How a wording fitted when its page was made last; `seen` is a digest of what was measured."""

    fit: Fit
    seen: str


@dataclass(frozen=True, slots=True)
class StoredTrack:
    """A track without its cues; `source` is the id of the track it was translated from.

    A read-only one was imported to be compared with.
    """

    id: int
    media: int
    language: str
    kind: TrackKind = TrackKind.SUBTITLES
    profile: str = "web"
    title: str = ""
    source: int | None = None
    is_read_only: bool = False


@dataclass(frozen=True, slots=True)
class StoredCue:
    """A cue of a track, who looked at it and when (UTC), a comment, and the ids of its first and last heard word.

    The words may be those of a larger cue that was split.
    """

    id: int
    track: int
    cue: Cue
    reviewer: str = ""
    reviewed_at: datetime | None = None
    comment: str = ""
    first_word: int | None = None
    last_word: int | None = None


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A recognition of a video, or of its stretch from `start` to `stop` (None: to the end), and how far it is.

    Everything before `heard_until` was listened to and is kept; `given` counts the cues made of it so far, whatever
    people did with them since: a run that goes on cuts the kept words again and gives out only what comes after those.
    """

    id: int
    video: int
    run: Run
    track: int | None
    audio_track: int
    start: int
    stop: int | None
    given: int
    is_finished: bool
    heard_until: int


@dataclass(frozen=True, slots=True)
class StoredWord:
    """A heard word with its id; ids ascend in the order of hearing."""

    id: int
    word: Word


@dataclass(frozen=True, slots=True)
class Name:
    """A name that must be right everywhere."""

    id: int
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class StoredTerm:
    """A term of the production's own list."""

    id: int
    term: Term


@dataclass(frozen=True, slots=True)
class Pair:
    """A cue of a translated track and a cue of its source that it stands for.

    `seen` is the source's text when the translation was made or last confirmed by a person; `origin` says who wrote the
    translation.
    """

    id: int
    cue: int
    source: int
    seen: str
    origin: Origin
