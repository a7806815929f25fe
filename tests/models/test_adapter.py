"""The map behind the encoder: nothing where nothing was learnt, better on what it was taught, and easy to
leave out."""

import numpy as np
import pytest

from models import adapter
from models.adapter import FEWEST, AdaptedEncoder, Adapter, fit_adapter
from models.admission import Comparison, admitted, compare
from recommender.encoder import DemoEncoder


def unit(rows):
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def disguised(n, seed=1, width=24):
    """Needs and offers that mean the same, but a strong direction of style drowns it."""
    rng = np.random.default_rng(seed)
    meaning = rng.standard_normal((n, width))
    style = np.zeros(width)
    style[:3] = 4
    needs = meaning + rng.standard_normal((n, 1)) * style + 0.3 * rng.standard_normal((n, width))
    offers = meaning + rng.standard_normal((n, 1)) * style + 0.3 * rng.standard_normal((n, width))
    return unit(needs), unit(offers)


@pytest.fixture(scope="module")
def fitted():
    return fit_adapter(*disguised(150))


def found_first(needs, offers):
    return np.mean(np.argmax(needs @ offers.T, axis=1) == np.arange(len(needs)))


def test_it_learns_what_to_look_past_and_that_holds_for_pairs_it_never_saw(fitted):
    needs, offers = disguised(200, seed=2)
    assert found_first(fitted(needs), fitted(offers)) > found_first(needs, offers) + 0.1


def test_pairs_dealt_at_random_teach_nothing_and_leave_the_encoder_alone():
    needs, offers = disguised(60)
    rng = np.random.default_rng(3)
    fitted = fit_adapter(needs, unit(rng.standard_normal(offers.shape)))
    assert np.allclose(fitted(needs), needs, atol=1e-6)


def test_a_few_pairs_are_the_identity():
    needs, offers = disguised(FEWEST - 1)
    assert FEWEST == 20
    assert np.allclose(fit_adapter(needs, offers)(needs), needs, atol=1e-6)


def test_the_gradient_is_the_slope_of_the_loss():
    rng = np.random.default_rng(4)
    needs, offers = (part.astype(np.float64) for part in disguised(6, width=8))
    dismissed = unit(rng.standard_normal((6, 8))).astype(np.float64)
    dismissed[2] = 0
    for against in (None, dismissed):
        pairs = adapter._Pairs(needs, offers, against)
        left, right = rng.standard_normal((8, 3)) * 0.2, rng.standard_normal((8, 3)) * 0.2
        _, by_left, by_right = adapter._loss_and_gradients(left, right, pairs)
        for matrix, gradient in ((left, by_left), (right, by_right)):
            for cell in ((0, 0), (5, 2)):
                step = np.zeros_like(matrix)
                step[cell] = 1e-6

                def loss(change, matrix=matrix, pairs=pairs, left=left, right=right):
                    moved = (left + change, right) if matrix is left else (left, right + change)
                    return adapter._loss_and_gradients(*moved, pairs)[0]

                slope = (loss(step) - loss(-step)) / 2e-6
                assert gradient[cell] == pytest.approx(slope, rel=1e-3, abs=1e-6)


def test_what_was_dismissed_moves_away_from_the_need_it_was_shown_for():
    needs, offers = disguised(80)
    dismissed = unit(needs + 0.5 * np.random.default_rng(5).standard_normal(needs.shape))
    with_them, without = fit_adapter(needs, offers, dismissed), fit_adapter(needs, offers)

    def likeness(fitted):
        return np.mean(np.sum(fitted(needs) * fitted(dismissed), axis=1))

    assert likeness(with_them) < likeness(without)


def test_vectors_stay_of_length_one_and_nothing_stays_nothing(fitted):
    moved = fitted(np.vstack([disguised(5)[0], np.zeros((1, 24), np.float32)]))
    assert np.allclose(np.linalg.norm(moved[:5], axis=1), 1, atol=1e-6)
    assert not moved[5].any()
    assert moved.dtype == np.float32


def test_it_survives_being_written_and_read_and_nothing_else_is_read(fitted):
    again = Adapter.from_bytes(fitted.to_bytes())
    assert again.id == fitted.id
    assert np.array_equal(again.left, fitted.left)
    with pytest.raises(ValueError, match="do not fit"):
        Adapter.from_bytes(Adapter(fitted.left, fitted.right[:3]).to_bytes())
    with pytest.raises(ValueError, match=r"pickle|magic|file"):
        Adapter.from_bytes(b"not matrices")


def test_an_adapted_encoder_has_an_id_of_its_own():
    encoder = DemoEncoder("wool weaving")
    maps = [Adapter(np.full((2, 16), x, np.float32), np.full((2, 16), x, np.float32)) for x in (0.0, 0.1)]
    ids = {AdaptedEncoder(encoder, one).id for one in maps}
    assert len(ids | {encoder.id}) == 3
    assert AdaptedEncoder(encoder, maps[0]).encode(["wool"]).tolist() == [[1.0, 0.0]]
    assert AdaptedEncoder(encoder, maps[0]).dimensions == 2


def test_an_adapted_encoder_moves_what_a_text_is_about_and_leaves_how_it_is_said():
    class Said(DemoEncoder):
        def read(self, texts):
            return self.encode(texts), np.ones((len(texts), 3), np.float32)

    adapted = AdaptedEncoder(Said("wool weaving"), Adapter(*np.full((2, 2, 16), 0.1, np.float32)))
    about, wording = adapted.read(["wool"])
    assert np.array_equal(about, adapted.encode(["wool"]))
    assert about.tolist() != [[1.0, 0.0]]
    assert wording.tolist() == [[1.0, 1.0, 1.0]]


def test_only_a_gain_beyond_noise_is_let_in():
    rng = np.random.default_rng(6)
    before = rng.random(200)
    assert admitted([compare("matches", before + 0.1, before)])[0]
    noise = compare("matches", before + rng.normal(0, 0.2, 200) - 0.01, before)
    assert admitted([noise]) == (False, "No gain beyond noise; the one that serves stays.")
    assert not admitted([compare("matches", before[:20] + 0.1, before[:20])])[0]
    assert not admitted([compare("matches", before[:0], before[:0])])[0]


def test_a_loss_anywhere_keeps_it_out_whatever_it_gains_elsewhere():
    gain, loss = Comparison("yours", 0.1, 0.05, 0.15, 99), Comparison("shipped", -0.02, -0.03, -0.01, 99)
    ok, why = admitted([gain, loss])
    assert not ok
    assert why == "It ranks worse on shipped: -0.020 [-0.030, -0.010]."
    assert admitted({"yours": gain})[0]
