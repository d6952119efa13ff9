"""The user's preferences survive what happens to files."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from studio import paths, settings
from studio.errors import EnvironmentFault, SettingsError
from studio.settings import Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "settings.toml"


OTHER = Settings(
    language="nl",
    theme="dark",
    text_size=200,
    reviewer="Zoë van den Berg",
    subtitle_size=9.5,
    subtitle_colour="yellow",
    letter_keys=False,
    cache_limit_mb=10,
    export_folder="/films/ünïcode",
    credit_line=True,
    last_model="small",
    volume=0,
    venue="Puppentheater an der Gracht",
    venue_languages=("nl", "de", "pt-BR"),
    use_memory=False,
    localise_values=False,
    is_guided=True,
    hub_mirror="https://mirror.example.org/hub",
    argos_mirror="http://127.0.0.1:8080/index.json",
    proxy="http://name:word@proxy.example.org:3128",
)


def test_settings_come_back_as_they_were_saved(file: Path) -> None:
    settings.save(OTHER, file)
    assert settings.load(file) == OTHER
    assert all(getattr(OTHER, field.name) != field.default for field in fields(Settings))


def test_without_a_file_everything_is_as_usual(file: Path) -> None:
    assert settings.load(file) == Settings()


def test_they_lie_in_the_users_settings_folder() -> None:
    settings.save(OTHER)
    assert paths.settings_file().is_file()
    assert settings.load() == OTHER


UNUSABLE = (
    b"volume = 3\n[",
    b"\xff\xfe\x00",
    b'volume = "loud"',
    b"volume = 101",
    b'theme = "pink"',
    b"letter_keys = 1",
    b"is_guided = 0",
    b'venue_languages = "de"',
    b'venue_languages = ["de", 1]',
    b'venue_languages = ["German"]',
    b'venue_languages = ["de", "de"]',
    b'hub_mirror = ["https://a.example"]',
    b'proxy = "proxy"',
)


@pytest.mark.parametrize("content", UNUSABLE)
def test_what_cannot_be_used_is_as_usual_and_is_kept_beside(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    assert settings.load(file) == Settings()
    assert file.with_name("settings.toml.bad").read_bytes() == content


def test_one_bad_value_costs_only_itself(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('reviewer = "Anna"\nvolume = -1\nsubtitle_size = 8\nfrom_the_future = true\n', "utf-8")
    assert settings.load(file) == Settings(reviewer="Anna", subtitle_size=8)
    assert "from_the_future" in file.with_name("settings.toml.bad").read_text("utf-8")


def test_a_sound_file_leaves_nothing_beside(file: Path) -> None:
    settings.save(OTHER, file)
    settings.load(file)
    assert [each.name for each in file.parent.iterdir()] == ["settings.toml"]


def test_a_value_that_cannot_be_is_refused_at_once() -> None:
    with pytest.raises(SettingsError, match="volume"):
        replace(Settings(), volume=1000)


@pytest.mark.parametrize("name", ["hub_mirror", "argos_mirror", "proxy"])
def test_an_address_of_a_server_is_taken_and_nothing_else(name: str) -> None:
    for good in ("", "https://a.example", "https://a.example:8443/hub/", "http://127.0.0.1:8080", "http://[::1]:80/"):
        assert getattr(replace(Settings(), **{name: good}), name) == good
    for bad in (
        "a.example",
        "ftp://a.example",
        "file:///etc",
        "https://",
        "https://a b",
        "https://a:99999",
        "https://[",
    ):
        with pytest.raises(SettingsError, match=f"not the address of a server \\({name}\\)") as refused:
            replace(Settings(), **{name: bad})
        assert "https://" in refused.value.hint


def test_only_a_proxy_may_hold_a_password() -> None:
    with_password = "https://name:word@a.example"
    assert Settings(proxy=with_password).proxy == with_password
    for name in ("hub_mirror", "argos_mirror"):
        with pytest.raises(SettingsError):
            replace(Settings(), **{name: with_password})


def test_a_folder_that_cannot_be_written_is_said_and_leaves_the_old_file(file: Path) -> None:
    settings.save(OTHER, file)
    in_the_way = file.parent / "settings.toml" / "deeper.toml"
    with pytest.raises(EnvironmentFault, match="could not be saved"):
        settings.save(Settings(), in_the_way)
    assert settings.load(file) == OTHER
