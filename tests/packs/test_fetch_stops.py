"""A fetch that is paused, stopped, killed, or out of room: what came is kept, and gone on with."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from studio import paths
from studio.errors import Cancelled, EnvironmentFault, PackError, WorkerDied
from studio.jobs.job import Job
from studio.jobs.lanes import Lanes
from studio.jobs.worker import Worker
from studio.model.pack import Manifest, Offer, PackKind
from studio.model.progress import Partial, Progress
from studio.packs import fetch, installed, staging
from studio.packs import manifest as manifests
from studio.packs.fetch.network import Network, Patience
from studio.workflow import fetching
from tests.packs.hub_server import Fault, HubServer, practice_files, practice_offer

PATIENCE = 60.0  # seconds; only a hang takes so long
SIZE = len(practice_files()["model.bin"])


@pytest.fixture
def hub() -> Iterator[HubServer]:
    with HubServer() as server:
        yield server


@pytest.fixture
def workers() -> Iterator[Callable[[], Worker]]:
    """Make workers with a network, and end them."""
    made: list[Worker] = []

    def make() -> Worker:
        made.append(Worker("fetching", online=True))
        return made[-1]

    yield make
    for worker in made:
        worker.close()


def submit(worker: Worker, hub: HubServer, offer: Offer | None = None) -> Job[Manifest]:
    return worker.submit(fetching.fetch_pack, offer or practice_offer(), Network(hub=hub.address))


def part(name: str = "model.bin") -> Path:
    return staging.folder(PackKind.SPEECH, "practice") / f"{name}.part"


def wait_until(is_so: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def assert_absent() -> None:
    assert [pack.place for pack in installed.speech_models()] == ["shipped"]
    assert not (paths.packs() / "speech").exists()


def assert_whole(manifest: Manifest) -> None:
    staged = staging.folder(PackKind.SPEECH, "practice")
    assert manifests.differences(staged, manifest) == []
    assert all((staged / file.name).read_bytes() == practice_files()[file.name] for file in manifest.files)
    place = staging.put_in_place(staged, manifest)
    assert manifests.differences(place, manifest) == []


@pytest.mark.parametrize(
    ("path", "at"),
    [("/revision/", 10), ("model.bin", 0), ("model.bin", 2_500_000), ("tokenizer.json", 100_000)],
)
def test_a_fetch_that_is_killed_goes_on_from_the_bytes_that_were_there(
    path: str, at: int, hub: HubServer, workers: Callable[[], Worker]
) -> None:
    name = "" if path.startswith("/") else path
    hub.faults = [Fault(name or practice_offer().commit, "stall", at=at)]
    worker = workers()
    job = submit(worker, hub)
    assert hub.stalled.wait(PATIENCE)
    wait_until(lambda: not name or not at or size(part(name)) == at)
    (process,) = (child for child in multiprocessing.active_children() if child.name == "fetching")
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    with pytest.raises(WorkerDied):
        job.result()
    assert_absent()
    hub.log.clear()
    assert_whole(submit(worker, hub).result())
    assert [answer.start for answer in hub.sent(name or "model.bin")] == [at if name else 0]
    if name == "tokenizer.json":
        assert hub.sent("model.bin") == []


@pytest.mark.parametrize("at", [0, 1_000_000])
def test_a_stalled_fetch_is_stopped_and_goes_on_later(at: int, hub: HubServer, workers: Callable[[], Worker]) -> None:
    hub.faults = [Fault("model.bin", "stall", at=at)]
    worker = workers()
    job = submit(worker, hub)
    assert hub.stalled.wait(PATIENCE)
    wait_until(lambda: size(part()) == at)
    job.cancel()
    with pytest.raises(Cancelled):
        job.result()
    assert_absent()
    hub.log.clear()
    assert_whole(submit(worker, hub).result())
    assert [answer.start for answer in hub.sent("model.bin")] == [at]


def test_a_fetch_says_that_it_lives_while_the_network_is_silent_and_pauses_then(hub: HubServer) -> None:
    hub.faults = [Fault("model.bin", "stall", at=1_000_000)]
    work = fetching.get(practice_offer())
    work.values = (practice_offer(), Network(hub=hub.address))
    with Lanes() as lanes:
        job = work.start(lanes)
        seen: list[Progress | Partial] = []
        for event in job.events():
            if isinstance(event, Progress | Partial):
                seen.append(event)
                work.take(event)
            if size(part()) == 1_000_000:
                work.pause()
    assert Partial(fetch.Tick()) in seen
    assert size(part()) == 1_000_000
    assert_absent()


def test_a_stop_between_two_tries_is_immediate(hub: HubServer, tmp_path: Path) -> None:
    hub.faults = [Fault("model.bin", "status", times=-1)]
    network = Network(hub=hub.address, patience=Patience(waits=(PATIENCE * 10,)))

    def stop_while_waiting(event: Progress | Partial) -> None:
        if isinstance(event, Partial) and "overloaded" in event.value.trouble:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        fetch.fetch(practice_offer(), network, tmp_path / "staged", stop_while_waiting)


def test_of_two_fetches_of_one_pack_the_second_is_refused(hub: HubServer, workers: Callable[[], Worker]) -> None:
    hub.faults = [Fault("model.bin", "stall", at=1000)]
    first = submit(workers(), hub)
    assert hub.stalled.wait(PATIENCE)
    second = workers()
    with pytest.raises(PackError, match="“practice” is being fetched"):
        submit(second, hub).result()
    other = submit(second, hub, practice_offer(id="other")).result()
    assert manifests.differences(staging.folder(PackKind.SPEECH, "other"), other) == []
    first.cancel()
    with pytest.raises(Cancelled):
        first.result()
    assert_whole(submit(second, hub).result())


def test_a_disk_without_room_is_seen_before(hub: HubServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "SPARE", 1 << 60)
    with pytest.raises(EnvironmentFault, match="not enough room"):
        fetch.fetch(practice_offer(), Network(hub=hub.address), tmp_path / "staged", lambda event: None)
    assert hub.sent("model.bin") == []


def test_a_disk_that_becomes_full_keeps_what_came(
    hub: HubServer, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "need_room", lambda place, size: None)
    staged = small_disk / "staged"
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(4 << 20))
    with pytest.raises(EnvironmentFault, match="The disk became full") as caught:
        fetch.fetch(practice_offer(), Network(hub=hub.address), staged, lambda event: None)
    assert "what has come is kept" in caught.value.hint
    kept = size(staged / "model.bin.part")
    assert 0 < kept < SIZE
    ballast.unlink()
    hub.log.clear()
    manifest = fetch.fetch(practice_offer(), Network(hub=hub.address), staged, lambda event: None)
    assert manifests.differences(staged, manifest) == []
    assert [answer.start for answer in hub.sent("model.bin")] == [kept]


def test_a_disk_for_small_files_only_is_named(hub: HubServer, tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, before[1]))
    try:
        with pytest.raises(EnvironmentFault, match="cannot hold files as large"):
            fetch.fetch(practice_offer(), Network(hub=hub.address), tmp_path / "staged", lambda event: None)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert size(tmp_path / "staged" / "model.bin.part") == 1 << 20


def test_a_place_that_cannot_be_written_to_is_named(hub: HubServer, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EnvironmentFault, match="cannot write"):
        fetch.fetch(practice_offer(), Network(hub=hub.address), tmp_path / "file" / "staged", lambda event: None)


def test_nothing_is_left_in_the_users_home(hub: HubServer, home: Path, workers: Callable[[], Worker]) -> None:
    submit(workers(), hub).result()
    left = {path.relative_to(home).parts[0] for path in home.rglob("*") if path.is_file()}
    assert left <= {Path(os.environ["SOUFFLEUR_PACKS"]).name}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a real disk of 6 MB."""
    place = tmp_path / "small"
    place.mkdir()
    if sys.platform != "linux":
        pytest.skip("only Linux makes a disk of memory")
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"none", os.fsencode(place), b"tmpfs", 0, b"size=6m") != 0:
        pytest.skip(f"making a small disk takes an administrator: {os.strerror(ctypes.get_errno())}")
    yield place
    subprocess.run(["umount", str(place)], check=True)
