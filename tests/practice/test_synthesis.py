"""Synthetic speech and its word times; skipped where espeak-ng is not installed."""

from __future__ import annotations

import ctypes

import numpy as np
import pytest
import synthesis


@pytest.fixture(autouse=True)
def _espeak() -> None:
    try:
        ctypes.CDLL("libespeak-ng.so.1")
    except OSError:
        pytest.skip("espeak-ng is not installed")


@pytest.mark.parametrize(
    ("voice", "text"),
    [
        ("de+f2", "Am 3. Juni beginnt das Konzert um 6 Uhr."),
        ("en", "My name is Clara Vogel, and I work in the café."),
        ("nl+m3", "De rondleiding kost 12 euro, maar voor kinderen is de toegang gratis."),
    ],
)
def test_every_word_has_its_time_in_order(voice: str, text: str) -> None:
    audio, words = synthesis.speak(text, voice, rate=140)

    edges = [edge for word in words for edge in (word.start, word.end)]
    assert [word.word for word in words] == text.split()
    assert edges == sorted(edges)
    assert all(word.end - word.start > 0.02 for word in words)
    assert abs(words[-1].end - len(audio) / synthesis.SAMPLE_RATE) < 0.05


def test_speech_is_trimmed_and_does_not_clip() -> None:
    audio, words = synthesis.speak("Das Museum ist schön.", "de")

    assert audio.dtype == np.float32
    assert words[0].start < 0.05
    assert np.abs(audio[:3200]).max() > 0.02
    assert np.abs(audio).max() <= 1.0


def test_german_dates_are_said_as_ordinals() -> None:
    assert synthesis.spoken_form("Am 21. April um 8 Uhr.") == "Am einundzwanzigsten April um 8 Uhr."


def test_an_unknown_voice_is_refused() -> None:
    with pytest.raises(ValueError, match="no voice"):
        synthesis.speak("Hallo", "kein-solcher-sprecher")


def test_resampling_keeps_a_tone_and_its_length() -> None:
    time = np.arange(22050) / 22050
    tone = np.sin(2 * np.pi * 440 * time).astype(np.float32)

    resampled = synthesis.resample(tone, 22050)

    expected = np.sin(2 * np.pi * 440 * np.arange(16000) / 16000)
    assert len(resampled) == 16000
    assert np.abs(resampled - expected)[200:-200].max() < 0.01
