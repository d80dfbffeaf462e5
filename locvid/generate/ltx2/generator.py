"""The generator ``ltx2``: loads the model once, with the best setting that memory allows."""

from __future__ import annotations

import gc
from importlib.metadata import version as installed_version
from typing import Any

import numpy as np

from locvid.generate import device
from locvid.generate.base import NO_PROPS, Capabilities, Props, Settings
from locvid.generate.checkpoint import Checkpoint, examine
from locvid.generate.ltx2.load import load, quantiser_available
from locvid.generate.ltx2.locate import HOW_TO_GET_IT, locate
from locvid.generate.ltx2.memory import MemoryPlan, Offload, plans
from locvid.generate.ltx2.recipe import Recipe, recipe
from locvid.generate.ltx2.shot import Maker, Shot
from locvid.generate.ltx2.sound import eased, fitted
from locvid.generate.ltx2.version import Version, version_of
from locvid.model.availability import READY, Availability
from locvid.model.errors import InvalidInput, MissingDependency
from locvid.model.media import VideoFormat
from locvid.model.performance import PerformancePrompt
from locvid.model.take import AMBIENCE, DIALOGUE, EFFECTS, Samples, Take
from locvid.presets.library import PresetLibrary

FRAME_RATES = (23.0, 60.0)
"""Frames a second that the model is trained around: 24, 25, 30, and 60 by its own snapping."""


class LTX2Generator:
    """Picture and sound from one model; see ``locvid.generate.ltx2.shot`` for how."""

    name = "ltx2"

    def __init__(self, library: PresetLibrary) -> None:
        self._recipe: Recipe = recipe(library)
        self._settings = Settings()
        self._plans: tuple[MemoryPlan, ...] = ()
        self._device = ""
        self._loaded: tuple[MemoryPlan, bool, Any] | None = None

    def configure(self, settings: Settings) -> None:
        """Use the model and the memory that the user named."""
        self._settings = settings

    @property
    def version(self) -> str:
        """Diffusers, the checkpoint's content, and the memory that was asked for."""
        checkpoint = self._checkpoint()
        parts = [f"diffusers {installed_version('diffusers')}"]
        parts.append(f"{checkpoint.label} {checkpoint.fingerprint}")
        if self._settings.vram_gb is not None:
            # It decides the picture's size and the precision of the weights.
            parts.append(f"{self._settings.vram_gb} GB")
        return ", ".join(parts)

    def available(self) -> Availability:
        """Whether libraries, a whole model, a GPU and memory enough are there; loads nothing."""
        if not (there := device.libraries()).ok:
            return there
        if locate(self._settings) is None:
            return Availability(False, "there is no model", HOW_TO_GET_IT)
        try:
            checkpoint = self._checkpoint()
            version_of(checkpoint)
        except InvalidInput as error:
            return Availability(False, error.message, error.hint or HOW_TO_GET_IT)
        if not (there := device.runnable(checkpoint.total_gb)).ok:
            return there
        memory_gb = self._settings.vram_gb or device.card_gb()
        if memory_gb is not None and not self._fitting(checkpoint, memory_gb):
            return _too_little(memory_gb)
        return READY

    def capabilities(self) -> Capabilities:
        """Any language is attempted; which are spoken well the model's makers do not say."""
        return Capabilities(
            languages=None,
            longest_shot_s=self._recipe.longest_shot_s,
            dialogue=True,
            frame_rates=FRAME_RATES,
            dialect="plain",
            portrait=True,
            given_sound=self._is_distilled(),
            last_frames=True,
            workers=1,
        )

    def perform(
        self, prompt: PerformancePrompt, video: VideoFormat, props: Props = NO_PROPS
    ) -> Take:
        """Make the shot. When memory runs out, the next smaller setting is tried and told."""
        checkpoint = self._checkpoint()
        version = version_of(checkpoint)
        failed: list[str] = []
        while True:
            plan = self._plan(checkpoint)
            try:
                pipeline = self._pipeline(checkpoint, plan, props.sound is not None)
                shot = Maker(pipeline, version, self._recipe, plan).shot(prompt, video, props)
                break
            except Exception as error:
                if not _out_of_memory(error):
                    raise
                failed.append(str(plan))
            self._smaller(plan)
        return self._take(shot, prompt, video, props, version, failed)

    def _take(
        self,
        shot: Shot,
        prompt: PerformancePrompt,
        video: VideoFormat,
        props: Props,
        version: Version,
        failed: list[str],
    ) -> Take:
        given = props.sound
        frames = given.frame_count if given is not None else shot.reel.count
        samples = video.sample_of_frame(frames)
        if given is not None:
            stems = {name: fitted(stem, samples) for name, stem in given.stems.items()}
        else:
            assert shot.sound is not None
            stems = _stems(eased(fitted(shot.sound, samples)))
        checkpoint = self._checkpoint()
        plan = self._plan(checkpoint)
        return Take(
            format=video,
            frame_count=frames,
            sample_count=samples,
            frames=shot.reel.shown(video, frames),
            stems=stems,
            words=given.words if given is not None else (),
            provenance={
                "generator": self.name,
                "version": self.version,
                "seed": prompt.seed,
                "checkpoint": {
                    "model": f"LTX-{version.name}",
                    "distilled": version.distilled,
                    "told_by": version.why,
                },
                "memory": {"device": self._device, "setting": str(plan), "ran_out": failed},
                "consistency": list(shot.means),
                "passes": list(shot.passes),
                "sound": _origin_of_sound(props),
                "notes": [f"memory ran out with {setting}; made with {plan}" for setting in failed],
            },
        )

    def _checkpoint(self) -> Checkpoint:
        folder = locate(self._settings)
        if folder is None:
            raise MissingDependency("there is no model for ltx2", hint=HOW_TO_GET_IT)
        return examine(folder)

    def _is_distilled(self) -> bool:
        try:
            return version_of(self._checkpoint()).distilled
        except (InvalidInput, MissingDependency):
            return True

    def _fitting(self, checkpoint: Checkpoint, memory_gb: float) -> tuple[MemoryPlan, ...]:
        usable_gb = memory_gb * self._recipe.share_of_card
        working_gb = self._recipe.working_gb
        return plans(usable_gb, checkpoint.sizes_gb, working_gb, quantiser_available())

    def _plan(self, checkpoint: Checkpoint) -> MemoryPlan:
        """The best setting that has not failed yet; found when the first shot is made."""
        if not self._plans:
            self._device = device.torch_device()
            if not (there := device.runnable(checkpoint.total_gb)).ok:
                raise MissingDependency(there.reason, hint=there.how_to_get_it)
            if self._device == "cpu" and checkpoint.total_gb > device.CPU_MOST_GB:
                device.require_cpu_by_choice()
            memory_gb = self._settings.vram_gb or device.memory_gb(self._device)
            if memory_gb is None:
                self._plans = (MemoryPlan(Offload.NONE, False, False, 1.0, checkpoint.total_gb),)
            else:
                self._plans = self._fitting(checkpoint, memory_gb)
                if not self._plans:
                    lacking = _too_little(memory_gb)
                    raise MissingDependency(lacking.reason, hint=lacking.how_to_get_it)
        return self._plans[0]

    def _pipeline(self, checkpoint: Checkpoint, plan: MemoryPlan, frozen: bool) -> Any:
        if self._loaded is None or self._loaded[:2] != (plan, frozen):
            self._unload()
            self._loaded = (plan, frozen, load(checkpoint, plan, self._device, frozen))
        return self._loaded[2]

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
        if self._loaded is None:
            return
        self._loaded = None
        gc.collect()
        import torch

        if torch.cuda.is_available():
            torch.cuda.empty_cache()


def _stems(mix: Samples) -> dict[str, Samples]:
    """The model makes one mixed sound: the dialogue's stem carries it, the others are silent."""
    silence = np.zeros_like(mix)
    return {DIALOGUE: mix, EFFECTS: silence, AMBIENCE: silence}


def _origin_of_sound(props: Props) -> dict[str, object]:
    if props.sound is None:
        return {
            "stems": "one mixed sound of the model, in the stem 'dialogue'",
            "words": "not known: captions are spread over the shot by length",
        }
    return {"stems": "given", "words": "given", "given": dict(props.sound.provenance)}


def _out_of_memory(error: BaseException) -> bool:
    import torch

    return isinstance(error, torch.OutOfMemoryError | MemoryError)


def _too_little(memory_gb: float) -> Availability:
    return Availability(
        False,
        f"{memory_gb:.0f} GB of graphics memory are too little for any setting of LTX-2",
        "use a card with 12 GB or more",
    )
