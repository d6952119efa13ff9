"""Entries of the list of packs, as tests of the window need them."""

from __future__ import annotations

from pathlib import Path

from studio.model.pack import Accuracy, Offer, Pack, PackKind, PackState, Role, Shape
from studio.speech.calibration import Calibration, Costs
from studio.workflow import pace
from studio.workflow.packs import Entry, EntryState

SHAPES = {
    "tiny": Shape(4, 4, 384, 51865),
    "base": Shape(6, 6, 512, 51865),
    "small": Shape(12, 12, 768, 51865),
    "medium": Shape(24, 24, 1024, 51865),
    "turbo": Shape(32, 4, 1280, 51866, 128),
    "large": Shape(32, 32, 1280, 51866, 128),
}
SIZES = {"tiny": 75, "base": 145, "small": 484, "medium": 1528, "turbo": 1618, "large": 3087}
ROLES = {"base": Role.QUICK, "small": Role.BALANCED, "turbo": Role.CAREFUL}

MEASURED = Calibration(Costs(512, 0.5, 1.0, 0.2, 1.0), Costs(1280, 3.0, 5.0, 0.5, 3.0), 0.2)
"""A computer of some speed."""


def measure() -> None:
    """Let this computer have been measured."""
    pace.measure().finish(MEASURED)


def model(id: str, *languages: str, here: bool = True, practice: bool = False, wrong: float = 0) -> Entry:
    """Return a speech model, as it was offered."""
    accuracy = (Accuracy("de", wrong, "somebody"),) if wrong else ()
    size = SIZES.get(id, 10) * 1_000_000
    role = ROLES.get(id, Role.EXPERT)
    offer = Offer(
        id, PackKind.SPEECH, f"Whisper {id}", languages, "MIT", size, role=role, repository="a/b", commit="c",
        accuracy=accuracy, shape=SHAPES.get(id), practice=practice,
    )  # fmt: skip
    return _entry(offer, here)


def package(source: str, target: str, *, here: bool = False, practice: bool = False, size: int = 0) -> Entry:
    """Return a translation package, as it was offered."""
    id = f"{'practice-' if practice else ''}{source}-{target}"
    offer = Offer(
        id, PackKind.TRANSLATION, id, (source, target), "CC0", size, addresses=("https://example.org/x",),
        practice=practice,
    )  # fmt: skip
    return _entry(offer, here)


def way(source: str, target: str) -> Entry:
    """Return a direction that goes through English."""
    legs = (f"{source}-en", f"en-{target}")
    return Entry(f"{source}-{target}", PackKind.TRANSLATION, (source, target), EntryState.READY, way=legs)


def _entry(offer: Offer, here: bool) -> Entry:
    if not here:
        return Entry(offer.id, offer.kind, offer.languages, EntryState.ABSENT, offer)
    pack = Pack(
        offer.id, offer.kind, offer.languages, offer.size or 1, Path(offer.id), offer.practice, PackState.VERIFIED
    )
    state = EntryState.SHIPPED if offer.practice else EntryState.INSTALLED
    return Entry(offer.id, offer.kind, offer.languages, state, offer, pack)
