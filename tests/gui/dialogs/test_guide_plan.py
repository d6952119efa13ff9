"""The guide proposes what the chosen languages need, and nothing else."""

from __future__ import annotations

from studio.gui.dialogs import guide_plan
from studio.model.pack import Role
from tests.gui.made_entries import model, package, way

OFFERED = [
    package("de", "en", size=100),
    package("en", "de", size=100),
    package("en", "nl"),
    package("nl", "en", size=90),
    package("fr", "en"),
    package("de", "en", practice=True),
    way("nl", "de"),
]


def test_the_plain_question_has_the_three_models_that_answer_it() -> None:
    offered = [model("base", here=False), model("large"), model("small"), model("practice", practice=True)]
    assert {role: entry.id for role, entry in guide_plan.models(offered).items()} == {
        Role.QUICK: "base",
        Role.BALANCED: "small",
    }


def test_two_languages_need_a_package_for_each_direction() -> None:
    found = guide_plan.packages(["de", "en"], OFFERED)
    assert [each.id for each in found.entries] == ["de-en", "en-de"]
    assert (found.through, found.nowhere) == ((), ())


def test_where_no_package_leads_two_go_through_english() -> None:
    found = guide_plan.packages(["de", "nl"], OFFERED)
    assert [each.id for each in found.entries] == ["de-en", "en-nl", "nl-en", "en-de"]
    assert found.through == (("de", "nl"), ("nl", "de"))


def test_a_direction_that_nobody_offers_is_named() -> None:
    assert guide_plan.packages(["en", "fr"], OFFERED).nowhere == (("en", "fr"),)


def test_one_language_needs_nothing() -> None:
    assert guide_plan.packages(["de"], OFFERED) == guide_plan.Packages((), (), ())


def test_what_leads_away_from_the_first_language_is_proposed() -> None:
    assert guide_plan.usual(["de", "nl", "en"], guide_plan.packages(["de", "nl", "en"], OFFERED)) == {"de-en", "en-nl"}
    assert guide_plan.usual(["nl", "en"], guide_plan.packages(["nl", "en"], OFFERED)) == {"nl-en"}


def test_ways_through_english_open_up_with_both_of_their_packages() -> None:
    found = guide_plan.packages(["de", "nl"], OFFERED)
    assert guide_plan.opened_up(found, {"de-en"}) == []
    assert guide_plan.opened_up(found, {"de-en", "en-nl"}) == [("de", "nl")]


def test_only_what_is_not_here_has_to_be_fetched() -> None:
    offered = [package("de", "en", size=100, here=True), package("en", "de", size=70)]
    assert guide_plan.to_fetch(offered, {"de-en", "en-de"}) == 70
