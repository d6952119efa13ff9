"""Splitting text into sentences, measured on hard cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.text import sentence

CASES = Path(__file__).parents[1] / "translation" / "data"
LANGUAGES = ("de", "nl", "en", "fr")


def cases(language: str, half: str) -> list[list[str]]:
    text = (CASES / f"sentences.{language}.{half}.txt").read_text("utf-8")
    return [case.split("\n") for case in text.strip().split("\n\n")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("half", ["tuning", "held_out"])
def test_nine_of_ten_hard_sentences_are_cut_exactly(language: str, half: str) -> None:
    wanted = exact = given = 0
    for case in cases(language, half):
        found = sentence.split(" ".join(case), language)
        wanted, given = wanted + len(case), given + len(found)
        exact += sum(line in found for line in case)
    assert wanted >= 30
    assert exact / max(wanted, given) >= 0.9


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Ich danke dir. Peter kommt.", ["Ich danke dir.", "Peter kommt."]),
        ("de", "Das ist Max. Er geht.", ["Das ist Max.", "Er geht."]),
        ("de-AT", "Es ist z.B. offen. Gut.", ["Es ist z.B. offen.", "Gut."]),
        ("nl", "J. De Vries komt. De deuren gaan open.", ["J. De Vries komt.", "De deuren gaan open."]),
        ("en", "No. I said maybe. See No. 5.", ["No.", "I said maybe.", "See No. 5."]),
        ("es", "El Sr. López llegó. Hola.", ["El Sr. López llegó.", "Hola."]),
        ("ja", "今日は。元気です。", ["今日は。", "元気です。"]),
        ("de", "ohne zeichen und ohne ende", ["ohne zeichen und ohne ende"]),
        ("de", " \n ", []),
        ("../etc", "Hallo. Du da.", ["Hallo.", "Du da."]),
    ],
)
def test_small_cases(language: str, text: str, expected: list[str]) -> None:
    assert sentence.split(text, language) == expected


@given(st.text(alphabet="aA.?! \n'„“-1\u00df😀S", max_size=60), st.sampled_from([*LANGUAGES, "pl"]))
def test_no_text_is_lost(text: str, language: str) -> None:
    spans = sentence.spans(text, language)
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())
    assert all(start < end for start, end in spans)


def test_a_long_text_is_cut_near_its_middle_after_a_mark() -> None:
    text = "aaa bbb ccc, ddd eee fff"
    assert text[: sentence.middle(text)] == "aaa bbb ccc, "
    assert sentence.middle("aaaaaa") == 6
