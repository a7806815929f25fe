"""The message check: what it quotes, what it leaves alone, and that a good letter passes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.encoder import DemoEncoder
from recommender.tone import Checked, Finding, Kind, ToneModel, check, check_many
from recommender.tone.kinds import INSTEAD, WHY
from recommender.tone.reading import MAX_SENTENCE, MAX_SENTENCES, sentences

SHIPPED = Path(__file__).parents[2] / "models" / "default" / "tone.json"
GOOD_ASK = (
    "Hello Ana,\n\nI read your piece on kilns. Could you tell me which clay you use? It would take you five minutes."
    "\n\nIf it does not suit you, just say so.\n\nWarm wishes"
)


@pytest.fixture(scope="module")
def model() -> ToneModel:
    return ToneModel.from_json(json.loads(SHIPPED.read_text("utf-8")))


@pytest.fixture(scope="module")
def demo() -> DemoEncoder:
    """Not of the family the model was fitted to: cues, words and rules decide."""
    return DemoEncoder("cto python pricing")


@pytest.fixture
def kinds(encoder: Any, model: ToneModel) -> Any:
    return lambda text: {one.kind for one in check(text, encoder, model).findings}


def test_a_good_ask_is_an_ask_easy_to_decline_and_nothing_else(encoder: Any, model: ToneModel) -> None:
    found = check(GOOD_ASK, encoder, model)
    assert (found.ask, found.easy_to_decline, found.findings) == (True, True, ())
    assert model.ask_from <= found.ask_probability <= 1


def test_thanks_ask_for_nothing(encoder: Any, model: ToneModel) -> None:
    found = check("Dear Ana,\nthank you for the introduction. We talked for an hour.", encoder, model)
    assert (found.ask, found.findings) == (False, ())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Could you sign it? I am not taking no for an answer.", Kind.PRESSURE),
        ("Will you join? This is your last chance, only two seats left!", Kind.FALSE_URGENCY),
        ("Please come. I am really disappointed in you.", Kind.GUILT),
        ("You owe me one, so please introduce me to her.", Kind.RECIPROCITY_CLAIMED),
        ("After all I did for you, could you lend me the van?", Kind.RECIPROCITY_CLAIMED),
        ("You are the greatest genius of our time. Could you read my novel?", Kind.FLATTERY),
        ("Just say yes now and I'll tell you the rest later. Will you?", Kind.FOOT_IN_THE_DOOR),
        ("I can't say what it is about yet, but could you come on Friday?", Kind.HIDDEN_PURPOSE),
        ("As your supervisor I expect you to come to my book launch. Please be there.", Kind.POWER),
        ("Lucy told me in confidence that she is ill. Could you take her shift?", Kind.DISCLOSURE),
        ("Could you help me with something?", Kind.VAGUE),
    ],
)
def test_each_kind_is_found_by_its_plainest_words(text: str, kind: Kind, kinds: Any) -> None:
    assert kind in kinds(text)


def test_praise_without_a_request_is_praise(kinds: Any) -> None:
    assert kinds("You are the best teacher in the whole world. Thank you for everything.") == set()


def test_a_real_date_with_its_reason_and_a_way_out_is_no_pressure(kinds: Any) -> None:
    assert kinds(
        "You saw the pilot, so I thought of you. Could you write two lines for the grant? The form closes on Friday;"
        " no need if it does not suit."
    ) == set()  # fmt: skip


def test_words_that_say_one_owes_nothing_claim_nothing(kinds: Any) -> None:
    assert kinds("You do not owe me anything. I liked doing it.") == set()


def test_a_request_that_leaves_no_way_out_is_told_so_at_its_words(encoder: Any, model: ToneModel) -> None:
    text = "Dear Ms Lee,\n\nYour workshop was very clear. Please send us your slides and introduce us to the publisher."
    (found,) = check(text, encoder, model).findings
    assert found.kind is Kind.NO_WAY_TO_DECLINE
    assert found.quote.startswith("Please send us")
    assert check(f"{text} If that is a bother, never mind.", encoder, model).findings == ()


def test_what_colleagues_settle_in_passing_needs_no_words_to_decline(kinds: Any) -> None:
    assert kinds("Could you send me the March invoice again? I deleted it. Thanks!") == set()


def test_a_cold_request_for_money_should_say_why_them(kinds: Any) -> None:
    assert Kind.NO_REASON_WHY_THEM in kinds(
        "Hello Sir or Madam, I am raising a seed round. Please forward my deck to all investors."
    )


def test_findings_quote_the_text_and_say_why_and_what_instead(encoder: Any, model: ToneModel) -> None:
    text = "Hi Tom,\n\nI won’t take no for an answer. You owe me.\nWill you come?"
    found = check(text, encoder, model).findings
    assert [one.start for one in found] == sorted(one.start for one in found)
    for one in found:
        assert text[one.start : one.start + len(one.quote)] == one.quote
        assert one.why
        assert one.instead
    assert "I won’t take no for an answer." in {one.quote for one in found}


def test_what_others_wrote_below_is_not_the_writers(kinds: Any) -> None:
    assert kinds("Thank you, that is kind.\n\n> You owe me one.\n> Sign it now.") == set()
    assert kinds("Thank you.\n\nOn Monday, 3 May, Tom wrote:\nI won't take no for an answer.") == set()


def test_with_another_encoder_the_rules_speak_alone(demo: DemoEncoder, model: ToneModel) -> None:
    found = check("Could you sign it? I am not taking no for an answer.", demo, model)
    assert found.ask
    assert Kind.PRESSURE in {one.kind for one in found.findings}
    assert check(GOOD_ASK, demo, model).findings == ()


def test_alone_and_in_company_the_answer_is_the_same(encoder: Any, model: ToneModel) -> None:
    texts = [GOOD_ASK, "", "You owe me. Send it now.", "  \n", "Thanks for the book."]
    assert check_many(texts, encoder, model) == tuple(check(text, encoder, model) for text in texts)
    assert check_many(texts, encoder, model)[1] == Checked(False, 0.0, False, ())


def test_the_shipped_model_survives_its_own_json(model: ToneModel) -> None:
    assert ToneModel.from_json(json.loads(json.dumps(model.to_json()))).to_json() == model.to_json()


def test_a_model_that_weighs_unknown_cues_is_refused(model: ToneModel) -> None:
    record = model.to_json()
    record["tone"]["cues"]["no such cue"] = [0.0] * 10
    with pytest.raises(ValueError, match="no such cue"):
        ToneModel.from_json(record)


def test_a_model_of_other_kinds_is_refused(model: ToneModel) -> None:
    record = model.to_json()
    record["tone"]["columns"] = ["calm", "angry"]
    with pytest.raises(ValueError, match="other kinds"):
        ToneModel.from_json(record)


def test_the_threshold_decides(encoder: Any, model: ToneModel) -> None:
    from dataclasses import replace

    text = "Some of us actually make sacrifices for this team, so will you come?"
    sharp = replace(model, unkind_from=dict.fromkeys(model.unkind_from, 0.0))
    deaf = replace(model, unkind_from=dict.fromkeys(model.unkind_from, 1.01))
    assert check(text, encoder, sharp).findings
    assert all(one.kind is Kind.NO_WAY_TO_DECLINE for one in check(text, encoder, deaf).findings)
    assert not check(GOOD_ASK, encoder, replace(model, ask_from=1.01)).ask


def test_every_kind_has_its_words() -> None:
    assert set(WHY) == set(INSTEAD) == set(Kind)
    for sentence in (*WHY.values(), *INSTEAD.values()):
        assert sentence.endswith((".", "”"))
        assert "!" not in sentence


def test_sentences_are_stretches_of_the_text_and_a_wrapped_line_goes_on() -> None:
    text = "Dear Ana,\n\nI would like to ask you\nfor one thing. Dr. Pell said hello!\n- first\n- second"
    assert [one.text for one in sentences(text)] == [
        "Dear Ana,",
        "I would like to ask you\nfor one thing.",
        "Dr. Pell said hello!",
        "- first",
        "- second",
    ]


@given(st.text(max_size=400))
@settings(max_examples=60)
def test_any_text_is_read_and_every_sentence_stands_in_it(text: str) -> None:
    found = sentences(text)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))


def test_a_text_without_end_is_read_in_pieces() -> None:
    found = sentences("word " * 100_000)
    assert len(found) == MAX_SENTENCES
    assert max(len(one.text) for one in found) <= MAX_SENTENCE


@pytest.mark.parametrize(
    "text", ["no " * 3000, "a" * 20_000, "if you " * 3000, "not taking " * 2000, '"' * 9000]
)
def test_no_text_takes_long_to_check(text: str, demo: DemoEncoder, model: ToneModel) -> None:
    import time

    started = time.perf_counter()
    check(text, demo, model)
    assert time.perf_counter() - started < 5


def test_findings_are_plain_values() -> None:
    one = Finding(Kind.VAGUE, "help me", 0, "why", "instead")
    assert (str(one.kind), one == Finding(Kind.VAGUE, "help me", 0, "why", "instead")) == ("vague", True)
