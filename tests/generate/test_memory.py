"""Which setting a card gets, as a table. The weights are those of LTX-2.5 as it is published."""

from __future__ import annotations

import pytest

from locvid.generate.memory import Offload, plans

LTX_2_5 = {"transformer": 38.0, "text_encoder": 24.0, "vae": 2.4, "connectors": 3.0, "vocoder": 0.3}
WORKING_GB = 6.0
SHARE = 0.92


def best(vram_gb: float, quantiser: bool = True) -> tuple[Offload, bool, bool, float] | None:
    fitting = plans(vram_gb * SHARE, LTX_2_5, WORKING_GB, quantiser)
    if not fitting:
        return None
    first = fitting[0]
    return first.offload, first.eight_bit, first.tiling, first.area


@pytest.mark.parametrize(
    ("vram_gb", "quantiser", "expected"),
    [
        (140, True, (Offload.NONE, False, False, 1.0)),
        (80, True, (Offload.COMPONENT, False, False, 1.0)),
        (48, True, (Offload.COMPONENT, False, False, 1.0)),
        (32, True, (Offload.COMPONENT, True, True, 1.0)),
        (32, False, (Offload.LAYER, False, True, 1.0)),
        (24, True, (Offload.LAYER, False, True, 1.0)),
        (16, True, (Offload.LAYER, False, True, 1.0)),
        (12, True, (Offload.LAYER, False, True, 1.0)),
        (6, True, (Offload.LAYER, False, True, 0.5)),
        (2, True, None),
    ],
)
def test_each_card_gets_the_best_setting_that_fits(
    vram_gb: float, quantiser: bool, expected: object
) -> None:
    assert best(vram_gb, quantiser) == expected


def test_each_next_setting_needs_less() -> None:
    for vram_gb in (12, 24, 48, 80, 140):
        needs = [plan.need_gb for plan in plans(vram_gb, LTX_2_5, WORKING_GB, True)]
        assert needs == sorted(needs, reverse=True)
        assert len(set(needs)) == len(needs) > 1
        assert needs[0] <= vram_gb
