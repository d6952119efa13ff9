#!/usr/bin/env python3
"""Write packaging/licences.md from what the installed packages say of themselves.

    .venv/bin/python packaging/licences.py

Versions are left out: they are in requirements.lock, and a licence seldom changes with them.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

HERE = Path(__file__).resolve().parent
LIST = HERE / "licences.md"

# What packages write into their free-text fields, as the identifiers of spdx.org/licenses.
SPDX = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",  # those of PDFium's parts: above
    "ISC License": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}

BEGIN = """\
# Licences

What Souffleur imports is permissive, MPL or LGPL; `tests/packaging/test_licences.py` keeps it so. Made by
`packaging/licences.py` from what the installed packages say of themselves.

## Programs inside packages

- **FFmpeg** in `imageio-ffmpeg` is a program of its own under the GPL 3; Souffleur starts it and does not link to it.
- **FFmpeg's libraries** in `av` (PyAV's wheels) name the LGPL 3 as their licence; they are loaded into the worker that
  looks at files. The wheels bring x264 and x265 (GPL 2) along, which Souffleur, since it only reads, never calls.
- **FFmpeg's libraries** (LGPL 2.1) and OpenSSL (its own licence) in `opencv-python-headless`: its wheels bring them
  along for films, which Souffleur never gives it; it only turns and scales pictures for reading them.
- **PDFium** (BSD-3-Clause, and the licences of what it is built from, in the wheel) in `pypdfium2`.
- **Typst's own fonts** (Libertinus, New Computer Modern, DejaVu Sans Mono; OFL and Bitstream Vera) lie in `typst`.
- **qpdf** (Apache 2.0) in `pikepdf`.
- **PaddleOCR's models** (Apache 2.0) in `rapidocr` read pictures; who made them is said in its `MODEL_LICENSES.md`.
- **Qt** in `pyside6` is used under the LGPL 3: its libraries lie beside the program and can be replaced.
- **Lucide**'s icons in `resources/icons` are under the ISC licence, those it took from Feather under the MIT licence;
  both notices lie beside them.
- **Liberation Sans, Serif and Mono**, **Roboto Condensed** and **Noto Sans Symbols** in `resources/fonts` are under the
  SIL Open Font License 1.1; its text and the notices lie beside them.
- **espeak-ng** (GPL 3) speaks the training sentences of the practice models. Making them needs it, using them does not.

## Packages
"""


def main() -> None:
    """Write the list."""
    rows = [f"| {name} | {licence} | {purpose} |" for name, licence, purpose in sorted(packages())]
    table = ["| Package | Licence | Needed by |", "|---|---|---|", *rows]
    LIST.write_text(BEGIN + "\n" + "\n".join(table) + "\n", "utf-8")
    sys.stdout.write(f"{LIST}: {len(rows)} packages\n")


def packages() -> Iterator[tuple[str, str, str]]:
    """Yield name, licence and purpose of every pinned package that is installed here."""
    needed = closure(direct_needs())
    for name in pinned():
        try:
            found = distribution(name)
        except PackageNotFoundError:  # for another platform only
            continue
        yield name, licence(found), "the program" if name in needed else "tests and building"


def pinned() -> set[str]:
    """Return the names in requirements.lock."""
    text = (HERE / "requirements.lock").read_text("utf-8")
    return set(re.findall(r"^([a-z0-9.-]+)==", text, re.MULTILINE))


def licence(found: Distribution) -> str:
    """Return the licence of a package as an SPDX expression, or "unknown"."""
    said = found.metadata.get("License-Expression") or found.metadata.get("License") or "UNKNOWN"
    if said == "UNKNOWN":
        kinds = [kind for kind in found.metadata.get_all("Classifier") or [] if kind.startswith("License :: ")]
        said = " AND ".join(kind.rpartition(" :: ")[2] for kind in kinds if kind.count(" :: ") == 2) or "unknown"
    name = said.strip().partition("\n")[0]  # some put the whole text there, the name on top
    return SPDX.get(name, name)


def direct_needs() -> set[str]:
    """Return the packages that pyproject.toml names for the program."""
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text("utf-8"))
    return {bare(text) for text in project["project"]["dependencies"]}


def closure(names: set[str]) -> set[str]:
    """Return `names` with all that they need in turn, as far as it is pinned."""
    found: set[str] = set()
    waiting = names & pinned()
    while waiting:
        name = waiting.pop()
        found.add(name)
        try:
            needs = distribution(name).requires or []
        except PackageNotFoundError:
            continue
        waiting |= {bare(text) for text in needs if "extra ==" not in text} & pinned() - found
    return found


def bare(requirement: str) -> str:
    """Return the normalised name in a requirement."""
    name = re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    main()
