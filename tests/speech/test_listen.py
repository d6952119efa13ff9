from __future__ import annotations

from itertools import pairwise

import pytest

from studio.errors import Cancelled
from studio.model.progress import Partial, Progress
from studio.model.speech import Doubt, Heard, Segment, Word
from studio.speech import language, listen
from studio.speech.scripted import Scripted


class _Together(Scripted):
    """Hears several windows in one go, as Whisper does."""

    @property
    def field(self) -> int:
        return 30_000


def _ignore(_said: Progress | Partial) -> None:
    pass


def _words(*starts: int) -> Segment:
    return Segment(tuple(Word(f"w{start}", start, start + 300) for start in starts), "en")


def test_every_window_comes_once_in_order_with_its_words(noise) -> None:
    told = _words(1000, 25_000, 50_000, 69_000)
    heard = list(listen.listen(noise(70), Scripted([told]), language="en", sound="everything", report=_ignore))
    assert [word for part in heard for segment in part.segments for word in segment.words] == list(told.words)
    assert (heard[0].window.start, heard[-1].window.end) == (0, 70_000)
    assert all(first.window.end == second.window.start for first, second in pairwise(heard))


def test_names_and_language_reach_the_recogniser(noise) -> None:
    recogniser = Scripted([])
    list(listen.listen(noise(2), recogniser, language="de", sound="everything", names=["Mozart"], report=_ignore))
    assert recogniser.asked == [(0, "de", ("Mozart",))]


@pytest.mark.parametrize("kept", [1, 2])
def test_going_on_behind_a_window_hears_exactly_the_rest(noise, kept: int) -> None:
    signal, recogniser = noise(70), Scripted([_words(1000, 25_000, 50_000, 69_000)])
    whole = list(listen.listen(signal, recogniser, language="en", sound="everything", report=_ignore))
    asked = len(recogniser.asked)
    part = listen.Part(heard_until=whole[kept - 1].window.end)
    rest = list(listen.listen(signal, recogniser, language="en", sound="everything", report=_ignore, part=part))
    assert rest == whole[kept:]
    assert len(recogniser.asked) == 2 * asked - kept, "what is known is not recognised again"


def test_windows_after_a_known_one_are_those_of_an_undisturbed_listening(welcome) -> None:
    whole = list(listen.listen(welcome, _Together([], "de"), language="de", report=_ignore))
    for kept, heard in enumerate(whole, 1):
        part = listen.Part(heard_until=heard.window.end)
        rest = list(listen.listen(welcome, _Together([], "de"), language="de", report=_ignore, part=part))
        assert rest == whole[kept:]


def test_only_the_stretch_in_order_is_listened_to(noise) -> None:
    told = _words(1000, 25_000, 50_000, 69_000)
    part = listen.Part(start=20_000, stop=55_000)
    heard = list(
        listen.listen(noise(70), Scripted([told]), language="en", sound="everything", report=_ignore, part=part)
    )
    said = [word.start for part in heard for segment in part.segments for word in segment.words]
    assert said == [25_000, 50_000]
    assert heard[0].window.start == pytest.approx(20_000, abs=32)
    assert heard[-1].window.end <= 55_000


def test_progress_counts_seconds_of_sound_to_the_end(noise) -> None:
    said: list[Progress | Partial] = []
    list(listen.listen(noise(70), Scripted([]), language="en", sound="everything", report=said.append))
    progress = [report for report in said if isinstance(report, Progress)]
    assert {report.unit for report in progress} == {"seconds"}
    assert {report.total for report in progress} == {70.0}
    assert [report.done for report in progress] == sorted(report.done for report in progress)
    assert progress[-1].done == 70.0


def test_a_long_silence_can_be_cancelled(signal) -> None:
    reports = 0

    def cancel(_said: Progress | Partial) -> None:
        nonlocal reports
        reports += 1
        if reports == 3:
            raise Cancelled("stopped")

    silence = signal(bytes(32_000 * 600))
    with pytest.raises(Cancelled):
        list(listen.listen(silence, Scripted([]), language="en", report=cancel))
    assert silence.furthest < 32_000 * 60


def test_doubts_are_flagged_but_nothing_is_deleted(welcome) -> None:
    invented = Segment(tuple(Word(text, 27_000, 27_500) for text in ["Untertitel", "der", "Amara.org-Community"]), "de")
    heard = list(listen.listen(welcome, Scripted([invented], "de"), language="de", sound="everything", report=_ignore))
    (segment,) = [segment for part in heard for segment in part.segments]
    assert segment.text == invented.text
    assert Doubt.KNOWN_PHRASE in {flag.doubt for flag in segment.flags}
    assert Doubt.NO_SPEECH not in {flag.doubt for flag in segment.flags}  # everything was asked for


def test_silences_and_tones_of_the_sample_are_not_listened_to(welcome, practice) -> None:
    import json

    known = json.loads((practice / "welcome.de.json").read_text("utf-8"))
    heard: list[Heard] = list(listen.listen(welcome, Scripted([]), language="de", report=_ignore))
    for start, end in [*known["silences"], *known["tones"]]:
        middle = (start + end) * 500
        assert not any(part.window.start <= middle < part.window.end for part in heard)
    for sentence in known["sentences"]:
        middle = (sentence["start"] + sentence["end"]) * 500
        assert any(part.window.start <= middle < part.window.end for part in heard)


def test_the_language_is_the_mean_over_several_places(welcome) -> None:
    class Unsure(Scripted):
        def guesses(self, samples: bytes):
            from studio.model.speech import Guess

            self.asked.append((len(samples), "", ()))
            best = 0.9 if len(self.asked) == 1 else 0.2
            return sorted([Guess("de", best), Guess("nl", 1 - best)], key=lambda guess: -guess.probability)

    recogniser = Unsure([])
    found = language.propose(welcome, recogniser)
    count = len(recogniser.asked)
    assert 1 < count <= language.SAMPLES
    assert [guess.language for guess in found] == (["nl", "de"] if count == 3 else ["de", "nl"])
    assert sum(guess.probability for guess in found) == pytest.approx(1)


def test_among_leaves_other_languages_out(welcome) -> None:
    found = language.propose(welcome, Scripted([], "de"), among=["nl", "en"])
    assert found == []
    (only,) = language.propose(welcome, Scripted([], "de"), among=["de", "en"])
    assert (only.language, only.probability) == ("de", 1.0)


def test_the_language_of_singing_is_looked_for_where_there_is_no_speech(noise) -> None:
    assert language.propose(noise(5), Scripted([], "de")) == []
    (found,) = language.propose(noise(5), Scripted([], "de"), sound="everything")
    assert found.language == "de"


def test_silence_has_no_language(signal) -> None:
    assert language.propose(signal(bytes(32_000 * 5)), Scripted([])) == []
