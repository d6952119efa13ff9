"""The W3C's own parser finds no fault in what is written (needs node; npm fetches the parser once)."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from studio.model.cue import Cue
from studio.subtitles import profiles
from studio.subtitles.formats import vtt
from studio.subtitles.segmentation import from_words

HERE = Path(__file__).parents[1] / "webvtt"


@pytest.fixture(scope="module")
def parser() -> Path:
    """Return the script that judges a file, with its package installed."""
    if shutil.which("node") is None:
        pytest.skip("node is not installed (Debian: nodejs)")
    if not (HERE / "node_modules" / "webvtt-parser").is_dir():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("npm is not installed (Debian: npm)")
        command = [npm, "install", "--no-package-lock", "--no-audit", "--no-fund", "--fetch-retries=0"]
        try:
            subprocess.run(command, cwd=HERE, capture_output=True, timeout=180, check=True)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            pytest.skip("npm could not fetch webvtt-parser (no network?)")
    return HERE / "judge.js"


def judged(parser: Path, text: str) -> dict[str, list[object]]:
    done = subprocess.run(["node", str(parser)], input=text.encode(), capture_output=True, check=True, timeout=60)
    return json.loads(done.stdout)


def test_the_parser_finds_faults_where_there_are_some(parser: Path) -> None:
    assert judged(parser, "WEBVTT\n\n00:02.000 --> 00:01.000\n<i>a\n")["errors"]


def test_cues_with_everything_in_them_pass(parser: Path) -> None:
    cues = [
        Cue(0, 1500, "<i>Grüße</i> & <b>mehr</b>\n< 5 > 3 --> 2"),
        Cue(1500, 2000, "&amp; &lrm; <unknown> </i>", speaker="Anna <B> & Co"),
        Cue(1600, 3000, "♪ la la ♪\n\n<u><i>la</u></i>"),
        Cue(360_000_000, 360_001_000, "–"),
    ]
    found = judged(parser, vtt.dumps(cues, "de-AT", notes=["by machine -->\n\nunchecked", "<b>"]))
    assert found["errors"] == []
    assert found["cues"] == [[0, 1.5], [1.5, 2], [1.6, 3], [360_000, 360_001]]


def test_a_file_without_cues_passes(parser: Path) -> None:
    assert judged(parser, vtt.dumps([], "nl"))["errors"] == []


def test_cut_speech_passes(parser: Path, speak) -> None:
    words = speak("Willkommen im Theater! Wer eine Karte möchte, der geht zur Kasse & fragt. " * 20)
    cues = [f.cue for f in from_words(words, profiles.load("de-ard"), "de")]
    found = judged(parser, vtt.dumps(cues, "de"))
    assert found["errors"] == []
    assert found["cues"] == [[cue.start / 1000, cue.end / 1000] for cue in cues]
