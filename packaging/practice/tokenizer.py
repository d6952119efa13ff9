"""The tokenizer of the practice speech model, laid out as Whisper's.

Order of the vocabulary: text pieces, the empty piece (by which CTranslate2 recognises a
multilingual model), the special tokens, the timestamps.  Nearly every word of the practice
language is one piece.
"""

import json
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

import grammar

_CODES = """
    en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur hr bg lt la mi ml
    cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am
    yi lo uz fo ht ps tk nn mt sa lb my bo tl mg as tt haw ln ha ba jw su
"""
WHISPER_LANGUAGES = _CODES.split()
TIMESTAMPS = 1501
SECONDS_PER_STEP = 0.02

_EMPTY = "<|empty|>"
_MOST_PIECES = 4000
_PUNCTUATION = frozenset(".,?")
_UNSPOKEN = " - ' ♩ ♪ ♫ ♬ ♭ ♮ ♯ ♪♪"
"""faster-whisper suppresses the first piece of each of these with a space before it.  Unless
they are pieces of their own, it would suppress the bare space."""


def build(path: Path) -> None:
    """Write a `tokenizer.json` learnt from the practice language."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=_MOST_PIECES,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        min_frequency=20,
        show_progress=False,
    )
    sentences = grammar.training(40_000, seed=5)
    corpus = [" " + text for sentence in sentences for text in sentence]
    tokenizer.train_from_iterator(corpus + [_UNSPOKEN] * 200_000, trainer)
    path.write_text(json.dumps(_with_specials(json.loads(tokenizer.to_str()))), encoding="utf-8")


def _with_specials(content: dict) -> dict:
    vocabulary = content["model"]["vocab"]
    empty = len(vocabulary)
    vocabulary[_EMPTY] = empty
    specials = _special_tokens()
    content["added_tokens"] = [
        {
            "id": empty + 1 + index,
            "content": token,
            "single_word": False,
            "lstrip": False,
            "rstrip": False,
            "normalized": False,
            "special": index < len(specials) - TIMESTAMPS,
        }
        for index, token in enumerate(specials)
    ]
    return content


def _special_tokens() -> list[str]:
    tasks = ("translate", "transcribe", "startoflm", "startofprev", "nospeech", "notimestamps")
    names = ("endoftext", "startoftranscript", *WHISPER_LANGUAGES, *tasks)
    times = (f"{step * SECONDS_PER_STEP:.2f}" for step in range(TIMESTAMPS))
    return [f"<|{name}|>" for name in (*names, *times)]


class Pieces:
    """A loaded tokenizer, with the numbers the trainer needs."""

    def __init__(self, path: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(path))
        self.size = self.tokenizer.get_vocab_size()
        self.text_size = self._id(_EMPTY)
        self.end = self._id("<|endoftext|>")
        self.start = self._id("<|startoftranscript|>")
        self.transcribe = self._id("<|transcribe|>")
        self.previous = self._id("<|startofprev|>")
        self.no_speech = self._id("<|nospeech|>")
        self.no_timestamps = self._id("<|notimestamps|>")
        self.first_time = self._id("<|0.00|>")
        self.languages = {code: self._id(f"<|{code}|>") for code in grammar.LANGUAGES}
        self._words: dict[str, list[int]] = {}

    def of_word(self, word: str) -> list[int]:
        """Return the pieces of a word with the space before it."""
        if word not in self._words:
            self._words[word] = self.tokenizer.encode(" " + word, add_special_tokens=False).ids
        return self._words[word]

    def of_text(self, text: str) -> list[int]:
        """Return the pieces of a text."""
        return [piece for word in text.split() for piece in self.of_word(word)]

    def time(self, seconds: float) -> int:
        """Return the timestamp nearest to these seconds of a window."""
        step = round(seconds / SECONDS_PER_STEP)
        return self.first_time + max(0, min(TIMESTAMPS - 1, step))

    def is_punctuation(self, piece: int) -> bool:
        """Say whether the piece is a mark that is not heard."""
        return self.tokenizer.id_to_token(piece) in _PUNCTUATION

    def length(self, piece: int) -> int:
        """Return how many bytes the piece stands for."""
        return len(self.tokenizer.id_to_token(piece))

    def text(self, pieces: list[int]) -> str:
        """Return the text of the pieces, without specials and timestamps."""
        return self.tokenizer.decode([p for p in pieces if p < self.text_size]).strip()

    def _id(self, token: str) -> int:
        return self.tokenizer.token_to_id(token)


if __name__ == "__main__":
    import sys

    build(Path(sys.argv[1]))
