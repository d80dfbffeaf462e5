"""The finished film: its files, tags, loudness, and that it is there whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os

import ffmpeg
import numpy as np
import pysubs2
import pytest

from locvid.deliver.film import assemble
from locvid.deliver.marking.source_type import SourceType
from locvid.deliver.shot import write_shot
from locvid.deliver.sound import spans, write_sound
from locvid.media import ffmpeg as runner
from locvid.media.captions import read_captions, read_track
from locvid.media.loudness import measure
from locvid.media.probe import probe
from locvid.media.wav import read, write_blocks
from locvid.model.errors import InvalidInput, LocvidError
from locvid.model.locale import Locale
from locvid.model.take import STEMS

GERMAN = Locale("de-DE", "de", "DE")


def film_of(shots, profile, destination, **changes):
    arguments = {
        "title": "Schneller & einfacher",
        "locale": GERMAN,
        "source_tag": "en-US",
        "profile": profile,
        "destination": destination,
        "manifest": {"seed": 7},
        "write_stems": True,
    }
    return assemble(shots, **(arguments | changes))


@pytest.fixture
def delivered(shots, profile, tmp_path):
    return film_of(shots(profile(), 30, 40), profile(), tmp_path / "out" / "test.de-DE")


def test_every_file_stands_under_its_name_and_nothing_else(delivered):
    folder = delivered.film.parent
    assert sorted(path.name for path in folder.iterdir()) == [
        "test.de-DE.ambience.wav",
        "test.de-DE.dialogue.wav",
        "test.de-DE.foreground.wav",
        "test.de-DE.json",
        "test.de-DE.midground.wav",
        "test.de-DE.mp4",
        "test.de-DE.srt",
        "test.de-DE.vtt",
    ]
    assert delivered.seconds == 70 / 25


def test_streams_chapters_and_languages(delivered):
    info = probe(delivered.film)
    assert [(stream.kind, stream.codec) for stream in info.streams[:3]] == [
        ("video", "h264"),
        ("audio", "aac"),
        ("subtitle", "mov_text"),
    ]
    assert {stream.language for stream in info.streams[:3]} == {"deu"}
    assert info.chapters == ("shot-0", "shot-1")
    assert info.first("video").fps == 25
    assert info.first("audio").sample_rate == 48_000


def test_the_caption_track_says_what_the_files_say(delivered, tmp_path):
    track = tmp_path / "track.srt"
    runner.run(ffmpeg.input(str(delivered.film))["s"].output(str(track)), "reading captions", track)
    inside, beside, web = (pysubs2.load(str(p)) for p in (track, delivered.srt, delivered.vtt))
    expected = [(event.start, event.end, event.text) for event in beside]
    assert expected[0][2] == "Bonjour, le monde !"
    assert [(event.start, event.end, event.text) for event in inside] == expected
    assert [(event.start, event.end, event.text) for event in web] == expected


@pytest.mark.parametrize(
    ("container", "codecs"), [("mp4", ("h264", "aac")), ("webm", ("av1", "opus"))]
)
def test_what_looks_like_markup_is_words_in_the_track_too(
    container, codecs, take, prompt, profile, tmp_path
):
    video, audio = codecs
    chosen = profile(container=container, video_codec=video, audio_codec=audio, av1_speed=12)
    text = "Is a<b and c>d <i>so</i> & {C:x} {\\an8}?"
    shot = write_shot(take(chosen.video), prompt("one", [text]), chosen, tmp_path / "one")
    film = film_of([shot], chosen, tmp_path / "out" / "test")
    assert [cue.text.replace("\u2060", "") for cue in read_track(film.film, 0)] == [text]
    assert [cue.text.replace("\u2060", "") for cue in read_captions(film.vtt)] == [text]


def test_film_says_that_it_is_generated(delivered):
    tags = probe(delivered.film).metadata
    assert tags["title"] == "Schneller & einfacher"
    assert tags["comment"] == "AI-generated"
    assert "ai_generated=true" in tags["description"]
    content = delivered.film.read_bytes()
    packet = content[content.rindex(b"<?xpacket begin") :].decode()
    assert f"<Iptc4xmpExt:DigitalSourceType>{SourceType.TRAINED.uri}<" in packet
    assert "Schneller &amp; einfacher" in packet
    box = content.rindex(b"uuid") - 4
    assert int.from_bytes(content[box : box + 4], "big") == len(content) - box


def test_index_stands_before_the_media(delivered):
    content = delivered.film.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


def test_manifest_describes_the_files_that_are_there(delivered):
    manifest = json.loads(delivered.manifest.read_text(encoding="utf-8"))
    assert manifest["seed"] == 7
    files = manifest["delivery"]["files"]
    assert len(files) == 7
    for name, facts in files.items():
        content = (delivered.film.parent / name).read_bytes()
        assert facts == {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    placed = manifest["delivery"]["shots"]
    assert [shot["first_frame"] for shot in placed] == [0, 30]
    for shot in placed:
        words = shot["words"]
        assert [word["text"] for word in words] == ["Bonjour", "le", "monde"]
        # Words count from the start of the film, not of their shot.
        assert words[0]["start_s"] == pytest.approx(
            shot["start_s"] + shot["seconds"] / 10, abs=2e-3
        )


def test_stems_are_as_long_as_the_picture_and_joined_at_the_cut(delivered, shots, profile):
    lengths = {len(read(path)) for path in delivered.stems.values()}
    assert lengths == {70 * 1920}
    first = read(shots(profile(), 30, 40)[0].stems["dialogue"])
    assert np.array_equal(read(delivered.stems["dialogue"], 0, 30 * 1920), first)


def test_music_goes_on_over_cuts_and_is_part_of_the_mix(shots, profile, tmp_path):
    blocks = [np.full((count, 2), 0.1, np.float32) for count in (17, 70 * 1920 - 17)]
    film = film_of(
        shots(profile(), 30, 40), profile(), tmp_path / "out" / "test", score=iter(blocks)
    )
    silent = film_of(shots(profile(), 30, 40), profile(), tmp_path / "silent" / "test")

    assert np.array_equal(read(film.stems["score"]), np.full((70 * 1920, 2), 0.1, np.float32))
    assert "score" not in silent.stems
    assert film.film.read_bytes() != silent.film.read_bytes()


def test_ambience_has_no_step_at_a_cut(shots, profile, tmp_path):
    made = shots(profile(), 30, 30)
    for shot, level in zip(made, (0.2, -0.2), strict=True):
        write_blocks(shot.stems["ambience"], [np.full((30 * 1920, 2), level, np.float32)])
    film = film_of(made, profile(), tmp_path / "out" / "test")
    ambience = read(film.stems["ambience"])
    assert np.abs(np.diff(ambience, axis=0)).max() < 0.002
    assert ambience[30 * 1920 - 721, 0] == np.float32(0.2)
    assert np.abs(ambience[[0, -1]]).max() < 0.001


@pytest.mark.parametrize("level", [0.0003, 0.02, 0.3])
@pytest.mark.parametrize(("lufs", "peak"), [(-14, -1), (-23, -1), (-24, -2)])
def test_loudness_and_peak_meet_the_profile(level, lufs, peak, shots, profile, tmp_path):
    chosen = profile(lufs=lufs, peak=peak)
    film = film_of(shots(chosen, 60, level=level), chosen, tmp_path / "out" / "test")
    loudness = json.loads(film.manifest.read_text())["delivery"]["loudness"]
    assert abs(loudness["integrated_lufs"] - lufs) <= 0.5
    assert loudness["true_peak_dbtp"] <= peak


def test_silence_stays_silence(shots, profile, tmp_path):
    made = shots(profile(), 30)
    for path in made[0].stems.values():
        write_blocks(path, [np.zeros((30 * 1920, 2), np.float32)])
    film = film_of(made, profile(), tmp_path / "out" / "test")
    loudness = json.loads(film.manifest.read_text())["delivery"]["loudness"]
    assert loudness["integrated_lufs"] is None
    assert loudness["gain_db"] == 0


def test_two_runs_give_the_same_bytes(shots, profile, tmp_path):
    contents = []
    for run in ("a", "b"):
        film = film_of(shots(profile(), 30, 40), profile(), tmp_path / run / "test.de-DE")
        contents.append({p.name: p.read_bytes() for p in film.film.parent.iterdir()})
    assert contents[0] == contents[1]


def test_a_film_without_captions_has_no_caption_track(take, prompt, profile, tmp_path):
    chosen = profile()
    shot = write_shot(take(chosen.video), prompt("silent", ()), chosen, tmp_path / "silent")
    film = film_of([shot], chosen, tmp_path / "out" / "test")
    assert probe(film.film).first("subtitle") is None
    assert film.srt.read_text() == ""


def test_names_with_quotes_spaces_and_unicode(take, prompt, profile, tmp_path):
    chosen = profile()
    folder = tmp_path / 'it\'s a "film" é 日本'
    shot = write_shot(take(chosen.video), prompt("a = 'b'; #1"), chosen, folder / "shot #1")
    film = film_of([shot], chosen, folder / "out" / "l'été")
    assert probe(film.film).chapters == ("a = 'b'; #1",)


def test_a_title_with_control_characters(shots, profile, tmp_path):
    chosen = profile()
    film = film_of(shots(chosen, 30), chosen, tmp_path / "out" / "test", title="One\x00two\nthree")
    assert probe(film.film).metadata["title"] == "One two three"


def test_a_title_keeps_what_joins_its_letters(shots, profile, tmp_path):
    chosen, title = profile(), "می\u200cخواهم 👩\u200d🚀"
    film = film_of(shots(chosen, 30), chosen, tmp_path / "out" / "test", title=title)
    assert probe(film.film).metadata["title"] == title
    assert title.encode() in film.film.read_bytes().rpartition(b"<?xpacket begin")[2]


def test_no_shots_is_an_error(profile, tmp_path):
    with pytest.raises(LocvidError, match="no shots"):
        film_of([], profile(), tmp_path / "test")


def test_a_file_where_the_folder_should_be(shots, profile, tmp_path):
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(InvalidInput, match=r"is a file, not a folder|is in the way"):
        film_of(shots(profile(), 30), profile(), tmp_path / "out" / "test")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder(shots, profile, tmp_path):
    made = shots(profile(), 30)
    (tmp_path / "out").mkdir(mode=0o500)
    with pytest.raises(InvalidInput, match="no permission"):
        film_of(made, profile(), tmp_path / "out" / "test")


def test_a_failing_step_leaves_the_old_film_alone(delivered, shots, profile, monkeypatch):
    before = {path.name: path.read_bytes() for path in delivered.film.parent.iterdir()}
    real = runner.run

    def fail(graph, doing, target, verbose=False):
        if doing == "joining the shots":
            raise LocvidError("ffmpeg was ended")
        return real(graph, doing, target, verbose)

    monkeypatch.setattr("locvid.deliver.mux.run", fail)
    with pytest.raises(LocvidError, match="ended"):
        film_of(
            shots(profile(), 30), profile(), delivered.film.parent / "test.de-DE", title="Other"
        )
    assert before == {path.name: path.read_bytes() for path in delivered.film.parent.iterdir()}


def test_the_manifest_tells_how_loud_each_stem_is(delivered):
    stems = json.loads(delivered.manifest.read_text(encoding="utf-8"))["delivery"]["stems"]
    assert set(stems) == set(delivered.stems)
    assert stems["dialogue"]["integrated_lufs"] == pytest.approx(
        measure(delivered.stems["dialogue"], delivered.film).integrated_lufs
    )
    assert stems["foreground"] == {"integrated_lufs": None, "true_peak_dbtp": None}


def test_stems_add_up_to_the_mix(shots, profile, tmp_path):
    parts = shots(profile(), 30, 40)
    stems = {name: tmp_path / f"{name}.wav" for name in STEMS}
    write_sound(spans(parts, profile().video), tmp_path / "mix.wav", stems, tmp_path / "x")
    total = np.sum([read(path) for path in stems.values()], axis=0)
    mix = read(tmp_path / "mix.wav")
    off_db = 10 * np.log10(np.square(mix).sum() / np.square(total).sum())
    assert abs(off_db) < 0.1
    assert np.abs(mix - total).max() < 1e-6
