"""Backgrounds kept for the next time: a page is shown after every edit, and what lies beneath seldom changes.

Kept by the content of the file and by all that a background is made of, so nothing old is ever taken for new.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from studio.documents.formats.pdf import background
from studio.documents.formats.pdf.accents import Accent
from studio.documents.formats.pdf.background import Background
from studio.documents.formats.pdf.links import Link
from studio.model.document import Box, Edition

WAY = 4
"""Counted up when backgrounds are made in another way."""


def kept(folder: Path | None, path: Path, page: int, edition: Edition, make: Callable[[], Background]) -> Background:
    """Return the background of a page from `folder`, or made now and put there for the next time."""
    if folder is None:
        return make()
    name = _name(path, page, edition)
    try:
        return _read(folder, name)
    except (OSError, ValueError, KeyError, TypeError):  # not there yet, or damaged: it can be made again
        made = make()
    _put(folder, name, made)
    return made


def _name(path: Path, page: int, edition: Edition) -> str:
    with path.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    blocks = [
        (b.key, background.stays(edition, b), b.is_decoration, b.lettering, b.look, b.role, b.marks, b.areas)
        for b in edition.document.blocks
        if any(area.page == page for area in b.areas)
    ]
    return hashlib.sha256(repr((WAY, content, page, blocks)).encode()).hexdigest()[:40]


def _read(folder: Path, name: str) -> Background:
    said = json.loads((folder / f"{name}.json").read_text("utf-8"))
    return Background(
        pdf=(folder / f"{name}.pdf").read_bytes(),
        kept=tuple(said["kept"]),
        beneath=tuple(said["beneath"]),
        anew=tuple(said["anew"]),
        faces={int(key): (font, size) for key, (font, size) in said["faces"].items()},
        origins={int(number): (x, y) for number, (x, y) in said["origins"].items()},
        shapes={int(number): Box(**box) for number, box in said["shapes"].items()},
        links=tuple(Link(Box(**link["box"]), link["target"]) for link in said["links"]),
        accents={int(key): Accent(**accent) for key, accent in said["accents"].items()},
        is_bare=said["is_bare"],
    )


def _put(folder: Path, name: str, made: Background) -> None:
    """Keep a background: what says that it is there comes last."""
    said = asdict(made)
    said.pop("pdf")
    folder.mkdir(parents=True, exist_ok=True)
    for end, content in ((".pdf", made.pdf), (".json", json.dumps(said).encode())):
        part = folder / f".{secrets.token_hex(8)}.part"
        part.write_bytes(content)
        os.replace(part, folder / f"{name}{end}")
