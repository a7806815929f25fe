"""The same folder in Firefox: its button, its sidebar, the same service."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsers import stories
from browsers.firefox import Firefox, firefox
from browsers.service import Service

pytestmark = pytest.mark.browser

TAMSIN_URL = "https://www.linkedin.com/in/tamsin-turnipseed-example/"
TAMSIN = "<title>Tamsin | LinkedIn</title><main><h1>Tamsin Turnipseed-Oyelaran</h1></main>"


@pytest.fixture(scope="module")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(tmp_path_factory.mktemp("firefox")) as opened:
        yield opened


def test_firefox_pairs_looks_up_reads_saves_and_accepts(fox: Firefox, service: Service) -> None:
    fox.visit(stories.NERYS_URL, stories.NERYS)
    fox.click()
    fox.sidebar_says("Keyboard")
    fox.in_sidebar(f"browser.storage.local.set({{base: '{service.base}'}})")
    fox.sidebar_knows("document.querySelector('#address')?.value", service.base)
    fox.sidebar_says("Pair with your Comity")
    fox.fill("#code", service.code())
    fox.press("Pair")

    fox.sidebar_says("nothing of the page was read or kept")
    (client,) = service.rows("select * from clients where origin != ''")
    assert client["origin"] == fox.origin, "the token is bound to this one installation"
    fox.press("Read the page and let me choose")
    fox.sidebar_says("What this page says of Nerys Beanpole-Quaye", seconds=60)
    fox.press("Tick all")
    fox.press("Keep")
    fox.sidebar_says("Saved to Nerys Beanpole-Quaye")
    said = fox.sidebar_says("Against it:", seconds=60)
    assert said.index("\nGive\n") < said.index("\nIntroduce\n")
    assert "our restaurant orders vegetables every week of the year" in said

    fox.in_sidebar("document.querySelector('.introduce article .accept').click()")
    fox.sidebar_says("Accepted: Introduce")
    (feedback,) = service.rows("select * from feedback")
    assert feedback["verdict"] == "accepted"
    assert len(service.rows("select * from introductions where suggestion = ?", feedback["suggestion"])) == 1


def test_a_panel_that_stays_open_hears_the_next_click(fox: Firefox, service: Service) -> None:
    fox.visit(TAMSIN_URL, TAMSIN)
    fox.click()
    said = fox.sidebar_says("Elevenacre Garden")
    assert "What you hold about Tamsin Turnipseed-Oyelaran. Looked up on linkedin.com" in said


def test_an_article_is_offered_for_saving(fox: Firefox, service: Service) -> None:
    fox.visit(stories.ARTICLE_URL, stories.ARTICLE)
    fox.sidebar_says("Click the Comity button again to read this page.")
    fox.click()
    fox.sidebar_says("Save for someone", seconds=60)
    fox.press("Save to the library")
    fox.sidebar_says("Saved: Restaurants that order vegetables every week")
    assert len(service.rows("select * from resources where url = ?", stories.ARTICLE_URL)) == 1


def test_private_windows_are_left_alone(fox: Firefox, service: Service) -> None:
    assert fox.evaluate("WebExtensionPolicy.getByID('comity@example.org').privateBrowsingAllowed") is False
