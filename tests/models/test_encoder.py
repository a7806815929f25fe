"""The served encoder: one vector for one text, whatever it is read with, and no vector where nothing is said."""

import random
import subprocess
import sys

import numpy as np
import pytest

from benchmarks.snippets import snippets
from models.encoder import BATCH_TOKENS, batches, find_encoder, load_encoder, normal_form
from models.manifest import Manifest

pytestmark = pytest.mark.encoder


@pytest.fixture(scope="module")
def texts():
    """Of all lengths, some of them alike in length, some the same."""
    made = snippets(90, seed=11)
    return [*made, "CTO", "", "!!!", made[3], "Zürich, Łódź und 東京", " ".join(made[:12])]


def test_a_text_alone_has_bit_for_bit_the_vector_it_has_in_a_crowd(encoder, texts):
    together = encoder.encode(texts)
    alone = np.vstack([encoder.encode([text]) for text in texts])
    assert np.array_equal(together, alone)


def test_neither_order_nor_company_changes_a_bit(encoder, texts):
    places = list(range(len(texts)))
    random.Random(5).shuffle(places)
    shuffled = encoder.encode([texts[i] for i in places])
    assert np.array_equal(shuffled, encoder.encode(texts)[places])
    assert np.array_equal(encoder.encode(texts[:7]), encoder.encode(texts)[:7])


def test_two_threads_give_the_very_same_vectors(encoder, texts, models_home):
    assert np.array_equal(load_encoder(models_home, threads=2).encode(texts), encoder.encode(texts))


def test_every_vector_has_length_one_but_that_of_a_text_without_letter_or_digit(encoder):
    lengths = np.linalg.norm(encoder.encode(["midwife", "3", "", "  \n", "🚀 !!!", "…"]), axis=1)
    assert lengths == pytest.approx([1, 1, 0, 0, 0, 0], abs=1e-6)


def test_nothing_to_encode_is_an_empty_table(encoder):
    assert encoder.encode([]).shape == (0, encoder.dimensions) == (0, 384)
    assert encoder.encode([]).dtype == encoder.encode(["a"]).dtype == np.float32


def test_like_meaning_lies_closer_than_like_words(encoder):
    need, lawyer, bank = encoder.encode(
        ["looking for legal advice on a contract", "attorney", "looking for a bench in the park"]
    )
    assert need @ lawyer > need @ bank


def test_reading_gives_what_a_text_is_about_and_how_it_is_said_in_any_company(encoder, texts):
    about, wording = encoder.read(texts)
    assert np.array_equal(about, encoder.encode(texts))
    assert np.array_equal(wording, np.vstack([encoder.read([text])[1] for text in texts]))
    lengths = np.linalg.norm(encoder.read(["midwife", "…"])[1], axis=1)
    assert lengths == pytest.approx([1, 0], abs=1e-6)


def test_how_it_is_said_tells_a_need_from_an_offer_of_the_same_thing(encoder):
    same_way, same_thing, other = (
        "I am looking for a plumber",
        "I am a plumber",
        "We need a translator by May",
    )
    about, wording = encoder.read([same_way, same_thing, other])
    assert about[0] @ about[1] > about[0] @ about[2]
    assert wording[0] @ wording[2] - wording[0] @ wording[1] > about[0] @ about[2] - about[0] @ about[1]


def test_an_encoder_prepared_before_it_could_tell_how_it_is_said_still_serves(encoder, monkeypatch):
    monkeypatch.setattr(encoder, "_outputs", ["embedding"])
    about, wording = encoder.read(["midwife"])
    assert np.array_equal(about, encoder.encode(["midwife"]))
    assert wording.shape == (1, 0)


def test_headline_letters_and_invisible_signs_read_as_plain_ones(encoder):
    plain = encoder.encode(["CTO and co-founder"])
    assert np.array_equal(encoder.encode(["𝗖𝗧𝗢  𝐚𝐧𝐝\tco-\u200bfounder\n"]), plain)
    assert np.array_equal(encoder.encode(["ＣＴＯ and co-founder\ufeff"]), plain)


def test_an_unpaired_surrogate_is_dropped(encoder):
    assert np.array_equal(encoder.encode(["nurse \ud800"]), encoder.encode(["nurse"]))


def test_normal_form_keeps_case_accents_and_signs_of_other_scripts():
    assert normal_form("  Éva\u00a0Kovács —\r\n 東京 🚀 ") == "Éva Kovács — 東京 🚀"


def test_beyond_256_tokens_nothing_is_read(encoder):
    long = "bread " * 254
    assert np.array_equal(encoder.encode([long]), encoder.encode([long + "and lawyers"]))
    assert not np.array_equal(encoder.encode(["bread " * 253]), encoder.encode(["bread " * 253 + "lawyers"]))


def test_batches_hold_texts_of_one_length_and_no_more_tokens_than_fit():
    tokens = [[0] * length for length in (5, 7, 5, 300, 5, 7) + (5,) * 200]
    made = list(batches(tokens))
    assert sorted(i for batch in made for i in batch) == list(range(len(tokens)))
    for batch in made:
        lengths = {len(tokens[i]) for i in batch}
        assert len(lengths) == 1
        assert len(batch) == 1 or len(batch) * lengths.pop() <= BATCH_TOKENS


def test_the_id_names_the_very_files(encoder, models_home):
    from models.files import digest

    manifest = Manifest.read(find_encoder(models_home))
    assert manifest.files["model.onnx"] != manifest.files["tokenizer.json"]
    assert encoder.id.startswith(
        f"all-MiniLM-L6-v2-int8-{digest(''.join(manifest.files.values()).encode())[:16]}"
    )


def test_serving_imports_neither_torch_nor_what_comes_with_it(models_home):
    heavy = (
        "torch",
        "transformers",
        "sentence_transformers",
        "sklearn",
        "scipy",
        "onnx",
        "safetensors",
        "flask",
    )
    program = f"""
import sys
from pathlib import Path
from models.encoder import load_encoder
assert not {{"numpy.testing", "onnxruntime", "tokenizers"}} & set(sys.modules)
load_encoder(Path({str(models_home)!r})).encode(["a text"])
found = [name for name in {heavy!r} if name in sys.modules]
sys.exit(", ".join(found) or 0)
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
