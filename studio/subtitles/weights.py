"""The prices of the optimisation, from `resources/breaks.toml`, where each has its reason."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from studio import paths


@dataclass(frozen=True, slots=True)
class Place:
    """A break after a word, by the best reason for it."""

    sentence: float
    strong: float
    comma_clause: float
    comma: float
    comma_short: float
    comma_list: float
    comma_insertion: float
    subordinator: float
    conjunction: float
    conjunction_phrase: float
    pronoun: float
    preposition: float
    auxiliary: float
    link: float
    article: float
    inside: float


@dataclass(frozen=True, slots=True)
class Bond:
    """Added when the words on both sides belong together."""

    article: float
    preposition: float
    conjunction: float
    subordinator: float
    pronoun: float
    object: float
    auxiliary: float
    negation: float
    intensifier: float
    adjective: float
    number: float
    unit: float
    title: float
    name: float
    possessive: float
    compound: float
    label: float
    mark: float


@dataclass(frozen=True, slots=True)
class Span:
    """A strong place that stays inside a cue."""

    sentence: float
    passed: float
    until: float


@dataclass(frozen=True, slots=True)
class CueShape:
    """What a cue and its lines cost."""

    each: float
    second_line: float
    line_share: float
    unwanted_line: float
    imbalance: float
    top_heavy: float
    orphan: float
    short: float
    short_below: int
    overfull: float


@dataclass(frozen=True, slots=True)
class Pause:
    """What a pause changes."""

    relief: float
    clear: int
    heard: int
    inside: float


@dataclass(frozen=True, slots=True)
class Time:
    """Rules that must give way."""

    broken: float
    degree: float
    gap: float
    long_line: float
    slow_target: float


@dataclass(frozen=True, slots=True)
class Back:
    """What the way back into cues costs."""

    share: float
    share_free: int
    share_far: int
    shifted: float
    torn: float
    unlike: float
    unlike_mark: float
    moved: float
    merged: float
    silence: float
    apart: float
    crossed: float
    crossed_end: float
    early: float


@dataclass(frozen=True, slots=True)
class Weights:
    """All prices."""

    place: Place
    bond: Bond
    span: Span
    cue: CueShape
    pause: Pause
    time: Time
    back: Back


@cache
def load() -> Weights:
    """Return the prices that ship with the program."""
    raw = tomllib.loads((paths.resources() / "breaks.toml").read_text("utf-8"))
    return Weights(
        place=Place(**raw["place"]),
        bond=Bond(**raw["bond"]),
        span=Span(**raw["span"]),
        cue=CueShape(**raw["cue"]),
        pause=Pause(**raw["pause"]),
        time=Time(**raw["time"]),
        back=Back(**raw["back"]),
    )
