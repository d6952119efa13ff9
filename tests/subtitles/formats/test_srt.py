"""SubRip: written strictly, read with patience."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.errors import SubtitleFormatError
from studio.model.cue import Cue
from studio.subtitles.formats import srt

LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), min_size=1, max_size=20
)
TEXTS = st.lists(
    LINES.filter(lambda line: "<" not in line and "{" not in line and "-->" not in line), min_size=1, max_size=3
)
CUES = st.builds(
    lambda start, length, lines: Cue(start, start + length, "\n".join(lines)),
    st.integers(0, 400_000_000),
    st.integers(1, 10_000),
    TEXTS,
)


def test_the_file_is_strict() -> None:
    cues = [Cue(0, 1500, "Ja.\nNein."), Cue(3_723_004, 3_724_000, "<I>Grüße</I>")]
    assert srt.dumps(cues, "de") == (
        "1\n00:00:00,000 --> 00:00:01,500\nJa.\nNein.\n\n2\n01:02:03,004 --> 01:02:04,000\n<i>Grüße</i>\n"
    )


def test_blank_lines_inside_a_cue_and_foreign_tags_go() -> None:
    cue = Cue(0, 1000, "{\\an8}<font color='red'>Ja</font>\n\n \r\n<i>Nein\n</i>")
    assert srt.dumps([cue], "de").split("\n", 2)[2] == "Ja\n<i>Nein</i>\n"


def test_empty_cues_are_left_out_and_do_not_count() -> None:
    written = srt.dumps([Cue(0, 1, " "), Cue(1, 2, "<i></i>"), Cue(3, 4, "a")], "de")
    assert written == "1\n00:00:00,003 --> 00:00:00,004\na\n"
    assert srt.dumps([], "de") == ""


@given(st.lists(CUES, min_size=1, max_size=6))
def test_what_is_written_is_read(cues: list[Cue]) -> None:
    assert srt.loads(srt.dumps(cues, "de")) == cues


@pytest.mark.parametrize(
    "text",
    [
        "00:00:01,000 --> 00:00:02,000\nEins\n\n00:00:03,000 --> 00:00:04,500\nZwei\nDrei\n",  # no counters
        "7\n00:00:01,000 --> 00:00:02,000\nEins\n7\n00:00:03,000 --> 00:00:04,500\nZwei\nDrei",  # no blank line
        "\ufeff1\r\n00:00:01,000 --> 00:00:02,000\r\nEins\r\n\r\n"
        "2\r\n00:00:03,000 --> 00:00:04,500\r\nZwei\r\nDrei\r\n",
        "1\r00:00:01,000 --> 00:00:02,000\rEins\r\r2\r00:00:03,000 --> 00:00:04,500\rZwei\rDrei\r",
        "\n\n1\n0:0:1.0 -> 0:0:2.00\nEins\n\n\n\n2\n00:00:03,0-->00:00:04.5 X1:10 X2:20\nZwei\n\nDrei\n\n",
    ],
)
def test_odd_files_are_read(text: str) -> None:
    assert srt.loads(text) == [Cue(1000, 2000, "Eins"), Cue(3000, 4500, "Zwei\nDrei")]


def test_a_number_at_the_end_of_a_text_is_text() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nGleis\n9\n\n2\n00:00:03,000 --> 00:00:04,000\n10\n"
    assert [cue.text for cue in srt.loads(text)] == ["Gleis\n9", "10"]


def test_a_line_that_should_hold_times_is_named() -> None:
    with pytest.raises(SubtitleFormatError) as caught:
        srt.loads("1\n00:00:01,000 --> 00:00:02,000\nEins\n\n2\n00:99:03,000 --> zwei\nZwei\n")
    assert "Line 6" in caught.value.message
    assert "00:99:03,000 --> zwei" in caught.value.message
    assert "00:01:02,345" in caught.value.hint


@pytest.mark.parametrize("text", ["", "Das ist kein Untertitel.\n", "1\n2\n3\n"])
def test_a_file_without_times_is_refused(text: str) -> None:
    with pytest.raises(SubtitleFormatError) as caught:
        srt.loads(text)
    assert caught.value.hint


def test_a_year_at_the_end_of_a_text_is_no_counter_where_there_are_none() -> None:
    text = "00:00:01,000 --> 00:00:02,000\n1984\n00:00:03,000 --> 00:00:04,000\nSchluss\n"
    assert [cue.text for cue in srt.loads(text)] == ["1984", "Schluss"]
