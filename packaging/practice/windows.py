"""Windows of practice speech: sentences with silences, noise and voices, and their truth.

Training and measuring both draw from here; the pitches and speeds of `unheard_voice` are
kept out of training.
"""

import random
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from synthesis import SAMPLE_RATE, VOICES, Audio, WordTime, speak

VARIANTS = ("", *(f"+m{n}" for n in range(1, 8)), *(f"+f{n}" for n in range(1, 5)))
UNHEARD_VARIANTS = ("", "+m3", "+f2", "+m8", "+f5")
UNHEARD_PITCHES = (33, 47, 61, 72)
UNHEARD_RATES = (137, 151, 163, 177)


class Voice(NamedTuple):
    """A way of speaking, in espeak-ng's units."""

    name: str
    rate: int
    pitch: int
    pitch_range: int


class Spoken(NamedTuple):
    """A sentence and when it is spoken, in seconds."""

    text: str
    start: float
    end: float
    words: Sequence[WordTime]

    def shifted(self, seconds: float) -> "Spoken":
        """Return the same sentence, spoken later."""
        words = [WordTime(w.word, w.start + seconds, w.end + seconds) for w in self.words]
        return Spoken(self.text, self.start + seconds, self.end + seconds, words)


def heard_voice(language: str, rng: random.Random) -> Voice:
    """Return a voice of the training range."""
    pitch = rng.choice([p for p in range(12, 89) if p not in UNHEARD_PITCHES])
    rate = rng.choice([r for r in range(112, 206) if r not in UNHEARD_RATES])
    name = rng.choice(VOICES[language]) + rng.choice(VARIANTS)
    return Voice(name, rate, pitch, rng.randint(30, 70))


def unheard_voice(language: str, rng: random.Random) -> Voice:
    """Return a voice that training never uses."""
    name = rng.choice(VOICES[language]) + rng.choice(UNHEARD_VARIANTS)
    return Voice(name, rng.choice(UNHEARD_RATES), rng.choice(UNHEARD_PITCHES), 50)


def say(texts: Sequence[str], voice: Voice, gaps: Sequence[float]) -> tuple[Audio, list[Spoken]]:
    """Return the texts spoken one after another, and when.

    `gaps` are the silences in seconds before each text and after the last one.
    """
    parts: list[Audio] = []
    sentences: list[Spoken] = []
    position = 0
    for text, gap in zip(texts, gaps[:-1], strict=True):
        silence = _silence(gap)
        sound, words = speak(text, *voice)
        start = (position + len(silence)) / SAMPLE_RATE
        parts += [silence, sound]
        position += len(silence) + len(sound)
        sentences.append(Spoken(text, 0.0, len(sound) / SAMPLE_RATE, words).shifted(start))
    parts.append(_silence(gaps[-1]))
    return np.concatenate(parts), sentences


def training_window(texts: Sequence[str], language: str, rng: random.Random) -> tuple[Audio, list[Spoken]]:
    """Return a window as a recogniser meets it: any voice, lead, pauses and noise."""
    gaps = [_lead(rng), *(_pause(rng) for _ in texts[1:]), _tail(rng)]
    audio, sentences = say(texts, heard_voice(language, rng), gaps)
    if rng.random() < 0.7:
        audio = with_noise(audio, rng.uniform(12, 45), rng)
    return audio, sentences


def with_noise(audio: Audio, decibels: float, rng: random.Random) -> Audio:
    """Return the audio with noise so many decibels below its loudness."""
    loudness = float(np.sqrt(np.mean(audio**2))) + 1e-6
    return audio + noise(len(audio), rng) * np.float32(loudness * 10 ** (-decibels / 20))


def noise(length: int, rng: random.Random) -> Audio:
    """Return white, pink or brown noise of loudness one."""
    white = np.random.default_rng(rng.randrange(1 << 30)).standard_normal(length)
    steepness = rng.choice((0.0, 0.5, 1.0))
    if steepness:
        spectrum = np.fft.rfft(white)
        spectrum /= np.arange(1, len(spectrum) + 1) ** steepness
        white = np.fft.irfft(spectrum, length)
    return (white / (white.std() + 1e-9)).astype(np.float32)


def without_speech(seconds: float, rng: random.Random) -> Audio:
    """Return silence, noise or tones."""
    length = int(seconds * SAMPLE_RATE)
    kind = rng.random()
    if kind < 0.2:
        return np.zeros(length, np.float32)
    if kind < 0.5:
        return noise(length, rng) * np.float32(10 ** rng.uniform(-3.5, -1))
    return tones(seconds, rng) * np.float32(rng.uniform(0.05, 0.7))


def tones(seconds: float, rng: random.Random) -> Audio:
    """Return plucked tones, as music would be, with a peak of one."""
    time = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    sound = np.zeros_like(time)
    for _ in range(rng.randint(1, 4) + int(2 * seconds)):
        pitch, start, decay = rng.uniform(110, 1200), rng.uniform(0, seconds), rng.uniform(0.2, 2.5)
        since = np.clip(time - start, 0, None)
        loudness = np.clip(since / 0.02, 0, 1) * np.exp(-since / decay)
        for harmonic in (1, 2, 3):
            sound += loudness * np.sin(2 * np.pi * pitch * harmonic * time) / harmonic**2
    return (sound / (np.abs(sound).max() + 1e-6)).astype(np.float32)


def _silence(seconds: float) -> Audio:
    return np.zeros(int(seconds * SAMPLE_RATE), np.float32)


def _lead(rng: random.Random) -> float:
    return rng.choice((0.0, 0.05, rng.uniform(0.1, 0.4), rng.uniform(0, 0.6), rng.uniform(0, 1.5)))


def _pause(rng: random.Random) -> float:
    return rng.choice((rng.uniform(0.15, 0.5), rng.uniform(0.3, 1.0), rng.uniform(0.3, 1.5)))


def _tail(rng: random.Random) -> float:
    return rng.choice((0.02, rng.uniform(0, 0.5), rng.uniform(0.3, 1.5)))
