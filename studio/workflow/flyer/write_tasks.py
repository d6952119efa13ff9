"""What writes editions inside workers: all their files aside first, then into their places, with the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from studio.documents import accessible
from studio.documents.output import Written
from studio.model.document import Edition
from studio.model.progress import Report
from studio.workflow import export, record
from studio.workflow.flyer import files, tasks
from studio.workflow.flyer.files import Kind


@dataclass(frozen=True, slots=True)
class Job:
    """An edition to write, what its files of each kind are called, and what the record says of it already."""

    edition: Edition
    names: Mapping[Kind, Sequence[str]]
    recorded: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where files are made (`aside`, not there before and not after), where they belong, and the record there."""

    aside: Path
    folder: Path
    record: Path


def write_all(
    path: Path, jobs: Sequence[Job], place: Place, made: Mapping[str, Any], password: str = "", *, report: Report
) -> list[Written]:
    """Write editions of the flyer at `path`, all files or none, and return what came of each.

    `made` is what the record says besides the editions.
    """
    try:
        place.aside.mkdir(parents=True)
        every = [_written(path, job, place.aside, password, report) for job in jobs]
        editions = [_recorded(job, written) for job, written in zip(jobs, every, strict=True)]
        done = [replace(each, files=tuple(place.folder / file.name for file in each.files)) for each in every]
        names = [file for each in done for file in each.files]
        whole = record.complete(path.name, {**made, "editions": editions}, place.record, names, kind="flyer")
        files.settle(place.aside, place.folder, place.record, export.dumps_record(whole))
    finally:
        files.forget(place.aside)
    return done


def _written(path: Path, job: Job, into: Path, password: str, report: Report) -> Written:
    made = []
    for kind, names in job.names.items():
        if kind == "same":
            made.append(tasks.write(path, job.edition, into / names[0], password, report=report))
        elif kind == "pdf":
            made.append(tasks.write_pdf(path, job.edition, into / names[0], password, report=report))
        else:
            stem = names[0].removesuffix(accessible.SUFFIXES[0])
            made.append(tasks.write_accessible(path, job.edition, (into, stem), password, report=report))
    return Written(
        tuple(file for each in made for file in each.files),
        files.worst(fit for each in made for fit in each.fits),
        tuple(dict.fromkeys(note for each in made for note in each.notes)),
    )


def _recorded(job: Job, written: Written) -> dict[str, Any]:
    """Return an edition for the record, with its files and how they turned out."""
    document = job.edition.document
    found = files.layout_findings(document, written.fits)
    return {
        **job.recorded,
        "files": files.digests(written.files),
        "misfits": files.misfits(document, written.fits),
        "to_check": [{"block": each.block, "rule": each.finding.rule} for each in found],
        "notes": list(written.notes),
    }
