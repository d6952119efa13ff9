"""Measure the speech model on held-out sentences, streams and the sample, as the program runs it.

Voices, pitches and speeds are such as training never used.  Streams are cut into windows of
at most 30 s in silences that Silero VAD finds, as the program does.
"""

import json
import random
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median, quantiles

import imageio_ffmpeg
import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.transcribe import Word
from faster_whisper.vad import VadOptions, get_speech_timestamps

import grammar
from sample_video import NAMES
from synthesis import SAMPLE_RATE, Audio, WordTime
from windows import Spoken, noise, say, tones, unheard_voice, with_noise

SINGLE = 150
STREAMS, STREAM_SENTENCES = 10, 12
LONGEST_WINDOW = 30.0
WINDOW_PAD = 0.25
HOTWORDS = "Clara Vogel, Schubert, Hamlet, Utrecht"


@dataclass(frozen=True, slots=True)
class Recording:
    """Sound, its language and what is said in it."""

    audio: Audio
    language: str
    spoken: Sequence[Spoken]


@dataclass(slots=True)
class Errors:
    """Word errors, counted."""

    wrong: int = 0
    words: int = 0

    def add(self, truth: str, heard: str) -> None:
        """Count the errors of one text."""
        reference, hypothesis = words_of(truth), words_of(heard)
        self.wrong += distance(reference, hypothesis)
        self.words += len(reference)

    @property
    def rate(self) -> float:
        """Return the word error rate."""
        return self.wrong / self.words


def measure(folder: Path) -> dict[str, float]:
    """Return the figures of the model in `folder/whisper-practice`, and of the sample."""
    model = WhisperModel(str(folder / "whisper-practice"), device="cpu", compute_type="int8", cpu_threads=1)
    singles, streams = _singles(), _streams()
    return {
        **_measure_singles(model, singles),
        "stream_wer": _stream_errors(model, streams, None),
        "stream_wer_with_hotwords": _stream_errors(model, streams, HOTWORDS),
        **_measure_sample(model, folder),
        "words_in_speechless_minute": _invented(model),
    }


def words_of(text: str) -> list[str]:
    """Return the words in lower case, without punctuation."""
    return re.sub(r"[^\w' ]", "", text.lower()).split()


def distance(reference: Sequence[str], hypothesis: Sequence[str]) -> int:
    """Return how many words must be changed, added or taken away."""
    row = list(range(len(hypothesis) + 1))
    for i, expected in enumerate(reference, start=1):
        above, row[0] = row[:], i
        for j, found in enumerate(hypothesis, start=1):
            row[j] = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (expected != found))
    return row[-1]


def windows_of(audio: Audio) -> Iterator[tuple[float, Audio]]:
    """Yield windows of speech with their start, cut in silences."""
    regions = get_speech_timestamps(audio, VadOptions(min_silence_duration_ms=300, speech_pad_ms=0))
    start = end = None
    for region in regions:
        first, last = region["start"] / SAMPLE_RATE, region["end"] / SAMPLE_RATE
        if start is not None and last - start > LONGEST_WINDOW - 2 * WINDOW_PAD:
            yield _window(audio, start, end)
            start = None
        start, end = (first if start is None else start), last
    if start is not None:
        yield _window(audio, start, end)


def _window(audio: Audio, start: float, end: float) -> tuple[float, Audio]:
    first = max(0.0, start - WINDOW_PAD)
    return first, audio[int(first * SAMPLE_RATE) : int((end + WINDOW_PAD) * SAMPLE_RATE)]


def _singles() -> list[Recording]:
    rng = random.Random(77)
    recordings = []
    for number, sentence in enumerate(grammar.held_out(SINGLE, seed=21)):
        language = grammar.LANGUAGES[number % 3]
        gaps = [rng.uniform(0, 0.9), rng.uniform(0, 0.6)]
        audio, spoken = say([getattr(sentence, language)], unheard_voice(language, rng), gaps)
        audio = with_noise(audio, rng.choice((20, 30, 40)), rng)
        recordings.append(Recording(audio, language, spoken))
    return recordings


def _streams() -> list[Recording]:
    rng = random.Random(78)
    sentences = iter(grammar.held_out(STREAMS * STREAM_SENTENCES, seed=22))
    recordings = []
    for number in range(STREAMS):
        language = grammar.LANGUAGES[number % 3]
        texts = [getattr(next(sentences), language) for _ in range(STREAM_SENTENCES)]
        gaps = [0.5, *(rng.uniform(0.3, 2.0) for _ in texts)]
        audio, spoken = say(texts, unheard_voice(language, rng), gaps)
        recordings.append(Recording(with_noise(audio, 30, rng), language, spoken))
    return recordings


def _measure_singles(model: WhisperModel, recordings: Sequence[Recording]) -> dict[str, float]:
    errors = {language: Errors() for language in grammar.LANGUAGES}
    both, right, exact, starts = Errors(), 0, 0, []
    for recording in recordings:
        text, language, words = _transcribe(model, recording.audio)
        truth = recording.spoken[0]
        right += language == recording.language
        exact += text == truth.text
        both.add(truth.text, text)
        errors[recording.language].add(truth.text, text)
        starts += start_errors(truth.words, words)
    return {
        "single_wer": both.rate,
        **{f"single_wer_{language}": found.rate for language, found in errors.items()},
        "single_exact": exact / len(recordings),
        "language_right": right / len(recordings),
        "word_start_median_s": median(starts),
        "word_start_mean_s": fmean(starts),
        "word_start_p90_s": quantiles(starts, n=10)[-1],
    }


def start_errors(truth: Sequence[WordTime], words: Sequence[Word]) -> list[float]:
    """Return by how many seconds each word's start is off, when all words are right."""
    if [words_of(t.word) for t in truth] != [words_of(w.word) for w in words]:
        return []
    return [abs(w.start - t.start) for t, w in zip(truth, words, strict=True)]


def _transcribe(
    model: WhisperModel, audio: Audio, language: str | None = None, hotwords: str | None = None
) -> tuple[str, str, list[Word]]:
    segments, info = model.transcribe(
        audio,
        language=language,
        hotwords=hotwords,
        word_timestamps=True,
        condition_on_previous_text=False,
        temperature=[0.0],
    )
    found = list(segments)
    words = [word for segment in found for word in segment.words or []]
    return " ".join(segment.text.strip() for segment in found), info.language, words


def _in_windows(model: WhisperModel, recording: Recording, hotwords: str | None) -> tuple[str, list[WordTime]]:
    texts, times = [], []
    for start, audio in windows_of(recording.audio):
        text, _, words = _transcribe(model, audio, recording.language, hotwords)
        texts.append(text)
        times += [WordTime(w.word.strip(), start + w.start, start + w.end) for w in words]
    return " ".join(texts), times


def _stream_errors(model: WhisperModel, recordings: Sequence[Recording], hotwords: str | None) -> float:
    errors = Errors()
    for recording in recordings:
        heard, _ = _in_windows(model, recording, hotwords)
        errors.add(" ".join(sentence.text for sentence in recording.spoken), heard)
    return errors.rate


def _measure_sample(model: WhisperModel, folder: Path) -> dict[str, float]:
    recording = read_sample(folder)
    figures = {}
    for name, hotwords in (("sample_wer", None), ("sample_wer_with_names", ", ".join(NAMES))):
        errors = Errors()
        heard, _ = _in_windows(model, recording, hotwords)
        errors.add(" ".join(sentence.text for sentence in recording.spoken), heard)
        figures[name] = errors.rate
    return figures


def read_sample(folder: Path) -> Recording:
    """Return the sample film's sound, at its true times, and what is said in it."""
    truth = json.loads((folder / "welcome.de.json").read_text(encoding="utf-8"))
    command = [
        *(imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(folder / "welcome.de.mp4")),
        *("-af", "aresample=16000:async=1:first_pts=0", "-ac", "1", "-f", "s16le", "-"),
    ]
    content = subprocess.run(command, capture_output=True, check=True).stdout
    audio = np.frombuffer(content, "<i2").astype(np.float32) / 32768
    spoken = [
        Spoken(s["text"], s["start"], s["end"], [WordTime(w["word"], w["start"], w["end"]) for w in s["words"]])
        for s in truth["sentences"]
    ]
    return Recording(audio, truth["language"], spoken)


def _invented(model: WhisperModel) -> float:
    """Return how many words are heard in a minute of silence, noise and tones."""
    rng = random.Random(11)
    length = 20 * SAMPLE_RATE
    sounds = (
        np.zeros(length, np.float32),
        noise(length, rng) * np.float32(0.02),
        tones(20, rng) * np.float32(0.3),
    )
    return float(sum(len(words_of(_transcribe(model, sound)[0])) for sound in sounds))
