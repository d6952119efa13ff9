"""How long listening takes on this computer: measured once for all models, and for each as it has listened here.

It is kept in the cache, for this processor and this version of the program only.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import studio
from studio import paths
from studio.errors import StudioError
from studio.i18n import _, ngettext
from studio.model.pack import Offer, Role, Shape
from studio.model.progress import Report
from studio.speech import calibration
from studio.speech.calibration import Calibration, Costs
from studio.workflow import export
from studio.workflow.work import Event, Work

TALK = 600.0
"""Seconds of a talk, which people can picture."""

PATIENCE = 2.0
"""A model suits when it listens at most so many times as long as people talked.

A play of two hours is then written down in four, within half a day at work or over night; whatever is slower is there
for those who choose it.
"""

ROOM = 0.5
"""The share of the memory that a model may take: the system, this window and a browser are there, too."""

PROGRAM = 600e6
"""Bytes of all else: the program, and what the libraries work in; measured with random models, the largest of them."""

LEAST_SPEECH = 120.0
"""Seconds of speech from which a listening says something of a model's own pace."""

LATEST = 0.5
"""The part that the last listening has in a model's own pace: other programs ran beside one, not beside the other."""

_FINEST = 5  # minutes


@dataclass(frozen=True, slots=True)
class Pace:
    """How quick this computer is; `listened` has, for each model that listened here, its seconds for one of speech."""

    measured: Calibration
    listened: Mapping[str, float] = field(default_factory=dict)


def measured() -> Pace | None:
    """Return what was measured on this computer, None where nothing was; takes no time."""
    kept = _read()
    return Pace(kept.measured, kept.listened) if kept.measured is not None else None


def measure() -> Work[Calibration]:
    """Return the work that measures this computer, in about ten seconds; `measured` knows it then."""
    place = paths.cache() / "calibration"
    return Work(_("Measuring this computer"), "packs", calibrate, (place,), _Keeping())


def calibrate(folder: Path, *, report: Report) -> Calibration:
    """Return how quick this computer is."""
    return calibration.measure(folder, report=report)


def estimate(pace: Pace, shape: Shape, seconds: float, model: str = "") -> float:
    """Return the seconds it takes to listen to so many of somebody who goes on talking.

    A `model` that has listened here is known better than by its shape.
    """
    own = pace.listened.get(model)
    return own * seconds if own else calibration.seconds(pace.measured, shape, seconds)


def foretold(offer: Offer, seconds: float, model: str = "") -> float | None:
    """Return the seconds that an offered model takes for so many of speech, None where that is not known yet.

    `model` is what it is called here, where somebody put it under another name.
    """
    kept = _read()
    own = kept.listened.get(model) or kept.listened.get(offer.id)
    if own:
        return own * seconds
    if kept.measured is None or offer.shape is None:
        return None
    return calibration.seconds(kept.measured, offer.shape, seconds)


def suits(pace: Pace, shape: Shape, model: str = "") -> bool:
    """Say whether this computer is quick and large enough for a model."""
    return fits(shape) and estimate(pace, shape, TALK, model) <= PATIENCE * TALK


def fits(shape: Shape) -> bool:
    """Say whether this computer has the memory for a model; yes where its memory is not known."""
    there = memory()
    return there is None or needs(shape) <= ROOM * there


def recommended(pace: Pace | None, offers: Iterable[Offer]) -> Offer | None:
    """Return the most careful of the offered models that suits this computer, the quickest where none does.

    Before anything was measured the balanced one is recommended, where the memory is enough.
    """
    order = [Role.QUICK, Role.BALANCED, Role.CAREFUL]
    plain = sorted((each for each in offers if each.role in order), key=lambda each: order.index(each.role))
    good = [each for each in plain if each.shape is not None and _is_good(pace, each.role, each.id, each.shape)]
    return good[-1] if good else plain[0] if plain else None


def _is_good(pace: Pace | None, role: Role, id: str, shape: Shape) -> bool:
    return suits(pace, shape, id) if pace is not None else role is not Role.CAREFUL and fits(shape)


def needs(shape: Shape) -> float:
    """Return the bytes of memory that listening takes at its highest, about.

    While it loads, a model lies there as its file has it, two bytes a number; keys and values of a look are floats.
    """
    layers = 12 * shape.encoder_layers + 16 * shape.decoder_layers
    numbers = shape.width * (layers * shape.width + shape.vocabulary)
    keys = shape.decoder_layers * 1500 * 2 * shape.width * 4
    return PROGRAM + 2 * numbers + keys


def keep_listened(model: str, speech: float, took: float) -> None:
    """Keep how many seconds a model took for so many of speech; too little of it says nothing."""
    if speech < LEAST_SPEECH or took <= 0:
        return
    kept = _read()
    ratio, before = took / speech, kept.listened.get(model)
    known = ratio if before is None else LATEST * ratio + (1 - LATEST) * before
    _write(_Kept(kept.measured, {**kept.listened, model: known}))


def talk_words(seconds: float) -> str:
    """Return how long a talk of ten minutes takes, where it takes so many seconds."""
    if seconds < 45:
        return _("A talk of 10 minutes takes less than a minute.")
    return _("A talk of 10 minutes takes about {time}.").format(time=_span(seconds))


def film_words(seconds: float) -> str:
    """Return how long a film takes, where it takes so many seconds: "about 12 minutes for this film"."""
    if seconds < 45:
        return _("less than a minute for this film")
    return _("about {time} for this film").format(time=_span(seconds))


def memory() -> int | None:
    """Return the bytes of memory of this computer, None where that cannot be known."""
    if sys.platform == "win32":
        return _memory_of_windows()
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return None


def _span(seconds: float) -> str:
    """Return minutes as coarse as a guess: to five above a quarter of an hour, to ten above an hour and a half."""
    minutes = max(1, round(seconds / 60))
    if minutes > 90:
        minutes = round(minutes / (2 * _FINEST)) * 2 * _FINEST
    elif minutes > 15:
        minutes = round(minutes / _FINEST) * _FINEST
    hours, rest = divmod(minutes, 60)
    in_minutes = ngettext("{count} minute", "{count} minutes", rest).format(count=rest)
    if not hours:
        return in_minutes
    in_hours = ngettext("{count} hour", "{count} hours", hours).format(count=hours)
    return f"{in_hours} {in_minutes}" if rest else in_hours


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the file says, as far as it is of use here."""

    measured: Calibration | None = None
    listened: Mapping[str, float] = field(default_factory=dict)


class _Keeping:
    """Keeps what was measured; a model's own pace stays."""

    def take(self, value: object) -> list[Event]:
        return []

    def finish(self, value: Calibration) -> list[Work[Any]]:
        _write(_Kept(value, _read().listened))
        return []

    def stopped(self) -> None:
        """Leave it as it is."""


def _file() -> Path:
    return paths.cache() / "pace.json"


def _read() -> _Kept:
    """Return what the file says; nothing where it is missing, damaged, or another computer's or version's."""
    try:
        said = json.loads(_file().read_text("utf-8"))
        if said["computer"] != _computer():
            return _Kept()
        listened = {str(model): float(ratio) for model, ratio in said["listened"].items() if 0 < float(ratio) < 1e6}
        return _Kept(_calibration(said["measured"]), listened)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return _Kept()


def _calibration(said: Any) -> Calibration | None:
    if said is None:
        return None
    return Calibration(Costs(**said["narrow"]), Costs(**said["wide"]), float(said["around"]))


def _write(kept: _Kept) -> None:
    measured = None if kept.measured is None else asdict(kept.measured)
    said = {"computer": _computer(), "measured": measured, "listened": dict(kept.listened)}
    with contextlib.suppress(StudioError):  # it can be measured again
        export.write_all({_file(): json.dumps(said, ensure_ascii=False, indent=1) + "\n"})


@cache
def _computer() -> dict[str, str]:
    """Return what the figures hold for."""
    return {"program": studio.__version__, "processor": _processor(), "cores": str(os.cpu_count())}


def _processor() -> str:
    """Return the processor's name as the system has it."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory_of_windows() -> int | None:
    """Return what `GlobalMemoryStatusEx` says."""
    import ctypes

    class Status(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_uint32),
            ("load", ctypes.c_uint32),
            ("total", ctypes.c_uint64),
            ("others", ctypes.c_uint64 * 6),
        )

    status = Status(length=ctypes.sizeof(Status))
    windows = getattr(ctypes, "windll")  # noqa: B009 - known to mypy on Windows only
    return int(status.total) if windows.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)) else None
