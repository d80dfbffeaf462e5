"""Where the model folder is: named by the user, or in the cache of the Hugging Face hub."""

from __future__ import annotations

import json
import os
from pathlib import Path

from locvid.generate.base import Settings

HOW_TO_GET_IT = (
    "name a folder with --model or $LOCVID_MODEL, "
    "or run `hf download Lightricks/LTX-2.5-Diffusers` (about 70 GB)"
)


def locate(settings: Settings) -> Path | None:
    """The folder, or None where there is none; whether it is complete is not looked at."""
    if settings.model is not None:
        return settings.model
    cached = [path for path in _snapshots() if _is_ltx2(path)]
    # The newest version by name, of that the snapshot that was fetched last.
    return max(cached, key=lambda path: (path.parts[-3], path.stat().st_mtime), default=None)


def _snapshots() -> list[Path]:
    home = os.environ.get("HF_HOME") or Path.home() / ".cache" / "huggingface"
    hub = Path(os.environ.get("HF_HUB_CACHE") or Path(home) / "hub")
    return sorted(hub.glob("models--*LTX-2*/snapshots/*"))


def _is_ltx2(folder: Path) -> bool:
    try:
        content = json.loads((folder / "model_index.json").read_text(encoding="utf-8"))
        return str(content["_class_name"]).startswith("LTX2")
    except (OSError, ValueError, KeyError, TypeError):
        return False
