"""What cutting gives out: a cue, its words, and what could not be helped."""

from __future__ import annotations

from dataclasses import dataclass

from studio.model.cue import Cue


@dataclass(frozen=True, slots=True)
class Fitted:
    """A cue, the range of its words (last included, counted over the whole stream), and the rules that speech breaks.

    `impossible` has the ids of those rules of the profile that no way of cutting these words could keep.
    """

    cue: Cue
    first: int
    last: int
    impossible: tuple[str, ...] = ()
