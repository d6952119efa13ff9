from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from studio.errors import Cancelled, EnvironmentFault
from studio.model.pack import Shape
from studio.model.progress import Partial, Progress
from studio.speech import calibration, random_model
from studio.speech.calibration import Calibration, Costs

MEASURED = Calibration(Costs(512, 0.1, 0.2, 0.04, 0.3), Costs(1280, 0.4, 0.5, 0.1, 0.75), 0.1)

TINY, BASE, SMALL = Shape(4, 4, 384, 51865), Shape(6, 6, 512, 51865), Shape(12, 12, 768, 51865)
MEDIUM, LARGE, TURBO = Shape(24, 24, 1024, 51865), Shape(32, 32, 1280, 51866), Shape(32, 4, 1280, 51866)

MINIATURE = Shape(1, 1, 64, 2000)


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measure models that are made and tried in no time."""
    shapes = {"NARROW": Shape(1, 1, 64, 2000), "DEEPER": Shape(2, 2, 64, 2000), "WIDE": Shape(2, 2, 128, 2000)}
    for name, shape in shapes.items():
        monkeypatch.setattr(calibration, name, shape)
    monkeypatch.setattr(calibration, "SECONDS", dict.fromkeys(shapes.values(), 0.0))


def trial(encoder: float, decoder: float) -> calibration._Trial:
    """Return a trial whose tokens all came with the first."""
    return calibration._Trial(encoder, decoder, decoder, 0.0)


def test_a_larger_model_takes_longer() -> None:
    took = [calibration.seconds(MEASURED, shape, 600) for shape in (TINY, BASE, SMALL, MEDIUM, LARGE)]
    assert took == sorted(took)
    assert took[0] * 10 < took[-1]


def test_a_model_with_few_layers_that_write_is_quicker() -> None:
    assert calibration.seconds(MEASURED, TURBO, 600) < calibration.seconds(MEASURED, LARGE, 600) * 0.75


def test_what_was_measured_is_what_is_said() -> None:
    look = 6 * 0.1 + 0.04 + calibration.AGAIN * (6 * 0.2 + 0.3) + 0.1
    assert calibration.seconds(MEASURED, BASE, 60) == pytest.approx(look * calibration.LOOKS)


def test_twice_the_speech_takes_twice_as_long() -> None:
    assert calibration.seconds(MEASURED, SMALL, 1200) == pytest.approx(2 * calibration.seconds(MEASURED, SMALL, 600))


def test_a_width_between_costs_something_between() -> None:
    layer = [replace(BASE, width=width) for width in (512, 768, 1024, 1280)]
    took = [calibration.seconds(MEASURED, shape, 600) for shape in layer]
    assert took == sorted(took)


def test_layers_and_the_rest_are_told_apart() -> None:
    found = calibration._solved(trial(0.5, 0.9), trial(1.1, 1.5), trial(2.5, 4.5), around=0.1)
    costs = (found.narrow.encoder, found.narrow.decoder, found.narrow.encoder_rest, found.narrow.decoder_rest)
    assert costs == pytest.approx((0.3, 0.3, 0.2, 0.6))
    assert found.wide.encoder == pytest.approx((2.5 - 0.2 * 2.5) / 2)
    assert found.wide.decoder == pytest.approx((4.5 - 0.6 * 2.5) / 2)


@pytest.mark.parametrize("wrong", [(0.5, 0.5), (0.9, 0.5), (9.0, 0.1)])
def test_disturbed_measurements_never_say_that_a_layer_costs_nothing(wrong: tuple[float, float]) -> None:
    one, several = (trial(value, value) for value in wrong)
    found = calibration._solved(one, several, trial(0.1, 0.1), around=0.1)
    assert calibration.seconds(found, TURBO, 600) > calibration.seconds(found, TINY, 600) > 0


def test_what_disturbs_one_part_of_a_trial_is_left_out() -> None:
    calm, disturbed = calibration._Trial(1.0, 9.0, 3.0, 0.5), calibration._Trial(2.0, 1.0, 4.0, 0.4)
    assert calm.quicker(disturbed) == calibration._Trial(1.0, 1.0, 3.0, 0.4)
    more = 2.0 * (calibration.TOKENS - calibration.FIRST) / calibration.STEPS
    assert calm.quicker(disturbed).decoder == pytest.approx(1.4 + more)


@pytest.mark.parametrize("value", [0.0, -1.0, float("nan"), float("inf")])
def test_nonsense_is_no_measurement(value: float) -> None:
    with pytest.raises(ValueError, match="cannot have been measured"):
        Costs(512, value, 0.2, 0.1, 0.1)


@pytest.mark.usefixtures("_small")
def test_a_computer_is_measured_and_nothing_is_left_behind(tmp_path: Path) -> None:
    said: list[Progress | Partial] = []
    found = calibration.measure(tmp_path / "calibration", report=said.append)
    assert found.narrow.width == 64
    assert found.wide.width == 128
    assert calibration.seconds(found, SMALL, 600) > 0
    assert list(tmp_path.iterdir()) == []
    shares = [event.share for event in said if isinstance(event, Progress)]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 1


@pytest.mark.usefixtures("_small")
def test_stopping_leaves_nothing_behind_either(tmp_path: Path) -> None:
    def stop(event: Progress | Partial) -> None:
        if isinstance(event, Progress) and event.done >= 5:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        calibration.measure(tmp_path / "calibration", report=stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("_small")
def test_what_a_kill_left_goes_with_the_next_time(tmp_path: Path) -> None:
    (tmp_path / "calibration").mkdir()
    (tmp_path / "calibration" / "model.bin").write_bytes(b"half")
    calibration.measure(tmp_path / "calibration", report=lambda _event: None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("_small")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EnvironmentFault, match="cannot be measured") as caught:
        calibration.measure(tmp_path / "file" / "calibration", report=lambda _event: None)
    assert caught.value.hint


def test_a_random_model_says_as_much_as_is_asked_of_it(tmp_path: Path) -> None:
    import ctranslate2
    import numpy as np

    random_model.write(MINIATURE, tmp_path)
    model = ctranslate2.models.Whisper(str(tmp_path), compute_type="int8")
    tokens = random_model.tokens(MINIATURE)
    heard = model.encode(ctranslate2.StorageView.from_array(np.zeros((1, 80, 3000), np.float32)))
    (answer,) = model.generate(
        heard, [tokens.prompt], beam_size=5, max_length=2 * 40, suppress_tokens=[tokens.end], return_scores=True
    )
    assert len(answer.sequences_ids[0]) == 40
    assert model.n_mels == 80
    (aligned,) = model.align(heard, tokens.prompt, [[1, 2, 3]], 3000)
    assert len(aligned.text_token_probs) == 3
