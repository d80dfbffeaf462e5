"""``locvid models``: what is here, what is missing, and a hub that may or may not answer."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hub_server import COMMIT, HubOnLoopback

from locvid.model.errors import ExitCode

pytest.importorskip("huggingface_hub")

FILES = {
    "model_index.json": b'{"_class_name": "LTX2Pipeline"}',
    "transformer/a.safetensors": b"weights" * 5000,
    "vae/a.safetensors": b"v" * 100,
    "audio_vae/a.safetensors": b"a" * 100,
    "text_encoder/model-00001-of-00002.safetensors": b"1" * 100,
    "text_encoder/model-00002-of-00002.safetensors": b"2" * 100,
    "text_encoder/model.safetensors.index.json": json.dumps(
        {
            "weight_map": {
                "one": "model-00001-of-00002.safetensors",
                "two": "model-00002-of-00002.safetensors",
            }
        }
    ).encode(),
    "ltx-2-single-file.safetensors": b"not part of the folder layout",
}


@pytest.fixture
def hub() -> Iterator[HubOnLoopback]:
    with HubOnLoopback(FILES) as running:
        yield running


@pytest.fixture
def models(shell, hub, tmp_path):
    """``locvid models`` with a cache of its own and the hub on this machine."""
    shell.variables |= {"HF_ENDPOINT": hub.url, "HF_HOME": str(tmp_path / "hf")}

    def run(*arguments: str):
        return shell("models", *arguments)

    run.variables = shell.variables
    run.snapshot = tmp_path / "hf/hub/models--Lightricks--LTX-2/snapshots" / COMMIT
    return run


def test_all_models_are_listed_without_asking_anybody(models, hub):
    said = models()
    assert said.code is ExitCode.OK
    (row,) = [line for line in said.out.splitlines() if line.startswith("ltx-2 ")]
    assert "not here" in row
    assert "Lightricks/LTX-2" in row
    listed = json.loads(models("--json").out)["models"]
    assert {"ltx-2.5", "minimax-h3", "ovi-1.1"} <= {each["name"] for each in listed}
    assert hub.asked == []


def test_a_download_is_found_again_and_verified(models, hub):
    said = models("ltx-2", "--download", "--verify")
    assert said.code is ExitCode.OK, said.err
    assert "state     here" in said.out
    assert "7 files are sound" in said.err
    assert "Fetching 7 files: 100%" in said.err
    assert (models.snapshot / "transformer/a.safetensors").read_bytes() == FILES[
        "transformer/a.safetensors"
    ]
    assert not (models.snapshot / "ltx-2-single-file.safetensors").exists()
    asked = len(hub.asked)
    shown = json.loads(models("ltx-2", "--json", "--offline").out)["models"][0]
    assert (shown["state"], shown["folder"]) == ("here", str(models.snapshot))
    assert len(hub.asked) == asked


def test_a_terminal_sees_bars(models, shell, hub):
    from locvid.cli.app import run
    from locvid.cli.environment import Environment

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    out, err = io.StringIO(), Terminal()
    environment = Environment(out, err, shell.variables, shell.folder)
    assert run(["models", "ltx-2", "--download", "--verify"], environment) is ExitCode.OK
    assert "Fetching" in err.getvalue()
    assert "verifying" in err.getvalue()
    assert out.getvalue().startswith("ltx-2: LTX-2 by Lightricks\n")


def test_a_download_into_a_folder_is_verified_too(models, tmp_path):
    own = tmp_path / "own"
    said = models("ltx-2", "--download", "--verify", "--folder", str(own))
    assert said.code is ExitCode.OK, said.err
    assert "7 files are sound" in said.err
    (own / "vae/a.safetensors").write_bytes(b"w" * 100)
    said = models("ltx-2", "--verify", "--folder", str(own))
    assert said.code is ExitCode.MISSING
    assert said.errors == ["error: 'ltx-2' is damaged: vae/a.safetensors"]
    assert str(own) in said.err


def test_a_changed_file_in_the_cache_is_found(models):
    assert models("ltx-2", "--download").code is ExitCode.OK
    blob = (models.snapshot / "transformer/a.safetensors").resolve()
    content = bytearray(blob.read_bytes())
    content[1000] ^= 1
    blob.write_bytes(content)
    said = models("ltx-2", "--verify")
    assert said.code is ExitCode.MISSING
    assert said.errors == ["error: 'ltx-2' is damaged: transformer/a.safetensors"]


def test_what_a_broken_download_lacks_is_named_and_fetched(models):
    assert models("ltx-2", "--download").code is ExitCode.OK
    shutil.rmtree(models.snapshot / "audio_vae")
    (models.snapshot / "text_encoder/model-00002-of-00002.safetensors").unlink()
    said = models("ltx-2")
    assert "state     incomplete" in said.out
    assert "missing   audio_vae/*.safetensors" in said.out
    assert "missing   text_encoder/model-00002-of-00002.safetensors" in said.out
    assert models("ltx-2", "--verify").code is ExitCode.MISSING
    assert models("ltx-2", "--download", "--verify").code is ExitCode.OK


def test_a_folder_copied_by_hand_has_no_checksums_and_says_so(models, tmp_path):
    own = tmp_path / "copied"
    for name, content in FILES.items():
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_bytes(content)
    said = models("ltx-2", "--verify", "--folder", str(own))
    assert said.code is ExitCode.OK
    assert "0 files are sound, 8 came without a checksum" in said.err


def test_a_transformer_may_be_a_gguf_file(models, tmp_path):
    own = tmp_path / "own"
    for name, content in FILES.items():
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_bytes(content)
    (own / "transformer/a.safetensors").unlink()
    lacking = models("ltx-2", "--folder", str(own)).out
    assert "missing   transformer/*.safetensors or transformer/*.gguf" in lacking
    (own / "transformer/small-Q4_K_M.gguf").write_bytes(b"GGUF")
    assert "state     here" in models("ltx-2", "--folder", str(own)).out


def test_an_empty_file_and_a_dangling_link_are_broken(models):
    assert models("ltx-2", "--download").code is ExitCode.OK
    (models.snapshot / "vae/a.safetensors").resolve().unlink()
    said = models("ltx-2")
    assert "broken    vae/a.safetensors" in said.out
    assert "state     incomplete" in said.out


@pytest.mark.parametrize("told_by", ["option", "variable"])
def test_offline_means_offline(models, hub, told_by):
    option = ["--offline"] if told_by == "option" else []
    if told_by == "variable":
        models.variables["HF_HUB_OFFLINE"] = "1"
    said = models("ltx-2", "--download", *option)
    assert said.code is ExitCode.MISSING
    assert len(said.errors) == 1
    assert "offline" in said.errors[0]
    assert hub.asked == []


def test_a_hub_that_cannot_be_reached_is_one_sentence(models):
    models.variables["HF_ENDPOINT"] = "http://127.0.0.1:9"
    said = models("ltx-2", "--download")
    assert said.code is ExitCode.MISSING
    assert said.errors == ["error: the hub http://127.0.0.1:9 cannot be reached"]
    assert "--folder" in said.err


def test_a_hub_that_refuses_says_how(models, hub):
    hub.refuses = 418
    assert models("ltx-2", "--download").errors == [f"error: the hub {hub.url} answers 418"]
    hub.refuses = 404
    assert models("ltx-2", "--download").code is ExitCode.MISSING


def test_gated_weights_say_where_to_agree(models, hub):
    hub.gated = True
    said = models("ltx-2", "--download")
    assert said.code is ExitCode.MISSING
    assert "agreed to its terms" in said.errors[0]
    assert f"{hub.url}/Lightricks/LTX-2" in said.err


def test_a_licence_that_excludes_regions_is_shown_and_must_be_accepted(models, hub):
    said = models("minimax-h3", "--download")
    assert said.code is ExitCode.USAGE
    for region in ("European Union", "United Kingdom", "South Korea", "United States"):
        assert region in said.errors[0]
    assert "LOCVID_ACCEPT_LICENCE=h3" in said.err
    assert hub.asked == []
    models.variables["LOCVID_ACCEPT_LICENCE"] = "other, H3"
    said = models("minimax-h3", "--download")
    assert said.code is ExitCode.OK, said.err


def test_no_room_on_the_disk_is_told_before_the_download(models, hub, monkeypatch):
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1000))
    said = models("ltx-2", "--download")
    assert said.code is ExitCode.MISSING
    assert "has room for 0.0 GB" in said.errors[0]
    assert not any("/resolve/" in path for path in hub.asked)


@pytest.mark.parametrize("place", [[], ["--folder", "own"]])
def test_what_is_there_already_needs_no_room(models, hub, monkeypatch, place):
    assert models("ltx-2", "--download", *place).code is ExitCode.OK
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=0))
    assert models("ltx-2", "--download", *place).code is ExitCode.OK


def test_without_the_hub_s_library_it_says_how_to_get_it(models, monkeypatch):
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    said = models("ltx-2", "--download")
    assert said.code is ExitCode.MISSING
    assert "pip install 'locvid[gpu]'" in said.err
    assert models("ltx-2").code is ExitCode.OK


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ltx-3"], "no model called 'ltx-3'"),
        (["kling"], "Kling 3.0 is hosted by Kuaishou"),
        (["--download"], "say which model is meant"),
    ],
)
def test_what_makes_no_sense_is_refused(models, arguments, told):
    said = models(*arguments)
    assert said.code is ExitCode.USAGE
    assert told in said.errors[0]


def test_the_cache_is_found_by_the_hub_s_own_variables(tmp_path: Path) -> None:
    from locvid.generate.hub import cache_folder

    assert cache_folder({"HF_HUB_CACHE": "/a", "HF_HOME": "/b"}) == Path("/a")
    assert cache_folder({"HF_HOME": "/b"}) == Path("/b/hub")
    assert cache_folder({"XDG_CACHE_HOME": "/c"}) == Path("/c/huggingface/hub")
    assert cache_folder({}) == Path.home() / ".cache/huggingface/hub"
