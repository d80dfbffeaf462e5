"""Convolutions written as products give the very same sums."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from locvid.generate.studio.voice.kokoro_products import convolutions_as_products

RNG = np.random.default_rng(5)
CHANNELS, OUTPUTS, LENGTH = 6, 4, 37


def convolution(taps: int, **options: Any) -> Any:
    """A model of one convolution of uint8 ``x`` [1, CHANNELS, time] around 119."""
    weights = RNG.integers(0, 256, (OUTPUTS, CHANNELS, taps), dtype=np.uint8)
    node = helper.make_node("ConvInteger", ["x", "w", "x_zero", "w_zero"], ["y"], "conv", **options)
    graph = helper.make_graph(
        [node],
        "one",
        [helper.make_tensor_value_info("x", TensorProto.UINT8, [1, CHANNELS, None])],
        [helper.make_tensor_value_info("y", TensorProto.INT32, None)],
        [
            numpy_helper.from_array(weights, "w"),
            numpy_helper.from_array(np.array(119, np.uint8), "x_zero"),
            numpy_helper.from_array(np.array(131, np.uint8), "w_zero"),
        ],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def sums(model: Any) -> np.ndarray:
    x = np.random.default_rng(6).integers(0, 256, (1, CHANNELS, LENGTH), dtype=np.uint8)
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    return np.asarray(session.run(None, {"x": x})[0])


def kinds(model: Any) -> set[str]:
    return {node.op_type for node in model.graph.node}


@pytest.mark.parametrize(
    ("taps", "options"),
    [
        (1, {}),
        (3, {"pads": [1, 1]}),
        (5, {"pads": [3, 0], "dilations": [1]}),
        (7, {"pads": [9, 9], "dilations": [3]}),
        (4, {"dilations": [2]}),
    ],
)
def test_a_product_sums_what_the_convolution_summed(taps: int, options: dict[str, Any]) -> None:
    model = convolution(taps, **options)
    expected = sums(model)
    convolutions_as_products(model.graph)
    assert "ConvInteger" not in kinds(model)
    assert {one.name for one in model.graph.initializer}.isdisjoint({"w", "w_zero"})
    np.testing.assert_array_equal(sums(model), expected)


def test_a_convolution_with_strides_stays_as_it_is() -> None:
    model = convolution(3, strides=[2])
    before = model.SerializeToString(deterministic=True)
    convolutions_as_products(model.graph)
    assert model.SerializeToString(deterministic=True) == before
