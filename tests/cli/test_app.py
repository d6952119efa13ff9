"""The border: however a command ends, it ends with a sentence and an exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from studio.cli.app import run
from studio.errors import ExitCode
from studio.workflow import packs


def test_an_interrupted_command_says_so_and_answers_in_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(packs, "installed_packs", interrupted)
    assert run(["packs", "list", "--json"]) == ExitCode.INTERRUPTED
    said = capsys.readouterr()
    assert json.loads(said.out)["error"]["exit_code"] == 130
    assert "Stopped" in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends pipes in another way")
@pytest.mark.parametrize("cues", [1, 4000])
def test_a_reader_that_goes_early_is_no_finding(cues: int, tmp_path: Path) -> None:
    file = tmp_path / "film.srt"
    file.write_text(
        "".join(f"{n}\n01:{n % 60:02}:00,000 --> 01:{n % 60:02}:00,100\nJa.\n\n" for n in range(cues)), "utf-8"
    )
    command = [sys.executable, "-m", "studio", "check", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == ExitCode.FINE
