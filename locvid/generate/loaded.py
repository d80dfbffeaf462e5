"""A model that is loaded once, with the best setting that memory allows, and serves many shots."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any, TypeVar

from locvid.generate import device
from locvid.generate.base import Settings
from locvid.generate.checkpoint import Checkpoint
from locvid.generate.memory import MemoryPlan, Stock, unbounded
from locvid.generate.quantise import quantisers, reads_gguf
from locvid.model.availability import READY, Availability
from locvid.model.errors import InvalidInput, MissingDependency

Made = TypeVar("Made")


class Loaded:
    """Holds one pipeline at a time; when memory runs out, it goes on with a smaller setting.

    ``fitting`` gives the settings for an amount of memory in GB, ``load`` a pipeline for a setting,
    a device and a mode (a model may have several pipelines).
    """

    def __init__(
        self,
        checkpoint: Checkpoint,
        settings: Settings,
        fitting: Callable[[float], tuple[MemoryPlan, ...]],
        load: Callable[[MemoryPlan, str, Any], Any],
    ) -> None:
        self._checkpoint = checkpoint
        self._settings = settings
        self._fitting = fitting
        self._load = load
        self._plans: tuple[MemoryPlan, ...] = ()
        self._held: tuple[MemoryPlan, Hashable, Any] | None = None
        self.device = ""

    def run(
        self, mode: Hashable, work: Callable[[Any, MemoryPlan], Made]
    ) -> tuple[Made, dict[str, object], list[str]]:
        """What ``work`` makes of the pipeline, how memory was used, and notes for the user.

        Raises MissingDependency where there is no usable device, or memory runs out with the
        smallest setting.
        """
        failed: list[str] = []
        while True:
            plan = self._plan()
            try:
                made = work(self._pipeline(plan, mode), plan)
            except Exception as error:
                if not device.out_of_memory(error):
                    raise
                failed.append(str(plan))
            else:
                told: dict[str, object] = {
                    "device": self.device,
                    "setting": str(plan),
                    "ran_out": failed,
                }
                notes = [f"memory ran out with {one}; made with {plan}" for one in failed]
                return made, told, notes
            # Not within the handler: the error's traceback holds what has to be freed.
            self._smaller(plan)

    def _plan(self) -> MemoryPlan:
        """The best setting that has not failed yet; found when the first shot is made."""
        if not self._plans:
            self.device = device.torch_device()
            if self.device == "cpu" and self._checkpoint.total_gb > device.CPU_MOST_GB:
                device.require_cpu_by_choice()
            memory_gb = self._settings.vram_gb or device.memory_gb(self.device)
            if memory_gb is None:
                self._plans = (unbounded(stock_of(self._checkpoint)),)
            else:
                self._plans = self._fitting(memory_gb)
            if not self._plans:
                lacking = too_little(memory_gb or 0.0)
                raise MissingDependency(lacking.reason, hint=lacking.how_to_get_it)
        return self._plans[0]

    def _pipeline(self, plan: MemoryPlan, mode: Hashable) -> Any:
        if self._held is None or self._held[:2] != (plan, mode):
            if self._held is not None:
                self._unload()
            self._held = (plan, mode, self._load(plan, self.device, mode))
        return self._held[2]

    def _smaller(self, plan: MemoryPlan) -> None:
        """Leave a setting for which memory did not suffice; raise where it was the last."""
        self._unload()
        if len(self._plans) < 2:
            raise MissingDependency(
                f"memory ran out with the smallest setting there is ({plan})",
                hint="end other programs that use the GPU, choose a smaller profile, "
                "or use a larger card",
            )
        self._plans = self._plans[1:]

    def _unload(self) -> None:
        # Also where nothing is held: memory may have run out halfway through loading.
        self._held = None
        device.release()


def stock_of(checkpoint: Checkpoint) -> Stock:
    """What a memory plan for ``checkpoint`` can choose from on this machine."""
    return Stock(checkpoint.sizes_gb, checkpoint.gguf_gb, quantisers())


def version_text(checkpoint: Checkpoint, settings: Settings) -> str:
    """What decides the bytes of a take: diffusers, the checkpoint's content, the memory named."""
    parts = [f"diffusers {installed_version('diffusers')}"]
    parts.append(f"{checkpoint.label} {checkpoint.fingerprint}")
    if settings.vram_gb is not None:
        # It decides the picture's size and the precision of the weights.
        parts.append(f"{settings.vram_gb} GB")
    return ", ".join(parts)


def ready(
    settings: Settings,
    folder: Path | None,
    checkpoint: Callable[[], Checkpoint],
    fitting: Callable[[float], tuple[MemoryPlan, ...]],
    how_to_get_it: str,
) -> Availability:
    """Whether libraries, a whole model, a GPU and memory enough are there; loads nothing.

    ``checkpoint`` raises InvalidInput where ``folder`` does not hold the model. Of memory only what
    the user named is reckoned with; the card itself is asked at a run.
    """
    if not (there := device.libraries()).ok:
        return there
    if folder is None:
        return Availability(False, "there is no model", how_to_get_it)
    try:
        found = checkpoint()
    except InvalidInput as error:
        return Availability(False, error.message, error.hint or how_to_get_it)
    if found.gguf is not None and not reads_gguf():
        return Availability(
            False, f"{found.gguf.name} needs the package gguf", "pip install 'locvid[gpu]'"
        )
    if not (there := device.runnable(found.total_gb)).ok:
        return there
    memory_gb = settings.vram_gb
    return READY if memory_gb is None or fitting(memory_gb) else too_little(memory_gb)


def too_little(memory_gb: float) -> Availability:
    """The answer where no setting fits."""
    return Availability(
        False,
        f"{memory_gb:.0f} GB of graphics memory are too little for any setting of the model",
        "use a card with 12 GB or more",
    )
