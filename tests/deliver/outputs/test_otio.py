"""The timeline as an editing program would read it, by the library itself."""

from __future__ import annotations

import json
from urllib.parse import unquote

import pytest

otio = pytest.importorskip("opentimelineio", reason="pip install 'locvid[otio]'")


def test_shots_words_and_stems_are_where_the_film_has_them(film):
    made = film("otio")
    timeline = otio.adapters.read_from_file(str(made.film.with_name("test.fr-FR.otio")))
    assert timeline.name == "Flash & click (fr-FR)"
    assert timeline.metadata["locvid"]["locale"] == "fr-FR"
    assert timeline.metadata["locvid"]["language"] == "français (France)"
    assert timeline.metadata["locvid"]["ai_generated"] is True
    (picture,) = timeline.video_tracks()
    assert [clip.name for clip in picture] == ["shot-0", "shot-1"]
    assert [clip.duration().value for clip in picture] == [37, 81]
    assert picture.range_of_child_at_index(1).start_time.value == 37
    assert timeline.duration().to_seconds() == pytest.approx(made.seconds)
    told = json.loads(made.manifest.read_text())["delivery"]["shots"]
    for clip, shot in zip(picture, told, strict=True):
        assert [marker.name for marker in clip.markers] == ["Bonjour", "le", "monde"]
        for marker, word in zip(clip.markers, shot["words"], strict=True):
            start = marker.marked_range.start_time
            assert start.to_seconds() == pytest.approx(word["start_s"], abs=1e-3)
            within = clip.transformed_time(start, timeline.tracks)
            assert within.to_seconds() == pytest.approx(word["start_s"], abs=1e-3)


def test_every_stem_is_a_track_and_every_file_is_there(film):
    made = film("otio")
    timeline = otio.adapters.read_from_file(str(made.film.with_name("test.fr-FR.otio")))
    tracks = timeline.audio_tracks()
    assert [track.name for track in tracks] == ["dialogue", "foreground", "midground", "ambience"]
    for track in tracks:
        (clip,) = track
        assert clip.duration().to_seconds() == pytest.approx(made.seconds)
    for clip in timeline.find_clips():
        assert (made.film.parent / unquote(clip.media_reference.target_url)).is_file()
