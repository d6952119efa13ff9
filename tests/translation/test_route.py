"""Finding the packages that lead from one language to another."""

from __future__ import annotations

import pytest

from studio.errors import PackError
from studio.model.translation import Package
from studio.translation.route import route, targets


def package(source: str, target: str, *, practice: bool = False) -> Package:
    return Package(source, target, f"{source}-{target}", "1.0", f"/{source}-{target}-{practice}", practice)


DE_EN, EN_DE, EN_NL, NL_EN = package("de", "en"), package("en", "de"), package("en", "nl"), package("nl", "en")
DE_FR, FR_NL, DE_NL = package("de", "fr"), package("fr", "nl"), package("de", "nl")


def test_a_direct_package_goes_before_a_pivot() -> None:
    assert route([DE_EN, EN_NL, DE_NL], "de", "nl") == [DE_NL]
    assert route([DE_EN, EN_NL], "de", "nl") == [DE_EN, EN_NL]


def test_english_goes_before_another_middle() -> None:
    assert route([DE_FR, FR_NL, EN_NL, DE_EN], "de", "nl") == [DE_EN, EN_NL]
    assert route([DE_FR, FR_NL], "de", "nl") == [DE_FR, FR_NL]


def test_a_real_way_goes_before_a_practice_one() -> None:
    practice = package("de", "nl", practice=True)
    assert route([practice, DE_EN, EN_NL], "de", "nl") == [DE_EN, EN_NL]
    assert route([practice], "de", "nl") == [practice]


def test_a_package_serves_the_regions_of_its_language() -> None:
    brazil, portugal = package("en", "pt-BR"), package("en", "pt")
    assert route([DE_EN], "de-AT", "en-GB") == [DE_EN]
    assert route([portugal, brazil], "en", "pt-BR") == [brazil]
    assert route([portugal, brazil], "en", "pt-PT") == [portugal]
    with pytest.raises(PackError):
        route([brazil], "en", "pt-PT")


def test_the_same_language_needs_no_package() -> None:
    assert route([DE_EN, EN_DE], "de", "de") == []
    assert route([], "de-AT", "de") == []


def test_a_missing_package_is_named() -> None:
    with pytest.raises(PackError, match="“de” to “nl”") as caught:
        route([DE_EN], "de", "nl")
    assert caught.value.hint == "Install the Argos package en → nl."
    with pytest.raises(PackError) as caught:
        route([], "de", "nl")
    assert caught.value.hint == "Install the Argos packages de → en and en → nl."
    with pytest.raises(PackError) as caught:
        route([EN_DE], "de", "en")
    assert caught.value.hint == "Install the Argos package de → en."


def test_targets_are_what_can_be_reached() -> None:
    packages = [DE_EN, EN_DE, EN_NL, NL_EN]
    assert targets(packages, "de") == ["en", "nl"]
    assert targets(packages, "en-US") == ["de", "nl"]
    assert targets(packages, "fr") == []
    assert all(route(packages, "de", target) for target in targets(packages, "de"))


def test_regions_of_one_language_need_no_package_and_no_way_through_another() -> None:
    both = [Package("en", "de", "", "1", "a"), Package("de", "en", "", "1", "b")]
    assert route(both, "en-GB", "en-US") == []
    direct = Package("en", "en-US", "", "1", "c")
    assert route([*both, direct], "en-GB", "en-US") == [direct]
