"""Translation packages fetched from their addresses, and the list of them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio.errors import EnvironmentFault, PackError, StudioError
from studio.model.pack import Manifest, Offer
from studio.packs import fetch
from studio.packs import manifest as manifests
from studio.packs.fetch.network import Network, Patience
from tests.packs.argos_server import INDEX, ArgosServer, package_name
from tests.packs.hub_server import Fault

SWIFT = Patience(silence=20.0, waits=(0.0, 0.0, 0.0, 0.0))
ONCE = Patience(silence=20.0, waits=())
NAME = package_name("de", "en")


@pytest.fixture
def argos() -> Iterator[ArgosServer]:
    with ArgosServer() as server:
        yield server


@pytest.fixture
def staged(tmp_path: Path) -> Path:
    return tmp_path / "staged"


def fetched(offer: Offer, staged: Path, patience: Patience = SWIFT) -> Manifest:
    return fetch.fetch(offer, Network(patience=patience), staged, lambda event: None)


def failure(offer: Offer, staged: Path, patience: Patience = SWIFT) -> StudioError:
    with pytest.raises(EnvironmentFault) as caught:
        fetched(offer, staged, patience)
    assert not (staged / manifests.FILE).exists()
    return caught.value


def assert_whole(staged: Path, manifest: Manifest) -> None:
    names = {path.relative_to(staged).as_posix() for path in staged.rglob("*") if path.is_file()}
    assert {"metadata.json", "model/model.bin", "sentencepiece.model", manifests.FILE} <= names
    assert names == {file.name for file in manifest.files} | {manifests.FILE}
    assert manifests.read(staged) == manifest
    assert manifests.differences(staged, manifest) == []


@pytest.mark.parametrize("known", [True, False])
def test_a_package_is_fetched_and_unpacked_and_its_archive_goes(known: bool, argos: ArgosServer, staged: Path) -> None:
    offer = argos.offer("de", "en", known=known)
    manifest = fetched(offer, staged)
    assert_whole(staged, manifest)
    assert (manifest.id, manifest.languages, manifest.source) == ("de-en", ("de", "en"), offer.addresses[0])


@pytest.mark.parametrize("known", [True, False])
def test_a_package_cut_at_ten_random_points_is_taken_up_where_it_was_cut(
    known: bool, argos: ArgosServer, staged: Path
) -> None:
    offer = argos.offer("de", "en", known=known)
    size = len(argos.files[f"/v1/{NAME}"])
    argos.faults = [Fault(NAME, "cut", at=point) for point in random.Random(5).sample(range(1, size // 11), 10)]
    for _cut in range(10):
        failure(offer, staged, ONCE)
    assert_whole(staged, fetched(offer, staged, ONCE))
    reached = 0
    for answer in argos.sent(NAME):
        assert answer.start == reached
        reached += answer.sent
    assert reached == size


def test_a_package_that_was_replaced_meanwhile_is_fetched_anew(argos: ArgosServer, staged: Path) -> None:
    offer = argos.offer("de", "en", known=False)
    whole = argos.files[f"/v1/{NAME}"]
    argos.files[f"/v1/{NAME}"] = bytes(len(whole))
    argos.faults = [Fault(NAME, "cut", at=50_000)]
    failure(offer, staged, ONCE)
    argos.files[f"/v1/{NAME}"] = whole
    assert_whole(staged, fetched(offer, staged))
    assert argos.sent(NAME)[1].start == 0


def test_without_anything_to_know_a_version_by_it_is_fetched_anew(argos: ArgosServer, staged: Path) -> None:
    offer = argos.offer("de", "en", known=False)
    argos.headers = {"ETag": 'W/"1"'}
    argos.faults = [Fault(NAME, "cut", at=50_000)]
    failure(offer, staged, ONCE)
    assert_whole(staged, fetched(offer, staged))
    assert [answer.start for answer in argos.sent(NAME)] == [0, 0]


def test_a_package_of_unsaid_size_is_fetched(argos: ArgosServer, staged: Path) -> None:
    argos.faults = [Fault(NAME, "unsized")]
    assert_whole(staged, fetched(argos.offer("de", "en", known=False), staged))


@pytest.mark.parametrize(
    "fault", [Fault(NAME, "flip", at=5000), Fault(NAME, "longer", at=3), Fault(NAME, "shorter", at=3)]
)
def test_a_wrong_package_is_removed(fault: Fault, argos: ArgosServer, staged: Path) -> None:
    argos.faults = [replace(fault)]
    error = failure(argos.offer("de", "en"), staged)
    assert isinstance(error, PackError)
    assert not [path for path in staged.rglob("*") if path.is_file()]
    assert_whole(staged, fetched(argos.offer("de", "en"), staged))


def test_a_damaged_package_of_which_nothing_is_known_is_removed(argos: ArgosServer, staged: Path) -> None:
    argos.faults = [Fault(NAME, "flip", at=500_000)]
    assert isinstance(failure(argos.offer("de", "en", known=False), staged), PackError)
    assert not [path for path in staged.rglob("*") if path.is_file()]


def test_a_page_in_place_of_a_package_is_removed(argos: ArgosServer, staged: Path) -> None:
    argos.files[f"/v1/{NAME}"] = b"<html>Please log in</html>"
    assert "no archive" in failure(argos.offer("de", "en", known=False), staged).message
    assert not [path for path in staged.rglob("*") if path.is_file()]


def test_a_package_for_other_languages_is_refused(argos: ArgosServer, staged: Path) -> None:
    argos.files[f"/v1/{NAME}"] = argos.files[f"/v1/{package_name('en', 'nl')}"]
    assert "another package" in failure(argos.offer("de", "en", known=False), staged).message


def test_one_address_after_the_other_is_tried(argos: ArgosServer, staged: Path) -> None:
    offer = argos.offer("de", "en")
    offer = replace(offer, addresses=(f"{argos.address}/gone/{NAME}", *offer.addresses))
    assert_whole(staged, fetched(offer, staged))


def test_when_no_address_helps_the_first_ones_trouble_is_told(argos: ArgosServer, staged: Path) -> None:
    offer = argos.offer("de", "en")
    offer = replace(offer, addresses=(f"{argos.address}/gone/{NAME}", *offer.addresses))
    argos.faults = [Fault(NAME, "status", times=-1)]
    assert "no longer" in failure(offer, staged).message


def test_what_one_address_sent_is_gone_on_with_at_another(argos: ArgosServer, staged: Path) -> None:
    argos.files[f"/w2/{NAME}"] = argos.files[f"/v1/{NAME}"]
    offer = argos.offer("de", "en")
    offer = replace(offer, addresses=(*offer.addresses, f"{argos.address}/w2/{NAME}"))
    argos.faults = [Fault(f"v1/{NAME}", "cut", at=100_000), Fault(f"v1/{NAME}", "status", times=-1)]
    assert_whole(staged, fetched(offer, staged))
    assert [(answer.path, answer.start) for answer in argos.sent(NAME)] == [
        (f"/v1/{NAME}", 0),
        (f"/w2/{NAME}", 100_000),
    ]


def test_plain_http_to_another_computer_is_refused(staged: Path, argos: ArgosServer) -> None:
    offer = replace(argos.offer("de", "en"), addresses=(f"http://packages.example/{NAME}",))
    assert "not protected" in failure(offer, staged).message


def test_a_redirect_to_plain_http_is_refused(staged: Path, argos: ArgosServer) -> None:
    argos.faults = [Fault(NAME, "status", status=302, headers={"Location": f"http://packages.example/{NAME}"})]
    assert "not protected" in failure(argos.offer("de", "en"), staged).message


def test_the_list_is_fetched_as_it_is(argos: ArgosServer) -> None:
    argos.faults = [Fault(INDEX, "status", times=2), Fault(INDEX, "cut", at=10), Fault(INDEX, "unsized")]
    text = fetch.refresh_index(Network(index=argos.index, patience=SWIFT), lambda event: None)
    assert len(json.loads(text)) == 4


@pytest.mark.parametrize("fault", [Fault(INDEX, "status", status=404), Fault(INDEX, "cut", at=10, times=-1)])
def test_a_list_that_does_not_come_is_said(fault: Fault, argos: ArgosServer) -> None:
    argos.faults = [replace(fault)]
    with pytest.raises(EnvironmentFault):
        fetch.refresh_index(Network(index=argos.index, patience=SWIFT), lambda event: None)


def test_a_list_that_never_ends_is_refused(argos: ArgosServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "LARGEST_INDEX", 100)
    with pytest.raises(EnvironmentFault, match="makes no sense"):
        fetch.refresh_index(Network(index=argos.index, patience=SWIFT), lambda event: None)
