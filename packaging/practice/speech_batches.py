"""Batches for the speech model: windows joined to up to 30 s, with all that teaches.

A target is Whisper's: perhaps a prompt of earlier text or hotwords, the language, sentences
between timestamps (or none), and for a sentence cut off at 30 s only its start.
"""

import json
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

import vocabulary
from speech_model import BANDS, ENCODED, LONGEST_TEXT
from synthesis import WordTime
from tokenizer import Pieces
from windows import Spoken

FRAMES = 2 * ENCODED
IGNORED = -100
MOST_INITIAL_SECONDS = 1.0
"""faster-whisper lets no window begin with a later timestamp."""

_MARK_BEFORE, _MARK_AFTER = 0.02, 0.04
_MOST_PROMPT = 200
_NAMES = [
    row
    for table in (
        vocabulary.PEOPLE,
        vocabulary.WORKS,
        vocabulary.COMPOSERS,
        vocabulary.PAINTERS,
        vocabulary.CITIES,
        vocabulary.EVENTS,
        vocabulary.PLACES,
    )
    for row in table
]


class Window(NamedTuple):
    """Log-mel frames (bands, frames), their language, and the sentences in them."""

    mel: np.ndarray
    language: str
    spoken: Sequence[Spoken]
    cut: Spoken | None = None


class Batch(NamedTuple):
    """What one training step needs; `looks` are rows of (window, place, first, last frame)."""

    mel: Tensor
    offsets: Tensor
    given: Tensor
    wanted: Tensor
    looks: Tensor
    heard: Tensor


@dataclass(slots=True)
class _Target:
    """Tokens with, for each, the seconds it is heard at and whether it is to be learnt."""

    tokens: list[int] = field(default_factory=list)
    seconds: list[tuple[float, float] | None] = field(default_factory=list)
    learnt: list[bool] = field(default_factory=list)

    def add(self, token: int, seconds: tuple[float, float] | None = None, *, learnt: bool = True) -> None:
        self.tokens.append(token)
        self.seconds.append(seconds)
        self.learnt.append(learnt)


def read(folder: Path) -> list[Window]:
    """Return all training windows; their frames stay on disk until used."""
    windows = []
    for path in sorted(folder.glob("speech-*[0-9].npy")):
        frames = np.load(path, mmap_mode="r")
        for row in json.loads(path.with_suffix(".json").read_text(encoding="utf-8")):
            spoken = [_spoken(*sentence) for sentence in row["spoken"]]
            mel = frames[row["start"] : row["end"]].T
            windows.append(Window(mel, row["language"], spoken))
    return windows


def _spoken(text: str, start: float, end: float, words: Sequence[Sequence]) -> Spoken:
    return Spoken(text, start, end, [WordTime(*word) for word in words])


class Batches:
    """An endless source of batches of short or of long windows."""

    def __init__(self, windows: Sequence[Window], pieces: Pieces, seed: int) -> None:
        self.pieces = pieces
        self.rng = random.Random(seed)
        self.speech: dict[str, list[Window]] = {code: [] for code in pieces.languages}
        for window in windows:
            if window.spoken:
                self.speech[window.language].append(window)
        self.speechless = [window for window in windows if not window.spoken]
        self.heard = self._heard_pieces(windows)
        self._pool: list[list[Window]] = []

    def short(self, size: int) -> Batch:
        """Return a batch of windows of one or two sentences, of about equal length."""
        if not self._pool:
            many = sorted((self._one() for _ in range(16 * size)), key=lambda w: w.mel.shape[1])
            self._pool = [many[at : at + size] for at in range(0, len(many), size)]
            self.rng.shuffle(self._pool)
        windows = self._pool.pop()
        longest = max(w.mel.shape[1] for w in windows) + self.rng.choice((0, 20, 100))
        frames = min(FRAMES, math.ceil(longest / 100) * 100)
        room = ENCODED - frames // 2
        offsets = [self.rng.choice((0, self.rng.randint(0, room))) for _ in windows]
        return self._batch(windows, frames, offsets)

    def long(self, size: int) -> Batch:
        """Return a batch of joined windows, padded to 30 s as a recogniser pads them."""
        return self._batch([self._joined() for _ in range(size)], FRAMES, [0] * size)

    def _heard_pieces(self, windows: Sequence[Window]) -> dict[int, int]:
        """Return the class of every piece that is spoken; class 0 is no speech."""
        words = {word.word for w in windows for s in w.spoken for word in s.words}
        found = {piece for word in words for piece in self.pieces.of_word(word)}
        spoken = sorted(piece for piece in found if not self.pieces.is_punctuation(piece))
        return {piece: number for number, piece in enumerate(spoken, start=1)}

    def _one(self) -> Window:
        if self.rng.random() < 0.03:
            return self.rng.choice(self.speechless)
        return self.rng.choice(self.speech[self.rng.choice(list(self.speech))])

    def _joined(self) -> Window:
        """Return windows of one language after each other, up to a random length."""
        rng = self.rng
        if rng.random() < 0.03:
            return rng.choice(self.speechless)
        language = rng.choice(list(self.speech))
        wished = FRAMES if rng.random() < 0.4 else rng.randint(250, FRAMES - 100)
        mels: list[np.ndarray] = []
        spoken: list[Spoken] = []
        position = 0
        while position < wished:
            window = rng.choice(self.speech[language])
            if position + window.mel.shape[1] > wished < FRAMES and mels:
                break
            spoken += [sentence.shifted(position / 100) for sentence in window.spoken]
            mels += self._followed(window.mel)
            position = sum(mel.shape[1] for mel in mels)
        return self._trimmed(np.concatenate(mels, 1)[:, :FRAMES], language, spoken)

    def _followed(self, mel: np.ndarray) -> list[np.ndarray]:
        """Return the frames, a little louder or softer, perhaps with a pause or tones after."""
        rng = self.rng
        loudness = np.float16(rng.uniform(-0.15, 0.15) if rng.random() < 0.3 else 0)
        mels = [mel[:, :-1] + loudness]
        if rng.random() < 0.15:
            floor = mel[:, -1].min() + loudness
            mels.append(np.full((BANDS, rng.randint(5, 200)), floor, np.float16))
        if rng.random() < 0.08:
            mels.append(rng.choice(self.speechless).mel[:, :-1])
        return mels

    @staticmethod
    def _trimmed(mel: np.ndarray, language: str, spoken: Sequence[Spoken]) -> Window:
        """Return the window with its whole sentences and the one that is cut off."""
        end = mel.shape[1] / 100
        whole = [sentence for sentence in spoken if sentence.end <= end + 0.01]
        rest = spoken[len(whole) :]
        cut = rest[0] if rest and rest[0].start < end - 0.1 else None
        return Window(mel, language, whole, cut)

    def _batch(self, windows: Sequence[Window], frames: int, offsets: Sequence[int]) -> Batch:
        mel = np.zeros((len(windows), BANDS, frames), np.float32)
        for row, window in enumerate(windows):
            worn = self._worn(window.mel)[:, :frames]
            mel[row, :, : worn.shape[1]] = worn
        is_long = frames == FRAMES
        targets = [
            self._target(window, offset, is_long=is_long) for window, offset in zip(windows, offsets, strict=True)
        ]
        given, wanted, looks = self._tokens(targets, frames // 2)
        heard = np.stack([self._heard(window, frames // 2) for window in windows])
        arrays = (mel, np.array(offsets), given, wanted, looks, heard)
        return Batch(*map(torch.from_numpy, arrays))

    def _worn(self, mel: np.ndarray) -> np.ndarray:
        """Return the frames at another loudness, with a few bands and frames wiped out."""
        rng = self.rng
        worn = mel.astype(np.float32) + rng.uniform(-0.45, 0.25)
        if rng.random() < 0.5:
            bands = rng.randint(1, 8)
            first = rng.randint(0, BANDS - bands)
            worn[first : first + bands] = worn.mean()
        if rng.random() < 0.3:
            first = rng.randint(0, worn.shape[1] - 1)
            worn[:, first : first + rng.randint(1, 12)] = worn.min()
        return worn

    def _target(self, window: Window, offset: int, *, is_long: bool) -> _Target:
        target = _Target()
        pieces, rng = self.pieces, self.rng
        if rng.random() < (0.3 if is_long else 0.12):
            self._add_prompt(target, window.language, sentences=14 if is_long else 4)
        target.add(pieces.start, learnt=False)
        if not window.spoken and not window.cut:
            self._add_speechless(target, window.language)
            return target
        target.add(pieces.languages[window.language])
        target.add(pieces.transcribe, learnt=False)
        timed = bool(window.cut) or rng.random() < 0.6
        if not timed:
            target.add(pieces.no_timestamps, learnt=False)
        for number, sentence in enumerate(window.spoken):
            self._add_sentence(target, sentence, offset, is_first=number == 0, timed=timed)
        if window.cut:
            self._add_start(target, window.cut.start, offset, is_first=not window.spoken)
        target.add(pieces.end)
        return target

    def _add_sentence(self, target: _Target, sentence: Spoken, offset: int, *, is_first: bool, timed: bool) -> None:
        if timed:
            self._add_start(target, sentence.start, offset, is_first=is_first)
        for piece, seconds in self._timed_pieces(sentence):
            target.add(piece, seconds)
        if timed:
            token = self.pieces.time(sentence.end + offset / 50)
            target.add(token, (sentence.end - _MARK_AFTER, sentence.end + _MARK_BEFORE))

    def _add_start(self, target: _Target, start: float, offset: int, *, is_first: bool) -> None:
        shown = min(start, MOST_INITIAL_SECONDS) if is_first and not offset else start
        token = self.pieces.time(shown + offset / 50)
        seconds = (start - _MARK_BEFORE, start + _MARK_AFTER)
        target.add(token, seconds, learnt=not (is_first and offset))

    def _add_speechless(self, target: _Target, language: str) -> None:
        if self.rng.random() < 0.5:
            target.add(self.pieces.no_speech)
            return
        target.add(self.pieces.languages[language], learnt=False)
        target.add(self.pieces.transcribe, learnt=False)
        target.add(self.pieces.first_time)
        target.add(self.pieces.end)

    def _add_prompt(self, target: _Target, language: str, sentences: int) -> None:
        """Add hotwords, or the text of an earlier window with or without timestamps."""
        rng = self.rng
        tokens = self._hotwords(language) if rng.random() < 0.5 else []
        if not tokens or rng.random() < 0.4:
            tokens = tokens + self._earlier(language, rng.randint(1, sentences))
        for token in (self.pieces.previous, *tokens[-_MOST_PROMPT:]):
            target.add(token, learnt=False)

    def _hotwords(self, language: str) -> list[int]:
        column = list(self.speech).index(language)
        names = [row[column] for row in self.rng.sample(_NAMES, self.rng.randint(1, 25))]
        return self.pieces.of_text(self.rng.choice((" ", ", ")).join(names))

    def _earlier(self, language: str, count: int) -> list[int]:
        timed, tokens, clock = self.rng.random() < 0.6, [], 0.0
        for _ in range(count):
            sentence = self.rng.choice(self.rng.choice(self.speech[language]).spoken)
            end = min(30.0, clock + sentence.end - sentence.start)
            text = self.pieces.of_text(sentence.text)
            tokens += [self.pieces.time(clock), *text, self.pieces.time(end)] if timed else text
            clock = end
        return tokens

    def _timed_pieces(self, sentence: Spoken) -> list[tuple[int, tuple[float, float]]]:
        """Return the sentence's pieces; the pieces of one word share its time by length."""
        timed = []
        for word in sentence.words:
            tokens = self.pieces.of_word(word.word)
            sounding = [t for t in tokens if not self.pieces.is_punctuation(t)]
            length = sum(map(self.pieces.length, sounding))
            start = word.start
            for token in tokens:
                if token in sounding:
                    share = self.pieces.length(token) / length
                    end = start + (word.end - word.start) * share
                    timed.append((token, (start, end)))
                    start = end
                else:
                    timed.append((token, (word.end - _MARK_AFTER, word.end)))
        return timed

    def _tokens(self, targets: Sequence[_Target], frames: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        longest = max(len(target.tokens) for target in targets) - 1
        places = min(math.ceil(longest / 16) * 16, LONGEST_TEXT - 8)
        given = np.full((len(targets), places), self.pieces.end)
        wanted = np.full((len(targets), places), IGNORED)
        looks = []
        for row, target in enumerate(targets):
            count = min(len(target.tokens) - 1, places)
            given[row, :count] = target.tokens[:count]
            for place in range(count):
                if target.learnt[place + 1]:
                    wanted[row, place] = target.tokens[place + 1]
                if seconds := target.seconds[place + 1]:
                    first = max(0, int(seconds[0] * 50))
                    last = min(frames - 1, math.ceil(seconds[1] * 50))
                    if first <= last:
                        looks.append((row, place, first, last))
        return given, wanted, np.array(looks or np.empty((0, 4)), np.int64)

    def _heard(self, window: Window, frames: int) -> np.ndarray:
        """Return the class of the piece spoken in every encoded frame."""
        heard = np.zeros(frames, np.int64)
        for sentence in (*window.spoken, *([window.cut] if window.cut else [])):
            for piece, (start, end) in self._timed_pieces(sentence):
                if piece in self.heard:
                    heard[max(0, int(start * 50)) : int(end * 50)] = self.heard[piece]
        return heard
