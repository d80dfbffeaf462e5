"""Hair styles by name. Each is one file; this is where they are put into service."""

from __future__ import annotations

from locvid.generate.studio.picture.presenter import hair_bob, hair_curls, hair_short
from locvid.generate.studio.picture.presenter.hair_style import HairStyle

HAIR: dict[str, HairStyle] = {
    "bob": hair_bob.STYLE,
    "curls": hair_curls.STYLE,
    "short": hair_short.STYLE,
}
