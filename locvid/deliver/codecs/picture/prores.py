"""Apple ProRes: for editors and archives that want every frame on its own."""

from __future__ import annotations

from collections.abc import Mapping

from locvid.deliver.codecs.base import ByFfmpeg
from locvid.model.profile import Profile

NUMBERS = {"proxy": 0, "lt": 1, "standard": 2, "hq": 3}
"""Numbers of ffmpeg's prores_ks for the 4:2:2 kinds of ProRes."""


class ProRes(ByFfmpeg):
    """4:2:2 with 10 bits; the kind is the profile's ``prores_kind``."""

    name = "prores"
    encoders = ("prores_ks",)
    carrier = "mov"
    pixels = "yuv422p10le"

    def options(self, profile: Profile, encoder: str) -> Mapping[str, object]:
        """The vendor is that of Apple's own encoder, which some editors insist on."""
        number = NUMBERS[profile.prores_kind]
        return {"profile:v": number, "vendor": "apl0", "threads": 2}
