"""From float to eight bits: on arrays whose right answer is plain, and on a small network from end to end."""

import numpy as np
import pytest

from models import quantise
from models.encoder import batches
from models.graph import Dense, assemble, sites
from models.observe import Observed, observe
from models.quantise import ALPHAS, CAPS, balance
from models.rounding import BLOCK, DAMPING, STEPS, round_weights
from models.weights import Bert

WIDTH, HEADS, WORDS, LONGEST = 32, 4, 60, 24


def seen(x):
    """What is observed of inputs x, (tokens, in)."""
    x = x.astype(np.float32)
    return Observed(x.min(0), x.max(0), x.mean(0), x.T @ x / np.float32(len(x)))


def test_unrelated_channels_are_each_rounded_to_the_nearest_step():
    weight = np.array([[0.2, -1.3], [2.6, 0.49]], np.float32)
    scale = np.ones(2, np.float32)
    assert round_weights(weight, scale, np.eye(2, dtype=np.float32)).tolist() == [[0, -1], [3, 0]]


def test_of_two_channels_that_always_agree_one_makes_good_what_the_other_lost():
    weight = np.array(
        [[0.4], [0.4]], np.float32
    )  # together .8: nearest is one step for both, not none for each
    same = np.ones((2, 2), np.float32)
    assert round_weights(weight, np.ones(1, np.float32), same).sum() == 1


def test_correlated_inputs_are_met_better_than_by_rounding_each_weight():
    chance = np.random.default_rng(3)
    x = (chance.standard_normal((400, 8)) @ chance.standard_normal((8, 2 * BLOCK))).astype(np.float32)
    weight = chance.standard_normal((2 * BLOCK, 12)).astype(np.float32)
    scale = (np.abs(weight).max(0) / 7).astype(np.float32)
    wise = round_weights(weight, scale, x.T @ x / 400) * scale
    plain = np.rint(weight / scale) * scale
    assert np.abs(x @ (wise - weight)).mean() < 0.5 * np.abs(x @ (plain - weight)).mean()


def test_no_weight_leaves_the_range_of_a_byte():
    chance = np.random.default_rng(4)
    weight = chance.standard_normal((40, 3)).astype(np.float32)
    gram = np.ones((40, 40), np.float32)  # all errors may be handed on to the last channel
    rounded = round_weights(weight, (np.abs(weight).max(0) / STEPS).astype(np.float32), gram)
    assert rounded.dtype == np.int8
    assert np.abs(rounded.astype(int)).max() <= STEPS


def test_a_channel_that_shouts_is_turned_down_and_the_others_are_not():
    x = np.random.default_rng(5).standard_normal((500, 6))
    x[:, 2] *= 100
    factor = balance(Dense(np.ones((6, 4), np.float32), np.zeros(4, np.float32)), seen(x))
    quiet = np.delete(factor, 2)
    assert factor[2] > 5 * quiet.max()
    assert quiet.max() < 1.5 * quiet.min()


def test_balancing_makes_a_product_with_a_shouting_channel_more_exact():
    chance = np.random.default_rng(6)
    x = chance.standard_normal((500, 16)).astype(np.float32)
    x[:, 2] *= 60
    weight = chance.standard_normal((16, 8)).astype(np.float32)
    dense, inputs = Dense(weight, np.zeros(8, np.float32)), seen(x)

    def error(factor):
        made = quantise._int8(dense, inputs, factor.astype(np.float32))
        stepped = np.rint(x * made.multiplier / made.input_scale) + float(made.input_zero)
        integers = np.clip(stepped, 0, 255) - float(made.input_zero)
        result = integers @ made.weight * made.input_scale * made.weight_scale + made.bias
        return np.abs(result - x @ weight).mean()

    assert error(balance(dense, inputs)) < 0.5 * error(np.ones(16))


def test_the_constants_are_the_ones_that_were_measured():
    """Another value makes another encoder: then count METHOD up, and measure anew with bench_encoder."""
    assert (ALPHAS, CAPS, STEPS, DAMPING) == ((0.55, 0.65, 0.75, 0.85), (1.0, 0.7, 0.5), 127, 0.02)


@pytest.fixture(scope="module")
def bert(tmp_path_factory):
    """Two layers of noise, with one channel that shouts."""
    chance = np.random.default_rng(8)

    def some(*shape, of=0.2):
        return (chance.standard_normal(shape) * of).astype(np.float32)

    tensors = {
        "embeddings.word_embeddings.weight": some(WORDS, WIDTH, of=1),
        "embeddings.position_embeddings.weight": some(LONGEST, WIDTH),
        "embeddings.token_type_embeddings.weight": some(2, WIDTH),
    }
    norms = ["embeddings"]
    for i in range(2):
        layer = f"encoder.layer.{i}"
        shapes = {f"attention.self.{part}": (WIDTH, WIDTH) for part in ("query", "key", "value")}
        shapes |= {"attention.output.dense": (WIDTH, WIDTH)}
        shapes |= {"intermediate.dense": (4 * WIDTH, WIDTH), "output.dense": (WIDTH, 4 * WIDTH)}
        for name, shape in shapes.items():
            tensors[f"{layer}.{name}.weight"], tensors[f"{layer}.{name}.bias"] = some(*shape), some(shape[0])
        norms += [f"{layer}.attention.output", f"{layer}.output"]
    for name in norms:
        gain = np.ones(WIDTH, np.float32)
        gain[7] = 12
        tensors[f"{name}.LayerNorm.weight"], tensors[f"{name}.LayerNorm.bias"] = gain, some(WIDTH)
    return Bert("noise", tmp_path_factory.mktemp("noise"), "0", 2, HEADS, WIDTH, LONGEST, 1e-12, tensors)


@pytest.fixture(scope="module")
def sample():
    chance = np.random.default_rng(9)
    return [chance.integers(0, WORDS, chance.integers(2, LONGEST)).tolist() for _ in range(120)]


def run(model, ids):
    """What each text is about and how it is said, side by side, of length one together."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    return np.hstack(session.run(["embedding", "wording"], {"input_ids": np.array(ids, np.int64)})) / np.sqrt(
        2
    )


def by_hand(bert, ids):
    """The same network in a few lines of numpy, for one text."""
    from scipy.special import erf, softmax

    tensors, dense = bert.tensors, sites(bert)

    def norm(x, name):
        x = (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + bert.epsilon)
        return x * tensors[f"{name}.LayerNorm.weight"] + tensors[f"{name}.LayerNorm.bias"]

    def product(x, site):
        return x @ dense[site].weight + dense[site].bias

    x = (
        tensors["embeddings.word_embeddings.weight"][ids]
        + tensors["embeddings.token_type_embeddings.weight"][0]
    )
    x = norm(x + tensors["embeddings.position_embeddings.weight"][: len(ids)], "embeddings")
    halves = []
    for i in range(bert.layers):
        if i == bert.layers / 2:
            halves.append(x.mean(0))
        three = product(x, f"{i}.qkv").reshape(len(ids), 3, HEADS, -1).transpose(1, 2, 0, 3)
        query, key, value = three
        shares = softmax(query @ key.transpose(0, 2, 1) / np.sqrt(WIDTH / HEADS), axis=-1)
        mixed = (shares @ value).transpose(1, 0, 2).reshape(len(ids), WIDTH)
        x = norm(x + product(mixed, f"{i}.out"), f"encoder.layer.{i}.attention.output")
        wide = product(x, f"{i}.widen")
        wide = wide * (1 + erf(wide / np.sqrt(2))) / 2
        x = norm(x + product(wide, f"{i}.narrow"), f"encoder.layer.{i}.output")
    wording, about = (*halves, x.mean(0))
    return np.hstack([half / np.linalg.norm(half) for half in (about, wording)]) / np.sqrt(2)


def test_laid_out_in_float_the_network_is_what_bert_is(bert, sample):
    model, _ = assemble(bert, sites(bert), LONGEST, small=False)
    for ids in sample[:12]:
        assert run(model, [ids])[0] == pytest.approx(by_hand(bert, ids), abs=1e-5)


def test_in_eight_bits_it_stays_near_and_a_batch_changes_no_bit(bert, sample):
    exact, _ = assemble(bert, sites(bert), LONGEST, small=False)
    made, _ = assemble(
        bert, quantise.quantise(bert, observe(bert, sample[:80], LONGEST)), LONGEST, small=True
    )
    assert len(made.SerializeToString()) < 0.5 * len(exact.SerializeToString())
    fresh = sample[80:]
    for batch in batches(fresh):
        ids = [fresh[i] for i in batch]
        together = run(made, ids)
        assert np.sum(together * run(exact, ids), axis=1).min() > 0.99
        assert np.array_equal(together, np.vstack([run(made, [one]) for one in ids]))


def test_every_token_of_every_text_is_observed(bert):
    found = observe(bert, [[1, 2, 3], [4]], LONGEST)
    assert set(found) == {f"{i}.{place}" for i in range(2) for place in ("qkv", "out", "widen", "narrow")}
    ids = [[1, 2, 3], [4]]
    table, norm = bert.tensors["embeddings.word_embeddings.weight"], bert.tensors
    x = np.vstack([table[one] + norm["embeddings.position_embeddings.weight"][: len(one)] for one in ids])
    x = x + norm["embeddings.token_type_embeddings.weight"][0]
    x = (x - x.mean(1, keepdims=True)) / x.std(1, keepdims=True)
    x = x * norm["embeddings.LayerNorm.weight"] + norm["embeddings.LayerNorm.bias"]
    assert found["0.qkv"].mean == pytest.approx(x.mean(0), abs=1e-4)
    assert found["0.qkv"].high == pytest.approx(x.max(0), abs=1e-4)
    assert np.diag(found["0.qkv"].gram) == pytest.approx((x**2).mean(0), abs=1e-2)
