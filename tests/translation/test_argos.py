"""Argos packages: listing them, unpacking them safely, and translating with the practice ones."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from studio.errors import Cancelled, EnvironmentFault, PackError
from studio.model.translation import Package
from studio.translation import archive, argos

METADATA = {"from_code": "de", "to_code": "en", "from_name": "German", "to_name": "English", "package_version": "1.2"}


def folder(parent: Path, name: str, metadata: object = METADATA) -> Path:
    """Make an unpacked package without a model: enough to be listed."""
    made = parent / name
    made.mkdir(parents=True)
    (made / "metadata.json").write_text(json.dumps(metadata), "utf-8")
    return made


def zipped(path: Path, members: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return path


def whole(metadata: object = METADATA) -> dict[str, str | bytes]:
    return {"any name/metadata.json": json.dumps(metadata), "any name/model/model.bin": b"12345"}


@pytest.fixture(scope="module")
def en_de(practice: Path) -> Path:
    found = practice / "translate-en_de-1_0.argosmodel"
    if not found.is_file():
        pytest.skip("the practice packages have not been made yet")
    return found


@pytest.fixture(scope="module")
def opened(en_de: Path) -> argos.Argos:
    return argos.Argos(package(en_de))


def package(path: Path) -> Package:
    return Package("en", "de", "English → German", "1.0", str(path), practice=True)


def test_folders_and_archives_are_listed(tmp_path: Path) -> None:
    unpacked = folder(tmp_path, "translate-xx_yy-9_9")
    packed = zipped(tmp_path / "b.argosmodel", whole({**METADATA, "from_code": "nl", "from_name": "Dutch"}))
    assert argos.packages([tmp_path, tmp_path / "missing"]) == [
        Package("de", "en", "German → English", "1.2", str(unpacked)),
        Package("nl", "en", "Dutch → English", "1.2", str(packed)),
    ]


def test_the_newest_version_is_listed(tmp_path: Path) -> None:
    for number, version in enumerate(("1.9", "1.10", "1.2")):
        folder(tmp_path, f"p{number}", {**METADATA, "package_version": version})
    assert [found.version for found in argos.packages([tmp_path])] == ["1.10"]


def test_metadata_may_be_scarce_and_codes_have_aliases(tmp_path: Path) -> None:
    folder(tmp_path, "a", {"from_code": "zt", "to_code": "pb"})
    assert argos.packages([tmp_path]) == [Package("zh-Hant", "pt-BR", "zh-Hant → pt-BR", "", str(tmp_path / "a"))]


def test_rubbish_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("hello", "utf-8")
    (tmp_path / "broken.argosmodel").write_bytes(b"PK\x03\x04 no zip")
    (tmp_path / "list").mkdir()
    (tmp_path / "list" / "metadata.json").write_text("[1]", "utf-8")
    (tmp_path / "bytes").mkdir()
    (tmp_path / "bytes" / "metadata.json").write_bytes(b"\xff\xfe{")
    folder(tmp_path, "splitter", {**METADATA, "type": "sbd"})
    folder(tmp_path, "nameless", {"type": "translate"})
    folder(tmp_path, "good")
    assert [Path(found.folder).name for found in argos.packages([tmp_path])] == ["good"]


def test_an_archive_is_unpacked_under_its_own_name(tmp_path: Path) -> None:
    packed = zipped(tmp_path / "de_en.argosmodel", {**whole(), "any name/stanza/big.pt": b"x"})
    made = argos.unpacked(packed, tmp_path / "packs")
    assert made == tmp_path / "packs" / "de_en"
    assert sorted(file.relative_to(made).as_posix() for file in made.rglob("*.*")) == [
        "metadata.json",
        "model/model.bin",
    ]
    assert [file.name for file in (tmp_path / "packs").iterdir()] == ["de_en"]


def test_unpacking_again_changes_only_what_is_different(tmp_path: Path) -> None:
    packed = zipped(tmp_path / "p.argosmodel", whole())
    made = argos.unpacked(packed, tmp_path / "packs")
    before = made.stat().st_ino
    assert argos.unpacked(packed, tmp_path / "packs").stat().st_ino == before
    (made / "model" / "model.bin").write_bytes(b"54321")
    argos.unpacked(packed, tmp_path / "packs")
    assert (made / "model" / "model.bin").read_bytes() == b"12345"
    assert [file.name for file in (tmp_path / "packs").iterdir()] == ["p"]


BAD: dict[str, Callable[[Path], None]] = {
    "not a zip": lambda path: path.write_bytes(b"nothing") and None,
    "empty": lambda path: path.write_bytes(b"") and None,
    "no metadata": lambda path: zipped(path, {"a/model/model.bin": b"1"}) and None,
    "several roots": lambda path: zipped(path, {**whole(), "other/file": b"1"}) and None,
    "member at the top": lambda path: zipped(path, {**whole(), "file": b"1"}) and None,
    "climbs out": lambda path: zipped(path, {**whole(), "any name/../../evil": b"1"}) and None,
    "absolute": lambda path: zipped(path, {**whole(), "/evil": b"1"}) and None,
    "drive": lambda path: zipped(path, {**whole(), "any name/C:/evil": b"1"}) and None,
    "backslashes": lambda path: zipped(path, {**whole(), "any name\\..\\..\\evil": b"1"}) and None,
    "too many": lambda path: zipped(path, {**whole(), **{f"any name/{n}": b"" for n in range(10_001)}}) and None,
}


@pytest.mark.parametrize("kind", [*BAD, "link", "bomb", "flipped byte", "cut short", "lies about its size"])
def test_a_bad_archive_is_refused_and_leaves_nothing(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = tmp_path / "bad.argosmodel"
    if kind in BAD:
        BAD[kind](packed)
    elif kind == "link":
        _with_link(packed)
    else:
        _damage(zipped(packed, {**whole(), "any name/model/more.bin": os.urandom(3000)}), kind, monkeypatch)
    with pytest.raises(PackError, match=r"bad\.argosmodel") as caught:
        argos.unpacked(packed, tmp_path / "packs")
    assert caught.value.hint
    assert not (tmp_path / "packs").exists() or list((tmp_path / "packs").iterdir()) == []
    assert not (tmp_path / "evil").exists()


def _with_link(packed: Path) -> None:
    zipped(packed, whole())
    link = zipfile.ZipInfo("any name/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(packed, "a") as opened:
        opened.writestr(link, "/etc/passwd")


def _damage(packed: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytearray(packed.read_bytes())
    if kind == "bomb":
        monkeypatch.setattr(archive, "_SIZE_LIMIT", 2000)
    elif kind == "flipped byte":
        content[-1500] ^= 0xFF
    elif kind == "cut short":
        del content[-700:]
    else:  # the directory at the end says fewer bytes than there are
        place = content.rindex(b"PK\x01\x02") + 24
        content[place : place + 4] = (10).to_bytes(4, "little")
    packed.write_bytes(content)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(EnvironmentFault, match="could not be unpacked") as caught:
        argos.unpacked(zipped(tmp_path / "p.argosmodel", whole()), tmp_path / "file")
    assert not isinstance(caught.value, PackError)


def test_a_missing_archive_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"gone\.argosmodel"):
        argos.Argos(package(tmp_path / "gone.argosmodel"))


@pytest.mark.parametrize("lacking", ["model/model.bin", "sentencepiece.model"])
def test_a_package_without_a_part_names_it(lacking: str, en_de: Path, tmp_path: Path) -> None:
    made = argos.unpacked(en_de, tmp_path)
    (made / lacking).unlink()
    with pytest.raises(PackError, match=lacking):
        argos.Argos(package(made))


@pytest.mark.parametrize("damaged", ["model/model.bin", "sentencepiece.model", "model/config.json"])
def test_a_damaged_part_is_a_damaged_package(damaged: str, en_de: Path, tmp_path: Path) -> None:
    made = argos.unpacked(en_de, tmp_path)
    (made / damaged).write_bytes((made / damaged).read_bytes()[:40])
    with pytest.raises(PackError, match="is damaged"):
        argos.Argos(package(made))


def test_sentences_are_translated_in_their_order(opened: argos.Argos) -> None:
    texts = ["Opening hours", "The museum is closed on Monday.", "", "Where is the museum?", "  "]
    answers = opened.translate(texts)
    assert [found[0] for found in answers] == [
        "Öffnungszeiten",
        "Das Museum ist am Montag geschlossen.",
        "",
        "Wo ist das Museum?",
        "",
    ]


def test_four_hypotheses_begin_with_the_one(opened: argos.Argos) -> None:
    texts = ["The museum is closed on Monday.", "Tickets cost 12 euros."]
    four = opened.translate(texts, 4)
    assert [len(set(found)) for found in four] == [4, 4]
    assert [found[:1] for found in four] == opened.translate(texts, 1)


def test_the_batching_does_not_change_the_answer(opened: argos.Argos) -> None:
    texts = [f"The concert begins on {day} at {hour} o'clock." for day in ("Monday", "Friday") for hour in range(8, 22)]
    assert opened.translate(texts) == [opened.translate([text])[0] for text in texts]


def test_an_underscore_of_the_source_survives_decoding(opened: argos.Argos) -> None:
    address, old = opened._tokenizer.encode("a_b@c.de"), ["▁Das", "_Museum"]
    assert opened._decode(address, keeps=True) == "a_b@c.de"
    assert opened._decode(old, keeps=False) == "Das Museum"


def test_a_long_text_is_not_cut_off(opened: argos.Argos, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(argos, "_TEXT_TOKENS", 14)  # a practice model knows one sentence at a time
    text = " ".join(["The museum is closed on Monday."] * 60)
    assert opened.translate([text])[0][0].count("Museum ist am Montag geschlossen.") == 60
    assert [len(found) for found in opened.translate([text], 3)] == [3]


def test_progress_counts_up_to_all_and_cancel_is_heard(opened: argos.Argos) -> None:
    texts = [f"Tickets cost {price} euros." for price in range(200)]
    heard: list[int] = []
    opened.translate(texts, 1, heard.append)
    assert heard == sorted(heard)
    assert heard[0] == 0
    assert heard[-1] == 200
    assert len(set(heard)) > 3

    def stop(done: int) -> None:
        if done > 0:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        opened.translate(texts, 1, stop)


def test_a_target_prefix_is_taken_off(en_de: Path, tmp_path: Path) -> None:
    made = argos.unpacked(en_de, tmp_path)
    prefix = argos.Argos(package(made))._tokenizer.encode("Das")[0]
    metadata = json.loads((made / "metadata.json").read_text("utf-8"))
    (made / "metadata.json").write_text(json.dumps({**metadata, "target_prefix": prefix}), "utf-8")
    answer = argos.Argos(package(made)).translate(["The museum is closed on Monday."])[0][0]
    assert answer == "▁Das Museum ist am Montag geschlossen.".removeprefix(prefix).strip()


def test_a_target_prefix_stands_before_no_piece_of_a_long_text(
    en_de: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(argos, "_TEXT_TOKENS", 14)
    made = argos.unpacked(en_de, tmp_path)
    plain, text = argos.Argos(package(made)), " ".join(["The museum is closed on Monday."] * 3)
    prefix = plain._tokenizer.encode("Das")[0]
    metadata = json.loads((made / "metadata.json").read_text("utf-8"))
    (made / "metadata.json").write_text(json.dumps({**metadata, "target_prefix": prefix}), "utf-8")
    pieces = plain.translate([text])[0][0].split(". ")
    without = [piece.removeprefix(prefix.lstrip("▁")).strip() for piece in pieces]
    assert argos.Argos(package(made)).translate([text])[0][0].split(". ") == without


def test_of_two_tokenizers_the_one_of_sentencepiece_is_used(en_de: Path, tmp_path: Path) -> None:
    made = argos.unpacked(en_de, tmp_path)
    (made / "bpe.model").write_text("no merges at all", "utf-8")
    assert argos.Argos(package(made)).translate(["Opening hours"]) == [["Öffnungszeiten"]]


def test_the_name_of_the_root_and_of_the_file_say_nothing(en_de: Path, tmp_path: Path) -> None:
    made = argos.unpacked(en_de, tmp_path / "unpacked")
    scarce = made.rename(tmp_path / "unpacked" / "translate-xx_yy-9_9")
    (scarce / "metadata.json").write_text(json.dumps({"from_code": "en", "to_code": "de"}), "utf-8")
    (found,) = argos.packages([scarce.parent])
    assert (found.source, found.target, found.version) == ("en", "de", "")
    assert argos.Argos(found).translate(["Opening hours"]) == [["Öffnungszeiten"]]


def test_a_bpe_package_works(en_de: Path, tmp_path: Path) -> None:
    """A package of the older kind: Moses tokens, cut by a list of merges; here with the words of the same model."""
    made = argos.unpacked(en_de, tmp_path)
    (made / "sentencepiece.model").unlink()
    (made / "bpe.model").write_text("#version: 0.2\nt h\nth e</w>\n", "utf-8")
    answers = argos.Argos(package(made)).translate(["The museum.", "Tickets?"], 2)
    assert [len(found) for found in answers] == [2, 2]
    assert all("@@" not in text for found in answers for text in found)


def test_opening_a_package_leaves_the_home_alone(en_de: Path, home: Path) -> None:
    code = (
        "from studio.translation import argos; from studio.model.translation import Package;"
        f"argos.Argos(Package('en', 'de', '', '', {str(en_de)!r})).translate(['Opening hours']);"
        "import sys; print(sorted({'torch', 'stanza', 'spacy', 'minisbd', 'argostranslate.translate',"
        " 'argostranslate.package', 'argostranslate.sbd'} & set(sys.modules)))"
    )
    before = sorted(home.rglob("*"))
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
    assert sorted(home.rglob("*")) == before


def test_the_practice_folder_is_known_as_practice(practice: Path, en_de: Path, tmp_path: Path) -> None:
    assert all(found.practice for found in argos.packages([practice]))
    shutil.copy(en_de, tmp_path)
    assert not any(found.practice for found in argos.packages([tmp_path]))


def test_an_endless_word_is_no_error(opened: argos.Argos) -> None:
    assert opened.translate(["a" * 3000, "\u200b"])[0][0]
