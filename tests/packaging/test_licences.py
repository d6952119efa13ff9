"""What the program and its tests stand on may be given away with it, and is listed."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[2] / "packaging"


def _script():
    """Return packaging/licences.py, which is no package's module."""
    spec = importlib.util.spec_from_file_location("licences", HERE / "licences.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PACKAGES = sorted(_script().packages())

FREE = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "CNRI-Python",
    "ISC",
    "LGPL-3.0-only",
    "MIT",
    "MIT-CMU",
    "MPL-2.0",
    "PSF-2.0",
    "Zlib",
}
"""Licences under which others may be given the program: permissive, MPL, LGPL."""


@pytest.mark.parametrize(("name", "licence"), [(name, licence) for name, licence, _purpose in PACKAGES])
def test_the_licence_of_every_package_is_free_enough(name: str, licence: str) -> None:
    assert may_be_used(licence), f"{name} is under {licence}"


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("unknown", False),
        ("LGPL-3.0-only OR GPL-3.0-only", True),
        ("MIT AND GPL-2.0-only", False),
        ("MIT AND Zlib", True),
    ],
)
def test_one_alternative_is_enough_but_every_part_counts(licence: str, expected: bool) -> None:
    assert may_be_used(licence) is expected


def test_the_list_names_every_package_and_its_licence() -> None:
    listed = re.findall(
        r"^\| ([a-z0-9.-]+) \| (.+?) \| (.+?) \|$", (HERE / "licences.md").read_text("utf-8"), re.MULTILINE
    )
    assert set(PACKAGES) <= set(listed), "out of date: .venv/bin/python packaging/licences.py"


@pytest.mark.parametrize("program", ["imageio-ffmpeg", "`av`", "espeak-ng", "Qt"])
def test_the_list_names_programs_under_stricter_licences(program: str) -> None:
    assert program in (HERE / "licences.md").read_text("utf-8")


def may_be_used(licence: str) -> bool:
    """Say whether an SPDX expression without brackets lets the program be given away."""
    assert "(" not in licence
    return any(all(part in FREE for part in choice.split(" AND ")) for choice in licence.split(" OR "))
