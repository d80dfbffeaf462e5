"""A film says of its source what is true of its takes."""

from __future__ import annotations

import pytest

from locvid.deliver.marking.source_type import SourceType, source_type


def studio(*engines):
    return {"generator": "studio", "lines": [{"engine": engine} for engine in engines]}


def ltx2(sound):
    return {"generator": "ltx2", "sound": sound}


@pytest.mark.parametrize(
    ("takes", "expected"),
    [
        ([studio("kokoro")], SourceType.COMPOSITE),
        ([studio("espeak", "espeak")], SourceType.ALGORITHMIC),
        ([studio()], SourceType.ALGORITHMIC),
        ([studio("espeak"), studio("kokoro")], SourceType.COMPOSITE),
        ([ltx2("generated")], SourceType.TRAINED),
        ([ltx2({"given": studio("kokoro")})], SourceType.TRAINED),
        ([ltx2({"given": studio("espeak")})], SourceType.COMPOSITE),
        ([ltx2("generated"), studio("kokoro")], SourceType.COMPOSITE),
        ([{"generator": "somebody's plug-in"}], SourceType.TRAINED),
    ],
)
def test_the_term_follows_from_who_made_what(takes, expected):
    assert source_type(takes) is expected
