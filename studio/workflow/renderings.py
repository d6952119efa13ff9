"""What the machine says for terms by itself: it is what stands in a translation that does not obey them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from studio.errors import PackError
from studio.i18n import _
from studio.model.progress import Progress, Report
from studio.model.translation import Package, TranslationUnit
from studio.project.project import Project
from studio.project.values import StoredTrack
from studio.text import words
from studio.workflow import tasks
from studio.workflow.translate import way
from studio.workflow.work import Event, Work

Renderings = Mapping[str, tuple[str, ...]]
"""For a term's source what the machine makes of it."""

Keep = Callable[[Renderings], None]
"""Given what was found."""


def looking_up(
    project: Project, source: StoredTrack, target: str, texts: Sequence[str], keep: Keep
) -> Work[Renderings] | None:
    """Return the work of translating some terms alone, whose result goes to `keep`; None where no package can."""
    runs = project.evidence.runs(source.media)
    is_practice = any(run.run.practice for run in runs if run.track == source.id)
    try:
        route = way(source.language, target, practice=is_practice)
    except PackError:
        return None
    return asking(route, texts, keep)


def asking(route: Sequence[Package], texts: Sequence[str], keep: Keep) -> Work[Renderings]:
    """Return the work of translating some terms alone on a way, whose result goes to `keep`."""
    return Work(_("Looking up terms"), "translation", look_up, (tuple(texts), tuple(route)), _Kept(keep))


def look_up(texts: Sequence[str], route: Sequence[Package], *, report: Report) -> Renderings:
    """Return what the machine makes of each text.  Runs in a worker."""
    found: dict[str, tuple[str, ...]] = {}
    for number, text in enumerate(texts):
        report(Progress(number, len(texts), "sentences"))
        stopping = _only_stopping(report, number, len(texts))
        (unit,) = tasks.translate([TranslationUnit(text, ())], route, alternatives=True, report=stopping)
        told = (unit.target, *unit.alternatives)
        found[text] = tuple(dict.fromkeys(filter(None, (_bare(each, route[-1].target) for each in told))))
    return found


def _bare(text: str, language: str) -> str:
    """Return what stands within a sentence: without an article before it and the marks around it."""
    first, _space, rest = text.strip(" .,;:!?…\"'“”„‘’").partition(" ")
    is_article = rest and first.casefold() in words.for_language(language).articles
    return rest if is_article else f"{first} {rest}".strip()


def _only_stopping(report: Report, number: int, total: int) -> Report:
    """Return what a part of the work reports to: its own share is none of the whole."""
    return lambda _event: report(Progress(number, total, "sentences"))


class _Kept:
    """Hands the result on."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep

    def take(self, value: object) -> list[Event]:
        """Show nothing."""
        return []

    def finish(self, value: Renderings) -> list[Work[Any]]:
        """Hand on what was found."""
        self._keep(value)
        return []

    def stopped(self) -> None:
        """Leave the terms unasked: their findings have no button, then."""
