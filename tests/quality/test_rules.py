"""Every rule has a breaking example; where it offers a fix, the fix cures it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from studio.model.cue import Cue
from studio.model.finding import Evidence, Finding, Severity
from studio.model.profile import Profile
from studio.quality.check import RULES, check, mean_speed

PROFILE = Profile(
    id="test",
    name="Test",
    language="de",
    source="made up",
    line_length=20,
    lines=2,
    max_cps=15.0,
    min_duration=1000,
    max_duration=7000,
    gap_frames=2,
)
TOUCHING = replace(PROFILE, gap_frames=0, gap_none_or=1000)
GOOD = Cue(10_000, 12_000, "Guten Abend.")
NEXT = Cue(14_000, 16_000, "Willkommen.")

BREAKING: dict[str, list[Cue]] = {
    "end-before-start": [Cue(10_000, 9_000, "Guten Abend."), NEXT],
    "empty": [Cue(10_000, 12_000, "<i> </i>"), NEXT],
    "overlap": [Cue(10_000, 14_500, "Guten Abend."), NEXT],
    "after-media": [GOOD, Cue(58_000, 61_000, "Auf Wiedersehen.")],
    "too-many-lines": [Cue(10_000, 12_000, "Guten\nAbend,\nBerlin."), NEXT],
    "line-length": [Cue(10_000, 12_900, "Guten Abend, liebe Gäste."), NEXT],
    "reading-speed": [Cue(10_000, 11_000, "Guten Abend,\nliebe Leute."), NEXT],
    "too-short": [Cue(10_000, 10_900, "Ja, gern."), NEXT],
    "too-long": [Cue(2_000, 10_000, "Guten Abend."), NEXT],
    "gap": [Cue(10_000, 13_950, "Guten Abend."), NEXT],
    "gap-flicker": [Cue(10_000, 13_500, "Guten Abend."), NEXT],
}


def evidence(cues: list[Cue], rule: str = "") -> Evidence:
    profile = TOUCHING if rule == "gap-flicker" else PROFILE
    return Evidence(cues, profile, Fraction(25), media_duration=60_000)


def findings(cues: list[Cue], rule: str) -> list[Finding]:
    return [finding for finding in check(evidence(cues, rule)) if finding.rule == rule]


def test_every_rule_has_a_breaking_example() -> None:
    assert {rule.id for rule in RULES} == BREAKING.keys()


def test_good_cues_give_no_finding() -> None:
    assert check(evidence([GOOD, NEXT])) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_its_breaking_example_and_says_it_in_a_sentence(rule) -> None:
    found = findings(BREAKING[rule.id], rule.id)
    assert len(found) == 1
    assert found[0].severity is rule.severity
    assert found[0].message.endswith(".")
    assert "{" not in found[0].message


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_fix_cures_its_finding_and_breaks_nothing(rule) -> None:
    cues = BREAKING[rule.id]
    fix = findings(cues, rule.id)[0].correction
    if fix is None:
        assert rule.id in {"too-many-lines", "line-length"}, "these need new text; all others offer a fix here"
        return
    cured = [*cues[: fix.index], *fix.cues, *cues[fix.index + 1 :]]
    assert findings(cured, rule.id) == []
    before = {finding.rule for finding in check(evidence(cues, rule.id))}
    assert {finding.rule for finding in check(evidence(cured, rule.id))} <= before


def test_no_fix_is_offered_where_there_is_no_room() -> None:
    crowded = [Cue(10_000, 11_000, "Guten Abend,\nliebe Leute."), Cue(11_100, 13_000, "Willkommen.")]
    assert findings(crowded, "reading-speed")[0].correction is None


def test_too_fast_says_how_much_is_missing() -> None:
    message = findings(BREAKING["reading-speed"], "reading-speed")[0].message
    assert message == "Too fast to read: 24 characters a second, 15 at most; needs 0.6 s more."


def test_a_line_break_counts_only_where_the_profile_counts_it() -> None:
    assert mean_speed(evidence([Cue(0, 1000, "ab\ncd")])) == 4.0


def test_errors_and_warnings_are_told_apart() -> None:
    errors = {rule.id for rule in RULES if rule.severity is Severity.ERROR}
    assert errors == {"end-before-start", "empty", "overlap", "after-media", "too-many-lines"}


def test_words_are_counted_where_the_profile_counts_words() -> None:
    profile = Profile("bbc", "BBC", "en", "made up", 37, 2, max_wpm=180.0, min_duration_per_word=300)
    cues = [Cue(0, 1000, "one two three four five")]
    found = check(Evidence(cues, profile))
    assert [finding.rule for finding in found] == ["reading-speed", "too-short"]
    assert found[0].message == "Too fast to read: 300 words a minute, 180 at most; needs 0.7 s more."
