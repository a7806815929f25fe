"""Templates and the words that fill them: plain, short, without a cliché; whoever is asked can say no."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from server.errors import Problem
from server.messages import written
from server.practice.wording import first_name, said, to_you


class TestWording:
    @pytest.mark.parametrize(
        ("theirs", "to_them"),
        [
            ("feedback on my novel", "feedback on your novel"),
            ("send her the deck", "send you the deck"),
            ("read her draft", "read your draft"),
            ("a gallery for his sculptures.", "a gallery for your sculptures"),
            ("lessons for students and their parents", "lessons for students and their parents"),
            ("introduce her to a printer", "introduce you to a printer"),
            ("a mentor for her first post", "a mentor for your first post"),
        ],
    )
    def test_noted_words_are_turned_to_their_reader(self, theirs: str, to_them: str) -> None:
        assert to_you(theirs) == to_them

    def test_a_capital_of_a_beginning_is_dropped_and_a_name_keeps_its_own(self) -> None:
        assert said("A new oven.") == "a new oven"
        assert said("Rust lessons") == "Rust lessons"

    @pytest.mark.parametrize(
        ("name", "short"),
        [("Ada Mill", "Ada"), ("Dr. Ada Mill", "Dr. Ada Mill"), ("Nguyễn Văn An", "Nguyễn Văn An")],
    )
    def test_a_letter_begins_with_the_name_one_would_use(self, name: str, short: str) -> None:
        assert first_name({"name": name}) == short


class TestDraft:
    def test_a_place_that_nothing_fills_refuses_the_whole_draft(self) -> None:
        with pytest.raises(Problem, match="lacks: what for"):
            written("thank", {}, first_name="Ada", what_for="")
        with pytest.raises(Problem, match="nothing fills"):
            written("thank", {}, first_name="Ada")

    def test_no_template_reaches_out_of_its_sandbox(self) -> None:
        text = written("thank", {}, first_name="Ada", what_for="{{ ''.__class__.__mro__ }}").text
        assert "{{ ''.__class__.__mro__ }}" in text, "values are words"


NEVER = re.compile(
    r"!|[\U0001F300-\U0001FAFF]|\b(?:hope this (?:finds|email)|reach(?:ing)? out|touch base|circle back|pick your brain"
    r"|synerg\w+|owe|in return|favour back|as soon as possible|asap|urgent\w*|just checking|excited|thrilled|amazing"
    r"|incredible|game.?chang\w+|leverage|no-brainer|gentle reminder|don't hesitate)\b",
    re.IGNORECASE,
)
GIFTS = ("share", "feedback", "mentor_talk", "mentor_help", "congratulate", "console", "thank", "reconnect", "amplify",
         "ask_thanks", "cause_thanks", "introduction_thanks", "promise_kept")  # fmt: skip
ASKS = (
    "ask",
    "ask_about",
    "introduction_ask",
    "refer",
    "refer_permission",
    "learn_needs",
    "endorse",
    "cause_ask",
)


class TestTemplates:
    def test_none_has_a_cliche_an_exclamation_mark_or_a_hint_at_a_debt(
        self, template: Callable[..., str]
    ) -> None:
        assert not [name for name in template() if NEVER.search(template(name))]

    @pytest.mark.parametrize("name", GIFTS)
    def test_a_gift_asks_for_nothing(self, template: Callable[..., str], name: str) -> None:
        questions = [line for line in template(name).splitlines() if "?" in line]
        assert all(line.startswith("Are you still looking for") for line in questions)

    @pytest.mark.parametrize("name", ASKS)
    def test_whoever_is_asked_is_told_how_to_say_no(self, template: Callable[..., str], name: str) -> None:
        assert "{{ decline }}" in template(name)


@pytest.fixture
def template() -> Callable[..., str]:
    from importlib.resources import files

    folder = files("server.messages").joinpath("templates")

    def read(name: str = "") -> str | list[str]:
        if name:
            return folder.joinpath(f"{name}.txt.jinja").read_text("utf-8")
        return sorted(one.name.removesuffix(".txt.jinja") for one in folder.iterdir())

    return read  # type: ignore[return-value]
