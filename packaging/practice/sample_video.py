"""Make the sample: a short German film with slides, speech, music and silence, and its truth.

    python sample_video.py OUTPUT_FOLDER

Its sentences are held out from training.  The sound begins later than the picture, as in many
real files; all times in `welcome.de.json` count from the start of the file.
"""

import json
import math
import random
import subprocess
import sys
import tempfile
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import numpy as np

import grammar
import slides
from synthesis import SAMPLE_RATE, Audio
from windows import Spoken, Voice, noise, say

FRAME_RATE = 25
SOUND_DELAY = 0.6
"""Seconds by which the sound track begins after the picture."""
VOICE = Voice("de+f2", rate=140, pitch=50, pitch_range=55)
LEVEL = 0.5
NOISE_LEVEL = 0.0004
AFTER_SPEECH, SILENCE, TONES = 0.3, 2.6, 3.2


@dataclass(frozen=True, slots=True)
class Scene:
    """Sentences over one slide: the pause before each, and what follows the last."""

    sentences: Sequence[tuple[float, str]]
    silence: float = 0.0
    tones: float = 0.0


SCENES = (
    Scene(
        (
            (0.7, "Willkommen in Wien, liebe Familien."),
            (0.7, "Mein Name ist Clara Vogel, und ich arbeite in der alten Kirche."),
        )
    ),
    Scene(
        (
            (0.9, "Am 3. November beginnt das Konzert um 8 Uhr."),
            (0.7, "Das Konzert kostet 20 Euro, aber für Familien ist der Eintritt frei."),
            (0.8, "Der Pianist, der aus Prag kommt, spielt Musik von Schubert."),
        ),
        tones=TONES,
    ),
    Scene(
        ((0.8, "Dieses Bild, das Klimt im Jahr 1888 gemacht hat, kommt aus Amsterdam."),),
        silence=SILENCE,
    ),
    Scene(((0.6, "Wenn es regnet, findet die Führung in der alten Kirche statt."),)),
    Scene(
        (
            (1.0, "Am Montag spielen wir Die Zauberflöte, und Julia Stern singt."),
            (0.7, "Wir danken allen Freunden aus Utrecht."),
        ),
        silence=0.8,
    ),
)
NAMES = (
    "Clara Vogel",
    "Julia Stern",
    "Klimt",
    "Schubert",
    "Die Zauberflöte",
    "Wien",
    "Prag",
    "Amsterdam",
    "Utrecht",
)


def make(output: Path) -> None:
    """Write the film, its truth and its names into the folder."""
    sound, truth = _record()
    film = output / "welcome.de.mp4"
    _write_film(film, sound, truth["cuts"], truth["duration"])
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    (output / "welcome.de.json").write_text(text + "\n", encoding="utf-8")
    (output / "names.txt").write_text("\n".join(NAMES) + "\n", encoding="utf-8")


def _record() -> tuple[Audio, dict[str, Any]]:
    """Return the sound track and the truth about it."""
    parts: list[Audio] = []
    sentences: list[dict[str, Any]] = []
    cuts, silences, tones = [], [], []
    for scene in SCENES:
        start = _seconds(parts) + SOUND_DELAY
        if parts:
            cuts.append(_on_frame(start + scene.sentences[0][0] / 2))
        pauses = [pause for pause, _ in scene.sentences]
        sound, spoken = say([text for _, text in scene.sentences], VOICE, [*pauses, AFTER_SPEECH])
        parts.append(sound * np.float32(LEVEL))
        sentences += [_truth_of(sentence.shifted(start)) for sentence in spoken]
        end = _seconds(parts) + SOUND_DELAY
        if scene.tones:
            parts.append(_music(scene.tones))
            tones.append(_interval(end, scene.tones))
        if scene.silence:
            parts.append(np.zeros(int(scene.silence * SAMPLE_RATE), np.float32))
            silences.append(_interval(end - AFTER_SPEECH, scene.silence + AFTER_SPEECH))
    sound = np.concatenate(parts)
    sound = sound + noise(len(sound), random.Random(2)) * np.float32(NOISE_LEVEL)
    duration = _on_frame(SOUND_DELAY + len(sound) / SAMPLE_RATE)
    truth = {
        "language": "de",
        "frame_rate": FRAME_RATE,
        "duration": duration,
        "sound_start": SOUND_DELAY,
        "cuts": cuts,
        "silences": [[start, min(end, duration)] for start, end in silences],
        "tones": tones,
        "sentences": sentences,
    }
    return sound, truth


def _truth_of(sentence: Spoken) -> dict[str, Any]:
    """Return a spoken sentence as it is written to the truth."""
    parallel = grammar.find("de", sentence.text)
    if not grammar.is_held_out(parallel):
        raise ValueError(f"not held out from training: {sentence.text}")
    return {
        "text": sentence.text,
        "en": parallel.en,
        "nl": parallel.nl,
        "start": round(sentence.start, 3),
        "end": round(sentence.end, 3),
        "words": [{"word": w.word, "start": round(w.start, 3), "end": round(w.end, 3)} for w in sentence.words],
    }


def _music(seconds: float) -> Audio:
    """Return a broken chord, as of a piano, fading in and out."""
    time = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    sound = np.zeros_like(time)
    notes = (220.0, 277.2, 329.6, 440.0, 554.4, 440.0, 329.6, 277.2)
    for number, pitch in enumerate(notes * math.ceil(seconds / 2)):
        since = np.clip(time - number * 0.25, 0, None)
        loudness = np.clip(since / 0.01, 0, 1) * np.exp(-since / 0.5)
        for harmonic in (1, 2, 3):
            sound += loudness * np.sin(2 * np.pi * pitch * harmonic * since) / harmonic**2
    fade = np.clip(np.minimum(time, seconds - time) / 0.15, 0, 1)
    return (0.25 * sound * fade / np.abs(sound).max()).astype(np.float32)


def _seconds(parts: Sequence[Audio]) -> float:
    return sum(map(len, parts)) / SAMPLE_RATE


def _on_frame(seconds: float) -> float:
    return round(seconds * FRAME_RATE) / FRAME_RATE


def _interval(start: float, length: float) -> list[float]:
    return [round(start, 3), round(start + length - 0.01, 3)]


def _write_film(film: Path, sound: Audio, cuts: Sequence[float], duration: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        track = Path(folder) / "sound.wav"
        _write_wave(track, sound)
        command = [
            *(imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-v", "error"),
            *("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{slides.WIDTH}x{slides.HEIGHT}"),
            *("-r", str(FRAME_RATE), "-i", "-"),
            *("-itsoffset", str(SOUND_DELAY), "-i", str(track)),
            *("-map", "0:v", "-map", "1:a", "-t", str(duration)),
            *("-c:v", "libx264", "-pix_fmt", "yuv420p", "-tune", "stillimage", "-crf", "24"),
            *("-c:a", "aac", "-b:a", "80k", "-ar", "48000"),
            *("-fflags", "+bitexact", "-flags", "+bitexact", "-movflags", "+faststart"),
            *("-metadata:s:a:0", "language=deu", "-threads", "1", str(film)),
        ]
        with subprocess.Popen(command, stdin=subprocess.PIPE) as ffmpeg:
            assert ffmpeg.stdin
            edges = [0.0, *cuts, duration]
            for number, slide in enumerate(slides.draw_all()):
                frames = round((edges[number + 1] - edges[number]) * FRAME_RATE)
                picture = slide.tobytes()
                for _ in range(frames):
                    ffmpeg.stdin.write(picture)
        if ffmpeg.returncode:
            raise subprocess.CalledProcessError(ffmpeg.returncode, command)


def _write_wave(path: Path, sound: Audio) -> None:
    with wave.open(str(path), "wb") as track:
        track.setnchannels(1)
        track.setsampwidth(2)
        track.setframerate(SAMPLE_RATE)
        track.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())


if __name__ == "__main__":
    make(Path(sys.argv[1]))
