"""A tiny Whisper: its architecture to the letter, with positions that need no training.

Positions are sinusoids in encoder and decoder (the real ones are partly learnt), and the
embedding of a timestamp is computed from the sinusoid of its second, so that rare times are
as good as frequent ones.  Input is 80 log-mel bands, 100 frames a second.
"""

import math
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from layers import Layer, sinusoids

BANDS = 80
ENCODED = 1500
"""Encoded frames of a 30 s window, 50 a second."""
LONGEST_TEXT = 448
SUPERVISED_HEADS = 2
"""Heads of every decoder layer that are taught to look at the word being written."""

_TEXT_POSITION_SCALE = 0.3


@dataclass(frozen=True, slots=True)
class Shape:
    """How big the model is: its text pieces, all its tokens, and its layers."""

    text_size: int
    size: int
    heard_size: int
    width: int = 160
    heads: int = 5
    encoder_layers: int = 4
    decoder_layers: int = 2


class SpeechModel(nn.Module):
    """Encoder and decoder, and a head that names the piece being spoken in every frame.

    That head teaches the encoder in minutes; it is dropped when the model is converted.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        width, heads = shape.width, shape.heads
        self.stem = nn.Conv1d(BANDS, width, 3, padding=1)
        self.halve = nn.Conv1d(width, width, 3, stride=2, padding=1)
        self.encoder = nn.ModuleList(Layer(width, heads) for _ in range(shape.encoder_layers))
        self.encoder_norm = nn.LayerNorm(width)
        self.decoder = nn.ModuleList(Layer(width, heads, reads_memory=True) for _ in range(shape.decoder_layers))
        self.decoder_norm = nn.LayerNorm(width)
        times = ENCODED + 1
        self.embedding = nn.Parameter(torch.randn(shape.size - times, width) * 0.05)
        self.time_embedding = nn.Linear(width, width)
        nn.init.normal_(self.time_embedding.weight, std=0.15 / math.sqrt(width))
        nn.init.zeros_(self.time_embedding.bias)
        self.heard = nn.Linear(width, shape.heard_size)
        self.register_buffer("positions", sinusoids(ENCODED, width))
        self.register_buffer("text_positions", sinusoids(LONGEST_TEXT, width) * _TEXT_POSITION_SCALE)

    def table(self) -> Tensor:
        """Return the embedding of every token, timestamps last."""
        seconds = torch.cat([self.positions, self.positions[-1:]])
        return torch.cat([self.embedding, self.time_embedding(seconds)])

    def encode(self, mel: Tensor, offsets: Tensor | None = None) -> Tensor:
        """Return the encoded frames of (batch, bands, frames).

        `offsets` places each window later in its 30 s, in encoded frames.
        """
        x = F.gelu(self.stem(mel))
        x = F.gelu(self.halve(x)).transpose(1, 2)
        steps = torch.arange(x.shape[1])
        x = x + self.positions[steps if offsets is None else offsets[:, None] + steps]
        for layer in self.encoder:
            x, _ = layer(x)
        return self.encoder_norm(x)

    def decode(self, tokens: Tensor, memory: Tensor, *, weights: bool = False) -> tuple[Tensor, list[Tensor]]:
        """Return the hidden state after each token and, if asked, each layer's weights."""
        x = F.embedding(tokens, self.table()) + self.text_positions[: tokens.shape[1]]
        given = []
        for layer in self.decoder:
            x, looked = layer(x, memory, weights=weights)
            if looked is not None:
                given.append(looked)
        return self.decoder_norm(x), given

    def scores(self, hidden: Tensor) -> Tensor:
        """Return the scores of all tokens for hidden states."""
        return hidden @ self.table().t().to(hidden.dtype)


def save(model: SpeechModel, path: Path) -> None:
    """Write weights and shape; a reader never sees half a file."""
    part = path.with_suffix(".part")
    torch.save({"shape": asdict(model.shape), "weights": model.state_dict()}, part)
    part.rename(path)


def load(path: Path) -> SpeechModel:
    """Return a saved model."""
    content = torch.load(path, weights_only=True)
    model = SpeechModel(Shape(**content["shape"]))
    model.load_state_dict(content["weights"])
    return model
