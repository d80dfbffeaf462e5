"""Where a model folder is: named by the user, or in the cache of the Hugging Face hub."""

from __future__ import annotations

import json
import os
from pathlib import Path

from locvid.generate.base import Settings


def locate(settings: Settings, repositories: str, index: str, kind: str) -> Path | None:
    """The folder, or None where there is none; whether it is complete is not looked at.

    ``repositories`` is a pattern of their names in the cache (``*LTX-2*``), ``index`` the file that
    must name a class beginning with ``kind``.
    """
    if settings.model is not None:
        return settings.model
    cached = [path for path in _snapshots(repositories) if _is_of(path / index, kind)]
    # The last repository by name is the newest version; of that the snapshot fetched last.
    return max(cached, key=lambda path: (path.parts[-3], path.stat().st_mtime), default=None)


def _snapshots(repositories: str) -> list[Path]:
    home = os.environ.get("HF_HOME") or Path.home() / ".cache" / "huggingface"
    hub = Path(os.environ.get("HF_HUB_CACHE") or Path(home) / "hub")
    return sorted(hub.glob(f"models--{repositories}/snapshots/*"))


def _is_of(index: Path, kind: str) -> bool:
    try:
        content = json.loads(index.read_text(encoding="utf-8"))
        return str(content["_class_name"]).startswith(kind)
    except (OSError, ValueError, KeyError, TypeError):
        return False
