"""Sound of a take: resampled, padded to the picture, joined; and given sound as latents.

All sound outside the model is float32 [samples, 2] at 48 kHz.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import soxr

from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

EDGE_SAMPLES = SAMPLE_RATE // 100
"""10 ms of fade at both ends of a shot: a cut in the middle of a wave is a click."""

MEL_WINDOW = 1024
"""Samples of the window with which LTX-2 was trained (AudioProcessor of ltx-core)."""


def as_stereo(audio: Any, rate: int) -> Samples:
    """The model's waveform, a tensor [1, channels, samples] at ``rate`` Hz, as locvid's sound."""
    waveform = audio[0].float().cpu().numpy().T
    if waveform.shape[1] == 1:
        waveform = np.repeat(waveform, 2, axis=1)
    if rate != SAMPLE_RATE:
        waveform = soxr.resample(waveform[:, :2], rate, SAMPLE_RATE, quality="VHQ")
    return np.ascontiguousarray(waveform[:, :2], np.float32)


def fitted(sound: Samples, count: int) -> Samples:
    """Exactly ``count`` samples: cut, or silence at the end after a short fade.

    LTX-2's sound comes out 30 to 45 ms shorter than its picture.
    """
    if len(sound) >= count:
        return sound[:count]
    padded = np.zeros((count, 2), np.float32)
    padded[: len(sound)] = sound
    fade = min(EDGE_SAMPLES, len(sound))
    padded[len(sound) - fade : len(sound)] *= _ramp(fade)[::-1]
    return padded


def joined(first: Samples, second: Samples, overlap: int) -> Samples:
    """``second`` begins ``overlap`` samples before ``first`` ends; both are blended there.

    An equal-power crossfade, as the two are different noise under the same words.
    """
    overlap = min(overlap, len(first), len(second))
    angle = _ramp(overlap) * np.float32(np.pi / 2)
    blend = first[len(first) - overlap :] * np.cos(angle) + second[:overlap] * np.sin(angle)
    return np.concatenate([first[: len(first) - overlap], blend, second[overlap:]])


def eased(sound: Samples) -> Samples:
    """Faded in and out at its ends, and never beyond full scale."""
    out = np.clip(sound, -1.0, 1.0)
    fade = min(EDGE_SAMPLES, len(out) // 2)
    out[:fade] *= _ramp(fade)
    out[len(out) - fade :] *= _ramp(fade)[::-1]
    return out


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
    # The encoder is not part of the pipeline's own run, so its offloading does not fetch it.
    place = pipeline._execution_device
    with torch.no_grad():
        encoded = vae.to(place).encode(spectrogram.to(place, vae.dtype)).latent_dist.mode()
    wanted = round(
        seconds * rate / pipeline.audio_hop_length / pipeline.audio_vae_temporal_compression_ratio
    )
    return encoded[:, :, :wanted]


def _ramp(count: int) -> Samples:
    """0…1 over ``count`` samples, as a column."""
    return ((np.arange(count) + 0.5) / max(count, 1)).astype(np.float32)[:, None]
