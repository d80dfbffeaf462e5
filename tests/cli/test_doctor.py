"""``locvid doctor --generator``: what one generator needs, and what to do about it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from locvid.model.errors import ExitCode


def rows(said) -> dict[tuple[str, str], dict[str, object]]:
    return {(part["kind"], part["name"]): part for part in json.loads(said.out)["parts"]}


def test_the_studio_needs_nothing_but_itself(shell):
    said = shell("doctor", "--generator", "studio", "--json")
    assert list(rows(said)) == [("generator", "studio")]


def test_an_unknown_generator_is_one_sentence(shell):
    said = shell("doctor", "--generator", "studioo")
    assert said.code is ExitCode.USAGE
    assert said.errors == ["error: there is no generator called 'studioo'"]


def test_a_server_that_is_not_named_says_what_to_set(shell, monkeypatch):
    monkeypatch.delenv("LOCVID_SERVER_URLS", raising=False)
    said = shell("doctor", "--generator", "server", "--json")
    assert said.code is ExitCode.MISSING
    found = rows(said)
    assert "LOCVID_SERVER_URLS" in found["generator", "server"]["how_to_get_it"]
    assert found["licence", "LTX-2.x Community License"]["ok"]
    assert not [name for kind, name in found if kind == "weights"], "they are on the server"


@pytest.fixture
def pretending(shell, monkeypatch):
    """The pattern generator stands in for one whose model has weights on this machine."""
    from locvid_pattern import PatternGenerator

    monkeypatch.setattr(PatternGenerator, "name", "pattern")
    folder = shell.folder / "presets" / "models"
    folder.mkdir(parents=True)

    def write(**licence: object) -> None:
        terms = {"name": "Own licence", "url": "https://example.org", "terms": "be kind"} | licence
        (folder / "pattern.yaml").write_text(
            "description: a model\ntitle: Pattern\nmaker: Tests\nclip: {longest_s: 10}\n"
            "shots: 1\nspeakers: 1\nhardware: {vram_gb: 1000, ram_gb: 1}\n"
            f"licence: {json.dumps(terms)}\n"
            "checkpoints:\n  small: {repository: x/small, about_gb: 2, needs: ['*.safetensors']}\n"
        )

    write()
    return write


def test_licence_memory_and_weights_are_told(shell, pretending, tmp_path):
    shell.variables["HF_HOME"] = str(tmp_path)
    said = shell("doctor", "--generator", "pattern", "--json")
    assert said.code is ExitCode.OK, said.err
    found = rows(said)
    assert found["licence", "Own licence"]["reason"] == "be kind"
    assert not found["memory", "graphics memory"]["ok"]
    assert "1000 GB" in found["memory", "graphics memory"]["reason"]
    assert found["memory", "memory"]["ok"]
    weights = found["weights", "small"]
    assert (weights["ok"], weights["reason"]) == (False, "not here; about 2 GB")
    assert weights["how_to_get_it"] == "locvid models small --download"


@pytest.mark.parametrize("told_by", ["option", "variable"])
def test_the_folder_that_is_named_is_looked_into(shell, pretending, tmp_path, told_by):
    folder = tmp_path / "model"
    folder.mkdir()
    with (folder / "a.safetensors").open("wb") as file:
        file.truncate(300_000_000)
    option = ["--model", str(folder)] if told_by == "option" else []
    if told_by == "variable":
        shell.variables["LOCVID_MODEL"] = str(folder)
    found = rows(shell("doctor", "--generator", "pattern", *option, "--json"))
    assert found["weights", str(folder)]["reason"] == f"0.3 GB in {folder}"
    (folder / "a.safetensors").unlink()
    found = rows(shell("doctor", "--generator", "pattern", *option, "--json"))
    assert "*.safetensors missing" in found["weights", str(folder)]["reason"]


def test_a_licence_that_is_not_accepted_is_missing(shell, pretending):
    pretending(must_accept=True, excluded=["EU"])
    said = shell("doctor", "--generator", "pattern")
    assert said.code is ExitCode.MISSING
    assert "LOCVID_ACCEPT_LICENCE=pattern" in said.out
    shell.variables["LOCVID_ACCEPT_LICENCE"] = "pattern"
    assert shell("doctor", "--generator", "pattern").code is ExitCode.OK


def test_brackets_of_an_extra_are_shown(shell, monkeypatch):
    from locvid_pattern import PatternGenerator

    from locvid.model.availability import Availability

    lacking = Availability(False, "not installed: torch", "pip install 'locvid[gpu]'")
    monkeypatch.setattr(PatternGenerator, "available", lambda self: lacking)
    assert "pip install 'locvid[gpu]'" in shell("doctor", "--generator", "pattern").out


def test_a_model_without_a_generator_makes_no_sense(shell):
    assert shell("doctor", "--model", "x").code is ExitCode.USAGE


@pytest.mark.skipif(os.name != "posix", reason="a script stands in for the driver's program")
def test_graphics_memory_is_what_the_driver_tells(tmp_path: Path, monkeypatch) -> None:
    from locvid.run.machine import machine

    program = tmp_path / "nvidia-smi"
    program.write_text("#!/bin/sh\necho 8192\necho 24576\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert machine().vram_gb == pytest.approx(25.77, abs=0.01)
    program.write_text("#!/bin/sh\necho no devices; exit 9\n")
    assert machine().vram_gb is None
    assert (machine().ram_gb or 0) > 0.1


def test_translators_codecs_outputs_and_reports_are_listed(shell):
    found = rows(shell("doctor", "--json"))
    assert found["translators", "command"]["ok"] is False
    assert "command:PROGRAM" in found["translators", "command"]["how_to_get_it"]
    for part in (
        ("reports", "junit"),
        ("picture_codecs", "av1"),
        ("sound_codecs", "opus"),
        ("containers", "webm"),
        ("outputs", "hls"),
    ):
        assert found[part]["ok"] is True
        assert found[part]["needed"] is False
    assert found["containers", "mp4"]["needed"] is True
