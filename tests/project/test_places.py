"""Media are found again where they were, beside the production, or not at all; never a file that is another."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.errors import InputError
from studio.project import places
from studio.project.project import Project
from studio.project.values import MediaFile


def film(path: Path, content: bytes = b"film") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content * 1_000_000)
    return path


def test_paths_are_relative_with_slashes(tmp_path: Path) -> None:
    folder = tmp_path / "production"
    assert places.identify(film(folder / "videos" / "a.mp4"), folder).path == "videos/a.mp4"
    assert places.identify(film(tmp_path / "b.mp4"), folder).path == "../b.mp4"


def test_a_file_is_told_from_another_of_its_size_at_both_ends(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4")
    known = places.identify(path, tmp_path)
    assert places.is_same(path, known)
    for place in (0, 999_999, 3_000_000, 3_999_999):
        content = bytearray(b"film" * 1_000_000)
        content[place] ^= 1
        path.write_bytes(content)
        assert not places.is_same(path, known)


def test_a_production_moved_with_its_media_finds_them(tmp_path: Path) -> None:
    known = places.identify(film(tmp_path / "old" / "videos" / "a.mp4"), tmp_path / "old")
    (tmp_path / "old").rename(tmp_path / "new")
    assert places.locate(known, tmp_path / "new") == tmp_path / "new" / "videos" / "a.mp4"


def test_a_renamed_file_is_found_below_the_production_and_in_other_folders(tmp_path: Path) -> None:
    folder = tmp_path / "production"
    path = film(folder / "a.mp4")
    known = places.identify(path, folder)
    film(folder / "x" / "same-size.mp4", b"FILM")
    moved = path.rename(folder / "x" / "renamed.mp4")
    assert places.locate(known, folder) == moved
    (tmp_path / "elsewhere").mkdir()
    moved = moved.rename(tmp_path / "elsewhere" / "a.mp4")
    assert places.locate(known, folder) is None
    assert places.locate(known, folder, [tmp_path / "missing", tmp_path / "elsewhere"]) == moved


def test_another_file_in_its_place_is_not_taken_for_it(tmp_path: Path) -> None:
    known = places.identify(film(tmp_path / "a.mp4"), tmp_path)
    film(tmp_path / "a.mp4", b"FILM")
    assert places.locate(known, tmp_path) is None


@pytest.mark.parametrize("path", ["//server/share/a.mp4", r"\\server\share\a.mp4"])
def test_a_strangers_file_makes_no_connection(tmp_path: Path, path: str) -> None:
    assert places.resolve(path, tmp_path) == tmp_path / "a.mp4"


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000, "../" * 300 + "a", "con:"])
def test_paths_that_no_system_knows_are_not_found(tmp_path: Path, path: str) -> None:
    assert places.locate(MediaFile(path, 4, "0" * 64), tmp_path) is None


@pytest.mark.parametrize(
    ("stored", "handed"),
    [
        ("videos/a.mp4", "videos/a.mp4"),
        ("../Eva/a.mp4", "a.mp4"),
        ("/home/eva/a.mp4", "a.mp4"),
        ("C:/Users/Eva/a.mp4", "a.mp4"),
        (r"C:\Users\Eva\a.mp4", "a.mp4"),
        (r"\\server\eva\a.mp4", "a.mp4"),
    ],
)
def test_what_is_handed_over_names_no_folders(stored: str, handed: str) -> None:
    assert places.without_folders(stored) == handed


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"“none\.mp4” cannot be read"):
        places.identify(tmp_path / "none.mp4", tmp_path)


def test_a_production_asks_for_what_is_missing_and_keeps_the_answer(project: Project, tmp_path: Path) -> None:
    (stored,) = project.media.videos()
    assert project.media.locate(stored.id) == stored.video.path
    stored.video.path.unlink()
    assert project.media.locate(stored.id) is None
    film(tmp_path / "new.mp4", b"film and more")
    assert not project.media.is_same(stored.id, tmp_path / "new.mp4")
    with project.record():
        project.media.move(stored.id, tmp_path / "new.mp4")
    assert project.media.locate(stored.id) == tmp_path / "new.mp4"
    assert project.media.is_same(stored.id, tmp_path / "new.mp4")
    assert project.media.locate(99) is None
