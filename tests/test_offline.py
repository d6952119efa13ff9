"""Nothing this program is made of may speak to the network behind its back."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from studio import offline

COLLECTOR = b"events.data.microsoft.com"

TRIES = """
import _socket, socket, sys
from studio import offline
from studio.errors import Defect
here, there = socket.socketpair()
offline.forbid()
offline.forbid()

def connect():
    socket.create_connection(("127.0.0.1", 9))

def go_round():
    socket.socket(fileno=_socket.socket().detach()).connect(("127.0.0.1", 9))

tries = {
    "v4": lambda: socket.socket(socket.AF_INET),
    "v6": lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM),
    "name": lambda: socket.getaddrinfo("localhost", 80),
    "connect": connect,
    "round": go_round,
    "pair": socket.socketpair,
    "handed over": lambda: socket.socket(fileno=here.detach()).send(b"!"),
}
for name, attempt in tries.items():
    try:
        attempt()
        print(name, "went")
    except Defect as error:
        print(name, "refused", "<module>" in error.details)
"""

IPV6 = """
import sys
from studio import offline
if sys.argv[1] == "before":
    import socket
offline.forbid()
import socket
print(socket.has_ipv6)
"""

MAIN = """
import sys
from studio import __main__, offline
assert not offline.is_forbidden()
sys.argv = ["souffleur", "--version"]
try:
    __main__.main()
except SystemExit:
    print(offline.is_forbidden())
"""


def run(code: str, *words: str) -> str:
    """Run Python in a process of its own (what is forbidden stays so until it ends), and return what it wrote."""
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    return done.stdout


def test_sockets_that_lead_out_are_refused_and_those_that_stay_inside_go() -> None:
    refused = [f"{name} refused True" for name in ("v4", "v6", "name", "connect", "round")]
    assert run(TRIES).splitlines() == [*refused, "pair went", "handed over went"]


@pytest.mark.parametrize("loaded", ["before", "after"])
def test_libraries_that_try_ipv6_out_when_they_are_loaded_hear_that_there_is_none(loaded: str) -> None:
    assert run(IPV6, loaded) == "False\n"


def test_the_program_gives_up_the_network_before_it_does_anything() -> None:
    assert run(MAIN).splitlines()[-1] == "True"


def test_these_tests_have_not_given_it_up_themselves() -> None:
    assert not offline.is_forbidden()


def test_the_onnx_runtime_is_one_without_telemetry() -> None:
    spec = importlib.util.find_spec("onnxruntime")
    assert spec is not None
    assert spec.origin is not None
    libraries = [path for path in Path(spec.origin).parent.rglob("*") if ".so" in path.name or path.suffix == ".dll"]
    assert libraries
    assert [path.name for path in libraries if COLLECTOR in path.read_bytes()] == []
