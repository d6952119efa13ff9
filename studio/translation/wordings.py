"""What else a sentence could be in the other language: all that the machine considered, the surest first."""

from __future__ import annotations

from collections.abc import Sequence

from studio.model.progress import Report
from studio.model.translation import Package, TranslationUnit
from studio.translation import protect
from studio.translation.translate import Engines, translate

HYPOTHESES = 4
"""What the search keeps anyhow: asking for all of them costs nothing."""


def wordings(
    text: str, route: Sequence[Package], engines: Engines, *, report: Report, keep: Sequence[str] = ()
) -> list[str]:
    """Return different translations of a sentence, the usual one first; those that lost a value or name come last.

    On a way through several packages only the last one is asked for more than one.
    """
    usual = _best(text, route, engines, report, keep)
    if not route:
        return [usual]
    between = _best(text, route[:-1], engines, report, keep)
    more = engines(route[-1]).translate([between], HYPOTHESES)[0]
    told = [each.strip() for each in more if each.strip()]
    return list(dict.fromkeys([usual, *sorted(told, key=lambda each: len(protect.faults(text, each, keep)))]))


def _best(text: str, route: Sequence[Package], engines: Engines, report: Report, keep: Sequence[str]) -> str:
    unit = TranslationUnit(text, ())
    return translate([unit], route, engines, report=report, keep=keep)[0].target
