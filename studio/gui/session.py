"""One video of an open production as the parts of its tab see it: its track, the chosen cue, the moment that is shown.

The parts do not know each other.  They read from here, ask for things here, and hear here what happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import ParamSpec, TypeVar

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from studio.errors import StudioError
from studio.gui.desk import Desk
from studio.gui.tables.cue_table import CueTable
from studio.gui.tables.sides import Sides
from studio.project.project import Project
from studio.project.values import Cause, Changed, StoredCue, StoredTrack, StoredVideo
from studio.settings import Settings
from studio.workflow import correct, view
from studio.workflow.correct import House
from studio.workflow.review import Item, Review

P = ParamSpec("P")
T = TypeVar("T")

SLICE = 8
"""Milliseconds that the review may think before the window gets its turn."""


class Session(QObject):
    """A video and the track of it that is being worked on; the window owns the project."""

    changed = Signal(object)
    """A `Changed`, after `cues` and `review` took it in."""
    video_changed = Signal()
    track_changed = Signal()
    cue_changed = Signal(int)
    selected_changed = Signal()
    moment_changed = Signal(int)
    playing_changed = Signal(bool)
    item_changed = Signal()
    reviewed = Signal()
    """The items of the review are others than before."""
    settings_changed = Signal()
    failed = Signal(object)
    """A `StudioError`, to be shown."""
    said = Signal(str)
    """A sentence, shown for a while and spoken by a screen reader."""
    flush_asked = Signal()
    """What is being typed has to be written down, for something else is about to happen."""
    seek_asked = Signal(int)
    play_asked = Signal()
    stretch_asked = Signal(int, int, bool)
    selection_asked = Signal(object)
    edit_asked = Signal()
    """The text of the chosen cue should get the keyboard."""

    def __init__(self, project: Project, video: int, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.desk = desk
        self.video: StoredVideo = self._video(video)
        self.track: StoredTrack | None = None
        self.house: House | None = None
        self.sides = Sides(project)
        self.cues = CueTable(project, self, sides=self.sides)
        self.review: Review | None = None
        self.item: Item | None = None
        self.cue = 0
        self.selected: list[int] = []
        self.moment = 0
        self.is_playing = False
        self._is_flushing = False
        self._building: Iterator[None] | None = None
        self._thinking = QTimer(self, interval=0)
        self._thinking.timeout.connect(self._build_review)
        self.is_closed = False
        self._stop_listening = project.subscribe(self._take_in)
        desk.preferences.changed.connect(self.settings_changed)
        tracks = self.tracks()
        self.choose_track(tracks[0].id if tracks else 0)

    @property
    def settings(self) -> Settings:
        """Return the settings in force."""
        return self.desk.preferences.settings

    @property
    def checked(self) -> int:
        """Return how many cues somebody has looked at and nothing has changed for since."""
        stale = sum(
            stored is not None and stored.cue.state.is_checked for stored in map(self.cues.get, self.sides.stale)
        )
        return self.cues.checked - stale

    def close(self) -> None:
        """Write down what is being typed and stop hearing of the project; more than once does no harm."""
        if self.is_closed:
            return
        self.flush()
        self.is_closed = True
        self._thinking.stop()
        self._stop_listening()

    @property
    def about(self) -> int:
        """Return the id that work for this video goes by."""
        return self.video.id

    def place(self) -> view.Place:
        """Return where this video is left."""
        return view.Place(self.video.id, self.cue)

    def tracks(self) -> list[StoredTrack]:
        """Return the tracks of the video: those to work on first, imported ones to compare with last."""
        return sorted(self.project.tracks.of(self.video.id), key=lambda track: (track.is_read_only, track.id))

    def attempt(self, verb: Callable[P, T], *args: P.args, **named: P.kwargs) -> T | None:
        """Carry out a verb for a gesture and return its value; an error is shown, and then there is None."""
        self.flush()
        try:
            return verb(*args, **named)
        except StudioError as error:
            self.failed.emit(error)
            return None

    def flush(self) -> None:
        """Have written down what is being typed."""
        if not self._is_flushing:
            self._is_flushing = True
            try:
                self.flush_asked.emit()
            finally:
                self._is_flushing = False

    def choose_track(self, id: int) -> None:
        """Work on another track of the video (0: none)."""
        self.flush()
        self.track = self.project.tracks.get(id) if id else None
        self._show_track()
        self.choose_cue(0)
        self.track_changed.emit()

    def choose_cue(self, id: int) -> None:
        """Make a cue the chosen one (0: none)."""
        if id == self.cue:
            return
        self.flush()
        self.cue = id if id and self.cues.row_of(id) is not None else 0
        self.cue_changed.emit(self.cue)

    def stored(self) -> StoredCue | None:
        """Return the chosen cue."""
        row = self.cues.row_of(self.cue) if self.cue else None
        return None if row is None else self.cues.stored(row)

    def turn(self, by: int) -> None:
        """Choose the cue `by` places further and show its moment; at the ends it stays."""
        row = self.cues.row_of(self.cue) if self.cue else None
        target = (row + by) if row is not None else self._row_near(by)
        if 0 <= target < self.cues.rowCount():
            self.show_cue(self.cues.stored(target).id)

    def show_cue(self, id: int) -> None:
        """Choose a cue and go to the moment it begins."""
        self.choose_cue(id)
        stored = self.stored()
        if stored is not None and not stored.cue.start <= self.moment < stored.cue.end:
            self.seek(stored.cue.start)

    def select(self, ids: Iterable[int]) -> None:
        """Take note of the rows that are selected; the table's to call."""
        self.selected = list(ids)
        self.selected_changed.emit()

    def targets(self) -> list[int]:
        """Return the ids that an action is meant for: the selected rows, or else the chosen cue."""
        if len(self.selected) > 1 and (not self.cue or self.cue in self.selected):
            return list(self.selected)
        return [self.cue] if self.cue else []

    def set_moment(self, moment: int) -> None:
        """Take note of the moment that the picture shows, in ms; the player's to call."""
        if moment != self.moment:
            self.moment = moment
            self.moment_changed.emit(moment)

    def set_playing(self, is_playing: bool) -> None:
        """Take note of whether the film runs; the player's to call."""
        if is_playing != self.is_playing:
            self.is_playing = is_playing
            self.playing_changed.emit(is_playing)

    def seek(self, moment: int) -> None:
        """Go to a moment of the film, in ms; it is noted at once, also where no player can follow."""
        moment = max(0, min(moment, self.video.video.duration))
        self.seek_asked.emit(moment)
        self.set_moment(moment)

    def toggle_play(self) -> None:
        """Let the film run or stand."""
        self.play_asked.emit()

    def play_cue(self, *, loop: bool = False) -> None:
        """Play the chosen cue from its start to its end."""
        stored = self.stored()
        if stored is not None:
            self.stretch_asked.emit(stored.cue.start, max(stored.cue.end, stored.cue.start), loop)

    def choose_item(self, item: Item | None) -> None:
        """Make an item of the review the current one and show what it is about."""
        self.item = item
        self.item_changed.emit()
        if item is None:
            return
        if item.cues:
            self.show_cue(item.cues[0])
            if len(item.cues) > 1:
                self.selection_asked.emit(list(item.cues))
        else:
            self.seek(item.start)

    def next_item(self, by: int = 1) -> None:
        """Go to the next item to check (the one before with -1); from the last one to the first."""
        items = self.review.items if self.review is not None else []
        if not items:
            return
        keys = [item.key for item in items]
        here = keys.index(self.item.key) if self.item is not None and self.item.key in keys else (-1 if by > 0 else 0)
        self.choose_item(items[(here + by) % len(items)])

    def settle(self, verb: Callable[[Project, Item], object]) -> None:
        """Mend the current item or leave it as it is, and go to the one that comes into its place."""
        item = self.item
        if item is None or self.review is None:
            return
        place = [each.key for each in self.review.items].index(item.key)
        self.attempt(verb, self.project, item)
        left = self.review.items if self.review is not None else []
        if item.key not in {each.key for each in left}:
            self.choose_item(left[min(place, len(left) - 1)] if left else None)

    def _video(self, id: int) -> StoredVideo:
        video = self.project.media.video(id)
        if video is None:
            raise ValueError(f"no video {id}")
        return video

    def _show_track(self) -> None:
        self.house = correct.house(self.project, self.track.id) if self.track is not None else None
        self.sides.set_track(self.track)
        self.cues.set_track(self.track, self.house)
        self.item = None
        self.review = Review(self.project, self.track.id) if self.track is not None else None
        self._building = None
        self.cues.set_items(self.review)
        self.reviewed.emit()
        self._go_on_reviewing()

    def terms_changed(self) -> None:
        """Look through the cues again after a change of the house's terms, of which no production hears."""
        if self.review is not None:
            self.review.terms_changed()
            self._go_on_reviewing()

    def _go_on_reviewing(self) -> None:
        """Look through the cues in slices, unless that is going on already."""
        if self.is_closed:  # words that were looked up may still come in
            return
        if self.review is not None and self._building is None and not self.review.is_complete:
            self._building = self.review.build()
            self._thinking.start()

    def _build_review(self) -> None:
        """Go on with the review for a slice of time."""
        clock = QElapsedTimer()
        clock.start()
        while self._building is not None and clock.elapsed() < SLICE:
            if next(self._building, self) is self:
                self._building = None
        if self._building is None:
            self._thinking.stop()
            self._tell_reviewed()
            self._look_up_words()

    def _look_up_words(self) -> None:
        """Ask a dictionary, in a worker, for the words that nobody asked for yet, then the machine for terms."""
        work = None if self.review is None else self.review.spelling() or self.review.renderings()
        if work is not None:
            self.desk.runner.run(work, about=None).finished.connect(self._go_on_reviewing)

    def _tell_reviewed(self) -> None:
        self.cues.set_items(self.review)
        if self.item is not None and self.review is not None:
            self.item = next((item for item in self.review.items if self.item and item.key == self.item.key), None)
        self.reviewed.emit()

    def _take_in(self, change: Changed) -> None:
        """Bring everything up to date after a change of the project."""
        if "video" in change.rows or "media" in change.rows:
            self._take_in_video()
        if "track" in change.rows:
            self._take_in_tracks(change)
        sides = self.sides.refresh(change)
        self.cues.refresh(change)
        self.cues.show_sides(sides)
        if self.cue and self.cues.row_of(self.cue) is None:
            self.choose_cue(0)
        if self.review is not None:
            self._refresh_review(change)
        self.changed.emit(change)

    def _take_in_video(self) -> None:
        video = self.project.media.video(self.video.id)
        if video is not None:
            self.video = video
            self.video_changed.emit()

    def _begun(self, change: Changed) -> int:
        """Return the track that a listening just began to fill, 0 if there is none."""
        if change.cause is not Cause.RECORD or self.track is None:
            return 0
        newer = [track for track in self.project.tracks.of(self.video.id) if track.source is None]
        return max(
            (track.id for track in newer if track.id in change.rows["track"] and track.id > self.track.id), default=0
        )

    def _take_in_tracks(self, change: Changed) -> None:
        now = self.project.tracks.get(self.track.id) if self.track is not None else None
        begun = self._begun(change) if now is not None else 0
        if begun:
            self.choose_track(begun)
        elif now is None:
            tracks = self.tracks()
            self.choose_track(tracks[0].id if tracks else 0)
        elif now != self.track:
            self.track = now
            self._show_track()
            self.track_changed.emit()
        elif self.sides.is_pair:  # the source may have another language now
            self.sides.set_track(now)
            self.track_changed.emit()

    def _refresh_review(self, change: Changed) -> None:
        """Bring the review up to date; few keys that are typed change anything in it."""
        if self.review is None:
            return
        before = self.review.is_complete, self.review.items
        self.review.refresh(change)
        if (self.review.is_complete, self.review.items) != before:
            self._tell_reviewed()
        self._go_on_reviewing()

    def _row_near(self, by: int) -> int:
        """Return the row from which a step leads to the cue at or after the moment (before it, backwards)."""
        row = self.cues.row_at(self.moment)
        return row if by > 0 else row - 1
