"""Downloads weights from a hub. Everything that can go wrong there becomes one sentence."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, TextIO

from locvid.generate.hub import cache_folder
from locvid.model.errors import InvalidInput, MissingDependency
from locvid.model.family import Checkpoint

_TRUE = frozenset({"1", "ON", "YES", "TRUE"})
"""What the hub's library takes for yes in a variable."""

_SELDOM_S = 30.0
_SPARE = 1.02
"""Room on the disk over what is downloaded, as a factor."""


def offline(variables: Mapping[str, str]) -> bool:
    """Whether the environment forbids asking a hub."""
    names = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
    return any(variables.get(name, "").upper() in _TRUE for name in names)


def download(
    checkpoint: Checkpoint,
    variables: Mapping[str, str],
    folder: Path | None,
    progress: TextIO,
    redrawn: bool,
) -> None:
    """Fetch what is missing, into ``folder`` or into the hub's cache; goes on where it stopped.

    ``progress`` is where its bars go; ``redrawn`` where that is a terminal, else they come
    seldom. Raises MissingDependency where the
    library, the hub, the right to read or the room on the disk is missing.
    """
    api, library = _library(variables)
    with _hub_errors(checkpoint, variables):
        info = api.model_info(checkpoint.repository, files_metadata=True, timeout=20)
        wanted = [each for each in info.siblings or [] if _wanted(each.rfilename, checkpoint)]
        if not wanted:
            raise InvalidInput(
                f"{checkpoint.repository} has none of the files of '{checkpoint.name}'",
                hint="correct its 'fetch' patterns in presets/models",
            )
        target = folder or cache_folder(variables)
        missing = [each for each in wanted if not _is_here(each, checkpoint, target, folder)]
        _require_room(target, sum(each.size or 0 for each in missing))
        library.snapshot_download(
            checkpoint.repository,
            revision=info.sha,
            cache_dir=None if folder else target,
            local_dir=folder,
            allow_patterns=list(checkpoint.fetch) or None,
            endpoint=api.endpoint,
            tqdm_class=_bars(progress, redrawn),
        )
        if folder is None:
            _point_main_at(target, checkpoint, info.sha)


def _library(variables: Mapping[str, str]) -> tuple[Any, Any]:
    try:
        import huggingface_hub
    except ImportError as error:
        raise MissingDependency(
            "downloads need the package huggingface_hub",
            hint="pip install 'locvid[gpu]', or pip install huggingface_hub",
        ) from error
    return huggingface_hub.HfApi(endpoint=variables.get("HF_ENDPOINT")), huggingface_hub


def _wanted(name: str, checkpoint: Checkpoint) -> bool:
    return not checkpoint.fetch or any(fnmatch(name, pattern) for pattern in checkpoint.fetch)


def _is_here(wanted: Any, checkpoint: Checkpoint, target: Path, folder: Path | None) -> bool:
    """Whether a file was downloaded before, as far as its size tells."""
    name = wanted.lfs.sha256 if wanted.lfs else wanted.blob_id
    file = folder / wanted.rfilename if folder else _own(target, checkpoint) / "blobs" / str(name)
    return file.is_file() and file.stat().st_size == wanted.size


def _own(cache: Path, checkpoint: Checkpoint) -> Path:
    return cache / f"models--{checkpoint.repository.replace('/', '--')}"


def _require_room(target: Path, size: int) -> None:
    there = next(path for path in (target, *target.absolute().parents) if path.exists())
    free = shutil.disk_usage(there).free
    if free < size * _SPARE:
        raise MissingDependency(
            f"{target} has room for {free / 1e9:.1f} GB, and {size / 1e9:.1f} GB are to come",
            hint="make room, or choose another disk with --folder",
        )


def _point_main_at(cache: Path, checkpoint: Checkpoint, commit: str) -> None:
    """A download by commit leaves no branch behind, by which it would be found again."""
    refs = _own(cache, checkpoint) / "refs"
    refs.mkdir(parents=True, exist_ok=True)
    (refs / "main").write_text(commit, encoding="utf-8")


def _bars(progress: TextIO, redrawn: bool) -> Any:
    from tqdm.auto import tqdm

    class Bars(tqdm):  # type: ignore[misc,unused-ignore]
        def __init__(self, *arguments: Any, **options: Any) -> None:
            interval_s = 0.1 if redrawn else _SELDOM_S
            options |= {"file": progress, "mininterval": interval_s, "disable": False}
            # An addition of the hub's own bars that tqdm does not know.
            options.pop("name", None)
            super().__init__(*arguments, **options)

    return Bars


@contextmanager
def _hub_errors(checkpoint: Checkpoint, variables: Mapping[str, str]) -> Iterator[None]:
    from huggingface_hub import errors

    # The library is built on httpx or on httpx2, by its version; its own error knows which.
    network: Any = next(b for b in errors.HfHubHTTPError.__bases__ if b is not OSError)
    hub = variables.get("HF_ENDPOINT") or "https://huggingface.co"
    page = f"{hub}/{checkpoint.repository}"
    try:
        yield
    except errors.GatedRepoError as error:
        raise MissingDependency(
            f"{checkpoint.repository} is only given to who has agreed to its terms",
            hint=f"agree at {page}, then log in with `hf auth login`",
        ) from error
    except errors.RepositoryNotFoundError as error:
        raise MissingDependency(
            f"{checkpoint.repository} is not there, or not for you",
            hint=f"look at {page}, or log in with `hf auth login`",
        ) from error
    except (network, errors.LocalEntryNotFoundError, ConnectionError) as error:
        code = getattr(getattr(error, "response", None), "status_code", None)
        why = f"answers {code}" if code else "cannot be reached"
        raise MissingDependency(
            f"the hub {hub} {why}",
            hint=f"try again later, or fetch {checkpoint.repository} on another machine and "
            "name its folder with --folder",
        ) from error
    except (errors.FileMetadataError, ValueError) as error:
        raise MissingDependency(
            f"the hub {hub} gives an answer that is of no use: {' '.join(str(error).split())[:200]}"
        ) from error
