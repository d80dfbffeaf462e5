"""Only files that hold their media themselves are opened: a playlist leads to nothing."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import ffmpeg
import pytest

from locvid.media import ffmpeg as runner
from locvid.media.loudness import measure
from locvid.media.probe import probe
from locvid.model.errors import InvalidInput, LocvidError

PLAYLISTS = {
    "list.ffconcat": "ffconcat version 1.0\nfile 'secret.mp4'\n",
    "list.m3u8": "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nsecret.mp4\n#EXT-X-ENDLIST\n",
    "list.mp4": "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nsecret.mp4\n#EXT-X-ENDLIST\n",
    "list.sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 1234 RTP/AVP 96\n",
    "list.mpd": '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static">'
    '<Period><AdaptationSet><Representation id="1"><BaseURL>secret.mp4</BaseURL>'
    "</Representation></AdaptationSet></Period></MPD>",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("playlists")
    picture = ffmpeg.input("testsrc=d=1:s=160x90", format="lavfi")
    sound = ffmpeg.input("sine=d=1", format="lavfi")
    film = made / "secret.mp4"
    runner.run(ffmpeg.output(picture, sound, str(film)), "making a film", film)
    for name, content in PLAYLISTS.items():
        (made / name).write_text(content)
    return made


def test_a_film_is_opened(folder):
    assert probe(folder / "secret.mp4").first("audio")


@pytest.mark.parametrize("name", PLAYLISTS)
def test_a_playlist_is_no_media_file(folder, name):
    with pytest.raises(InvalidInput, match="not a media file"):
        probe(folder / name)
    with pytest.raises(LocvidError):
        measure(folder / name, folder / name)


@pytest.mark.parametrize("name", PLAYLISTS)
def test_check_refuses_a_playlist(folder, shell, name):
    said = shell("check", str(folder / name), "--text", "hello", "--lang", "en", "--json")
    assert "readable" in json.loads(said.out)["error"]["message"]
    assert "Traceback" not in said.err


def test_nothing_in_a_file_makes_a_call(folder):
    """A playlist that names an address on this machine, where somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        port = server.getsockname()[1]
        for name in ("call.m3u8", "call.ffconcat"):
            address = f"http://127.0.0.1:{port}/a.ts"
            begun = (
                "#EXTM3U\n#EXTINF:5,\n" if name.endswith("m3u8") else "ffconcat version 1.0\nfile "
            )
            (folder / name).write_text(f"{begun}{address}\n")
            with pytest.raises(InvalidInput):
                probe(folder / name)
            with pytest.raises(LocvidError):
                measure(folder / name, folder / name)
        with pytest.raises(TimeoutError):
            server.accept()


def test_every_input_of_ffmpeg_is_confined(folder):
    command = runner._confined(
        ["ffmpeg", "-f", "rawvideo", "-i", "pipe:", "-i", "/a.mp4", "-f", "mp4", "/b.mp4"]
    )
    assert command.count("-protocol_whitelist") == 2
    assert command[command.index("pipe:") :].count("-format_whitelist") == 1
    assert command[: command.index("pipe:")].count("-format_whitelist") == 0
