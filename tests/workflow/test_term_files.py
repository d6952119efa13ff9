"""Lists of terms go out and come in again, and a flyer gives its names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.errors import EnvironmentFault, InputError
from studio.jobs.lanes import Lanes
from studio.model.progress import Partial, Progress
from studio.model.term import Proposal, Term
from studio.workflow import term_files, work
from studio.workflow.term_files import TermsRead

TERMS = (Term("Großes Haus", "Main Stage", "de", "en", "since 2026"), Term("Kleist", "", "de", "en"))


def silent(event: Progress | Partial) -> None:
    """Hear nothing."""


@pytest.fixture(scope="module")
def lanes() -> Iterator[Lanes]:
    with Lanes() as made:
        yield made


@pytest.mark.parametrize("name", ["list.csv", "list.tbx", "List.TBX"])
def test_a_list_goes_out_and_comes_in_again(tmp_path: Path, lanes: Lanes, name: str) -> None:
    assert work.run(term_files.export_to(tmp_path / name, TERMS), lanes, silent) == 2
    assert work.run(term_files.import_from(tmp_path / name), lanes, silent) == TermsRead(TERMS)


def test_the_kind_of_a_list_is_seen_from_what_it_holds(tmp_path: Path) -> None:
    term_files.write(tmp_path / "list.tbx", TERMS, report=silent)
    (tmp_path / "list.tbx").rename(tmp_path / "list.csv")
    assert term_files.read(tmp_path / "list.csv", ("", ""), report=silent) == TermsRead(TERMS)


def test_a_table_without_languages_gets_those_that_are_given(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("Großes Haus;Main Stage\n;\nx" + "y" * 2000, "utf-8")
    read = term_files.read(tmp_path / "list.csv", ("de", "en"), report=silent)
    assert read == TermsRead((Term("Großes Haus", "Main Stage", "de", "en"),), left_out=1)


def test_a_damaged_list_gives_what_comes_before_the_damage(tmp_path: Path) -> None:
    term_files.write(
        tmp_path / "list.tbx", [Term(f"Wort {i}", f"word {i}", "de", "en") for i in range(500)], report=silent
    )
    whole = (tmp_path / "list.tbx").read_bytes()
    (tmp_path / "list.tbx").write_bytes(whole[: len(whole) // 2])
    read = term_files.read(tmp_path / "list.tbx", ("", ""), report=silent)
    assert read.is_damaged
    assert len(read.terms) > 200


def test_what_cannot_be_read_or_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="could not be read"):
        term_files.read(tmp_path / "no.csv", ("", ""), report=silent)
    (tmp_path / "page.csv").write_text("<html></html>")
    with pytest.raises(InputError, match="is no list of terms"):
        term_files.read(tmp_path / "page.csv", ("", ""), report=silent)
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(EnvironmentFault):
        term_files.write(tmp_path / "folder.csv", TERMS, report=silent)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_flyer_gives_its_names(tmp_path: Path, lanes: Lanes) -> None:
    (tmp_path / "flyer.md").write_text("# Lesung\n\nAm Freitag liest **Anna Berger** im Foyer.", "utf-8")
    found = work.run(term_files.names_in(tmp_path / "flyer.md"), lanes, silent)
    assert found == (Proposal("Anna Berger", 1, "Am Freitag liest Anna Berger im Foyer."),)
    with pytest.raises(InputError, match="no file"):
        work.run(term_files.names_in(tmp_path / "flyer.pdf"), lanes, silent)


def test_a_pdf_gives_its_names(lanes: Lanes, practice: Path) -> None:
    found = work.run(term_files.names_in(practice / "flyer.de.pdf"), lanes, silent)
    assert {"Emma Bakker", "Clara Vogel", "Julia Stern", "Mozart"} <= {proposal.text for proposal in found}
