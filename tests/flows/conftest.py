"""Whole jobs through the command line, as a user starts them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True)
class Answer:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Souffleur = Callable[..., Answer]


@pytest.fixture(scope="session")
def souffleur(tmp_path_factory: pytest.TempPathFactory) -> Souffleur:
    """Return a function that runs `souffleur WORDS…` in a process of its own."""

    def run(*words: str | Path, cwd: Path | None = None, **environment: str) -> Answer:
        done = subprocess.run(
            [sys.executable, "-m", "studio", *map(str, words)],
            cwd=cwd or tmp_path_factory.mktemp("cwd"),
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    return run
