"""Weights on this machine: where they are, whether they are all there, whether they are sound.

Reads folders only.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from locvid.generate.hub import cache_folder, snapshot
from locvid.model.family import Checkpoint

MODEL_VARIABLE = "LOCVID_MODEL"
"""Names one folder with weights, as the GPU generators read it."""

_BLOCK = 1 << 22
_SHA256_DIGITS, _SHA1_DIGITS = 64, 40


@dataclass(frozen=True, slots=True)
class WeightsFile:
    """A file by its path within the folder, with slashes."""

    name: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Weights:
    """What is there of a checkpoint; ``folder`` is None where nothing was found.

    ``origin`` says how it was found: folder or cache. ``missing`` are patterns that match nothing
    and shards that are listed and not there; ``broken`` are empty files and links into nothing.
    """

    checkpoint: Checkpoint
    folder: Path | None
    origin: str
    files: tuple[WeightsFile, ...] = ()
    missing: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether the weights can be loaded as far as their names and sizes tell."""
        return self.folder is not None and not self.missing and not self.broken

    @property
    def bytes(self) -> int:
        """All files together."""
        return sum(file.bytes for file in self.files)


@dataclass(frozen=True, slots=True)
class Checked:
    """A file against the checksum that came with it; ``sound`` is None where none is known."""

    name: str
    sound: bool | None


def find(
    checkpoint: Checkpoint, variables: Mapping[str, str], folder: Path | None = None
) -> Weights:
    """Look into ``folder`` if one is given, else into the hub's cache."""
    if folder is not None:
        return _examined(checkpoint, folder, "folder") if folder.is_dir() else _nothing(checkpoint)
    name = f"models--{checkpoint.repository.replace('/', '--')}"
    cached = snapshot(cache_folder(variables) / name)
    return _examined(checkpoint, cached, "cache") if cached else _nothing(checkpoint)


def verify(weights: Weights, report: Callable[[float], None]) -> Iterator[Checked]:
    """Hash every file that came with a checksum; ``report`` takes the share of bytes read.

    The hub's cache names each file by its checksum; a folder that was downloaded into has them
    beside it. A folder copied by hand has none.
    """
    assert weights.folder is not None
    done = 0

    def tell(read: int) -> None:
        nonlocal done
        done += read
        report(done / max(1, weights.bytes))

    for file in weights.files:
        path = weights.folder / file.name
        expected = _checksum(weights.folder, file.name)
        if expected is None:
            tell(file.bytes)
        yield Checked(
            file.name, None if expected is None else _hash(path, expected, tell) == expected
        )


def _nothing(checkpoint: Checkpoint) -> Weights:
    return Weights(checkpoint, None, "")


def _examined(checkpoint: Checkpoint, folder: Path, origin: str) -> Weights:
    files: list[WeightsFile] = []
    broken: list[str] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        # The hub's library keeps notes of its own in such folders.
        if name.startswith(".cache/") or path.is_dir():
            continue
        size = path.stat().st_size if path.exists() else 0
        (files.append(WeightsFile(name, size)) if size else broken.append(name))
    missing = [
        " or ".join(need.split("|"))
        for need in checkpoint.needs
        if not any(any(folder.glob(pattern)) for pattern in need.split("|"))
    ]
    names = {file.name for file in files}
    missing += [name for name in _shards(folder) if name not in names and name not in broken]
    return Weights(checkpoint, folder, origin, tuple(files), tuple(missing), tuple(broken))


def _shards(folder: Path) -> Iterator[str]:
    """Files that the indices of divided weights name."""
    for index in sorted(folder.rglob("*.safetensors.index.json")):
        try:
            listed = set(json.loads(index.read_text(encoding="utf-8"))["weight_map"].values())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
        below = index.parent.relative_to(folder).as_posix()
        for name in sorted(listed):
            yield name if below == "." else f"{below}/{name}"


def _checksum(folder: Path, name: str) -> str | None:
    path = folder / name
    if path.is_symlink():
        blob = path.readlink().name
        return blob if len(blob) in (_SHA256_DIGITS, _SHA1_DIGITS) else None
    note = folder / ".cache" / "huggingface" / "download" / f"{name}.metadata"
    try:
        # Three lines: commit, checksum, time.
        return note.read_text(encoding="utf-8").splitlines()[1].strip()
    except (OSError, IndexError, UnicodeDecodeError):
        return None


def _hash(path: Path, expected: str, tell: Callable[[int], None]) -> str:
    """SHA-256 of large files, git's SHA-1 of small ones, as the hub names them."""
    if len(expected) == _SHA256_DIGITS:
        digest = hashlib.sha256()
    else:
        digest = hashlib.sha1(f"blob {path.stat().st_size}\0".encode(), usedforsecurity=False)
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            tell(len(block))
    return digest.hexdigest()
