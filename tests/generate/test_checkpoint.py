"""Folders that are no usable model: each is told apart without loading anything."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from locvid.generate.checkpoint import examine
from locvid.generate.ltx2.version import COMPONENTS, USED, version_of
from locvid.model.errors import InvalidInput


def write_weights(file: Path, size: int = 16) -> None:
    head = json.dumps({"w": {"dtype": "F32", "shape": [4], "data_offsets": [0, size]}}).encode()
    file.write_bytes(len(head).to_bytes(8, "little") + head + bytes(size))


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """The shape of an LTX-2 folder, with nothing in its weights."""
    folder = tmp_path / "ltx"
    folder.mkdir()
    index: dict[str, object] = {"_class_name": "LTX2Pipeline", "processor": [None, None]}
    for name in COMPONENTS:
        index[name] = ["diffusers", "Something"]
        (folder / name).mkdir()
        own = {"scheduler": "scheduler_config.json", "tokenizer": "tokenizer_config.json"}
        (folder / name / own.get(name, "config.json")).write_text("{}")
        if name not in own:
            write_weights(folder / name / "model.safetensors")
    (folder / "model_index.json").write_text(json.dumps(index))
    return folder


def drop_component(folder: Path) -> None:
    for file in (folder / "vocoder").iterdir():
        file.unlink()
    (folder / "vocoder").rmdir()


def drop_shard(folder: Path) -> None:
    listing = {"weight_map": {"a": "model.safetensors", "b": "model-2.safetensors"}}
    path = folder / "transformer" / "model.safetensors.index.json"
    path.write_text(json.dumps(listing))


def cut_download(folder: Path) -> None:
    file = folder / "transformer" / "model.safetensors"
    file.write_bytes(file.read_bytes()[:-3])


def no_header(folder: Path) -> None:
    (folder / "vae" / "model.safetensors").write_bytes(b"<html>404 Not Found</html>")


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "no index": (lambda f: (f / "model_index.json").unlink(), "has no model_index.json"),
    "index cut off": (lambda f: (f / "model_index.json").write_text('{"_class'), "is damaged"),
    "component gone": (drop_component, "the component 'vocoder' is missing"),
    "weights gone": (lambda f: (f / "vae" / "model.safetensors").unlink(), "has no weights"),
    "shard gone": (drop_shard, "model-2.safetensors is missing"),
    "download cut off": (cut_download, "is damaged: it has"),
    "a web page": (no_header, "it is no safetensors file"),
    "no config": (lambda f: (f / "vae" / "config.json").unlink(), "has no configuration"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_with_a_folder_is_told(model: Path, name: str) -> None:
    spoil, words = BROKEN[name]
    spoil(model)
    with pytest.raises(InvalidInput, match=words) as caught:
        examine(model)
    assert caught.value.hint


def test_no_folder_and_a_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="there is no model folder"):
        examine(tmp_path / "nothing")
    (tmp_path / "ltx.safetensors").write_bytes(b"")
    with pytest.raises(InvalidInput, match="is a file"):
        examine(tmp_path / "ltx.safetensors")


def test_a_whole_folder_is_sized_and_sealed(model: Path) -> None:
    found = examine(model)
    assert found.kind == "LTX2Pipeline"
    assert found.sizes_gb["transformer"] > 0
    assert found.sizes_gb["scheduler"] == 0
    write_weights(model / "vae" / "model.safetensors", size=32)
    examine.cache_clear()
    assert examine(model).fingerprint != found.fingerprint


def test_another_model_is_refused(model: Path) -> None:
    index = json.loads((model / "model_index.json").read_text())
    (model / "model_index.json").write_text(json.dumps({**index, "_class_name": "FluxPipeline"}))
    with pytest.raises(InvalidInput, match="holds a FluxPipeline, not LTX-2"):
        version_of(examine(model))


@pytest.mark.parametrize(
    ("config", "folder", "name", "distilled", "blocks"),
    [
        ({}, "ltx-2-19b-dev", "2.0", False, (29,)),
        ({}, "LTX-2-Distilled", "2.0", True, (29,)),
        ({"cross_attn_mod": True}, "LTX-2.3-Diffusers", "2.3", False, (28,)),
        ({"use_keyframes_abs_pos_embedding": True}, "LTX-2.5-Diffusers", "2.5", True, (28,)),
        ({"use_keyframes_abs_pos_embedding": True}, "ltx-2.5-22b-dev", "2.5", False, (28,)),
    ],
)
def test_the_version_is_told_by_configuration_and_name(
    model: Path, config: dict[str, object], folder: str, name: str, distilled: bool, blocks: object
) -> None:
    (model / "transformer" / "config.json").write_text(json.dumps(config))
    found = version_of(examine(model.rename(model.parent / folder)))
    assert (found.name, found.distilled, found.stg_blocks) == (name, distilled, blocks)
    assert found.cross_timestep is (name != "2.0")


def test_a_folder_is_known_by_its_name_from_within(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(model.rename(model.parent / "ltx-2-distilled"))
    examine.cache_clear()
    assert version_of(examine(Path())).distilled


def test_parts_that_are_not_used_are_not_looked_at(model: Path) -> None:
    index = json.loads((model / "model_index.json").read_text())
    more = {**index, "duration_head": ["ltx2", "LTX2DurationHead"]}
    (model / "model_index.json").write_text(json.dumps(more))
    with pytest.raises(InvalidInput, match="'duration_head' is missing"):
        examine(model)
    assert set(examine(model, used=USED).configs) == set(COMPONENTS)
