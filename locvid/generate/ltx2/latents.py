"""Given sound in the form in which LTX-2 hears it."""

from __future__ import annotations

from typing import Any

import numpy as np
import soxr

from locvid.generate.sound import fitted
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

MEL_WINDOW = 1024
"""Samples of the window with which LTX-2 was trained (AudioProcessor of ltx-core)."""


def latents(pipeline: Any, sound: Samples, seconds: float) -> Any:
    """``sound`` as the audio VAE's latents [1, channels, length, bins] for ``seconds`` of picture.

    The log-mel spectrogram is that of LTX-2's training (AudioProcessor of ltx-core): magnitudes of
    a Hann window, Slaney's filters and norm, floor 1e-5. Its mode, not a sample, is taken.
    """
    import torch
    from torchaudio.transforms import MelSpectrogram

    rate = pipeline.audio_sampling_rate
    waveform = soxr.resample(fitted(sound, round(seconds * SAMPLE_RATE)), SAMPLE_RATE, rate)
    mel = MelSpectrogram(
        sample_rate=rate,
        n_fft=MEL_WINDOW,
        win_length=MEL_WINDOW,
        hop_length=pipeline.audio_hop_length,
        f_min=0.0,
        f_max=rate / 2,
        n_mels=pipeline.audio_mel_bins,
        power=1.0,
        norm="slaney",
        mel_scale="slaney",
    )(torch.from_numpy(np.ascontiguousarray(waveform.T, np.float32)))
    spectrogram = mel.clamp(min=1e-5).log().transpose(1, 2)[None]
    vae = pipeline.audio_vae
    place = pipeline._execution_device
    with torch.no_grad():
        encoded = vae.encode(spectrogram.to(place, vae.dtype)).latent_dist.mode()
    # Offloading has fetched the encoder; it is sent back by the end of a run, and this is none.
    pipeline.maybe_free_model_hooks()
    wanted = round(
        seconds * rate / pipeline.audio_hop_length / pipeline.audio_vae_temporal_compression_ratio
    )
    return encoded[:, :, :wanted]
