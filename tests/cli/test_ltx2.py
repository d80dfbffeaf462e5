"""The generator ltx2 through the command line: the whole way, and all that can be missing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from locvid.generate import device
from locvid.model.availability import Availability
from locvid.model.errors import ExitCode


@pytest.mark.gpu
def test_a_script_becomes_films_whose_verdict_is_honest(shell, german, tiny_ltx2):
    """In worker processes, as a user runs it. Random weights show no face: nobody can tell."""
    said = shell.render("--json", "--model", str(tiny_ltx2), langs="fr,de", generator="ltx2")
    assert said.code is ExitCode.GATE_FAILED
    films = json.loads(said.out)["films"]
    assert [film["locale"] for film in films] == ["fr-FR", "de-DE"]
    for film in films:
        assert film["outcome"] == "cannot tell"
        assert "no face was found" in said.err
        manifest = json.loads(Path(film["manifest"]).read_text())
        shots = [shot["provenance"] for shot in manifest["shots"]]
        assert [shot["consistency"] for shot in shots] == [["seed"], ["seed"]]
        assert manifest["versions"]["ltx2"].startswith("diffusers 0.42")
        assert Path(film["film"]).stat().st_size > 10_000
        assert Path(film["srt"]).read_text(encoding="utf-8").count("-->") == 2
    assert films[0]["files"] != films[1]["files"]

    again = shell.render("--json", "--model", str(tiny_ltx2), langs="fr,de", generator="ltx2")
    assert [film["rendered"] for film in json.loads(again.out)["films"]] == [False, False]


@pytest.mark.gpu
def test_the_studio_speaks_and_ltx2_makes_the_picture(shell, inline, tiny_ltx2):
    options = ("--model", str(tiny_ltx2), "--sound-from", "studio", "--json")
    said = shell.render(*options, generator="ltx2")
    (film,) = json.loads(said.out)["films"]
    manifest = json.loads(Path(film["manifest"]).read_text())
    for shot in manifest["shots"]:
        assert shot["provenance"]["consistency"] == ["given sound", "seed"]
        assert shot["provenance"]["sound"]["given"]["generator"] == "studio"
    assert ", sound by studio" in manifest["versions"]["ltx2"]


@pytest.mark.gpu
def test_the_studio_sounds_under_takes_of_a_model_without_ambience(
    shell, inline, project, tiny_ltx2, tmp_path
):
    """A vocoder of noughts makes silence; the takes themselves are kept as they are."""
    from safetensors.torch import load_file, save_file

    mute = tmp_path / "mute-distilled"
    shutil.copytree(tiny_ltx2, mute)
    (weights,) = (mute / "vocoder").glob("*.safetensors")
    save_file({name: 0 * tensor for name, tensor in load_file(weights).items()}, weights)
    options = ("--model", str(mute), "--json", "--stems", "--retries", "0")
    shell.render(*options, generator="ltx2")
    said = shell.render(*options, "--sound", "studio", generator="ltx2")
    (film,) = json.loads(said.out)["films"]

    assert "hello: the take's own sound has nothing at all behind the words: studio's" in said.err
    manifest = json.loads(Path(film["manifest"]).read_text())
    for shot in manifest["shots"]:
        told = shot["provenance"]["own_sound"]
        assert (told["remedy"], told["by"]) == ("added to", "studio")
    assert manifest["score"]["emotions"] == ["calm", "calm"]
    loudness = {name: one["integrated_lufs"] for name, one in manifest["delivery"]["stems"].items()}
    assert loudness["dialogue"] is None
    assert -60 < loudness["ambience"] < -30
    assert len(list(shell.cache.rglob("take.json"))) == 2


@pytest.mark.gpu
def test_what_says_no_words_is_left_as_it_is(shell, inline, tiny_ltx2):
    """Random weights hum: nobody can tell a voice from the rest."""
    options = ("--model", str(tiny_ltx2), "--json", "--sound", "studio")
    (film,) = json.loads(shell.render(*options, generator="ltx2").out)["films"]
    for shot in json.loads(Path(film["manifest"]).read_text())["shots"]:
        told = shot["provenance"]["own_sound"]
        assert told["remedy"] == "kept"
        assert told["faults"][0]["fault"] == "words not found"


@pytest.mark.gpu
def test_a_portrait_and_last_frames_hold_the_speaker(shell, inline, project, tiny_ltx2, faces):
    shutil.copy(faces / "maya.png", project / "maya.png")
    script = project / "film.yaml"
    text = script.read_text().replace("setting: studio", "setting: office")
    script.write_text(text.replace('"a founder"}', '"a founder", portrait: maya.png}'))
    options = ("--model", str(tiny_ltx2), "--json")
    said = shell.render(*options, generator="ltx2")
    (film,) = json.loads(said.out)["films"]
    shots = json.loads(Path(film["manifest"]).read_text())["shots"]
    used = [shot["provenance"]["consistency"] for shot in shots]
    assert used == [["reference picture", "seed"], ["last sound", "last frames", "seed"]]
    assert shots[0]["prompt"]["speakers"][0]["portrait"]["file"] == "maya.png"

    # Another first shot is another beginning of the second.
    script.write_text(script.read_text().replace("Bonjour à tous.", "Bonsoir à tous."))
    planned = json.loads(shell("plan", "--langs", "fr", "--generator", "ltx2", *options).out)
    assert [shot["state"] for shot in planned["films"][0]["shots"]] == ["changed", "new"]


@pytest.mark.gpu
def test_a_run_that_is_killed_is_gone_on_with(shell, project, tiny_ltx2, tmp_path):
    """What was made before the kill is kept; see tests/run for what becomes of its processes."""
    options = ["--langs", "fr", "--generator", "ltx2", "--model", str(tiny_ltx2), "--cache", "kept"]
    run = subprocess.Popen(
        [sys.executable, "-m", "locvid", "render", *options],
        cwd=project,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    assert run.stderr is not None
    assert any("hello: rendered" in line for line in run.stderr)
    run.kill()
    run.communicate(timeout=60)
    planned = json.loads(shell("plan", *options, "--json").out)
    states = {shot["id"]: shot["state"] for shot in planned["films"][0]["shots"]}
    assert states == {"hello": "cached", "bye": "new"}


def missing(shell, *options: str) -> str:
    said = shell("plan", "--langs", "fr", "--generator", "ltx2", *options)
    assert said.code is ExitCode.MISSING
    (error,) = said.errors
    assert "hint:" in said.err
    return error


def test_without_the_libraries(shell, monkeypatch):
    lacking = Availability(False, "not installed: torch", "pip install 'locvid[gpu]'")
    monkeypatch.setattr(device, "libraries", lambda: lacking)
    assert "not installed: torch" in missing(shell)


@pytest.fixture
def libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the extra were installed: nothing of it is needed to refuse."""
    monkeypatch.setattr(device, "libraries", lambda: Availability(True))


def test_without_a_model(shell, libraries, monkeypatch, tmp_path):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    assert "there is no model" in missing(shell)


def test_a_folder_that_is_no_model(shell, libraries, project):
    assert "has no model_index.json" in missing(shell, "--model", "presets")
    assert "there is no model folder" in missing(shell, "--model", "nowhere")
    assert "is a file" in missing(shell, "--model", "film.yaml")


def test_the_model_may_be_named_by_a_variable(shell, libraries):
    shell.variables["LOCVID_MODEL"] = "nowhere"
    assert "there is no model folder" in missing(shell)


@pytest.mark.gpu
def test_a_download_that_broke_off(shell, tiny_ltx2, tmp_path):
    broken = tmp_path / "broken"
    shutil.copytree(tiny_ltx2, broken)
    (weights,) = (broken / "transformer").glob("*.safetensors")
    weights.write_bytes(weights.read_bytes()[:-100])
    assert "is damaged" in missing(shell, "--model", str(broken))


@pytest.mark.gpu
def test_weights_of_another_shape_are_told_when_they_are_loaded(shell, inline, tiny_ltx2, tmp_path):
    """What only loading can find: every file is whole, but they do not belong together."""
    mixed = tmp_path / "mixed-distilled"
    shutil.copytree(tiny_ltx2, mixed)
    config = mixed / "transformer" / "config.json"
    content = json.loads(config.read_text())
    config.write_text(json.dumps({**content, "num_attention_heads": 4}))
    said = shell.render("--model", str(mixed), generator="ltx2")
    assert said.code is ExitCode.USAGE
    (error,) = said.errors
    assert "cannot be loaded" in error
    assert "Traceback" not in said.err


@pytest.mark.gpu
def test_a_large_model_is_not_run_on_the_cpu_by_accident(shell, tiny_ltx2, monkeypatch):
    monkeypatch.setattr(device, "CPU_MOST_GB", 0.0001)
    monkeypatch.setattr(device, "gpu_present", lambda: False)
    assert "there is no GPU" in missing(shell, "--model", str(tiny_ltx2))
    monkeypatch.setenv("LOCVID_DEVICE", "cpu")
    said = shell("plan", "--langs", "fr", "--generator", "ltx2", "--model", str(tiny_ltx2))
    assert said.code is ExitCode.OK


@pytest.mark.gpu
def test_a_gpu_that_torch_cannot_use(shell, inline, tiny_ltx2, monkeypatch):
    """The driver's files are there, and torch was built without it."""
    monkeypatch.setattr(device, "CPU_MOST_GB", 0.0001)
    monkeypatch.setattr(device, "gpu_present", lambda: True)
    said = shell.render("--model", str(tiny_ltx2), "--cache", "own", generator="ltx2")
    assert said.code is ExitCode.MISSING
    (error,) = said.errors
    assert "torch cannot use it" in error
    assert "pytorch.org" in said.err


@pytest.mark.gpu
def test_too_little_memory(shell, tiny_ltx2):
    error = missing(shell, "--model", str(tiny_ltx2), "--vram", "1")
    assert "1 GB of graphics memory are too little" in error


@pytest.mark.gpu
def test_what_the_model_cannot_do_is_refused_by_the_plan(shell, project, tiny_ltx2):
    model = ("--model", str(tiny_ltx2))
    profile = project / "presets" / "profiles" / "tiny.yaml"
    profile.write_text(profile.read_text().replace("fps: 25", "fps: 12"))
    said = shell("plan", "--langs", "fr", "--generator", "ltx2", *model)
    assert said.code is ExitCode.USAGE
    assert "12 frames a second" in said.err
    profile.write_text(profile.read_text().replace("fps: 12", "fps: 25"))
    script = project / "film.yaml"
    long = "Bonjour à tous, et merci. " * 70
    script.write_text(script.read_text().replace("Bonjour à tous.", long))
    said = shell("plan", "--langs", "fr", "--generator", "ltx2", *model)
    assert said.code is ExitCode.USAGE
    assert "makes at most 60 s" in said.err


def test_sound_for_a_generator_that_makes_its_own(shell):
    said = shell("plan", "--langs", "fr", "--generator", "pattern", "--sound-from", "studio")
    assert said.code is ExitCode.USAGE
    assert "cannot make a picture to given sound" in said.err
