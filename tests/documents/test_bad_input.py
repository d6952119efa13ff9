"""Files that no honest program makes, through the doors and in a worker, as the program opens them.

Each is answered in plain words or read as far as it goes; nothing hangs, nothing takes the computer's memory, and the
worker serves the next one.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import bad_files
import pytest

from studio.documents.locked import Locked
from studio.errors import EnvironmentFault, InputError, StudioError
from studio.jobs.bounds import Bounds
from studio.jobs.event import Failed
from studio.jobs.lanes import Lanes
from studio.model.document import Document, Edition
from studio.workflow.flyer import tasks

MEMORY = 2 << 30
PATIENCE = 60.0  # seconds, on a machine that does much else


@pytest.fixture(scope="module")
def lanes() -> Iterator[Lanes]:
    """Give one worker to all tests: it must serve the next one whatever it was given before."""
    with Lanes({"documents": Bounds(MEMORY, PATIENCE)}) as lanes:
        yield lanes


def opened(lanes: Lanes, path: Path, password: str = "") -> Document | StudioError:
    """Return what reading a file in the worker comes to."""
    job = lanes.submit("documents", tasks.read, path, password)
    end = list(job.events())[-1]
    if isinstance(end, Failed):
        return end.error
    assert isinstance(end.value, Document)  # type: ignore[union-attr]
    return end.value  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("make", "name", "message"),
    [
        (bad_files.without_pages, "a.pdf", "has no pages"),
        (bad_files.many_pages, "a.pdf", "has 2001 pages"),
        (bad_files.stream_bomb, "a.pdf", "unpacks to far more"),
        pytest.param(bad_files.picture_bomb, "a.pdf", "unpacks to far more", marks=pytest.mark.slow),
        (bad_files.nested_forms, "a.pdf", "over and over"),
        (bad_files.pages_in_a_ring, "a.pdf", "cannot be read"),
        (bad_files.many_words, "a.pdf", "pieces of text"),
        (bad_files.huge_page, "a.pdf", "no paper has"),
        (bad_files.png_bomb, "a.png", "megapixels"),
        (bad_files.wide_picture, "a.png", "megapixels"),
        (bad_files.text_bomb_png, "a.png", "damaged"),
        (bad_files.laughs, "a.svg", "damaged"),
        (bad_files.zip_bomb, "a.docx", "a.docx"),
    ],
)
def test_a_trap_is_refused_in_plain_words(
    make: Callable[[Path], Path], name: str, message: str, lanes: Lanes, tmp_path: Path
) -> None:
    found = opened(lanes, make(tmp_path / name))
    assert isinstance(found, InputError), repr(found)
    assert message in found.message
    assert found.hint


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (bad_files.form_in_itself, "a.pdf"),
        (bad_files.nested_arrays, "a.pdf"),
        (bad_files.deep_page, "a.html"),
        (bad_files.deep_markdown, "a.md"),
    ],
)
def test_a_riddle_is_read_or_refused_but_never_holds_the_program_up(
    make: Callable[[Path], Path], name: str, lanes: Lanes, tmp_path: Path
) -> None:
    found = opened(lanes, make(tmp_path / name))
    assert isinstance(found, Document | InputError), repr(found)


def test_a_locked_file_asks_for_its_password_and_says_when_it_is_another(lanes: Lanes, tmp_path: Path) -> None:
    path = bad_files.locked(tmp_path / "a.pdf")
    assert isinstance(opened(lanes, path), Locked)
    wrong = opened(lanes, path, "falsch")
    assert isinstance(wrong, Locked)
    assert "not the password" in wrong.message
    found = opened(lanes, path, "geheim")
    assert isinstance(found, Document)
    assert [block.text for block in found.blocks] == ["Hallo Welt"]


def test_what_runs_or_hides_in_a_file_is_told_of_and_not_kept(lanes: Lanes, tmp_path: Path) -> None:
    import pdf_ua

    path = bad_files.with_script(tmp_path / "a.pdf")
    found = opened(lanes, path)
    assert isinstance(found, Document)
    assert any("JavaScript" in note for note in found.notes)
    assert any("attached" in note for note in found.notes)
    edition = Edition(found, "en", {block.key: "Hello world" for block in found.blocks}, "Hello")
    lanes.submit("documents", tasks.write, path, edition, tmp_path / "out.pdf", "").result()
    assert pdf_ua.faults(tmp_path / "out.pdf", "en") == []
    assert b"app.alert" not in (tmp_path / "out.pdf").read_bytes()


@pytest.mark.parametrize("kind", ["pdf", "jpg", "png", "tiff", "webp"])
def test_a_file_that_ends_too_soon_is_read_as_far_as_it_goes_or_refused(
    kind: str, lanes: Lanes, tmp_path: Path
) -> None:
    whole = honest(kind, tmp_path)
    for number in range(12):
        path = tmp_path / f"{number}.{kind}"
        path.write_bytes(whole[: max(1, len(whole) * number // 12)])
        found = opened(lanes, path)
        assert isinstance(found, Document | InputError), f"{path.name}: {found!r}"
        assert isinstance(found, Document) or found.hint


def test_a_damaged_pdf_is_read_and_written_as_far_as_it_goes_or_refused(lanes: Lanes, tmp_path: Path) -> None:
    whole = honest("pdf", tmp_path)
    chance = random.Random(6)
    for number in range(40):
        broken = bytearray(whole)
        for _hit in range(chance.choice([1, 5, 40])):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(broken)
        found = opened(lanes, path)
        assert isinstance(found, Document | InputError), f"{path.name}: {found!r}"
        if isinstance(found, Document):
            edition = Edition(found, "en", {block.key: "Hello world" for block in found.blocks}, "Hello")
            out = tmp_path / f"{number}.en.pdf"
            end = list(lanes.submit("documents", tasks.write, path, edition, out, "").events())[-1]
            assert isinstance(end, Failed) != out.exists()
            assert not isinstance(end, Failed) or isinstance(end.error, InputError), f"{path.name}: {end!r}"


def honest(kind: str, folder: Path) -> bytes:
    """Return the bytes of a file without a fault."""
    path = folder / f"whole.{kind}"
    if kind == "pdf":
        bad_files.saved(bad_files.pdf(pages=2), path)
    else:
        from PIL import Image

        Image.effect_noise((64, 48), 80).convert("RGB").save(path)
    return path.read_bytes()


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_what_cannot_be_written_leaves_nothing_half_written(name: str, lanes: Lanes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text("Hallo Welt")
    found = opened(lanes, path)
    assert isinstance(found, Document)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "there").mkdir()
    for task in (tasks.write, tasks.write_pdf):
        with pytest.raises(EnvironmentFault, match="there"):
            lanes.submit("documents", task, path, Edition(found, "en", {}), tmp_path / "out" / "there").result()
    assert [each.name for each in (tmp_path / "out").rglob("*")] == ["there"]
