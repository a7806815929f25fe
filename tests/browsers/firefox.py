"""A real Firefox with the same folder installed: a true click on the button, and the true sidebar."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from browsers.bidi import Bidi
from browsers.chromium import EXTENSION, free_port

ID = "comity@example.org"
BUTTON = "comity_example_org-browser-action"
NAMES = ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox")
PREFERENCES: dict[str, Any] = {
    "remote.active-protocols": 1,
    "browser.shell.checkDefaultBrowser": False,
    "browser.aboutwelcome.enabled": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.healthreport.uploadEnabled": False,
    "toolkit.telemetry.enabled": False,
    "toolkit.telemetry.server": "",
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "extensions.update.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.search.update": False,
    "browser.region.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "http://127.0.0.1:9/",
    "termsofuse.acceptedVersion": 999,
    "termsofuse.acceptedDate": "1900000000000",
}
"""No first-run pages, and no talking to anybody by itself."""


def find_firefox() -> str:
    for name in NAMES:
        if found := shutil.which(name):
            return found
    pytest.fail("No Firefox is to be had for the browser tests: install firefox-esr or Firefox.")


class Firefox:
    def __init__(self, profile: Path) -> None:
        port = free_port()
        lines = (
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()
        )
        (profile / "user.js").write_text("".join(lines))
        self._process = subprocess.Popen(
            [find_firefox(), "--headless", "--no-remote", "--profile", str(profile),
             f"--remote-debugging-port={port}", "--remote-allow-system-access", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            self.bidi = Bidi(port)
            self._set_up()
        except BaseException:
            self._end()
            raise

    def _set_up(self) -> None:
        self.bidi("session.new", capabilities={})
        self.bidi("webExtension.install", extensionData={"type": "path", "path": str(EXTENSION)})
        self.pages: dict[str, str] = {}
        self.bidi.on["network.beforeRequestSent"] = self._answer
        self.bidi("session.subscribe", events=["network.beforeRequestSent"])
        self.tab = self.bidi("browsingContext.getTree")["contexts"][0]["context"]
        self.chrome = self.bidi("browsingContext.getTree", **{"moz:scope": "chrome"})["contexts"][0][
            "context"
        ]
        self.origin = "moz-extension://" + self.evaluate(
            f"WebExtensionPolicy.getByID('{ID}').mozExtensionHostname"
        )

    def close(self) -> None:
        self.bidi.close()
        self._end()

    def _end(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(5)

    def evaluate(self, expression: str) -> Any:
        """In the browser's own window."""
        return self.bidi.evaluate(self.chrome, expression)

    # Pages

    def _answer(self, event: dict[str, Any]) -> None:
        if not event.get("isBlocked"):
            return
        self.bidi(
            "network.provideResponse",
            request=event["request"]["request"],
            statusCode=200,
            headers=[
                {"name": "Content-Type", "value": {"type": "string", "value": "text/html; charset=utf-8"}}
            ],
            body={"type": "string", "value": self.pages.get(event["request"]["url"], "")},
        )

    def visit(self, url: str, html: str) -> None:
        """Shows a page at its true address."""
        host = url.split("/")[2]
        if url not in self.pages:
            pattern = {"type": "pattern", "protocol": "https", "hostname": host}
            self.bidi("network.addIntercept", phases=["beforeRequestSent"], urlPatterns=[pattern])
        self.pages[url] = html
        self.bidi("browsingContext.navigate", context=self.tab, url=url, wait="complete")

    # The extension

    def click(self) -> None:
        """The toolbar button, with a trusted mouse event: grants activeTab and may open the sidebar."""
        self.evaluate(
            f"""(async () => {{
              CustomizableUI.addWidgetToArea('{BUTTON}', 'nav-bar');
              await new Promise((done) => setTimeout(done, 400));
              const box = document.getElementById('{BUTTON}').getBoundingClientRect();
              for (const type of ['mousedown', 'mouseup']) {{
                window.synthesizeMouseEvent(type, box.x + box.width / 2, box.y + box.height / 2, {{button: 0, clickCount: 1}}, {{}});
              }}
            }})()"""
        )

    def in_sidebar(self, expression: str) -> Any:
        """Evaluates inside the true sidebar, as its own code would; a promise is waited for."""
        frame = f"""(async () => {{
          let said;
          try {{
            // With the sidebar's own rights, yet not held up by its content security policy, which forbids eval.
            const inside = Cu.Sandbox(content, {{sandboxPrototype: content, wantXrays: false}});
            said = {{value: await Cu.evalInSandbox({json.dumps(expression)}, inside)}};
          }}
          catch (error) {{ said = {{error: String(error)}}; }}
          sendAsyncMessage('comity-test', JSON.stringify(said));
        }})()"""
        told = json.loads(
            self.evaluate(
                f"""(async () => {{
              const outer = SidebarController.browser;
              const inner = outer?.contentDocument?.querySelector('browser') ?? outer;
              const manager = inner?.messageManager;
              if (!manager || !inner.currentURI?.spec?.startsWith('moz-extension')) return JSON.stringify({{error: 'no sidebar'}});
              return await new Promise((done) => {{
                const heard = (message) => {{ manager.removeMessageListener('comity-test', heard); done(message.data); }};
                manager.addMessageListener('comity-test', heard);
                manager.loadFrameScript('data:,' + encodeURIComponent({json.dumps(frame)}), false);
              }});
            }})()"""
            )
        )
        if "error" in told:
            raise RuntimeError(told["error"])
        return told.get("value")

    def sidebar_says(self, text: str, *, seconds: float = 20) -> str:
        """Waits until the sidebar shows the text; answers all that it shows."""
        end = time.monotonic() + seconds
        shown = ""
        while time.monotonic() < end:
            try:
                shown = self.in_sidebar("document.body?.innerText ?? ''") or ""
            except RuntimeError as error:
                shown = str(error)
            if text in shown:
                return shown
            time.sleep(0.15)
        raise AssertionError(f"The sidebar never said {text!r}. It says:\n{shown}")

    def sidebar_knows(self, expression: str, value: Any, *, seconds: float = 20) -> None:
        """Waits until the expression has the value."""
        end = time.monotonic() + seconds
        while (found := self.in_sidebar(expression)) != value:
            assert time.monotonic() < end, f"{expression} stayed {found!r}"
            time.sleep(0.15)

    def press(self, label: str) -> None:
        """Clicks the sidebar's button of that name."""
        found = self.in_sidebar(
            f"""(() => {{
              const all = [...document.querySelectorAll('button')].filter((one) => one.innerText.includes({json.dumps(label)}));
              all[0]?.click();
              return all.length;
            }})()"""
        )
        assert found, f"The sidebar has no button {label!r}."

    def fill(self, selector: str, text: str) -> None:
        self.in_sidebar(
            f"""(() => {{
              const field = document.querySelector({json.dumps(selector)});
              field.value = {json.dumps(text)};
              field.dispatchEvent(new Event('input', {{bubbles: true}}));
            }})()"""
        )


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    opened = Firefox(profile)
    try:
        yield opened
    finally:
        opened.close()
