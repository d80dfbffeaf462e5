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
