"""Whisper by faster-whisper and CTranslate2; the only place that imports them.

It hears our own windows only (see `windows`): one call would take gigabytes for a long film, and its own voice
detection moves words.  Nothing here can reach the network: every file is looked for before loading.
"""

from __future__ import annotations

import hashlib
import logging
import os
import threading
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from studio.errors import PackError
from studio.model.media import SAMPLE_RATE
from studio.model.speech import Guess, Run, Segment, Span, Word
from studio.speech import model_folder as folders
from studio.speech import windows

if TYPE_CHECKING:
    from typing import Any

_log = logging.getLogger(__name__)

BEAM = 5
"""Hypotheses followed at once: Whisper's own choice."""

TEMPERATURES = (0.0, 0.2, 0.4)
"""First certain, then twice a little adventurous where the result looks bad; the full ladder costs minutes a window."""

SEED = 1
"""Temperatures above 0 draw lots: always the same ones."""

COMPRESSION, LOG_PROBABILITY = 2.4, -1.0
"""From here on a result looks bad (Radford et al. 2022, section 4.5)."""

NAME_TOKENS = 200
"""Tokens for names and prompt together: of 448 that Whisper remembers, 30 s of quick speech need about 200."""

MOST_THREADS = 4
"""More are no quicker: measured."""

CODES = {"fil": "tl", "jv": "jw", "nb": "no"}
"""Languages that Whisper knows under an older or wider tag."""

UNSPACED = frozenset({"zh", "yue", "ja", "th", "lo", "my"})
"""Languages written without spaces: a piece without a leading space is a word of its own."""


def open(model_folder: Path, *, device: str = "auto", threads: int | None = None) -> Whisper:
    """Load the model in `model_folder`, on a graphics card where CTranslate2 sees one, else on the processor.

    Raises `PackError` naming what is missing or damaged.
    """
    folders.check(model_folder)
    os.environ["HF_HUB_OFFLINE"] = "1"  # read when the hub's library is imported
    _keep_locks_local()
    threads = threads or (1 if folders.is_practice(model_folder) else usual_threads())
    if _device(device) == "cuda":
        try:
            return _loaded(model_folder, "cuda", threads)
        except PackError as error:
            if device != "auto":
                raise
            _log.warning("The graphics card cannot be used: %s", error.details)
    return _loaded(model_folder, "cpu", threads)


def usual_threads() -> int:
    """Return how many threads a real model has on this computer."""
    return min(_cores(), MOST_THREADS)


def usual_device() -> str:
    """Return "cuda" where CTranslate2 sees a graphics card, else "cpu"."""
    return _device("auto")


def compute_type(device: str) -> str:
    """Return the kind of numbers that a model is reckoned with there."""
    return "int8_float16" if device == "cuda" else "int8"


def _loaded(folder: Path, device: str, threads: int) -> Whisper:
    """Load the model and let it hear a little silence: libraries of a graphics card are missed only at first use."""
    import faster_whisper

    with folders.load_errors(folder):
        model = faster_whisper.WhisperModel(
            str(folder),
            device=device,
            compute_type=compute_type(device),
            cpu_threads=threads,
            local_files_only=True,
        )
    folders.check_bands(folder, int(model.model.n_mels), len(model.feature_extractor.mel_filters))
    with folders.load_errors(folder):
        model.encode(model.feature_extractor(_floats(bytes(SAMPLE_RATE)))[:, :3000])
    return Whisper(folder, model, device, threads)


def _keep_locks_local() -> None:
    """Give tqdm, which faster-whisper uses even where it shows nothing, a lock that leaves nothing behind.

    Its own is a semaphore of the system, which a worker that is killed leaks.
    """
    from tqdm import tqdm  # type: ignore[import-untyped]

    tqdm.set_lock(threading.RLock())


class Whisper:
    """A loaded model."""

    def __init__(self, folder: Path, model: Any, device: str, threads: int) -> None:
        self._folder = folder
        self._model = model
        self._device = device
        self._threads = threads

    @cached_property
    def languages(self) -> Sequence[str]:
        """Return the tags it was trained for."""
        codes = folders.languages(self._folder) or self._model.supported_languages
        return [*codes, *(tag for tag, code in CODES.items() if code in codes)]

    @property
    def field(self) -> int:
        """Return the milliseconds that one look of its encoder covers."""
        return windows.LONGEST

    def recognise(
        self, samples: bytes, start_ms: int, language: str, hotwords: Sequence[str] = (), prompt: str | None = None
    ) -> list[Segment]:
        """Return what is said in `samples` (int16, 16 kHz, at most 30 s), word times on the file's clock."""
        import ctranslate2

        ctranslate2.set_random_seed(SEED)
        names, before = self._bounded(hotwords, prompt)
        found, _info = self._model.transcribe(
            _floats(samples),
            language=_code(language),
            beam_size=BEAM,
            temperature=TEMPERATURES,
            compression_ratio_threshold=COMPRESSION,
            log_prob_threshold=LOG_PROBABILITY,
            no_speech_threshold=None,  # would delete silently; our guards flag
            condition_on_previous_text=False,
            vad_filter=False,
            word_timestamps=True,
            hotwords=names,
            initial_prompt=before,
        )
        window = Span(start_ms, start_ms + len(samples) // 2 * 1000 // SAMPLE_RATE)
        return _segments(found, window, language)

    def guess_language(self, samples: bytes) -> Guess:
        """Return the likeliest language of `samples`."""
        return self.guesses(samples)[0]

    def guesses(self, samples: bytes) -> list[Guess]:
        """Return all languages it knows with their probabilities for `samples`, the likeliest first."""
        if not self._model.model.is_multilingual:
            return [Guess("en", 1.0)]
        _best, _probability, everything = self._model.detect_language(_floats(samples))
        ranked = sorted(everything, key=lambda pair: -pair[1])
        return [Guess(tag, min(1.0, float(probability))) for tag, probability in ranked if tag in self.languages]

    def run(self, language: str) -> Run:
        """Return how it recognises, for the record."""
        settings = {
            "sha256": self._digest,
            "device": self._device,
            "type": str(self._model.model.compute_type),
            "threads": str(self._threads),
            "beam": str(BEAM),
            "temperatures": " ".join(map(str, TEMPERATURES)),
            "seed": str(SEED),
        }
        practice = folders.is_practice(self._folder)
        return Run("whisper", self._folder.name, language, practice, tuple(settings.items()))

    @cached_property
    def _digest(self) -> str:
        with (self._folder / "model.bin").open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def _bounded(self, names: Sequence[str], prompt: str | None) -> tuple[str | None, str | None]:
        """Return names and prompt for the model, cut so that both together leave room for the answer."""
        left = NAME_TOKENS
        kept: list[str] = []
        for name in names:
            left -= self._tokens(f" {name},")
            if left < 0:
                break
            kept.append(name)
        words = (prompt or "").split()
        while words and self._tokens(" " + " ".join(words)) > left:
            words.pop(0)  # what was said last matters most
        return ", ".join(kept) or None, " ".join(words) or None

    def _tokens(self, text: str) -> int:
        return len(self._model.hf_tokenizer.encode(text, add_special_tokens=False).ids)


def _code(language: str) -> str:
    """Return what Whisper calls the language of a tag; it knows no regions: "de" of "de-AT"."""
    base = language.partition("-")[0]
    return CODES.get(base, base)


def _device(wanted: str) -> str:
    import ctranslate2

    if wanted != "auto":
        return wanted
    return "cuda" if ctranslate2.get_cuda_device_count() else "cpu"


def _cores() -> int:
    """Return the number of physical cores this process may use, as well as it can be known."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(allowed, _physical() or (allowed + 1) // 2))


def _physical() -> int | None:
    """Return the number of physical cores where Linux tells it."""
    pairs = set()
    for cpu in Path("/sys/devices/system/cpu").glob("cpu[0-9]*"):
        try:
            pairs.add((cpu / "topology" / "thread_siblings_list").read_text())
        except OSError:
            return None
    return len(pairs) or None


def _floats(samples: bytes) -> Any:
    import numpy as np

    return np.frombuffer(samples, dtype="<i2").astype(np.float32) / 32768


def _segments(found: Iterable[Any], window: Span, language: str) -> list[Segment]:
    segments = []
    end = window.start
    for segment in found:
        words = _words(segment.words or (), window, end, language)
        if words:
            end = words[-1].end
            segments.append(Segment(tuple(words), language, float(segment.avg_logprob)))
    return segments


def _words(found: Iterable[Any], window: Span, after: int, language: str) -> list[Word]:
    """Return clean words: no spaces around, pieces put together, times ascending and inside the window."""
    words: list[Word] = []
    for raw in _joined(found, language):
        start = max(after, min(window.end, window.start + round(raw.start * 1000)))
        end = max(start, min(window.end, window.start + round(raw.end * 1000)))
        words.append(Word(raw.text, start, end, min(1.0, max(0.0, raw.probability))))
        after = end
    return words


class _Piece:
    """A word as faster-whisper gives it: a text with its leading space, seconds, probability."""

    def __init__(self, raw: Any) -> None:
        self.text = " ".join(raw.word.split())
        self.glued = not raw.word.startswith(" ")
        self.start = float(raw.start)
        self.end = float(raw.end)
        self.probability = float(raw.probability)

    def add(self, other: _Piece, space: str) -> None:
        self.text = f"{self.text}{space}{other.text}"
        self.end = max(self.end, other.end)
        self.probability = min(self.probability, other.probability)


def _joined(found: Iterable[Any], language: str) -> list[_Piece]:
    """Put pieces together: those without a space before them ("50" after "3."), and lone opening signs."""
    pieces: list[_Piece] = []
    for raw in found:
        piece = _Piece(raw)
        if not piece.text:
            continue
        lone = bool(pieces) and not any(map(str.isalnum, pieces[-1].text))
        if pieces and (lone or (piece.glued and _code(language) not in UNSPACED)):
            pieces[-1].add(piece, "" if piece.glued else " ")
        else:
            pieces.append(piece)
    return pieces
