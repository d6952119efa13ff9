"""Flyers through the command line: a PDF and a photo come back translated, laid out alike, tagged, with a record."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from studio.documents import ocr
from studio.errors import ExitCode
from tests.documents import pixels, structure
from tests.flows.conftest import Answer, Souffleur

SAMPLES = ("flyer.de.pdf", "flyer-photo.de.jpg")
SEEN_AT = 120
"""Dots an inch at which a page is read again: letters of 8.5 points are 14 pixels high."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def samples(practice: Path) -> list[Path]:
    files = [practice / name for name in SAMPLES]
    if not all(file.is_file() for file in files) or not (practice / "translate-de_en-1_0.argosmodel").is_file():
        pytest.skip("no sample flyer or practice package here; the scripts in packaging/practice make them")
    return files


@pytest.fixture(scope="module")
def made(samples: list[Path], souffleur: Souffleur, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Answer]:
    """Translate both samples once, as everything; return where they were written and what was said."""
    folder = tmp_path_factory.mktemp("flyers")
    words = ("--to", "en", "--practice", "--pdf", "--accessible", "--json", "-o", folder)
    return folder, souffleur("translate", *samples, *words)


def blocks(answer: Answer, flyer: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer.json["files"][flyer]["editions"][0]["blocks"]
    return found


def plain(text: str) -> str:
    return " ".join(text.split())


def test_all_kinds_of_both_are_written(made: tuple[Path, Answer]) -> None:
    folder, answer = made
    assert answer.code == ExitCode.FINE, answer.err
    accessible = {
        f"{name}.en.accessible.{kind}" for name in ("flyer", "flyer-photo") for kind in ("pdf", "html", "txt")
    }
    laid_out = {"flyer.en.pdf", "flyer-photo.en.jpg", "flyer-photo.en.pdf"}
    records = {"flyer.record.json", "flyer-photo.record.json"}
    assert {path.name for path in folder.iterdir()} == accessible | laid_out | records


def test_a_checker_from_outside_finds_all_pdfs_tagged(made: tuple[Path, Answer], material: Path) -> None:
    checker = material.parent / "acceptance" / "check_tagged_pdf.py"
    if not checker.is_file():
        pytest.skip("the checker from outside is not on this machine")
    for file in sorted(made[0].glob("*.pdf")):
        command = [sys.executable, str(checker), str(file), "--lang", "en"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("flyer", "name"), [(0, "flyer.en.pdf"), (1, "flyer-photo.en.pdf")])
def test_the_structure_tree_says_the_targets_in_reading_order(flyer: int, name: str, made: tuple[Path, Answer]) -> None:
    tree = structure.read(made[0] / name)
    said = "".join(tree.text.split())
    at = 0
    for block in blocks(made[1], flyer):
        target = "".join(block["target"].split())
        assert target in said[at:], f"block {block['block']} is not told, or not in its turn"
        at += said[at:].index(target) + len(target)
    assert structure.text_outside(made[0] / name) == ""


def test_headings_cells_and_links_are_told_as_such(made: tuple[Path, Answer]) -> None:
    tree = structure.read(made[0] / "flyer.en.pdf")
    headings = [element.text for element in tree.all("H1", "H2", "H3")]
    assert {"Guided tours and concerts", "Opening hours", "Contact and tickets"} <= set(headings)
    cells = [element.text for element in tree.all("TH", "TD")]
    assert {"2 November", "The choir is waiting in the courtyard.", "Tickets cost 9 euros."} <= set(cells)
    links = {element.target for element in tree.all("Link")}
    assert {"https://www.theater.eu/tickets", "mailto:tickets@theater.eu"} <= links


@pytest.mark.parametrize(("flyer", "name"), [(0, "flyer.en.pdf"), (1, "flyer-photo.en.pdf")])
def test_the_text_has_every_target_whole_and_no_source(flyer: int, name: str, made: tuple[Path, Answer]) -> None:
    text = "".join(pixels.text(made[0] / name).split())
    for block in blocks(made[1], flyer):
        source, target = ("".join(block[side].split()) for side in ("source", "target"))
        assert target in text
        assert source == target or source not in text


def test_the_rendered_pages_can_be_read(made: tuple[Path, Answer]) -> None:
    reader = ocr.kept()
    for number, page in enumerate(pixels.pages(made[0] / "flyer.en.pdf", SEEN_AT), 1):
        texts = [block["target"] for block in blocks(made[1], 0) if block["page"] == number]
        assert pixels.misread([line.text for line in reader.read(page)], texts) <= 0.05


def test_the_photo_can_be_read(made: tuple[Path, Answer]) -> None:
    with Image.open(made[0] / "flyer-photo.en.jpg") as photo:
        lines = ocr.kept().read(pixels.as_pixels(photo))
    assert pixels.misread([line.text for line in lines], [block["target"] for block in blocks(made[1], 1)]) <= 0.05


def test_the_record_says_with_what_and_that_nobody_checked_it(made: tuple[Path, Answer]) -> None:
    record = json.loads((made[0] / "flyer.record.json").read_text("utf-8"))
    assert record["flyer"] == "flyer.de.pdf"
    assert record["reviewer"] is None
    (edition,) = record["editions"]
    assert edition["packages"][0]["practice"] is True
    assert set(edition["states"]) == {"machine"}
    assert {file["name"] for file in edition["files"]} == {path.name for path in made[0].glob("flyer.en*")}


def test_subtitles_and_flyers_go_together_and_one_bad_file_does_not_stop_the_others(
    tmp_path: Path, souffleur: Souffleur, samples: list[Path]
) -> None:
    (tmp_path / "film.de.srt").write_text("1\n00:00:01,000 --> 00:00:04,000\nGuten Abend.\n", "utf-8")
    (tmp_path / "bad.de.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (tmp_path / "flyer.de.md").write_text("# Öffnungszeiten\n\nDas Museum ist am Montag geschlossen.\n", "utf-8")
    answer = souffleur(
        *("translate", "film.de.srt", "bad.de.pdf", "flyer.de.md", "--to", "en", "--practice", "--json"), cwd=tmp_path
    )
    assert answer.code == ExitCode.INPUT
    film, bad, flyer = answer.json["files"]
    assert film["tracks"][0]["cues"] == 1
    assert bad["error"]["exit_code"] == ExitCode.INPUT
    assert [block["target"] for block in flyer["editions"][0]["blocks"]] == [
        "Opening hours",
        "The museum is closed on Monday.",
    ]
    assert (tmp_path / "flyer.en.md").read_text("utf-8") == "# Opening hours\n\nThe museum is closed on Monday.\n"


def test_ctrl_c_leaves_nothing_half_written(tmp_path: Path, samples: list[Path]) -> None:
    words = ["translate", str(samples[0]), "--to", "en", "--practice", "-o", str(tmp_path / "out")]
    with subprocess.Popen(
        [sys.executable, "-m", "studio", *words], stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if re.match(r"(Write|Translate): ", line):
                break
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(timeout=60) in (ExitCode.INTERRUPTED, ExitCode.FINE)
    assert "Traceback" not in rest
    left = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert left in (set(), {"flyer.en.pdf", "flyer.record.json"})  # stopped, or done before it could be
    assert not list(tmp_path.glob(".souffleur-*"))
