"""Train the tiny speech model from nothing: short windows first, then 30 s windows.

    python train_speech.py WORK_FOLDER MINUTES [again]

With `again`, a trained model goes through the last part of the schedule once more.

Three losses: the next token; the mass of supervised attention inside the true time of each
word; and, in every frame, which piece is being spoken.  The last is the honest progress meter.
"""

import math
import sys
import time
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional as F

from layers import size_of
from speech_batches import IGNORED, Batch, Batches, read
from speech_model import SUPERVISED_HEADS, Shape, SpeechModel, load, save
from tokenizer import Pieces

SHORT_BATCH, LONG_BATCH = 32, 8
PEAK_RATE = 1.5e-3
WARM_UP = 200
HOLD = 0.45
"""Share of the time at the peak rate; then it falls along a cosine."""
LONG_SHARES = ((0.36, 0.0), (0.6, 0.5), (1.01, 0.85))
"""Until which share of the time, which share of the batches is long."""
AGAIN_FROM = 0.75
"""From which share of the schedule a trained model goes on."""
SMOOTHING = 0.02
ATTENTION_WEIGHT = 0.3
HEARD_FRAMES = 6000
"""Frames per batch, drawn at random, in which the piece being spoken is asked for."""
SECONDS_PER_CHECKPOINT = 180


class Losses(NamedTuple):
    """The three losses of one batch."""

    tokens: Tensor
    attention: Tensor
    heard: Tensor

    def total(self) -> Tensor:
        """Return what is minimised."""
        return self.tokens + ATTENTION_WEIGHT * self.attention + self.heard


def train(work: Path, minutes: float, *, again: bool = False) -> None:
    """Write `speech.pt`, every few minutes and at the end."""
    path, seed = work / "speech.pt", 2 if again else 1
    torch.manual_seed(seed)
    pieces = Pieces(work / "tokenizer.json")
    batches = Batches(read(work / "speech"), pieces, seed)
    shape = Shape(pieces.text_size, pieces.size, heard_size=len(batches.heard) + 1)
    model = load(path) if again else SpeechModel(shape)
    print(f"{size_of(model):,} parameters", flush=True)
    clock = Clock(minutes, AGAIN_FROM if again else 0.0)
    _fit(model, batches, clock, path)


class Clock:
    """How much of the schedule is done, by the time that has passed."""

    def __init__(self, minutes: float, start: float) -> None:
        self._seconds, self._start = 60 * minutes, start
        self._began = time.monotonic()

    def done(self) -> float:
        """Return the share of the schedule that is done; from 1 on, it is over."""
        passed = (time.monotonic() - self._began) / self._seconds
        return self._start + (1 - self._start) * passed


def _fit(model: SpeechModel, batches: Batches, clock: Clock, path: Path) -> None:
    optimizer = torch.optim.AdamW(model.parameters(), PEAK_RATE, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    saved = time.monotonic()
    step, seen = 0, []
    while (done := clock.done()) < 1:
        for group in optimizer.param_groups:
            group["lr"] = PEAK_RATE * _schedule(step, done)
        is_long = batches.rng.random() < next(share for end, share in LONG_SHARES if done < end)
        batch = batches.long(LONG_BATCH) if is_long else batches.short(SHORT_BATCH)
        losses = losses_of(model, batch)
        optimizer.zero_grad()
        losses.total().backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step += 1
        seen.append([loss.item() for loss in losses])
        if step % 50 == 0:
            means = "  ".join(f"{sum(column) / len(column):.3f}" for column in zip(*seen, strict=True))
            print(f"{done:5.1%}  step {step}  {means}", flush=True)
            seen = []
        if time.monotonic() - saved > SECONDS_PER_CHECKPOINT:
            save(model, path)
            saved = time.monotonic()
    save(model, path)


def losses_of(model: SpeechModel, batch: Batch) -> Losses:
    """Return the losses of the model on a batch."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        memory = model.encode(batch.mel, batch.offsets if batch.offsets.any() else None)
        hidden, weights = model.decode(batch.given, memory, weights=True)
        asked = batch.wanted != IGNORED
        scores = model.scores(hidden[asked])
        frames = torch.randint(batch.heard.numel(), (min(HEARD_FRAMES, batch.heard.numel()),))
        heard = model.heard(memory.flatten(0, 1)[frames])
    return Losses(
        F.cross_entropy(scores.float(), batch.wanted[asked], label_smoothing=SMOOTHING),
        _attention_loss(weights, batch.looks),
        F.cross_entropy(heard.float(), batch.heard.flatten()[frames]),
    )


def _attention_loss(weights: list[Tensor], looks: Tensor) -> Tensor:
    """Return how little of the supervised heads' mass lies where each piece is heard."""
    if not len(looks):
        return torch.zeros(())
    row, place, first, last = looks.t()
    loss = torch.zeros(())
    for given in weights:
        rows = given[:, :SUPERVISED_HEADS].transpose(1, 2)[row, place]
        sums = F.pad(rows.cumsum(-1), (1, 0))
        until, before = (
            sums.gather(-1, edge[:, None, None].expand(-1, SUPERVISED_HEADS, 1)) for edge in (last + 1, first)
        )
        loss = loss - (until - before).clamp_min(1e-4).log().mean()
    return loss / len(weights)


def _schedule(step: int, done: float) -> float:
    """Return the share of the peak rate."""
    warm = min(1.0, (step + 1) / WARM_UP)
    fall = 0.5 * (1 + math.cos(math.pi * max(0.0, done - HOLD) / (1 - HOLD)))
    return min(warm, max(0.02, fall))


if __name__ == "__main__":
    torch.set_num_threads(1)
    train(Path(sys.argv[1]), minutes=float(sys.argv[2]), again="again" in sys.argv)
