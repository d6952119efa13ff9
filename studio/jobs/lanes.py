"""The lanes of long work: one worker with its queue for each craft that keeps something loaded.

Jobs of one lane run in the order they came in; lanes run side by side, so that shot changes are found
while a speech model listens and another one translates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Literal, Self, TypeVar, get_args

from studio.i18n import N_
from studio.jobs.bounds import UNBOUND, Bounds
from studio.jobs.job import Job
from studio.jobs.worker import Worker

Lane = Literal["media", "speech", "translation", "documents", "memory", "quality", "packs", "fetch"]
NAMES: dict[Lane, str] = {
    "media": N_("picture and sound"),
    "speech": N_("listening"),
    "translation": N_("translating"),
    "documents": N_("reading and writing flyers"),
    "memory": N_("remembering translations"),
    "quality": N_("checking"),
    "packs": N_("looking after models"),
    "fetch": N_("downloading"),
}
LANES: tuple[Lane, ...] = get_args(Lane)
ONLINE: Lane = "fetch"
"""The one lane whose process may use the network: it fetches the packs that a person asked for."""

BOUNDS: dict[Lane, Bounds] = {"documents": Bounds(memory=4 << 30, patience=180.0)}
"""What lanes may take that open files of strangers: reading a page by OCR takes 1 GB and seconds."""

T = TypeVar("T")


class Lanes:
    """All workers of the program. A lane's process starts with its first job."""

    def __init__(self, bounds: Mapping[Lane, Bounds] = BOUNDS) -> None:
        self._workers = {
            lane: Worker(NAMES[lane], online=lane == ONLINE, bounds=bounds.get(lane, UNBOUND)) for lane in LANES
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def submit(self, lane: Lane, task: Callable[..., T], *values: object) -> Job[T]:
        """Put `task(*values, report=…)` at the end of the lane's queue and return its job."""
        return self._workers[lane].submit(task, *values)

    def close(self) -> None:
        """Stop what runs, forget what waits and end all processes; within a second."""
        for worker in self._workers.values():
            worker.stop()
        for worker in self._workers.values():
            worker.join()
