"""A language model of one's own may put a draft in other words: on this machine only, and nothing new may come of it."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from callers import EXTENSION, PORT, Caller
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_world import World

from recommender.reading.stems import stem, words
from server import security
from server.app import create_app
from server.db import connect
from server.errors import Problem
from server.messages import PHRASES
from server.practice.letters import Letter
from server.practice.local_model import NoAnswer, reply
from server.practice.plain_words import PLAIN_WORDS
from server.practice.rewording import Reworded, reword
from server.settings import LanguageModel, Settings, load_settings

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)

VOICE = dict(PHRASES) | {"sign_off": "Warm wishes\nRobin"}
GIFT = Letter(
    (2,),
    "How to light an oven",
    "Hello Bo,\n\nI came across something that may be of use to you:\n\nHow to light an oven\nhttps://oven.example/a\n\n"
    "I thought of what you are looking for: a miller of old wheat. If it does not fit, never mind.\n\nWarm wishes\nRobin\n",
    note="For you alone: Bo is wary of advice.",
)
QUESTION = Letter(
    (2,),
    "A question for you",
    f"Hello Bo,\n\nCould you tell me, in about 10 minutes, how you bake? {PHRASES['decline']}\n\nWarm wishes\nRobin\n",
)
MODEL = LanguageModel(address="http://127.0.0.1:1/v1", name="small")
FAITHFUL = (
    "You are looking for a miller of old wheat, and this may be of use:\n\nHow to light an oven\nhttps://oven.example/a\n\n"
    "Never mind if it does not fit. I came across it and thought of you."
)


def put(letter: Letter, said: str, kinds: Callable[[str], list[str]] = lambda _: []) -> Reworded:
    return reword(letter, VOICE, MODEL, kinds=kinds, ask=lambda *_: said)


def test_what_says_the_same_is_taken_between_greeting_and_sign_off() -> None:
    done = put(GIFT, FAITHFUL)
    assert done.by_model, done.letter.note
    assert done.letter.text == f"Hello Bo,\n\n{FAITHFUL}\n\nWarm wishes\nRobin\n"
    assert "read it with care" in done.letter.note


def test_the_words_to_decline_stay_whatever_the_model_says() -> None:
    done = put(QUESTION, "In about 10 minutes, could you tell me how you bake?")
    assert done.by_model, done.letter.note
    assert PHRASES["decline"] in done.letter.text


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (
            FAITHFUL.replace("Never mind", "Congratulations on the twins, and never mind"),
            "not given (“congratulations”)",
        ),
        (FAITHFUL.replace("thought of you", "thought of Ada"), "not given (“ada”)"),
        (FAITHFUL.replace("thought of you", "thought of Will"), "named something"),
        (FAITHFUL.replace("https://oven.example/a", "https://oven.example/wheat"), "went missing"),
        (FAITHFUL.replace("https://oven.example/a", ""), "went missing"),
        (FAITHFUL.replace("does not fit", "does fit"), "came or went"),
        (FAITHFUL + " Could you look at it?", "asked for something"),
        (FAITHFUL + " This is great!", "not plain text"),
        ("**" + FAITHFUL + "**", "not plain text"),
        (FAITHFUL + " I thought of you again and again, and then once more." * 5, "longer or shorter"),
        ("Never mind.", "longer or shorter"),
        (FAITHFUL.replace("thought of you", "thought of you on Monday"), "not given (“monday”)"),
        (FAITHFUL.replace("thought of you", "thought of you; you owe me"), "not given (“owe”)"),
    ],
)
def test_anything_new_or_missing_refuses_the_whole(said: str, why: str) -> None:
    done = put(GIFT, said)
    assert not done.by_model
    assert done.letter.text == GIFT.text
    assert why in done.letter.note


def test_the_length_may_change_a_little_either_way() -> None:
    long = Letter((2,), "", f"Hello Bo,\n\n{' '.join(['much'] * 100)}\n\nWarm wishes\nRobin\n")
    taken = [count for count in (39, 40, 152, 153) if put(long, " ".join(["more"] * count)).by_model]
    assert taken == [40, 152], "from two fifths to seven fifths and a dozen words"


def test_what_the_message_check_minds_refuses_the_whole() -> None:
    done = put(GIFT, FAITHFUL, kinds=lambda text: ["flattery"] if "Never mind if" in text else [])
    assert not done.by_model
    assert "message check" in done.letter.note


SAYABLE = (
    *sorted(PLAIN_WORDS)[:40],
    *("Ada", "Bo", "miller", "wheat", "secret", "10", "11", "Monday", "not", "?", "!", "\n"),
    *("https://oven.example/a", "How to light an oven", FAITHFUL),
)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(SAYABLE), max_size=60))
def test_no_answer_can_bring_a_word_that_was_not_given(said: list[str]) -> None:
    done = put(GIFT, " ".join(said))
    given_words = {stem(word) for word in words(GIFT.text)}
    assert all(word in PLAIN_WORDS or stem(word) in given_words for word in words(done.letter.text))
    assert done.letter.text.startswith("Hello Bo,")
    assert done.letter.text.endswith("Warm wishes\nRobin\n")


def test_without_a_model_the_draft_stands_and_says_so() -> None:
    done = reword(GIFT, VOICE, None, kinds=lambda _: [])
    assert done.letter.text == GIFT.text
    assert "No language model is set up" in done.letter.note


class Server(HTTPServer):
    """Answers one thing, and remembers what it was sent."""

    answer: tuple[int, bytes] = (200, b"")
    asked: list[tuple[str, dict[str, str], Any]]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, dict(self.headers), body))
        status, content = self.server.answer
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://elsewhere.example/")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as made:
        made.asked = []
        thread = threading.Thread(target=made.serve_forever, args=(0.01,))
        thread.start()
        yield made
        made.shutdown()
        thread.join()


@pytest.fixture
def model(server: Server) -> LanguageModel:
    return LanguageModel(address=f"http://localhost:{server.server_port}/v1/", name="small")


def says(text: object) -> tuple[int, bytes]:
    return 200, json.dumps({"choices": [{"message": {"content": text}}]}).encode()


def test_only_the_middle_of_the_letter_is_sent(server: Server, model: LanguageModel) -> None:
    server.answer = says(FAITHFUL)
    assert reword(GIFT, VOICE, model, kinds=lambda _: []).by_model
    ((path, headers, body),) = server.asked
    assert path == "/v1/chat/completions"
    assert body["model"] == "small"
    assert "Authorization" not in headers
    sent = json.dumps(body)
    assert "miller of old wheat" in sent
    assert not [word for word in ("Bo", "Robin", "wary") if re.search(rf"\b{word}\b", sent)]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((500, b""), "an error"),
        ((302, b""), "an error"),
        ((200, b"not json"), "cannot be read"),
        ((200, b'{"choices": []}'), "cannot be read"),
        (says(""), "said nothing"),
        (says(7), "said nothing"),
        ((200, b"x" * 70_000), "said too much"),
    ],
)
def test_a_bad_answer_is_a_sentence_and_the_draft_stands(
    server: Server, model: LanguageModel, answer: tuple[int, bytes], why: str
) -> None:
    server.answer = answer
    done = reword(GIFT, VOICE, model, kinds=lambda _: [])
    assert done.letter.text == GIFT.text
    assert why in done.letter.note


def test_a_model_that_is_not_there_is_a_sentence() -> None:
    with pytest.raises(NoAnswer, match="does not answer"):
        reply(MODEL, [], timeout=1)


def test_the_panel_gets_the_models_words_where_one_is_set_up(
    server: Server, model: LanguageModel, tmp_path: Path, models_home: Path
) -> None:
    app = create_app(
        Settings(home=tmp_path, port=PORT, encoder=models_home, language_model=model.address),
        clock=lambda: NOW,
    )
    db = connect(tmp_path / "comity.db")
    _, token = security.issue(db, name="test", origin=EXTENSION, now=NOW)
    world = World(db, NOW)
    shown = world.suggestion("learn", world.person("Bo Loaf"))
    db.close()
    server.answer = says(
        "I am not sure what would be of use to you, and like to know. What are you looking for just now? Nothing at all"
        " may be it, or something small."
    )
    draft = Caller(app.test_client(), token).post("/drafts", {"suggestion": shown, "reword": True}).get_json()
    assert draft["reworded"], draft["note"]
    assert draft["text"].startswith("Hello Bo,\n\nI am not sure what would be of use")
    assert PHRASES["decline"] in draft["text"]


class TestAddress:
    def load(self, tmp_path: Path, address: str) -> Any:
        return load_settings({"COMITY_HOME": str(tmp_path), "COMITY_LANGUAGE_MODEL": address})

    @pytest.mark.parametrize(
        "address",
        ["http://127.0.0.1:11434/v1", "http://localhost:8080/v1", "http://[::1]:8080/v1", "http://127.1.2.3"],
    )
    def test_this_machine_is_taken(self, tmp_path: Path, address: str) -> None:
        assert self.load(tmp_path, address).writer.address == address

    @pytest.mark.parametrize(
        "address",
        [
            "https://api.example.com/v1",
            "http://192.168.1.5:11434/v1",
            "http://localhost.example.com/v1",
            "http://127.0.0.1.example.com/v1",
            "http://127.0.0.1@example.com/v1",
            "http://user:secret@127.0.0.1/v1",
            "http://0.0.0.0:11434/v1",
            "http://2130706433/v1",
            "file:///etc/passwd",
            "http://[::1",
            "127.0.0.1:11434",
        ],
    )
    def test_any_other_is_refused_with_a_sentence(self, tmp_path: Path, address: str) -> None:
        with pytest.raises(Problem, match="has to run on this machine"):
            self.load(tmp_path, address)

    def test_there_is_none_unless_set(self, tmp_path: Path) -> None:
        assert load_settings({"COMITY_HOME": str(tmp_path)}).writer is None

    def test_localhost_is_looked_up_nowhere(self) -> None:
        assert LanguageModel(address="http://localhost:1/v1", name="").host == "127.0.0.1"
