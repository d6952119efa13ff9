"""The way from one language to another: a package for the pair, or two through a language between."""

from __future__ import annotations

from collections.abc import Sequence

from studio.errors import PackError
from studio.i18n import _, ngettext
from studio.model.translation import Package

PIVOT = "en"
"""Nearly every package has English on one side, so a way through it is the usual one."""


def route(packages: Sequence[Package], source: str, target: str) -> list[Package]:
    """Return one package, or two through a language between; none where both languages are the same.

    Tags are BCP 47; a package for "de" also serves "de-AT", and "en-GB" is not sent to "en-US" by way of another
    language.  Real packages go before practice ones, then the direct
    way before a pivot, then English before any other middle.  `PackError` when there is no way.
    """
    if _fits(source, target) or _fits(target, source):
        return []
    ways = [[package] for package in packages if _fits(package.source, source) and _fits(package.target, target)]
    if not ways and source.partition("-")[0].casefold() == target.partition("-")[0].casefold():
        return []
    ways += [
        [first, second]
        for first in packages
        for second in packages
        if _fits(first.source, source)
        and _fits(second.target, target)
        and first.target == second.source
        and not _fits(first.target, target)
        and not _fits(second.source, source)
    ]
    if not ways:
        raise _no_way(packages, source, target)
    return min(ways, key=lambda way: _cost(way, source, target))


def targets(packages: Sequence[Package], source: str) -> list[str]:
    """Return the tags of all languages that `source` can be translated into, sorted."""
    direct = {package.target for package in packages if _fits(package.source, source)}
    pivoted = {package.target for package in packages if package.source in direct}
    return sorted(tag for tag in direct | pivoted if not _fits(tag, source) and not _fits(source, tag))


def _fits(offered: str, wanted: str) -> bool:
    """Say whether a package's tag serves a wanted one: the same, or the language without its region."""
    return wanted.casefold() == offered.casefold() or wanted.casefold().startswith(offered.casefold() + "-")


def _cost(way: Sequence[Package], source: str, target: str) -> tuple[int, int, int, bool, tuple[str, ...]]:
    practice = sum(package.practice for package in way)
    vague = (way[0].source.casefold() != source.casefold()) + (way[-1].target.casefold() != target.casefold())
    through = way[0].target if len(way) > 1 else PIVOT
    return practice, len(way), vague, through != PIVOT, tuple(package.folder for package in way)


def _no_way(packages: Sequence[Package], source: str, target: str) -> PackError:
    lacking = [f"{source} → {target}"]
    if PIVOT not in (source.partition("-")[0], target.partition("-")[0]):
        halves = ((source, PIVOT), (PIVOT, target))
        lacking = [f"{first} → {second}" for first, second in halves if not _has(packages, first, second)]
    hint = ngettext("Install the Argos package {packages}.", "Install the Argos packages {packages}.", len(lacking))
    return PackError(
        _("There is no translation package from “{source}” to “{target}”.").format(source=source, target=target),
        hint=hint.format(packages=_(" and ").join(lacking)),
    )


def _has(packages: Sequence[Package], source: str, target: str) -> bool:
    return any(_fits(package.source, source) and _fits(package.target, target) for package in packages)
