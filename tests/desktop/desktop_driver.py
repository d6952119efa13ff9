"""A desktop for tests: a screen without a monitor, a message bus, and a screen reader's view of what is on it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SYSTEM_PYTHON = "/usr/bin/python3"
PATIENCE = 180.0  # seconds; only a hang takes so long
MOVED_WITHIN = 20.0
"""Seconds until Tab has moved the keyboard, where it moves it at all."""

NEEDED = {"Xvfb": "xvfb", "dbus-daemon": "dbus", "xdotool": "xdotool"}
"""Commands and the Debian packages they come in."""


def lacking() -> str:
    """Return what this computer lacks for a desktop, "" if nothing."""
    missing = [package for command, package in NEEDED.items() if shutil.which(command) is None]
    can_read = subprocess.run([SYSTEM_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False).returncode == 0
    return ", ".join([*missing, *([] if can_read else ["python3-pyatspi"])])


class Desktop:
    """A screen, a keyboard, a screen reader and the program."""

    def __init__(self, environment: dict[str, str], reader: subprocess.Popen[str]) -> None:
        self.environment = environment
        self._reader = reader
        self.program: subprocess.Popen[str] | None = None

    def start(self, *words: str) -> None:
        """Start the program and wait for its window."""
        command = [sys.executable, "-m", "studio", *words]
        self.program = subprocess.Popen(command, cwd=ROOT, env=self.environment, text=True, stderr=subprocess.PIPE)
        self.until(lambda: self.ask("windows"), "a window")
        self.turn_to("Souffleur")

    def turn_to(self, title: str) -> None:
        """Give a window the keyboard, as a window manager would when it opens; there is none here."""
        found = self._run("xdotool", "search", "--sync", "--onlyvisible", "--name", title).split()
        self._xdotool("windowfocus", "--sync", found[-1])

    def ask(self, question: str, **values: str) -> Any:
        """Return what the screen reader answers."""
        assert self._reader.stdin is not None
        assert self._reader.stdout is not None
        self._reader.stdin.write(json.dumps({"ask": question, **values}) + "\n")
        self._reader.stdin.flush()
        return json.loads(self._reader.stdout.readline())

    def press(self, *keys: str) -> None:
        """Press keys, each a name or a combination such as "ctrl+t"."""
        self._xdotool("key", "--delay", "40", *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self._xdotool("type", "--delay", "20", text)

    def until(self, is_so: Callable[[], Any], what: str) -> Any:
        """Wait until `is_so` returns something true, and return that."""
        latest = time.monotonic() + PATIENCE
        while time.monotonic() < latest:
            value = is_so()
            if value and not (isinstance(value, dict) and "error" in value):
                return value
            if self.program is not None and self.program.poll() is not None:
                raise AssertionError(f"the program ended ({self.program.returncode}): {self.program.communicate()[1]}")
            time.sleep(0.1)
        raise AssertionError(f"no {what}; focused: {self.ask('focused')}, said: {self.ask('said')}")

    def focused(self) -> dict[str, Any]:
        """Return what has the keyboard, as it is spoken."""
        found: dict[str, Any] = self.until(lambda: self.ask("focused"), "focus")
        return found

    def unnamed(self) -> list[dict[str, Any]]:
        """Return what can have the keyboard and has no name; asked again where widgets went away meanwhile."""
        asked = self.until(lambda: _whole(self.ask("unnamed")), "look at all names")
        return list(asked[0])

    def tab_to(self, *names: str, most: int = 40) -> dict[str, Any]:
        """Go on with Tab until what is called one of `names` (a part of it) has the keyboard."""
        heard = []
        for _press in range(most):
            here = self.ask("focused")
            if here is not None and any(name in here.get("name", "") for name in names):
                return dict(here)
            heard.append(here)
            self.move("Tab")
        raise AssertionError(f"Tab does not lead to {names}, but to {heard}")

    def choose(self, options: Sequence[str], name: str) -> dict[str, Any]:
        """Go to `options` with Tab, and among them with the arrows to the one called `name`, which chooses it."""
        here = self.tab_to(*options)
        at, wanted = next(at for at, each in enumerate(options) if each in here["name"]), list(options).index(name)
        for _step in range(abs(wanted - at)):
            self.move("Down" if wanted > at else "Up")
        return dict(self.until(lambda: _chosen(self.focused(), name), f"{name} chosen"))

    def move(self, key: str) -> None:
        """Press a key that moves the keyboard, and wait until the screen reader has heard of it."""
        before, latest = self.ask("heard"), time.monotonic() + MOVED_WITHIN
        self.press(key)
        while self.ask("heard") == before and time.monotonic() < latest:
            time.sleep(0.02)

    def stop(self) -> None:
        """End the program, if it still runs."""
        if self.program is not None and self.program.poll() is None:
            self.program.send_signal(signal.SIGKILL)
            self.program.communicate()

    def _xdotool(self, *words: str) -> None:
        self._run("xdotool", *words)

    def _run(self, *words: str) -> str:
        return subprocess.run(
            words, env=self.environment, check=True, capture_output=True, text=True, timeout=PATIENCE
        ).stdout


def _whole(answer: Any) -> tuple[Any] | None:
    return (answer,) if isinstance(answer, list) else None


def _chosen(here: dict[str, Any], name: str) -> dict[str, Any] | None:
    return here if here["checked"] and name in here["name"] else None


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "QT_", "LC_", "DBUS_"))}
    return kept | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "LANG": "C.UTF-8",
        "LANGUAGE": "en",
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "PYTHONFAULTHANDLER": "1",
    }


@contextlib.contextmanager
def screen() -> Iterator[str]:
    read, write = os.pipe()
    with process(["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"], None, (write,)):
        os.close(write)
        with os.fdopen(read) as pipe:
            yield f":{pipe.readline().strip()}"


@contextlib.contextmanager
def bus(environment: dict[str, str]) -> Iterator[str]:
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    with process(command, environment) as bus:
        assert bus.stdout is not None
        yield bus.stdout.readline().strip()


@contextlib.contextmanager
def process(
    command: list[str], environment: dict[str, str] | None, keep: tuple[int, ...] = ()
) -> Iterator[subprocess.Popen[str]]:
    """Run a helper and end it, with all it started, afterwards."""
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        pass_fds=keep,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.communicate()
