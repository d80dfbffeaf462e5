"""The server generator against a real server on this machine that behaves badly."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from prompts import LIBRARY, line, prompt
from serving import PROPS, VIDEO, Settings, notes, perform, used
from video_server import VideoServerOnLoopback

from locvid.generate.server.generator import ServerGenerator
from locvid.model.errors import InvalidInput, LocvidError, MissingDependency
from locvid.model.script import Reference


def test_a_shot_is_made_in_the_format_that_was_asked_for(
    server: VideoServerOnLoopback, settings: Settings
) -> None:
    take = perform(settings())
    fields = server.jobs["video-0"]["fields"]
    # LTX-2: 2 s at 24 frames a second are 49 frames of 8k+1; sides are multiples of 32.
    assert (fields["num_frames"], fields["fps"], fields["size"]) == (49, 24, "160x96")
    assert (fields["generate_sound"], fields["seconds"]) == (True, "2")
    assert fields["prompt"] == "English: Good morning."
    assert take.frame_count == used(take) == 51
    assert take.sample_count == 51 * 1920
    assert 0.2 < np.abs(take.stems["dialogue"]).max() <= 1
    assert not take.stems["foreground"].any()
    assert notes(settings()) == [], "nothing is left behind"


@pytest.mark.parametrize("reads", ["json", "form"])
def test_both_ways_of_sending_fields_are_spoken(settings: Settings, reads: str) -> None:
    with VideoServerOnLoopback(reads) as other:
        take = perform(settings(urls=(other.url,), params={"num_inference_steps": 8}))
        fields = other.jobs["video-0"]["fields"]
    assert used(take) == 51
    assert (str(fields["num_inference_steps"]), str(fields["num_frames"])) == ("8", "49")


@pytest.mark.parametrize(
    ("kind", "faults"),
    [
        ("POST", ["500", "503 1"]),
        ("POST", ["408", "html"]),
        ("POST", ["cut", "slow 0.6"]),
        ("GET", ["502", "html"]),
        ("GET", ["slow 0.6", "cut"]),
        ("CONTENT", ["500", "404"]),
        ("CONTENT", ["cut", "html"]),
    ],
)
def test_passing_faults_are_outlasted(
    server: VideoServerOnLoopback, settings: Settings, kind: str, faults: list[str]
) -> None:
    server.faults[kind] = list(faults)
    assert used(perform(settings())) == 51
    assert server.count(kind) >= 3
    assert server.faults[kind] == []


@pytest.mark.parametrize(
    ("kind", "fault", "told"),
    [
        ("POST", "500 out of memory", "fails at taking a job, 3 times in a row"),
        ("GET", "html", "its answer is not JSON"),
        ("GET", "slow 0.6", "does not answer in time"),
        ("CONTENT", "cut", "fails at sending a video"),
        ("CONTENT", "html", "what it sends is no video"),
        ("CONTENT", "404", "the video is not there"),
    ],
)
def test_a_fault_that_stays_is_one_sentence(
    server: VideoServerOnLoopback, settings: Settings, kind: str, fault: str, told: str
) -> None:
    server.faults[kind] = [fault] * 3
    with pytest.raises(MissingDependency) as caught:
        perform(settings())
    assert told in caught.value.message
    assert server.url in caught.value.message
    assert caught.value.hint
    assert "\n" not in caught.value.message


def test_a_refused_request_says_what_the_server_says(
    server: VideoServerOnLoopback, settings: Settings
) -> None:
    server.faults["POST"] = ["400 prompt too long", "400 prompt too long"]
    with pytest.raises(InvalidInput, match="refuses the request: prompt too long"):
        perform(settings())


def test_a_full_queue_is_waited_for(server: VideoServerOnLoopback, settings: Settings) -> None:
    server.faults["POST"] = ["429"] * 6 + ["503 1"]
    assert used(perform(settings())) == 51
    assert server.count("POST") == 8, "more often than a broken server is tried"


def test_a_full_queue_is_not_waited_for_for_ever(
    server: VideoServerOnLoopback, settings: Settings
) -> None:
    server.faults["POST"] = ["429"] * 1000
    with pytest.raises(MissingDependency, match="takes no more jobs"):
        perform(settings(timeout_s=1, backoff_s=0.2))


def test_another_server_is_taken_while_one_is_full(settings: Settings) -> None:
    with VideoServerOnLoopback() as full, VideoServerOnLoopback() as free:
        full.faults["POST"] = ["429"] * 1000
        take = perform(settings(urls=(full.url, free.url)))
        assert take.provenance["server"] == free.url


def test_a_job_that_fails_is_handed_in_once_more(
    server: VideoServerOnLoopback, settings: Settings
) -> None:
    server.faults["GET"] = ["failed CUDA out of memory"]
    assert used(perform(settings())) == 51
    assert server.count("POST") == 2
    server.faults["GET"] = ["failed CUDA out of memory"] * 2
    with pytest.raises(MissingDependency, match="CUDA out of memory"):
        perform(settings())
    assert notes(settings()) == [], "a failed job is not picked up again"


def test_a_state_that_nobody_knows_is_not_waited_for(
    server: VideoServerOnLoopback, settings: Settings
) -> None:
    server.faults["GET"] = ["status banana"]
    with pytest.raises(MissingDependency, match="'banana'"):
        perform(settings())


def test_a_dead_server_is_passed_over(server: VideoServerOnLoopback, settings: Settings) -> None:
    dead = "http://127.0.0.1:9"
    several = settings(urls=(dead, server.url))
    assert ServerGenerator(LIBRARY, several).available().ok
    assert perform(several).provenance["server"] == server.url


def test_jobs_go_to_the_server_with_the_fewest(settings: Settings) -> None:
    with VideoServerOnLoopback() as first, VideoServerOnLoopback() as second:
        both = settings(urls=(first.url, second.url))
        kept = [perform(both, lang=lang) for lang in ("en-US", "fr-FR", "de-DE", "ja-JP")]
        assert (first.count("POST"), second.count("POST")) == (2, 2)
        assert [used(take) for take in kept] == [51] * 4


def test_no_server_is_reachable(settings: Settings) -> None:
    state = ServerGenerator(LIBRARY, settings(urls=("http://127.0.0.1:9",))).available()
    assert not state.ok
    assert "127.0.0.1:9: it cannot be reached" in state.reason
    assert not ServerGenerator(LIBRARY, settings(urls=())).available().ok
    with pytest.raises(MissingDependency, match="cannot be reached"):
        perform(settings(urls=("http://127.0.0.1:9",)))


def test_a_model_without_sound_is_refused(
    server: VideoServerOnLoopback, settings: Settings
) -> None:
    server.sound = False
    with pytest.raises(MissingDependency, match="makes no sound"):
        perform(settings())
    assert notes(settings()) == []


def test_frames_are_a_stream(server: VideoServerOnLoopback, settings: Settings) -> None:
    """A long film takes no more memory than a short one: 60 s at 160x90 would be 86 MB."""
    import tracemalloc

    def peak(seconds: float) -> int:
        shot = prompt("en-US", line("Good morning."), seed=int(seconds))
        shot = replace(shot, duration=replace(shot.duration, natural_s=seconds))
        take = ServerGenerator(library, settings(family="long", silence_s=30)).perform(
            shot, VIDEO, PROPS
        )
        tracemalloc.start()
        assert used(take) >= seconds * 25 - 1
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    library = _with_long_clips(settings().folder.parent)
    assert peak(30) < peak(3) + 1_000_000


@pytest.mark.parametrize("reads", ["json", "form"])
def test_a_portrait_is_what_the_shot_starts_from(
    settings: Settings, tmp_path: Path, reads: str
) -> None:
    (tmp_path / "maya.png").write_bytes(b"a picture")
    shot = prompt("en-US", line("Good morning."))
    seen = replace(shot.speakers[0], portrait=Reference("maya.png", "f" * 64))
    shot = replace(shot, speakers=(seen,))
    with VideoServerOnLoopback(reads) as other:
        generator = ServerGenerator(LIBRARY, settings(urls=(other.url,)))
        assert generator.capabilities().portrait
        take = generator.perform(shot, VIDEO, replace(PROPS, project=tmp_path))
        fields = other.jobs["video-0"]["fields"]
    assert fields["input_reference"] == b"a picture"
    assert (fields["num_frames"], fields["prompt"]) == ("49", "English: Good morning.")
    assert take.provenance["consistency"] == ["portrait of maya"]
    assert used(take) == 51


def test_waiting_backs_off(server: VideoServerOnLoopback, settings: Settings) -> None:
    server.faults["POST"] = ["503"] * 3
    began_s = time.monotonic()
    with pytest.raises(LocvidError):
        perform(settings(backoff_s=0.1))
    assert time.monotonic() - began_s > 0.1 + 0.2


def _with_long_clips(project: Path) -> Any:
    from locvid.presets.library import PresetLibrary, packaged_presets

    folder = project / "presets" / "models"
    folder.mkdir(parents=True)
    ltx2 = (packaged_presets() / "models" / "ltx2.yaml").read_text()
    (folder / "long.yaml").write_text(ltx2.replace("longest_s: 20", "longest_s: 600"))
    return PresetLibrary(project)
