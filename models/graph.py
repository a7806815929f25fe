"""The network as the server runs it: a BERT laid out in the few operators that ONNX Runtime is quick at.

PyTorch's exporter spells attention out in two dozen operators, and a quantiser wraps each product in two more. Laid
out by hand, the same arithmetic takes about half the time (measured with ONNX Runtime 1.31):

- texts run together only with texts as long, so attention needs no mask;
- tensors are (tokens, texts, width): FusedMatMul then finds each head where it lies, and only its result is moved;
- products are MatMulIntegerToFloat, which adds the bias on its way out;
- Add and LayerNormalization stay apart: fused as SkipLayerNormalization they take six times as long;
- the sum over tokens is a product with ones: ReduceMean rounds otherwise in a batch than alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from models.weights import Bert, Floats

OPSET = 17
IR_VERSION = 8
"""Old enough for every ONNX Runtime that Comity allows."""
MICROSOFT = "com.microsoft"
EMBEDDING, WORDING = "embedding", "wording"
HALFWAY = 2
"""Share of the layers (one in so many) after which the tokens are averaged a second time. The last layers were taught to
keep what a text is about; how it is said (asks, offers, presses) is plainer halfway. Of offers, needs and neither, of an
author left out, a linear model tells .85 after the third of six layers, .68 after the last, and .82 and .83 after the
second and the fourth."""


@dataclass(frozen=True)
class Dense:
    """x @ weight + bias, in float. Weight (in, out)."""

    weight: Floats
    bias: Floats


@dataclass(frozen=True)
class DenseInt8:
    """The same with x as uint8 (one fixed scale and zero point) and the weight as int8 (one scale a column)."""

    weight: npt.NDArray[np.int8]
    weight_scale: Floats
    bias: Floats
    input_scale: np.float32
    input_zero: np.uint8
    multiplier: Floats | None
    """(in,): what x is multiplied with first; None where the producer of x was scaled instead."""


def sites(bert: Bert) -> dict[str, Dense]:
    """Every dense product of the network by its place: "3.qkv", "3.out", "3.widen", "3.narrow"."""
    found = {}
    for i in range(bert.layers):
        layer = f"encoder.layer.{i}"
        parts = [bert.dense(f"{layer}.attention.self.{part}") for part in ("query", "key", "value")]
        weights, biases = zip(*parts, strict=True)
        found[f"{i}.qkv"] = Dense(np.concatenate(weights, 1), np.concatenate(biases))
        found[f"{i}.out"] = Dense(*bert.dense(f"{layer}.attention.output.dense"))
        found[f"{i}.widen"] = Dense(*bert.dense(f"{layer}.intermediate.dense"))
        found[f"{i}.narrow"] = Dense(*bert.dense(f"{layer}.output.dense"))
    return found


class _Layout:
    """Collects operators in the order they run."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, value: Any) -> str:
        from onnx import numpy_helper

        name = f"constant{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def add(self, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """The name of the operator's output."""
        from onnx import helper

        name = f"{kind}{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], name, domain=domain, **attributes))
        return name

    def dense(self, x: str, how: Dense | DenseInt8, parts: int) -> list[str]:
        """The product, its columns in so many parts."""
        if isinstance(how, Dense):
            return [
                self.add("Add", self.add("MatMul", x, self.constant(weight)), self.constant(bias))
                for weight, bias in zip(_parts(how.weight, parts), _parts(how.bias, parts), strict=True)
            ]
        if how.multiplier is not None:
            x = self.add("Mul", x, self.constant(how.multiplier))
        scale, zero = self.constant(how.input_scale), self.constant(how.input_zero)
        x = self.add("QuantizeLinear", x, scale, zero)
        columns = (_parts(how.weight, parts), _parts(how.weight_scale, parts), _parts(how.bias, parts))
        made = []
        for weight, weight_scale, bias in zip(*(map(self.constant, part) for part in columns), strict=True):
            inputs = (x, weight, scale, weight_scale, zero, "", bias)
            made.append(self.add("MatMulIntegerToFloat", *inputs, domain=MICROSOFT))
        return made

    def attend(self, three: list[str], heads: int, width: int) -> str:
        """(tokens, batch, width) each. A product may take its batch from the second place, so nothing is moved
        before."""
        shape = self.constant(np.array([0, 0, heads, width // heads], np.int64))
        query, key, value = (self.add("Reshape", x, shape) for x in three)
        apart = {"transBatchA": 1, "transBatchB": 1, "transB": 1, "alpha": (width / heads) ** -0.5}
        likeness = self.add("FusedMatMul", query, key, domain=MICROSOFT, **apart)
        shares = self.add("Softmax", likeness, axis=-1)
        mixed = self.add("FusedMatMul", shares, value, domain=MICROSOFT, transBatchB=1)
        together = self.add("Transpose", mixed, perm=[2, 0, 1, 3])
        return self.add("Reshape", together, self.constant(np.array([0, 0, width], np.int64)))


def _parts(columns: Any, parts: int) -> list[Any]:
    return [np.ascontiguousarray(part) for part in np.split(columns, parts, axis=-1)]


def assemble(
    bert: Bert, dense: Mapping[str, Dense | DenseInt8], longest: int, *, small: bool
) -> tuple[Any, dict[str, str]]:
    """The ONNX model, (batch, tokens) int64 ``input_ids`` to two (batch, width) float32 of length one: ``embedding``
    and, from halfway through, ``wording``.

    Takes texts of up to ``longest`` tokens. With ``small`` the word vectors are kept as int8. Also returns, for each
    dense product, the name of the tensor that goes into it.
    """
    from onnx import TensorProto, helper

    g = _Layout()
    taps: dict[str, str] = {}

    def product(x: str, site: str, parts: int = 1) -> list[str]:
        taps[site] = x
        return g.dense(x, dense[site], parts)

    def normalised(x: str, name: str) -> str:
        gain, shift = (g.constant(bert.tensors[f"{name}.LayerNorm.{part}"]) for part in ("weight", "bias"))
        return g.add("LayerNormalization", x, gain, shift, epsilon=bert.epsilon)

    # Tokens first, texts second: so attention finds its operands where they lie.
    ids = g.add("Transpose", "input_ids", perm=[1, 0])
    length = g.add("Shape", ids, start=0, end=1)
    x = g.add("Add", _words(g, bert, ids, small), _places(g, bert, length, longest))
    x = normalised(x, "embeddings")
    one = g.constant(np.ones(1, np.int64))
    ones = g.add("Expand", g.constant(np.ones((1, 1), np.float32)), g.add("Concat", one, length, axis=0))

    def averaged(x: str, name: str) -> None:
        flat = g.add("Reshape", x, g.constant(np.array([0, -1], np.int64)))
        summed = g.add(
            "Reshape", g.add("MatMul", ones, flat), g.constant(np.array([-1, bert.width], np.int64))
        )
        unit = g.add("LpNormalization", summed, axis=1, p=2)
        g.nodes.append(helper.make_node("Identity", [unit], [name], name))

    for i in range(bert.layers):
        if i == bert.layers // HALFWAY:
            averaged(x, WORDING)
        attended = g.attend(product(x, f"{i}.qkv", parts=3), bert.heads, bert.width)
        x = g.add("Add", *product(attended, f"{i}.out"), x)
        x = normalised(x, f"encoder.layer.{i}.attention.output")
        wide = g.add("Gelu", *product(x, f"{i}.widen"), domain=MICROSOFT)
        x = g.add("Add", *product(wide, f"{i}.narrow"), x)
        x = normalised(x, f"encoder.layer.{i}.output")
    averaged(x, EMBEDDING)

    given = helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "tokens"])
    made = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", bert.width])
        for name in (EMBEDDING, WORDING)
    ]
    graph = helper.make_graph(g.nodes, "comity-encoder", [given], made, g.constants)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION, producer_name="comity"), taps


def _words(g: _Layout, bert: Bert, ids: str, small: bool) -> str:
    """Vectors of the words. As int8 each has a scale of its own, which keeps rare words as exact as common ones."""
    table = bert.tensors["embeddings.word_embeddings.weight"]
    if not small:
        return g.add("Gather", g.constant(table), ids)
    scale = (np.abs(table).max(1, keepdims=True) / 127).clip(1e-12).astype(np.float32)
    found = g.add("Gather", g.constant(np.rint(table / scale).astype(np.int8)), ids)
    return g.add("Mul", g.add("Cast", found, to=1), g.add("Gather", g.constant(scale), ids))


def _places(g: _Layout, bert: Bert, length: str, longest: int) -> str:
    """Vectors of the positions, with that of "first sentence" added, as every token here belongs to it."""
    places = bert.tensors["embeddings.position_embeddings.weight"][:longest]
    places = places + bert.tensors["embeddings.token_type_embeddings.weight"][0]
    return g.add("Slice", g.constant(places[:, None]), g.constant(np.zeros(1, np.int64)), length)
