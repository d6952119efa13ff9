"""A Whisper model of any shape that has learned nothing: it hears nothing, and that costs what hearing costs.

Its numbers are written in CTranslate2's int8 form right away, from one block that repeats: making even a wide model
takes a second, and no memory beyond its own size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.model.pack import Shape

HEAD = 64
"""Width of an attention head, in all of OpenAI's models."""

POSITIONS, TEXT_POSITIONS = 1500, 448
"""Places in a look of the encoder, and tokens that the decoder remembers."""

TIMESTAMPS = 1501
SPECIALS = (
    "<|endoftext|>",
    "<|startoftranscript|>",
    "<|en|>",
    "<|transcribe|>",
    "<|startofprev|>",
    "<|nospeech|>",
    "<|notimestamps|>",
)
HEADS_ALIGNED = 6
"""Heads of the last layer from which word times are taken; OpenAI's models have between 6 and 23."""

_BLOCK = 1_000_003  # numbers before they repeat: a prime, so that hardly two rows are alike
_SEED = 1


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of such a model: `text` of them can be said, then comes the end; `prompt` opens an answer."""

    text: int

    @property
    def end(self) -> int:
        """Return the token that ends an answer."""
        return self.text

    @property
    def prompt(self) -> list[int]:
        """Return what stands before an answer with timestamps: start, language, task."""
        return [self.text + 1, self.text + 2, self.text + 3]


def tokens(shape: Shape) -> Tokens:
    """Return the tokens of a model of this shape."""
    return Tokens(shape.vocabulary - len(SPECIALS) - TIMESTAMPS)


def write(shape: Shape, folder: Path) -> None:
    """Write `model.bin`, `config.json` and `vocabulary.json` into a folder that is there; `OSError` where it cannot."""
    from ctranslate2.specs import whisper_spec

    heads = shape.width // HEAD
    spec = whisper_spec.WhisperSpec(shape.encoder_layers, heads, shape.decoder_layers, heads)
    _Filling(shape.width).fill(spec, shape)
    said = tokens(shape)
    seconds = [f"<|{number * 0.02:.2f}|>" for number in range(TIMESTAMPS)]
    spec.register_vocabulary([*(f"t{number}" for number in range(said.text)), *SPECIALS, *seconds])
    spec.config.suppress_ids = spec.config.suppress_ids_begin = [said.end]
    spec.config.lang_ids = [said.prompt[1]]
    spec.config.alignment_heads = [(shape.decoder_layers - 1, head) for head in range(min(heads, HEADS_ALIGNED))]
    spec.validate()
    for part in ("weight", "weight_scale"):  # in Whisper what is said is chosen from the table that it is read by
        setattr(spec.decoder.projection, part, f"decoder/embeddings/{part}")
    spec.save(str(folder))


class _Filling:
    """Fills a specification of one width with numbers of the size that training begins with."""

    def __init__(self, width: int) -> None:
        import numpy as np

        random = np.random.default_rng(_SEED)
        self._np = np
        self._width = width
        self._whole = random.integers(-127, 128, _BLOCK, dtype=np.int8)
        self._small = random.standard_normal(_BLOCK, np.float32) * np.float32(0.02)

    def fill(self, spec: Any, shape: Shape) -> None:
        encoder, decoder = spec.encoder, spec.decoder
        self._fill_convolution(encoder.conv1, shape.bands)
        self._fill_convolution(encoder.conv2, self._width)
        encoder.position_encodings.encodings = self._floats(POSITIONS, self._width)
        decoder.position_encodings.encodings = self._floats(TEXT_POSITIONS, self._width)
        self._fill_table(decoder.embeddings, shape.vocabulary)
        decoder.projection.weight = self._floats(1, 1)  # until the specification was looked at
        decoder.scale_embeddings = False
        for side in (encoder, decoder):
            self._fill_norm(side.layer_norm)
            for layer in side.layer:
                self._fill_layer(layer)

    def _fill_layer(self, layer: Any) -> None:
        width = self._width
        self._fill_linear(layer.ffn.linear_0, 4 * width, width)
        self._fill_linear(layer.ffn.linear_1, width, 4 * width)
        self._fill_norm(layer.ffn.layer_norm)
        self._fill_attention(layer.self_attention, (3, 1))
        if hasattr(layer, "attention"):
            self._fill_attention(layer.attention, (1, 2, 1))

    def _fill_attention(self, attention: Any, parts: Sequence[int]) -> None:
        for linear, size in zip(attention.linear, parts, strict=True):
            self._fill_linear(linear, size * self._width, self._width)
        self._fill_norm(attention.layer_norm)

    def _fill_linear(self, linear: Any, rows: int, columns: int) -> None:
        self._fill_table(linear, rows, columns)
        linear.bias = self._np.zeros(rows, self._np.float32)

    def _fill_table(self, table: Any, rows: int, columns: int = 0) -> None:
        columns = columns or self._width
        table.weight = self._np.resize(self._whole, (rows, columns))
        table.weight_scale = self._np.full(rows, 127 * columns**0.5, self._np.float32)

    def _fill_convolution(self, convolution: Any, channels: int) -> None:
        convolution.weight = self._floats(self._width, channels, 3)
        convolution.bias = self._np.zeros(self._width, self._np.float32)

    def _fill_norm(self, norm: Any) -> None:
        norm.gamma = self._np.ones(self._width, self._np.float32)
        norm.beta = self._np.zeros(self._width, self._np.float32)

    def _floats(self, *shape: int) -> Any:
        return self._np.resize(self._small, shape)
