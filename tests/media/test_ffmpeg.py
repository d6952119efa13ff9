from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from studio.errors import EnvironmentFault, InputError
from studio.media import audio, ffmpeg, probe, shots

HOSTILE = [
    "-y.mp4",
    "two words.mp4",
    'it\'s "here".mp4',
    "Übergröße.mp4",
    "🎭.mp4",
    "a:b.mp4",
    "%d.mp4",
    "[0];&$HOME.mp4",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_is_only_a_name(name: str, film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32" and set(name) & set(':"'):
        pytest.skip("Windows knows no such name")
    film.rename(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    video = probe.probe(Path(name))  # relative: the leading dash comes first
    assert video.has_picture
    assert shots.find(video, lambda _progress: None) == []
    with audio.decode(video, probe.sound_track(video), tmp_path) as sound:
        assert len(sound.read(0, 16_000)) == 32_000
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_playlist_that_calls_itself_a_video_reaches_no_address(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a.ts"
        for head in (
            "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{}\n#EXT-X-ENDLIST\n",
            "ffconcat version 1.0\nfile '{}'\n",
        ):
            path = tmp_path / "film.mp4"
            path.write_text(head.format(address))
            with pytest.raises(InputError):
                probe.probe(path)
        with pytest.raises(TimeoutError):
            server.accept()


def test_the_environment_can_name_another_ffmpeg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ffmpeg.OVERRIDE, sys.executable)
    assert ffmpeg.binary() == sys.executable


def test_an_ffmpeg_that_is_not_there_is_the_environments_fault(film: Path, tmp_path: Path, monkeypatch) -> None:
    video = probe.probe(film)
    monkeypatch.setenv(ffmpeg.OVERRIDE, str(tmp_path / "none"))
    with pytest.raises(EnvironmentFault) as caught, audio.decode(video, video.audio[0], tmp_path):
        pass
    assert caught.value.hint


def test_without_any_ffmpeg_the_hint_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import imageio_ffmpeg

    def none() -> str:
        raise RuntimeError("No ffmpeg exe could be found.")

    monkeypatch.delenv(ffmpeg.OVERRIDE, raising=False)
    monkeypatch.setattr(imageio_ffmpeg, "get_ffmpeg_exe", none)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EnvironmentFault) as caught:
        ffmpeg.binary()
    assert "ffmpeg" in caught.value.hint
