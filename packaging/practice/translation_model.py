"""A tiny encoder-decoder for translation, in the arithmetic of CTranslate2's Transformer."""

import math
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from layers import Layer, sinusoids

UNKNOWN, START, END = 0, 1, 2
LONGEST = 512


@dataclass(frozen=True, slots=True)
class Shape:
    """How big the model is."""

    pieces: int
    width: int = 128
    heads: int = 4
    layers: int = 2


class TranslationModel(nn.Module):
    """Encoder and decoder over one vocabulary of pieces, embeddings and output tied."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Parameter(torch.randn(shape.pieces, shape.width) * shape.width**-0.5)
        self.register_buffer("positions", sinusoids(LONGEST, shape.width))
        self.encoder = nn.ModuleList(Layer(shape.width, shape.heads) for _ in range(shape.layers))
        self.encoder_norm = nn.LayerNorm(shape.width)
        self.decoder = nn.ModuleList(Layer(shape.width, shape.heads, reads_memory=True) for _ in range(shape.layers))
        self.decoder_norm = nn.LayerNorm(shape.width)

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        """Return the scores of the next piece after each piece of the target."""
        memory = self._embed(source)
        for layer in self.encoder:
            memory, _ = layer(memory)
        memory = self.encoder_norm(memory)
        x = self._embed(target)
        for layer in self.decoder:
            x, _ = layer(x, memory)
        return self.decoder_norm(x) @ self.embedding.t()

    def _embed(self, pieces: Tensor) -> Tensor:
        scaled = F.embedding(pieces, self.embedding) * math.sqrt(self.shape.width)
        return scaled + self.positions[: pieces.shape[1]]


def save(model: TranslationModel, path: Path) -> None:
    """Write the weights and the shape."""
    torch.save({"shape": asdict(model.shape), "weights": model.state_dict()}, path)


def load(path: Path) -> TranslationModel:
    """Return a saved model."""
    content = torch.load(path, weights_only=True)
    model = TranslationModel(Shape(**content["shape"]))
    model.load_state_dict(content["weights"])
    return model
