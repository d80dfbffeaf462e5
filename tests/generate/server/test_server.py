"""The server generator against a real server on this machine that behaves badly."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from prompts import LIBRARY, line, prompt
from video_server import VideoServerOnLoopback

from locvid.generate.base import Props
from locvid.generate.server.generator import ServerGenerator
from locvid.generate.server.settings import ServerSettings, shown
from locvid.model.errors import ExitCode, InvalidInput, LocvidError, MissingDependency
from locvid.model.media import VideoFormat
from locvid.model.script import Reference
from locvid.model.take import Take

VIDEO = VideoFormat(160, 90, Fraction(25))
PROPS = Props(write=lambda written: f"{written.market.language_name}: {written.lines[0].caption}")
KEY = "secret-token-1234"

Settings = Callable[..., ServerSettings]


@pytest.fixture
def server() -> Iterator[VideoServerOnLoopback]:
    with VideoServerOnLoopback() as running:
        yield running


@pytest.fixture
def settings(server: VideoServerOnLoopback, tmp_path: Path) -> Settings:
    def made(**changes: Any) -> ServerSettings:
        quick = ServerSettings(
            urls=(server.url,),
            folder=tmp_path / "server",
            timeout_s=20,
            connect_s=1,
            silence_s=0.4,
            poll_s=0.01,
            backoff_s=0.01,
            tries=3,
        )
        return replace(quick, **changes)

    return made


def perform(settings: ServerSettings, props: Props = PROPS, lang: str = "en-US") -> Take:
    generator = ServerGenerator(LIBRARY, settings)
    return generator.perform(prompt(lang, line("Good morning.")), VIDEO, props)


def used(take: Take) -> int:
    """Take all frames as a delivery does; returns how many there were."""
    return sum(1 for _ in take.frames)


def notes(settings: ServerSettings) -> list[Path]:
    return sorted(settings.folder.glob("*"))


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
    assert not take.stems["effects"].any()
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


def test_a_job_that_was_handed_in_is_picked_up_by_the_next_run(
    server: VideoServerOnLoopback, settings: Settings
) -> None:
    server.polls_until_done = 10**9
    with pytest.raises(MissingDependency, match="within 1 s"):
        perform(settings(timeout_s=1, poll_s=0.3))
    (note,) = notes(settings())
    assert json.loads(note.read_text())["id"] == "video-0"
    server.polls_until_done = 1
    take = perform(settings())
    assert take.provenance["resumed"] is True
    assert server.count("POST") == 1
    assert used(take) == 51
    assert notes(settings()) == []


def test_a_killed_process_loses_no_job(
    server: VideoServerOnLoopback, settings: Settings, tmp_path: Path
) -> None:
    server.polls_until_done = 10**9
    made = settings()
    code = (
        "from test_server import PROPS, VIDEO, LIBRARY, ServerGenerator, line, prompt\n"
        "from locvid.generate.server.settings import ServerSettings\n"
        "from pathlib import Path\n"
        f"told = ServerSettings(urls=({server.url!r},), folder=Path({str(made.folder)!r}))\n"
        "shot = prompt('en-US', line('Good morning.'))\n"
        "ServerGenerator(LIBRARY, told).perform(shot, VIDEO, PROPS)\n"
    )
    here = Path(__file__).parent
    path = os.pathsep.join(map(str, (here, here.parent, here.parents[1])))
    process = subprocess.Popen([sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": path})
    try:
        deadline_s = time.monotonic() + 60
        while not notes(made) and process.poll() is None and time.monotonic() < deadline_s:
            time.sleep(0.05)
        assert notes(made)
    finally:
        process.kill()
        process.wait()
    server.polls_until_done = 1
    take = perform(made)
    assert take.provenance["resumed"] is True
    assert server.count("POST") == 1
    assert used(take) == 51


def test_a_run_that_dies_while_it_encodes_fetches_again(
    server: VideoServerOnLoopback, settings: Settings
) -> None:
    take = perform(settings())
    next(take.frames)
    del take
    again = perform(settings())
    assert again.provenance["resumed"] is True
    assert server.count("POST") == 1
    assert used(again) == 51


def test_a_server_that_was_restarted_gets_the_job_anew(
    server: VideoServerOnLoopback, settings: Settings
) -> None:
    server.polls_until_done = 10**9
    with pytest.raises(MissingDependency):
        perform(settings(timeout_s=1, poll_s=0.6))
    server.jobs.clear()
    server.polls_until_done = 1
    take = perform(settings())
    assert take.provenance["resumed"] is False
    assert used(take) == 51


def test_other_words_are_another_job(server: VideoServerOnLoopback, settings: Settings) -> None:
    one, other = perform(settings()), perform(settings(), lang="de-DE")
    assert server.count("POST") == 2
    assert one.provenance["prompt"] != other.provenance["prompt"]


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


def test_the_key_is_sent_and_told_to_nobody(
    server: VideoServerOnLoopback, settings: Settings
) -> None:
    server.key = KEY
    with_key = settings(key=KEY)
    take = perform(with_key)
    told = json.dumps(take.provenance) + repr(with_key)
    told += "".join(note.read_text() for note in with_key.folder.glob("*.json"))
    assert KEY not in told
    wrong = settings(key="another")
    assert "refuses the key" in ServerGenerator(LIBRARY, wrong).available().reason
    with pytest.raises(MissingDependency, match="refuses the key") as caught:
        perform(wrong, lang="fr-FR")
    assert "another" not in f"{caught.value} {caught.value.hint}"


def test_a_password_in_the_address_is_not_shown() -> None:
    assert shown("http://me:pass@host:8000") == "http://host:8000"
    settings = ServerSettings.of({"LOCVID_SERVER_URLS": "http://me:pass@127.0.0.1:9/v1/videos/"})
    reason = ServerGenerator(LIBRARY, settings).available().reason
    assert "127.0.0.1:9" in reason
    assert "pass" not in reason


def test_a_model_without_sound_is_refused(
    server: VideoServerOnLoopback, settings: Settings
) -> None:
    server.sound = False
    with pytest.raises(MissingDependency, match="makes no sound"):
        perform(settings())
    assert notes(settings()) == []


def test_an_interrupted_wait_leaves_the_job_to_the_next_run(
    server: VideoServerOnLoopback, settings: Settings
) -> None:
    server.polls_until_done = 10**9

    def stop(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        perform(settings(), replace(PROPS, report=stop))
    assert len(notes(settings())) == 1


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


def test_another_portrait_is_another_job(
    server: VideoServerOnLoopback, settings: Settings, tmp_path: Path
) -> None:
    server.polls_until_done = 10**9
    shot = prompt("en-US", line("Good morning."))

    def interrupt(share: float) -> None:
        raise KeyboardInterrupt

    for content in (b"one", b"two", b"two"):
        (tmp_path / "maya.png").write_bytes(content)
        reference = Reference("maya.png", content.hex())
        seen = replace(shot, speakers=(replace(shot.speakers[0], portrait=reference),))
        props = replace(PROPS, project=tmp_path, report=interrupt)
        with pytest.raises(KeyboardInterrupt):
            ServerGenerator(LIBRARY, settings()).perform(seen, VIDEO, props)
    assert server.count("POST") == 2
    assert [job["fields"]["input_reference"] for job in server.jobs.values()] == [b"one", b"two"]


def test_threads_do_not_share_a_job(server: VideoServerOnLoopback, settings: Settings) -> None:
    """Several shots at once, as several workers have them."""
    server.polls_until_done = 3
    counts: list[int] = []
    threads = [
        threading.Thread(
            target=lambda lang=lang: counts.append(used(perform(settings(), lang=lang)))
        )
        for lang in ("en-US", "fr-FR", "de-DE")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert counts == [51, 51, 51]
    assert len(server.jobs) == 3


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("LOCVID_SERVER_URLS", "gpu1:30010", "no address of a server"),
        ("LOCVID_SERVER_URLS", "ftp://gpu1", "no address of a server"),
        ("LOCVID_SERVER_URLS", "http://host:port", "no address of a server"),
        ("LOCVID_SERVER_PARAMS", "{", "not JSON"),
        ("LOCVID_SERVER_PARAMS", "[1]", "JSON object"),
        ("LOCVID_SERVER_TIMEOUT_S", "soon", "number of seconds"),
    ],
)
def test_a_variable_that_cannot_be_used_is_named(variable: str, value: str, told: str) -> None:
    with pytest.raises(InvalidInput, match=told) as caught:
        ServerSettings.of({variable: value})
    assert variable in caught.value.message
    assert caught.value.exit_code is ExitCode.USAGE


def test_addresses_are_read_with_and_without_the_path() -> None:
    written = "http://a:1/v1, https://b/v1/videos http://a:1/"
    assert ServerSettings.of({"LOCVID_SERVER_URLS": written}).urls == ("http://a:1", "https://b")


def test_what_is_asked_for_is_in_the_version_and_where_it_runs_is_not(settings: Settings) -> None:
    def version(**changes: Any) -> str:
        return ServerGenerator(LIBRARY, settings(**changes)).version

    assert version() == version(urls=("http://other:1",), key="k")
    assert len({version(), version(model="big"), version(params={"steps": 3})}) == 3


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
