"""Speech with exact word times, by espeak-ng through ctypes.

espeak-ng's synchronous mode hands over sound and events together; a WORD event carries the
sample at which a word begins, which is the truth that recognisers are measured against.
"""

import ctypes
import re
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Audio = NDArray[np.float32]

SAMPLE_RATE = 16000
VOICES = {"en": ("en", "en-us", "en-us", "en-gb-x-rp"), "de": ("de",), "nl": ("nl",)}
"""espeak-ng's voices per language; one named twice is drawn twice as often."""

_SYNCHRONOUS = 2
_RATE, _VOLUME, _PITCH, _RANGE = 1, 2, 3, 4
_UTF8 = 1
_EVENT_END, _EVENT_WORD = 0, 1
_QUIET = 0.01
_DATE = re.compile(r"\b(\d+)\.(?= [A-Z])")
_ORDINALS = {
    2: "zweiten",
    3: "dritten",
    5: "fünften",
    7: "siebten",
    9: "neunten",
    11: "elften",
    14: "vierzehnten",
    16: "sechzehnten",
    17: "siebzehnten",
    21: "einundzwanzigsten",
    24: "vierundzwanzigsten",
    28: "achtundzwanzigsten",
}
"""German days of a month, which espeak-ng would read as a number and the end of a sentence."""
_LEAD_SAMPLES, _TAIL_SAMPLES = 160, 320


class WordTime(NamedTuple):
    """A word as written, with the seconds at which it is spoken."""

    word: str
    start: float
    end: float


class _Identity(ctypes.Union):
    _fields_ = (
        ("number", ctypes.c_int),
        ("name", ctypes.c_char_p),
        ("string", ctypes.c_char * 8),
    )


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user", ctypes.c_void_p),
        ("id", _Identity),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class _Espeak:
    """The one espeak-ng engine of this program: the library keeps global state."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL("libespeak-ng.so.1")
        self.sample_rate = self._library.espeak_Initialize(_SYNCHRONOUS, 0, None, 0)
        if self.sample_rate <= 0:
            raise OSError("espeak-ng could not be started; is its data installed?")
        self._chunks: list[NDArray[np.int16]] = []
        self._words: list[tuple[int, float]] = []
        self._callback = _Callback(self._receive)
        self._library.espeak_SetSynthCallback(self._callback)

    def say(
        self, text: str, voice: str, rate: int, pitch: int, pitch_range: int
    ) -> tuple[Audio, list[tuple[int, float]]]:
        """Return the sound and, per spoken word, its position in the text and its second."""
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f"espeak-ng has no voice {voice!r}")
        values = ((_RATE, rate), (_VOLUME, 100), (_PITCH, pitch), (_RANGE, pitch_range))
        for parameter, value in values:
            self._library.espeak_SetParameter(parameter, value, 0)
        self._chunks, self._words = [], []
        content = text.encode() + b"\0"
        self._library.espeak_Synth(content, len(content), 0, 1, 0, _UTF8, None, None)
        self._library.espeak_Synchronize()
        return np.concatenate(self._chunks).astype(np.float32) / 32768, self._words

    def _receive(self, wave, count, events) -> int:  # type: ignore[no-untyped-def]
        if wave and count > 0:
            self._chunks.append(np.ctypeslib.as_array(wave, (count,)).copy())
        index = 0
        while events[index].type != _EVENT_END:
            event = events[index]
            if event.type == _EVENT_WORD:
                self._words.append((event.text_position - 1, event.audio_position / 1000))
            index += 1
        return 0


def speak(
    text: str, voice: str, rate: int = 150, pitch: int = 50, pitch_range: int = 50
) -> tuple[Audio, list[WordTime]]:
    """Return the spoken text at 16 kHz, and its words with the seconds they are spoken.

    `voice` is one of `VOICES`, if wished with a variant such as `+f2`; `rate` is in words a
    minute, `pitch` and `pitch_range` go from 0 to 99.  Silence at both ends is cut off.
    """
    engine = _engine()
    spoken = spoken_form(text) if voice.startswith("de") else text
    sound, marks = engine.say(spoken, voice, rate, pitch, pitch_range)
    audio = resample(sound, engine.sample_rate)
    first, last = _audible(audio)
    times = _word_times(spoken, marks, last / SAMPLE_RATE)
    offset = first / SAMPLE_RATE
    words = [
        WordTime(word, max(0.0, said.start - offset), max(0.0, said.end - offset))
        for word, said in zip(text.split(" "), times, strict=True)
    ]
    return audio[first:last], words


def spoken_form(text: str) -> str:
    """Return German text with its dates spelled as they are said, word for word."""
    return _DATE.sub(lambda match: _ORDINALS.get(int(match[1]), match[0]), text)


def resample(audio: Audio, rate: int, target: int = SAMPLE_RATE) -> Audio:
    """Return the audio at another rate, by cutting its spectrum (exact, no filter delay)."""
    common = np.gcd(rate, target)
    up, down = target // common, rate // common
    padded = np.pad(audio, (0, -len(audio) % down))
    length = len(padded) * up // down
    spectrum = np.fft.rfft(padded)[: length // 2 + 1]
    sound = np.fft.irfft(spectrum, length) * (length / len(padded))
    return sound[: round(len(audio) * target / rate)].astype(np.float32)


@cache
def _engine() -> _Espeak:
    return _Espeak()


def _audible(audio: Audio) -> tuple[int, int]:
    """Return where the sound begins and ends, with a hair of silence around it."""
    loudness = np.abs(audio)
    heard = np.flatnonzero(loudness > _QUIET * loudness.max())
    return max(0, int(heard[0]) - _LEAD_SAMPLES), min(len(audio), int(heard[-1]) + _TAIL_SAMPLES)


def _word_times(text: str, marks: list[tuple[int, float]], end: float) -> list[WordTime]:
    """Return the text's words with times; words that espeak joins share their time by length."""
    words = text.split(" ")
    starts = _starts(words, marks)
    starts.append(end)
    times: list[WordTime] = []
    first = 0
    while first < len(words):
        after = next(i for i in range(first + 1, len(starts)) if starts[i] is not None)
        times += _shared(words[first:after], starts[first] or 0.0, starts[after] or end)
        first = after
    return times


def _starts(words: list[str], marks: list[tuple[int, float]]) -> list[float | None]:
    starts: list[float | None] = []
    position = 0
    for word in words:
        inside = [at for place, at in marks if position <= place < position + len(word)]
        starts.append(min(inside, default=None))
        position += len(word) + 1
    if starts[0] is None:
        starts[0] = 0.0
    return starts


def _shared(words: list[str], start: float, end: float) -> list[WordTime]:
    total = sum(map(len, words))
    times = []
    for word in words:
        stop = start + (end - start) * len(word) / total if total else end
        times.append(WordTime(word, start, stop))
        total -= len(word)
        start = stop
    return times
