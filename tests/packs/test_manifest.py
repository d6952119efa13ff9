"""A manifest says what a pack's files are; a stranger's is believed only as far as it makes sense."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio.errors import PackError
from studio.model.pack import Manifest, PackFile, PackKind
from studio.packs import manifest

MADE = Manifest(
    id="small",
    kind=PackKind.SPEECH,
    name="Whisper small",
    languages=(),
    licence="MIT",
    source="by hand",
    files=(PackFile("model.bin", 3, "a" * 64), PackFile("sub/config.json", 2, "b" * 64)),
)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return a folder with two files."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "model.bin").write_bytes(b"abc")
    (tmp_path / "sub" / "config.json").write_bytes(b"{}")
    return tmp_path


def of(folder: Path) -> Manifest:
    return Manifest("small", PackKind.SPEECH, "s", (), "MIT", "by hand", manifest.files_of(folder))


def test_what_was_written_is_read_again(pack: Path) -> None:
    manifest.write(pack, MADE)
    assert manifest.read(pack) == MADE


def test_the_files_of_a_pack_do_not_include_its_manifest(pack: Path) -> None:
    manifest.write(pack, MADE)
    assert [file.name for file in manifest.files_of(pack)] == ["model.bin", "sub/config.json"]


def test_a_hash_is_the_sha256_of_the_file(pack: Path) -> None:
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert manifest.files_of(pack)[0] == PackFile("model.bin", 3, digest)


def test_an_untouched_pack_has_no_differences(pack: Path) -> None:
    assert manifest.differences(pack, of(pack)) == []


@pytest.mark.parametrize("content", [b"abd", b"ab", b"abcd"])
def test_one_changed_byte_is_a_difference(pack: Path, content: bytes) -> None:
    made = of(pack)
    (pack / "model.bin").write_bytes(content)
    assert manifest.differences(pack, made) == ["model.bin"]


def test_a_missing_and_an_additional_file_are_differences(pack: Path) -> None:
    made = of(pack)
    (pack / "model.bin").unlink()
    (pack / "extra.py").write_text("")
    assert manifest.differences(pack, made) == ["model.bin", "extra.py"]


def test_a_quick_look_finds_a_file_of_another_size(pack: Path) -> None:
    made = of(pack)
    assert manifest.seems_whole(pack, made)
    (pack / "model.bin").write_bytes(b"abcd")
    assert not manifest.seems_whole(pack, made)


@pytest.mark.parametrize(
    "change",
    [
        {"files": []},
        {"files": [{"name": "../model.bin", "size": 1, "sha256": ""}]},
        {"files": [{"name": "/model.bin", "size": 1, "sha256": ""}]},
        {"files": [{"name": "model.bin", "size": -1, "sha256": ""}]},
        {"files": [{"name": "model.bin", "size": 1, "sha256": "xyz"}]},
        {"files": [{"name": "a", "size": 1, "sha256": ""}, {"name": "A", "size": 1, "sha256": ""}]},
        {"files": "model.bin"},
        {"id": ""},
        {"id": "../small"},
        {"id": "a/b"},
        {"id": ".incoming"},
        {"id": "a\0b"},
        {"id": "\x1b[31mred"},
        {"id": "nul"},
        {"id": "small."},
        {"files": [{"name": "sub/CON.txt", "size": 1, "sha256": ""}]},
        {"id": 3},
        {"kind": "program"},
        {"languages": 3},
        {"format": 2},
        {"format": "1"},
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused(change: dict[str, object]) -> None:
    content = json.loads(manifest.dumps(MADE)) | change
    with pytest.raises(PackError):
        manifest.loads(json.dumps(content))


@pytest.mark.parametrize("text", ["", "[]", "{}", "nonsense", "[" * 100_000])
def test_what_is_no_manifest_at_all_is_refused(text: str) -> None:
    with pytest.raises(PackError):
        manifest.loads(text)


def test_a_later_form_says_that_the_program_is_too_old() -> None:
    content = json.loads(manifest.dumps(MADE)) | {"format": 2}
    with pytest.raises(PackError, match="newer Souffleur"):
        manifest.loads(json.dumps(content))
