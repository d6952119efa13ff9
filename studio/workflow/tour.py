"""The main job on the sample film, and on the sample flyer, its photo and its Word file, with the practice models."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from studio import paths
from studio.errors import EnvironmentFault
from studio.i18n import _
from studio.jobs.lanes import Lanes
from studio.packs.installed import PRACTICE_MODEL
from studio.workflow.flyer import sample as sample_flyer
from studio.workflow.flyer.translate_flyer import FlyerMade, FlyerOrder, translate_flyer
from studio.workflow.record import Made
from studio.workflow.subtitle import Order, make, read_names
from studio.workflow.work import Watch

LANGUAGE, TARGETS = "de", ("en", "nl")
"""What the samples are in, the practice language, and what they are translated into."""


@dataclass(frozen=True, slots=True)
class Toured:
    """What was made of the sample film, of the flyer and of its photo."""

    film: Made
    flyers: tuple[FlyerMade, ...]


def sample() -> Path:
    """Return the sample film: German, in the practice language."""
    return paths.practice() / "welcome.de.mp4"


def tour(folder: Path, lanes: Lanes, watch: Watch) -> Toured:
    """Return what was made of the samples in `folder`: subtitles and flyers in English and Dutch.

    The subtitles are there in German, too, and the English flyer once more for screen readers.
    """
    for file in (sample(), *sample_flyer.files(), sample_flyer.programme()):
        if not file.is_file():
            raise EnvironmentFault(
                _("The sample “{name}” is missing.").format(name=file.name), hint=_("Install Souffleur again.")
            )
    film = make(sample(), _film(folder), lanes, watch)
    pdf, photo = sample_flyer.files()
    orders = {pdf: _flyer(folder, for_screen_readers=True), photo: _flyer(folder, for_screen_readers=False)}
    orders[sample_flyer.programme()] = _flyer(folder, for_screen_readers=False)
    return Toured(film, tuple(translate_flyer(path, order, lanes, watch) for path, order in orders.items()))


def _film(folder: Path) -> Order:
    return Order(
        language=LANGUAGE,
        targets=TARGETS,
        model=PRACTICE_MODEL,
        names=read_names(paths.practice() / "names.txt"),
        formats=("srt", "vtt"),
        folder=folder,
        allow_unchecked=True,  # a sample is looked at, not shown; what is doubtful is said
        overwrite=True,
        is_sample=True,
    )


def _flyer(folder: Path, *, for_screen_readers: bool) -> FlyerOrder:
    return FlyerOrder(
        targets=TARGETS,
        source=LANGUAGE,
        besides={TARGETS[0]: ("accessible",)} if for_screen_readers else {},
        folder=folder,
        practice=True,
        allow_unchecked=True,
        overwrite=True,
    )
