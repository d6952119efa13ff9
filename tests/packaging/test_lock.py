"""The pinned packages are complete, checked by hash, free of addresses, and what pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
LISTS = [ROOT / "packaging" / "requirements.lock", ROOT / "packaging" / "uv.txt"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

UNWANTED = {
    "argos-translate-files": "GPL",
    "minisbd": "AGPL",
    "opencv-python": "a second copy of what opencv-python-headless has",
    "pymupdf": "AGPL",
    "spacy": "pulls in 500 MB for a sentence splitter that is not used",
    "stanza": "pulls in torch",
    "torch": "900 MB; training only",
}

each_list = pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)


def entries(path: Path) -> list[tuple[Requirement, list[str]]]:
    """Return each requirement with its hashes."""
    lines = path.read_text("utf-8").replace("\\\n", " ").splitlines()
    found = []
    for line in lines:
        requirement, *hashes = line.split(" --hash=")
        found.append((Requirement(requirement), [text.strip() for text in hashes]))
    return found


def name(requirement: Requirement) -> str:
    return re.sub(r"[-_.]+", "-", requirement.name).lower()


@each_list
def test_it_holds_no_address(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--(index|extra|find|trusted))", text, re.MULTILINE)
    assert "#" not in text


@each_list
def test_every_package_has_one_version_and_hashes(path: Path) -> None:
    for requirement, hashes in entries(path):
        assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)), requirement
        assert hashes, requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", text) for text in hashes), requirement


def test_it_has_what_the_project_asks_for() -> None:
    pinned = [requirement for requirement, _hashes in entries(LISTS[0])]
    asked = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
    asked += PROJECT["build-system"]["requires"]  # the editable install builds without fetching anything
    for wanted in map(Requirement, asked):
        versions = [next(iter(found.specifier)).version for found in pinned if name(found) == name(wanted)]
        assert versions, f"{wanted} is not pinned: sh packaging/lock"
        assert all(wanted.specifier.contains(version) for version in versions), f"{wanted}: {versions}"


@pytest.mark.parametrize("unwanted", sorted(UNWANTED))
def test_it_lacks_what_we_do_not_want(unwanted: str) -> None:
    assert unwanted not in {name(requirement) for requirement, _hashes in entries(LISTS[0])}, UNWANTED[unwanted]


@pytest.mark.parametrize("library", ["ctranslate2", "av", "onnxruntime", "pyside6-essentials", "sentencepiece"])
def test_compiled_packages_are_pinned_for_several_platforms(library: str) -> None:
    hashes = [text for requirement, found in entries(LISTS[0]) if name(requirement) == library for text in found]
    assert len(hashes) >= 4
