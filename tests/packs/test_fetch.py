"""Speech models fetched from a hub: in the end whole and verified, or absent, whatever goes wrong on the way."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio.errors import EnvironmentFault, PackError, StudioError
from studio.model.pack import Manifest, Offer, PackFile
from studio.model.progress import Partial, Progress
from studio.packs import fetch
from studio.packs import manifest as manifests
from studio.packs.fetch.network import Network, Patience
from tests.packs.hub_server import COMMIT, REPOSITORY, Fault, HubServer, practice_files, practice_offer

SWIFT = Patience(silence=20.0, waits=(0.0, 0.0, 0.0, 0.0))
ONCE = Patience(silence=20.0, waits=())
SIZE = len(practice_files()["model.bin"])


@pytest.fixture
def hub() -> Iterator[HubServer]:
    with HubServer() as server:
        yield server


@pytest.fixture
def staged(tmp_path: Path) -> Path:
    return tmp_path / "staged"


def fetched(hub: HubServer, staged: Path, offer: Offer | None = None, patience: Patience = SWIFT) -> Manifest:
    return fetch.fetch(
        offer or practice_offer(), Network(hub=hub.address, patience=patience), staged, lambda event: None
    )


def failure(hub: HubServer, staged: Path, offer: Offer | None = None, patience: Patience = SWIFT) -> StudioError:
    with pytest.raises(EnvironmentFault) as caught:
        fetched(hub, staged, offer, patience)
    assert not (staged / manifests.FILE).exists()
    assert caught.value.message.endswith(".")
    return caught.value


def assert_whole(staged: Path, manifest: Manifest) -> None:
    """Look at what was fetched: nothing but the model, byte for byte, and the manifest says so."""
    names = {path.relative_to(staged).as_posix() for path in staged.rglob("*") if path.is_file()}
    content = practice_files()
    assert names == content.keys() - {"README.md"} | {manifests.FILE}
    assert all((staged / name).read_bytes() == content[name] for name in names - {manifests.FILE})
    assert manifests.read(staged) == manifest
    assert manifests.differences(staged, manifest) == []


def test_a_model_is_fetched_whole_with_nothing_beside_it(hub: HubServer, staged: Path) -> None:
    manifest = fetched(hub, staged)
    assert_whole(staged, manifest)
    assert manifest.source == f"hub:{REPOSITORY}@{COMMIT}"
    assert (manifest.id, manifest.practice, manifest.tested) == ("practice", True, "")
    assert manifest.added


def test_without_a_pinned_commit_the_newest_is_taken_and_recorded(hub: HubServer, staged: Path) -> None:
    manifest = fetched(hub, staged, practice_offer(pinned=False, known=False))
    assert_whole(staged, manifest)
    assert manifest.source.endswith(COMMIT)
    assert all(f"/resolve/{COMMIT}/" in answer.path for answer in hub.log if "resolve" in answer.path)


def test_no_file_is_fetched_that_recognition_does_not_need(hub: HubServer, staged: Path) -> None:
    fetched(hub, staged, practice_offer(known=False))
    assert hub.sent("README.md") == []


def test_progress_counts_bytes_up_to_all_of_them(hub: HubServer, staged: Path) -> None:
    seen: list[Progress | Partial] = []
    manifest = fetch.fetch(practice_offer(), Network(hub=hub.address), staged, seen.append)
    last = [event for event in seen if isinstance(event, Progress)][-1]
    assert last == Progress(manifest.size, manifest.size, "bytes")
    assert Partial(fetch.Tick()) in seen


def test_what_an_earlier_fetch_brought_is_counted_from_the_beginning(hub: HubServer, staged: Path) -> None:
    hub.faults = [Fault("model.bin", "cut", at=SIZE // 2)]
    failure(hub, staged, patience=ONCE)
    kept = sum(path.stat().st_size for path in staged.iterdir() if path.suffix != ".json")
    hub.faults = [Fault("model.bin", "slow", at=SIZE // 40)]
    seen: list[Progress | Partial] = []
    manifest = fetch.fetch(practice_offer(), Network(hub=hub.address), staged, seen.append)
    counted = [event for event in seen if isinstance(event, Progress) and event.total]
    assert SIZE // 2 <= kept < counted[0].done + 4096
    assert {event.total for event in counted} == {manifest.size}
    assert [event.done for event in counted] == sorted(event.done for event in counted)


def test_a_connection_cut_at_ten_random_points_is_taken_up_where_it_was_cut(hub: HubServer, staged: Path) -> None:
    points = random.Random(4).sample(range(1, SIZE // 11), 10)
    hub.faults = [Fault("model.bin", "cut", at=point) for point in points]
    assert_whole(staged, fetched(hub, staged))
    assert_no_byte_came_twice(hub)
    assert len(hub.sent("model.bin")) == 11


def test_a_fetch_that_failed_ten_times_goes_on_each_time(hub: HubServer, staged: Path) -> None:
    points = random.Random(44).sample(range(1, SIZE // 11), 10)
    hub.faults = [Fault("model.bin", "cut", at=point) for point in points]
    for _point in points:
        assert "was cut" in failure(hub, staged, patience=ONCE).message
    assert_whole(staged, fetched(hub, staged, patience=ONCE))
    assert_no_byte_came_twice(hub)


def test_a_connection_that_is_always_cut_at_the_same_place_ends_the_fetch(hub: HubServer, staged: Path) -> None:
    hub.faults = [Fault("model.bin", "cut", at=0, times=-1)]
    error = failure(hub, staged)
    assert "127.0.0.1" in error.message
    assert len(hub.sent("model.bin")) == 1 + len(SWIFT.waits)


def test_from_a_server_that_knows_no_ranges_a_file_is_fetched_anew(hub: HubServer, staged: Path) -> None:
    hub.faults = [Fault("model.bin", "cut", at=1000), Fault("model.bin", "no ranges")]
    assert_whole(staged, fetched(hub, staged))
    assert [answer.start for answer in hub.sent("model.bin")] == [0, 0]


@pytest.mark.parametrize(("name", "known"), [("model.bin", True), ("model.bin", False), ("tokenizer.json", False)])
def test_a_file_with_wrong_bytes_is_removed(name: str, known: bool, hub: HubServer, staged: Path) -> None:
    hub.faults = [Fault(f"/{name}", "flip", at=1234)]
    error = failure(hub, staged, practice_offer(known=known))
    assert isinstance(error, PackError)
    assert error.message == f"“{name}” did not come as it was sent: its checksum is wrong."
    assert "again" in error.hint
    assert not list(staged.glob(f"{name}*"))
    assert_whole(staged, fetched(hub, staged))


@pytest.mark.parametrize("kind", ["longer", "shorter"])
@pytest.mark.parametrize("name", ["model.bin", "config.json"])
def test_a_file_of_the_wrong_size_is_removed(kind: str, name: str, hub: HubServer, staged: Path) -> None:
    hub.faults = [Fault(f"/{name}", kind, at=7)]
    assert "wrong size" in failure(hub, staged).message
    assert not list(staged.glob(f"{name}*"))
    assert_whole(staged, fetched(hub, staged))


def test_a_file_that_never_says_its_size_is_taken_up_to_the_known_one(hub: HubServer, staged: Path) -> None:
    hub.faults = [Fault("model.bin", "unsized")]
    assert_whole(staged, fetched(hub, staged))


@pytest.mark.parametrize("path", ["/revision/" + COMMIT, "/resolve/" + COMMIT + "/config.json", "model.bin"])
def test_what_is_gone_is_said_at_once(path: str, hub: HubServer, staged: Path) -> None:
    hub.faults = [Fault(path, "status", status=404)]
    error = failure(hub, staged)
    assert error.message == "“Practice model” is no longer at 127.0.0.1."
    assert_whole(staged, fetched(hub, staged))


def test_another_repository_is_not_there(hub: HubServer, staged: Path) -> None:
    assert "no longer" in failure(hub, staged, replace(practice_offer(), repository="nobody/nothing")).message


@pytest.mark.parametrize("status", [401, 403])
def test_what_is_not_for_everybody_is_said_at_once(status: int, hub: HubServer, staged: Path) -> None:
    hub.faults = [Fault("model.bin", "status", status=status, times=-1)]
    assert failure(hub, staged).message == "127.0.0.1 does not give “Practice model” to everybody."
    assert sum(answer.status == status for answer in hub.log) == 1


@pytest.mark.parametrize(
    ("path", "status"), [("/revision/" + COMMIT, 500), ("model.bin", 500), ("model.bin", 429), ("config.json", 503)]
)
def test_a_server_that_fails_three_times_is_asked_a_fourth_time(
    path: str, status: int, hub: HubServer, staged: Path
) -> None:
    hub.faults = [Fault(path, "status", status=status, times=3, headers={"Retry-After": "0"})]
    assert_whole(staged, fetched(hub, staged))


def test_a_server_that_always_fails_is_asked_five_times(hub: HubServer, staged: Path) -> None:
    hub.faults = [Fault("model.bin", "status", times=-1)]
    assert failure(hub, staged).message == "127.0.0.1 is overloaded or being repaired."
    assert sum(answer.status == 500 for answer in hub.log) == 5


def test_of_a_file_of_which_nothing_came_nothing_stays(hub: HubServer, staged: Path) -> None:
    hub.faults = [Fault("model.bin", "status", status=503, times=-1)]
    failure(hub, staged, patience=ONCE)
    assert [path.name for path in staged.rglob("*.part*")] == []


def test_a_slow_server_is_waited_for(hub: HubServer, staged: Path) -> None:
    hub.faults = [Fault("model.bin", "slow", at=SIZE // 20)]
    assert_whole(staged, fetched(hub, staged))


@pytest.mark.parametrize("path", ["/revision/" + COMMIT, "model.bin"])
def test_a_server_that_falls_silent_is_given_up(path: str, hub: HubServer, staged: Path) -> None:
    hub.faults = [Fault(path, "stall", at=100, times=-1)]
    patience = Patience(silence=0.2, waits=(0.0,))
    assert failure(hub, staged, patience=patience).message == "127.0.0.1 does not answer."


def test_a_server_that_falls_silent_once_is_asked_for_the_rest(hub: HubServer, staged: Path) -> None:
    hub.faults = [Fault("model.bin", "stall", at=1_000_000)]
    assert_whole(staged, fetched(hub, staged, patience=Patience(silence=1.0, waits=(0.0, 0.0, 0.0))))
    assert hub.sent("model.bin")[1].start == 1_000_000


def test_a_server_that_sends_in_circles_is_left(hub: HubServer, staged: Path) -> None:
    hub.faults = [Fault("config.json", "loop", times=-1)]
    assert "round in circles" in failure(hub, staged).message
    assert len(hub.log) < 30


def test_a_hub_without_the_file_does_not_pass_for_a_model(hub: HubServer, staged: Path) -> None:
    hub.siblings = [each for each in hub.siblings if each["rfilename"] != "tokenizer.json"]
    for offer in (practice_offer(), practice_offer(known=False)):
        assert "“tokenizer.json” is missing" in failure(hub, staged, offer).message


def test_a_hub_with_another_model_is_refused_before_anything_is_fetched(hub: HubServer, staged: Path) -> None:
    (model,) = (each for each in hub.siblings if each["rfilename"] == "model.bin")
    model["lfs"] = {"size": SIZE, "sha256": "0" * 64, "pointerSize": 134}
    assert "is another file" in failure(hub, staged).message
    assert hub.sent("model.bin") == []


def test_a_file_that_neither_hub_nor_catalogue_vouches_for_is_refused(hub: HubServer, staged: Path) -> None:
    for each in hub.siblings:
        each.pop("lfs", None)
        each.pop("blobId")
    assert "makes no sense" in failure(hub, staged, practice_offer(known=False)).message


@pytest.mark.parametrize("answer", [b"<html>Log in</html>", b"[]", b"{}", b'{"id": 3}', b"\xff\xfe"])
def test_a_page_to_log_in_at_is_no_hub(answer: bytes, hub: HubServer, staged: Path) -> None:
    hub.respond = lambda request, path: request.give(answer, path)  # type: ignore[method-assign]
    assert failure(hub, staged).message == "What 127.0.0.1 answers makes no sense."


def test_what_lies_there_of_another_model_is_no_part_of_this_one(hub: HubServer, staged: Path) -> None:
    staged.mkdir()
    (staged / "model.bin").write_bytes(b"something else")
    (staged / "config.json.part").write_bytes(b"a part of something")
    (staged / "left over").mkdir()
    (staged / "left over" / "file").touch()
    assert_whole(staged, fetched(hub, staged))


def test_the_part_of_another_commit_is_fetched_anew(hub: HubServer, staged: Path) -> None:
    other = practice_files() | {"model.bin": bytes(SIZE)}
    with HubServer(other) as before:
        before.faults = [Fault("model.bin", "cut", at=1_000_000)]
        failure(before, staged, practice_offer(pinned=False, known=False), ONCE)
    assert_whole(staged, fetched(hub, staged, practice_offer(pinned=False, known=False)))
    assert hub.sent("model.bin")[0].start == 0


def test_a_whole_pack_that_was_never_tested_is_not_fetched_again(hub: HubServer, staged: Path) -> None:
    first = fetched(hub, staged)
    hub.log.clear()
    assert fetched(hub, staged) == first
    assert hub.log == []
    (staged / "model.bin").write_bytes(bytes(SIZE))
    assert_whole(staged, fetched(hub, staged))


def test_nobody_is_told_who_asks(hub: HubServer, staged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    heard = []
    respond = hub.respond

    def listen(request, path):
        heard.append(request.headers)
        respond(request, path)

    hub.respond = listen  # type: ignore[method-assign]
    fetched(hub, staged)
    assert heard
    assert all("hf_secret" not in str(headers) and "Cookie" not in headers for headers in heard)
    assert {headers["User-Agent"].split("/")[0].lower() for headers in heard} == {"souffleur"}


def test_what_comes_with_the_program_is_not_fetched(hub: HubServer, staged: Path) -> None:
    assert "comes with the program" in failure(hub, staged, replace(practice_offer(), repository="")).message


def test_a_file_of_no_bytes_is_a_file(staged: Path) -> None:
    content = practice_files() | {"preprocessor_config.json": b""}
    with HubServer(content) as hub:
        offer = replace(practice_offer(), files=tuple(PackFile(name) for name in content if name != "README.md"))
        manifest = fetched(hub, staged, offer)
    assert manifests.differences(staged, manifest) == []


def assert_no_byte_came_twice(hub: HubServer) -> None:
    """Look at the server's log: each answer begins where the one before ended."""
    answers = hub.sent("model.bin")
    reached = 0
    for answer in answers:
        assert answer.start == reached
        reached += answer.sent
    assert reached == SIZE
