"""Archives are streamed as they are, and looked at wholly before that."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from studio.errors import EnvironmentFault, PackError
from studio.packs import sources, unpacking


def archive(out: Path, *members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(out, "w", method) as opened:
        for name, content in members:
            opened.writestr(name, content)
    return out


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_members_come_as_they_are_in_pieces(method: int, tmp_path: Path) -> None:
    content = bytes(range(256)) * 10_000
    with unpacking.opened(archive(tmp_path / "a.zip", ("x/y", content), ("x/empty", b""), method=method)) as opened:
        assert opened.files == {"x/y": len(content), "x/empty": 0}
        pieces = list(opened.stream("x/y"))
        assert b"".join(pieces) == content
        assert max(map(len, pieces)) <= unpacking.CHUNK
        assert list(opened.stream("x/empty")) == []


def test_folders_and_rubbish_are_no_files_and_names_are_plain(tmp_path: Path) -> None:
    made = archive(
        tmp_path / "a.zip", ("x/", b""), ("./x/y", b"1"), ("x//z", b"2"), ("__MACOSX/x/._y", b""), ("x/.DS_Store", b"")
    )
    with unpacking.opened(made) as opened:
        assert set(opened.files) == {"x/y", "x/z"}
        assert b"".join(opened.stream("x/z")) == b"2"


@pytest.mark.parametrize(
    "names",
    [("x/é", "x/e\u0301"), ("x/A", "x/a"), ("x/ß", "x/SS"), ("x/a", "./x/a"), ("x/a", "x/a/b")],
    ids=["composed or not", "case", "case that changes the length", "the same place", "file and folder"],
)
def test_names_that_meet_on_some_system_are_refused(names: tuple[str, str], tmp_path: Path) -> None:
    made = archive(tmp_path / "a.zip", *((name, b"") for name in names), ("x/other", b""))
    with pytest.raises(PackError, match="twice"), unpacking.opened(made):
        pass


@pytest.mark.parametrize(
    "name",
    ["x/a.", "x/a ", "x/a:b", "x/a\tb", "x/\u202ea", "x/a\x7f", "NUL", "x/aux.bin", "com1/a", "x/Lpt9 .txt", "x./a"],
)
def test_names_that_some_system_cannot_hold_are_refused_legibly(name: str, tmp_path: Path) -> None:
    with (
        pytest.raises(PackError, match="not every computer") as caught,
        unpacking.opened(archive(tmp_path / "a.zip", (name, b""))),
    ):
        pass
    assert caught.value.message.isprintable()


def test_an_archive_that_is_gone_is_no_damage(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as caught, unpacking.opened(tmp_path / "gone.zip"):
        pass
    assert not isinstance(caught.value, PackError)


def test_a_small_archive_may_become_much_larger(tmp_path: Path) -> None:
    with unpacking.opened(archive(tmp_path / "a.zip", ("zeros", bytes(1 << 20)))) as opened:
        assert sum(map(len, opened.stream("zeros"))) == 1 << 20


def test_a_folder_gives_its_own_files_and_names_what_is_strange(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "file").write_bytes(b"1")
    (tmp_path / "out").write_bytes(b"2")
    (tmp_path / "in" / "inner").symlink_to("deep/file")
    (tmp_path / "in" / "outer").symlink_to("../out")
    (tmp_path / "in" / "nowhere").symlink_to("missing")
    folder = sources.Folder(tmp_path / "in")
    assert folder.strange == {"outer", "nowhere"}
    assert b"".join(folder.stream("inner")) == b"1"
    for name in sorted(folder.strange):
        with pytest.raises(PackError, match="leads out"):
            list(folder.stream(name))


def test_a_link_that_is_changed_after_the_look_does_not_lead_out(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").write_bytes(b"secret")
    (tmp_path / "in" / "file").write_bytes(b"1")
    folder = sources.Folder(tmp_path / "in")
    (tmp_path / "in" / "file").unlink()
    (tmp_path / "in" / "file").symlink_to("../out")
    with pytest.raises(PackError):
        list(folder.stream("file"))


@pytest.mark.parametrize("flag", [0x20, 0x40], ids=["a patch", "strong encryption"])
def test_a_member_that_is_packed_in_a_rare_way_is_refused_like_a_damaged_one(flag: int, tmp_path: Path) -> None:
    made = archive(tmp_path / "a.zip", ("x/y", b"content"))
    content = bytearray(made.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= flag
    made.write_bytes(content)
    with unpacking.opened(made) as opened, pytest.raises(PackError, match="cannot be unpacked"):
        list(opened.stream("x/y"))
