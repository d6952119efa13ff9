"""An engine that says what it is told: for tests, and for trying the program without a package.

It can also misbehave as real packages do: drop, double, space or reorder what it should keep.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from studio.model.translation import Package
from studio.translation.engine import OnDone, ignore

Say = Callable[[str], Sequence[str]]
"""Gives the translations of one text, the best first."""


@dataclass(slots=True)
class Scripted:
    """Translates by `say`; remembers the texts it was asked for, call by call."""

    say: Say
    asked: list[tuple[str, ...]] = field(default_factory=list)

    def translate(self, texts: Sequence[str], hypotheses: int = 1, on_done: OnDone = ignore) -> list[list[str]]:
        self.asked.append(tuple(texts))
        said = []
        for number, text in enumerate(texts):
            on_done(number)
            said.append(list(self.say(text))[:hypotheses])
        on_done(len(texts))
        return said


def opened(package: Package) -> Scripted:
    """Return the engine a package named "identity" or "upper-case" asks for; any other name is the identity."""
    return Scripted(upper_case) if package.name == "upper-case" else Scripted(identity)


def identity(text: str) -> list[str]:
    """Return the text as it is."""
    return [text]


def upper_case(text: str) -> list[str]:
    """Return the text in capitals: shows that something was translated, spoils addresses."""
    return [text.upper()]


def saying(answers: Mapping[str, str | Sequence[str]]) -> Say:
    """Return what `answers` holds for a text; any other text stays as it is."""

    def say(text: str) -> Sequence[str]:
        answer = answers.get(text, text)
        return [answer] if isinstance(answer, str) else answer

    return say


def changing(pattern: str, replacement: str | Callable[[re.Match[str]], str]) -> Say:
    """Return the text with every match of `pattern` replaced: drops, doubles or spaces markers and numbers."""
    compiled = re.compile(pattern)
    return lambda text: [compiled.sub(replacement, text)]


def reordering(pattern: str) -> Say:
    """Return the text with the matches of `pattern` in reverse order."""
    compiled = re.compile(pattern)

    def say(text: str) -> list[str]:
        found = compiled.findall(text)
        return [compiled.sub(lambda match: found.pop(), text)]

    return say
