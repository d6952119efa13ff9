"""Score the proposed names against those that a person would tick, in the two halves of `names/corpus.toml`.

python tests/translation/name_scores.py
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.translation import proposals

CORPUS = Path(__file__).parent / "names" / "corpus.toml"


@dataclass(frozen=True)
class Score:
    """The names of some texts: found, missed, and proposed though they are none."""

    found: tuple[str, ...]
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Return the share of proposals that are right."""
        return len(self.found) / (len(self.found) + len(self.wrong))

    @property
    def recall(self) -> float:
        """Return the share of names that are proposed."""
        return len(self.found) / (len(self.found) + len(self.missed))


def texts(*, tuning: bool) -> list[dict[str, Any]]:
    """Return one half of the corpus."""
    return [each for each in tomllib.loads(CORPUS.read_text("utf-8"))["text"] if each["tuning"] is tuning]


def score(*, tuning: bool) -> Score:
    """Return the score of one half; languages are guessed, as in the program."""
    found, missed, wrong = [], [], []
    for each in texts(tuning=tuning):
        proposed = dict.fromkeys(proposal.text for proposal in proposals.propose(each["text"]))
        found += [name for name in each["names"] if name in proposed]
        missed += [name for name in each["names"] if name not in proposed]
        wrong += [name for name in proposed if name not in each["names"] and name not in each["may"]]
    return Score(tuple(found), tuple(missed), tuple(wrong))


def report() -> Iterator[str]:
    """Yield a line for each half; what was wrong is said of the first one only."""
    for tuning in (True, False):
        result = score(tuning=tuning)
        name, count = ("tuning" if tuning else "held out"), len(result.found + result.missed)
        yield f"{name}: precision {result.precision:.1%}, recall {result.recall:.1%} of {count}"
        if tuning:
            yield f"  missed {result.missed}, wrong {result.wrong}"


if __name__ == "__main__":
    for line in report():
        print(line)  # noqa: T201
