"""Argos packages: which there are, and translating with them.

The only place that imports argostranslate's tokenizers, sentencepiece and CTranslate2.  Of argostranslate only
`tokenizer` is used: `translate` and `sbd` need torch, and `package` makes folders in the user's home.  The settings
of the search are argostranslate's own (`apply_packaged_translation`), so the best translations are the same; its
batches of 32 tokens are not, which is where the time goes.
"""

from __future__ import annotations

import contextlib
import functools
import logging
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from studio import paths
from studio.errors import PackError
from studio.i18n import _
from studio.model.translation import Package
from studio.text import sentence
from studio.translation import archive
from studio.translation.archive import unpacked
from studio.translation.engine import OnDone, ignore

if TYPE_CHECKING:
    import ctranslate2

__all__ = ["Argos", "packages", "unpacked"]

ALIASES: Mapping[str, str] = {"zt": "zh-Hant", "pb": "pt-BR"}
"""Codes of the Argos index that are no language tags."""

_BEAM = 4
_LENGTH_PENALTY = 0.2
_BATCH_TOKENS = 2048  # padding included
_BATCH_TOKENS_SMALL = 512  # a fifth faster with a practice model (measured): its batches then stay in the cache
_TEXT_TOKENS = 160  # longer texts are cut: CTranslate2 ends a translation at 256 tokens without a word
_POLL = 0.001  # seconds between looks whether a batch is finished; one of a practice model takes 10 to 30 ms
_WAIT = 0.1  # seconds between words to the caller, who may cancel
_SMALL_MODEL = 8 << 20  # bytes; more than one thread is slower on a practice model
_MAX_THREADS = 4

_TOKENIZERS = ("sentencepiece.model", "bpe.model")

_log = logging.getLogger(__name__)


class _Tokenizer(Protocol):
    def encode(self, sentence: str) -> list[str]: ...

    def decode(self, tokens: list[str]) -> str: ...


def packages(folders: Sequence[Path], is_usable: Callable[[Path], bool] = lambda path: True) -> list[Package]:
    """Return the packages in `folders`, unpacked or as archives, sorted by direction.

    Of two versions of one direction the newest is listed, of equal ones the first found.  Anything that is no
    package is passed over, and so is what `is_usable` says no to.
    """
    newest: dict[tuple[str, str, bool], Package] = {}
    for folder in folders:
        for path in _entries(folder):
            package = _package(path)
            if package is None or not is_usable(path):
                continue
            key = (package.source, package.target, package.practice)
            if key not in newest or _version(package) > _version(newest[key]):
                newest[key] = package
    return [newest[key] for key in sorted(newest)]


class Argos:
    """One opened package; an archive is unpacked for the moment of loading only."""

    def __init__(self, package: Package) -> None:
        path = Path(package.folder)
        if path.is_dir():
            self._load(path, package)
        else:
            with tempfile.TemporaryDirectory(prefix="souffleur-") as scratch:
                self._load(archive.extract(path, Path(scratch)), package)

    def translate(self, texts: Sequence[str], hypotheses: int = 1, on_done: OnDone = ignore) -> list[list[str]]:
        """Return up to `hypotheses` (at most the beam, 4) translations of each text, the best first.

        All texts are batched together, sorted by length; `on_done` hears of it while a batch is running, too.
        """
        pieces = [self._pieces(text) for text in texts]
        flat = [piece for group in pieces for piece in group]
        answers: list[list[str]] = [[""] for _ in flat]
        finished = 0
        for batch in _batches([len(piece) for piece in flat], self._batch_tokens):
            on_wait = functools.partial(on_done, finished * len(texts) // len(flat))
            found = self._search([flat[index] for index in batch], hypotheses, on_wait)
            for index, answer in zip(batch, found, strict=True):
                answers[index] = answer
            finished += len(batch)
        on_done(len(texts))
        remaining = iter(answers)
        return [_joined([next(remaining) for _ in group]) for group in pieces]

    def _load(self, folder: Path, package: Package) -> None:
        _check_files(folder, package)
        is_small = (folder / "model" / "model.bin").stat().st_size < _SMALL_MODEL
        self._batch_tokens = _BATCH_TOKENS_SMALL if is_small else _BATCH_TOKENS
        threads = 1 if is_small else min(_physical_cores(), _MAX_THREADS)
        with _naming(package, "model"):
            self._translator = _open_model(folder / "model", threads)
        with _naming(package, next(name for name in _TOKENIZERS if (folder / name).is_file())):
            self._tokenizer = _open_tokenizer(folder, package)
        self._prefix = str(archive.metadata(folder).get("target_prefix") or "")

    def _pieces(self, text: str) -> list[list[str]]:
        """Return the tokens of a text, cut in as many pieces as the model can take without losing the end."""
        if not text.strip():
            return []
        tokens = self._tokenizer.encode(text)
        if len(tokens) <= _TEXT_TOKENS:
            return [tokens]
        cut = sentence.middle(text)
        if cut >= len(text):  # one endless word; more tokens than a model has places for are an error
            return [tokens[start : start + _TEXT_TOKENS] for start in range(0, len(tokens), _TEXT_TOKENS)]
        return self._pieces(text[:cut]) + self._pieces(text[cut:])

    def _search(self, sources: Sequence[list[str]], hypotheses: int, on_wait: Callable[[], None]) -> list[list[str]]:
        """Translate one batch, and call `on_wait` meanwhile: the search itself cannot be interrupted."""
        waiting = self._translator.translate_batch(
            list(sources),
            target_prefix=[[self._prefix]] * len(sources) if self._prefix else None,
            replace_unknowns=True,
            beam_size=_BEAM,
            num_hypotheses=min(hypotheses, _BEAM),
            length_penalty=_LENGTH_PENALTY,
            asynchronous=True,
        )
        while not waiting[-1].done():
            on_wait()
            _wait(waiting[-1])
        said = [result.result().hypotheses for result in waiting]
        return [self._decoded(hypotheses, source) for source, hypotheses in zip(sources, said, strict=True)]

    def _decoded(self, hypotheses: Sequence[list[str]], source: Sequence[str]) -> list[str]:
        keeps = any("_" in token for token in source)
        return [self._decode(tokens, keeps=keeps) for tokens in hypotheses]

    def _decode(self, tokens: list[str], *, keeps: bool) -> str:
        """Return the text of some tokens; `keeps` its underscores, as one whose source has any."""
        if self._prefix and tokens[:1] == [self._prefix]:
            tokens = tokens[1:]
        text = self._tokenizer.decode(tokens)
        # Some packages write "_" for a space; where the source has one it belongs to an address.
        return (text if keeps else text.replace("_", " ")).strip()


class _SentencePiece:
    """argostranslate's tokenizer, whose decoding turns every "_" into a space."""

    def __init__(self, model: Path) -> None:
        from argostranslate.tokenizer import SentencePieceTokenizer

        tokenizer = SentencePieceTokenizer(model)
        self.encode: Callable[[str], list[str]] = tokenizer.encode
        self._processor = tokenizer.lazy_processor()

    def decode(self, tokens: list[str]) -> str:
        return str(self._processor.decode_pieces(tokens)).replace("▁", " ")


def _check_files(folder: Path, package: Package) -> None:
    """Raise a `PackError` that names the file a package lacks."""
    lacking = ""
    if not (folder / "model" / "model.bin").is_file():
        lacking = "model/model.bin"
    elif not any((folder / name).is_file() for name in _TOKENIZERS):
        lacking = _(" or ").join(_TOKENIZERS)
    if lacking:
        raise PackError(
            _("The translation package “{name}” lacks {file}.").format(name=package.name, file=lacking),
            hint=_("Fetch the package again, or ask for a new copy."),
            details=str(folder),
        )


@contextlib.contextmanager
def _naming(package: Package, name: str) -> Iterator[None]:
    """Turn whatever the libraries raise on a damaged file into a `PackError` that names it."""
    try:
        yield
    except (RuntimeError, OSError, ValueError, SystemExit) as error:  # argostranslate's BPE reader exits
        raise PackError(
            _("The translation package “{name}” is damaged: its {file} cannot be used.").format(
                name=package.name, file=name
            ),
            hint=_("Fetch the package again, or ask for a new copy."),
            details=str(error),
        ) from error


def _open_model(folder: Path, threads: int) -> ctranslate2.Translator:
    import ctranslate2

    return ctranslate2.Translator(str(folder), device="cpu", compute_type="auto", intra_threads=threads)


def _open_tokenizer(folder: Path, package: Package) -> _Tokenizer:
    if (folder / "sentencepiece.model").is_file():
        return _SentencePiece(folder / "sentencepiece.model")
    from argostranslate.tokenizer import BPETokenizer

    tokenizer: _Tokenizer = BPETokenizer(folder / "bpe.model", package.source, package.target)
    tokenizer.encode(".")  # it loads at the first use, and then only shows that it is damaged
    return tokenizer


def _physical_cores() -> int:
    """Return the number of cores, without the second threads of each where the system tells them apart."""
    siblings = {
        file.read_text("ascii").strip()
        for file in Path("/sys/devices/system/cpu").glob("cpu[0-9]*/topology/thread_siblings_list")
    }
    physical = len(siblings) or max(1, (os.cpu_count() or 2) // 2)
    return min(physical, _usable_cores())


def _usable_cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux knows which cores a process may use
        return os.cpu_count() or 1


def _wait(result: ctranslate2.AsyncTranslationResult) -> None:
    """Return when the result is there or it is time to say a word, whichever comes first."""
    until = time.monotonic() + _WAIT
    while not result.done() and time.monotonic() < until:
        time.sleep(_POLL)


def _batches(lengths: Sequence[int], limit: int) -> Iterator[list[int]]:
    """Yield the indices of texts that go together: the longest first, each batch bounded with its padding.

    The longest first shows at once whether the memory suffices.
    """
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda index: (-lengths[index], index)):
        if batch and (len(batch) + 1) * lengths[batch[0]] > limit:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _joined(pieces: Sequence[Sequence[str]]) -> list[str]:
    """Return the hypotheses of a text from those of its pieces; one without pieces is empty."""
    if not pieces:
        return [""]
    return [" ".join(texts) for texts in zip(*pieces, strict=False)]


def _entries(folder: Path) -> list[Path]:
    """Return what lies in a folder; nothing when it is missing or may not be read."""
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        _log.info("%s cannot be searched for packages: %s", folder, error)
        return []


def _package(path: Path) -> Package | None:
    """Return what a folder or archive says about itself, or None when it is no translation package."""
    if not path.is_dir() and path.suffix != archive.SUFFIX:
        return None
    try:
        metadata = archive.metadata(path)
    except PackError as error:
        _log.info("%s is no usable translation package: %s", path, error.details)
        return None
    source, target = (_tag(metadata.get(key)) for key in ("from_code", "to_code"))
    if not source or not target or metadata.get("type", "translate") != "translate":
        return None
    names = (str(metadata.get(key) or tag) for key, tag in (("from_name", source), ("to_name", target)))
    version = str(metadata.get("package_version") or "")
    practice = bool(metadata.get("practice")) or path.resolve().parent == paths.practice().resolve()
    return Package(source, target, " → ".join(names), version, str(path), practice)


def _tag(code: object) -> str:
    return ALIASES.get(code, code) if isinstance(code, str) else ""


def _version(package: Package) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", package.version))
