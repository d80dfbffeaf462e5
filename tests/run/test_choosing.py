"""Who performs when nobody says: told with its reason, whatever machine the tests run on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from locvid.generate import device
from locvid.generate.base import Settings
from locvid.generate.ltx2.generator import LTX2Generator
from locvid.model.availability import READY, Availability
from locvid.model.errors import ExitCode
from locvid.run.choosing import choose


@pytest.fixture
def gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "gpu_present", lambda: True)


def ltx2_is(state: Availability, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LTX2Generator, "available", lambda self: state)


def test_who_is_named_performs() -> None:
    assert choose("pattern", Settings()).name == "pattern"
    assert choose("pattern", Settings()).reason == ""


def test_without_a_gpu_the_studio_performs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "gpu_present", lambda: False)
    ltx2_is(READY, monkeypatch)
    choice = choose("auto", Settings())
    assert choice.name == "studio"
    assert "no GPU" in choice.reason


def test_with_a_gpu_and_its_model_that_performs(gpu: None, monkeypatch: pytest.MonkeyPatch) -> None:
    ltx2_is(READY, monkeypatch)
    assert choose("auto", Settings()).name == "ltx2"


def test_a_gpu_without_its_model_is_not_enough(gpu: None, monkeypatch: pytest.MonkeyPatch) -> None:
    ltx2_is(Availability(False, "there is no model", "get one"), monkeypatch)
    choice = choose("auto", Settings())
    assert choice.name == "studio"
    assert "ltx2: there is no model" in choice.reason


def test_the_choice_is_shown_and_recorded(shell, judge, monkeypatch, project):
    monkeypatch.setattr(device, "gpu_present", lambda: False)
    planned = shell("plan", "--langs", "fr")
    assert "Performed by studio (there is no GPU on this machine)." in planned.out
    told = json.loads(shell("plan", "--langs", "fr", "--json").out)
    assert told["generator"] == "studio"
    assert "no GPU" in told["generator_chosen_because"]
    said = shell("render", "--langs", "fr", "--json")
    assert said.code is ExitCode.OK, said.err
    assert "studio performs: there is no GPU on this machine" in said.err
    (film,) = json.loads(said.out)["films"]
    manifest = json.loads(Path(film["manifest"]).read_text())
    assert manifest["generator"] == "studio"
    assert "no GPU" in manifest["generator_chosen_because"]


def test_a_model_named_for_a_generator_without_one_is_told(shell, project):
    said = shell("plan", "--langs", "fr", "--generator", "pattern", "--model", "somewhere")
    assert said.code is ExitCode.OK
    assert "'pattern' loads no model" in said.err
