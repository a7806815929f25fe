"""Never one person's text under another's address: single-page sites, other tabs, other windows, a stopped worker."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browsers import cast
from browsers.chromium import Chromium
from browsers.fake_server import FakeServer
from browsers.looks import assert_sound
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

NOBODY = {"person": None, "ambiguous": [], "has_me": True}
IDRIS_URL = "https://www.linkedin.com/in/idris-saucepan-example"
SPA = cast.PROFILE.replace(
    "</body>",
    """<script>
function go(path, name, after) {
  history.pushState({}, '', path);
  if (name) setTimeout(() => {
    document.title = name + ' | LinkedIn';
    document.querySelector('main').replaceChildren(Object.assign(document.createElement('h1'), {textContent: name}));
  }, after);
}
</script></body>""",
)


def names(fake: FakeServer) -> list[tuple[str, str]]:
    return [(body["url"], body["name"]) for body in fake.sent("/lookups")]


def test_a_page_that_lags_behind_its_address_is_waited_for(
    open_panel: Open, paired: Chromium, fake: FakeServer
) -> None:
    fake.answer("POST", "/lookups", NOBODY)
    panel = open_panel(cast.URL, SPA)
    expect(panel.get_by_role("heading", name="Tamsin Hedgerow-Okafor")).to_be_visible()
    paired.page.evaluate("() => go('/in/idris-saucepan-example', 'Idris Saucepan-Bellamy', 700)")
    expect(panel.get_by_text("This is still about Tamsin Hedgerow-Okafor.")).to_be_visible()
    panel.get_by_role("button", name="Look at this page").click()
    expect(panel.get_by_role("heading", name="Idris Saucepan-Bellamy")).to_be_visible()
    assert names(fake) == [(cast.URL, "Tamsin Hedgerow-Okafor"), (IDRIS_URL, "Idris Saucepan-Bellamy")]


def test_a_page_that_never_catches_up_is_not_read_under_the_next_address(
    open_panel: Open, paired: Chromium, fake: FakeServer
) -> None:
    fake.answer("POST", "/lookups", NOBODY)
    panel = open_panel(cast.URL, SPA)
    expect(panel.get_by_role("heading", name="Tamsin Hedgerow-Okafor")).to_be_visible()
    paired.page.evaluate("() => go('/in/idris-saucepan-example')")
    panel.get_by_role("button", name="Look at this page").click()
    expect(panel.get_by_role("heading", name="Somebody")).to_be_visible()
    assert names(fake)[1:] == [(IDRIS_URL, "")]
    panel.get_by_role("button", name="Read the page").click()
    expect(panel.get_by_text("Its address names one person and its text another")).to_be_visible()
    assert fake.sent("/captures/preview") == []
    assert_sound(panel, "still-changing")


def test_an_answer_that_comes_after_the_page_has_moved_on_is_not_shown(
    open_panel: Open, paired: Chromium, fake: FakeServer
) -> None:
    fake.delay = 4.0  # the page has to move on within it, on a busy machine too
    panel = open_panel(cast.URL, SPA)
    fake.wait_for("/lookups")  # the panel says that it looks before it has read the page
    paired.page.evaluate("() => go('/in/idris-saucepan-example', 'Idris Saucepan-Bellamy', 0)")
    expect(
        panel.get_by_text("The page changed while Comity was looking at it. Nothing of it was used.")
    ).to_be_visible()
    assert panel.get_by_text("Tamsin").count() == 0
    assert [path for _, path, _ in fake.requests] == ["/lookups"]


def test_another_tab_leaves_the_panel_as_it_is_and_says_whose_it_is(
    open_panel: Open, paired: Chromium
) -> None:
    panel = open_panel()
    expect(panel.get_by_role("heading", name="Give")).to_be_visible()
    other = paired.context.new_page()
    paired.visit("https://seeds.example.org/borrow", cast.ARTICLE, other)
    expect(panel.get_by_text("Click the Comity button again to read this page.")).to_be_visible()
    expect(panel.get_by_role("heading", name="Tamsin Hedgerow-Okafor", exact=True)).to_be_visible()
    assert_sound(panel, "another-page", tall=860)
    paired.page.bring_to_front()
    expect(panel.get_by_text("Click the Comity button again")).to_have_count(0)


def test_a_page_of_another_site_in_the_same_tab_needs_a_click(
    open_panel: Open, paired: Chromium, fake: FakeServer
) -> None:
    panel = open_panel()
    expect(panel.get_by_role("heading", name="Give")).to_be_visible()
    paired.visit("https://seeds.example.org/borrow", cast.ARTICLE)
    expect(panel.get_by_text("Click the Comity button again to read this page.")).to_be_visible()
    assert len(fake.sent("/lookups")) == 1
    paired.click()
    expect(panel.get_by_text("Looked up on seeds.example.org")).to_be_visible()
    assert panel.get_by_text("Click the Comity button again").count() == 0
    assert names(fake)[1][0] == "https://seeds.example.org/borrow"


def test_two_windows_with_two_panels_ask_once_each(
    open_panel: Open, paired: Chromium, fake: FakeServer
) -> None:
    fake.answer(
        "POST",
        "/lookups",
        lambda body: (
            NOBODY if body["url"] == IDRIS_URL else {"person": cast.TAMSIN, "ambiguous": [], "has_me": True}
        ),
    )
    first = open_panel()
    expect(first.get_by_role("heading", name="Give")).to_be_visible()
    other = paired.new_window()
    paired.visit(IDRIS_URL, cast.PROFILE.replace("Tamsin Hedgerow-Okafor", "Idris Saucepan-Bellamy"), other)
    paired.click(other)
    second = paired.panel(other)
    expect(second.get_by_role("heading", name="Idris Saucepan-Bellamy")).to_be_visible()
    expect(first.get_by_role("heading", name="Tamsin Hedgerow-Okafor", exact=True)).to_be_visible()
    paired.click(paired.page)
    for _ in range(200):  # the heading is on screen from before: wait for the third question itself
        if len(names(fake)) == 3:
            break
        first.wait_for_timeout(100)
    first.wait_for_timeout(500)  # long enough for a second panel to have asked too
    first.wait_for_function("() => !document.querySelector('#advice[aria-busy]')")
    assert names(fake) == [
        (cast.URL, "Tamsin Hedgerow-Okafor"),
        (IDRIS_URL, "Idris Saucepan-Bellamy"),
        (cast.URL, "Tamsin Hedgerow-Okafor"),
    ]
    first.get_by_role("article", name="Share").get_by_role("button", name="Accept").click()
    expect(first.get_by_text("Accepted: Share")).to_be_visible()
    assert len(fake.sent("/feedback")) == 1


def test_a_worker_stopped_in_the_middle_is_not_missed(
    open_panel: Open, paired: Chromium, fake: FakeServer
) -> None:
    panel = open_panel()
    expect(panel.get_by_role("heading", name="Give")).to_be_visible()
    paired.stop_worker()
    panel.get_by_role("article", name="Share").get_by_role("button", name="Accept").click()
    expect(panel.get_by_text("Accepted: Share")).to_be_visible()
    paired.click()
    expect(panel.get_by_text("Accepted: Share")).to_have_count(0)
    assert len(fake.sent("/lookups")) == 2
    assert len(fake.sent("/feedback")) == 1


def test_always_look_up_asks_the_browser_for_this_one_site(open_panel: Open) -> None:
    panel = open_panel()
    panel.evaluate(
        "() => { chrome.permissions.request = async (wish) => { globalThis.wish = wish; return true; }; }"
    )
    panel.get_by_role("button", name="Always look up on this site").click()
    expect(
        panel.get_by_text("Pages on linkedin.com are looked up by themselves from now on.")
    ).to_be_visible()
    assert panel.evaluate("() => globalThis.wish") == {"origins": ["https://www.linkedin.com/*"]}
