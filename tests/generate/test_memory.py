"""Which setting a card gets, as a table. The weights are those of LTX-2.5 as it is published."""

from __future__ import annotations

import pytest

from locvid.generate.memory import Offload, Precision, Stock, plans, unbounded

LTX_2_5 = {"transformer": 38.0, "text_encoder": 24.0, "vae": 2.4, "connectors": 3.0, "vocoder": 0.3}
ALL = frozenset({Precision.INT8, Precision.NF4})
WORKING_GB = 6.0
SHARE = 0.92

STORED, INT8, NF4, GGUF = Precision.STORED, Precision.INT8, Precision.NF4, Precision.GGUF
Best = tuple[Offload, Precision, Precision, bool, float]


def best(vram_gb: float, stock: Stock) -> Best | None:
    fitting = plans(vram_gb * SHARE, stock, WORKING_GB)
    if not fitting:
        return None
    first = fitting[0]
    return first.offload, first.weights, first.text, first.tiling, first.area


@pytest.mark.parametrize(
    ("vram_gb", "quantisers", "expected"),
    [
        (140, ALL, (Offload.NONE, STORED, STORED, False, 1.0)),
        (96, ALL, (Offload.NONE, STORED, STORED, True, 1.0)),
        (80, ALL, (Offload.COMPONENT, STORED, STORED, False, 1.0)),
        (48, ALL, (Offload.COMPONENT, STORED, STORED, False, 1.0)),
        (32, ALL, (Offload.COMPONENT, INT8, INT8, True, 1.0)),
        (32, frozenset(), (Offload.LAYER, STORED, STORED, True, 1.0)),
        (24, ALL, (Offload.COMPONENT, NF4, NF4, True, 1.0)),
        (24, frozenset({INT8}), (Offload.LAYER, STORED, STORED, True, 1.0)),
        (16, ALL, (Offload.LAYER, STORED, STORED, True, 1.0)),
        (12, ALL, (Offload.LAYER, STORED, STORED, True, 1.0)),
        (6, ALL, (Offload.LAYER, STORED, STORED, True, 0.5)),
        (2, ALL, None),
    ],
)
def test_each_card_gets_the_best_setting_that_fits(
    vram_gb: float, quantisers: frozenset[Precision], expected: Best | None
) -> None:
    assert best(vram_gb, Stock(LTX_2_5, quantisers=quantisers)) == expected


@pytest.mark.parametrize(
    ("vram_gb", "gguf_gb", "expected"),
    [
        (48, 12.0, (Offload.COMPONENT, STORED, STORED, False, 1.0)),
        (32, 20.0, (Offload.COMPONENT, INT8, INT8, True, 1.0)),
        (24, 12.0, (Offload.COMPONENT, GGUF, INT8, True, 1.0)),
        (16, 8.0, (Offload.COMPONENT, GGUF, NF4, True, 1.0)),
        (12, 8.0, (Offload.LAYER, STORED, STORED, True, 1.0)),
    ],
)
def test_a_gguf_file_beside_the_weights_is_taken_where_they_do_not_fit(
    vram_gb: float, gguf_gb: float, expected: Best
) -> None:
    assert best(vram_gb, Stock(LTX_2_5, gguf_gb, ALL)) == expected


def test_a_gguf_file_in_place_of_the_weights_is_all_there_is() -> None:
    only = Stock({**LTX_2_5, "transformer": 0.0}, 8.0, ALL)
    assert best(140, only) == (Offload.NONE, GGUF, STORED, False, 1.0)
    assert best(16, only) == (Offload.COMPONENT, GGUF, NF4, True, 1.0)
    assert {plan.weights for plan in plans(40, only, WORKING_GB)} == {GGUF}
    assert unbounded(only).weights is GGUF
    assert unbounded(Stock(LTX_2_5, 8.0)).weights is STORED


@pytest.mark.parametrize(
    ("vram_gb", "ram_gb", "expected"),
    [
        (48, 128, (Offload.COMPONENT, STORED)),
        (48, 64, (Offload.COMPONENT, INT8)),
        (24, 64, (Offload.COMPONENT, NF4)),
        (24, 16, (Offload.LAYER, STORED)),
        (140, 64, (Offload.NONE, STORED)),
    ],
)
def test_weights_that_wait_for_their_turn_fit_the_machines_memory(
    vram_gb: float, ram_gb: float, expected: tuple[Offload, Precision]
) -> None:
    """68 GB of them on a machine of 64 GB: the run would be ended, not the setting changed."""
    (first, *_) = plans(vram_gb * SHARE, Stock(LTX_2_5, quantisers=ALL), WORKING_GB, ram_gb)
    assert (first.offload, first.weights) == expected


def test_each_next_setting_needs_less() -> None:
    for vram_gb in (12, 24, 48, 80, 140):
        needs = [plan.need_gb for plan in plans(vram_gb, Stock(LTX_2_5, 12.0, ALL), WORKING_GB)]
        assert needs == sorted(needs, reverse=True)
        assert len(set(needs)) == len(needs) > 1
        assert needs[0] <= vram_gb


def test_a_setting_says_what_becomes_of_the_weights() -> None:
    (first, *_) = plans(24 * SHARE, Stock(LTX_2_5, 12.0, ALL), WORKING_GB)
    assert str(first) == (
        "one component on the card at a time, weights of a GGUF file, "
        "8-bit weights of the text encoder, decoding in tiles"
    )
