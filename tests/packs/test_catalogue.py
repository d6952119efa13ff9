"""The catalogue: complete, honest about where its facts come from, and strict with files that others wrote."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import re
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from studio import paths
from studio.errors import SettingsError, UsageError
from studio.model.pack import Offer, PackFile, PackKind, Role
from studio.packs import argos_index, catalogue, catalogue_file

ROOT = Path(__file__).resolve().parents[2]
DATA = sorted((ROOT / "resources" / "packs").glob("*.toml"))
SHIPPED = catalogue.shipped()
IDS = [offer.id for offer in SHIPPED]
SPEECH = [offer for offer in SHIPPED if offer.kind is PackKind.SPEECH]
TRANSLATIONS = [offer for offer in SHIPPED if offer.kind is PackKind.TRANSLATION]
REAL = [offer for offer in TRANSLATIONS if not offer.practice]
ENTRIES: dict[str, dict[str, Any]] = {
    entry["id"]: tomllib.loads(file.read_text("utf-8")).get("usual", {}) | entry
    for file in DATA
    for entry in tomllib.loads(file.read_text("utf-8")).get("offer", [])
}


@pytest.fixture(autouse=True)
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the empty folder of packs, in which no index was ever kept."""
    monkeypatch.delenv(catalogue.VARIABLE, raising=False)
    monkeypatch.setenv("SOUFFLEUR_PACKS", str(tmp_path / "packs"))
    return tmp_path / "packs"


# What ships


@pytest.mark.parametrize("offer", SHIPPED, ids=IDS)
def test_every_entry_tells_people_what_they_need(offer: Offer) -> None:
    assert all((offer.name, offer.licence, offer.languages, offer.good_at, offer.weak_at, offer.origin))
    assert offer.good_at.endswith(".")
    assert offer.weak_at.endswith(".")
    assert offer.origin.endswith(".")
    assert ENTRIES[offer.id]["sources"]


def test_no_two_entries_share_an_id_or_differ_in_case_only() -> None:
    assert len({id.casefold() for id in IDS}) == len(IDS)


@pytest.mark.parametrize("offer", [each for each in SPEECH if not each.practice], ids=lambda offer: offer.id)
def test_a_speech_model_is_pinned_to_a_commit_and_to_each_byte(offer: Offer) -> None:
    assert re.fullmatch(r"[0-9a-f]{40}", offer.commit)
    assert offer.repository
    assert all(file.size > 0 and len(file.sha256) == 64 for file in offer.files)
    assert offer.size == sum(file.size for file in offer.files)


@pytest.mark.parametrize("offer", SPEECH, ids=lambda offer: offer.id)
def test_a_speech_model_has_all_files_without_which_it_would_fetch_or_guess(offer: Offer) -> None:
    names = {file.name for file in offer.files}
    assert names > {"model.bin", "config.json", "tokenizer.json"}
    assert len(names & {"vocabulary.txt", "vocabulary.json"}) == 1
    assert offer.shape is not None
    assert "preprocessor_config.json" in names or offer.shape.bands == 80


@pytest.mark.parametrize("offer", [each for each in SPEECH if not each.practice], ids=lambda offer: offer.id)
def test_the_shape_of_a_model_accounts_for_the_size_of_its_file(offer: Offer) -> None:
    shape = offer.shape
    assert shape is not None
    layers = (12 * shape.encoder_layers + 16 * shape.decoder_layers) * shape.width**2
    sound = 3 * (shape.bands + shape.width) * shape.width
    places = (1500 + 448 + shape.vocabulary) * shape.width
    size = next(file.size for file in offer.files if file.name == "model.bin")
    assert size == pytest.approx(2 * (layers + sound + places), rel=0.003)  # two bytes a weight; the rest are offsets


def test_each_question_has_one_answer_and_a_more_careful_one_is_larger() -> None:
    answers = [[offer for offer in SPEECH if offer.role is role] for role in (Role.QUICK, Role.BALANCED, Role.CAREFUL)]
    assert [[offer.id for offer in found] for found in answers] == [["base"], ["small"], ["large-v3-turbo"]]
    assert answers[0][0].size < answers[1][0].size < answers[2][0].size


def test_what_is_measured_is_measured_on_one_collection_with_its_source() -> None:
    for offer in SPEECH:
        assert {each.language for each in offer.accuracy} <= set(offer.languages)
        for each in offer.accuracy:
            assert ("measured.json" if offer.practice else "FLEURS") in each.source


def test_of_models_measured_alike_the_larger_makes_fewer_mistakes() -> None:
    sizes = ["tiny", "base", "small", "medium", "large-v2"]
    found = {offer.id: {each.language: each.wrong for each in offer.accuracy} for offer in SPEECH}
    for language in ("de", "nl", "en", "es"):
        figures = [found[size][language] for size in sizes]
        assert figures == sorted(figures, reverse=True)


def test_the_practice_model_is_as_good_as_its_record_says() -> None:
    measured = json.loads((ROOT / "resources" / "practice" / "measured.json").read_text("utf-8"))["speech"]
    practice = catalogue.offer("practice")
    expected = {tag: round(100 * measured[f"single_wer_{tag}"], 2) for tag in ("de", "nl", "en")}
    assert {each.language: each.wrong for each in practice.accuracy} == expected


@pytest.mark.parametrize("offer", [each for each in SHIPPED if each.practice], ids=lambda offer: offer.id)
def test_a_practice_pack_names_the_very_files_that_ship(offer: Offer) -> None:
    folder = paths.practice() / ("whisper-practice" if offer.kind is PackKind.SPEECH else "")
    assert not offer.addresses
    assert not offer.repository
    for file in offer.files:
        content = (folder / file.name).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file.size, file.sha256)
    if offer.kind is PackKind.SPEECH:
        assert {path.name for path in folder.iterdir()} == {file.name for file in offer.files}


def test_a_practice_pack_never_has_the_id_of_a_real_one() -> None:
    assert {offer.id for offer in SHIPPED if offer.practice} == {
        "practice",
        "practice-de-en",
        "practice-en-de",
        "practice-en-nl",
        "practice-nl-en",
    }


@pytest.mark.parametrize("offer", REAL, ids=lambda offer: offer.id)
def test_a_translation_is_named_by_its_languages_and_fetched_over_https(offer: Offer) -> None:
    assert offer.id == "-".join(offer.languages)
    assert offer.version
    assert offer.addresses
    assert all(address.startswith("https://") for address in offer.addresses)
    assert [file.name for file in offer.files] == [offer.addresses[0].rpartition("/")[2]]


def test_there_are_both_ways_between_english_and_the_languages_around() -> None:
    for tag in ("de", "nl", "fr", "es", "it", "pl", "da", "cs", "uk", "tr", "pt-BR", "zh-Hant"):
        assert {f"{tag}-en", f"en-{tag}"} <= set(IDS)
    assert len(REAL) == 96


def test_the_data_for_pictures_are_those_of_the_package_that_brings_them() -> None:
    latin = catalogue.offer("latin")
    assert not latin.addresses
    try:
        folder = Path(str(importlib.metadata.distribution("rapidocr").locate_file("rapidocr/models")))
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("the package that reads pictures is not installed")
    for file in latin.files:
        assert hashlib.sha256((folder / file.name).read_bytes()).hexdigest() == file.sha256


def test_questions_come_first_then_our_languages_then_the_rest_by_name() -> None:
    assert [offer.id for offer in SPEECH] == [
        *("base", "small", "large-v3-turbo"),
        *("tiny", "medium", "large-v2", "large-v3"),
        "practice",
    ]
    assert [offer.id for offer in TRANSLATIONS[:4]] == ["de-en", "nl-en", "en-de", "en-nl"]
    others = [offer.name for offer in REAL[4:]]
    assert others == sorted(others, key=str.casefold)
    assert all(offer.practice for offer in TRANSLATIONS[-4:])
    kinds = [offer.kind for offer in SHIPPED]
    assert kinds == sorted(kinds, key=[PackKind.SPEECH, PackKind.TRANSLATION, PackKind.OCR].index)


def _texts() -> ModuleType:
    spec = importlib.util.spec_from_file_location("texts", ROOT / "packaging" / "texts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_text_is_collected_for_translation() -> None:
    collected = {message.id for message in _texts().collected()}
    told = {text for each in SHIPPED for text in (each.good_at, each.weak_at, each.origin, each.licence)}
    assert told <= collected


def test_an_unknown_id_is_answered_with_the_ones_most_like_it() -> None:
    assert catalogue.offer("small").name == "Whisper small"
    with pytest.raises(UsageError) as caught:
        catalogue.offer("smal")
    assert "“smal”" in caught.value.message
    assert "small" in caught.value.hint
    with pytest.raises(UsageError) as caught:
        catalogue.offer("?")
    assert "base, small, large-v3-turbo" in caught.value.hint


# The index, refreshed


def pair(source: str, target: str, version: str, host: str = "elsewhere.org") -> Offer:
    file = f"translate-{source}_{target}-{version.replace('.', '_')}.argosmodel"
    address = f"https://{host}/{file}"
    entry = {"from_code": source, "to_code": target, "package_version": version, "links": [address]}
    return argos_index.parse(json.dumps([entry]))[0]


def found(offers: list[Offer], id: str) -> Offer:
    return next(offer for offer in offers if offer.id == id)


def test_a_newer_version_takes_the_place_of_ours_with_nothing_that_was_known_of_ours_alone() -> None:
    mine = found(SHIPPED, "en-nl")
    hashed = Offer(**{**{name: getattr(mine, name) for name in mine.__slots__}, "size": 7, "licence": "CC BY 4.0"})
    newer = found(catalogue.with_index([*REAL, hashed], [pair("en", "nl", "1.10")]), "en-nl")
    assert newer.version == "1.10"
    assert newer.addresses == ("https://elsewhere.org/translate-en_nl-1_10.argosmodel",)
    assert newer.files == (PackFile("translate-en_nl-1_10.argosmodel"),)
    assert newer.size == 0
    assert newer.licence == found(SHIPPED, "de-en").licence
    assert (newer.name, newer.good_at, newer.weak_at) == ("English to Dutch", mine.good_at, mine.weak_at)


@pytest.mark.parametrize("version", ["1.8", "1.8.0", "1.7", "0.99"])
def test_an_older_or_equal_version_changes_nothing(version: str) -> None:
    assert catalogue.with_index(SHIPPED, [pair("en", "nl", version)]) == SHIPPED


def test_a_new_direction_appears_in_its_place_and_says_what_all_say() -> None:
    offers = catalogue.with_index(SHIPPED, [pair("de", "nl", "1.0"), pair("mt", "en", "1.0")])
    assert [offer.id for offer in offers if offer.kind is PackKind.TRANSLATION][:3] == ["de-nl", "de-en", "nl-en"]
    maltese = found(offers, "mt-en")
    assert (maltese.origin, maltese.licence) == (REAL[0].origin, REAL[0].licence)
    assert len(offers) == len(SHIPPED) + 2


def test_a_refreshed_index_is_part_of_all_offers(packs: Path) -> None:
    assert catalogue.offers() == SHIPPED
    entry = {"from_code": "de", "to_code": "nl", "package_version": "1.2"}
    argos_index.save(json.dumps([entry | {"links": ["https://argos-net.com/v1/translate-de_nl-1_2.argosmodel"]}]))
    assert catalogue.offer("de-nl").version == "1.2"
    assert "de-nl" not in {offer.id for offer in catalogue.shipped()}


# A venue's own

COMMIT = "0123456789abcdef0123456789abcdef01234567"
SPOKEN = f"""\
kind = "speech"
[[offer]]
id = "ours"
name = "Ours"
languages = ["de"]
licence = "MIT"
repository = "house/ours"
commit = "{COMMIT}"
"""
WRITTEN = """\
kind = "translation"
[[offer]]
id = "de-en"
name = "German to English, ours"
languages = ["de", "en"]
licence = "MIT"
addresses = ["https://intranet.example/ours.argosmodel"]
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file that the environment names; it is not written yet."""
    monkeypatch.setenv(catalogue.VARIABLE, str(tmp_path / "own.toml"))
    return tmp_path / "own.toml"


def test_a_venue_can_offer_packs_of_its_own_and_put_one_in_the_place_of_ours(own: Path) -> None:
    entry = WRITTEN.replace('kind = "translation"\n', "")
    own.write_text(f'{SPOKEN}{entry}kind = "translation"\n', "utf-8")
    assert catalogue.offer("ours").repository == "house/ours"
    assert catalogue.offer("de-en").addresses == ("https://intranet.example/ours.argosmodel",)
    assert len(catalogue.offers()) == len(SHIPPED) + 1
    own.write_text(SPOKEN.replace("house/ours", "house/other") + "\n", "utf-8")
    assert catalogue.offer("ours").repository == "house/other"
    assert catalogue.offer("de-en") == found(SHIPPED, "de-en")


def test_files_whose_sizes_are_all_known_tell_the_size_of_the_pack(own: Path) -> None:
    own.write_text(SPOKEN + 'files = [{ name = "model.bin", size = 5 }, { name = "a/b.json", size = 2 }]\n', "utf-8")
    assert catalogue.offer("ours").size == 7
    own.write_text(SPOKEN + 'size = 9\nfiles = [{ name = "model.bin", size = 5 }, { name = "a.json" }]\n', "utf-8")
    assert catalogue.offer("ours").size == 9


def test_plain_http_is_for_this_computer_or_a_file_whose_digest_is_known(own: Path) -> None:
    for address in ("http://127.0.0.1:8000/a.argosmodel", "http://localhost/a.argosmodel", "http://[::1]/a.argosmodel"):
        own.write_text(WRITTEN.replace("https://intranet.example/ours.argosmodel", address), "utf-8")
        assert catalogue.offer("de-en").addresses == (address,)
    elsewhere = WRITTEN.replace("https://", "http://")
    file = f'files = [{{ name = "ours.argosmodel", size = 5, sha256 = "{"a" * 64}" }}]\n'
    own.write_text(elsewhere + file, "utf-8")
    assert catalogue.offer("de-en").size == 5
    own.write_text(elsewhere, "utf-8")
    assert refused() == "addresses"


def refused() -> str:
    """Return the field that the refusal of the venue's own file names; the entry is named, too."""
    with pytest.raises(SettingsError) as caught:
        catalogue.offers()
    error = caught.value
    match = re.search(r"own\.toml” cannot be used: look at “([^”]*)” in the entry “([^”]+)”", error.message)
    assert match, error.message
    assert error.hint
    assert error.details
    return match[1]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (SPOKEN.replace('id = "ours"\n', ""), "id"),
        (SPOKEN.replace('name = "Ours"\n', ""), "name"),
        (SPOKEN.replace('kind = "speech"\n', ""), "kind"),
        (SPOKEN.replace('licence = "MIT"\n', ""), "licence"),
        (SPOKEN.replace('languages = ["de"]\n', ""), "languages"),
        (SPOKEN.replace('"speech"', '"music"'), "kind"),
        (SPOKEN.replace('"Ours"', '" "'), "name"),
        (SPOKEN.replace('"Ours"', '"O\\u0007urs"'), "name"),
        (SPOKEN.replace('"Ours"', "5"), "name"),
        (SPOKEN.replace('["de"]', '"de"'), "languages"),
        (SPOKEN.replace('["de"]', '["german"]'), "languages"),
        (SPOKEN.replace('["de"]', '["de", 5]'), "languages"),
        (SPOKEN.replace(COMMIT, "main"), "commit"),
        (SPOKEN.replace(COMMIT, COMMIT.upper()), "commit"),
        (SPOKEN.replace(f'commit = "{COMMIT}"\n', ""), "commit"),
        (SPOKEN.replace("house/ours", "house/../ours"), "repository"),
        (SPOKEN.replace("house/ours", "ours"), "repository"),
        (SPOKEN.replace(f'repository = "house/ours"\ncommit = "{COMMIT}"\n', ""), "repository"),
        (SPOKEN + 'role = "best"\n', "role"),
        (SPOKEN + "size = -1\n", "size"),
        (SPOKEN + "size = 1.5\n", "size"),
        (SPOKEN + "size = true\n", "size"),
        (SPOKEN + 'size = 4\nfiles = [{ name = "a", size = 5 }]\n', "size"),
        (SPOKEN + 'practice = "yes"\n', "practice"),
        (SPOKEN + 'colour = "red"\n', "colour"),
        (SPOKEN + "good_at = 5\n", "good_at"),
        (SPOKEN + 'files = "model.bin"\n', "files"),
        (SPOKEN + 'files = ["model.bin"]\n', "files"),
        (SPOKEN + "files = [{ size = 5 }]\n", "files"),
        (SPOKEN + 'files = [{ name = "../model.bin" }]\n', "files"),
        (SPOKEN + 'files = [{ name = "/model.bin" }]\n', "files"),
        (SPOKEN + 'files = [{ name = "a\\\\b" }]\n', "files"),
        (SPOKEN + 'files = [{ name = "a", md5 = "5" }]\n', "files"),
        (SPOKEN + 'files = [{ name = "a", sha256 = "5" }]\n', "files"),
        (SPOKEN + 'files = [{ name = "a" }, { name = "A" }]\n', "files"),
        (SPOKEN + "shape = { width = 5 }\n", "shape"),
        (SPOKEN + "shape = [5]\n", "shape"),
        (SPOKEN + "shape = { encoder_layers = 0, decoder_layers = 1, width = 1, vocabulary = 1 }\n", "shape"),
        (
            SPOKEN + "shape = { encoder_layers = 1, decoder_layers = 1, width = 1, vocabulary = 1, depth = 1 }\n",
            "shape",
        ),
        (SPOKEN.replace('"ours"\n', '"../ours"\n', 1), "id"),
        (SPOKEN.replace('"ours"\n', '".ours"\n', 1), "id"),
        (SPOKEN + SPOKEN.replace('kind = "speech"\n', ""), "id"),
        (WRITTEN.replace('["de", "en"]', '["de"]'), "languages"),
        (WRITTEN.replace('addresses = ["https://intranet.example/ours.argosmodel"]\n', ""), "addresses"),
        (WRITTEN.replace("https://", "ftp://"), "addresses"),
        (WRITTEN.replace("https://", "https://me:secret@"), "addresses"),
        (WRITTEN.replace("https://intranet.example/", "https:///"), "addresses"),
        (WRITTEN.replace("intranet.example", "intranet.example:99999"), "addresses"),
        (WRITTEN.replace("intranet.example", "intranet example"), "addresses"),
        (WRITTEN.replace("https://intranet.example", "https://[intranet"), "addresses"),
        (WRITTEN + 'files = [{ name = "a" }, { name = "b" }]\n', "files"),
        (SPOKEN + "[[measured]]\nours = { de = 5 }\n", "measured"),
        (SPOKEN + '[[measured]]\nsource = "us"\nours = 5\n', "measured"),
        (SPOKEN + '[[measured]]\nsource = "us"\nours = { de = "few" }\n', "measured"),
        (SPOKEN + '[[measured]]\nsource = "us"\nours = { de = -1 }\n', "measured"),
        (SPOKEN + '[[measured]]\nsource = "us"\nours = { de = nan }\n', "measured"),
        (SPOKEN + '[[measured]]\nsource = "us"\nours = { german = 5 }\n', "measured"),
        (
            SPOKEN + '[[measured]]\nsource = "us"\nours = { de = 5 }\n[[measured]]\nsource = "b"\nours.de = 6\n',
            "measured",
        ),
        ("offers = []\n", "offers"),
        ("offer = 5\n", "offer"),
        ("offer = [5]\n", "offer"),
        ('usual = "x"\n' + SPOKEN, "usual"),
    ],
)
def test_a_bad_value_is_refused_by_file_entry_and_field(own: Path, text: str, field: str) -> None:
    own.write_text(text, "utf-8")
    assert refused() == field


def test_figures_for_an_entry_that_is_not_there_are_refused(own: Path) -> None:
    own.write_text(SPOKEN + '[[measured]]\nsource = "us"\nnobody = { de = 5 }\n', "utf-8")
    with pytest.raises(SettingsError, match="look at “measured” in the entry “nobody”"):
        catalogue.offers()


@pytest.mark.parametrize("content", [b"offer = [", b"\xff\xfe", None], ids=["no TOML", "no text", "missing"])
def test_a_file_that_cannot_be_read_is_named(own: Path, content: bytes | None) -> None:
    if content is not None:
        own.write_bytes(content)
    with pytest.raises(SettingsError, match=r"own\.toml” cannot be read"):
        catalogue.offers()


def test_the_same_id_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(SPOKEN, "utf-8")
    with pytest.raises(SettingsError, match=r"b\.toml” cannot be used: look at “id” in the entry “ours”"):
        catalogue_file.read([tmp_path / "a.toml", tmp_path / "b.toml"])
