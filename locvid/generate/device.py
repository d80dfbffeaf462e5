"""Which processor a model runs on, told without importing torch where that can be avoided."""

from __future__ import annotations

import os
import platform
from importlib.util import find_spec
from pathlib import Path

from locvid.model.availability import READY, Availability
from locvid.model.errors import MissingDependency

NEEDED = {
    "torch": "torch",
    "diffusers": "diffusers",
    "transformers": "transformers",
    "sentencepiece": "sentencepiece",
    "accelerate": "accelerate",
}
"""Module -> package, of the extra ``gpu``."""

CPU_MOST_GB = 0.5
"""Weights up to here are run on the CPU without being asked: checkpoints made for tests."""


_RAN_OUT = (
    "out of memory",
    "can't allocate memory",
    "CUBLAS_STATUS_ALLOC_FAILED",
    "CUDNN_STATUS_ALLOC_FAILED",
)
"""How the driver, Apple's Metal, the CPU's allocator and NVIDIA's libraries say it: torch has an
error of its own only for what its allocator of CUDA memory is refused."""


def libraries() -> Availability:
    """Whether the extra ``gpu`` is installed."""
    missing = [package for module, package in NEEDED.items() if find_spec(module) is None]
    if missing:
        return Availability(
            False, f"not installed: {', '.join(missing)}", "pip install 'locvid[gpu]'"
        )
    return READY


def gpu_present() -> bool:
    """Whether the machine seems to have a GPU for torch: the driver's device files, or Apple's."""
    if os.environ.get("CUDA_VISIBLE_DEVICES") in ("", "-1"):
        return False
    if platform.system() == "Darwin":
        return platform.machine() == "arm64"
    devices = ("/dev/nvidia0", "/dev/nvidiactl", "/dev/kfd", "/dev/dxg")
    return any(Path(device).exists() for device in devices)


def runnable(total_gb: float) -> Availability:
    """Whether weights of ``total_gb`` can be run here; on a CPU only small ones, or if asked.

    ``LOCVID_DEVICE=cpu`` asks for it.
    """
    if gpu_present() or total_gb <= CPU_MOST_GB or os.environ.get("LOCVID_DEVICE") == "cpu":
        return READY
    return Availability(
        False,
        f"there is no GPU, and a model of {total_gb:.0f} GB would take hours per shot on the CPU",
        "run it on a machine with an NVIDIA, AMD or Apple GPU; LOCVID_DEVICE=cpu forces the CPU",
    )


def quiet() -> None:
    """Keep the libraries' progress bars and advice to themselves; errors are still told."""
    import logging
    import threading

    # Both tell while they are imported of kernels that are not used here.
    for talkative in ("bitsandbytes", "torchao"):
        logging.getLogger(talkative).setLevel(logging.ERROR)

    from diffusers.utils import logging as of_diffusers
    from tqdm import tqdm
    from transformers.utils import logging as of_transformers

    # Its default lock is a semaphore of the system, which a worker that is ended would leave.
    tqdm.set_lock(threading.RLock())
    for library in (of_diffusers, of_transformers):
        library.set_verbosity_error()
        library.disable_progress_bar()


def torch_device() -> str:
    """``cuda``, ``mps`` or ``cpu``: what torch can really use. Imports torch."""
    import torch

    if os.environ.get("LOCVID_DEVICE") == "cpu":
        return "cpu"
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def require_cpu_by_choice() -> None:
    """Raise MissingDependency where torch finds no GPU although the machine has one."""
    if os.environ.get("LOCVID_DEVICE") != "cpu":
        raise MissingDependency(
            "the machine has a GPU, but torch cannot use it (torch.cuda.is_available() is false)",
            hint="install the torch build for its driver: https://pytorch.org/get-started/locally",
        )


def memory_gb(device: str) -> float | None:
    """Memory of the GPU in GB, None on a CPU. Imports torch."""
    import torch

    if device == "cuda":
        return float(torch.cuda.get_device_properties(0).total_memory) / 1e9
    if device == "mps":
        return float(torch.mps.recommended_max_memory()) / 1e9
    return None


def ram_gb() -> float | None:
    """Memory of the machine in 10⁹ bytes, None where the system does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    except (AttributeError, ValueError, OSError):
        return None


def is_scarce(weights_gb: float) -> bool:
    """Whether the machine's memory has no room to pin that many weights beside everything else.

    What is pinned cannot be moved out, and the system ends a process that asks for too much of it;
    what is not stays in the files until it is read.
    """
    memory_gb = ram_gb()
    return memory_gb is not None and memory_gb < 1.5 * weights_gb


def out_of_memory(error: BaseException | None) -> bool:
    """Whether memory ran out, on the card or beside it, also where a library wrapped the error.

    Imports torch.
    """
    import torch

    while error is not None:
        if isinstance(error, torch.OutOfMemoryError | MemoryError):
            return True
        if isinstance(error, RuntimeError) and any(said in str(error) for said in _RAN_OUT):
            return True
        error = error.__cause__ or error.__context__
    return False


def release() -> None:
    """Give memory that nothing refers to any more back to the card. Imports torch."""
    import gc

    import torch

    # Hooks and modules refer to each other in rings.
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    elif torch.backends.mps.is_available():
        torch.mps.empty_cache()
