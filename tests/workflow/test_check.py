"""The name of a subtitle file says its language, and so the house style it is checked against."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.workflow import check
from studio.workflow.convert import convert


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("film.nl.srt", "nl"),
        ("film.nl.sdh.srt", "nl"),
        ("film.de.forced.vtt", "de"),
        ("film.de-AT.srt", "de-AT"),
        ("film.ger.srt", "de"),
        ("Der Film.srt", ""),
        ("film.war.srt", ""),
        ("film.sdh.srt", ""),
    ],
)
def test_a_name_says_its_language(name: str, language: str) -> None:
    assert check.language_of(Path(name)) == language


def test_captions_are_checked_against_the_style_of_their_language() -> None:
    assert check.profile_of(Path("film.nl.sdh.srt")) == "nl-pro"
    assert check.profile_of(Path("film.srt")) == "web"


@pytest.mark.parametrize(("source", "note"), [("film.de.srt", "\n\nNOTE Language: de\n"), ("film.srt", "\n\n00:")])
def test_a_converted_file_names_its_language_if_there_is_one(source: str, note: str, tmp_path: Path) -> None:
    (tmp_path / source).write_text("1\n00:00:01,000 --> 00:00:02,000\nJa.\n", "utf-8")
    convert(tmp_path / source, tmp_path / "out.vtt")
    assert (tmp_path / "out.vtt").read_text("utf-8").startswith(f"WEBVTT{note}")
