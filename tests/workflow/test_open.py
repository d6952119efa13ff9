"""Productions are begun beside their film, found again, remembered, and nothing is overwritten."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from studio import paths
from studio.errors import EnvironmentFault, InputError
from studio.jobs.lanes import Lanes
from studio.model.media import Video
from studio.model.speech import Run
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.workflow import add, recent
from studio.workflow import open as opening
from studio.workflow.work import Event, run
from tests import clips


@pytest.fixture(scope="module")
def lanes() -> Iterator[Lanes]:
    with Lanes() as opened:
        yield opened


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return clips.silent(tmp_path_factory.mktemp("film") / "Film.de.mp4")


@pytest.fixture
def film(source: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy2(source, tmp_path))


def ignore(event: Event) -> None:
    """Look at nothing."""


def looked_at(film: Path, lanes: Lanes) -> Video:
    return run(opening.looking(film), lanes, ignore)


def test_a_production_is_begun_beside_its_film(film: Path, lanes: Lanes) -> None:
    assert opening.known(film) is None
    with opening.start(looked_at(film, lanes)) as project:
        assert project.path == film.with_name("Film.souffleur")
        (video,) = project.media.videos()
        assert (video.video.path, video.language) == (film, "de")
        assert project.undo_label is None


def test_the_same_film_opens_the_same_production(film: Path, lanes: Lanes) -> None:
    opening.start(looked_at(film, lanes)).close()
    found = opening.known(film)
    assert found is not None
    with found:
        assert found.path == film.with_name("Film.souffleur")


def test_another_film_of_that_name_gets_a_production_of_its_own(film: Path, lanes: Lanes) -> None:
    opening.start(looked_at(film, lanes)).close()
    clips.mute(film)
    assert opening.known(film) is None
    with opening.start(looked_at(film, lanes)) as project:
        assert project.path == film.with_name("Film 2.souffleur")
    again = opening.known(film)
    assert again is not None
    with again:
        assert again.path == film.with_name("Film 2.souffleur")


def test_what_lies_there_is_never_overwritten(film: Path, lanes: Lanes) -> None:
    film.with_name("Film.souffleur").write_text("a letter", "utf-8")
    assert opening.known(film) is None
    with opening.start(looked_at(film, lanes)) as project:
        assert project.path.name == "Film 2.souffleur"
    assert film.with_name("Film.souffleur").read_text("utf-8") == "a letter"


def test_a_production_in_another_window_is_said(film: Path, lanes: Lanes) -> None:
    with opening.start(looked_at(film, lanes)), pytest.raises(EnvironmentFault, match="open in another window"):
        opening.known(film)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden here")
def test_a_film_in_a_read_only_folder_is_worked_on_among_the_documents(film: Path, lanes: Lanes) -> None:
    film.parent.chmod(0o500)
    try:
        with opening.start(looked_at(film, lanes)) as project:
            assert project.path == paths.documents() / "Film.souffleur"
        found = opening.known(film)
        assert found is not None
        found.close()
    finally:
        film.parent.chmod(0o700)


def test_where_no_file_can_be_made_the_documents_take_it(
    film: Path, lanes: Lanes, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = Project.create

    def refusing(path: Path) -> Project:
        if path.parent == film.parent:
            raise EnvironmentFault("read-only")
        return create(path)

    monkeypatch.setattr(Project, "create", refusing)
    with opening.start(looked_at(film, lanes)) as project:
        assert project.path == paths.documents().resolve() / "Film.souffleur"
        assert add.film(project, 1).path == film
    found = opening.known(film)
    assert found is not None
    found.close()


def test_no_production_is_made_for_what_is_no_film(tmp_path: Path, lanes: Lanes) -> None:
    (tmp_path / "letter.mp4").write_text("Dear Sirs", "utf-8")
    with pytest.raises(InputError):
        looked_at(tmp_path / "letter.mp4", lanes)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.mp4"]


def test_a_production_whose_values_make_no_sense_is_refused_and_let_go_of(film: Path, lanes: Lanes) -> None:
    with opening.start(looked_at(film, lanes)) as project:
        with project.record():
            project.evidence.begin(Run("scripted", "", "de"), Listening(project.media.videos()[0].id))
        path = project.path
    with closing(sqlite3.connect(path)) as db:
        db.executescript("UPDATE run SET settings = '{'")
    for _time in range(2):
        with pytest.raises(InputError, match="damaged"):
            opening.open_production(path)
    assert opening.known(film) is None
    with opening.start(looked_at(film, lanes)) as project:
        assert project.path == film.with_name("Film 2.souffleur")


def test_the_film_of_a_subtitle_file_lies_beside_it(film: Path) -> None:
    assert opening.film_of(film.with_name("Film.en.srt")) == film
    with pytest.raises(InputError, match=r"other\.srt"):
        opening.film_of(film.with_name("other.srt"))


def test_a_removed_video_comes_back_with_undo(film: Path, lanes: Lanes) -> None:
    with opening.start(looked_at(film, lanes)) as project:
        (video,) = project.media.videos()
        add.remove_video(project, video.id)
        assert project.media.videos() == []
        assert project.undo() == "Remove video"
        assert project.media.videos() == [video]
        add.remove_video(project, video.id)
        with pytest.raises(InputError, match="no longer there"):
            add.remove_video(project, video.id)
    assert film.exists()


def test_files_are_told_apart_by_their_names() -> None:
    assert opening.is_production(Path("Season.SOUFFLEUR"))
    assert opening.is_subtitles(Path("film.de.SRT"))
    assert not opening.is_subtitles(Path("film.mp4"))


def test_the_sample_is_copied_once_and_knows_its_names(tmp_path: Path, practice: Path, lanes: Lanes) -> None:
    film = opening.sample(tmp_path / "here")
    stamp = film.stat().st_mtime_ns
    assert opening.sample(tmp_path / "here") == film
    assert film.stat().st_mtime_ns == stamp
    with opening.start(looked_at(film, lanes)) as project:
        assert [name.text for name in project.names.all()]
        assert project.undo_label is None


def test_another_video_is_added_as_one_step_and_once(film: Path, lanes: Lanes) -> None:
    other = clips.mute(film.with_name("other.mp4"))
    with opening.start(looked_at(film, lanes)) as project:
        run(add.adding(project, other), lanes, ignore)
        run(add.adding(project, other), lanes, ignore)
        assert [video.file.name for video in project.media.videos()] == ["Film.de.mp4", "other.mp4"]
        project.undo()
        assert [video.file.name for video in project.media.videos()] == ["Film.de.mp4"]


def test_a_film_that_was_renamed_is_found_and_its_new_name_kept(film: Path, lanes: Lanes) -> None:
    with opening.start(looked_at(film, lanes)) as project:
        moved = film.rename(film.with_name("renamed.mp4"))
        assert add.missing(project) == []
        assert add.film(project, 1).path == moved
        assert project.media.videos()[0].file.name == "renamed.mp4"


def test_recent_productions_come_last_first_with_how_far_they_are(film: Path, lanes: Lanes) -> None:
    path = opening.start(looked_at(film, lanes)).path
    other = Project.create(film.with_name("other.souffleur"))
    other.close()
    recent.remember(path)
    opening.open_production(other.path).close()
    first, second = recent.listed(opened=[path])
    assert (first.path, second.path) == (other.path, path)
    assert first.glance is not None
    assert first.glance.videos == 0
    assert second.glance is None, "nobody looks into one that is open here"
    other.path.unlink()
    assert "not there" in recent.listed(opened=[path])[0].problem
    recent.forget(other.path)
    assert [each.path for each in recent.listed(opened=[path])] == [path]


def test_a_damaged_list_of_recent_productions_is_an_empty_one(tmp_path: Path) -> None:
    for text in ("", "{", "[1]", '[{"path": 1, "opened_at": 2}]', "null"):
        paths.recent_file().parent.mkdir(parents=True, exist_ok=True)
        paths.recent_file().write_text(text, "utf-8")
        assert recent.listed() == []
    for number in range(recent.MOST + 5):
        recent.remember(tmp_path / f"{number}.souffleur")
    assert len(recent.listed()) == recent.MOST
