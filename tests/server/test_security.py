"""Each rule of server/security.py, by a request that only that rule keeps out."""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from callers import EXTENSION, HOST, PORT, Caller
from flask_openapi3 import OpenAPI
from sqlite_utils import Database
from werkzeug.test import TestResponse

from server import security
from server.db import connect
from server.errors import Problem
from server.settings import Settings
from server.store import clients, people

ADA = {"name": "Ada Example"}


@pytest.fixture
def held(app: OpenAPI, settings: Settings) -> Iterator[Database]:
    """The application's database, to look at from outside."""
    opened = connect(settings.database)
    yield opened
    opened.close()


def error(response: TestResponse) -> str:
    """The code of an error in the one shape; anything else fails here."""
    body = response.get_json()
    assert set(body) == {"error"}, body
    assert set(body["error"]) == {"code", "message", "hint"}, body
    assert body["error"]["message"].endswith("."), "an error is a sentence"
    return str(body["error"]["code"])


def test_a_paired_panel_is_let_in(panel: Caller, held: Database) -> None:
    assert panel.post("/people", ADA).status_code == 201
    assert people.count(held) == 1


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        pytest.param({"Host": "evil.example:8417"}, 400, "wrong_host", id="DNS rebinding"),
        pytest.param({"Host": "127.0.0.1.evil.example:8417"}, 400, "wrong_host", id="a name that begins like ours"),
        pytest.param({"Host": "127.0.0.1:9999"}, 400, "wrong_host", id="another port"),
        pytest.param({"Host": "127.0.0.1"}, 400, "wrong_host", id="no port"),
        pytest.param({"Origin": "https://evil.example"}, 403, "unknown_origin", id="a web page"),
        pytest.param({"Origin": "null"}, 403, "unknown_origin", id="a sandboxed frame or a file"),
        pytest.param({"Origin": "http://127.0.0.1:9999"}, 403, "unknown_origin", id="another local service"),
        pytest.param({"Origin": "chrome-extension://" + "b" * 32}, 403, "unknown_origin", id="another extension"),
        pytest.param({"Origin": EXTENSION + ".evil.example"}, 403, "unknown_origin", id="an origin that begins alike"),
        pytest.param({"Origin": None, "Sec-Fetch-Site": "cross-site"}, 403, "cross_site", id="another site, no Origin"),
        pytest.param({"Origin": None, "Sec-Fetch-Site": "same-site"}, 403, "cross_site", id="another port, no Origin"),
        pytest.param({"Content-Type": "text/plain"}, 415, "not_json", id="a body that needs no preflight"),
        pytest.param({"Content-Type": "application/x-www-form-urlencoded"}, 415, "not_json", id="a form"),
        pytest.param({"Authorization": None}, 401, "not_paired", id="no token"),
        pytest.param({"Authorization": "Bearer " + "x" * 43}, 401, "not_paired", id="a guessed token"),
        pytest.param({"Authorization": "Basic YTpi"}, 401, "not_paired", id="another scheme"),
    ],
)  # fmt: skip
def test_who_is_not_let_in(
    panel: Caller, held: Database, headers: dict[str, str | None], status: int, code: str
) -> None:
    response = panel.post("/people", json.dumps(ADA), **{"Content-Type": "application/json", **headers})
    assert (response.status_code, error(response)) == (status, code)
    assert people.count(held) == 0
    if headers.get("Origin", EXTENSION) != EXTENSION:
        assert "Access-Control-Allow-Origin" not in response.headers


def test_a_form_posted_from_any_page_is_refused(app: OpenAPI, held: Database) -> None:
    response = app.test_client().post(
        "/api/v1/people",
        data={"name": "Ada Example"},
        headers={
            "Host": HOST,
            "Origin": "null",
            "Sec-Fetch-Site": "cross-site",
            "Sec-Fetch-Mode": "navigate",
        },
    )
    assert (response.status_code, error(response)) == (403, "unknown_origin")
    assert people.count(held) == 0


def test_a_token_is_worth_nothing_in_another_paired_extension(
    pair: Callable[..., Caller], held: Database
) -> None:
    mine, other = pair(), pair(origin="moz-extension://12345678-1234-1234-1234-123456789abc")
    stolen = other.post("/people", ADA, Authorization=f"Bearer {mine.token}")
    assert (stolen.status_code, error(stolen)) == (401, "not_paired")
    assert people.count(held) == 0


def test_a_scripts_token_is_worth_nothing_in_a_page(pair: Callable[..., Caller], held: Database) -> None:
    script = pair(origin="")
    assert script.post("/people", ADA).status_code == 201
    from_own_page = script.post("/people", ADA, Origin=f"http://{HOST}")
    assert (from_own_page.status_code, error(from_own_page)) == (401, "not_paired")
    assert people.count(held) == 1


def test_a_revoked_token_and_its_origin_are_forgotten_at_once(
    panel: Caller, pair: Callable[..., Caller], held: Database
) -> None:
    script = pair(origin="")
    (mine,) = [row for row in script.get("/clients").get_json()["clients"] if row["origin"] == EXTENSION]
    assert panel.get("/people").status_code == 200
    assert script("DELETE", f"/clients/{mine['id']}").status_code == 200
    refused = panel.get("/people")
    assert (refused.status_code, error(refused)) == (403, "unknown_origin")
    assert "Access-Control-Allow-Origin" not in refused.headers


def test_a_revoked_token_is_worth_nothing_without_an_origin_either(panel: Caller) -> None:
    """Extensions send none with a GET."""
    assert panel.get("/people", Origin=None).status_code == 200
    assert panel("DELETE", "/clients/1").status_code == 200
    refused = panel.get("/people", Origin=None)
    assert (refused.status_code, error(refused)) == (401, "not_paired")


def test_who_may_read_only_writes_nothing(app: OpenAPI, held: Database, now: datetime) -> None:
    clients.add(held, name="reader", origin="", token_hash=security.digest("t"), scopes="read", at=now)
    reader = Caller(app.test_client(), "t", None)
    assert reader.get("/people").status_code == 200
    refused = reader.post("/people", ADA)
    assert (refused.status_code, error(refused)) == (403, "not_allowed")
    assert people.count(held) == 0


def test_a_panel_may_not_look_at_who_else_is_paired(panel: Caller) -> None:
    response = panel.get("/clients")
    assert (response.status_code, error(response)) == (403, "not_allowed")


def test_a_panel_may_unpair_itself_and_nobody_else(panel: Caller, pair: Callable[..., Caller]) -> None:
    script = pair(origin="")
    ids = {row["origin"]: row["id"] for row in script.get("/clients").get_json()["clients"]}
    other = panel("DELETE", f"/clients/{ids['']}")
    assert (other.status_code, error(other)) == (403, "not_allowed")
    assert panel("DELETE", f"/clients/{ids[EXTENSION]}").status_code == 200
    assert panel.get("/people").status_code == 403
    assert script.get("/people").status_code == 200


def test_a_token_holds_256_random_bits(panel: Caller, pair: Callable[..., Caller]) -> None:
    tokens = {panel.token, *(pair().token for _ in range(3))}
    assert len(tokens) == 4
    assert {len(base64.urlsafe_b64decode(token + "=")) for token in tokens} == {32}


def test_tokens_are_kept_as_hashes_only(panel: Caller, settings: Settings) -> None:
    files = [file.read_bytes() for file in settings.home.iterdir() if file.name.startswith("comity.db")]
    assert files
    assert not any(panel.token.encode() in content for content in files)


def test_a_token_in_the_address_is_no_token(panel: Caller) -> None:
    response = panel.get(f"/people?token={panel.token}&access_token={panel.token}", Authorization=None)
    assert (response.status_code, error(response)) == (401, "not_paired")


def test_ten_megabytes_are_refused_before_they_are_read(panel: Caller, held: Database) -> None:
    response = panel.post(
        "/people", json.dumps({"name": "x" * 10_000_000}), **{"Content-Type": "application/json"}
    )
    assert (response.status_code, error(response)) == (413, "too_large")
    assert people.count(held) == 0


@pytest.mark.parametrize(
    "body", ['{"name": "Ada', "", "[]", "null", '"name"', "{}", '{"name": ""}', '{"nom": "Ada"}']
)
def test_a_body_that_is_not_whole_or_does_not_fit_changes_nothing(
    panel: Caller, held: Database, body: str
) -> None:
    response = panel.post("/people", body, **{"Content-Type": "application/json"})
    assert (response.status_code, error(response)) == (400, "bad_request")
    assert people.count(held) == 0


@pytest.mark.parametrize("path", ["/people", "/pair"])
def test_a_body_nested_beyond_reason_is_a_mistake_of_its_sender(panel: Caller, path: str) -> None:
    response = panel.post(path, "[" * 100_000, **{"Content-Type": "application/json"})
    assert (response.status_code, error(response)) == (400, "bad_request")


def test_no_get_changes_anything(app: OpenAPI, panel: Caller, held: Database) -> None:
    panel.post("/people", ADA)
    before = "\n".join(held.conn.iterdump())
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.rule.startswith("/api/v1"):
            panel.get(rule.rule.removeprefix("/api/v1").replace("<int:id>", "1"))
    assert "\n".join(held.conn.iterdump()) == before


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nothing", 404), ("POST", "//people", 404), ("PUT", "/people", 405), ("DELETE", "/ping", 405)],
)
def test_an_address_or_method_that_is_not_there_is_told_in_the_one_shape(
    panel: Caller, method: str, path: str, status: int
) -> None:
    response = panel(method, path, {})
    assert (response.status_code, error(response)) == (status, {404: "not_found", 405: "not_so"}[status])


def test_every_answer_carries_the_headers_that_keep_it_private(panel: Caller) -> None:
    for response in (panel.get("/people"), panel.get("/nothing/here"), panel.get("/people", Origin="null")):
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["X-Frame-Options"] == "DENY"
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert "Origin" in response.headers["Vary"]
        assert "Set-Cookie" not in response.headers


def test_cors_answers_the_paired_origin_by_name_and_without_credentials(panel: Caller) -> None:
    response = panel.get("/people")
    assert response.headers["Access-Control-Allow-Origin"] == EXTENSION
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_a_preflight_is_answered_for_the_paired_origin_only(panel: Caller) -> None:
    asking = {
        "Access-Control-Request-Method": "PATCH",
        "Access-Control-Request-Headers": "authorization, content-type",
    }
    answered = panel("OPTIONS", "/people/1", Authorization=None, **asking)
    assert answered.status_code == 204
    assert answered.headers["Access-Control-Allow-Origin"] == EXTENSION
    assert "PATCH" in answered.headers["Access-Control-Allow-Methods"]
    assert "authorization" in answered.headers["Access-Control-Allow-Headers"].lower()
    refused = panel("OPTIONS", "/people/1", Authorization=None, Origin="https://evil.example", **asking)
    assert refused.status_code == 403
    assert "Access-Control-Allow-Origin" not in refused.headers


def test_anyone_may_ping_but_is_told_only_that_this_is_comity(app: OpenAPI, panel: Caller) -> None:
    stranger = app.test_client().get("/api/v1/ping", headers={"Host": HOST}).get_json()
    assert stranger["app"] == "comity"
    assert stranger["paired"] is False
    assert [stranger[name] for name in ("has_me", "people", "model")] == [None, None, None]
    assert panel.get("/ping").get_json()["paired"] is True


def test_no_answer_shows_how_it_is_made(app: OpenAPI, panel: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise ZeroDivisionError("/home/ada/secret.py")

    monkeypatch.setattr(people, "find", break_down)
    response = panel.get("/people")
    assert (response.status_code, error(response)) == (500, "our_fault")
    assert b"secret" not in response.data
    assert b"Traceback" not in response.data


class TestPairing:
    def ask(self, app: OpenAPI, code: str, origin: str | None = EXTENSION) -> TestResponse:
        headers = {"Host": HOST} | ({"Origin": origin} if origin else {})
        return app.test_client().post("/api/v1/pair", json={"code": code}, headers=headers)

    def test_the_code_shown_gives_a_token_that_works(
        self, app: OpenAPI, held: Database, now: datetime
    ) -> None:
        code = security.new_code(held, now)
        assert len(code) == 8
        answer = self.ask(app, f" {code[:4].lower()}-{code[4:]} ").get_json()
        assert Caller(app.test_client(), answer["token"]).get("/people").status_code == 200

    def test_a_code_works_once(self, app: OpenAPI, held: Database, now: datetime) -> None:
        code = security.new_code(held, now)
        assert self.ask(app, code).status_code == 200
        again = self.ask(app, code)
        assert (again.status_code, error(again)) == (403, "pairing_refused")

    def test_of_two_who_bring_it_at_the_same_moment_one_has_to_wait(
        self, settings: Settings, held: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        code = security.digest(security.new_code(held, now))
        other = connect(settings.database)
        other.execute("pragma busy_timeout = 0")

        def compare(mine: str, kept: str) -> bool:
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                clients.redeem_code(other, code, now)
            return mine == kept

        monkeypatch.setattr(clients.hmac, "compare_digest", compare)
        assert clients.redeem_code(held, code, now)
        assert not clients.redeem_code(other, code, now)
        other.close()

    def test_five_wrong_tries_close_it(self, app: OpenAPI, held: Database, now: datetime) -> None:
        code = security.new_code(held, now)
        for _ in range(5):
            assert self.ask(app, "00000000").status_code == 403
        assert self.ask(app, code).status_code == 403

    def test_the_fifth_try_may_be_right(self, app: OpenAPI, held: Database, now: datetime) -> None:
        code = security.new_code(held, now)
        for _ in range(4):
            self.ask(app, "00000000")
        assert self.ask(app, code).status_code == 200

    def test_after_five_minutes_it_is_too_old(self, held: Database, now: datetime) -> None:
        code = security.new_code(held, now)
        with pytest.raises(Problem, match="too old"):
            security.redeem(held, code, name="late", origin=EXTENSION, now=now + timedelta(minutes=5))
        code = security.new_code(held, now)
        assert security.redeem(
            held, code, name="just", origin=EXTENSION, now=now + timedelta(minutes=4, seconds=59)
        )

    def test_a_new_code_voids_the_one_before(self, app: OpenAPI, held: Database, now: datetime) -> None:
        first = security.new_code(held, now)
        security.new_code(held, now)
        assert self.ask(app, first).status_code == 403

    @pytest.mark.parametrize(
        "origin", ["https://evil.example", "null", "chrome-extension://short", f"http://localhost:{PORT + 1}"]
    )
    def test_only_an_extension_or_a_script_may_ask(
        self, app: OpenAPI, held: Database, now: datetime, origin: str
    ) -> None:
        code = security.new_code(held, now)
        response = self.ask(app, code, origin)
        assert (response.status_code, error(response)) == (403, "unknown_origin")
        assert clients.listing(held) == []
        assert self.ask(app, code).status_code == 200, "a stranger's knock must not use the code up"

    def test_the_token_is_bound_to_the_origin_that_asked(
        self, app: OpenAPI, held: Database, now: datetime
    ) -> None:
        self.ask(app, security.new_code(held, now))
        assert [row["origin"] for row in clients.listing(held)] == [EXTENSION]
        assert clients.origins(held) == {EXTENSION}
