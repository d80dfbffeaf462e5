"""``locvid package``: one file of several languages, where they show the same picture."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import av
import m3u8
import numpy as np
import pytest

from locvid.model.verdict import Outcome


@pytest.fixture
def films(shell, judge, project) -> Path:
    """The folder of the films of a script in two languages with one picture."""
    said = shell.render(langs="fr,en-US", generator="title")
    assert said.code == 0, said.err
    return project / "out" / "film"


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {p.name: (p.stat().st_mtime_ns, p.read_bytes()) for p in files}


def sound_of(file: Path, track: int) -> np.ndarray:
    with av.open(str(file)) as container:
        frames = container.decode(container.streams.audio[track])
        return np.concatenate([frame.to_ndarray() for frame in frames], axis=1)


def test_one_file_with_a_track_per_language(shell, films):
    said = shell("package", "--langs", "fr,en-US")
    assert said.code == 0, said.err
    file = films / "film.multi-audio.mp4"
    assert said.out.split() == [str(file)]
    with av.open(str(file)) as container:
        assert len(container.streams.video) == 1
        assert [s.metadata["language"] for s in container.streams.audio] == ["fra", "eng"]
        assert [s.metadata["language"] for s in container.streams.subtitles] == ["fra", "eng"]
        assert bool(container.streams.audio[0].disposition & av.stream.Disposition.default)
        assert not container.streams.audio[1].disposition & av.stream.Disposition.default
        named = [stream.metadata["name"] for stream in container.streams.audio]
        assert named == ["français (France)", "English (United States)"]
        assert "AI-generated" in container.metadata["comment"]
        assert [c["metadata"]["title"] for c in container.chapters()] == ["hello", "bye"]
    for number, tag in enumerate(("fr-FR", "en-US")):
        assert np.array_equal(sound_of(file, number), sound_of(films / f"film.{tag}.mp4", 0))
    manifest = json.loads((films / "film.package.json").read_text())
    assert manifest["package"]["languages"] == ["fr-FR", "en-US"]
    assert set(manifest["delivery"]["files"]) == {file.name}


PLACES = """\
locvid: 1
source: en
profile: tiny
cast: {maya: {presenter: maya, voice: warm-female}}
shots:
  - id: arrival
    setting: street
    sound: [{cue: steps}]
    length: 0.6s
  - id: inside
    setting: cafe
    length: {min: 0.6s, max: 0.6s}
"""
TITLE = """\
    screen: [{kind: title-card, text: {en: Welcome, fr: Bienvenue, ja: ようこそ}}]
"""


def test_the_studio_shows_every_language_the_same_places(shell, project):
    script = project / "film.yaml"
    script.write_text(PLACES, encoding="utf-8")
    assert shell.render(langs="en,fr,ja", generator="studio").code == 0
    said = shell("package")
    assert said.code == 0, said.err
    with av.open(str(project / "out" / "film" / "film.multi-audio.mp4")) as container:
        assert [s.metadata["language"] for s in container.streams.audio] == ["eng", "fra", "jpn"]
        assert len(list(container.decode(video=0))) == sum(
            shot["frames"] for shot in manifest_of(project, "ja-JP")["delivery"]["shots"]
        )


def test_words_in_the_picture_are_of_one_language(shell, project):
    script = project / "film.yaml"
    script.write_text(PLACES + TITLE, encoding="utf-8")
    assert shell.render(langs="en,fr", generator="studio").code == 0
    said = shell("package")
    assert said.code == 2
    (error,) = said.errors
    assert "en-US and fr-FR do not have the same picture: shot 'inside' shows other frames" in error


def manifest_of(project: Path, tag: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((project / "out/film" / f"film.{tag}.json").read_text())
    return found


def test_it_is_made_once(shell, films):
    shell("package", "--as", "multi-audio,hls")
    before = snapshot(films)
    said = shell("package", "--as", "multi-audio,hls", "--json")
    (told,) = json.loads(said.out)["packages"]
    assert (said.code, told["made"], told["error"]) == (0, False, None)
    assert snapshot(films) == before
    (films / "film.multi-audio.mp4").write_bytes(b"cut off")
    said = shell("package", "--as", "multi-audio,hls", "--json")
    assert json.loads(said.out)["packages"][0]["made"]
    assert {n: c for n, (_, c) in snapshot(films).items()} == {n: c for n, (_, c) in before.items()}


def test_a_ladder_with_the_sound_of_every_language(shell, films):
    assert shell("package", "--as", "hls", "--langs", "en-US,fr").code == 0
    master = m3u8.load(str(films / "film.hls" / "master.m3u8"))
    sounds = [media for media in master.media if media.type == "AUDIO"]
    assert [(media.language, media.default) for media in sounds] == [
        ("en-US", "YES"),
        ("fr-FR", "NO"),
    ]
    assert [m.language for m in master.media if m.type == "SUBTITLES"] == ["en-US", "fr-FR"]


def test_all_timelines_in_one(shell, films):
    otio = pytest.importorskip("opentimelineio", reason="pip install 'locvid[otio]'")
    assert shell("package", "--as", "otio").code == 0
    collection = otio.adapters.read_from_file(str(films / "film.otio"))
    assert [t.metadata["locvid"]["locale"] for t in collection] == ["en-US", "fr-FR"]
    for timeline in collection:
        # No stems were written: the film itself is the sound.
        assert [track.name for track in timeline.audio_tracks()] == ["mix"]


def test_films_that_look_different_are_told_apart(shell, judge, project):
    assert shell.render(langs="fr,en-US", generator="pattern").code == 0
    said = shell("package")
    assert said.code == 2
    (error,) = said.errors
    assert "en-US and fr-FR do not have the same picture: shot 'hello' shows other frames" in error
    assert not list(project.rglob("*multi-audio*"))
    assert shell("package", "--as", "otio").code == 0, "a timeline needs no common picture"


def test_what_cannot_be_packaged(shell, films, judge, project):
    said = shell("package", "--as", ",")
    assert (said.code, "say what to make" in said.err) == (2, True)
    said = shell("package", "--as", "mutli-audio")
    assert said.code == 2
    assert "did you mean 'multi-audio'?" in said.err
    said = shell("package", "--langs", "fr")
    assert "made of at least 2 languages" in said.err
    said = shell("package", "--langs", "fr,ja")
    assert "[ja-JP] there is no finished film of 'film'" in said.err
    said = shell("package", str(films / "film.fr-FR.mp4"), "--as", "poster", "--json")
    assert json.loads(said.out)["packages"][0]["outputs"].keys() == {"poster"}
    (films / "film.fr-FR.mp4").write_bytes(b"another")
    said = shell("package")
    assert "not the one that its manifest describes" in said.err
    said = shell("package", "presets")
    assert (said.code, "no finished films" in said.err) == (2, True)


def test_a_film_that_fails_its_gate_is_not_passed_on(shell, judge):
    from conftest import verdict

    judge.verdicts += [verdict(Outcome.FAIL)] * 4
    shell.render("--retries", "0", langs="fr,en-US", generator="title")
    said = shell("package")
    assert said.code == 1
    assert "does not pass its gate" in said.err


def test_a_manifest_that_was_edited_is_told_and_not_stumbled_over(shell, films):
    manifest = films / "film.fr-FR.json"
    whole = json.loads(manifest.read_text())
    for edit in (
        lambda m: m.pop("profile"),
        lambda m: m.update(profile=[]),
        lambda m: m["profile"].pop("name"),
        lambda m: m["delivery"].pop("seconds"),
        lambda m: m["delivery"].update(seconds="long"),
        lambda m: m["delivery"].pop("frames"),
        lambda m: m["delivery"]["shots"][0].pop("words"),
    ):
        content = json.loads(json.dumps(whole))
        edit(content)
        manifest.write_text(json.dumps(content))
        said = shell("package", str(manifest), str(films / "film.en-US.mp4"), "--as", "otio,hls")
        assert said.code == 2, said.err
        assert "not the manifest of a finished" in said.errors[0]
    # Other programs write a whole number without its point.
    whole["delivery"]["seconds"] = 2
    manifest.write_text(json.dumps(whole))
    assert shell("package", "--as", "hls").code == 0


def test_captions_that_are_gone_are_told(shell, films):
    (films / "film.fr-FR.vtt").unlink()
    said = shell("package", "--as", "hls")
    assert said.code == 2
    assert "film.fr-FR.vtt" in said.errors[0]
    assert not (films / "film.hls").exists()
