"""Models in the cache of the hub: the newest is found by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from locvid.generate.base import DEFAULTS
from locvid.generate.hub import locate


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    return tmp_path


def put(cache: Path, repository: str, kind: str = "LTX2Pipeline") -> Path:
    folder = cache / f"models--{repository.replace('/', '--')}" / "snapshots" / "abc"
    folder.mkdir(parents=True)
    (folder / "model_index.json").write_text(json.dumps({"_class_name": kind}))
    return folder


def found() -> Path | None:
    return locate(DEFAULTS, "*LTX-2*", "model_index.json", "LTX2")


def test_the_newest_version_is_taken_whoever_converted_it(cache: Path) -> None:
    put(cache, "rootonchair/LTX-2-19b-distilled")
    put(cache, "diffusers/LTX-2.3-Distilled-Diffusers")
    newest = put(cache, "Lightricks/LTX-2.5-Diffusers")
    assert found() == newest


def test_what_only_has_the_name_is_no_model(cache: Path) -> None:
    put(cache, "somebody/LTX-2.9-images", kind="FluxPipeline")
    assert found() is None
    own = put(cache, "Lightricks/LTX-2")
    assert found() == own
