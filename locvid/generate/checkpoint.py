"""A model folder as diffusers keeps it, examined without loading anything: is it all there?

Reads the index, the configurations and the headers of the weights. A download that broke off, a
folder of another model and a damaged file are told in one sentence, before a GPU is touched.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from locvid.generate.device import out_of_memory
from locvid.generate.memory import TRANSFORMER
from locvid.model.errors import InvalidInput, Location

GB = 1e9
_HEADER_MOST = 100_000_000
"""Bytes of a safetensors header at most, as its specification says."""

_GGUF_HEAD = 1 << 20
"""Bytes at the beginning of a GGUF file, with names, shapes and places of its tensors."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a folder holds. ``kind`` is the pipeline's class as the index names it.

    ``sizes_gb`` are the weights of each component (safetensors), ``gguf`` the transformer as a GGUF
    file, beside those or in place of them; ``fingerprint`` (12 hex digits) changes with
    configurations, names, sizes and the heads of the weights.
    """

    folder: Path
    kind: str
    configs: Mapping[str, Mapping[str, Any]]
    sizes_gb: Mapping[str, float]
    fingerprint: str
    gguf: Path | None = None

    @property
    def label(self) -> str:
        """The folder's name; in the hub's cache, where that is a hash, the repository's."""
        parts = self.folder.absolute().parts
        return parts[-3] if len(parts) > 2 and parts[-2] == "snapshots" else parts[-1]

    @property
    def total_gb(self) -> float:
        """All weights together; of a transformer that is there twice, the larger."""
        twice = min(self.gguf_gb or 0.0, self.sizes_gb.get(TRANSFORMER, 0.0))
        return sum(self.sizes_gb.values()) + (self.gguf_gb or 0.0) - twice

    @property
    def gguf_gb(self) -> float | None:
        """Size of the GGUF file, None without one."""
        return None if self.gguf is None else self.gguf.stat().st_size / GB


@cache
def examine(
    folder: Path,
    index: str = "model_index.json",
    optional: frozenset[str] = frozenset(),
    used: frozenset[str] | None = None,
) -> Checkpoint:
    """Look into ``folder``; ``index`` is the file that names its components.

    Components in ``optional`` may be left out; those that are not ``used`` are not looked at (None:
    all are). Raises InvalidInput that says what is missing or damaged.
    """
    if not folder.exists():
        raise InvalidInput(f"there is no model folder '{folder}'")
    if not folder.is_dir():
        raise InvalidInput(
            f"'{folder.name}' is a file, not a model folder in the layout of diffusers",
            Location(folder),
            hint=f"name the folder that holds {index}",
        )
    if not (folder / index).is_file():
        raise InvalidInput(
            f"'{folder.name}' has no {index}: it is no model folder of this kind",
            Location(folder),
            hint=f"name the folder that holds {index}, or download the whole of it again",
        )
    content = _json(folder / index)
    kind = content.get("_class_name")
    if not isinstance(kind, str):
        raise _problem(folder, f"has an {index} that names no pipeline")
    seal = hashlib.sha256((folder / index).read_bytes())
    configs: dict[str, Mapping[str, Any]] = {}
    sizes: dict[str, float] = {}
    gguf: Path | None = None
    for name, entry in sorted(content.items()):
        # An optional component that the checkpoint does not have stands as [null, null].
        if not isinstance(entry, list) or len(entry) < 2 or entry[:2] == [None, None]:
            continue
        if used is not None and name not in used:
            continue
        part = folder / name
        if name in optional and not part.is_dir():
            continue
        if not part.is_dir():
            raise _problem(folder, f"is incomplete: the component '{name}' is missing")
        configs[name] = _config(part, seal)
        if name == TRANSFORMER:
            gguf = _gguf(part, seal)
        needed = name != TRANSFORMER or gguf is None
        sizes[name] = _weights(part, seal, needed) / GB
    return Checkpoint(folder, kind, configs, sizes, seal.hexdigest()[:12], gguf)


@contextmanager
def loading(checkpoint: Checkpoint) -> Iterator[None]:
    """Turns what the libraries raise while they load into one sentence: InvalidInput.

    For files that are whole but do not belong together. Running out of memory is let through.
    """
    try:
        yield
    except (OSError, ValueError, RuntimeError, KeyError, TypeError, AttributeError) as error:
        if out_of_memory(error):
            raise
        reason = str(error).strip().splitlines()
        raise InvalidInput(
            f"the model in '{checkpoint.label}' cannot be loaded: "
            f"{reason[0] if reason else type(error).__name__}",
            Location(checkpoint.folder),
            hint="download it again, or name a checkpoint that diffusers 0.42 reads",
        ) from error


def _config(part: Path, seal: Any) -> Mapping[str, Any]:
    """The component's configuration; tokenizers and schedulers have theirs under other names."""
    names = ("config.json", "scheduler_config.json", "tokenizer_config.json")
    for name in (*names, "preprocessor_config.json", "processor_config.json"):
        if (part / name).is_file():
            seal.update((part / name).read_bytes())
            return _json(part / name)
    raise _problem(part.parent, f"is incomplete: '{part.name}' has no configuration")


def _gguf(part: Path, seal: Any) -> Path | None:
    """The GGUF file in ``part``, if there is one; of several nobody can know which is meant."""
    files = sorted(part.glob("*.gguf"))
    if len(files) > 1:
        names = ", ".join(file.name for file in files)
        raise InvalidInput(
            f"there are {len(files)} GGUF files in '{part.name}': {names}",
            Location(part),
            hint="leave one of them there",
        )
    for file in files:
        with file.open("rb") as stream:
            head = stream.read(_GGUF_HEAD)
        if not head.startswith(b"GGUF"):
            raise _damaged(file, "it is no GGUF file")
        seal.update(f"{file.name} {file.stat().st_size}".encode() + head)
    return files[0] if files else None


def _weights(part: Path, seal: Any, needed: bool) -> int:
    """Bytes of the weights in ``part``, every file's header checked; 0 where it needs none."""
    files = {path.name for path in part.glob("*.safetensors")}
    for listing in part.glob("*.safetensors.index.json"):
        listed = set(_json(listing).get("weight_map", {}).values())
        if lost := sorted(listed - files):
            raise _problem(part.parent, f"is incomplete: {part.name}/{lost[0]} is missing")
    model = "config.json" in {path.name for path in part.iterdir()}
    if model and needed and not files:
        raise _problem(part.parent, f"is incomplete: '{part.name}' has no weights (*.safetensors)")
    return sum(_checked(part / name, seal) for name in sorted(files))


def _checked(file: Path, seal: Any) -> int:
    """The file's size; raises where its header and its length do not fit together."""
    size = file.stat().st_size
    with file.open("rb") as stream:
        length = int.from_bytes(stream.read(8), "little")
        head = stream.read(min(length, _HEADER_MOST))
    seal.update(f"{file.name} {size}".encode() + head)
    try:
        if len(head) != length:
            raise ValueError("no header")
        tensors = json.loads(head)
        tensors.pop("__metadata__", None)
        end = max((tensor["data_offsets"][1] for tensor in tensors.values()), default=0)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(file, "it is no safetensors file") from error
    if 8 + length + end != size:
        raise _damaged(file, f"it has {size} bytes and should have {8 + length + end}")
    return size


def _json(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _damaged(file, "it is not JSON") from error
    if not isinstance(content, dict):
        raise _damaged(file, "it is not a JSON object")
    return content


def _damaged(file: Path, why: str) -> InvalidInput:
    return InvalidInput(
        f"the model file {file.parent.name}/{file.name} is damaged: {why}",
        Location(file),
        hint="download it again",
    )


def _problem(folder: Path, what: str) -> InvalidInput:
    return InvalidInput(
        f"'{folder.name}' {what}", Location(folder), hint="download the whole model folder again"
    )
