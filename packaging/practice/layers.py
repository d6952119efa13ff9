"""Transformer layers shared by the speech and the translation model.

Pre-norm, GELU, keys without a bias: the arithmetic of Whisper, which CTranslate2 runs.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class Attention(nn.Module):
    """Multi-head attention, over the input itself or over a memory."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width, bias=False)
        self.value = nn.Linear(width, width)
        self.out = nn.Linear(width, width)

    def forward(
        self, x: Tensor, memory: Tensor | None = None, *, causal: bool = False, weights: bool = False
    ) -> tuple[Tensor, Tensor | None]:
        """Return the mixed values and, if asked, the weights (batch, heads, here, there)."""
        source = x if memory is None else memory
        query, key, value = map(self._split, (self.query(x), self.key(source), self.value(source)))
        if causal:
            return self._join(F.scaled_dot_product_attention(query, key, value, is_causal=True)), None
        # Spelled out: on a CPU, torch's own kernel takes twice as long backwards.
        scores = (query / math.sqrt(query.shape[-1])) @ key.transpose(-1, -2)
        given = scores.softmax(-1, dtype=torch.float32 if weights else scores.dtype)
        return self._join(given.to(value.dtype) @ value), given if weights else None

    def _join(self, x: Tensor) -> Tensor:
        return self.out(x.transpose(1, 2).flatten(2))

    def _split(self, x: Tensor) -> Tensor:
        batch, length, width = x.shape
        return x.view(batch, length, self.heads, width // self.heads).transpose(1, 2)


class Layer(nn.Module):
    """One encoder layer, or with `reads_memory` one decoder layer."""

    def __init__(self, width: int, heads: int, *, reads_memory: bool = False) -> None:
        super().__init__()
        self.attention_norm = nn.LayerNorm(width)
        self.attention = Attention(width, heads)
        if reads_memory:
            self.memory_norm = nn.LayerNorm(width)
            self.memory_attention = Attention(width, heads)
        self.feed_norm = nn.LayerNorm(width)
        self.widen = nn.Linear(width, 4 * width)
        self.narrow = nn.Linear(4 * width, width)

    def forward(
        self, x: Tensor, memory: Tensor | None = None, *, weights: bool = False
    ) -> tuple[Tensor, Tensor | None]:
        """Return the layer's output and, if asked, its weights over the memory."""
        x = x + self.attention(self.attention_norm(x), causal=memory is not None)[0]
        given = None
        if memory is not None:
            read, given = self.memory_attention(self.memory_norm(x), memory, weights=weights)
            x = x + read
        return x + self.narrow(F.gelu(self.widen(self.feed_norm(x)))), given


def sinusoids(length: int, width: int) -> Tensor:
    """Return Whisper's position encodings (length, width): all sines, then all cosines."""
    step = math.log(10_000) / (width // 2 - 1)
    frequencies = torch.exp(-step * torch.arange(width // 2))
    angles = torch.arange(length)[:, None] * frequencies[None]
    return torch.cat([angles.sin(), angles.cos()], 1)


def size_of(model: nn.Module) -> int:
    """Return how many parameters the model has."""
    return sum(parameter.numel() for parameter in model.parameters())
