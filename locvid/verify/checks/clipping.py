"""Was the sound too loud for its medium, so that its peaks are cut off?"""

from __future__ import annotations

from collections.abc import Sequence

import av
import numpy as np

from locvid.media.opening import open_media
from locvid.model.verdict import Check
from locvid.verify.checks.base import Observed, graded

CLIPPING = "clipping"
_FULL_SCALE = 0.9995
"""The largest value of 16-bit sound is 0.99997; coding moves cut-off peaks about full scale."""


def check_clipping(film: Observed) -> Sequence[Check]:
    """Warns where more samples than a few stray peaks are at full scale, in any channel.

    Sound that was cut off and made quieter afterwards is not recognised.
    """
    if not film.streams.sound:
        return ()
    full = total = 0
    with open_media(film.file) as container:
        # Planar float keeps what decoders of lossy sound give beyond full scale.
        resampler = av.AudioResampler(format="fltp")
        for packet in container.demux(container.streams.audio[0]):
            try:
                frames = packet.decode()
            except av.FFmpegError:
                continue  # damaged packets are skipped, as players do
            for frame in frames:
                for part in resampler.resample(frame):
                    values = np.abs(part.to_ndarray())
                    full += int(np.count_nonzero(values >= _FULL_SCALE))
                    total += values.size
    if total == 0:
        return ()
    share = full / total
    reason = f"{share:.3%} of the samples are at full scale" if full else "no sample is cut off"
    odd = share > film.demands.limits.clipped_share
    return (graded(CLIPPING, reason, bad=False, odd=odd),)
