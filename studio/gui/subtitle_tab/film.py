"""A film as Qt plays it: to the millisecond where Qt itself is coarse.

Only this file needs Qt's multimedia; it is imported when the first film is shown, after `hushed.prepare`: Home must
not wait for it.
Moments are milliseconds on the file's clock, its first timestamp being 0, which is how `media` counts, too.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer, QVideoFrame, QVideoSink

from studio.gui.subtitle_tab.clock import Clock
from studio.gui.subtitle_tab.hushed import hushed

_log = logging.getLogger(__name__)

TICK = 20
"""Milliseconds between two looks at the clock while a film runs; a subtitle comes at most so late, and a paint."""

SETTLE = 40
"""Milliseconds between two jumps that are passed on to Qt: a dragged playhead asks for many more than it can show."""

NEAR = 60
"""Milliseconds around the place of a jump at which a picture counts as its; others were still on their way."""

PATIENCE = 1_500
"""Milliseconds after which a picture from somewhere else is believed: the film could not jump there."""

TRIES = 3
"""How often a standing film is sent to its place again."""

PICTURE_WITHIN = 8_000
"""Milliseconds until the first picture at most: where Qt lacks a decoder it does not say so, but shows nothing."""

State = QMediaPlayer.PlaybackState
Status = QMediaPlayer.MediaStatus


@dataclass(slots=True)
class _Stretch:
    start: int
    end: int
    loops: bool


class Film(QObject):
    """One film at a time; it stands at its beginning once it is loaded."""

    moved = Signal(int)
    """The film runs and has come to this moment."""
    playing_changed = Signal(bool)
    frame_shown = Signal(object)
    """A `QVideoFrame`."""
    loaded = Signal()
    stretch_ended = Signal(int)
    """A stretch was played to its end, where the film stands now."""
    refused = Signal(str)
    """Qt cannot play it; the details are for the log."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_playing = False
        self.is_loaded = self._is_loading = False
        self._stretch: _Stretch | None = None
        self._clock = Clock()
        self._target = 0
        self._asked = 0
        self._is_awaited = False
        self._tries = 0
        self._rate = 1.0
        self._begun = (0, 0.0)
        self._sound: QAudioOutput | None = None
        self._volume = 1.0
        self._is_muted = False
        with hushed():
            self._player = QMediaPlayer(self)
            self._devices = QMediaDevices(self)
            self._choose_device()
        self._sink = QVideoSink(self)
        self._player.setVideoSink(self._sink)
        self._ticking = QTimer(self, interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        self._settling = QTimer(self, interval=SETTLE, singleShot=True)
        self._patience = QTimer(self, interval=PATIENCE, singleShot=True)
        self._waiting = QTimer(self, interval=PICTURE_WITHIN, singleShot=True)
        self._connect()

    def _connect(self) -> None:
        self._devices.audioOutputsChanged.connect(self._choose_device)
        self._player.playbackStateChanged.connect(self._take_state)
        self._player.mediaStatusChanged.connect(self._take_status)
        self._player.positionChanged.connect(self._take_position)
        self._player.errorOccurred.connect(self._take_error)
        self._sink.videoFrameChanged.connect(self._take_frame)
        self._ticking.timeout.connect(self._tick)
        self._settling.timeout.connect(self._settle)
        self._patience.timeout.connect(self._ask_again)
        self._waiting.timeout.connect(partial(self._refuse, "no picture came"))

    @property
    def duration(self) -> int:
        """Return the film's length as Qt sees it; 0 while it is not loaded."""
        return self._player.duration()

    @property
    def has_picture(self) -> bool:
        """Say whether Qt can show a picture."""
        return self._player.hasVideo()

    @property
    def has_sound(self) -> bool:
        """Say whether Qt can decode a sound track."""
        return self._player.hasAudio()

    @property
    def moment(self) -> int:
        """Return the moment that is shown."""
        return self._clock.now(_now())

    @property
    def can_keep_pitch(self) -> bool:
        """Say whether voices keep their pitch at other speeds."""
        return self._player.pitchCompensation()

    def load(self, path: Path, moment: int = 0) -> None:
        """Open another film and stand at `moment`; `loaded` or `refused` says how that went."""
        self.unload()
        self._hold(moment)
        self._is_loading = True
        self._player.setSource(QUrl.fromLocalFile(str(path.absolute())))

    def unload(self) -> None:
        """Let go of the file."""
        self._stretch = None
        self.is_loaded = self._is_loading = False
        self._settling.stop()
        self._waiting.stop()
        self._patience.stop()
        self._player.stop()
        self._player.setSource(QUrl())

    def shut(self) -> None:
        """Let go of the file and of all devices, for good."""
        self.unload()
        self._ticking.stop()
        self._player.setVideoSink(None)  # type: ignore[arg-type]  # its declaration forgets None
        self._player.setAudioOutput(None)  # type: ignore[arg-type]
        self.blockSignals(True)

    def play(self) -> None:
        """Go on from here; from the beginning once the end was reached."""
        self._stretch = None
        if self.moment >= self.duration > 0:
            self._go(0)
        self._start()

    def pause(self) -> None:
        """Stand."""
        self._player.pause()

    def play_stretch(self, start: int, end: int, *, loops: bool, at: int | None = None) -> None:
        """Play from `start` (or from `at` within) to `end`, and stand there or begin anew."""
        self._stretch = _Stretch(start, max(end, start + 1), loops)
        self._go(start if at is None else at)
        self._start()

    def change_stretch(self, start: int, end: int, *, loops: bool) -> None:
        """Give the stretch that is being played other ends."""
        if self._stretch is not None:
            self._stretch = _Stretch(start, max(end, start + 1), loops)

    def leave_stretch(self) -> None:
        """Play on beyond the stretch."""
        self._stretch = None

    def seek(self, moment: int) -> None:
        """Go to a moment, running or standing as before."""
        self._stretch = None
        self._go(moment)

    def set_rate(self, rate: float) -> None:
        """Play at another speed."""
        self._begun = (self.moment, _now())
        self._rate = rate
        self._clock.set_rate(rate, _now())
        self._player.setPlaybackRate(rate)

    def set_volume(self, volume: float, *, is_muted: bool) -> None:
        """Set how loud it is, 0 to 1 as the ear counts, or silent."""
        self._volume, self._is_muted = volume, is_muted
        if self._sound is not None:
            self._sound.setVolume(volume**3)  # steps of a slider that sound alike; Qt's own is linear
            self._sound.setMuted(is_muted)

    # jumps

    def _start(self) -> None:
        self._player.play()

    def _go(self, moment: int) -> None:
        self._hold(moment)
        if self.is_loaded and not self._settling.isActive():
            self._settle()

    def _hold(self, moment: int) -> None:
        self._target = moment
        self._clock.hold(moment)
        self._begun = (moment, _now())
        self._is_awaited = True
        self._tries = 0
        self._patience.start()

    def _settle(self) -> None:
        """Tell Qt the last of the moments that were asked for."""
        if self._target == self._asked:
            return
        self._asked = self._target
        if self._player.playbackState() == State.StoppedState:
            self._player.pause()  # Qt shows nothing of a stopped film
        # a millisecond further: at the very beginning of a picture Qt would show the one before
        self._player.setPosition(min(self._target + 1, max(self.duration, 1)))
        self._settling.start()

    # what Qt says

    def _take_state(self, state: QMediaPlayer.PlaybackState) -> None:
        is_playing = state == State.PlayingState
        if is_playing == self.is_playing:
            return
        if not is_playing:
            self._hold_here()
        self.is_playing = is_playing
        self._asked = -1
        if is_playing:
            self._begun = (self.moment, _now())
            self._ticking.start()
        else:
            self._ticking.stop()
        self.playing_changed.emit(is_playing)

    def _hold_here(self) -> None:
        moment = self._clock.now(_now())
        self._target = moment
        self._clock.hold(moment)

    def _take_status(self, status: QMediaPlayer.MediaStatus) -> None:
        if status == Status.LoadedMedia and self._is_loading:
            self._begin()
        elif status == Status.InvalidMedia and self._is_loading:
            self._refuse(self._player.errorString())
        elif status == Status.EndOfMedia:
            self._end()

    def _begin(self) -> None:
        self.is_loaded, self._is_loading = True, False
        self._patience.start()
        self._asked = -1
        if self.has_picture:
            self._waiting.start()
        self._settle()
        self.loaded.emit()

    def _refuse(self, details: str) -> None:
        self.unload()
        self.refused.emit(details)

    def _end(self) -> None:
        if self._waiting.isActive():
            self._refuse("no picture came until the end")
            return
        if self._stretch is not None and self._stretch.loops:
            self._go(self._stretch.start)
            self._start()
            return
        self._stretch = None
        self._clock.hold(self.duration)
        self.moved.emit(self.duration)

    def _take_position(self, position: int) -> None:
        """Count on positions, too: where there are no pictures, there is nothing else to count on."""
        if position > self._target + 1:
            self._mark(position)

    def _take_frame(self, frame: QVideoFrame) -> None:
        if not frame.isValid() or frame.startTime() < 0:
            return
        self._waiting.stop()
        start, end = frame.startTime() / 1000, frame.endTime() / 1000
        if self._is_from_here(start, end):
            self._mark(start)
            self.frame_shown.emit(frame)

    def _mark(self, moment: float) -> None:
        """Set the clock of a running film; no film is further than the time it has run.

        Before a picture that begins late Qt already says the moment of that picture.
        """
        if self.is_playing:
            begun, at = self._begun
            self._clock.mark(min(moment, begun + (_now() - at) * self._rate), _now())

    def _is_from_here(self, start: float, end: float) -> bool:
        """Say whether a picture belongs to where the film was sent last; others may still be on their way.

        Those may even come after it; a running film soon shows the next one, a standing one would stay wrong.
        """
        is_near = start - NEAR <= self.moment <= end + NEAR
        if is_near or not self._patience.isActive():
            self._is_awaited = False
            return True
        return self.is_playing and not self._is_awaited

    def _ask_again(self) -> None:
        """Send a standing film to its place once more, where the picture of it never came."""
        if self._is_awaited and self.is_loaded and self.has_picture and not self.is_playing and self._tries < TRIES:
            self._tries += 1
            self._patience.start()
            self._asked = -1
            self._settle()

    def _take_error(self, error: QMediaPlayer.Error, words: str) -> None:
        _log.info("the player says %s: %s", error.name, words)

    def _tick(self) -> None:
        moment = self._clock.now(_now())
        if self.duration:
            moment = min(moment, self.duration)
        if self._stretch is not None and moment >= self._stretch.end:
            self._finish_stretch(self._stretch)
        else:
            self.moved.emit(moment)

    def _finish_stretch(self, stretch: _Stretch) -> None:
        if stretch.loops:
            self._go(stretch.start)
            self.moved.emit(stretch.start)
            return
        self._stretch = None
        self._player.pause()
        self._go(stretch.end)
        self.stretch_ended.emit(stretch.end)

    def _choose_device(self) -> None:
        """Play through the system's device, also when it is plugged in later; without any, Qt would complain."""
        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            self._player.setAudioOutput(None)  # type: ignore[arg-type]
            self._sound = None
            return
        if self._sound is None:
            self._sound = QAudioOutput(self)
            self._player.setAudioOutput(self._sound)
        self._sound.setDevice(device)
        self.set_volume(self._volume, is_muted=self._is_muted)


def _now() -> float:
    return time.monotonic() * 1000
