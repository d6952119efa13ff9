"""What can be wrong with a file that is opened is said in a sentence and a hint; nothing in it is run or changed."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from studio.errors import EnvironmentFault, InputError, StudioError
from studio.project import opening
from studio.project.database import Database
from studio.project.project import Project

Doctor = Callable[[str], Path]


def refused(path: Path, match: str, kind: type[StudioError] = InputError) -> StudioError:
    """Return the error with which the file is refused; it must be a kind one, and leave the file as it is."""
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(kind, match=match) as caught:
        Project.open(path)
    assert caught.value.hint
    assert caught.value.message.count(".") <= 2
    assert (path.read_bytes() if path.is_file() else b"") == before
    return caught.value


def test_a_closed_production_is_one_file_that_any_sqlite_reads(project: Project, doctor: Doctor) -> None:
    path = doctor("")
    assert [file.name for file in path.parent.iterdir() if file.name.startswith("season")] == ["season.souffleur"]
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (0x536F7566,)
        assert db.execute("PRAGMA user_version").fetchone() == (opening.VERSION,)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')").fetchone() == (0,)


def test_an_open_production_is_safe_against_a_power_cut(project: Project) -> None:
    assert project._db.value("PRAGMA journal_mode") == "wal"
    assert project._db.value("PRAGMA synchronous") == 2
    assert project._db.value("PRAGMA recursive_triggers") == 1
    assert project._db.value("PRAGMA foreign_keys") == 1
    assert project._db.value("PRAGMA trusted_schema") == 0


def test_the_schema_of_this_version_is_the_one_noted(tmp_path: Path) -> None:
    # When this fails the schema was changed: raise VERSION, note the new fingerprint beside the old, write a migration.
    db = Database(tmp_path / "new")
    db.script(opening.schema())
    found = opening.fingerprint(db)
    db.close()
    assert opening.FINGERPRINTS[opening.VERSION] == found


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    refused(tmp_path / "no.souffleur", "“no.souffleur” is not there")


@pytest.mark.parametrize("name", ["a\0b", "x" * 300, "loop"])
def test_an_impossible_place_is_not_there(tmp_path: Path, name: str) -> None:
    if name == "loop" and os.name == "posix":
        (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(InputError, match="not there"):
        Project.open(tmp_path / name)


def test_no_production_is_made_under_an_impossible_name(tmp_path: Path) -> None:
    for name in ("a\0b", "x" * 300):
        with pytest.raises(EnvironmentFault, match="cannot be written"):
            Project.create(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="links need a permission elsewhere")
def test_a_link_leads_to_the_same_production(project: Project, tmp_path: Path) -> None:
    link = tmp_path / "desk" / "link.souffleur"
    link.parent.mkdir()
    link.symlink_to(project.path)
    with pytest.raises(EnvironmentFault, match="another window"):
        Project.open(link)
    project.close()
    with Project.open(link) as again:
        assert again.media.locate(1) == project.path.parent / "trailer.mp4"


@pytest.mark.parametrize(
    "content", [b"", b"1\n00:00:01,000 --> 00:00:02,000\nHello\n", b"SQLite format 3\0" + b"\0" * 500]
)
def test_another_kind_of_file_is_no_production(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.srt"
    path.write_bytes(content)
    refused(path, "not a production|damaged")


def test_a_folder_is_no_production(tmp_path: Path) -> None:
    refused(tmp_path, "not a production")


def test_another_programs_database_is_no_production(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "notes.db")) as db:
        db.execute("CREATE TABLE cue (id)")
    refused(tmp_path / "notes.db", "not a production")


def test_a_newer_production_is_refused(doctor: Doctor) -> None:
    refused(doctor("PRAGMA user_version = 99"), "newer version")


def test_a_new_production_takes_no_ones_place(project: Project, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there already"):
        Project.create(project.path)
    with pytest.raises(EnvironmentFault, match="cannot be written in its folder"):
        Project.create(tmp_path / "none" / "a.souffleur")


FOREIGN_SCHEMA = {
    "trigger": "CREATE TRIGGER t AFTER UPDATE ON cue BEGIN DELETE FROM cue; END",
    "view": "CREATE VIEW v AS SELECT * FROM cue",
    "view in a table's place": "DROP TABLE term; CREATE VIEW term AS SELECT id, text AS source FROM cue",
    "table": "CREATE TABLE t (x)",
    "index on an expression": "CREATE INDEX i ON cue (abs(start))",
    "generated column": "ALTER TABLE cue ADD COLUMN x TEXT AS (hex(text))",
    "column": "ALTER TABLE cue ADD COLUMN x TEXT",
    "virtual table": "CREATE VIRTUAL TABLE f USING fts5(x)",
    "missing table": "DROP TABLE view",
    "missing index": "DROP INDEX cue_by_time",
    "loosened rule": (
        "PRAGMA writable_schema = ON;"
        "UPDATE sqlite_schema SET sql = replace(sql, ' BETWEEN 0 AND ', ' BETWEEN -1 AND ') WHERE name = 'cue'"
    ),
    "columns in a comment": (
        "PRAGMA writable_schema = ON;"
        "UPDATE sqlite_schema SET sql = replace(sql, '...]' || char(10), '...] ') WHERE name = 'run'"
    ),
    "older version number": "PRAGMA user_version = 0",
}


@pytest.mark.parametrize("sql", FOREIGN_SCHEMA.values(), ids=FOREIGN_SCHEMA.keys())
def test_a_file_with_more_or_less_in_it_than_ours_is_refused(doctor: Doctor, sql: str) -> None:
    refused(doctor(sql), "never writes")


def test_a_schema_that_sqlite_itself_cannot_read_is_damaged(doctor: Doctor) -> None:
    path = doctor("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE nonsense' WHERE name = 'cue'")
    refused(path, "damaged")


WILD = {
    "negative time": "UPDATE cue SET start = -5",
    "endless time": "UPDATE cue SET stop = 9223372036854775807",
    "unknown state": "UPDATE cue SET state = 'wild'",
    "huge text": "UPDATE cue SET text = printf('%.*c', 2000000, 'x')",
    "huge label": "UPDATE step SET label = printf('%.*c', 2000, 'x')",
    "rate of nothing": "UPDATE video SET rate_denominator = 0",
    "improbable word": "UPDATE word SET probability = 7",
    "word that ends early": "UPDATE word SET stop = start - 1",
    "empty path": "UPDATE media SET path = ''",
    "cue of no track": "PRAGMA foreign_keys = OFF; UPDATE cue SET track = 77",
    "wild sequence": "UPDATE sqlite_sequence SET seq = 9223372036854775807",
    "sequence of text": "UPDATE sqlite_sequence SET seq = 'x'",
}


@pytest.mark.parametrize("sql", WILD.values(), ids=WILD.keys())
def test_wild_values_are_found_before_they_are_used(doctor: Doctor, sql: str) -> None:
    refused(doctor(f"PRAGMA ignore_check_constraints = ON; {sql}"), "damaged")


@pytest.mark.parametrize("value", ["NULL", "x'00ff'", "1.5"])
def test_values_of_another_type_are_found(doctor: Doctor, value: str) -> None:
    loose = "CREATE TABLE term (id INTEGER PRIMARY KEY AUTOINCREMENT, source, b, c, d, note, f)"
    path = doctor(
        "PRAGMA writable_schema = ON; CREATE TEMP TABLE kept AS SELECT sql FROM sqlite_schema WHERE name = 'term';"
        f"UPDATE sqlite_schema SET sql = '{loose}' WHERE name = 'term'; PRAGMA writable_schema = RESET;"
        f"INSERT INTO term VALUES (9, {value}, '', '', '', '', 0); PRAGMA writable_schema = ON;"
        "UPDATE sqlite_schema SET sql = (SELECT sql FROM kept) WHERE name = 'term'"
    )
    refused(path, "damaged")


def test_values_that_only_the_model_refuses_are_read_kindly(doctor: Doctor) -> None:
    path = doctor(
        "UPDATE word SET text = char(160) || 'x'; UPDATE flag SET doubt = 'wild'; UPDATE run SET settings = '{'"
    )
    with Project.open(path) as project:
        for read in (
            lambda: project.evidence.heard(1),
            lambda: project.evidence.words(1),
            lambda: project.evidence.runs(1),
        ):
            with pytest.raises(InputError, match="damaged"):
                read()
        assert len(project.cues.of(1)) == 3


def test_bytes_that_are_no_text_are_shown_as_such(doctor: Doctor) -> None:
    path = doctor("UPDATE cue SET text = CAST(x'41ff42' AS TEXT); UPDATE view SET value = 'no json'")
    with Project.open(path) as project:
        assert project.cues.of(1)[0].cue.text == "A\ufffdB"
        assert project.view.get("zoom") is None


def test_a_file_of_an_unknown_format_is_damaged(doctor: Doctor) -> None:
    path = doctor("")
    content = bytearray(path.read_bytes())
    content[47] = 77  # the schema format number
    path.write_bytes(content)
    refused(path, "damaged")


@pytest.mark.parametrize("keep", [100, 5000, -4096, -10_000])
def test_a_file_cut_short_is_damaged(doctor: Doctor, keep: int) -> None:
    path = doctor("")
    path.write_bytes(path.read_bytes()[:keep])
    refused(path, "damaged|not a production")


def test_wrong_bytes_anywhere_are_never_more_than_a_refusal(doctor: Doctor) -> None:
    path = doctor("")
    sound, draw = path.read_bytes(), random.Random(4)
    survived = 0
    for _round in range(60):
        wrong = bytearray(sound)
        for _byte in range(draw.choice([1, 5, 50])):
            wrong[draw.randrange(len(wrong))] = draw.randrange(256)
        path.write_bytes(wrong)
        with suppress(StudioError), Project.open(path) as project:
            survived += 1
            read_all(project)
        for beside in path.parent.glob("season.souffleur-*"):
            beside.unlink()
    assert 0 < survived < 60


def read_all(project: Project) -> None:
    for video in project.media.videos():
        project.evidence.shots(video.id)
        for run in project.evidence.runs(video.id):
            project.evidence.heard(run.id)
        for track in project.tracks.of(video.id):
            project.cues.of(track.id)
            project.rejections.of(track.id)
    project.names.all()
    project.undo()


def test_a_second_window_is_kept_out_before_and_after_changes(project: Project) -> None:
    with pytest.raises(EnvironmentFault, match="open in another window"):
        Project.open(project.path)
    with project.step("a"):
        project.names.add("x")
    other = "import sys, pathlib; from studio.project.project import Project; Project.open(pathlib.Path(sys.argv[1]))"
    found = subprocess.run([sys.executable, "-c", other, project.path], capture_output=True, text=True, check=False)
    assert "open in another window" in found.stderr
    project.close()
    Project.open(project.path).close()


def test_the_lock_dies_with_its_process(project: Project) -> None:
    project.close()
    other = (
        "import time; from pathlib import Path; from studio.project.project import Project;"
        f"p = Project.open(Path({str(project.path)!r})); print('open', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", other], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        with pytest.raises(EnvironmentFault, match="another window"):
            Project.open(project.path)
        child.kill()
        child.wait()
        Project.open(project.path).close()


@pytest.mark.skipif(os.name != "posix", reason="permissions are set as on POSIX")
def test_a_folder_without_permission_is_named(doctor: Doctor) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "season.souffleur"
        path.write_bytes(doctor("").read_bytes())
        path.chmod(0o666)
        folder.chmod(0o555)
        with as_nobody():
            refused(path, f"cannot be written in its folder “{folder}”", EnvironmentFault)
            with pytest.raises(EnvironmentFault, match="cannot be written"):
                Project.create(folder / "new.souffleur")
        folder.chmod(0o777)
        path.chmod(0o444)
        with as_nobody():
            refused(path, "cannot be written", EnvironmentFault)
        assert [file.name for file in folder.iterdir()] == ["season.souffleur"]


@contextmanager
def as_nobody() -> Iterator[None]:
    """Give up the rights of root inside the block, for whom there are no permissions."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be moved")
def test_a_production_renamed_while_open_loses_nothing(project: Project, caplog: pytest.LogCaptureFixture) -> None:
    moved = project.path.rename(project.path.with_suffix(".moved"))
    with project.step("a"):
        project.names.add("x")
    project.close()
    with Project.open(moved) as again:
        assert [name.text for name in again.names.all()][-1] == "x"
        assert again.undo() == "a"
