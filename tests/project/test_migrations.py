"""Files of older versions open with everything in them; the way there is tried on a version that there will be."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest

from studio.errors import InputError
from studio.model.cue import Cue, CueState
from studio.model.term import Term
from studio.model.translation import Origin
from studio.project import migrations, opening
from studio.project.database import Database
from studio.project.migrations import Migration
from studio.project.project import Project

KEPT = Path(__file__).parent / "data"


def speaker_colour(db: Database) -> None:
    """Bring a file to a next version: terms get a colour, comments go into a table of their own."""
    db.run("CREATE TABLE new_term (id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, colour TEXT) STRICT")
    db.run("INSERT INTO new_term SELECT id, source, 'yellow' FROM term")
    db.run("DROP TABLE term")
    db.run("ALTER TABLE new_term RENAME TO term")
    db.run("CREATE TABLE remark (id INTEGER PRIMARY KEY, cue INTEGER NOT NULL REFERENCES cue (id), text TEXT) STRICT")
    db.run("INSERT INTO remark SELECT id, id, comment FROM cue")


def orphan(db: Database) -> None:
    """Bring a file to a next version wrongly."""
    speaker_colour(db)
    db.run("UPDATE remark SET cue = 99 WHERE id = 1")


def another_schema(db: Database) -> None:
    """Bring a file to something else than the next version."""
    db.run("CREATE TABLE t (x)")


def stops(db: Database) -> None:
    """Begin to bring a file to a next version."""
    db.run("DROP TABLE term")
    db.run("nonsense")


STEPS: Mapping[int, Migration] = {opening.VERSION: speaker_colour}


def following(steps: Mapping[int, Migration], tmp_path: Path) -> dict[int, str]:
    """Return the fingerprints with that of the version after this one."""
    db = Database(tmp_path / "next")
    db.script(opening.schema())
    for table in ("term", "remark"):
        db.run(f"DROP TABLE IF EXISTS {table}")
    db.run("CREATE TABLE term (id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, colour TEXT) STRICT")
    db.run("CREATE TABLE remark (id INTEGER PRIMARY KEY, cue INTEGER NOT NULL REFERENCES cue (id), text TEXT) STRICT")
    found = opening.fingerprint(db)
    db.close()
    return {**opening.FINGERPRINTS, opening.VERSION + 1: found}


@pytest.mark.parametrize("version", sorted(opening.FINGERPRINTS))
def test_a_kept_file_of_every_version_opens_with_all_that_is_in_it(tmp_path: Path, version: int) -> None:
    path = tmp_path / "kept.souffleur"
    path.write_bytes(gzip.decompress((KEPT / f"version-{version}.souffleur.gz").read_bytes()))
    with Project.open(path) as project:
        assert project._db.value("PRAGMA user_version") == opening.VERSION
        (video,) = project.media.videos()
        german, english = project.tracks.of(video.id)
        assert (video.language, german.profile, english.source) == ("de", "de-ard", german.id)
        assert [stored.cue for stored in project.cues.of(german.id)] == [
            Cue(1000, 2000, "Guten Abend!", state=CueState.APPROVED),
            Cue(2100, 4000, "Willkommen im\nTheater.", speaker="Anna"),
        ]
        assert project.cues.of(german.id)[0].reviewer == "Eva"
        (run,) = project.evidence.runs(video.id)
        assert [word.word.text for word in project.evidence.words(run.id)] == ["Guten", "Abend.", "Willkommen"]
        assert project.evidence.shots(video.id)
        assert project.names.all()[0].text == "Elfriede Jelinek"
        if version == 1:
            assert project.cues.of(english.id) == []
            assert project.pairs.of(english.id) == []
        else:
            (welcome,) = project.cues.of(english.id)
            (pair,) = project.pairs.of(english.id)
            assert (pair.cue, pair.seen, pair.origin) == (welcome.id, "Guten Abend.", Origin.MEMORY)
            assert project.terms.all()[1].term == Term("Generalprobe", "dress rehearsal", "de", "en", "never “general”")
        assert [flyer.title for flyer in project.media.flyers()] == (["Spielzeit"] if version >= 3 else [])
        if version == opening.VERSION:
            assert project.undo() == "Add flyer"
            assert project.undo() == "Change text"


def test_a_migration_brings_rows_along_and_forgets_the_steps(project: Project, tmp_path: Path) -> None:
    project.close()
    db = opening.connect(project.path)
    fingerprints = following(STEPS, tmp_path)
    migrations.migrate(db, opening.check(db), opening.VERSION + 1, STEPS, fingerprints)
    assert db.rows("SELECT * FROM term") == [(1, "Elfriede Jelinek", "yellow")]
    assert db.rows("SELECT id FROM remark") == [(1,), (2,), (3,)]
    assert db.value("SELECT count(*) FROM word") == 3
    assert db.rows("SELECT * FROM step") == []
    assert db.value("PRAGMA user_version") == opening.VERSION + 1
    assert db.value("PRAGMA foreign_keys") == 1
    assert db.value("PRAGMA integrity_check") == "ok"
    db.close()
    with pytest.raises(InputError, match="newer version"):
        Project.open(project.path)


@pytest.mark.parametrize("kind", ["orphan", "another schema", "stops"])
def test_a_migration_that_goes_wrong_changes_nothing(project: Project, tmp_path: Path, kind: str) -> None:
    project.close()
    before = project.path.read_bytes()
    steps: dict[int, Migration] = {
        "orphan": {opening.VERSION: orphan},
        "another schema": {opening.VERSION: another_schema},
        "stops": {opening.VERSION: stops},
    }[kind]
    db = opening.connect(project.path)
    with pytest.raises((InputError, sqlite3.OperationalError)):
        migrations.migrate(db, opening.check(db), opening.VERSION + 1, steps, following(STEPS, tmp_path))
    db.close()
    assert project.path.read_bytes() == before


def test_there_is_a_way_from_every_version() -> None:
    assert sorted(opening.FINGERPRINTS) == list(range(1, opening.VERSION + 1))
    assert sorted(migrations.MIGRATIONS) == list(range(1, opening.VERSION))
