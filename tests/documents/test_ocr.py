"""Real pictures are read by the real models, which nobody fetches."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from studio import paths
from studio.documents import ocr, pictures
from studio.documents.ocr import rapid
from studio.errors import PackError

PICTURE = paths.resources() / "packs" / "words.png"


@pytest.fixture(scope="module")
def reader() -> ocr.Reader:
    """Return the reader: its models load once."""
    return ocr.reader()


def test_the_self_test_reads_what_stands_in_its_picture() -> None:
    assert ocr.self_test() == " · ".join(ocr.WORDS)


def test_each_line_has_its_place_and_how_sure_it_is(reader: ocr.Reader) -> None:
    lines = reader.read(PICTURE)
    assert [line.text for line in lines] == list(ocr.WORDS)
    assert all(0.9 < line.score <= 1 for line in lines)
    tops = [min(y for _x, y in line.box) for line in lines]
    assert tops == sorted(tops)
    height, width, _colours = pictures.pixels(PICTURE).shape
    assert all(0 <= x <= width and 0 <= y <= height for line in lines for x, y in line.box)


def test_an_empty_picture_says_nothing(reader: ocr.Reader) -> None:
    assert reader.read(np.full((60, 60, 3), 255, np.uint8)) == []


def test_missing_and_damaged_data_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ocr.data()
    assert whole is not None
    shutil.copytree(whole, tmp_path / "models")
    (tmp_path / "models" / rapid.MODELS["Rec"]).write_bytes(b"garbage")
    with pytest.raises(PackError, match="is damaged"):
        rapid.RapidReader(tmp_path / "models")
    monkeypatch.setattr(rapid, "MODELS", {"Det": "other.onnx"})
    assert ocr.data() is None
    with pytest.raises(PackError, match="not on this computer"):
        ocr.reader()
