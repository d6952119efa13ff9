"""How far a result can be trusted, in one sentence, before the work begins: from figures that somebody measured.

Those of speech models are in the catalogue (`resources/packs/sources.toml`), those of translations in
`resources/translation_quality.toml`; each with its source.  Where there is none, the sentence says so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from studio import paths
from studio.errors import SettingsError
from studio.i18n import N_, _
from studio.model.memory import primary
from studio.model.pack import Accuracy
from studio.model.translation import Package
from studio.packs import catalogue, installed
from studio.text.language_names import name

HALF = 40
"""Wrong words of a hundred from which on "one in two" would still be too good, or too exact."""

_NUMBERS = (
    N_("two"),
    N_("three"),
    N_("four"),
    N_("five"),
    N_("six"),
    N_("seven"),
    N_("eight"),
    N_("nine"),
    N_("ten"),
    N_("eleven"),
    N_("twelve"),
)
"""The numbers from two on that are written as words."""


def listening(model: str | Path, language: str) -> str:
    """Return what to expect of a speech model, by its id in the catalogue or its folder, in a language; "" for none."""
    if not language:
        return ""
    found = _measured(model, language)
    if found is None:
        return _("{language} with this model: how often it is wrong was not measured.").format(language=name(language))
    accuracy, is_practice = found
    if is_practice:
        return _(
            "{language} with this practice model: {share} in the sentences it was made for; it understands no others."
        ).format(language=name(language), share=_share(accuracy.wrong))
    return _("{language} with this model: expect {share}.").format(
        language=name(language), share=_share(accuracy.wrong)
    )


def measured_by(model: str | Path, language: str) -> str:
    """Return who measured what `listening` says, and on what; "" where nobody did."""
    found = _measured(model, language)
    return "" if found is None else _(found[0].source)


def translating(route: Sequence[Package]) -> str:
    """Return what to expect of a translation on this way; "" for none."""
    if not route:
        return ""
    way = "-".join([route[0].source, *(package.target for package in route)])
    is_practice = any(package.practice for package in route)
    right = _right(is_practice).get(way)
    if right is None:
        sentence = _("{way}: how often it is wrong was not measured; read every sentence.")
    elif is_practice:
        sentence = _("{way} for practice: {count} of 100 sentences right of those it was made for; it knows no others.")
    else:
        sentence = _("{way}: expect {count} of 100 sentences to be right.")
    return sentence.format(way=_way(route), count=round(right or 0))


def _measured(model: str | Path, language: str) -> tuple[Accuracy, bool] | None:
    """Return the figure of a model in a language and whether it is one for practice, None where there is no figure."""
    id = _id(model)
    try:
        offer = next((each for each in catalogue.offers() if each.id == id), None)
    except SettingsError:  # a venue's own catalogue that cannot be used is told of where packs are listed
        offer = next((each for each in catalogue.shipped() if each.id == id), None)
    if offer is None:
        return None
    figures = [each for each in offer.accuracy if primary(each.language) == primary(language)]
    return (figures[0], offer.practice) if figures else None


def _id(model: str | Path) -> str | None:
    """Return the id of a model; None for a folder that is no pack of this program, whatever its name."""
    if isinstance(model, str):
        return model
    return next((pack.id for pack in installed.speech_models() if pack.path == model), None)


def _share(wrong: float) -> str:
    """Return a share of words as people say it; from a half on, and below one in a hundred, no finer than it is."""
    if wrong >= HALF:
        return _("every second word to be wrong, or more")
    if wrong < 1:
        return _("less than one wrong word in a hundred")
    count = round(100 / wrong)
    said = _(_NUMBERS[count - 2]) if count - 2 < len(_NUMBERS) else str(count)
    return _("about one wrong word in {count}").format(count=said)


def _way(route: Sequence[Package]) -> str:
    source, target = name(route[0].source), name(route[-1].target)
    if len(route) == 1:
        return _("{source} to {target}").format(source=source, target=target)
    between = ", ".join(name(package.target) for package in route[:-1])
    return _("{source} to {target} by way of {between}").format(source=source, target=target, between=between)


@cache
def _right(is_practice: bool) -> dict[str, float]:
    """Return how many of 100 sentences come out right, by the languages of the way."""
    rows = tomllib.loads((paths.resources() / "translation_quality.toml").read_text("utf-8"))["measured"]
    return {
        way: right for row in rows if bool(row.get("practice")) == is_practice for way, right in row["right"].items()
    }
