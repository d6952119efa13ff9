"""Workers have no network, but the one that fetches packs for a person."""

from __future__ import annotations

from collections.abc import Iterator

import network_tasks as tasks
import pytest

from studio.errors import Defect
from studio.jobs import serve
from studio.jobs.worker import Worker


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    worker = Worker("offline")
    yield worker
    worker.close()


def test_a_worker_has_no_network(worker: Worker, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Defect, match=r"“network_tasks” tried to use the network") as refused:
        worker.submit(tasks.open_socket).result()
    assert "in open_socket" in refused.value.details
    assert "Nothing was sent" in refused.value.hint


def test_a_library_that_copes_without_a_network_is_found_out_too(
    worker: Worker, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Defect, match="tried to use the network"):
        worker.submit(tasks.look_up).result()
    assert "network_tasks tried to use the network and was refused" in caplog.messages


def test_libraries_of_a_worker_are_told_to_stay_offline_and_silent(worker: Worker) -> None:
    told = worker.submit(tasks.settings_of_libraries).result()
    assert {name: told[name] for name in serve.OFFLINE} == serve.OFFLINE


def test_only_the_worker_that_fetches_has_a_network() -> None:
    fetching = Worker("fetching", online=True)
    try:
        assert fetching.submit(tasks.open_socket).result() == "open"
        told = fetching.submit(tasks.settings_of_libraries).result()
        assert told.keys() & serve.OFFLINE.keys() == serve.QUIET.keys()
    finally:
        fetching.close()


def test_workers_switch_off_what_libraries_would_fetch_or_tell() -> None:
    assert serve.OFFLINE["HF_HUB_OFFLINE"] == "1"
    assert serve.OFFLINE["ORT_DISABLE_TELEMETRY"] == "1"
