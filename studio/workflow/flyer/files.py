"""The files of a flyer's editions: how they are called, made aside, and put in their place with their record."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from studio.documents import accessible
from studio.model.document import Document, Fit
from studio.model.finding import Finding, Severity
from studio.project import faults
from studio.quality.rules import layout
from studio.quality.rules.layout import Sheet
from studio.workflow import export

Kind = Literal["same", "pdf", "accessible"]
"""What an edition is written as: the original's format, a tagged PDF of the same layout, the accessible edition."""

KINDS: tuple[Kind, ...] = get_args(Kind)

_SUFFIX = {"pdf": ".pdf", "image": ".png", "text": ".txt", "markdown": ".md"}
"""For originals whose names have none."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule says of a block; blocks and pages count from 1, `text` is the original's."""

    block: int
    page: int
    text: str
    finding: Finding


def names(original: Path, format: str, language: str, kinds: Iterable[Kind], number: int = 1) -> dict[Kind, list[str]]:
    """Return what the files of an edition are called: "flyer.en.pdf", and "flyer.2.en.pdf" for a second in a language.

    A PDF that keeps its format is the tagged PDF already.
    """
    wanted = set(kinds)
    front = export.stem(original) + (f".{number}" if number > 1 else "")
    stem = f"{front}.{language}"
    if "same" in wanted and format == "pdf":
        wanted.discard("pdf")
    every: dict[Kind, list[str]] = {
        "same": [stem + (original.suffix or _SUFFIX.get(format, ""))],
        "pdf": [f"{stem}.pdf"],
        "accessible": [f"{stem}{suffix}" for suffix in accessible.SUFFIXES],
    }
    return {kind: every[kind] for kind in KINDS if kind in wanted}


def safe_tag(language: str) -> str:
    """Return the tag for the name of a file; a production may come from a stranger."""
    return language if re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", language) else "und"


def aside(folder: Path) -> Path:
    """Return a new folder's name on the disk of `folder`, where files are made before they take their places."""
    nearest = next(parent for parent in (folder, *folder.absolute().parents) if os.path.exists(parent))
    return nearest / f".souffleur-{secrets.token_hex(8)}"


def settle(made: Path, folder: Path, record: Path, text: str) -> list[Path]:
    """Move all files of the folder `made` to `folder` with their record, and return their places, the record last.

    Raises `EnvironmentFault` for a missing permission or a full disk; files of that name are replaced.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (made / record.name).write_text(text, "utf-8")
        files = sorted(file for file in made.iterdir() if file.name != record.name)
        for file in (*files, made / record.name):
            file.replace(folder / file.name)
    except OSError as error:
        raise faults.not_made(record, str(error)) from error
    return [*(folder / file.name for file in files), record]


def forget(made: Path) -> None:
    """Delete the folder of files that do not take their places."""
    shutil.rmtree(made, ignore_errors=True)


def digests(made: Iterable[Path]) -> list[dict[str, str]]:
    """Return files for the record: their names and SHA-256."""
    return [{"name": file.name, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()} for file in made]


def layout_findings(document: Document, fits: Iterable[Fit]) -> list[Found]:
    """Return what the rules of layout say of an edition that was just written."""
    sheet = Sheet(document.blocks, {fit.key: fit for fit in fits})
    return [
        Found(index + 1, block.page + 1, block.text, finding)
        for index, block in enumerate(document.blocks)
        for finding in layout.check(sheet, index)
    ]


def misfits(document: Document, fits: Sequence[Fit]) -> list[dict[str, Any]]:
    """Return for the record what was not set at full size; blocks count from 1."""
    numbers = {block.key: number for number, block in enumerate(document.blocks, 1)}
    return [
        {"block": numbers[fit.key], "scale": round(fit.scale, 3), "fits": fit.fits}
        for fit in fits
        if fit.key in numbers and (not fit.fits or fit.scale < layout.FULL)
    ]


def worst(fits: Iterable[Fit]) -> tuple[Fit, ...]:
    """Return one fit a block, the worst of those that its files have."""
    found: dict[int, Fit] = {}
    for fit in fits:
        known = found.get(fit.key)
        if known is None or (fit.fits, fit.scale) < (known.fits, known.scale):
            found[fit.key] = fit
    return tuple(found.values())


def plain(found: Found) -> Mapping[str, Any]:
    """Return a finding as plain values."""
    return {
        "block": found.block,
        "page": found.page,
        "text": found.text,
        "rule": found.finding.rule,
        "severity": str(found.finding.severity),
        "message": found.finding.message,
    }


def is_worth_saying(found: Found) -> bool:
    """Say whether a finding is more than a remark."""
    return found.finding.severity is not Severity.INFO
