"""The code is formatted, free of what ruff finds, and typed strictly; a plain pytest run says so, too."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    "check",
    [("ruff", "format", "--check", "."), ("ruff", "check", "."), ("mypy", "--strict", "studio")],
    ids=" ".join,
)
def test_the_code_passes(check: tuple[str, ...]) -> None:
    found = subprocess.run([sys.executable, "-m", *check], cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr
