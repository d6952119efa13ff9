"""What every test stands on: English texts, an empty home of its own, and where the samples lie."""

from __future__ import annotations

import itertools
import logging
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from studio import i18n, paths
from studio.project import history

ROOT = Path(__file__).resolve().parents[1]

# Other programs may run beside the tests: how long an example takes says nothing about the program.  The examples are
# the same each time, so that a change is judged by itself; `--hypothesis-profile=searching` looks for new ones.
settings.register_profile("searching", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("unhurried", settings.get_profile("searching"), derandomize=True, database=None)
settings.load_profile("unhurried")

# A shell's background jobs ignore Ctrl+C, and so would every program that the tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Hundreds of processes are started here: none compiles the program anew, even where the environment asks for that.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

_count = itertools.count()


@pytest.fixture(scope="session", autouse=True)
def _home_of_the_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep fixtures that live longer than one test away from the user's folders, too."""
    with pytest.MonkeyPatch.context() as patch:
        _move_in(tmp_path_factory.getbasetemp() / "home", patch)
        yield


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give each test an empty home folder: settings, packs, logs and caches lie in it."""
    with pytest.MonkeyPatch.context() as patch:
        yield _move_in(tmp_path_factory.getbasetemp() / f"home-{next(_count)}", patch)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Put the texts back to English after a test that chose another language."""
    yield
    i18n.install([])


@pytest.fixture(autouse=True)
def _unhurried_typing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let keys of one burst be one step of undo, however long a busy machine takes from one to the next."""
    monkeypatch.setattr(history, "MERGED_WITHIN", 600.0)


@pytest.fixture(autouse=True)
def _no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that makes the program log a warning, unless it looks at the log itself (`caplog`)."""
    collector = _Collector(logging.WARNING)
    logger = logging.getLogger("studio")
    logger.addHandler(collector)
    yield
    logger.removeHandler(collector)
    if "caplog" not in request.fixturenames:
        assert collector.lines == [], "the program logged a warning that the test did not expect"


@pytest.fixture(scope="session")
def practice() -> Path:
    """Return the folder of the practice models and the sample clip."""
    folder = paths.resources() / "practice"
    if not folder.is_dir():
        pytest.skip("no practice models here; the scripts in packaging/practice make them")
    return folder


@pytest.fixture(scope="session")
def material() -> Path:
    """Return the folder of foreign samples that lie beside the checkout on the developers' machines."""
    folder = Path(os.environ.get("SOUFFLEUR_MATERIAL", ROOT.parent / "shared" / "material"))
    if not folder.is_dir():
        pytest.skip("the foreign samples are not on this machine (SOUFFLEUR_MATERIAL names their folder)")
    return folder


class _Collector(logging.Handler):
    """Keeps the lines it is given."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


def _move_in(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """Make `folder` the home of this process and of those it starts."""
    folder.mkdir(exist_ok=True)
    for name in ("HOME", "USERPROFILE"):
        patch.setenv(name, str(folder))
    for name, place in {
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "XDG_CACHE_HOME": ".cache",
        "APPDATA": "AppData/Roaming",
        "LOCALAPPDATA": "AppData/Local",
        "SOUFFLEUR_PACKS": "packs",
    }.items():
        patch.setenv(name, str(folder / place))
    patch.setenv("SOUFFLEUR_SHARED_PACKS", str(folder / "shared"))
    patch.delenv("SOUFFLEUR_VENUE", raising=False)
    patch.setenv("LANGUAGE", "en")
    for name in ("http_proxy", "https_proxy"):  # a test that fetches by mistake asks nobody but this computer
        patch.setenv(name, "http://127.0.0.1:9")
    patch.setenv("no_proxy", "127.0.0.1,localhost")
    for name in ("PULSE_SERVER", "PIPEWIRE_REMOTE"):  # films of tests are neither heard nor held up by a sound device
        patch.setenv(name, f"unix:{folder / 'no-sound'}")  # after a space would stand another server, by TCP
    return folder
