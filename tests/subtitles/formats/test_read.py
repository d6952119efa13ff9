"""Any encoding, any line ends, any format pysubs2 reads."""

import codecs

import pysubs2
import pytest

from studio.errors import SubtitleFormatError
from studio.model.cue import Cue
from studio.subtitles.formats import FORMATS, read

GERMAN = "1\n00:00:01,000 --> 00:00:02,500\nSchöne Grüße für Müßiggänger,\ndie Öfen über Äcker tragen.\n"
CUES = [Cue(1000, 2500, "Schöne Grüße für Müßiggänger,\ndie Öfen über Äcker tragen.")]
POLISH = "Zażółć gęślą jaźń, powiedział strażnik. Źródło łez i ćma w ciemności, żaden gość nie śpi. " * 4
CZECH = "Dveře se otevřely a někdo přišel. Řekl, že představení začíná v osm hodin večer. " * 4
GREEK = "Καλημέρα σας, κυρίες και κύριοι. Η παράσταση αρχίζει στις οκτώ το βράδυ. " * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_german_is_read_in_any_encoding(encoding: str, line_end: str) -> None:
    assert read.cues(GERMAN.replace("\n", line_end).encode(encoding), ".srt") == CUES


def test_byte_order_marks_of_both_kinds_are_known() -> None:
    assert read.cues(codecs.BOM_UTF16_BE + GERMAN.encode("utf-16-be"), ".srt") == CUES


@pytest.mark.parametrize(("text", "encoding"), [(POLISH, "cp1250"), (CZECH, "cp1250"), (GREEK, "cp1253")])
def test_other_old_encodings_are_guessed(text: str, encoding: str) -> None:
    assert read.decode(text.encode(encoding)) == text


def test_a_short_text_in_the_encoding_of_windows_is_not_taken_for_another() -> None:
    assert read.decode("Für dich – “später”…".encode("cp1252")) == "Für dich – “später”…"


def test_a_file_that_is_not_text_is_refused_with_its_line() -> None:
    with pytest.raises(SubtitleFormatError, match="line 2 holds binary"):
        read.cues(b"abc\n\x00\x01\x02", ".srt")


def test_a_file_that_is_not_what_its_mark_says_is_refused_with_its_line() -> None:
    with pytest.raises(SubtitleFormatError, match="Line 2 cannot be read as UTF-8"):
        read.cues(codecs.BOM_UTF8 + b"1\n\xff\xfe", ".srt")


@pytest.mark.parametrize("format", ["srt", "vtt", "ass", "ssa", "ttml", "json"])
def test_what_pysubs2_writes_is_read(format: str) -> None:
    subtitles = pysubs2.SSAFile()
    subtitles.append(pysubs2.SSAEvent(1000, 2500, "Schöne Grüße\\N{\\i1}an alle{\\i0}"))
    found = read.cues(subtitles.to_string(format), f".{format}")
    assert [(cue.start, cue.end) for cue in found] == [(1000, 2500)]
    assert found[0].text.replace("<i>", "").replace("</i>", "") == "Schöne Grüße\nan alle"


def test_sami_is_read() -> None:
    text = "<SAMI><BODY><SYNC Start=1000><P>Ja.<br>Nein.</P></SYNC><SYNC Start=2500><P>&nbsp;</P></SYNC></BODY></SAMI>"
    found = read.cues(text, ".smi")
    assert (found[0].start, found[0].text) == (1000, "Ja.\nNein.")


@pytest.mark.parametrize(("rate", "end"), [("{1}{1}50\n", 1500), ("", 3000)])
def test_microdvd_is_read_by_its_declared_frame_rate_or_25(rate: str, end: int) -> None:
    found = read.cues(rate + "{25}{75}Ja.|Nein.\n", ".sub")
    assert [(cue.end, cue.text) for cue in found] == [(end, "Ja.\nNein.")]


@pytest.mark.parametrize("suffix", [".ass", ".sub", ".xyz", ""])
def test_a_file_of_no_known_format_is_refused(suffix: str) -> None:
    with pytest.raises(SubtitleFormatError) as caught:
        read.cues("Das ist kein Untertitel.\n", suffix)
    assert "Line 1" in caught.value.message
    assert ".srt" in caught.value.hint


@pytest.mark.parametrize("id", FORMATS)
def test_every_format_of_the_table_is_read_back(id: str) -> None:
    format = FORMATS[id]
    assert read.cues(format.dumps(CUES, "de").encode(), format.suffix) == CUES


def test_a_webvtt_file_is_known_by_its_signature() -> None:
    assert read.cues(FORMATS["vtt"].dumps(CUES, "de"), ".txt") == CUES
