"""Five hundred sentences with values, through the practice packages and through bad ones: none goes in silence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from studio.model.progress import Partial, Progress
from studio.model.translation import Package, Part, TranslationUnit
from studio.translation import argos, engine
from studio.translation.engine import Translator
from studio.translation.route import route
from studio.translation.scripted import Say, Scripted, changing, upper_case
from studio.translation.translate import Engines, translate
from tests.translation.protected_sentences import NAMES, Drawn, faults, merciless, sentences, spoiling

ROUTES = (("de", "en"), ("en", "de"), ("nl", "en"), ("en", "nl"), ("de", "nl"))
both = pytest.mark.parametrize("localises", [False, True], ids=["as they are", "written anew"])


def quiet(event: Progress | Partial) -> None:
    """Hear nothing."""


@cache
def opened(package: Package) -> Translator:
    return engine.open(package)


def through(
    drawn: Sequence[Drawn], packages: Sequence[Package], engines: Engines, *, localises: bool
) -> list[TranslationUnit]:
    units = [TranslationUnit(each.text, (Part(0, each.text),)) for each in drawn]
    return translate(units, packages, engines, report=quiet, keep=NAMES, localise_values=localises)


def silent(drawn: Sequence[Drawn], done: Sequence[TranslationUnit]) -> list[tuple[str, list[str]]]:
    """Return the translations that lost or made up a value and do not say so."""
    judged = [(unit, faults(each, unit.target)) for each, unit in zip(drawn, done, strict=True)]
    return [(unit.target, wrong) for unit, wrong in judged if wrong and not unit.needs_look]


@both
def test_practice_packages_lose_no_value_in_silence_and_few_are_flagged(practice: Path, localises: bool) -> None:
    packages = argos.packages([practice])
    if not packages:
        pytest.skip("the practice packages have not been made yet")
    flagged = 0
    for source, target in ROUTES:
        drawn = sentences(source, 50)
        done = through(drawn, route(packages, source, target), opened, localises=localises)
        assert silent(drawn, done) == []
        assert all(any(map(str.isalpha, unit.target)) for unit in done)
        flagged += sum(unit.needs_look for unit in done)
    assert flagged <= 12  # of 250


@both
@pytest.mark.parametrize(("source", "target"), ROUTES[:4])
def test_the_worst_of_packages_loses_none_in_silence(source: str, target: str, localises: bool) -> None:
    drawn = sentences(source, 125, seed=21)
    done = through(drawn, [Package(source, target, "", "", "")], lambda _: Scripted(merciless), localises=localises)
    assert silent(drawn, done) == []
    assert any(unit.needs_look for unit in done)


@both
@pytest.mark.parametrize(("source", "target"), ROUTES[:4])
def test_a_package_that_spoils_markers_and_numbers_loses_none_in_silence(
    source: str, target: str, localises: bool
) -> None:
    drawn = sentences(source, 125)
    done = through(drawn, [Package(source, target, "", "", "")], lambda _: Scripted(spoiling), localises=localises)
    assert silent(drawn, done) == []
    assert all(unit.target for unit in done)
    bare = sum(bool(faults(each, spoiling(each.text)[0])) for each in drawn)
    assert sum(unit.needs_look for unit in done) < bare / 2


@pytest.mark.parametrize(
    "say",
    [changing(r"\d", ""), changing(r"\d", r"\g<0>\g<0>"), upper_case, lambda text: []],
    ids=["no digits", "digits doubled", "capitals", "nothing"],
)
def test_no_way_of_failing_goes_unseen(say: Say) -> None:
    drawn = sentences("nl", 60)
    done = through(drawn, [Package("nl", "en", "", "", "")], lambda _: Scripted(say), localises=True)
    assert silent(drawn, done) == []
    assert all(unit.target for unit in done)


def test_a_pivot_that_spoils_twice_is_seen_through() -> None:
    drawn = sentences("de", 60)
    legs = [Package("de", "en", "", "", ""), Package("en", "nl", "", "", "")]
    done = through(drawn, legs, lambda _: Scripted(spoiling), localises=True)
    assert silent(drawn, done) == []


@pytest.mark.parametrize("language", ["de", "en", "nl"])
def test_the_judge_finds_its_own_values_and_misses_what_is_taken_out(language: str) -> None:
    for drawn in sentences(language, 60):
        assert faults(drawn, drawn.text) == []
        for pattern in drawn.values:
            assert faults(drawn, "Nothing here.") == sorted(drawn.values, key=len, reverse=True), pattern
