"""The house's own file: shared by several windows, never overwritten, and its memory by owner and place."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from studio import paths
from studio.errors import EnvironmentFault, InputError
from studio.model.memory import MemoryUnit
from studio.model.term import Term
from studio.project.project import Project
from studio.project.values import StoredTerm
from studio.project.venue import Venue

HERE = Path(__file__).resolve().parents[2]

MANY = """
import sys
from pathlib import Path
from studio.model.memory import MemoryUnit
from studio.model.term import Term
from studio.project.venue import Venue
path, me = Path(sys.argv[1]), sys.argv[2]
for number in range(20):
    with Venue.open(path) as venue:
        with venue.writing():
            venue.terms.add([Term(f"{me}-{number}")])
            venue.memory.remember([MemoryUnit(f"{me} {number}", "x", "de", "en")], owner=me)
"""


def unit(source: str, target: str = "?", year: int = 2026, **more: str) -> MemoryUnit:
    return MemoryUnit(source, target, "de", "en", time=datetime(year, 1, 1, tzinfo=UTC), **more)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a place where no file is yet."""
    return tmp_path / "house" / "venue.sqlite"


def exact(path: Path, text: str) -> str | None:
    with Venue.open(path) as venue:
        found = venue.memory.exact([text], ("de-AT", "en-GB"))
        return found[text].target if found else None


def half_done(venue: Venue) -> None:
    with venue.writing():
        venue.terms.add([Term("Kleist")])
        venue.terms.put(StoredTerm(99, Term("?")))


def test_terms_are_kept_changed_and_removed(path: Path) -> None:
    with Venue.open(path) as venue, venue.writing():
        first, second = venue.terms.add([Term("Großes Haus", "Main Stage", "de", "en"), Term("Kleist")])
    with Venue.open(path) as venue, venue.writing():
        venue.terms.put(StoredTerm(first, Term("Großes Haus", "Main House", "de", "en", "since 2026", True)))
        venue.terms.remove([second])
    with Venue.open(path) as venue:
        assert venue.terms.all() == [
            StoredTerm(first, Term("Großes Haus", "Main House", "de", "en", "since 2026", True))
        ]


def test_what_was_begun_in_a_failed_change_is_taken_back(path: Path) -> None:
    with Venue.open(path) as venue:
        before = venue.revision
        with pytest.raises(InputError):
            half_done(venue)
        assert (venue.terms.all(), venue.revision) == ([], before)


def test_every_change_is_a_new_revision(path: Path) -> None:
    with Venue.open(path) as one, Venue.open(path) as other:
        before = one.revision
        with other.writing():
            other.memory.remember([unit("Guten Abend.")])
        assert one.revision > before


def test_a_unit_comes_back_as_it_was(path: Path) -> None:
    whole = MemoryUnit(
        "„Guten Abend“, sagt\nsie.",
        "“Good evening,” she says.",
        "de-AT",
        "en-GB",
        "Trailer",
        "Anna",
        datetime(2026, 3, 4, 5, 6, 7, 89000, tzinfo=UTC),
        "Davor.",
        "Danach.",
    )
    with Venue.open(path) as venue:
        with venue.writing():
            venue.memory.remember([whole, unit("x", year=1969)])
        assert [each for _id, each in venue.memory.of()] == [whole, unit("x", year=1969)]
        assert list(venue.memory.of(("en", "de"))) == []


def test_the_same_text_is_found_and_the_latest_translation_wins(path: Path) -> None:
    with Venue.open(path) as venue, venue.writing():
        venue.memory.remember([unit("Sie sagt: „Komm!“", "new", 2026)], owner="a")
        venue.memory.remember([unit("Sie sagt: „Komm!“", "old", 2020)], owner="b")
        venue.memory.remember([MemoryUnit("Sie sagt: „Komm!“", "undated", "de", "en", before="x")])
    assert exact(path, '<i>Sie sagt:</i>\n"Komm!"') == "new"
    assert exact(path, "Sie sagt: „Geh!“") is None


def test_an_older_unit_of_the_same_place_and_owner_replaces_nothing(path: Path) -> None:
    with Venue.open(path) as venue, venue.writing():
        assert venue.memory.remember([unit("Ja.", "yes", 2025)]) == 1
        assert venue.memory.remember([unit("Ja.", "yeah", 2024)]) == 0
        assert venue.memory.remember([unit("Ja.", "yes", 2025)]) == 0
        assert venue.memory.remember([unit("Ja.", "yep", 2026)]) == 1
        assert venue.memory.count() == 1
    assert exact(path, "Ja.") == "yep"


def test_units_without_a_text_are_no_units(path: Path) -> None:
    with Venue.open(path) as venue, venue.writing():
        assert venue.memory.remember([unit("<i></i>"), unit("Ja.", " ")]) == 0


def test_what_a_production_confirms_no_longer_goes_and_other_houses_units_stay(path: Path) -> None:
    with Venue.open(path) as venue, venue.writing():
        venue.memory.remember([unit("Eins.", "from a file")])
        assert venue.memory.replace("a", [unit("Eins.", "one"), unit("Zwei.", "two")]) == 2
        kept = venue.memory.ids(("de", "en"))
        assert venue.memory.replace("a", [unit("Eins.", "one"), unit("Zwei.", "two")]) == 0
        assert venue.memory.ids(("de", "en")) == kept
        assert venue.memory.replace("a", [unit("Zwei.", "two!", 2027)]) == 2
    assert (exact(path, "Eins."), exact(path, "Zwei.")) == ("from a file", "two!")
    with Venue.open(path) as venue, venue.writing():
        assert venue.memory.forget("a") == 1
        assert venue.memory.directions() == [("de", "en", 1)]


def test_news_are_those_with_larger_ids(path: Path) -> None:
    with Venue.open(path) as venue:
        with venue.writing():
            venue.memory.remember([unit("Eins."), unit("Zwei.")])
        last = max(venue.memory.ids(("de", "en")))
        with venue.writing():
            venue.memory.remember([unit("Eins.", "one", 2027), unit("Drei.")])
        assert [each.source for _id, each in venue.memory.of(("de", "en"), after=last)] == ["Eins.", "Drei."]


def test_more_units_than_a_page_are_all_there(path: Path) -> None:
    with Venue.open(path) as venue:
        with venue.writing():
            venue.memory.remember(unit(f"Satz {number}.") for number in range(4001))
        assert len({each.source for _id, each in venue.memory.of()}) == 4001


def test_several_processes_write_at_once_and_nothing_is_lost(path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", MANY, str(path), name], cwd=HERE, stderr=subprocess.PIPE, text=True)
        for name in "abc"
    ]
    said = [writer.communicate()[1] for writer in writers]
    assert ([writer.returncode for writer in writers], said) == ([0, 0, 0], ["", "", ""])
    with Venue.open(path) as venue:
        assert len(venue.terms.all()) == venue.memory.count() == 60


def test_a_killed_writer_leaves_what_was_there(path: Path) -> None:
    with Venue.open(path) as venue, venue.writing():
        venue.terms.add([Term("Kleist")])
    killed = MANY.replace("for number", "import os\nfor number").replace(
        "venue.memory.remember", "os._exit(9) or venue.memory.remember"
    )
    assert subprocess.run([sys.executable, "-c", killed, str(path), "a"], cwd=HERE, check=False).returncode == 9
    with Venue.open(path) as venue:
        assert [stored.term.source for stored in venue.terms.all()] == ["Kleist"]


def test_a_file_of_another_kind_is_named_and_left_as_it_is(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as db:
        db.execute("CREATE TABLE term (id)")
    Project.create(tmp_path / "season.souffleur").close()
    for content in (
        b"term;translation\n" * 500,
        (tmp_path / "other.sqlite").read_bytes(),
        (tmp_path / "season.souffleur").read_bytes(),
    ):
        path.write_bytes(content)
        with pytest.raises(InputError, match="is not the file in which Souffleur keeps"):
            Venue.open(path)
        assert path.read_bytes() == content


def test_a_damaged_file_is_named_and_left_as_it_is(path: Path) -> None:
    with Venue.open(path) as venue, venue.writing():
        venue.memory.remember(unit(f"Satz {number}.") for number in range(500))
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(InputError, match="is damaged") as caught, Venue.open(path) as venue:
        list(venue.memory.of())
    assert "a new one is begun" in caught.value.hint
    assert path.read_bytes() == content


def test_a_file_of_a_newer_program_is_left_as_it_is(path: Path) -> None:
    Venue.open(path).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 2")
    with pytest.raises(InputError, match="newer version"):
        Venue.open(path)


def test_an_empty_file_is_filled(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with Venue.open(path) as venue:
        assert venue.terms.all() == []


def test_where_no_file_can_be_made_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EnvironmentFault):
        Venue.open(tmp_path / "file" / "venue.sqlite")
    (tmp_path / "folder").mkdir()
    with pytest.raises(EnvironmentFault):
        Venue.open(tmp_path / "folder")


def test_the_file_lies_in_the_users_data_folder_unless_told_otherwise(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert home in paths.venue().parents
    monkeypatch.setenv("SOUFFLEUR_VENUE", str(home / "shared" / "house.sqlite"))
    assert paths.venue() == home / "shared" / "house.sqlite"
