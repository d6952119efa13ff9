"""The desktop that the tests here share out."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import desktop_driver as driver  # noqa: E402


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[driver.Desktop]:
    """Set up a desktop of 1366 × 768 in English, with a home of its own; end all of it afterwards."""
    if missing := driver.lacking():
        pytest.skip(f"the desktop needs {missing}")
    with contextlib.ExitStack() as stack:
        environment = driver.environment(tmp_path)
        environment["DISPLAY"] = stack.enter_context(driver.screen())
        environment["DBUS_SESSION_BUS_ADDRESS"] = stack.enter_context(driver.bus(environment))
        reader = stack.enter_context(driver.process([driver.SYSTEM_PYTHON, str(HERE / "reader.py")], environment))
        made = driver.Desktop(environment, reader)
        stack.callback(made.stop)
        yield made
