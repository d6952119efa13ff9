"""Which addresses are asked, through what, and what is said of a network that does not do its part."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio.errors import EnvironmentFault, PackError, StudioError
from studio.packs import fetch
from studio.packs.fetch import faults, part, verifying
from studio.packs.fetch.network import HUB, INDEX, Network, Patience
from tests.packs.argos_server import ArgosServer
from tests.packs.hub_server import Fault, HubServer, practice_offer

ONCE = Patience(silence=20.0, waits=())


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave aside the proxies of the computer that runs the tests."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def hub() -> Iterator[HubServer]:
    with HubServer() as server:
        yield server


def failure(network: Network, staged: Path) -> StudioError:
    with pytest.raises(EnvironmentFault) as caught:
        fetch.fetch(practice_offer(), replace(network, patience=ONCE), staged, lambda event: None)
    assert caught.value.hint
    return caught.value


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


def test_without_a_choice_the_usual_places_are_asked() -> None:
    assert (Network().hub_address, Network().index_address) == (HUB, INDEX)
    assert Network(hub="https://mirror.example/hub/").hub_address == "https://mirror.example/hub"


@pytest.mark.parametrize(
    "address", ["https://huggingface.co/a", "http://127.0.0.1:80/a", "http://localhost/a", "http://[::1]:8/a"]
)
def test_https_and_this_computer_may_be_asked(address: str) -> None:
    Network().check(address)


@pytest.mark.parametrize(
    "address",
    ["http://huggingface.co/a", "http://127.0.0.1.example/a", "ftp://a/b", "file:///etc/passwd", "https:///a", "a"],
)
def test_nothing_else_may_be_asked(address: str) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        Network().check(address)
    assert address in caught.value.message


def test_a_mirror_with_plain_http_may_be_asked_since_a_person_named_it() -> None:
    network = Network(hub="http://models.theatre.example:8080/hub", index="http://argos.example/index.json")
    network.check("http://models.theatre.example:8080/hub/a")
    network.check("http://argos.example/a")
    with pytest.raises(EnvironmentFault):
        network.check("http://models.theatre.example/hub/a")


def test_a_refused_connection_is_said_at_once(tmp_path: Path) -> None:
    network = Network(hub=f"http://127.0.0.1:{closed_port()}", patience=Patience(waits=(1000.0,)))
    with pytest.raises(EnvironmentFault, match=r"^127.0.0.1 does not accept connections\.$"):
        fetch.fetch(practice_offer(), network, tmp_path, lambda event: None)


def test_a_host_that_is_not_found_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*arguments: object, **more: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    error = failure(Network(), tmp_path)
    assert error.message == "huggingface.co cannot be found: this computer seems to have no network."
    assert "stick" in error.hint


def test_what_answers_with_something_else_than_http_is_said(tmp_path: Path) -> None:
    with HubServer() as hub:
        error = failure(Network(hub=hub.address.replace("http:", "https:")), tmp_path)  # it speaks no TLS
    assert error.message == "127.0.0.1 cannot be reached."


def test_a_certificate_that_nobody_trusts_is_named_and_not_tried_again() -> None:
    import httpx2

    refused = httpx2.ConnectError("certificate verify failed")
    refused.__cause__ = ssl.SSLCertVerificationError(1, "self-signed certificate")
    with pytest.raises(EnvironmentFault) as caught, faults.named("https://huggingface.co/a"):
        raise refused
    assert caught.value.message == "This computer does not trust the certificate of huggingface.co."
    assert "Check date and time" in caught.value.hint


def test_a_proxy_of_the_settings_is_used(hub: HubServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "elsewhere.example")  # names no proxy
    with ArgosServer() as proxy:
        network = Network(hub="http://models.example", proxy=proxy.address)
        assert failure(network, tmp_path).message == "“Practice model” is no longer at models.example."
        assert ["/api/models/" in answer.path for answer in proxy.log] == [True]


def test_a_proxy_of_the_environment_goes_before(
    hub: HubServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ArgosServer() as proxy:
        monkeypatch.setenv("http_proxy", proxy.address)
        network = Network(hub="http://models.example", proxy=f"http://127.0.0.1:{closed_port()}")
        assert "no longer" in failure(network, tmp_path).message
        assert proxy.log


def test_a_proxy_that_wants_a_name_is_said(tmp_path: Path) -> None:
    with HubServer() as proxy:
        proxy.respond = lambda request, path: request.refuse(407, path)  # type: ignore[method-assign]
        network = Network(hub="http://models.example", proxy=proxy.address)
        assert failure(network, tmp_path).message == "The proxy server refuses to fetch this."


def test_a_proxy_that_opens_no_tunnel_is_said(hub: HubServer, tmp_path: Path) -> None:
    network = Network(proxy=hub.address)  # it knows no CONNECT
    assert failure(network, tmp_path).message == "The proxy server refuses to fetch this."


@pytest.mark.parametrize("proxy", ["proxy.example:3128", "ftp://proxy.example", "socks5://proxy.example:1080"])
def test_a_proxy_that_makes_no_sense_is_said(proxy: str, tmp_path: Path) -> None:
    assert "proxy" in failure(Network(hub="https://models.example", proxy=proxy), tmp_path).message


@pytest.mark.parametrize("hub", ["https://[", "https://a b/", "models.example"])
def test_a_mirror_that_makes_no_sense_is_said(hub: str, tmp_path: Path) -> None:
    assert hub.rstrip("/") in failure(Network(hub=hub), tmp_path).message


def test_how_long_a_server_wants_to_be_left_alone_is_heard(hub: HubServer) -> None:
    import httpx2

    def after(said: str) -> float | None:
        return faults.after(httpx2.Response(429, headers={"Retry-After": said} if said else {}))

    assert after("7") == 7.0
    assert after("") is None
    assert after("soon") is None
    assert after("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0
    assert (after("Wed, 21 Oct 2315 07:28:00 GMT") or 0.0) > 1e9


def test_a_server_cannot_make_one_wait_for_ever(hub: HubServer, tmp_path: Path) -> None:
    hub.faults = [Fault("model.bin", "status", status=429, headers={"Retry-After": "86400"})]
    network = Network(hub=hub.address, patience=Patience(waits=(0.0,), longest=0.01))
    assert fetch.fetch(practice_offer(), network, tmp_path / "staged", lambda event: None).files


def test_a_note_vouches_for_its_own_content_only() -> None:
    note = part.Note("sha256:aa", "https://a/1", '"tag"')
    assert note.vouches_for(part.Note("sha256:aa", "https://elsewhere/2"))
    assert not note.vouches_for(part.Note("sha256:bb", "https://a/1"))
    assert note.vouches_for(part.Note("", "https://a/1"))
    assert not note.vouches_for(part.Note("", "https://elsewhere/2"))
    assert not part.Note("", "https://a/1").vouches_for(part.Note("", "https://a/1"))


@pytest.mark.parametrize("text", ["", "[]", "3", '{"content": 1}', "{", "\x00"])
def test_a_note_that_says_nothing_is_none(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.part.json").write_text(text)
    (tmp_path / "a.part").write_bytes(b"bytes")
    with part.opened(tmp_path / "a") as opened:
        assert opened.note is None
        assert opened.size == 5


def test_a_file_is_known_by_its_git_hash(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"hello\n")
    wanted = verifying.Wanted("a", (), 6, blob="ce013625030ba8dba906f756967f9e9ca394464a")
    assert verifying.verified(tmp_path / "a", wanted, lambda: None).size == 6
    with pytest.raises(PackError):
        verifying.verified(tmp_path / "a", replace(wanted, blob="0" * 40), lambda: None)
