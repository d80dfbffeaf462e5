"""Jobs outlive the run that handed them in, and nobody else's is taken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from prompts import LIBRARY, line, prompt
from serving import PROPS, VIDEO, Settings, notes, perform, used
from video_server import VideoServerOnLoopback

from locvid.generate.server.generator import ServerGenerator
from locvid.model.errors import MissingDependency
from locvid.model.script import Reference


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
        "from serving import perform\n"
        "from locvid.generate.server.settings import ServerSettings\n"
        "from pathlib import Path\n"
        f"perform(ServerSettings(urls=({server.url!r},), folder=Path({str(made.folder)!r})))\n"
    )
    here = Path(__file__).parents[1]
    path = os.pathsep.join(map(str, (here, here.parent)))
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


def test_an_interrupted_wait_leaves_the_job_to_the_next_run(
    server: VideoServerOnLoopback, settings: Settings
) -> None:
    server.polls_until_done = 10**9

    def stop(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        perform(settings(), replace(PROPS, report=stop))
    assert len(notes(settings())) == 1


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
