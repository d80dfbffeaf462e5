"""Whether two films show the same pictures: compared as they are coded, packet by packet.

The same encoder makes the same packets of the same frames, so equal packets are equal frames and,
in films of one profile, unequal ones are not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from locvid.model.errors import InvalidInput, Location

Placed = Sequence[Mapping[str, Any]]
"""Shots as a manifest places them in a film: ``id``, ``first_frame``, ``frames``."""


def packet_hashes(film: Path) -> tuple[bytes, ...]:
    """SHA-256 of every packet of the picture, in order; raises InvalidInput if there is none."""
    import av

    from locvid.media.opening import open_media

    try:
        with open_media(film) as container:
            return tuple(
                hashlib.sha256(memoryview(packet)).digest()
                for packet in container.demux(video=0)
                if packet.size
            )
    except (av.FFmpegError, IndexError) as error:
        raise InvalidInput("the film has no picture that can be read", Location(film)) from error


def difference(
    one: tuple[Sequence[bytes], Placed], other: tuple[Sequence[bytes], Placed]
) -> str | None:
    """What makes the pictures of two films different, in words; None where they are the same.

    Each film is its packets' hashes and its shots.
    """
    (packets, shots), (others, other_shots) = one, other
    if [shot["id"] for shot in shots] != [shot["id"] for shot in other_shots]:
        return "they are made of different shots"
    for shot, same in zip(shots, other_shots, strict=True):
        if shot["frames"] != same["frames"]:
            return f"shot '{shot['id']}' has {shot['frames']} frames and {same['frames']}"
    for shot in shots:
        first, end = shot["first_frame"], shot["first_frame"] + shot["frames"]
        if list(packets[first:end]) != list(others[first:end]):
            return f"shot '{shot['id']}' shows other frames"
    return None if len(packets) == len(others) else "one of them has more frames than it should"
