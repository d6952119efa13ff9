"""The sample flyer that ships with the program: German, in the practice language; as PDF, photo and Word file."""

from __future__ import annotations

from pathlib import Path

from studio import paths


def files() -> tuple[Path, ...]:
    """Return the PDF and the photo of it."""
    return paths.practice() / "flyer.de.pdf", paths.practice() / "flyer-photo.de.jpg"


def programme() -> Path:
    """Return the same sentences as a Word file."""
    return paths.practice() / "programme.de.docx"


def is_one(name: str, size: int) -> bool:
    """Say whether a file with this name and size in bytes is one of them."""
    return any(file.name == name and file.is_file() and file.stat().st_size == size for file in (*files(), programme()))
