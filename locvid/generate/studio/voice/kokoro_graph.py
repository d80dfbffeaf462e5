"""Takes the Kokoro-82M graph apart into a timing and a sound half with levers on time and pitch.

The published graph (tokens, style, speed → audio) hides its phone durations. Cut where durations
are predicted, the first half tells them and the second obeys those it is given.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from locvid.generate.studio.voice.kokoro_products import convolutions_as_products

TOKEN_FEATURES = ("/encoder/predictor/text_encoder/Concat_4_output_0",
                  "/encoder/text_encoder/Transpose_2_output_0")  # fmt: skip
"""What the sound half needs to know of each token, besides its duration."""

_DURATION_SUMS = "/encoder/predictor/ReduceSum_output_0"
_DURATIONS = "/encoder/Clip_output_0"
_F0 = "/encoder/F0_proj/Conv_output_0"
_LOWEST_VOICED_HZ = 40.0


def timing_graph(model: Any) -> Any:
    """Inputs ``tokens`` int64 [1, n] and ``style`` float32 [1, 256].

    Outputs the natural duration of each token, ``durations`` float32 [1, n] in frames of 600
    samples at 24 kHz (not rounded), then ``TOKEN_FEATURES``.
    """
    from onnx import TensorProto, helper

    half = _between(model, ["tokens", "style"], [_DURATION_SUMS, *TOKEN_FEATURES])
    half.graph.node.append(helper.make_node("Identity", [_DURATION_SUMS], ["durations"]))
    half.graph.input.extend(
        [
            helper.make_tensor_value_info("tokens", TensorProto.INT64, [1, "tokens"]),
            helper.make_tensor_value_info("style", TensorProto.FLOAT, [1, 256]),
        ]
    )
    half.graph.output.extend(_floats("durations", *TOKEN_FEATURES))
    return half


def sound_graph(model: Any) -> Any:
    """Inputs ``style``, ``TOKEN_FEATURES``, ``durations`` float32 [1, n] in whole frames,
    ``pitch`` float32 [2 × frames] (a factor on F0) and ``pitch_range`` float32 [1] (an exponent
    on its distance from the mean). Output ``audio`` float32 at 24 kHz, 600 samples a frame.
    """
    from onnx import TensorProto, helper

    half = _between(model, ["style", *TOKEN_FEATURES, _DURATIONS], ["audio"])
    _rename_input(half.graph, _DURATIONS, "durations")
    _add_pitch_levers(half.graph)
    half.graph.input.extend(
        [
            helper.make_tensor_value_info("style", TensorProto.FLOAT, [1, 256]),
            *_floats(*TOKEN_FEATURES),
            helper.make_tensor_value_info("durations", TensorProto.FLOAT, [1, "tokens"]),
            helper.make_tensor_value_info("pitch", TensorProto.FLOAT, ["half_frames"]),
            helper.make_tensor_value_info("pitch_range", TensorProto.FLOAT, [1]),
        ]
    )
    half.graph.output.extend(_floats("audio"))
    return half


def _between(model: Any, inputs: list[str], outputs: list[str]) -> Any:
    """The part of ``model`` that computes ``outputs`` from ``inputs``, without its interface."""
    import onnx

    producer = {name: i for i, node in enumerate(model.graph.node) for name in node.output}
    wanted, seen, kept = list(outputs), set(inputs), set()
    while wanted:
        name = wanted.pop()
        if name in seen or not name:
            continue
        seen.add(name)
        if name in producer:
            kept.add(producer[name])
            wanted.extend(model.graph.node[producer[name]].input)
    part = onnx.ModelProto()
    part.ir_version = model.ir_version
    part.opset_import.extend(model.opset_import)
    part.graph.name = model.graph.name
    part.graph.node.extend(model.graph.node[index] for index in sorted(kept))
    part.graph.initializer.extend(one for one in model.graph.initializer if one.name in seen)
    convolutions_as_products(part.graph)
    return part


def _rename_input(graph: Any, old: str, new: str) -> None:
    for node in graph.node:
        for index, name in enumerate(node.input):
            if name == old:
                node.input[index] = new


def _add_pitch_levers(graph: Any) -> None:
    """F0' = mean · (F0 / mean)^range · pitch where F0 is voiced, in the log domain."""
    from onnx import helper, numpy_helper

    def constant(name: str, value: float) -> str:
        graph.initializer.append(
            numpy_helper.from_array(np.array(value, np.float32), f"lever/{name}")
        )
        return f"lever/{name}"

    lowest, one = constant("lowest_hz", _LOWEST_VOICED_HZ), constant("one", 1.0)
    steps = [
        ("Greater", [_F0, lowest], "voiced"),
        ("Max", [_F0, lowest], "hz"),
        ("Log", ["lever/hz"], "log"),
        ("Where", ["lever/voiced", "lever/log", constant("zero", 0.0)], "voiced_log"),
        ("Where", ["lever/voiced", one, "lever/zero"], "weight"),
        ("ReduceSum", ["lever/voiced_log"], "log_sum"),
        ("ReduceSum", ["lever/weight"], "weight_sum"),
        ("Max", ["lever/weight_sum", one], "count"),
        ("Div", ["lever/log_sum", "lever/count"], "mean"),
        ("Sub", ["lever/log", "lever/mean"], "excursion"),
        ("Mul", ["lever/excursion", "pitch_range"], "scaled"),
        ("Add", ["lever/scaled", "lever/mean"], "new_log"),
        ("Exp", ["lever/new_log"], "new_hz"),
        ("Mul", ["lever/new_hz", "pitch"], "moved_hz"),
        ("Where", ["lever/voiced", "lever/moved_hz", _F0], "f0"),
    ]
    _rename_input(graph, _F0, "lever/f0")
    at = next(i for i, node in enumerate(graph.node) if _F0 in node.output) + 1
    for offset, (kind, inputs, output) in enumerate(steps):
        graph.node.insert(at + offset, helper.make_node(kind, inputs, [f"lever/{output}"]))


def _floats(*names: str) -> list[Any]:
    from onnx import TensorProto, helper

    return [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in names]
