"""Linear PCM with 24 bits: for broadcasters, editors and archives."""

from __future__ import annotations

from collections.abc import Mapping

from locvid.deliver.codecs.base import ByFfmpeg
from locvid.model.profile import Profile


class Pcm(ByFfmpeg):
    """Nothing is lost or added but rounding at -144 dBFS."""

    name = "pcm"
    encoders = ("pcm_s24le",)
    carrier = "wav"
    muxer = "wav"
    overshoot_db = 0.0

    def options(self, profile: Profile, encoder: str) -> Mapping[str, object]:
        """Nothing to choose: 48 kHz, 24 bits."""
        return {}
