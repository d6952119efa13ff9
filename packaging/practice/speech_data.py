"""Make the training windows of the speech model: log-mel frames on disk with their truth.

A shard is a pair of files: `<name>.npy` (all its frames after each other, 80 bands, half
precision) and `<name>.json` (per window its language, its frames and its spoken words).

    python speech_data.py FOLDER SEED COUNT
"""

import json
import random
import sys
from pathlib import Path

import numpy as np
from faster_whisper.feature_extractor import FeatureExtractor

import grammar
from synthesis import Audio
from windows import Spoken, training_window, without_speech

SHARD = 1000
SPEECHLESS = 0.03
TWO_SENTENCES = 0.15
SENTENCES = 60_000


def make(folder: Path, seed: int, count: int) -> None:
    """Write `count` windows as shards into the folder."""
    rng = random.Random(seed)
    sentences = grammar.training(SENTENCES, seed)
    extractor = FeatureExtractor(feature_size=80)
    for number, first in enumerate(range(0, count, SHARD)):
        windows = []
        for _ in range(min(SHARD, count - first)):
            audio, language, spoken = _window(sentences, rng)
            windows.append((extractor(audio).T.astype(np.float16), language, spoken))
        _write(folder / f"speech-{seed}-{number:03d}", windows)


def _window(sentences: list[grammar.Sentence], rng: random.Random) -> tuple[Audio, str, list[Spoken]]:
    language = rng.choice(grammar.LANGUAGES)
    if rng.random() < SPEECHLESS:
        return without_speech(rng.uniform(1, 6), rng), language, []
    count = 2 if rng.random() < TWO_SENTENCES else 1
    texts = [getattr(rng.choice(sentences), language) for _ in range(count)]
    audio, spoken = training_window(texts, language, rng)
    return audio, language, spoken


def _write(path: Path, windows: list[tuple[np.ndarray, str, list[Spoken]]]) -> None:
    rows = []
    position = 0
    for frames, language, spoken in windows:
        end = position + len(frames)
        rows.append({"language": language, "start": position, "end": end, "spoken": spoken})
        position = end
    np.save(path.with_suffix(".part.npy"), np.concatenate([frames for frames, _, _ in windows]))
    path.with_suffix(".json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    path.with_suffix(".part.npy").rename(path.with_suffix(".npy"))


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    make(target, seed=int(sys.argv[2]), count=int(sys.argv[3]))
