"""How large a file may be where it is to be written: sticks come with FAT32, which holds none of 4 GiB."""

from __future__ import annotations

import re
import sys
from pathlib import Path

FAT_LARGEST = (4 << 30) - 1
"""Bytes of the largest file that FAT32 holds."""

_FAT = {"vfat", "msdos", "fat", "fat32", "fat16"}


def largest_file(folder: Path) -> int | None:
    """Return the bytes of the largest file that the disk of `folder` holds; None: no limit, or not to be known."""
    return FAT_LARGEST if kind(folder).casefold() in _FAT else None


def kind(folder: Path) -> str:
    """Return the name of the file system that `folder` lies on, "" where it cannot be known."""
    if sys.platform == "win32":
        return _windows_kind(folder)
    try:
        return _mounted(Path("/proc/self/mountinfo").read_text("utf-8", "replace"), folder.resolve())
    except OSError:
        return ""


def _mounted(table: str, folder: Path) -> str:
    """Return the kind of the file system on the mount point nearest above `folder`; of two there the later counts."""
    found: dict[Path, str] = {}
    for line in table.splitlines():
        before, dash, after = line.partition(" - ")
        fields = before.split()
        if dash and len(fields) > 4:
            place = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields[4])
            found[Path(place)] = after.split()[0]
    near = [place for place in found if folder.is_relative_to(place)]
    return found[max(near, key=lambda place: len(place.parts))] if near else ""


def _windows_kind(folder: Path) -> str:
    if sys.platform != "win32":
        return ""
    import ctypes

    name = ctypes.create_unicode_buffer(64)
    root = f"{folder.resolve().anchor}"
    known = ctypes.windll.kernel32.GetVolumeInformationW(root, None, 0, None, None, None, name, 64)
    return name.value if known else ""
