"""Packs as people bring them, good and malformed, made of the practice packs that ship."""

from __future__ import annotations

import json
import os
import shutil
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from studio import paths
from studio.packs import manifest as manifests

SPEECH_FILES = ("config.json", "model.bin", "preprocessor_config.json", "tokenizer.json", "vocabulary.json")


def speech(folder: Path) -> Path:
    """Make `folder` the practice speech model."""
    shutil.copytree(paths.practice() / "whisper-practice", folder)
    return folder


def archive(folder: Path, name: str = "translate-de_en-1_0") -> Path:
    """Return a copy of a practice package in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(paths.practice() / f"{name}.argosmodel", folder / f"{name}.argosmodel"))


def package(folder: Path, name: str = "translate-de_en-1_0") -> Path:
    """Make `folder` an unpacked practice package."""
    scratch = folder.parent / f".{folder.name}"
    with zipfile.ZipFile(paths.practice() / f"{name}.argosmodel") as opened:
        opened.extractall(scratch)
    (scratch / name).rename(folder)
    scratch.rmdir()
    return folder


def zipped(folder: Path, out: Path, *, root: str | None = None, method: int = zipfile.ZIP_STORED) -> Path:
    """Pack a folder into the archive `out`, under the name `root` (its own name)."""
    with zipfile.ZipFile(out, "w", method) as opened:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                opened.write(path, (Path(folder.name if root is None else root) / path.relative_to(folder)).as_posix())
    return out


def cached(folder: Path, commit: str = "a" * 40, repository: str = "Somebody/faster-whisper-tried") -> Path:
    """Make `folder` the hub's cache with the practice speech model in it, its files links into `blobs`."""
    root = folder / f"models--{repository.replace('/', '--')}"
    snapshot, blobs = root / "snapshots" / commit, root / "blobs"
    snapshot.mkdir(parents=True)
    blobs.mkdir()
    for number, name in enumerate(SPEECH_FILES):
        shutil.copy(paths.practice() / "whisper-practice" / name, blobs / f"{number:064x}")
        (snapshot / name).symlink_to(Path("../../blobs") / f"{number:064x}")
    (root / "refs").mkdir()
    (root / "refs" / "main").write_text(commit, "ascii")
    return folder


def with_members(out: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    """Make a practice package with more members."""
    archive(out.parent).rename(out)
    with zipfile.ZipFile(out, "a") as opened:
        for name, content in members:
            opened.writestr(name, content)
    return out


def member(name: str, kind: int) -> zipfile.ZipInfo:
    """Return a member of a kind of `stat`: a link, a device."""
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (kind | 0o644) << 16
    return info


def raw(name: str) -> zipfile.ZipInfo:
    """Return a member whose name is left exactly so."""
    info = zipfile.ZipInfo("x")
    info.filename = name
    return info


def metadata(out: Path, content: object) -> Path:
    """Make a package whose metadata are `content`."""
    folder = package(out.parent / "made")
    (folder / "metadata.json").write_text(json.dumps(content), "utf-8")
    return _packed(folder, out)


def without(out: Path, name: str) -> Path:
    """Make a package that lacks a file or folder."""
    folder = package(out.parent / "made")
    _delete(folder / name)
    return _packed(folder, out)


def changed(out: Path, **files: bytes) -> Path:
    """Make a package with other files; `model__model_bin` stands for model/model.bin."""
    folder = package(out.parent / "made")
    for name, content in files.items():
        (folder / _file(name)).write_bytes(content)
    return _packed(folder, out)


def bpe(out: Path, content: bytes) -> Path:
    """Make a package with a BPE tokenizer only."""
    folder = package(out.parent / "made")
    (folder / "sentencepiece.model").unlink()
    (folder / "bpe.model").write_bytes(content)
    return _packed(folder, out)


def speech_without(folder: Path, name: str) -> Path:
    """Make the practice speech model lack a file."""
    _delete(speech(folder) / name)
    return folder


def speech_changed(folder: Path, **files: bytes) -> Path:
    """Make the practice speech model have other files."""
    speech(folder)
    for name, content in files.items():
        (folder / _file(name)).write_bytes(content)
    return folder


def wrong_bands(folder: Path) -> Path:
    """Make a speech model whose description says 128 bands of sound where it was trained on 80."""
    file = speech(folder) / "preprocessor_config.json"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), "feature_size": 128}), "utf-8")
    return folder


def carried(out: Path, change: Callable[[dict[str, object]], None] = lambda content: None) -> Path:
    """Make a carried archive with the practice speech model, its list changed by `change`."""
    folder = paths.practice() / "whisper-practice"
    files = [{"name": f.name, "size": f.size, "sha256": f.sha256} for f in manifests.files_of(folder)]
    entry = {"format": 1, "id": "practice", "kind": "speech", "name": "Practice", "languages": ["de", "nl", "en"]}
    entry |= {"licence": "Apache-2.0", "source": "shipped", "files": files, "practice": True}
    content: dict[str, object] = {"format": 1, "packs": [entry]}
    change(content)
    with zipfile.ZipFile(out, "w") as opened:
        for name in SPEECH_FILES:
            opened.write(folder / name, f"packs/speech/practice/{name}")
        opened.writestr("manifest.json", json.dumps(content))
    return out


def first(content: dict[str, object]) -> dict[str, object]:
    """Return the first pack of a list."""
    listed = content["packs"]
    assert isinstance(listed, list)
    entry: dict[str, object] = listed[0]
    return entry


def lying(out: Path) -> Path:
    """Make a package one of whose members is said to be larger than it is."""
    archive(out.parent).rename(out)
    with zipfile.ZipFile(out) as opened:
        members = {info.filename: opened.read(info) for info in opened.infolist()}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    readme = next(name for name in members if name.endswith("README.md"))
    return _patch_central(out, readme, 24, struct.pack("<I", len(members[readme]) + 1000))


def damaged_sum(out: Path) -> Path:
    """Make a package in which a byte of the model was changed on its way."""
    archive(out.parent).rename(out)
    with zipfile.ZipFile(out) as opened:
        info = next(info for info in opened.infolist() if info.filename.endswith("model.bin"))
    content = bytearray(out.read_bytes())
    content[info.header_offset + 30 + len(info.filename) + info.compress_size // 2] ^= 0xFF
    out.write_bytes(content)
    return out


def locked(out: Path) -> Path:
    """Make a package that says its members are encrypted."""
    archive(out.parent).rename(out)
    with zipfile.ZipFile(out) as opened:
        names = [info.filename for info in opened.infolist()]
    for name in names:
        _patch_central(out, name, 8, struct.pack("<H", 1))
    return out


def bomb(out: Path) -> Path:
    """Make a package with 96 MiB of nothing in it."""
    return with_members(out, (_deflated("translate-de_en-1_0/zeros"), bytes(96 << 20)))


def crowd(out: Path, count: int = 20_001) -> Path:
    """Make an archive with very many files."""
    with zipfile.ZipFile(out, "w") as opened:
        for number in range(count):
            opened.writestr(f"p/{number}", b"")
    return out


def large(out: Path, size: int = 3 << 30) -> Path:
    """Make a package that says it unpacks to 3 GiB, at a ratio that might be."""
    with_members(out, (_deflated("translate-de_en-1_0/much"), bytes(1 << 10)))
    _patch_central(out, "translate-de_en-1_0/much", 24, struct.pack("<I", size))
    return _patch_central(out, "translate-de_en-1_0/much", 20, struct.pack("<I", size // 50))


def truncated(out: Path) -> Path:
    """Make a package that was cut off."""
    archive(out.parent).rename(out)
    out.write_bytes(out.read_bytes()[:-2000])
    return out


def several_roots(out: Path) -> Path:
    """Make a package with two folders."""
    return with_members(out, ("another/metadata.json", b"{}"))


def link(name: str) -> zipfile.ZipInfo:
    """Return a member that is a link."""
    return member(name, stat.S_IFLNK)


def device(name: str) -> zipfile.ZipInfo:
    """Return a member that is a device."""
    return member(name, stat.S_IFCHR)


def unknown_method(out: Path) -> Path:
    """Make a package packed by a method that only other programs know (Deflate64)."""
    archive(out.parent).rename(out)
    return _patch_central(out, "translate-de_en-1_0/README.md", 10, struct.pack("<H", 9))


def overlapping(out: Path) -> Path:
    """Make a package two members of which lie in the same place, as the densest bombs do."""
    archive(out.parent).rename(out)
    with zipfile.ZipFile(out) as opened:
        place = opened.infolist()[0].header_offset
    return _patch_central(out, "translate-de_en-1_0/metadata.json", 42, struct.pack("<I", place))


def foreign_tokenizer(out: Path) -> Path:
    """Make a package with the tokenizer of another one."""
    other = package(out.parent / "other", "translate-en_nl-1_0")
    content = (other / "sentencepiece.model").read_bytes()
    shutil.rmtree(other)
    return changed(out, sentencepiece_model=content)


def foreign_form(folder: Path) -> Path:
    """Make a Whisper model as it comes from training."""
    speech_without(folder, "model.bin")
    (folder / "model.safetensors").write_bytes(bytes(1000))
    return folder


def linked_out(folder: Path) -> Path:
    """Make a speech model one of whose files is a link out of its folder."""
    speech_without(folder, "tokenizer.json")
    outside = folder.parent / "elsewhere.json"
    outside.write_text("{}", "utf-8")
    (folder / "tokenizer.json").symlink_to(outside)
    return folder


def piped(folder: Path) -> Path:
    """Make a speech model one of whose files is a pipe, which would never end."""
    os.mkfifo(speech_without(folder, "config.json") / "config.json")
    return folder


def impostor(out: Path) -> Path:
    """Make a carried archive in which another model has the name of a well-known one."""
    carried(out, lambda content: first(content).update(id="small", practice=False))
    return _moved(out, "/practice/", "/small/")


def wrong_kind(out: Path) -> Path:
    """Make a carried archive in which a speech model is said to be a translation package."""
    carried(out, lambda content: first(content).update(kind="translation"))
    return _moved(out, "packs/speech/", "packs/translation/")


def _moved(out: Path, before: str, after: str) -> Path:
    with zipfile.ZipFile(out) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    with zipfile.ZipFile(out, "w") as opened:
        for name, content in members.items():
            opened.writestr(name.replace(before, after), content)
    return out


def _deflated(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _patch_central(out: Path, name: str, offset: int, value: bytes) -> Path:
    """Overwrite a field of a member's entry in the central directory."""
    content = bytearray(out.read_bytes())
    start = content.rfind(b"PK\x05\x06")
    place = struct.unpack_from("<I", content, start + 16)[0]
    while content[place : place + 4] == b"PK\x01\x02":
        lengths = struct.unpack_from("<HHH", content, place + 28)
        if content[place + 46 : place + 46 + lengths[0]].decode() == name:
            content[place + offset : place + offset + len(value)] = value
        place += 46 + sum(lengths)
    out.write_bytes(content)
    return out


def _packed(folder: Path, out: Path) -> Path:
    zipped(folder, out)
    shutil.rmtree(folder)
    return out


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _file(name: str) -> str:
    """Return "model/model.bin" of "model__model_bin"."""
    return name.replace("__", "/").replace("_bin", ".bin").replace("_json", ".json").replace("_model", ".model")
