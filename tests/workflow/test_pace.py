from __future__ import annotations

import json
from pathlib import Path

import pytest

import studio
from studio import paths
from studio.errors import Cancelled, EnvironmentFault
from studio.jobs.lanes import Lanes
from studio.model.pack import Offer, PackKind, Role, Shape
from studio.speech import calibration
from studio.speech.calibration import Calibration, Costs
from studio.workflow import export, pace, work
from studio.workflow.pace import Pace

MEASURED = Calibration(Costs(512, 0.1, 0.2, 0.04, 0.3), Costs(1280, 0.4, 0.5, 0.1, 0.75), 0.1)
SLOW = Calibration(Costs(512, 2.0, 4.0, 0.8, 6.0), Costs(1280, 8.0, 10.0, 2.0, 15.0), 2.0)
BASE, SMALL, LARGE = Shape(6, 6, 512, 51865), Shape(12, 12, 768, 51865), Shape(32, 32, 1280, 51866, 128)
GIGABYTE = 10**9


def offer(id: str, role: Role, shape: Shape) -> Offer:
    return Offer(id, PackKind.SPEECH, id, (), "MIT", role=role, shape=shape)


OFFERS = [offer("base", Role.QUICK, BASE), offer("small", Role.BALANCED, SMALL), offer("large", Role.CAREFUL, LARGE)]


@pytest.fixture
def _kept(home: Path) -> None:
    pace._Keeping().finish(MEASURED)


@pytest.fixture
def file(home: Path) -> Path:
    return paths.cache() / "pace.json"


def memory(monkeypatch: pytest.MonkeyPatch, value: int | None) -> None:
    monkeypatch.setattr(pace, "memory", lambda: value)


def test_nothing_is_known_before_anything_was_measured() -> None:
    assert pace.measured() is None
    assert pace.foretold(OFFERS[0], 600) is None


@pytest.mark.usefixtures("_kept")
def test_what_was_measured_is_known_the_next_time() -> None:
    assert pace.measured() == Pace(MEASURED, {})
    assert pace.foretold(OFFERS[1], 600) == calibration.seconds(MEASURED, SMALL, 600)


@pytest.mark.usefixtures("_kept")
@pytest.mark.parametrize(
    "text",
    [
        "",
        "no JSON",
        "[]",
        "{}",
        "null",
        '"text"',
        "[" * 100_000,
        b"\xff\xfe",
        {"measured": 5},
        {"measured": {}},
        {"measured": {"narrow": {}, "wide": {}, "around": 1}},
        {"listened": []},
        {"listened": {"small": "soon"}},
        {"listened": {"small": None}},
        {"computer": None},
    ],
    ids=lambda value: repr(value)[:30],
)
def test_a_file_that_makes_no_sense_is_as_good_as_none(text: str | bytes | dict[str, object], file: Path) -> None:
    if isinstance(text, dict):
        text = json.dumps({**json.loads(file.read_text("utf-8")), **text})
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert pace.measured() is None
    pace._Keeping().finish(MEASURED)
    assert pace.measured() == Pace(MEASURED, {})


@pytest.mark.usefixtures("_kept")
@pytest.mark.parametrize("value", [0, -1, "1", float("nan"), float("inf"), 10**400])
def test_a_time_that_nothing_can_take_is_not_believed(value: object, file: Path) -> None:
    said = json.loads(file.read_text("utf-8"))
    said["measured"]["narrow"]["encoder"] = value
    file.write_text(json.dumps(said))
    assert pace.measured() is None


@pytest.mark.usefixtures("_kept")
@pytest.mark.parametrize("key", ["program", "processor", "cores"])
def test_another_computer_or_version_is_measured_anew(key: str, file: Path) -> None:
    said = json.loads(file.read_text("utf-8"))
    assert said["computer"]["program"] == studio.__version__
    said["computer"][key] = "another"
    file.write_text(json.dumps(said))
    assert pace.measured() is None


@pytest.mark.usefixtures("_kept")
def test_a_model_that_listened_here_is_known_better() -> None:
    pace.keep_listened("small", 1000, 500)
    known = pace.measured()
    assert known is not None
    assert pace.estimate(known, SMALL, 600, "small") == 300
    assert pace.estimate(known, SMALL, 600) == calibration.seconds(MEASURED, SMALL, 600)
    assert pace.foretold(OFFERS[1], 600) == 300


def test_a_model_under_another_name_is_known_by_that() -> None:
    pace.keep_listened("faster-whisper-small", 1000, 500)
    assert pace.foretold(OFFERS[1], 600) is None
    assert pace.foretold(OFFERS[1], 600, "faster-whisper-small") == 300


def test_a_model_that_listened_is_known_without_measuring() -> None:
    pace.keep_listened("small", 1000, 500)
    assert pace.measured() is None
    assert pace.foretold(OFFERS[1], 600) == 300
    pace._Keeping().finish(MEASURED)
    assert pace.foretold(OFFERS[1], 600) == 300


def test_the_last_listenings_count_most() -> None:
    for took in (1000, 500, 500, 500, 500):
        pace.keep_listened("small", 1000, took)
    found = pace.foretold(OFFERS[1], 1000)
    assert found is not None
    assert 500 < found < 600


def test_little_speech_says_nothing_of_a_model() -> None:
    pace.keep_listened("small", 30, 500)
    pace.keep_listened("small", 1000, 0)
    assert pace.foretold(OFFERS[1], 600) is None


def test_a_cache_that_cannot_be_written_is_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_texts: object) -> None:
        raise EnvironmentFault("The disk is full.")

    monkeypatch.setattr(export, "write_all", full)
    pace.keep_listened("small", 1000, 500)
    pace._Keeping().finish(MEASURED)
    assert pace.measured() is None


def test_a_model_suits_that_is_quick_and_small_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    memory(monkeypatch, 16 * GIGABYTE)
    assert all(pace.suits(Pace(MEASURED), shape) for shape in (BASE, SMALL, LARGE))
    assert not pace.suits(Pace(SLOW), LARGE)
    assert pace.suits(Pace(SLOW, {"large": 0.5}), LARGE, "large")


def test_a_model_that_takes_half_of_the_memory_does_not_suit(monkeypatch: pytest.MonkeyPatch) -> None:
    memory(monkeypatch, 4 * GIGABYTE)
    assert pace.suits(Pace(MEASURED), SMALL)
    assert not pace.suits(Pace(MEASURED), LARGE)
    memory(monkeypatch, None)
    assert pace.suits(Pace(MEASURED), LARGE)


def test_this_computer_knows_its_memory() -> None:
    found = pace.memory()
    assert found is not None
    assert found > GIGABYTE / 4


def test_the_most_careful_model_that_suits_is_recommended(monkeypatch: pytest.MonkeyPatch) -> None:
    memory(monkeypatch, 16 * GIGABYTE)
    assert pace.recommended(Pace(MEASURED), OFFERS) == OFFERS[2]
    assert pace.recommended(Pace(SLOW), OFFERS) == OFFERS[0]
    memory(monkeypatch, 4 * GIGABYTE)
    assert pace.recommended(Pace(MEASURED), OFFERS) == OFFERS[1]


def test_before_measuring_the_balanced_model_is_recommended(monkeypatch: pytest.MonkeyPatch) -> None:
    memory(monkeypatch, 16 * GIGABYTE)
    assert pace.recommended(None, OFFERS) == OFFERS[1]
    memory(monkeypatch, GIGABYTE // 10)
    assert pace.recommended(None, OFFERS) == OFFERS[0]
    assert pace.recommended(None, []) is None


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (10, "less than a minute"),
        (45, "about 1 minute"),
        (100, "about 2 minutes"),
        (5 * 60 + 20, "about 5 minutes"),
        (12 * 60, "about 12 minutes"),
        (18 * 60, "about 20 minutes"),
        (57.6 * 60, "about 1 hour"),
        (81 * 60, "about 1 hour 20 minutes"),
        (4 * 3600 + 7 * 60, "about 4 hours 10 minutes"),
        (100 * 3600, "about 100 hours"),
    ],
)
def test_times_are_said_as_coarsely_as_they_are_known(seconds: float, said: str) -> None:
    assert pace.talk_words(seconds) == f"A talk of 10 minutes takes {said}."
    assert pace.film_words(seconds) == f"{said} for this film"


@pytest.mark.slow
def test_the_computer_is_measured_in_a_worker() -> None:
    seen: list[float] = []
    with Lanes() as lanes:
        made = work.run(pace.measure(), lanes, lambda event: seen.append(event.share))  # type: ignore[union-attr]
    assert pace.measured() == Pace(made)
    assert seen == sorted(seen)
    assert seen[-1] == 1
    assert [file.name for file in paths.cache().iterdir()] == ["pace.json"]


def test_measuring_can_be_stopped() -> None:
    making = pace.measure()
    with Lanes() as lanes, pytest.raises(Cancelled):
        work.run(making, lanes, lambda _event: making.cancel())
    assert pace.measured() is None
