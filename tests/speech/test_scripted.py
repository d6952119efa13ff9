from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio.errors import PackError
from studio.model.speech import Guess, Segment, Word
from studio.speech import engine
from studio.speech.scripted import Scripted

SCRIPT = {"language": "nl", "segments": [{"words": [["Goedenavond", 100, 700, 0.9], ["allemaal", 700, 1200]]}]}


def test_it_says_what_the_file_tells_in_the_window_it_is_given(tmp_path: Path) -> None:
    (tmp_path / "script.json").write_text(json.dumps(SCRIPT), "utf-8")
    recogniser = engine.open("scripted", tmp_path)
    (segment,) = recogniser.recognise(bytes(32_000), 0, "nl")
    assert segment == Segment((Word("Goedenavond", 100, 700, 0.9), Word("allemaal", 700, 1200)), "nl")
    (first,) = recogniser.recognise(bytes(2 * 16 * 800), 0, "nl")
    assert first.text == "Goedenavond"
    assert recogniser.recognise(bytes(32_000), 5000, "nl") == []
    assert recogniser.guess_language(b"") == Guess("nl", 1.0)
    assert recogniser.languages == ["nl"]
    assert recogniser.run("nl").engine == "scripted"


def test_it_remembers_what_it_was_asked() -> None:
    recogniser = Scripted([])
    recogniser.recognise(b"", 40, "de", ["Mozart"])
    assert recogniser.asked == [(40, "de", ("Mozart",))]


@pytest.mark.parametrize(
    "content", ["", "[]", '{"segments": []}', '{"language": "de", "segments": [{"words": [[1]]}]}']
)
def test_a_script_that_cannot_be_read_says_so(content: str, tmp_path: Path) -> None:
    (tmp_path / "script.json").write_text(content, "utf-8")
    with pytest.raises(PackError, match=r"script\.json") as caught:
        engine.open("scripted", tmp_path)
    assert caught.value.hint
