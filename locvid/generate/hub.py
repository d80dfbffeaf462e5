"""Where a model folder is: named by the user, or in the cache of the Hugging Face hub.

The layout of the cache is documented at
https://huggingface.co/docs/huggingface_hub/guides/manage-cache.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from locvid.generate.base import Settings


def locate(settings: Settings, repositories: str, index: str, kind: str) -> Path | None:
    """The folder, or None where there is none; whether it is complete is not looked at.

    ``repositories`` is a pattern of their names in the cache (``*LTX-2*``), ``index`` the file that
    must name a class beginning with ``kind``.
    """
    if settings.model is not None:
        return settings.model
    cached = (snapshot(each) for each in cache_folder(os.environ).glob(f"models--{repositories}"))
    there = [folder for folder in cached if folder is not None and _is_of(folder / index, kind)]
    # The last repository by name is the newest version, whoever converted it.
    return max(there, key=lambda folder: _name(folder).lower(), default=None)


def cache_folder(variables: Mapping[str, str]) -> Path:
    """The hub's cache, by the variables that its own library reads."""
    if chosen := variables.get("HF_HUB_CACHE"):
        return Path(chosen).expanduser()
    home = variables.get("HF_HOME")
    base = Path(variables.get("XDG_CACHE_HOME") or "~/.cache") / "huggingface"
    return Path(home or base).expanduser() / "hub"


def snapshot(repository: Path) -> Path | None:
    """Of a repository in the cache the version that ``main`` means, else the one fetched last."""
    try:
        commit = (repository / "refs" / "main").read_text(encoding="utf-8").strip()
    except OSError:
        commit = ""
    if commit and (named := repository / "snapshots" / commit).is_dir():
        return named
    fetched = [path for path in (repository / "snapshots").glob("*") if path.is_dir()]
    return max(fetched, key=lambda path: path.stat().st_mtime, default=None)


def _name(snapshot_: Path) -> str:
    """Of ``models--OWNER--NAME/snapshots/COMMIT`` the name."""
    return snapshot_.parts[-3].rpartition("--")[2]


def _is_of(index: Path, kind: str) -> bool:
    try:
        content = json.loads(index.read_text(encoding="utf-8"))
        return str(content["_class_name"]).startswith(kind)
    except (OSError, ValueError, KeyError, TypeError):
        return False
