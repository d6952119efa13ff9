"""What is measured: practice speech, as sound files and as films, made once and kept in `.work/material`.

The sentences are held out from training, and so are the voices' pitches and speeds.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import wave
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import imageio_ffmpeg
import numpy as np
from measure import ROOT, WORK

sys.path.insert(0, str(ROOT / "packaging/practice"))

import grammar
import synthesis
import windows

MATERIAL = WORK / "material"
MODEL = ROOT / "resources/practice/whisper-practice"
PACKAGES = ROOT / "resources/practice"
SAMPLE_FILM = ROOT / "resources/practice/welcome.de.mp4"

LOOP = 5
"""Minutes of speech before a file repeats itself."""

LONG_PAUSE_ONE_IN = 12
"""One pause in so many is 2 to 4 s long: more than a window may span."""

VOICE_SENTENCES = 12
"""Sentences by one voice, before another goes on."""


class Truth(NamedTuple):
    """A word and when it is spoken, in milliseconds."""

    text: str
    start: int
    end: int


def sentences(language: str, count: int, seed: int = 1) -> list[str]:
    """Return held-out sentences of the practice language."""
    return [getattr(sentence, language) for sentence in grammar.held_out(count, seed=seed)]


def speech(language: str, minutes: int) -> Path:
    """Return a sound file (AAC) of a speaker who says sentence after sentence, with pauses between."""
    file = MATERIAL / f"speech-{minutes}.{language}.m4a"
    if not file.exists():
        _loop(_sound(language), file, minutes)
    return file


def film(minutes: int) -> Path:
    """Return the sample film (1280 × 720, slides with hard cuts) repeated for so many minutes."""
    file = MATERIAL / f"film-{minutes}.de.mp4"
    if not file.exists():
        _loop(SAMPLE_FILM, file, minutes)
    return file


def spoken(
    language: str, texts: list[str], rng: random.Random, *, decibels: float = 30.0
) -> tuple[np.ndarray, list[Truth]]:
    """Return texts said by a voice that training never used, with pauses, and when each word is said."""
    gaps = [rng.uniform(2, 4) if rng.random() * LONG_PAUSE_ONE_IN < 1 else rng.uniform(0.3, 1.2) for _ in texts]
    sound, said = windows.say(texts, windows.unheard_voice(language, rng), [*gaps, 0.3])
    sound = windows.with_noise(sound, decibels, rng) * np.float32(0.5)
    words = [word for sentence in said for word in sentence.words]
    return sound, [Truth(word.word, round(word.start * 1000), round(word.end * 1000)) for word in words]


def write(file: Path, sound: np.ndarray) -> Path:
    """Write sound as 16-bit samples."""
    with wave.open(str(file), "wb") as track:
        track.setnchannels(1)
        track.setsampwidth(2)
        track.setframerate(synthesis.SAMPLE_RATE)
        track.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
    return file


def ffmpeg(*arguments: str | Path) -> None:
    """Run ffmpeg; raises `CalledProcessError` when it fails."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-v", "error", "-nostdin", *map(str, arguments)]
    subprocess.run(command, check=True)


def _loop(source: Path, file: Path, minutes: int) -> None:
    MATERIAL.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"part-{file.name}")
    ffmpeg("-stream_loop", "-1", "-i", source, "-t", str(minutes * 60), "-c", "copy", part)
    part.rename(file)


def _sound(language: str) -> Path:
    """Return `LOOP` minutes of speech, the truth beside it."""
    file = MATERIAL / f"loop.{language}.m4a"
    if not file.exists():
        MATERIAL.mkdir(parents=True, exist_ok=True)
        sound, truth = _minutes(language)
        plain = write(file.with_suffix(".wav"), sound)
        ffmpeg("-i", plain, "-ar", "48000", "-c:a", "aac", "-b:a", "96k", file)
        plain.unlink()
        file.with_suffix(".json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    return file


def _minutes(language: str) -> tuple[np.ndarray, list[Truth]]:
    """Return speech by one voice after another."""
    rng = random.Random(7)
    texts = _endless(language)
    parts: list[np.ndarray] = []
    truth: list[Truth] = []
    length = 0
    while length < LOOP * 60 * synthesis.SAMPLE_RATE:
        sound, words = spoken(language, [next(texts) for _ in range(VOICE_SENTENCES)], rng)
        at = length * 1000 // synthesis.SAMPLE_RATE
        truth += [Truth(word.text, word.start + at, word.end + at) for word in words]
        parts.append(sound)
        length += len(sound)
    whole = np.concatenate(parts)[: LOOP * 60 * synthesis.SAMPLE_RATE]
    return whole, [word for word in truth if word.end < LOOP * 60_000]


def _endless(language: str) -> Iterator[str]:
    while True:
        yield from _pool(language)


@cache
def _pool(language: str) -> list[str]:
    return sentences(language, 150)
