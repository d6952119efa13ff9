"""The one question about speech models, faster or more careful, answered by those that are on this computer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studio.model.pack import PackKind, PackState, Role, Shape
from studio.workflow.packs import Entry

DECODING = 3
"""How often a layer that writes words works for each time that one which listens does, roughly."""


@dataclass(frozen=True, slots=True)
class Question:
    """The two answers; one alone is `careful`, and `lacks` says what could be had beside it."""

    faster: Entry | None = None
    careful: Entry | None = None

    @property
    def lacks(self) -> str:
        """Return "faster" or "careful" for the answer that is still to be had, "" for none.

        A small model alone lacks a more careful one; any other a faster one.
        """
        if self.careful is None or self.faster is not None:
            return ""
        return "careful" if role(self.careful) in (Role.QUICK, Role.BALANCED) else "faster"


def real(entries: Sequence[Entry]) -> list[Entry]:
    """Return the speech models on this computer that can be used for real films, the most careful first."""
    found = [
        each
        for each in entries
        if each.kind is PackKind.SPEECH
        and each.pack is not None
        and each.pack.state is not PackState.DAMAGED
        and not each.practice
    ]
    return sorted(found, key=_care, reverse=True)


def ask(models: Sequence[Entry]) -> Question:
    """Return the question that `models`, the most careful first, allow to ask.

    Those that answer the plain question of the guide go before those for experts; of more than two, the two most
    careful ones stand to choice, and the faster one is faster in truth.
    """
    known = [each for each in models if role(each) is not Role.EXPERT]
    order = [*known, *(each for each in models if each not in known)]
    for other in order[1:]:
        faster, careful = sorted((other, order[0]), key=_care)
        if _work(faster) < _work(careful):
            return Question(faster, careful)
    return Question(careful=order[0]) if order else Question()


def role(entry: Entry) -> Role:
    """Return which plain question a model answers."""
    return entry.offer.role if entry.offer is not None else Role.EXPERT


def _care(entry: Entry) -> int:
    """Return how careful a model is: the larger the better, among those that Whisper has."""
    return entry.pack.size if entry.pack is not None else entry.size


def _work(entry: Entry) -> float:
    """Return how much work a model has with a film, to compare it with others."""
    shape = entry.offer.shape if entry.offer is not None else None
    return _operations(shape) if shape is not None else _care(entry)


def _operations(shape: Shape) -> float:
    """Return a measure that is about as large as the model's bytes."""
    return 4.0 * (shape.encoder_layers + DECODING * shape.decoder_layers) * shape.width**2
