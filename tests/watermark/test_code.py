"""The payload comes back from damaged bits, and is not made up."""

from __future__ import annotations

import numpy as np
import pytest

from locvid.watermark.code import CODED_BITS, Payload, decode, encode


@pytest.mark.parametrize("identifier", [0, 1, 0xFFFFFFFF, 0xDEADBEEF])
def test_what_was_written_is_read(identifier):
    assert decode(encode(Payload(identifier))) == Payload(identifier)


def test_every_sixth_bit_may_be_wrong():
    soft = encode(Payload(0x12345678)).astype(float)
    soft[::6] *= -1
    assert decode(soft) == Payload(0x12345678)


def test_noise_is_read_as_nothing():
    random = np.random.default_rng(1)
    read = [decode(random.normal(size=CODED_BITS)) for _ in range(150)]
    assert sum(found is not None for found in read) <= 1
