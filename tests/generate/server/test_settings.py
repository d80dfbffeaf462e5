"""What is said about servers: addresses, keys and limits."""

from __future__ import annotations

import json
from typing import Any

import pytest
from prompts import LIBRARY
from serving import Settings, perform
from video_server import VideoServerOnLoopback

from locvid.generate.server.generator import ServerGenerator
from locvid.generate.server.settings import ServerSettings, is_secret, shown
from locvid.model.errors import ExitCode, InvalidInput, MissingDependency

KEY = "secret-token-1234"


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


def test_a_wrong_address_is_told_without_its_password() -> None:
    with pytest.raises(InvalidInput) as caught:
        ServerSettings.of({"LOCVID_SERVER_URLS": "ftp://anna:hunter2@gpu1"})
    assert "hunter2" not in caught.value.message


@pytest.mark.parametrize("name", ["api_key", "token", "Authorization", "client-secret"])
def test_parameters_that_are_secrets_are_known_by_their_names(name: str) -> None:
    assert is_secret(name)
    assert not is_secret("num_inference_steps")


def test_addresses_are_read_with_and_without_the_path() -> None:
    written = "http://a:1/v1, https://b/v1/videos http://a:1/"
    assert ServerSettings.of({"LOCVID_SERVER_URLS": written}).urls == ("http://a:1", "https://b")


def test_what_is_asked_for_is_in_the_version_and_where_it_runs_is_not(settings: Settings) -> None:
    def version(**changes: Any) -> str:
        return ServerGenerator(LIBRARY, settings(**changes)).version

    assert version() == version(urls=("http://other:1",), key="k")
    assert len({version(), version(model="big"), version(params={"steps": 3})}) == 3
