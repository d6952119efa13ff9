"""Documents set by typst: a source of ours and values go in, a PDF and answers about what was set come out.

Texts come only as values, never as part of a source: in the source, `json(bytes(sys.inputs.values))` is what was given.
Only our own faces are used, so that a document looks the same on every computer.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from studio.documents import fonts

if TYPE_CHECKING:
    from collections.abc import Iterator

    import typst

Standard = Literal["1.7", "ua-1"]

VALUES = "#let values = json(bytes(sys.inputs.values))\n"
"""The first line of every source: what was given, by the name `values`."""


def pdf(
    source: str, data: object, pictures: Mapping[str, bytes] | None = None, *, standard: Standard = "ua-1"
) -> bytes:
    """Return the PDF that a typst source makes of `data` (what JSON can carry), which it finds by the name `values`.

    `pictures` are the files that the source may take by their names (`image("1.png")`).  Our sources must fit every
    data that their callers let through, so what typst refuses is a defect: `ValueError`.
    """
    with _compiler(source, data, pictures or {}) as compiler:
        return _pdf(compiler, standard)


def query(source: str, data: object, label: str, pictures: Mapping[str, bytes] | None = None) -> list[Any]:
    """Return the values of all `metadata` that a source carries under a label (given without its angle brackets)."""
    with _compiler(source, data, pictures or {}) as compiler:
        return _query(compiler, label)


def pdf_and_answers(
    source: str, data: object, label: str, pictures: Mapping[str, bytes] | None = None
) -> tuple[bytes, list[Any]]:
    """Return both, laid out once: the tagged PDF, and the values of the `metadata` under a label."""
    with _compiler(source, data, pictures or {}) as compiler:
        return _pdf(compiler, "ua-1"), _query(compiler, label)


@contextmanager
def _compiler(source: str, data: object, pictures: Mapping[str, bytes]) -> Iterator[typst.Compiler]:
    import typst

    with tempfile.TemporaryDirectory(prefix="souffleur-") as folder:
        root = Path(folder)
        (root / "main.typ").write_text(VALUES + source, "utf-8")
        for name, content in pictures.items():
            (root / name).write_bytes(content)
        values = {"values": json.dumps(data, ensure_ascii=False)}
        try:
            yield typst.Compiler(root / "main.typ", root=root, font_paths=_faces(), sys_inputs=values)
        except typst.TypstError as error:
            raise ValueError(f"typst: {error.message} {' '.join(error.hints)}\n{error.diagnostic}") from error


def _pdf(compiler: typst.Compiler, standard: Standard) -> bytes:
    made = compiler.compile(format="pdf", pdf_standards=[standard])
    assert isinstance(made, bytes)
    return made


def _query(compiler: typst.Compiler, label: str) -> list[Any]:
    found: list[Any] = json.loads(compiler.query(f"<{label}>", field="value"))
    return found


@cache
def _faces() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts.folder()])
