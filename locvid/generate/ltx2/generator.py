"""The generator ``ltx2``: loads the model once, with the best setting that memory allows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from locvid.generate.base import NO_PROPS, Capabilities, Props, Settings
from locvid.generate.checkpoint import Checkpoint, examine
from locvid.generate.device import ram_gb
from locvid.generate.hub import locate
from locvid.generate.length import allowed_frames
from locvid.generate.loaded import Loaded, ready, stock_of, version_text
from locvid.generate.ltx2.load import load
from locvid.generate.ltx2.recipe import Recipe, recipe
from locvid.generate.ltx2.shot import Maker, Shot, made_at
from locvid.generate.ltx2.version import USED, version_of
from locvid.generate.memory import MemoryPlan, plans
from locvid.generate.sound import eased, fitted, one_stem, origin_of_sound
from locvid.model.availability import Availability
from locvid.model.errors import InvalidInput, MissingDependency
from locvid.model.media import VideoFormat
from locvid.model.performance import PerformancePrompt
from locvid.model.take import Take
from locvid.presets.library import PresetLibrary

FRAME_RATES = (23.0, 60.0)
"""Frames a second of films; see ``made_at`` for those of the model."""

HOW_TO_GET_IT = (
    "name a folder with --model or $LOCVID_MODEL, or run `locvid models ltx-2.5 --download`"
)


class LTX2Generator:
    """Picture and sound from one model; see ``locvid.generate.ltx2.shot`` for how."""

    name = "ltx2"

    def __init__(self, library: PresetLibrary) -> None:
        self._recipe: Recipe = recipe(library)
        self._settings = Settings()
        self._loaded: Loaded | None = None

    def configure(self, settings: Settings) -> None:
        """Use the model and the memory that the user named."""
        self._settings = settings

    @property
    def version(self) -> str:
        """Diffusers, the checkpoint's content, and the memory that was asked for."""
        return version_text(self._checkpoint(), self._settings)

    def available(self) -> Availability:
        """Whether libraries, a whole model, a GPU and memory enough are there; loads nothing."""
        return ready(
            self._settings, self._folder(), self._known_checkpoint, self._fitting, HOW_TO_GET_IT
        )

    def capabilities(self) -> Capabilities:
        """Any language is attempted; which are spoken well the model's makers do not say."""
        return Capabilities(
            languages=None,
            longest_shot_s=self._recipe.longest_shot_s,
            dialogue=True,
            frame_rates=FRAME_RATES,
            dialect="ltx2",
            portrait=True,
            given_sound=self._is_distilled(),
            last_frames=True,
            workers=1,
            pixels=self._recipe.pixels,
        )

    def perform(
        self, prompt: PerformancePrompt, video: VideoFormat, props: Props = NO_PROPS
    ) -> Take:
        """Make the shot. When memory runs out, the next smaller setting is tried and told."""
        version, fps = version_of(self._checkpoint()), made_at(video.fps)

        def work(pipeline: Any, plan: MemoryPlan) -> Shot:
            return Maker(pipeline, version, self._recipe, plan, fps).shot(prompt, video, props)

        shot, memory, notes = self._model().run(props.sound is not None, work)
        given = props.sound
        frames = (
            given.frame_count
            if given is not None
            else allowed_frames(int(shot.reel.count * video.fps / fps), prompt.length, video)
        )
        samples = video.sample_of_frame(frames)
        if given is not None:
            stems = {name: fitted(stem, samples) for name, stem in given.stems.items()}
        else:
            assert shot.sound is not None
            stems = one_stem(eased(fitted(shot.sound, samples)))
        return Take(
            format=video,
            frame_count=frames,
            sample_count=samples,
            frames=shot.reel.shown(video, frames, fps),
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
                "memory": memory,
                **({} if fps == video.fps else {"made_at_fps": str(fps)}),
                "consistency": list(shot.means),
                "passes": list(shot.passes),
                "sound": origin_of_sound(given),
                "notes": notes,
            },
        )

    def _folder(self) -> Path | None:
        return locate(self._settings, "*LTX-2*", "model_index.json", "LTX2")

    def _checkpoint(self) -> Checkpoint:
        folder = self._folder()
        if folder is None:
            raise MissingDependency("there is no model for ltx2", hint=HOW_TO_GET_IT)
        return examine(folder, used=USED)

    def _known_checkpoint(self) -> Checkpoint:
        """The checkpoint, and a version of LTX-2 at that."""
        checkpoint = self._checkpoint()
        version_of(checkpoint)
        return checkpoint

    def _is_distilled(self) -> bool:
        try:
            return version_of(self._checkpoint()).distilled
        except (InvalidInput, MissingDependency):
            return True

    def _fitting(self, memory_gb: float) -> tuple[MemoryPlan, ...]:
        usable_gb = memory_gb * self._recipe.share_of_card
        stock = stock_of(self._checkpoint())
        return plans(usable_gb, stock, self._recipe.working_gb, ram_gb())

    def _model(self) -> Loaded:
        if self._loaded is None:
            checkpoint = self._checkpoint()

            def loading(plan: MemoryPlan, device: str, frozen: bool) -> Any:
                return load(checkpoint, plan, device, frozen)

            self._loaded = Loaded(checkpoint, self._settings, self._fitting, loading)
        return self._loaded
