"""The main job on the sample film that ships with the program, with the practice models."""

from __future__ import annotations

from pathlib import Path

from studio import paths
from studio.errors import EnvironmentFault
from studio.i18n import _
from studio.jobs.lanes import Lanes
from studio.packs.installed import PRACTICE_MODEL
from studio.workflow.record import Made
from studio.workflow.subtitle import Order, make, read_names
from studio.workflow.work import Watch


def sample() -> Path:
    """Return the sample film: German, in the practice language."""
    return paths.practice() / "welcome.de.mp4"


def tour(folder: Path, lanes: Lanes, watch: Watch) -> Made:
    """Return what was made of the sample film: subtitles in German, English and Dutch, in `folder`."""
    film = sample()
    if not film.is_file():
        raise EnvironmentFault(
            _("The sample film “{name}” is missing.").format(name=film.name), hint=_("Install Souffleur again.")
        )
    order = Order(
        language="de",
        targets=("en", "nl"),
        model=PRACTICE_MODEL,
        names=read_names(paths.practice() / "names.txt"),
        formats=("srt", "vtt"),
        folder=folder,
        allow_unchecked=True,  # a sample is looked at, not shown; what is doubtful is said
        overwrite=True,
        is_sample=True,
    )
    return make(film, order, lanes, watch)
