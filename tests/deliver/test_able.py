"""What cannot be delivered is told before anything is rendered, with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from locvid.deliver.able import refuse_unable
from locvid.media import ffmpeg
from locvid.model.errors import ExitCode, InvalidInput, Location, MissingDependency
from locvid.presets.library import PresetLibrary
from locvid.presets.profiles import profile as named

FILE = Path("presets/profiles/mine.yaml")


def where(*keys: str) -> Location:
    return Location(FILE, 3)


@pytest.mark.parametrize("name", sorted(PresetLibrary().names("profiles")))
def test_every_packaged_profile_can_be_delivered_with_the_packaged_ffmpeg(name):
    refuse_unable(named(name, PresetLibrary()), where)


@pytest.mark.parametrize(
    ("container", "picture", "sound", "said"),
    [
        ("webm", "h264", "opus", "puts h264 into webm, which holds av1"),
        ("mp4", "h264", "pcm", "puts pcm into mp4, which holds aac, opus"),
        ("mov", "ffv1", "pcm", "puts ffv1 into mov, which holds h264, prores"),
    ],
)
def test_codecs_that_a_container_does_not_hold(container, picture, sound, said, profile):
    chosen = profile(container=container, video_codec=picture, audio_codec=sound)
    with pytest.raises(InvalidInput, match=said) as caught:
        refuse_unable(chosen, where)
    assert caught.value.where == Location(FILE, 3)


def test_an_encoder_that_ffmpeg_lacks_is_one_sentence(profile, monkeypatch):
    monkeypatch.setattr(ffmpeg, "encoders", lambda: frozenset({"libx264", "aac", "libopus"}))
    chosen = profile(container="webm", video_codec="av1", audio_codec="opus")
    with pytest.raises(MissingDependency, match="no libsvtav1 and no libaom-av1 encoder") as caught:
        refuse_unable(chosen, where)
    assert caught.value.exit_code is ExitCode.MISSING
    assert caught.value.where == Location(FILE, 3)
    assert "LOCVID_FFMPEG" in (caught.value.hint or "")


def test_libaom_stands_in_for_svt(profile, monkeypatch):
    monkeypatch.setattr(ffmpeg, "encoders", lambda: frozenset({"libaom-av1", "libopus"}))
    refuse_unable(profile(container="webm", video_codec="av1", audio_codec="opus"), where)


def test_an_output_of_several_languages_is_none_of_a_film(profile):
    with pytest.raises(InvalidInput, match="made of several languages") as caught:
        refuse_unable(profile(outputs=("multi-audio",)), where)
    assert "locvid package" in (caught.value.hint or "")
