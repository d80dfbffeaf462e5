"""Marks of a run: on unless turned off, the same bytes twice, and never without a word."""

from __future__ import annotations

import json

import pytest
from signers import write_signer

from locvid.media import credentials
from locvid.media.credentials import read_signature
from locvid.model.errors import ExitCode


def made(said):
    assert said.code is ExitCode.OK, said.err
    (film,) = json.loads(said.out)["films"]
    return film


def test_two_renders_with_signatures_are_the_same_bytes(shell, judge, project):
    contents = []
    for folder in ("a", "b"):
        made(shell.render("--json", "--out", folder, "--cache", f"cache-{folder}"))
        (film,) = (project / folder).rglob("*.mp4")
        contents.append(film.read_bytes())
        assert read_signature(film).state == "valid"
    assert contents[0] == contents[1]


def test_marks_can_be_turned_off_and_only_the_film_is_made_again(shell, judge, project):
    first = made(shell.render("--json"))
    (project / "locvid.yaml").write_text("sign: no\nwatermark: no\n")
    again = made(shell.render("--json"))
    assert [shot["key"] for shot in first["shots"]] == [shot["key"] for shot in again["shots"]]
    (film,) = (project / "out").rglob("*.mp4")
    assert read_signature(film) is None
    told = json.loads(film.with_suffix(".json").read_text())["marking"]
    assert (told["c2pa"], told["watermark"]) == (None, None)
    assert made(shell.render("--json"))["rendered"] is False


def test_the_users_key_from_flags_and_variables(shell, judge, project, tmp_path):
    key, chain = write_signer(tmp_path / "keys")
    shell.variables |= {"LOCVID_SIGN_KEY": str(key), "LOCVID_SIGN_CERTIFICATE": str(chain)}
    made(shell.render("--json"))
    (film,) = (project / "out").rglob("*.mp4")
    assert read_signature(film).signer.startswith("Newsroom GmbH")
    secret = key.read_text().splitlines()[1]
    for file in (project / "out").rglob("*"):
        if file.is_file():
            assert secret not in file.read_text(encoding="latin-1")
            assert str(key) not in file.read_text(encoding="latin-1")
    assert secret not in shell("config", "--json").out


def test_another_key_signs_again(shell, judge, tmp_path):
    made(shell.render("--json"))
    key, chain = write_signer(tmp_path / "keys")
    again = made(shell.render("--json", "--sign-key", str(key), "--sign-certificate", str(chain)))
    assert again["rendered"] is True


def test_a_key_that_cannot_be_used_ends_the_run_before_any_work(shell, judge, project, tmp_path):
    key, _ = write_signer(tmp_path / "keys")
    said = shell.render("--sign-key", str(key))
    assert said.code is ExitCode.USAGE
    assert "--sign-certificate" in said.err
    assert not list((project / "out").rglob("*.mp4"))


def test_a_key_outside_the_project_is_refused_in_its_file(shell, project):
    (project / "locvid.yaml").write_text("sign_key: ../../id_rsa\n")
    said = shell.render()
    assert said.code is ExitCode.USAGE
    assert "outside the project" in said.err


@pytest.mark.parametrize("unsigned", [(), ("--no-sign",)])
def test_without_the_library_the_run_says_so(shell, judge, monkeypatch, unsigned):
    monkeypatch.setattr(credentials, "find_spec", lambda name: None)
    said = shell.render(*unsigned)
    assert said.code is (ExitCode.OK if unsigned else ExitCode.MISSING)
    assert ("pip install 'c2pa-python" in said.err) is not bool(unsigned)
