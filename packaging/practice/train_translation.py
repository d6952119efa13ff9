"""Train one tiny translation model from nothing.

python train_translation.py FOLDER SOURCE TARGET
"""

import math
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import sentencepiece
import torch
from torch.nn import functional as F

import grammar
import vocabulary
from translation_data import pairs
from translation_model import END, START, UNKNOWN, Shape, TranslationModel, save

PAIRS = 60_000
PIECES = 900
BATCH = 64
PEAK_RATE = 2e-3
WARM_UP = 150
HOLD = 0.3
STEPS = 1800
SMOOTHING = 0.05
IGNORED = -100
WHOLE_PIECES = [
    *(f"{number:02d}" for number in range(100)),
    *(marker for marker, _, _ in vocabulary.MARKERS),
    *("https://", "www.", *".,?:/@"),
]
"""Pieces that are never joined or torn, so that what must be copied looks alike everywhere.
Two equal digits (or letters: “www”) in a row, as two pieces, were the most frequent mistake."""

Example = tuple[list[int], list[int]]


def train(folder: Path, source: str, target: str) -> None:
    """Write `sentencepiece.model` and `weights.pt` of the pair into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    seed = grammar.LANGUAGES.index(source) * 3 + grammar.LANGUAGES.index(target)
    torch.manual_seed(seed)
    texts = list(islice(pairs(source, target, seed), PAIRS))
    pieces = _learn_pieces(folder, texts)
    model = TranslationModel(Shape(pieces.get_piece_size()))
    buckets = _by_length([_encode(pieces, *pair) for pair in texts])
    _fit(model, buckets, random.Random(seed))
    save(model, folder / "weights.pt")


def _learn_pieces(folder: Path, texts: Sequence[tuple[str, str]]) -> sentencepiece.SentencePieceProcessor:
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=(side for pair in texts[:20_000] for side in pair),
        model_prefix=str(folder / "sentencepiece"),
        vocab_size=PIECES,
        model_type="unigram",
        character_coverage=1.0,
        user_defined_symbols=WHOLE_PIECES,
        normalization_rule_name="identity",
        unk_id=UNKNOWN,
        bos_id=START,
        eos_id=END,
        pad_id=-1,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    return sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))


def _encode(pieces: sentencepiece.SentencePieceProcessor, source: str, target: str) -> Example:
    return [*pieces.encode(source), END], [START, *pieces.encode(target), END]


def _by_length(examples: Sequence[Example]) -> dict[int, list[Example]]:
    """Return the examples by the length of their source: equal lengths need no mask."""
    buckets: dict[int, list[Example]] = defaultdict(list)
    for example in examples:
        buckets[len(example[0])].append(example)
    return buckets


def _fit(model: TranslationModel, buckets: dict[int, list[Example]], rng: random.Random) -> None:
    optimizer = torch.optim.AdamW(model.parameters(), PEAK_RATE, betas=(0.9, 0.98), fused=True)
    lengths = list(buckets)
    weights = [len(buckets[length]) for length in lengths]
    for step in range(1, STEPS + 1):
        for group in optimizer.param_groups:
            group["lr"] = PEAK_RATE * _schedule(step)
        bucket = buckets[rng.choices(lengths, weights)[0]]
        loss = _loss(model, rng.choices(bucket, k=BATCH))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if step % 100 == 0:
            print(f"step {step} of {STEPS}  loss {loss.item():.3f}", flush=True)


def _loss(model: TranslationModel, batch: Sequence[Example]) -> torch.Tensor:
    source = torch.tensor([source for source, _ in batch])
    longest = max(len(target) for _, target in batch)
    given = torch.full((len(batch), longest - 1), END)
    wanted = torch.full((len(batch), longest - 1), IGNORED)
    for row, (_, target) in enumerate(batch):
        given[row, : len(target) - 1] = torch.tensor(target[:-1])
        wanted[row, : len(target) - 1] = torch.tensor(target[1:])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = model(source, given)
    return F.cross_entropy(
        scores.float().flatten(0, 1),
        wanted.flatten(),
        ignore_index=IGNORED,
        label_smoothing=SMOOTHING,
    )


def _schedule(step: int) -> float:
    """Return the share of the peak rate: warm up, hold, then fall along a cosine."""
    fall = max(0.0, step / STEPS - HOLD) / (1 - HOLD)
    return min(step / WARM_UP, max(0.01, 0.5 * (1 + math.cos(math.pi * fall))))


if __name__ == "__main__":
    torch.set_num_threads(1)
    train(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
