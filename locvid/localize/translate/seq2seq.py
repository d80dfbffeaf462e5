"""Translation models of transformers, from a folder, the cache or a hub (extra ``gpu``)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from importlib.metadata import version as installed_version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from locvid.localize.translate.base import Passage, Progress, Translated
from locvid.localize.translate.families import family_of
from locvid.model.availability import READY, Availability
from locvid.model.errors import InvalidInput, MissingDependency
from locvid.model.locale import Locale

_HOW_TO_GET_IT = "pip install 'locvid[gpu]'"
_MODEL_HINT = (
    "name it as transformers:MODEL, a folder or a name on the hub: "
    "--translate transformers:facebook/m2m100_418M"
)
_BATCH = 16
_BEAMS = 4
_CANDIDATES = 3
_LONGEST_GROWTH = 3
"""A translation has at most this many times the pieces of its source, and a few more."""


class Seq2SeqTranslator:
    """NLLB-200, M2M-100, MADLAD-400 and OPUS-MT; beam search, so that runs repeat."""

    name = "transformers"

    def __init__(self, argument: str = "") -> None:
        self._model_name = argument

    def available(self) -> Availability:
        """Whether the libraries are installed and a model is named; a folder must hold one."""
        needed = ("torch", "transformers", "sentencepiece")
        missing = [package for package in needed if find_spec(package) is None]
        if missing:
            return Availability(False, f"not installed: {', '.join(missing)}", _HOW_TO_GET_IT)
        if not self._model_name:
            return Availability(False, "no model is named", _MODEL_HINT)
        folder = Path(self._model_name)
        if folder.is_dir() and not (folder / "config.json").is_file():
            return Availability(False, f"{folder} holds no model: config.json is missing")
        return READY

    def version(self) -> str:
        """The model's name and the library's version."""
        return f"{self._model_name} (transformers {installed_version('transformers')})"

    def translate(
        self,
        passages: Sequence[Passage],
        source: Locale,
        target: Locale,
        progress: Progress | None = None,
    ) -> list[Translated]:
        """Translate in batches of lines of like length."""
        tokenizer, model = self._loaded
        family = family_of(tokenizer, model.config.model_type)
        if family is None:
            raise InvalidInput(
                f"{self._model_name} is of the family '{model.config.model_type}', "
                "which locvid cannot tell what to translate",
                hint="take an NLLB-200, M2M-100, MADLAD-400 or OPUS-MT model",
            )
        prefix, arguments = family(tokenizer, source, target)
        found: dict[int, Translated] = {}
        for batch in _batches(passages):
            texts = [prefix + passages[index].text for index in batch]
            encoded = tokenizer(texts, return_tensors="pt", padding=True).to(model.device)
            self._refuse_long(encoded, [passages[index].id for index in batch], model)
            candidates = _generated(model, encoded, arguments, tokenizer.pad_token_id)
            said = tokenizer.batch_decode(candidates, skip_special_tokens=True)
            for row, index in enumerate(batch):
                found[index] = _best(
                    said[row * _CANDIDATES : (row + 1) * _CANDIDATES], passages[index]
                )
            if progress is not None:
                progress(len(found), len(passages))
        return [found[index] for index in range(len(passages))]

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        import torch
        from safetensors import SafetensorError
        from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

        offline = bool(os.environ.get("HF_HUB_OFFLINE"))
        try:
            tokenizer = AutoTokenizer.from_pretrained(self._model_name, local_files_only=offline)
            model = AutoModelForSeq2SeqLM.from_pretrained(
                self._model_name, local_files_only=offline
            )
        except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
            reason = str(error).strip().splitlines()[0]
            raise MissingDependency(
                f"the translation model {self._model_name} cannot be loaded: {reason}",
                hint=_MODEL_HINT,
            ) from error
        device = "cuda" if torch.cuda.is_available() else "cpu"
        return tokenizer, model.to(device).eval()

    def _refuse_long(self, encoded: Any, ids: Sequence[str], model: Any) -> None:
        """A model given more than it was made for leaves out the rest without a word."""
        limit = getattr(model.config, "max_position_embeddings", None)
        lengths = encoded["attention_mask"].sum(dim=1).tolist()
        for name, length in zip(ids, lengths, strict=True):
            if limit is not None and length > limit:
                raise InvalidInput(
                    f"line {name} is too long for {self._model_name}: {length} pieces of {limit}",
                    hint="split it into two lines",
                )


def _batches(passages: Sequence[Passage]) -> Iterator[list[int]]:
    order = sorted(range(len(passages)), key=lambda index: len(passages[index].text))
    for start in range(0, len(order), _BATCH):
        yield order[start : start + _BATCH]


def _generated(model: Any, encoded: Any, arguments: Mapping[str, Any], pad: int) -> Any:
    """Token numbers [passages × candidates, length], each passage's candidates best first."""
    import torch

    with torch.inference_mode():
        found = model.generate(
            **encoded,
            **arguments,
            do_sample=False,
            num_beams=_BEAMS,
            num_return_sequences=_CANDIDATES,
            max_new_tokens=_LONGEST_GROWTH * int(encoded["input_ids"].shape[1]) + 10,
        )
        # Not every tokenizer counts the token that names the language among the special ones.
        language = arguments.get("forced_bos_token_id")
        return found if language is None else found.masked_fill(found == language, pad)


def _best(candidates: Sequence[str], passage: Passage) -> Translated:
    texts = [text for text in dict.fromkeys(one.strip() for one in candidates) if text]
    if not texts:
        raise MissingDependency(f"the model has no translation of {passage.id}")
    return Translated(texts[0], tuple(texts[1:]))
