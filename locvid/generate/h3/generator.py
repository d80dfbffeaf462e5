"""The generator ``h3``: from text, from the frame before, or from references of the speakers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from locvid.generate.base import NO_PROPS, Capabilities, Props, Settings
from locvid.generate.checkpoint import Checkpoint, examine
from locvid.generate.device import ram_gb
from locvid.generate.grid import Grid
from locvid.generate.h3.load import IMAGE, PARTITIONS, REFERENCE, TEXT, load
from locvid.generate.h3.recipe import (
    FPS,
    LONGEST_S,
    MOST_PICTURES,
    MOST_SIDES,
    MOST_VOICES,
    SHORTEST_FRAMES,
    Recipe,
    recipe,
)
from locvid.generate.hub import locate
from locvid.generate.length import allowed_frames
from locvid.generate.loaded import Loaded, ready, version_text
from locvid.generate.memory import TRANSFORMER, MemoryPlan, Stock, plans
from locvid.generate.picture import Reel, as_bytes, as_made, last_frames, picture
from locvid.generate.quantise import quantisers
from locvid.generate.sound import as_stereo, eased, fitted, one_stem, origin_of_sound
from locvid.model.availability import READY, Availability
from locvid.model.errors import InvalidInput, MissingDependency
from locvid.model.family import Licence
from locvid.model.media import SAMPLE_RATE, VideoFormat
from locvid.model.performance import PerformancePrompt
from locvid.model.take import Samples, Take
from locvid.presets.library import PresetLibrary
from locvid.presets.models import family

INDEX = "modular_model_index.json"
HOW_TO_GET_IT = (
    "name a folder with --model or $LOCVID_MODEL, or run `locvid models minimax-h3 --download`"
)


@dataclass(frozen=True, slots=True)
class _Made:
    reel: Reel
    sound: Samples
    frames: int


class H3Generator:
    """Picture and sound from one model, 5 to 14 s a shot, at 24 frames a second."""

    name = "h3"

    def __init__(self, library: PresetLibrary) -> None:
        self._recipe: Recipe = recipe(library)
        self._family = family(self.name, library)
        self._settings = Settings()
        self._loaded: Loaded | None = None

    def configure(self, settings: Settings) -> None:
        """Use the model, the memory and the acceptance of the licence that the user named."""
        self._settings = settings

    @property
    def version(self) -> str:
        """Diffusers, the checkpoint's content, and the memory that was asked for."""
        return version_text(self._checkpoint(), self._settings)

    def available(self) -> Availability:
        """Whether libraries, a model, its licence, a GPU and memory enough are there."""
        folder = self._folder()
        if folder is not None and not (there := self._licensed()).ok:
            return there
        return ready(self._settings, folder, self._checkpoint, self._fitting, HOW_TO_GET_IT)

    def capabilities(self) -> Capabilities:
        """The languages that its makers call stable; 5 to 14 s in one piece."""
        return Capabilities(
            languages=self._family.limits.languages,
            longest_shot_s=LONGEST_S,
            dialogue=True,
            dialect="h3",
            portrait=True,
            voice_sample=True,
            last_frames=True,
            workers=1,
            shortest_shot_s=float(SHORTEST_FRAMES / FPS),
            pixels=self._recipe.pixels,
            most_portraits=MOST_PICTURES,
            most_voice_samples=MOST_VOICES,
            portrait_sides=MOST_SIDES,
        )

    def perform(
        self, prompt: PerformancePrompt, video: VideoFormat, props: Props = NO_PROPS
    ) -> Take:
        """Make the shot. When memory runs out, the next smaller setting is tried and told."""
        if props.write is None:
            raise ValueError("h3 reads a written prompt: Props.write must be given")
        text = props.write(prompt)
        workflow, means = _workflow(prompt, props)
        partition = PARTITIONS[workflow]
        if partition not in self._checkpoint().configs:
            raise MissingDependency(
                f"the model lacks '{partition}', which the workflow {workflow} needs",
                hint=HOW_TO_GET_IT,
            )

        def work(pipeline: Any, plan: MemoryPlan) -> _Made:
            return self._made(pipeline, plan, workflow, text, prompt, video, props)

        made, memory, notes = self._model().run(partition, work)
        samples = video.sample_of_frame(made.frames)
        return Take(
            format=video,
            frame_count=made.frames,
            sample_count=samples,
            frames=made.reel.shown(video, made.frames, FPS),
            stems=one_stem(eased(fitted(made.sound, samples))),
            provenance={
                "generator": self.name,
                "version": self.version,
                "seed": prompt.seed,
                "licence": f"{self._licence.name}, accepted by the user: {self._licence.terms}",
                "memory": memory,
                "workflow": workflow,
                "prompt": text,
                "made_at_fps": str(FPS),
                "consistency": [*means, "seed"],
                "sound": origin_of_sound(None),
                "notes": notes,
            },
        )

    def _made(
        self,
        pipeline: Any,
        plan: MemoryPlan,
        workflow: str,
        text: str,
        prompt: PerformancePrompt,
        video: VideoFormat,
        props: Props,
    ) -> _Made:
        import torch

        grid = Grid(
            frames=pipeline.vae_frames_per_chunk,
            side=pipeline.canvas_multiple,
            rest=pipeline.vae_latents_per_chunk,
        )
        width, height = grid.canvas(video, round(self._recipe.pixels * plan.area))
        wanted = int(-(-prompt.duration.natural_s * FPS // 1))
        arguments: dict[str, Any] = {
            "prompt": text,
            "width": width,
            "height": height,
            "num_frames": max(SHORTEST_FRAMES, grid.frames_for(wanted)),
            "num_inference_steps": self._recipe.steps,
            "generator": torch.Generator("cpu").manual_seed(prompt.seed),
            "output_type": "pt",
        }
        begins = 0
        if workflow == REFERENCE:
            arguments["references"] = _references(prompt, props.project)
        elif workflow == IMAGE and props.before is not None:
            from PIL import Image

            (last,) = as_made(last_frames(props.before, 1), width, height)
            arguments["image"] = Image.fromarray(last)
            # That frame has been shown, by the shot before.
            begins = 1
        state = pipeline(**arguments)
        frames = as_bytes(state.get("videos")[0])[begins:]
        sound = as_stereo(state.get("audio"), state.get("sampling_rate"))
        reel = Reel(width, height)
        reel.add(frames)
        count = max(1, int(len(frames) * video.fps / FPS))
        count = allowed_frames(count, prompt.length, video)
        return _Made(reel, sound[round(begins * SAMPLE_RATE / FPS) :], count)

    @property
    def _licence(self) -> Licence:
        assert self._family.licence is not None
        return self._family.licence

    def _licensed(self) -> Availability:
        """Whether the user has accepted the licence, by the family's name or a checkpoint's."""
        names = {self._family.name, *self._family.checkpoints}
        accepted = {name.lower() for name in self._settings.accepted_licences}
        if not self._licence.must_accept or names & accepted:
            return READY
        return Availability(
            False,
            f"the {self._licence.name} has to be accepted first: {self._licence.terms}",
            f"read {self._licence.url}; if you may use it, give --accept-licence "
            f"{self._family.name} or set LOCVID_ACCEPT_LICENCE={self._family.name}",
        )

    def _folder(self) -> Path | None:
        return locate(self._settings, "*MiniMax-H3*", INDEX, "MiniMaxH3")

    def _checkpoint(self) -> Checkpoint:
        folder = self._folder()
        if folder is None:
            raise MissingDependency("there is no model for h3", hint=HOW_TO_GET_IT)
        checkpoint = examine(folder, INDEX, frozenset(PARTITIONS.values()))
        if not checkpoint.kind.startswith("MiniMaxH3"):
            raise InvalidInput(
                f"'{checkpoint.label}' holds a {checkpoint.kind}, not MiniMax-H3",
                hint="name a folder of MiniMax-H3 in the layout of diffusers",
            )
        return checkpoint

    def _fitting(self, memory_gb: float) -> tuple[MemoryPlan, ...]:
        usable_gb = memory_gb * self._recipe.share_of_card
        sizes_gb = dict(self._checkpoint().sizes_gb)
        # Only one of the two partitions is loaded at a time: the larger is reckoned with.
        both = [sizes_gb.pop(name, 0.0) for name in sorted(set(PARTITIONS.values()))]
        sizes_gb[TRANSFORMER] = max(both)
        stock = Stock(sizes_gb, quantisers=quantisers())
        return plans(usable_gb, stock, self._recipe.working_gb, ram_gb())

    def _model(self) -> Loaded:
        if self._loaded is None:
            checkpoint = self._checkpoint()

            def loading(plan: MemoryPlan, where: str, partition: str) -> Any:
                return load(checkpoint, plan, where, partition)

            self._loaded = Loaded(checkpoint, self._settings, self._fitting, loading)
        return self._loaded


def _workflow(prompt: PerformancePrompt, props: Props) -> tuple[str, tuple[str, ...]]:
    """References where there is a portrait, else the frame before, else the text alone.

    The model takes no voice without a picture.
    """
    if any(speaker.portrait is not None for speaker in prompt.speakers):
        voiced = any(speaker.voice_sample is not None for speaker in prompt.speakers)
        return REFERENCE, ("reference picture", *(("voice reference",) if voiced else ()))
    if props.before is not None:
        return IMAGE, ("last frames",)
    return TEXT, ()


def _references(prompt: PerformancePrompt, project: Path) -> list[Any]:
    """Pictures of the speakers in their order, then their voices in the same order.

    The written prompt calls them <Picture 1>, <Audio 1> and so on in this order.
    """
    from diffusers.modular_pipelines.minimax_h3 import (
        MiniMaxH3AudioReference,
        MiniMaxH3ImageReference,
    )

    pictures = [
        MiniMaxH3ImageReference(image=picture(project / speaker.portrait.file))
        for speaker in prompt.speakers
        if speaker.portrait is not None
    ]
    voices = [
        MiniMaxH3AudioReference.from_file(project / speaker.voice_sample.file)
        for speaker in prompt.speakers
        if speaker.voice_sample is not None
    ]
    return [*pictures, *voices]
