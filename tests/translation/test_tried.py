"""Which markers a package keeps is found out once, and again when it is another package."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from studio import paths
from studio.model.translation import Package
from studio.translation import tried
from studio.translation.engine import ignore
from studio.translation.markers import BRACES, CROSSES, STAND_INS
from studio.translation.scripted import Scripted, changing, identity


@pytest.fixture
def package(tmp_path: Path) -> Package:
    model = tmp_path / "de_en" / "model" / "model.bin"
    model.parent.mkdir(parents=True)
    model.write_bytes(b"12345")
    return Package("de", "en", "de-en", "1.0", str(tmp_path / "de_en"))


def test_a_package_is_tried_once(package: Package) -> None:
    first, second = Scripted(changing(r"[{}]", "")), Scripted(identity)
    assert tried.families(package, first, ignore) == [CROSSES, STAND_INS]
    assert tried.families(package, second, ignore) == [CROSSES, STAND_INS]
    assert (len(first.asked), len(second.asked)) == (1, 0)


def test_a_package_that_keeps_none_is_not_tried_again(package: Package) -> None:
    assert tried.families(package, Scripted(changing(r"\d", "")), ignore) == []
    again = Scripted(identity)
    assert tried.families(package, again, ignore) == []
    assert again.asked == []


def test_another_model_in_its_place_is_tried_anew(package: Package) -> None:
    tried.families(package, Scripted(changing(r"[{}]", "")), ignore)
    model = Path(package.folder) / "model" / "model.bin"
    os.utime(model, ns=(1, 1))
    assert tried.families(package, Scripted(identity), ignore) == [BRACES, CROSSES, STAND_INS]


def test_what_is_no_folder_is_tried_each_time() -> None:
    nowhere, engine = Package("de", "en", "", "", "/nowhere"), Scripted(identity)
    tried.families(nowhere, engine, ignore)
    tried.families(nowhere, engine, ignore)
    assert len(engine.asked) == 2


@pytest.mark.parametrize("content", ["", "[1]", '{"x": 1}', "\x00", '{"KEY": ["gone"]}', '{"KEY": [[1]]}'])
def test_a_cache_that_makes_no_sense_is_forgotten(content: str, package: Package) -> None:
    tried.families(package, Scripted(identity), ignore)
    file = paths.cache() / "markers.json"
    key = next(iter(json.loads(file.read_text("utf-8"))))
    file.write_text(content.replace("KEY", key), "utf-8")
    engine = Scripted(identity)
    assert tried.families(package, engine, ignore) == [BRACES, CROSSES, STAND_INS]
    assert len(engine.asked) == 1


def test_a_cache_that_cannot_be_written_stops_nothing(package: Package) -> None:
    paths.cache().parent.mkdir(parents=True, exist_ok=True)
    paths.cache().write_text("in the way", "utf-8")
    assert tried.families(package, Scripted(identity), ignore) == [BRACES, CROSSES, STAND_INS]
