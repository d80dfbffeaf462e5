"""Weights with fewer bits, by the libraries that diffusers offers for it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from locvid.generate.memory import TEXT_ENCODER, TRANSFORMER, MemoryPlan, Precision

_LIBRARIES = {Precision.INT8: "torchao", Precision.NF4: "bitsandbytes"}


def quantisers() -> frozenset[Precision]:
    """What can be made of stored weights with the libraries that are installed."""
    return frozenset(made for made, library in _LIBRARIES.items() if find_spec(library))


def reads_gguf() -> bool:
    """Whether a GGUF file can be read here."""
    return find_spec("gguf") is not None


def configurations(plan: MemoryPlan, dtype: Any) -> dict[str, Any]:
    """Component -> quantisation config of diffusers or transformers; empty where all is as stored.

    ``dtype`` is what activations have. A transformer of a GGUF file is not in it.
    """
    mapping = {}
    if plan.weights in _LIBRARIES:
        mapping[TRANSFORMER] = _of_diffusers(plan.weights, dtype)
    if plan.text in _LIBRARIES:
        mapping[TEXT_ENCODER] = _of_transformers(plan.text, dtype)
    return mapping


def parts(folder: Path, mapping: Mapping[str, Any], dtype: Any) -> dict[str, Any]:
    """The components of ``mapping`` (component -> configuration), each in the machine's memory.

    One after the other: bitsandbytes makes its weights on the card, and all at once may not fit
    there where one at a time does.
    """
    from diffusers import DiffusionPipeline

    from locvid.generate.device import release

    kinds = DiffusionPipeline.load_config(folder) if mapping else {}
    made = {}
    for name, configuration in mapping.items():
        library, kind = kinds[name]
        part = getattr(import_module(library), kind).from_pretrained(
            folder / name, dtype=dtype, quantization_config=configuration, local_files_only=True
        )
        made[name] = part.to("cpu")
        release()
    return made


def from_gguf(kind: Any, file: Path, dtype: Any) -> Any:
    """The model of class ``kind`` from a GGUF file; its ``config.json`` lies beside the file."""
    from diffusers import GGUFQuantizationConfig

    return kind.from_single_file(
        str(file),
        config=str(file.parent),
        quantization_config=GGUFQuantizationConfig(compute_dtype=dtype),
        dtype=dtype,
        local_files_only=True,
    )


def _of_diffusers(precision: Precision, dtype: Any) -> Any:
    """8 bits lose least and halve the memory; NF4 with scales that are quantised too is least."""
    import diffusers

    if precision is Precision.NF4:
        return diffusers.BitsAndBytesConfig(**_nf4(dtype))
    from torchao.quantization import Int8WeightOnlyConfig

    return diffusers.TorchAoConfig(Int8WeightOnlyConfig(version=2))


def _of_transformers(precision: Precision, dtype: Any) -> Any:
    import transformers

    if precision is Precision.NF4:
        return transformers.BitsAndBytesConfig(**_nf4(dtype))
    from torchao.quantization import Int8WeightOnlyConfig

    return transformers.TorchAoConfig(Int8WeightOnlyConfig(version=2))


def _nf4(dtype: Any) -> dict[str, Any]:
    return {
        "load_in_4bit": True,
        "bnb_4bit_quant_type": "nf4",
        "bnb_4bit_use_double_quant": True,
        "bnb_4bit_compute_dtype": dtype,
    }
