"""Finding ffmpeg and what is said when it is missing, killed, or has no room."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import ffmpeg
import pytest

from locvid.media import ffmpeg as runner
from locvid.model.errors import InvalidInput, LocvidError, MissingDependency


@pytest.fixture(autouse=True)
def forgetful():
    """Let every test find ffmpeg anew."""
    runner._found.cache_clear()
    yield
    runner._found.cache_clear()


def raw_picture(path, **options):
    return ffmpeg.input("pipe:", format="rawvideo", pix_fmt="gray", s="64x64", framerate=25).output(
        str(path), format="mp4", vcodec="libx264", preset="ultrafast", **options
    )


def program(tmp_path: Path, body: str) -> str:
    path = tmp_path / "ffmpeg"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return str(path)


def test_one_is_found_and_tells_its_version():
    assert runner.available().ok
    assert runner.version()
    assert Path(runner.executable()).exists()


def test_a_variable_that_names_nothing_is_one_sentence(monkeypatch):
    monkeypatch.setenv(runner.VARIABLE, "/nowhere/ffmpeg")
    with pytest.raises(MissingDependency, match="not a program") as caught:
        runner.executable()
    assert caught.value.hint
    assert not runner.available().ok


posix_only = pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")


@posix_only
@pytest.mark.parametrize(
    ("version", "encoders", "reason"),
    [
        ("4.4.2-0ubuntu", "libx264 aac", "older than"),
        ("7.1", "aac", "no libx264 encoder"),
        ("7.1", "mpeg4", "no libx264 and no aac"),
    ],
)
def test_a_system_ffmpeg_that_cannot_do_it_is_passed_over(
    version, encoders, reason, monkeypatch, tmp_path
):
    lines = "\n".join(f"echo ' V..... {name} words'" for name in encoders.split())
    body = f'echo "ffmpeg version {version} of test" >&2\n{lines}'
    path = program(tmp_path, body)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert runner.executable() != path
    runner._found.cache_clear()
    monkeypatch.setattr(runner, "_packaged", lambda: None)
    with pytest.raises(MissingDependency, match=reason):
        runner.executable()


@posix_only
def test_a_program_that_is_no_ffmpeg(monkeypatch, tmp_path):
    monkeypatch.setenv(runner.VARIABLE, program(tmp_path, "exit 3"))
    with pytest.raises(MissingDependency, match="does not run"):
        runner.version()


def test_failure_is_told_with_the_last_useful_line(tmp_path):
    graph = ffmpeg.input(str(tmp_path / "absent.wav")).output(str(tmp_path / "a.wav"))
    with pytest.raises(LocvidError, match=r"while testing: .*No such file") as caught:
        runner.run(graph, "testing", tmp_path / "a.wav")
    assert "\n" not in str(caught.value)


@pytest.fixture
def started(monkeypatch):
    """The processes that are started, first to last."""
    processes = []
    real = runner.subprocess.Popen
    runner.executable()

    def remember(*args, **options):
        processes.append(real(*args, **options))
        return processes[-1]

    monkeypatch.setattr(runner.subprocess, "Popen", remember)
    return processes


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
@pytest.mark.parametrize(
    ("number", "words"), [("SIGKILL", "SIGKILL"), ("SIGTERM", "a request to stop|SIGTERM")]
)
def test_a_killed_ffmpeg_is_one_sentence(number, words, started, tmp_path):
    def feed_and_kill(pipe):
        for _ in range(5000):
            pipe.write(bytes(64 * 64))
            started[0].send_signal(signal.Signals[number])

    graph = raw_picture(tmp_path / "a.mp4")
    with (
        pytest.raises(MissingDependency, match=f"ended by ({words}) while testing"),
        runner.feeding(graph, "testing", tmp_path / "a.mp4") as pipe,
    ):
        feed_and_kill(pipe)
    assert started[0].returncode is not None


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_an_interruption_leaves_no_process(error, started, tmp_path):
    def feed_and_fail(pipe):
        pipe.write(bytes(64 * 64))
        raise error

    with (
        pytest.raises(error),
        runner.feeding(raw_picture(tmp_path / "a.mp4"), "testing", tmp_path) as pipe,
    ):
        feed_and_fail(pipe)
    assert started[0].returncode is not None


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")
def test_a_full_disk_names_what_was_to_be_written(tmp_path):
    graph = raw_picture("/dev/full", movflags="frag_keyframe")
    with (
        pytest.raises(InvalidInput, match=r"cannot write .*film\.mp4: the disk is full"),
        runner.feeding(graph, "testing", tmp_path / "film.mp4") as pipe,
    ):
        pipe.write(bytes(64 * 64 * 100))


def test_no_shell_reads_what_ffmpeg_is_given(tmp_path):
    path = tmp_path / "a; touch b $(touch c) `touch d` | touch e && touch 'f'.mp4"
    with runner.feeding(raw_picture(path), "writing", path) as pipe:
        pipe.write(bytes(64 * 64))
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
