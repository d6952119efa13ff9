from __future__ import annotations

import difflib
import json
import re
import shutil
import socket
import statistics
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.errors import InputError, PackError
from studio.model.progress import Partial, Progress
from studio.model.speech import Segment, Span, Word
from studio.speech import engine, language, listen, whisper, windows

FILES = ["model.bin", "config.json", "tokenizer.json", "vocabulary.json", "preprocessor_config.json"]


def _ignore(_said: Progress | Partial) -> None:
    pass


@pytest.fixture
def copy(model_folder: Path, tmp_path: Path) -> Path:
    """Return a copy of the practice model that may be damaged."""
    return Path(shutil.copytree(model_folder, tmp_path / "whisper-practice"))


@pytest.fixture
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_words: object, **_more: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("_no_network")
@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named_before_anything_is_loaded(name: str, copy: Path) -> None:
    (copy / name).unlink()
    with pytest.raises(PackError, match=re.escape(name)) as caught:
        engine.open("whisper", copy)
    assert caught.value.hint


@pytest.mark.usefixtures("_no_network")
@pytest.mark.parametrize("content", [b"", b"\x00\xffrubbish" * 40, b"{}"], ids=["empty", "rubbish", "braces"])
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_named(name: str, content: bytes, copy: Path) -> None:
    (copy / name).write_bytes(content)
    with pytest.raises(PackError, match=re.escape(name)) as caught:
        engine.open("whisper", copy)
    assert caught.value.hint


@pytest.mark.parametrize("share", [0.01, 0.5, 0.99])
def test_a_model_that_was_copied_in_part_is_named(share: float, copy: Path) -> None:
    whole = (copy / "model.bin").read_bytes()
    (copy / "model.bin").write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(PackError, match=r"model\.bin"):
        engine.open("whisper", copy)


def test_the_wrong_number_of_bands_is_noticed(copy: Path) -> None:
    settings = json.loads((copy / "preprocessor_config.json").read_text("utf-8"))
    (copy / "preprocessor_config.json").write_text(json.dumps(settings | {"feature_size": 128}), "utf-8")
    with pytest.raises(PackError, match="80 bands") as caught:
        engine.open("whisper", copy)
    assert "preprocessor_config.json" in caught.value.message


def test_a_folder_that_is_not_there_says_what_to_get(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no speech model") as caught:
        engine.open("whisper", tmp_path / "none")
    assert caught.value.hint


def test_an_older_model_needs_no_preprocessor_file(copy: Path) -> None:
    real = copy.rename(copy.parent / "older")
    (real / "preprocessor_config.json").unlink()
    recogniser = engine.open("whisper", real, threads=1)
    assert not recogniser.run("de").practice


def test_a_graphics_card_that_cannot_be_used_is_left_alone(
    model_folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import ctranslate2

    if ctranslate2.get_cuda_device_count():
        pytest.skip("there is a graphics card here")
    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 1)
    recogniser = engine.open("whisper", model_folder)
    assert dict(recogniser.run("de").settings)["device"] == "cpu"
    assert "graphics card" in caplog.text
    with pytest.raises(PackError):
        engine.open("whisper", model_folder, device="cuda")


def test_the_run_says_how_it_was_made(model: whisper.Whisper) -> None:
    run = model.run("de")
    settings = dict(run.settings)
    assert (run.engine, run.model, run.language, run.practice) == ("whisper", "whisper-practice", "de", True)
    assert re.fullmatch("[0-9a-f]{64}", settings["sha256"])
    assert settings["threads"] == "1"
    assert settings["type"].startswith("int8")
    assert settings["temperatures"].startswith("0.0")


def test_it_knows_the_languages_it_was_trained_for(model: whisper.Whisper) -> None:
    assert sorted(model.languages) == ["de", "en", "nl"]


def test_a_region_is_heard_as_its_language(model: whisper.Whisper, noise) -> None:
    hiss = noise(3).samples
    assert [s.words for s in model.recognise(hiss, 0, "de-AT")] == [s.words for s in model.recognise(hiss, 0, "de")]


def test_a_language_the_model_was_not_made_for_is_refused(model: whisper.Whisper) -> None:
    language.refuse_unknown("nl-BE", model)
    with pytest.raises(InputError, match="“fr”") as caught:
        language.refuse_unknown("fr", model)
    assert caught.value.hint == "Choose from: de, en, nl."


def test_it_hears_the_sample_on_its_clock(model: whisper.Whisper, welcome, practice: Path) -> None:
    if not (practice / "whisper-practice").is_dir():
        pytest.skip("the practice model that knows the sample's words is not here")
    known = json.loads((practice / "welcome.de.json").read_text("utf-8"))
    truth = [(word["word"], word["start"] * 1000) for sentence in known["sentences"] for word in sentence["words"]]
    heard = list(listen.listen(welcome, model, language="de", report=_ignore))
    said = [word for part in heard for segment in part.segments for word in segment.words]
    blocks = difflib.SequenceMatcher(
        None, [_plain(word.text) for word in said], [_plain(text) for text, _start in truth], autojunk=False
    ).get_matching_blocks()
    pairs = [(said[block.a + n], truth[block.b + n]) for block in blocks for n in range(block.size)]
    assert len(pairs) >= 0.8 * len(truth)
    assert statistics.median(abs(word.start - start) for word, (_text, start) in pairs) <= 80
    assert all(first.end <= second.start for first, second in pairwise(said))
    for part in heard:
        assert all(part.window.start <= segment.start <= segment.end <= part.window.end for segment in part.segments)
    for start, end in known["silences"]:
        assert not any(word.start < (start * 1000 + end * 1000) / 2 < word.end for word in said)


def _plain(text: str) -> str:
    return re.sub(r"\W", "", text.casefold())


def test_its_language_is_proposed_from_the_sample(model: whisper.Whisper, welcome) -> None:
    best, *others = language.propose(welcome, model)
    assert best.language == "de"
    assert best.probability > 0.5
    assert sum(guess.probability for guess in [best, *others]) == pytest.approx(1, abs=0.05)


def test_the_same_sound_gives_the_same_words(model: whisper.Whisper, noise) -> None:
    hiss = noise(3).samples  # bad enough for the temperatures that draw lots
    assert model.recognise(hiss, 0, "de") == model.recognise(hiss, 0, "de")


@pytest.mark.parametrize("seconds", [0.1, 0.3, 30])
def test_sound_of_any_length_is_bearable(seconds: float, model: whisper.Whisper, noise) -> None:
    for segment in model.recognise(noise(seconds).samples, 5000, "nl"):
        assert 5000 <= segment.start <= segment.end <= 5000 + seconds * 1000


def test_more_names_than_fit_are_cut_and_not_refused(model: whisper.Whisper, noise) -> None:
    names = [f"Annemarie van den Boogaard-Übergröße {number}" for number in range(400)]
    model.recognise(noise(1).samples, 0, "nl", names, prompt="Und dann sagte sie: " * 200)
    kept, prompt = model._bounded(["Mozart", *names], "vorher " * 500)
    assert kept is not None
    assert kept.startswith("Mozart, Annemarie")
    assert model._tokens(f" {kept}") + model._tokens(f" {prompt or ''}") <= whisper.NAME_TOKENS
    assert model._bounded([], None) == (None, None)


@pytest.mark.parametrize("name", ["jfk.flac", "stereo_diarization.wav"])
@pytest.mark.parametrize("sound", ["speech", "singing", "everything"])
def test_foreign_recordings_run_through(name: str, sound: windows.Sound, model: whisper.Whisper, foreign) -> None:
    signal = foreign(name)
    heard = list(listen.listen(signal, model, language="en", sound=sound, report=_ignore))
    assert heard
    assert all(part.window.end <= signal.duration for part in heard)


def _raw(word: str, start: float = 0.0, end: float = 0.1, probability: float = 0.5) -> SimpleNamespace:
    return SimpleNamespace(word=word, start=start, end=end, probability=probability)


JOINED = {
    (" 3.", "50", " Euro"): ["3.50", "Euro"],
    (" -", " Guten", " Abend"): ["- Guten", "Abend"],
    (" „", "Ja", "“", ","): ["„Ja“,"],
    (" ¿Qué", "?"): ["¿Qué?"],
    ("Erst", " dann"): ["Erst", "dann"],
    (" ", "", " ja"): ["ja"],
    (" zwei  Teile",): ["zwei Teile"],
    (" (",): ["("],
}


@pytest.mark.parametrize("pieces", JOINED, ids="|".join)
def test_pieces_become_words(pieces: tuple[str, ...]) -> None:
    words = whisper._words([_raw(piece) for piece in pieces], Span(0, 1000), 0, "de")
    assert [word.text for word in words] == JOINED[pieces]


def test_languages_without_spaces_keep_their_words() -> None:
    words = whisper._words([_raw("你"), _raw("好"), _raw("。")], Span(0, 1000), 0, "zh")
    assert [word.text for word in words] == ["你", "好", "。"]


PIECES = st.lists(
    st.builds(
        _raw,
        st.sampled_from([" ja", "ja", " -", ".", " „", " ", ""]),
        st.floats(-1, 40),
        st.floats(-1, 40),
        st.floats(-0.1, 1.1),
    ),
    max_size=8,
)


@given(PIECES, st.integers(0, 10_000), st.integers(0, 30_000))
def test_words_ascend_inside_their_window(pieces: list[SimpleNamespace], start: int, length: int) -> None:
    window = Span(start, start + length)
    words = whisper._words(pieces, window, start, "de")
    assert all(first.end <= second.start for first, second in pairwise(words))
    assert all(window.start <= word.start <= word.end <= window.end for word in words)


def test_segments_follow_each_other_even_where_the_model_goes_back() -> None:
    found = [
        SimpleNamespace(words=[_raw(" eins", 0, 2)], avg_logprob=-0.1),
        SimpleNamespace(words=[], avg_logprob=-0.1),
        SimpleNamespace(words=[_raw(" zwei", 1, 3)], avg_logprob=-0.2),
    ]
    assert whisper._segments(found, Span(1000, 9000), "de") == [
        Segment((Word("eins", 1000, 3000, 0.5),), "de", -0.1),
        Segment((Word("zwei", 3000, 4000, 0.5),), "de", -0.2),
    ]
