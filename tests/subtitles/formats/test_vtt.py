"""WebVTT: starts in order, everything escaped, notes kept apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.errors import SubtitleFormatError
from studio.model.cue import Cue
from studio.subtitles.formats import vtt

LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), min_size=1, max_size=20
)
CUES = st.builds(
    lambda start, length, lines, speaker: Cue(start, start + length, "\n".join(lines), speaker=speaker),
    st.integers(0, 400_000_000),
    st.integers(1, 10_000),
    st.lists(LINES.filter(lambda line: "<" not in line and "{" not in line), min_size=1, max_size=3),
    st.sampled_from(["", "Anna & Co", "Dr. <Weiß>"]),
)


def test_the_file_is_as_the_standard_says() -> None:
    cues = [Cue(3000, 3_600_000, "<i>a</i> < b & c\n-->", speaker="Anna"), Cue(0, 1500, "Ja.")]
    assert vtt.dumps(cues, "de", notes=["machine made\n--> unchecked"]) == (
        "WEBVTT\n\nNOTE Language: de\n\nNOTE machine made → unchecked\n\n"
        "00:00:00.000 --> 00:00:01.500\nJa.\n\n"
        "00:00:03.000 --> 01:00:00.000\n<v Anna><i>a</i> &lt; b &amp; c\n--&gt;\n"
    )


@given(st.lists(CUES, max_size=6))
def test_what_is_written_is_read(cues: list[Cue]) -> None:
    assert vtt.loads(vtt.dumps(cues, "de")) == sorted(cues, key=lambda cue: cue.start)


def test_other_peoples_files_are_read() -> None:
    text = (
        "\ufeffWEBVTT - a title\r\nX: y\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\nREGION\r\nid:r\r\n\r\n"
        "NOTE\r\nno --\r\n\r\n"
        "first\r\n00:01.000 --> 00:02.000 align:start line:0\r\n"
        "<v.loud Anna>Ja<00:01.500> &amp; <c.yellow>nein</c>\r\n\r\n"
        "100:00:00.000 --> 100:00:01.000\r\n- Zwei\r\n"
    )
    assert vtt.loads(text) == [
        Cue(1000, 2000, "Ja & nein", speaker="Anna"),
        Cue(360_000_000, 360_001_000, "- Zwei"),
    ]


def test_a_line_that_should_hold_times_is_named() -> None:
    with pytest.raises(SubtitleFormatError, match="Line 3"):
        vtt.loads("WEBVTT\n\n00:01,000 --> 00:02,000\nJa\n")


def test_a_file_without_signature_is_refused() -> None:
    with pytest.raises(SubtitleFormatError, match="Line 1"):
        vtt.loads("00:01.000 --> 00:02.000\nJa\n")
