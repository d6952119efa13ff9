"""Every rule of risk has a breaking example and a harmless one; where it offers a fix, the fix cures it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.model.cue import Cue, CueState, Kind
from studio.model.finding import Evidence, Finding, Severity, Source, Spelling
from studio.model.profile import Profile
from studio.model.speech import Doubt, Flag, Span, Word
from studio.quality.check import RISKS, RULES, check

PROFILE = Profile("test", "Test", "de", "made up", line_length=37, lines=2)
GOOD = Cue(10_000, 12_000, "Guten Abend.")
SAME = "Und was machen wir jetzt?"


def heard(cue: Cue, *low: str, probability: float = 0.15) -> Source:
    """Return the words of a cue as if they were heard in its time, some of them badly."""
    texts = cue.text.split()
    step = (cue.end - cue.start) // len(texts)
    return Source(
        tuple(
            Word(text, cue.start + i * step, cue.start + (i + 1) * step - 20, probability if text in low else 0.95)
            for i, text in enumerate(texts)
        )
    )


def evidence(*cues: Cue, **known: object) -> Evidence:
    made = Evidence(
        cues,
        PROFILE,
        media_duration=60_000,
        language="de",
        sources=tuple(heard(cue) for cue in cues),
        speech=tuple(Span(cue.start, cue.end) for cue in cues),
        listened=(Span(0, 60_000),),
        names=("Caliban", "Meike Harmsen"),
    )
    return replace(made, **known)


BREAKING: dict[str, Evidence] = {
    "made-up": evidence(
        GOOD,
        sources=(replace(heard(GOOD), flags=(Flag(Doubt.LOW_PROBABILITY), Flag(Doubt.KNOWN_PHRASE, "x"))),),
    ),
    "no-speech": evidence(GOOD, speech=(Span(0, 8000), Span(13_000, 20_000))),
    "repeated": evidence(Cue(8000, 9900, SAME), Cue(10_000, 12_000, SAME)),
    "name": evidence(Cue(10_000, 12_000, "Hier kommt Kaliban.")),
    "spelling": evidence(
        Cue(10_000, 12_000, "Im Theatter."), spelling=Spelling({"Theatter": "Theater"}, {"Theatter": 1})
    ),
    "unsure": evidence(
        Cue(10_000, 12_000, "Im Gewandhaus"), sources=(heard(Cue(10_000, 12_000, "Im Gewandhaus"), "Gewandhaus"),)
    ),
    "unwritten": evidence(Cue(10_000, 12_000, "Ja."), speech=(Span(5000, 7000), Span(10_000, 12_000))),
}

HARMLESS: dict[str, Evidence] = {
    "made-up": evidence(replace(GOOD, state=CueState.EDITED), sources=BREAKING["made-up"].sources),
    "no-speech": replace(BREAKING["no-speech"], listened=(Span(0, 9000),)),
    "repeated": evidence(Cue(8000, 9900, "Nein, nein!"), Cue(10_000, 12_000, "Nein, nein!")),
    "name": evidence(Cue(10_000, 12_000, "Hier kommt Calibans Kaliber.")),
    "spelling": evidence(
        Cue(10_000, 12_000, "Im Theatter mit Frau Sörenßen und Caliban."),
        spelling=Spelling(
            {"Theatter": "Theater", "Sörenßen": "Sörensen", "Caliban": "Kaliban"},
            {"Theatter": 9, "Sörenßen": 1, "Caliban": 1},
        ),
    ),
    "unsure": evidence(
        Cue(10_000, 12_000, "Ich habe die Karten"),
        sources=(heard(Cue(10_000, 12_000, "Ich habe die Karten"), "die", "habe", probability=0.3),),
    ),
    "unwritten": evidence(Cue(10_000, 12_000, "Ja."), speech=(Span(5000, 5600), Span(9000, 12_900))),
}

each = pytest.mark.parametrize("rule", RISKS, ids=lambda rule: rule.id)


def findings(on: Evidence, rule: str) -> list[Finding]:
    return [finding for finding in check(on, RISKS) if finding.rule == rule]


def test_every_rule_has_both_examples_and_a_name_of_its_own() -> None:
    ids = [rule.id for rule in RISKS]
    assert set(ids) == BREAKING.keys() == HARMLESS.keys()
    assert len({*ids, *(rule.id for rule in RULES)}) == len(RISKS) + len(RULES)


@each
def test_a_rule_finds_its_breaking_example_and_says_it_in_a_sentence(rule) -> None:
    (found,) = findings(BREAKING[rule.id], rule.id)
    assert found.severity is rule.severity is not Severity.ERROR
    assert found.message.endswith(".")
    assert "{" not in found.message


@each
def test_a_rule_says_nothing_about_what_only_looks_like_it(rule) -> None:
    assert findings(HARMLESS[rule.id], rule.id) == []


@each
def test_a_fix_cures_its_finding_and_breaks_nothing(rule) -> None:
    on = BREAKING[rule.id]
    (found,) = findings(on, rule.id)
    if found.correction is None:
        assert rule.id in {"unsure", "unwritten"}, "only a person can say what was said"
        return
    at = found.index
    cues = (*on.cues[:at], *found.correction.cues, *on.cues[at + 1 :])
    cured = replace(on, cues=cues, sources=(*on.sources[:at], *(Source() for _ in found.correction.cues)))
    assert check(cured, RISKS) == []


@each
def test_without_evidence_nothing_is_doubted(rule) -> None:
    on = BREAKING[rule.id]
    bare = Evidence(on.cues, PROFILE)
    assert findings(bare, rule.id) == [] or rule.id == "repeated"


def test_only_the_cues_that_nobody_looked_at_are_doubted() -> None:
    for rule in ("made-up", "no-speech", "repeated", "unsure"):
        on = BREAKING[rule]
        approved = tuple(replace(cue, state=CueState.APPROVED) for cue in on.cues)
        assert findings(replace(on, cues=approved), rule) == []


def test_music_needs_no_voice() -> None:
    on = BREAKING["no-speech"]
    song = replace(GOOD, kind=Kind.LYRIC)
    assert findings(replace(on, cues=(song,)), "no-speech") == []


def test_a_name_keeps_the_words_around_it() -> None:
    (found,) = findings(BREAKING["name"], "name")
    assert found.message == "“Kaliban” is “Caliban” in your list of names."
    assert found.correction is not None
    assert found.correction.cues == (Cue(10_000, 12_000, "Hier kommt Caliban.", state=CueState.EDITED),)


def test_words_that_were_hard_to_hear_are_named() -> None:
    cue = Cue(10_000, 12_000, "Im Gewandhaus zur Probe im Winter")
    for low, sentence in (
        (("Gewandhaus",), "“Gewandhaus” was hard to hear."),
        (("Gewandhaus", "Probe"), "“Gewandhaus” and “Probe” were hard to hear."),
        (("Gewandhaus", "Probe", "Winter"), "“Gewandhaus”, “Probe” and 1 more were hard to hear."),
    ):
        (found,) = findings(evidence(cue, sources=(heard(cue, *low),)), "unsure")
        assert found.message == sentence


def test_numbers_are_doubted_like_words() -> None:
    cue = Cue(10_000, 12_000, "Am 9. Mai um 19.30 Uhr.")
    (found,) = findings(evidence(cue, sources=(heard(cue, "9.", "19.30"),)), "unsure")
    assert found.words == ("9", "19.30")


def test_an_unknown_word_that_was_hard_to_hear_is_doubted_without_an_idea_what_it_is() -> None:
    cue = Cue(10_000, 12_000, "Im Gelumpel.")
    unknown = Spelling({"Gelumpel": ""}, {"Gelumpel": 1})
    source = heard(cue, "Gelumpel.", probability=0.5)
    assert findings(evidence(cue, spelling=unknown), "spelling") == []
    (found,) = findings(evidence(cue, spelling=unknown, sources=(source,)), "spelling")
    assert found.message == "The dictionary does not know “Gelumpel”, and it was hard to hear."
    assert found.correction is None


def test_speech_after_the_last_cue_is_found_at_the_number_of_cues() -> None:
    on = evidence(GOOD, speech=(Span(10_000, 12_000), Span(30_000, 33_000), Span(34_000, 36_000)))
    found = RISKS[-1].check(on, 1)
    assert found is not None
    assert found.span == Span(30_000, 36_000)


def test_a_cue_that_ends_before_it_starts_leaves_its_speech_alone() -> None:
    cues = (GOOD, Cue(20_000, 22_000, "Ja."))
    on = evidence(*cues, speech=(Span(10_000, 14_000), Span(20_000, 22_000)))
    assert len(findings(on, "unwritten")) == 1
    assert findings(replace(on, cues=(replace(GOOD, end=9_000), cues[1])), "unwritten") == []
