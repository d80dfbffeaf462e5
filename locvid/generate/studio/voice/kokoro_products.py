"""Writes the quantised convolutions of a graph as matrix products: the same sums, a fifth faster.

onnxruntime multiplies unsigned activations with signed weights on instructions made for it, which
its ConvInteger, unsigned on both sides, cannot use. All sums are of whole numbers, so the sound
stays the same to the last bit.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_TO_THE_END = 2**31 - 1


def convolutions_as_products(graph: Any) -> None:
    """Replace, in place, every ConvInteger over time with stride 1 and fixed uint8 weights."""
    nodes, fixed = list(graph.node), {one.name: one for one in graph.initializer}
    del graph.node[:]
    for node in nodes:
        if _is_over_time(node, fixed):
            _Product(graph, node.name).take_place_of(node, fixed)
        else:
            graph.node.append(node)
    needed = {name for node in graph.node for name in node.input}
    kept = [one for one in graph.initializer if one.name in needed]
    del graph.initializer[:]
    graph.initializer.extend(kept)


def _is_over_time(node: Any, fixed: dict[str, Any]) -> bool:
    from onnx import TensorProto

    if node.op_type != "ConvInteger" or not {node.input[1], node.input[3]} <= fixed.keys():
        return False
    options, weights = _options(node), fixed[node.input[1]]
    plain = options.get("group", 1) == 1 and options.get("strides", [1]) == [1]
    one_middle = fixed[node.input[3]].dims in ([], [1])
    return (
        plain and one_middle and len(weights.dims) == 3 and weights.data_type == TensorProto.UINT8
    )


def _options(node: Any) -> dict[str, Any]:
    from onnx import helper

    return {one.name: helper.get_attribute_value(one) for one in node.attribute}


class _Product:
    """Appends to a graph what takes the place of one convolution, ``name``."""

    def __init__(self, graph: Any, name: str) -> None:
        self._graph = graph
        self._name = name

    def take_place_of(self, node: Any, fixed: dict[str, Any]) -> None:
        """From [1, channels, time] to the sums, int32 [1, outputs, time].

        Rows of time that a kernel covers are put side by side, and one product with the weights
        as a table [taps · channels, outputs] sums them.
        """
        from onnx import numpy_helper

        options = _options(node)
        signal, _, middle, _ = node.input
        kernel, kernel_middle = (
            _signed(numpy_helper.to_array(fixed[name])) for name in (node.input[1], node.input[3])
        )
        outputs, channels, taps = kernel.shape
        (spacing,) = options.get("dilations", [1])
        before, after = options.get("pads", [0, 0])
        rows = self._add("Transpose", [signal], "rows", perm=[0, 2, 1])
        if before or after:
            pads = self._constant("pads", np.array([0, before, 0, 0, after, 0]))
            rows = self._add("Pad", [rows, pads, middle], "padded")
        if taps > 1:
            covered = [self._moved(rows, tap, taps, spacing) for tap in range(taps)]
            rows = self._add("Concat", covered, "covered", axis=2)
        table = kernel.transpose(2, 1, 0).reshape(taps * channels, outputs)
        factors = [
            rows,
            self._constant("table", table),
            middle,
            self._constant("middle", kernel_middle.reshape(())),
        ]
        sums = self._add("MatMulInteger", factors, "sums")
        self._add("Transpose", [sums], "turned", perm=[0, 2, 1])
        self._graph.node[-1].output[0] = node.output[0]

    def _moved(self, rows: str, tap: int, taps: int, spacing: int) -> str:
        """The rows that ``tap`` meets, one for each that the convolution gives."""
        first, left = tap * spacing, (taps - 1 - tap) * spacing
        bounds = [
            self._constant(f"first{tap}", np.array([first])),
            self._constant(f"end{tap}", np.array([-left if left else _TO_THE_END])),
            self._constant("time", np.array([1])),
        ]
        return self._add("Slice", [rows, *bounds], f"tap{tap}")

    def _add(self, kind: str, inputs: list[str], output: str, **options: Any) -> str:
        from onnx import helper

        made = f"{self._name}/{output}"
        self._graph.node.append(helper.make_node(kind, inputs, [made], **options))
        return made

    def _constant(self, name: str, value: NDArray[Any]) -> str:
        from onnx import numpy_helper

        made = f"{self._name}/{name}"
        if all(one.name != made for one in self._graph.initializer):
            self._graph.initializer.append(
                numpy_helper.from_array(np.ascontiguousarray(value), made)
            )
        return made


def _signed(values: NDArray[np.uint8]) -> NDArray[np.int8]:
    """The same values, 128 less: weights and their middle move together."""
    return (values.astype(np.int16) - 128).astype(np.int8)
