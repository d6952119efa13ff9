"""`sh packaging/run` sets up once, says plainly what is missing, and then is only the program.

A scripted uv stands in for the real one, so that nothing is fetched; the shell scripts are the real ones.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OWN = ("run", "setup", "requirements.lock", "uv.txt")

UV = """#!/bin/sh
echo "$*" >>"{calls}"
case "$*" in
    --version) echo "uv 0.9.1 (test)" ;;
    venv*) for place; do :; done; mkdir -p "$place/bin"; ln -sf "{python}" "$place/bin/python" ;;
    "pip sync"*) if [ -e "{broken}" ]; then cat "{broken}" >&2; exit 1; fi; if [ -e "{slow}" ]; then sleep 100; fi ;;
    "pip install"*) cp "{program}" "{root}/.venv/bin/souffleur" ;;
esac
"""

PROGRAM = """#!/bin/sh
printf '%s\\n' "$PWD" "$HOME" "$@"
exit 7
"""


class Checkout:
    """A copy of the scripts in a folder with an awkward name, a scripted uv, and what was asked of it."""

    def __init__(self, place: Path) -> None:
        self.root = place / "it's a clone"
        self.commands = place / "commands"
        self.calls = place / "calls"
        self.broken = place / "broken"
        self.slow = place / "slow"
        (self.root / "packaging").mkdir(parents=True)
        self.commands.mkdir()
        for name in OWN:
            shutil.copy(ROOT / "packaging" / name, self.root / "packaging")
        shutil.copy(ROOT / "pyproject.toml", self.root)
        program = place / "program"
        self.write(program, PROGRAM)
        self.write(self.commands / "python3", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        values = {"python": sys.executable, "program": program, **vars(self)}
        self.write(self.commands / "uv", UV.format_map(values))

    def write(self, path: Path, text: str) -> None:
        path.write_text(text)
        path.chmod(0o755)

    def start(self, *arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        return subprocess.Popen(
            ["sh", str(self.root / "packaging" / "run"), *arguments],
            cwd=self.commands.parent,
            env={"PATH": f"{self.commands}:/usr/bin:/bin", "HOME": os.environ["HOME"], **(environment or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        program = self.start(*arguments, environment=environment)
        out, errors = program.communicate()
        return subprocess.CompletedProcess(program.args, program.returncode, out, errors)

    def asked(self) -> list[str]:
        """Return the kinds of calls of uv but the questions for its version."""
        lines = self.calls.read_text().splitlines() if self.calls.exists() else []
        kinds = {"venv": "venv", "pip sync": "sync", "pip install": "install"}
        return [kind for line in lines for start, kind in kinds.items() if line.startswith(start)]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_the_first_start_sets_up_and_then_runs_the_program(checkout: Checkout) -> None:
    found = checkout.run("tour", "a file", "--x=“ü”")
    assert checkout.asked() == ["venv", "sync", "install"]
    assert found.returncode == 7
    assert found.stdout.splitlines()[2:] == ["tour", "a file", "--x=“ü”"]
    assert "souffleur: ready" in found.stderr


def test_only_hashed_ready_made_packages_are_installed(checkout: Checkout) -> None:
    checkout.run()
    (sync,) = [line for line in checkout.calls.read_text().splitlines() if line.startswith("pip sync")]
    assert "--require-hashes" in sync
    assert "--only-binary :all:" in sync


def test_the_next_start_is_quiet_and_asks_for_nothing(checkout: Checkout) -> None:
    checkout.run()
    checkout.calls.unlink()
    (checkout.commands / "uv").unlink()
    found = checkout.run("again")
    assert (found.returncode, found.stderr) == (7, "")
    assert not checkout.calls.exists()


def test_the_program_runs_where_the_user_is(checkout: Checkout) -> None:
    assert checkout.run().stdout.splitlines()[0] == str(checkout.commands.parent)


@pytest.mark.parametrize("changed", ["packaging/requirements.lock", "pyproject.toml"])
def test_a_changed_list_is_installed_anew_into_the_same_environment(changed: str, checkout: Checkout) -> None:
    checkout.run()
    with (checkout.root / changed).open("a") as file:
        file.write("\n")
    checkout.run()
    assert checkout.asked() == ["venv", "sync", "install", "sync", "install"]


def test_a_moved_checkout_gets_a_new_environment(checkout: Checkout) -> None:
    checkout.run()
    moved = checkout.root.with_name("moved")
    checkout.root.rename(moved)
    checkout.write(checkout.commands / "uv", (checkout.commands / "uv").read_text().replace("it's a clone", "moved"))
    checkout.root = moved
    assert checkout.run().returncode == 7
    assert checkout.asked().count("venv") == 2


@pytest.mark.parametrize(
    ("log", "words"),
    [
        ("error: No space left on device (os error 28)", "is full"),
        ("  Caused by: client error (Connect)\n  Caused by: dns error: failed to lookup address", "cannot be reached"),
        ("Hash mismatch for `numpy==2.4.6`", "not the one that was expected"),
        ("something nobody foresaw", "something nobody foresaw"),
    ],
)
def test_a_broken_set_up_says_why_and_the_next_start_goes_on(log: str, words: str, checkout: Checkout) -> None:
    checkout.broken.write_text(log)
    found = checkout.run("tour")
    assert found.returncode == 4
    assert words in found.stderr
    assert found.stdout == ""
    checkout.broken.unlink()
    assert checkout.run("tour").returncode == 7
    assert checkout.asked() == ["venv", "sync", "sync", "install"]


def test_an_interrupted_set_up_leaves_the_way_free(checkout: Checkout) -> None:
    checkout.slow.touch()
    program = checkout.start("tour")
    wait_for(lambda: "sync" in checkout.asked())
    os.killpg(program.pid, signal.SIGINT)
    program.communicate()
    assert program.returncode in (130, -signal.SIGINT)
    checkout.slow.unlink()
    found = checkout.run("tour")
    assert found.returncode == 7
    assert "waiting" not in found.stderr


def test_a_killed_set_up_is_taken_over(checkout: Checkout) -> None:
    checkout.slow.touch()
    program = checkout.start("tour")
    wait_for(lambda: "sync" in checkout.asked())
    os.killpg(program.pid, signal.SIGKILL)
    program.communicate()
    checkout.slow.unlink()
    assert checkout.run("tour").returncode == 7


def test_two_starts_at_once_set_up_once(checkout: Checkout) -> None:
    programs = [checkout.start("tour") for _start in range(2)]
    for program in programs:
        program.communicate()
    assert [program.returncode for program in programs] == [7, 7]
    assert checkout.asked() == ["venv", "sync", "install"]


def test_an_old_python_is_named(checkout: Checkout) -> None:
    old = '#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit\nexit 1\n'
    for name in ("python3", "python3.14", "python3.13", "python3.12", "python3.11"):
        checkout.write(checkout.commands / name, old)
    found = checkout.run("tour")
    assert found.returncode == 4
    assert "Python 3.11 or newer" in found.stderr
    assert "Python 3.9.2" in found.stderr


def test_a_missing_venv_module_is_named(checkout: Checkout) -> None:
    (checkout.commands / "uv").write_text("#!/bin/sh\necho 'uv 0.1.2'\n")  # too old to be of use
    lacking = '#!/bin/sh\ncase "$*" in *realpath*) echo "$0" ;; *ensurepip*) exit 1 ;; esac\n'
    checkout.write(checkout.commands / "python3", lacking)
    found = checkout.run("tour")
    assert found.returncode == 4
    assert "apt install python3-venv" in found.stderr


@pytest.mark.parametrize("home", ["", "/nonexistent"])
def test_without_a_home_the_checkout_is_one(home: str, checkout: Checkout) -> None:
    found = checkout.run(environment={"HOME": home})
    assert found.stdout.splitlines()[1] == str(checkout.root / ".tools" / "home")


def test_a_checkout_that_cannot_be_written_to_is_named(checkout: Checkout) -> None:
    (checkout.root / ".tools").touch()  # in the way, for root, too
    found = checkout.run("tour")
    assert found.returncode == 4
    assert "cannot be written to" in found.stderr


def wait_for(is_so) -> None:
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)
