"""``locvid cache`` as its user sees it."""

from __future__ import annotations

import json

import pytest

from locvid.model.errors import ExitCode


@pytest.fixture
def filled(shell, judge):
    assert shell.render().code is ExitCode.OK
    return shell


def info(shell) -> dict:
    return json.loads(shell("cache", "info", "--json").out)


def test_info_tells_folder_size_and_limit(filled):
    told = info(filled)
    assert told["folder"] == str(filled.cache)
    assert told["shots"] == 2
    assert 0 < told["bytes"] < told["limit_bytes"]
    filled.variables["LOCVID_CACHE_LIMIT"] = "5 GB"
    assert "of at most 5.0 GB" in filled("cache", "info").out


def test_an_empty_cache_has_nothing_to_tell_and_nothing_to_lose(shell):
    assert info(shell)["shots"] == 0
    for command in ("info", "prune", "verify"):
        assert shell("cache", command).code is ExitCode.OK


def test_prune_empties_the_cache_down_to_its_limit(filled):
    said = filled("cache", "prune", "--limit", "0", "--json")
    assert said.code is ExitCode.OK
    assert len(json.loads(said.out)["evicted"]) == 2
    assert info(filled)["shots"] == 0
    assert not list((filled.cache / "work").iterdir())


def test_prune_within_the_limit_removes_nothing(filled):
    assert "0 shots removed" in filled("cache", "prune").out
    assert "2 shots removed" in filled("cache", "prune", "--unused", "0").out


def test_a_wrong_size_is_a_wrong_usage(filled):
    said = filled("cache", "prune", "--limit", "much")
    assert said.code is ExitCode.USAGE
    assert "is not a size such as 20 GB" in said.err


def test_verify_throws_damaged_shots_away_and_the_next_render_makes_them(filled, project):
    assert "none damaged" in filled("cache", "verify").out
    picture = next((filled.cache / "shots").rglob("*.mp4"))
    good = picture.read_bytes()
    picture.write_bytes(good[:-1] + b"?")
    said = filled("cache", "verify", "--json")
    assert said.code is ExitCode.GATE_FAILED
    assert len(json.loads(said.out)["damaged"]) == 1
    assert info(filled)["shots"] == 1
    (project / "out" / "film" / "film.fr-FR.mp4").unlink()
    assert filled.render().code is ExitCode.OK
    assert picture.read_bytes() == good


def test_a_render_keeps_the_cache_within_its_limit(filled, project):
    before = info(filled)["bytes"]
    said = filled.render("--seed", "3", "--cache-limit", str(before))
    assert said.code is ExitCode.OK
    assert 0 < info(filled)["bytes"] <= before


def test_a_render_does_not_lose_what_it_needs_to_a_limit_that_is_too_small(shell, judge):
    assert shell.render("--cache-limit", "1").code is ExitCode.OK
    assert info(shell)["shots"] == 0


def test_shots_that_vanish_before_they_are_joined_are_made_again(shell, judge, monkeypatch):
    import shutil

    import locvid.deliver.film as delivery

    real = delivery.assemble
    lost = []

    def assemble(*arguments, **named):
        if not lost:
            lost.append(shell.cache / "shots")
            shutil.rmtree(lost[0])
        return real(*arguments, **named)

    monkeypatch.setattr(delivery, "assemble", assemble)
    assert shell.render().code is ExitCode.OK
    assert lost
