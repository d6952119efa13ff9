from __future__ import annotations

import os
import time
from pathlib import Path

from studio import paths
from studio.workflow import cache

MB = cache.MEGABYTE


def kept(path: Path, age: float, size: int = MB) -> Path:
    """Make a file of `size` bytes that was used `age` seconds ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(size))
    os.utime(path, (time.time() - age,) * 2)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_nothing_goes_below_the_limit() -> None:
    kept(paths.cache() / "peaks" / "a.peaks", 100_000)
    kept(paths.cache() / "proxies" / "b.mp4", 10)
    assert cache.size() == 2 * MB
    assert cache.clean(2) == 0
    assert cache.size() == 2 * MB


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    production = tmp_path / "Der Sturm.souffleur"
    kept(paths.cache() / "peaks" / "old.peaks", 300)
    kept(tmp_path / "Der Sturm.peaks" / "older.peaks", 400)
    kept(paths.cache() / "proxies" / "new.mp4", 10)
    assert cache.clean(2, [production]) == MB
    assert not (tmp_path / "Der Sturm.peaks").exists()
    assert cache.clean(1, [production]) == MB
    assert names(paths.cache() / "peaks") == []
    assert names(paths.cache() / "proxies") == ["new.mp4"]
    assert cache.clean(0, [production]) == MB


def test_what_is_in_use_or_still_being_made_stays() -> None:
    used = kept(paths.cache() / "proxies" / "used.mp4", 500)
    kept(paths.cache() / "peaks" / "a-1.part", 60)
    assert cache.clean(0, in_use=[used]) == 0


def test_what_a_killed_program_left_goes_even_below_the_limit() -> None:
    kept(paths.cache() / "peaks" / "a-1.part", 2 * cache.YOUNG, 10)
    kept(paths.cache() / "peaks" / "a.peaks", 3 * cache.YOUNG, 10)
    assert cache.clean(1000) == 10
    assert names(paths.cache() / "peaks") == ["a.peaks"]


def test_files_of_others_beside_a_production_are_never_touched(tmp_path: Path) -> None:
    folder = tmp_path / "Der Sturm.peaks"
    kept(folder / "notes.txt", 500)
    kept(folder / "a.peaks", 500)
    (folder / "link.peaks").symlink_to(kept(tmp_path / "film.mp4", 500))
    assert cache.clean(0, [tmp_path / "Der Sturm.souffleur"]) == MB
    assert names(folder) == ["link.peaks", "notes.txt"]
    assert (tmp_path / "film.mp4").exists()


def test_without_any_folder_there_is_nothing_to_do(tmp_path: Path) -> None:
    assert cache.size([tmp_path / "none.souffleur"]) == 0
    assert cache.clean(0, [tmp_path / "none.souffleur"]) == 0
