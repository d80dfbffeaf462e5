"""FFV1, version 3 (RFC 9043): lossless, every pixel as the generator drew it."""

from __future__ import annotations

from collections.abc import Mapping

from locvid.deliver.codecs.base import ByFfmpeg
from locvid.model.profile import Profile


class Ffv1(ByFfmpeg):
    """Full-range RGB, so that no change of colour space takes anything either."""

    name = "ffv1"
    encoders = ("ffv1",)
    carrier = "mkv"
    pixels = "bgr0"

    def options(self, profile: Profile, encoder: str) -> Mapping[str, object]:
        """Every frame stands alone, in slices with checksums, as archives want it."""
        return {"level": 3, "g": 1, "slices": 4, "slicecrc": 1, "threads": 2}
