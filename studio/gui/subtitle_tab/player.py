"""The player: picture, subtitles and the row under them, as one part of a video's tab."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from studio.gui.dialogs.missing import MissingDialog
from studio.gui.session import Session
from studio.gui.subtitle_tab import hushed
from studio.gui.subtitle_tab.overlay import Look
from studio.gui.subtitle_tab.picture import Picture
from studio.gui.subtitle_tab.playable import Playable
from studio.gui.subtitle_tab.player_controls import PlayerControls
from studio.gui.subtitle_tab.shown_track import ShownTrack
from studio.gui.widgets import column
from studio.project.values import Changed

if TYPE_CHECKING:
    from studio.gui.subtitle_tab.film import Film

TELL = 40
"""Milliseconds of film between two moments that the rest of the window hears of; subtitles are looked at oftener."""


class Player(QWidget):
    """Plays the session's video and tells the session the moment."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.film: Film | None = None
        self.loops = False
        self.speed = 1.0
        self._is_muted = False
        self._is_shut = False
        self._held = -1
        self._shown = ShownTrack(session)
        self._playable = Playable(session, self)
        self.picture = Picture(self)
        self.controls = PlayerControls(self)
        page = column(self, gap=0)
        page.addWidget(self.picture, 1)
        page.addWidget(self.controls)
        self._connect_session()
        self._connect_controls()
        self._take_settings()
        self._take_tracks()

    def open(self) -> Film | None:
        """Load the film, unless that was done; the first one also loads Qt's multimedia."""
        if self.film is None and not self._is_shut:
            hushed.prepare()
            from studio.gui.subtitle_tab.film import Film

            self.film = Film(self)
            self._connect_film(self.film)
            self._take_settings()
            self._load()
        return self.film

    def shut(self) -> None:
        """Stop and let go of the film, for good."""
        self._is_shut = True
        self._playable.close()
        if self.film is not None:
            self.film.shut()
            self.film.deleteLater()
            self.film = None
        self.picture.clear()

    def toggle(self) -> None:
        """Let the film run or stand; with the loop on, the chosen cue runs over and over."""
        film = self.open()
        if film is None or not film.is_loaded:
            return
        stored = self.session.stored() if self.loops else None
        if film.is_playing:
            film.pause()
        elif stored is not None:
            is_inside = stored.cue.start <= self.session.moment < stored.cue.end
            at = self.session.moment if is_inside else stored.cue.start
            film.play_stretch(stored.cue.start, stored.cue.end, loops=True, at=at)
        else:
            film.play()

    def set_loops(self, loops: bool) -> None:
        """Play the chosen cue over and over, or on."""
        self.loops = loops
        self.controls.loop.setChecked(loops)
        if self.film is None or not self.film.is_playing:
            return
        stored = self.session.stored()
        if loops and stored is not None:
            self._play_stretch(stored.cue.start, stored.cue.end, loops=True)
        else:
            self.film.leave_stretch()

    def set_speed(self, speed: float) -> None:
        """Play faster or slower; 1 is the film's own speed."""
        self.speed = speed
        self.controls.speed.show_speed(speed)
        self.controls.fit()
        if self.film is not None:
            self.film.set_rate(speed)

    def set_muted(self, is_muted: bool) -> None:
        """Let the film be silent, or not."""
        self._is_muted = is_muted
        self._take_settings()

    def search(self) -> None:
        """Ask where the video is now."""
        MissingDialog(self.session.project, self.session.video.id, self.window()).open()

    def showEvent(self, event: QShowEvent) -> None:
        """Load the film once the tab itself is on the screen."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self.open)

    def _connect_session(self) -> None:
        session = self.session
        session.seek_asked.connect(self._seek)
        session.play_asked.connect(self.toggle)
        session.stretch_asked.connect(self._take_stretch)
        session.moment_changed.connect(self._take_moment)
        session.cue_changed.connect(self._take_cue)
        session.changed.connect(self._take_change)
        session.track_changed.connect(self._take_tracks)
        session.video_changed.connect(self._take_video)
        session.settings_changed.connect(self._take_settings)

    def _connect_controls(self) -> None:
        controls = self.controls
        self._playable.found.connect(self._play_file)
        self._playable.said.connect(self.picture.say)
        self._playable.offered.connect(self.picture.offer)
        self._playable.search_asked.connect(self.search)
        self.picture.offer_taken.connect(self._playable.do_offered)
        self.picture.clicked.connect(self.session.toggle_play)
        controls.back.clicked.connect(partial(self.session.turn, -1))
        controls.play.clicked.connect(self.session.toggle_play)
        controls.forward.clicked.connect(partial(self.session.turn, 1))
        controls.loop_asked.connect(self.set_loops)
        controls.speed.chosen.connect(self.set_speed)
        controls.subtitles.track_chosen.connect(self._choose_track)
        controls.subtitles.look_chosen.connect(self._choose_look)
        controls.volume.volume_chosen.connect(self._choose_volume)
        controls.volume.mute_chosen.connect(self.set_muted)

    def _connect_film(self, film: Film) -> None:
        film.frame_shown.connect(self.picture.show_frame)
        film.moved.connect(self._follow)
        film.stretch_ended.connect(self._hold)
        film.playing_changed.connect(self._take_playing)
        film.loaded.connect(self._take_loaded)
        film.refused.connect(self._playable.refuse)

    # the film

    def _load(self) -> None:
        self.picture.clear(has_picture=self.session.video.video.has_picture)
        self._playable.look()

    def _play_file(self, path: Path) -> None:
        if self.film is not None:
            self.film.load(path, self.session.moment)

    def _take_loaded(self) -> None:
        """Make sure that Qt found in the file what we found."""
        film, video = self.film, self.session.video.video
        if film is not None and (video.has_picture > film.has_picture or bool(video.audio) > film.has_sound):
            film.unload()
            self._playable.refuse()

    def _follow(self, moment: int) -> None:
        """Show the subtitles of the moment at once; the rest of the window hears of it less often."""
        has_changed = self._show(moment)
        if has_changed or abs(moment - self.session.moment) >= TELL:
            self.session.set_moment(moment)

    def _take_playing(self, is_playing: bool) -> None:
        self.controls.show_playing(is_playing=is_playing)
        self.session.set_playing(is_playing)
        if not is_playing and self.film is not None:
            self.session.set_moment(self.film.moment)

    def _hold(self, end: int) -> None:
        """Leave a cue that was played to its end on the picture: who wrote it wants to see it."""
        self._held = end
        self.session.set_moment(end)
        self._show(end)

    # the session

    def _seek(self, moment: int) -> None:
        self._held = -1
        if self.film is not None:
            self.film.seek(moment)

    def _take_stretch(self, start: int, end: int, loops: bool) -> None:
        self._play_stretch(start, end, loops=loops or self.loops)

    def _play_stretch(self, start: int, end: int, *, loops: bool) -> None:
        film = self.open()
        if film is not None and film.is_loaded:
            self._held = -1
            film.play_stretch(start, end, loops=loops)

    def _take_moment(self, moment: int) -> None:
        self._show(moment)
        self.controls.show_moment(moment, self.session.video.video.duration)

    def _show(self, moment: int) -> bool:
        """Show the subtitles of a moment; say whether others were shown before."""
        before = self.picture.texts
        self.picture.show_texts(self._shown.texts(moment - 1 if moment == self._held else moment))
        return self.picture.texts != before

    def _take_cue(self, _id: int) -> None:
        """Go over to the loop of another cue that was chosen."""
        if self.loops and self.film is not None and self.film.is_playing:
            self.set_loops(True)

    def _take_change(self, change: Changed) -> None:
        self._shown.take_in(change)
        if "track" in change.rows:
            self._show_tracks()
        self._show(self.session.moment)
        stored = self.session.stored()
        if self.loops and self.film is not None and stored is not None:
            self.film.change_stretch(stored.cue.start, stored.cue.end, loops=True)

    def _take_tracks(self) -> None:
        self._shown.take_in(None)
        self._show_tracks()

    def _show_tracks(self) -> None:
        self.controls.subtitles.show_tracks(self._shown.offered(), self._shown.id)
        self.controls.fit()
        self._take_moment(self.session.moment)

    def _take_video(self) -> None:
        if self.film is not None:
            self._load()

    def _take_settings(self) -> None:
        settings = self.session.settings
        look = Look(settings.subtitle_size, settings.subtitle_colour)
        self.picture.set_look(look)
        self.controls.subtitles.show_look(look)
        self.controls.volume.show_volume(settings.volume, is_muted=self._is_muted)
        if self.film is not None:
            self.film.set_volume(settings.volume / 100, is_muted=self._is_muted)

    # what is chosen in the row

    def _choose_track(self, id: int) -> None:
        self._shown.choose(id)
        self._show_tracks()

    def _choose_look(self, look: Look) -> None:
        change = self.session.desk.preferences.change
        self.session.attempt(change, subtitle_size=look.size, subtitle_colour=look.colour)

    def _choose_volume(self, volume: int) -> None:
        self._is_muted = False
        self.session.attempt(self.session.desk.preferences.change, volume=volume)
