"""The sound of a shot as one row of the model's latents, from which every pass goes on.

A pass begins with the end of what was heard before, held as it is while the rest is denoised: voice
and room of the new part are made to fit it. Decoded is the whole row at once, so that there is no
seam in the waveform. Holding known parts at each noise level while the rest is generated is the
inpainting of Song et al. 2021 (Score-Based Generative Modeling, section 5) and RePaint (Lugmayr et
al. 2022), here along the straight path of a flow: x = (1 - sigma) known + sigma noise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from locvid.generate.ltx2.latents import latents
from locvid.generate.sound import as_stereo
from locvid.model.take import Samples


@dataclass
class Track:
    """``row`` is [1, length, values], as the transformer reads it; None before the first pass.

    ``per_second`` is how many steps of the row are a second.
    """

    pipeline: Any
    row: Any = None

    @property
    def per_second(self) -> float:
        """As the pipeline reckons it."""
        pipe = self.pipeline
        steps = pipe.audio_hop_length * pipe.audio_vae_temporal_compression_ratio
        return float(pipe.audio_sampling_rate / steps)

    def begin_with(self, sound: Samples, seconds: float) -> None:
        """Sound that was heard before the shot, so that the first pass goes on from it."""
        pipe = self.pipeline
        given = latents(pipe, sound, seconds)
        packed = pipe._pack_audio_latents(given)
        vae = pipe.audio_vae
        self.row = pipe._normalize_audio_latents(packed, vae.latents_mean, vae.latents_std)

    def since(self, second: float) -> Any:
        """What is there from ``second`` on, [1, length, values]; None where that is nothing."""
        if self.row is None:
            return None
        known = self.row[:, round(second * self.per_second) :]
        return known if known.shape[1] else None

    def add(self, second: float, made: Any) -> None:
        """A pass that began at ``second`` was ``made``; what is there since is replaced by it."""
        import torch

        if self.row is None:
            self.row = made
            return
        kept = self.row[:, : round(second * self.per_second)]
        self.row = torch.cat([kept, made.to(kept)], dim=1)

    def heard(self) -> Samples:
        """The whole row as sound, float32 [samples, 2] at 48 kHz."""
        import torch

        pipe, vae = self.pipeline, self.pipeline.audio_vae
        bins = pipe.audio_mel_bins // pipe.audio_vae_mel_compression_ratio
        with torch.no_grad():
            row = pipe._denormalize_audio_latents(self.row, vae.latents_mean, vae.latents_std)
            unpacked = pipe._unpack_audio_latents(row, row.shape[1], num_mel_bins=bins)
            place = pipe._execution_device
            mel = vae.decode(unpacked.to(place, vae.dtype), return_dict=False)[0]
            sound = as_stereo(pipe.vocoder(mel), pipe.vocoder.config.output_sampling_rate)
        pipe.maybe_free_model_hooks()
        return sound


def keeping(pipeline: Any, known: Any) -> Any:
    """A scheduler for the sound of one pass: it holds ``known`` [1, length, values] in its place.

    ``known`` is None where there is nothing to hold. ``result`` is the whole row afterwards.
    """
    from diffusers import FlowMatchEulerDiscreteScheduler

    class Keeping(FlowMatchEulerDiscreteScheduler):  # type: ignore[misc,unused-ignore]
        result: Any = None
        _noise: Any = None

        def step(self, model_output: Any, timestep: Any, sample: Any, **rest: Any) -> Any:
            if self.step_index is None and known is not None:
                # The first sample is nothing but noise.
                self._noise = sample[:, : known.shape[1]].clone()
            (following, *_) = super().step(
                model_output, timestep, sample, **{**rest, "return_dict": False}
            )
            if known is not None:
                sigma = self.sigmas[self.step_index].to(following)
                held = known.to(following)
                following[:, : held.shape[1]] = (1 - sigma) * held + sigma * self._noise
            self.result = following
            return (following,)

    return Keeping.from_config((pipeline.audio_scheduler or pipeline.scheduler).config)
