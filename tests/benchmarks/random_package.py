"""An Argos package of real size with random weights: it says nothing, and that costs what real translations cost.

6 + 6 layers, 512 wide, 8 heads, 2048 inside, a joint vocabulary of nearly 32,000 pieces, int8: the shape of the
packages in the Argos index.  Random weights would never say that a sentence is over, and every translation would run to
the 256 tokens at which CTranslate2 gives up.  So the decoder's positions carry a clock: one of the 512 numbers is
nothing at first and large from position `TOKENS` on, and only the end of the sentence listens to it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from ctranslate2.specs import common_spec, model_spec, transformer_spec
from sentencepiece import SentencePieceProcessor, SentencePieceTrainer

LAYERS, WIDTH, HEADS, INSIDE, PIECES = 6, 512, 8, 2048, 32_000
LEARNED = 500
"""Pieces learned at most; the practice language has no more."""
TOKENS = 20
"""Length of every translation; the practice sentences have 14 or 15 pieces."""
END = 2
"""The number of the piece `</s>`, as sentencepiece gives it."""
CLOCK, STRIKE = WIDTH - 1, 100.0
SEED = 1


def make(root: Path, source: str, target: str, texts: Sequence[str]) -> Path:
    """Write the package as a folder, its pieces learned from `texts`, and return the folder."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    pieces = _pieces(root, texts)
    spec = transformer_spec.TransformerSpec.from_config((LAYERS, LAYERS), HEADS, pre_norm=True)
    _fill(spec, np.random.default_rng(SEED), len(pieces))
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = "<s>"
    spec.validate()
    spec.optimize(quantization="int8")
    (root / "model").mkdir()
    spec.save(str(root / "model"))
    metadata = {"from_code": source, "to_code": target, "type": "translate", "package_version": "1.0"}
    metadata |= {"from_name": source, "to_name": target, "argos_version": "1.5"}
    (root / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    return root


def _pieces(root: Path, texts: Sequence[str]) -> list[str]:
    """Learn pieces from the texts, and fill the vocabulary up with pieces that never occur in them."""
    corpus = root / "corpus.txt"
    corpus.write_text("\n".join(texts), encoding="utf-8")
    filling = [f"⟨{number}⟩" for number in range(PIECES - LEARNED)]
    SentencePieceTrainer.train(
        input=str(corpus),
        model_prefix=str(root / "sentencepiece"),
        vocab_size=PIECES,
        user_defined_symbols=filling,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    corpus.unlink()
    (root / "sentencepiece.vocab").unlink()
    processor = SentencePieceProcessor(model_file=str(root / "sentencepiece.model"))
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]


def _fill(spec: transformer_spec.TransformerSpec, rng: np.random.Generator, pieces: int) -> None:
    """Give every weight random values of the size that training begins with."""
    table = _random(rng, pieces, WIDTH)
    table[:, CLOCK] = 0
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = table
    out = _random(rng, pieces, WIDTH)  # not tied to the embeddings: else it would say its last piece for ever
    out[:, CLOCK] = 0
    out[END, CLOCK] = 1
    spec.decoder.projection.weight = out
    spec.decoder.position_encodings.encodings = _positions(rng)
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = True
        _fill_norm(side.layer_norm)
        for layer in side.layer:
            _fill_layer(layer, rng)


def _positions(rng: np.random.Generator) -> np.ndarray:
    positions = _random(rng, 512, WIDTH)
    positions[:, CLOCK] = 0
    positions[TOKENS:, CLOCK] = STRIKE
    return positions


def _fill_layer(layer: model_spec.LayerSpec, rng: np.random.Generator) -> None:
    _fill_linear(layer.ffn.linear_0, rng, INSIDE, WIDTH)
    _fill_linear(layer.ffn.linear_1, rng, WIDTH, INSIDE)
    _fill_norm(layer.ffn.layer_norm)
    heard = layer.self_attention
    _fill_linear(heard.linear[0], rng, 3 * WIDTH, WIDTH)
    _fill_linear(heard.linear[1], rng, WIDTH, WIDTH)
    _fill_norm(heard.layer_norm)
    if hasattr(layer, "attention"):
        for linear, size in zip(layer.attention.linear, (1, 2, 1), strict=True):
            _fill_linear(linear, rng, size * WIDTH, WIDTH)
        _fill_norm(layer.attention.layer_norm)


def _fill_linear(linear: common_spec.LinearSpec, rng: np.random.Generator, out: int, into: int) -> None:
    linear.weight, linear.bias = _random(rng, out, into), np.zeros(out, np.float32)


def _fill_norm(norm: common_spec.LayerNormSpec) -> None:
    norm.gamma, norm.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)


def _random(rng: np.random.Generator, rows: int, columns: int) -> np.ndarray:
    return rng.standard_normal((rows, columns), np.float32) * np.float32(columns**-0.5)
