"""`souffleur packs get` against servers on this computer: whole and tested, or gone on with the next time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
import tomli_w

from studio.errors import ExitCode
from studio.model.pack import Offer
from tests.packs.argos_server import ArgosServer
from tests.packs.hub_server import Fault, HubServer, practice_offer

MODEL = "tried"


@pytest.fixture
def hub() -> Iterator[HubServer]:
    with HubServer() as server:
        yield server


@pytest.fixture
def argos() -> Iterator[ArgosServer]:
    with ArgosServer() as server:
        yield server


@pytest.fixture
def where(hub: HubServer, argos: ArgosServer, tmp_path: Path) -> dict[str, str]:
    """Return the environment in which the catalogue offers what the servers have."""
    offers = {
        "speech": [practice_offer(id=MODEL)],
        "translation": [argos.offer("de", "en", id="tried-de-en")],
    }
    files = [tmp_path / f"{kind}.toml" for kind in offers]
    for file, (kind, each) in zip(files, offers.items(), strict=True):
        file.write_text(tomli_w.dumps({"kind": kind, "offer": [_entry(offer) for offer in each]}), "utf-8")
    return {"SOUFFLEUR_HUB": hub.address, "SOUFFLEUR_ARGOS_INDEX": argos.index, "SOUFFLEUR_CATALOGUE": str(files[0])}


@pytest.fixture
def packages(where: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """Return the environment in which the catalogue offers translation packages."""
    return {**where, "SOUFFLEUR_CATALOGUE": str(tmp_path / "translation.toml")}


def _entry(offer: Offer) -> dict[str, object]:
    said = {name: value for name, value in asdict(offer).items() if value and name not in ("kind", "role", "size")}
    said["files"] = [{name: value for name, value in file.items() if value} for file in said["files"]]
    return {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()}


def interrupted(hub: HubServer, where: dict[str, str]) -> tuple[int, str, str]:
    """Press Ctrl+C when nothing comes any more; return exit code, answer and what was said."""
    words = [sys.executable, "-m", "studio", "packs", "get", MODEL, "--json"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(words, env={**os.environ, **where}, text=True, encoding="utf-8", **pipes) as process:
        try:
            assert hub.stalled.wait(200)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=200)
        finally:
            process.kill()
    return process.returncode, out, err


def test_a_model_is_fetched_tested_and_used(souffleur, hub: HubServer, where: dict[str, str], home: Path) -> None:
    answer = souffleur("packs", "get", MODEL, "--json", **where)
    assert answer.code == ExitCode.FINE, answer.err
    (pack,) = answer.json["packs"]
    assert (pack["state"], pack["place"]) == ("installed", "own")
    manifest = json.loads((home / "packs" / "speech" / MODEL / "souffleur-pack.json").read_text("utf-8"))
    assert manifest["tested"]
    asked = len(hub.log)
    again = souffleur("packs", "get", MODEL, **where)
    assert again.code == ExitCode.FINE
    assert "on this computer already" in again.out
    assert len(hub.log) == asked


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is sent otherwise there")
def test_a_stopped_fetch_is_gone_on_with(souffleur, hub: HubServer, where: dict[str, str], home: Path) -> None:
    hub.faults.append(Fault("model.bin", "stall", at=300_000))
    code, out, err = interrupted(hub, where)
    assert code == ExitCode.INTERRUPTED
    assert f"souffleur packs get {MODEL}" in err
    assert json.loads(out)["error"]["exit_code"] == ExitCode.INTERRUPTED
    assert not (home / "packs" / "speech" / MODEL).exists()
    (partly,) = [each for each in souffleur("packs", "list", "--json", **where).json["packs"] if each["id"] == MODEL]
    assert partly["state"] == "partly"
    assert partly["bytes_here"] > 0
    answer = souffleur("packs", "get", MODEL, "--json", **where)
    assert answer.code == ExitCode.FINE, answer.err
    assert [each.start > 0 for each in hub.sent("model.bin")] == [False, True]


def test_what_was_fetched_so_far_can_be_removed(souffleur, hub: HubServer, where: dict[str, str], home: Path) -> None:
    hub.faults.append(Fault("tokenizer.json", "status", status=404, times=-1))
    assert souffleur("packs", "get", MODEL, **where).code != ExitCode.FINE
    answer = souffleur("packs", "remove", MODEL, **where)
    assert answer.code == ExitCode.FINE, answer.err
    assert not any((home / "packs").rglob("*.bin*"))


def test_a_wrong_file_is_never_installed(souffleur, hub: HubServer, where: dict[str, str], home: Path) -> None:
    hub.faults.append(Fault("model.bin", "flip", at=5000, times=-1))
    answer = souffleur("packs", "get", MODEL, "--json", **where)
    assert answer.code == ExitCode.ENVIRONMENT
    assert answer.json["packs"][0]["error"]["hint"]
    assert not (home / "packs" / "speech" / MODEL).exists()


def test_a_package_is_fetched_and_the_index_asked(souffleur, packages: dict[str, str], home: Path) -> None:
    answer = souffleur("packs", "get", "tried-de-en", "--json", **packages)
    assert answer.code == ExitCode.FINE, answer.err
    assert answer.json["packs"][0]["state"] == "installed"
    refreshed = souffleur("packs", "list", "--refresh", "--all", "--json", **packages)
    assert refreshed.code == ExitCode.FINE, refreshed.err
    assert (home / "packs" / "argos-index.json").is_file()


def test_no_network_is_said_in_a_sentence(souffleur, where: dict[str, str]) -> None:
    nowhere = {**where, "SOUFFLEUR_HUB": "http://127.0.0.1:9", "SOUFFLEUR_ARGOS_INDEX": "http://127.0.0.1:9/index.json"}
    answer = souffleur("packs", "get", MODEL, **nowhere)
    assert answer.code == ExitCode.ENVIRONMENT
    assert "Traceback" not in answer.err
    assert souffleur("packs", "list", "--refresh", **nowhere).code == ExitCode.ENVIRONMENT
