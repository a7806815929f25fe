"""The message check: what it quotes, what it leaves alone, and that a good letter passes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.encoder import DemoEncoder, unworded
from recommender.tone import Checked, Finding, Kind, ToneModel, asking, check, check_many
from recommender.tone.checking import judged
from recommender.tone.kinds import INSTEAD, PRESSING, WHY
from recommender.tone.missing import NOBODY, REASON, SIZEABLE
from recommender.tone.model import TONES
from recommender.tone.reading import MAX_SENTENCE, MAX_SENTENCES, sentences
from recommender.tone.rules import RULES, Phrases

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
    """Not of the family the model was fitted to: signs, words and rules decide."""
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


RULED = {
    "no_for_an_answer": (
        (
            "I am not taking no for an answer.",
            "A refusal is not an option.",
            "I won’t accept a no.",
            "We insist.",
            "Surely you could find an hour.",
            "You'd better sign.",
            "Stop making excuses.",
        ),
        (
            "A no is an answer too.",
            "Refusing is an option.",
            "If you cannot say no, ask Tom.",
            "I do not insist.",
            "Surely you can see the sea from there.",
            "You'd better take a coat.",
        ),
    ),
    "last_chance": (
        (
            "This is your last chance!",
            "Only two seats left.",
            "It is now or never.",
            "Hurry! The sale ends tonight.",
        ),
        ("The last train leaves at ten.", "Only two days left until spring.", "My last chance to thank you."),
    ),
    "disappointed_in_you": (
        ("I am disappointed in you.", "That is on your conscience.", "If you really cared, you would come."),
        ("I was disappointed in myself.", "I am not disappointed in you.", "How can you tell a kiln is hot?"),
    ),
    "you_owe": (
        ("You owe me one.", "After all I did for you!", "It is the least you could do."),
        (
            "You don't owe me anything.",
            "You owe me nothing.",
            "After all you did for us, thank you.",
            "I'd like to return the favour.",
        ),
    ),
    "cannot_say_yet": (
        ("I can't say what it is about yet.", "We would rather not explain it yet."),
        ("If you cannot say yet, that is fine.", "I can't say the price yet."),
    ),
    "help_with_something": (
        ("Could you help me with something?", "May I pick your brain?", "Let us explore synergies."),
        ("Could you help me with the roof?", "May I pick your brain about kilns?"),
    ),
    "told_in_confidence": (
        (
            "Lucy told me in confidence that she is ill.",
            "He swore me to secrecy.",
            "She begged me not to tell you.",
        ),
        (
            "Lucy told me that I may pass it on.",
            "He asked me to tell you.",
            "I left out what he told me in confidence.",
        ),
    ),
}
"""For each rule, sentences in which it speaks, and others that look like them."""
SAID = {
    "would_you": ("Could you read it?", "Would you like me to read it?"),
    "may_i": ("May I borrow the van?", "I may borrow the van."),
    "please": ("Please read it.", "Please find attached the minutes."),
    "grateful": ("I would be very grateful if you came.", "I am grateful."),
    "i_ask": ("I want to ask you for it.", "I asked her."),
    "wondering": ("I wonder whether it works.", "No wonder it works."),
    "any_chance": ("Any chance of a seat?", "The chance was small."),
    "would_mind": ("Would you mind?", "It came to mind."),
    "i_need": ("I really need a hand.", "Nothing is needed."),
    "let_me_know": ("Let me know.", "Let me see."),
    "imperative": ("So please send it.", "I send it."),
    "question_to_you": ("Is it yours, or your brother's?", "Your brother has it."),
    "question": ("Is it?", "It is."),
    "offers": ("Shall I bring cake?", "You shall have cake."),
    "thanks": ("Thank you for the cake.", "The cake was good."),
    "rhetorical": ("How are you?", "How much is it?"),
}
"""For each sign of asking, a sentence that has it and one that has not."""
LACKS: dict[Any, tuple[str, str]] = {
    asking.ANNOUNCED: ("I have a small favour to ask.", "I have nothing to ask."),
    asking.A_NO: ("If it does not suit you, just say so.", "I won't take no for an answer, that's fine."),
    SIZEABLE: ("Please prepare 40 pages.", "Please prepare page 4."),
    NOBODY: ("Hello Sir or Madam,", "Hello Ms Lee,"),
    REASON: ("I read your piece on kilns.", "The piece is on kilns."),
}


def speaks(said: Phrases, text: str) -> bool:
    return any(said.stand_in(one.plain) for one in sentences(text))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_speaks_where_it_should_and_nowhere_else(rule: Any) -> None:
    held, left_alone = RULED[rule.name]
    assert [text for text in held if not speaks(rule.phrases, text)] == []
    assert [text for text in left_alone if speaks(rule.phrases, text)] == []


@pytest.mark.parametrize("name", asking.SIGNS)
def test_a_sign_of_asking_is_seen(name: str) -> None:
    asks, does_not = SAID[name]
    assert (speaks(asking.SIGNS[name], asks), speaks(asking.SIGNS[name], does_not)) == (True, False)


@pytest.mark.parametrize("said", LACKS, ids=["announced", "a no", "sizeable", "nobody", "reason"])
def test_what_is_looked_for_in_a_request_is_seen(said: Phrases) -> None:
    has, has_not = LACKS[said]
    assert (speaks(said, has), speaks(said, has_not)) == (True, False)


def test_with_another_encoder_the_rules_speak_alone(demo: DemoEncoder, model: ToneModel) -> None:
    found = check("Could you sign it? I am not taking no for an answer.", demo, model)
    assert found.ask
    assert Kind.PRESSURE in {one.kind for one in found.findings}
    assert check(GOOD_ASK, demo, model).findings == ()


class Mute:
    """An encoder of the right family, prepared before it could tell how something is said."""

    def __init__(self, encoder: Any) -> None:
        self._encoder, self.id, self.dimensions = encoder, encoder.id, encoder.dimensions

    def encode(self, texts: Any) -> Any:
        return self._encoder.encode(texts)

    def read(self, texts: Any) -> Any:
        return self.encode(texts), unworded(texts)


def test_with_an_encoder_that_cannot_tell_how_it_is_said_the_rules_speak_alone(
    encoder: Any, demo: DemoEncoder, model: ToneModel
) -> None:
    text = "Some of us actually make sacrifices for this team, so will you come? You owe me."
    assert check(text, Mute(encoder), model) == check(text, demo, model)
    assert {one.kind for one in check(text, Mute(encoder), model).findings} == {Kind.RECIPROCITY_CLAIMED}


def test_alone_and_in_company_the_answer_is_the_same(encoder: Any, model: ToneModel) -> None:
    texts = [GOOD_ASK, "", "You owe me. Send it now.", "  \n", "Thanks for the book."]
    assert check_many(texts, encoder, model) == tuple(check(text, encoder, model) for text in texts)
    assert check_many(texts, encoder, model)[1] == Checked(False, 0.0, False, ())
    assert check_many(["", " "], encoder, model) == (Checked(False, 0.0, False, ()),) * 2
    assert check_many([], encoder, model) == ()


def test_the_shipped_model_survives_its_own_json(model: ToneModel) -> None:
    assert ToneModel.from_json(json.loads(json.dumps(model.to_json()))).to_json() == model.to_json()


def test_a_model_that_weighs_other_signs_is_refused(model: ToneModel) -> None:
    record = model.to_json()
    record["ask"]["signs"]["no such sign"] = [0.0]
    with pytest.raises(ValueError, match="other signs"):
        ToneModel.from_json(record)


def test_a_model_of_other_kinds_is_refused(model: ToneModel) -> None:
    record = model.to_json()
    record["tone"]["columns"] = ["calm", "angry"]
    with pytest.raises(ValueError, match="other kinds"):
        ToneModel.from_json(record)


def test_the_threshold_decides(encoder: Any, model: ToneModel) -> None:
    text = "Some of us actually make sacrifices for this team, so will you come?"
    sharp, deaf = replace(model, unkind_from=0.0), replace(model, unkind_from=1.01)
    assert check(text, encoder, sharp).findings
    assert all(one.kind is Kind.NO_WAY_TO_DECLINE for one in check(text, encoder, deaf).findings)
    assert not check(GOOD_ASK, encoder, replace(model, ask_from=1.01)).ask


def guessed(
    text: str, model: ToneModel, *, ask: float, decline: float, unkind: float, kind: Kind = Kind.GUILT
) -> set[Kind]:
    """What is found in one sentence where the models are as sure as that."""
    tone = np.zeros((1, len(TONES)))
    tone[0, TONES.index("calm")], tone[0, TONES.index(kind)] = 1 - unkind, unkind
    checked = judged(sentences(text), np.array([ask]), np.array([decline]), tone, model)
    return {one.kind for one in checked.findings}


def test_where_nothing_is_asked_it_takes_more_to_be_quoted(model: ToneModel) -> None:
    plain = replace(model, ask_from=0.5, unkind_from=0.7)
    power = Kind.POWER
    assert guessed("They waited.", plain, ask=0.9, decline=0, unkind=0.75, kind=power) == {power}
    assert guessed("They waited.", plain, ask=0.1, decline=0, unkind=0.75, kind=power) == set()
    assert guessed("They waited.", plain, ask=0.1, decline=0, unkind=0.89, kind=power) == set()
    assert guessed("They waited.", plain, ask=0.1, decline=0, unkind=0.91, kind=power) == {power}


@pytest.mark.parametrize("kind", sorted(PRESSING))
def test_what_presses_is_quoted_even_where_it_does_not_say_what_for(kind: Kind, model: ToneModel) -> None:
    plain = replace(model, ask_from=0.5, unkind_from=0.7)
    assert guessed("They waited.", plain, ask=0.1, decline=0, unkind=0.69, kind=kind) == set()
    assert guessed("They waited.", plain, ask=0.1, decline=0, unkind=0.71, kind=kind) == {kind}


def test_of_a_line_that_hands_over_a_no_only_the_rules_speak(model: ToneModel) -> None:
    plain = replace(model, ask_from=0.5, decline_from=0.5)
    assert guessed("Or leave it.", plain, ask=0.9, decline=0.6, unkind=1) == set()
    assert guessed("You owe me.", plain, ask=0.9, decline=0.6, unkind=1) == {Kind.RECIPROCITY_CLAIMED}


def test_what_may_hand_over_a_no_is_not_told_to_lack_one(model: ToneModel) -> None:
    plain, ask = replace(model, ask_from=0.5, decline_from=0.5), "Please introduce us."
    assert guessed(ask, plain, ask=0.9, decline=0.24, unkind=0) == {Kind.NO_WAY_TO_DECLINE}
    assert guessed(ask, plain, ask=0.9, decline=0.26, unkind=0) == set()


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
