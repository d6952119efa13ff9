"""The computer stays awake while work is under way, and where it cannot be asked, that is no trouble."""

from __future__ import annotations

import logging

import pytest

from studio.gui.awake import Awake


def active() -> bool:
    """Say whether something in this program keeps the computer awake."""
    from wakepy import global_modes

    return any(mode.active for mode in global_modes())


@pytest.fixture
def _system_that_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")


@pytest.mark.usefixtures("_system_that_agrees")
def test_it_is_kept_awake_from_the_first_work_to_the_end_of_the_last() -> None:
    awake = Awake()
    awake(True)
    awake(True)
    assert active()
    awake(False)
    assert not active()
    awake(True)
    assert active()
    awake(False)
    awake(False)
    assert not active()


def test_a_system_that_cannot_be_asked_only_leaves_a_line_in_the_log(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAKEPY_FORCE_FAILURE", "1")
    with caplog.at_level(logging.INFO, "studio"):
        awake = Awake()
        awake(True)
        awake(False)
    assert [record.message for record in caplog.records if record.name.startswith("studio")] == [
        "the system cannot be kept awake"
    ]
