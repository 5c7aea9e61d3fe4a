"""A browser without a window, where the machine has one: pages as people get them."""

from __future__ import annotations

import base64
import contextlib
import json
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from guard import sitecustomize as network

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BROWSER = next(filter(None, map(shutil.which, _NAMES)), None)
DRIVER = shutil.which("chromedriver")
#: Why there is nothing to browse with, if so.
MISSING = "" if BROWSER and DRIVER else "needs Chromium and chromedriver"
_ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--disable-dev-shm-usage",
]


class Browser:
    """Speaks with the driver of a browser."""

    def __init__(self, port: int) -> None:
        self._at = f"http://127.0.0.1:{port}"
        self._session = ""

    def begin(self, *, scripts: bool) -> None:
        """Open the browser; ``scripts`` says whether pages may run theirs."""
        for _ in range(100):
            with contextlib.suppress(OSError):
                self._call("GET", "/status")
                break
            time.sleep(0.1)
        off = {} if scripts else {"profile.managed_default_content_settings.javascript": 2}
        options = {"binary": BROWSER, "args": _ARGUMENTS, "prefs": off}
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        made = self._call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._session = f"/session/{made['sessionId']}"

    def open(self, page: Path, part: str = "") -> None:
        """Load a page."""
        self._call("POST", f"{self._session}/url", {"url": page.resolve().as_uri() + part})

    def run(self, script: str, *arguments: Any) -> Any:
        """Return what a script returns."""
        return self._call("POST", f"{self._session}/execute/sync", {"script": script, "args": arguments})

    def later(self, script: str, *arguments: Any) -> Any:
        """Return what a script hands to its last argument."""
        return self._call("POST", f"{self._session}/execute/async", {"script": script, "args": arguments})

    def order(self, command: str, **parameters: Any) -> Any:
        """Return what the browser itself answers to a command of its own protocol."""
        body = {"cmd": command, "params": parameters}
        return self._call("POST", f"{self._session}/goog/cdp/execute", body)

    def size(self, width: int, height: int = 900) -> None:
        """Make the window so large."""
        self.order(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def picture(self) -> bytes:
        """Return what is seen, as PNG."""
        return base64.b64decode(self.order("Page.captureScreenshot", format="png")["data"])

    def printed(self) -> bytes:
        """Return the page as it is printed, as PDF."""
        return base64.b64decode(self.order("Page.printToPDF", preferCSSPageSize=True)["data"])

    def complaints(self) -> list[str]:
        """Return what the browser found wrong with the page."""
        said = self._call("POST", f"{self._session}/se/log", {"type": "browser"})
        return [str(one["message"]) for one in said]

    def end(self) -> None:
        """Close the browser."""
        if self._session:
            self._call("DELETE", self._session)

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(
            f"{self._at}{path}", data, {"Content-Type": "application/json"}, method=method
        )
        with network.opened(), urllib.request.urlopen(asked, timeout=120) as answer:
            return json.load(answer)["value"]


@contextlib.contextmanager
def browser(*, scripts: bool = True) -> Iterator[Browser]:
    """Give a browser; ``scripts`` says whether pages may run theirs."""
    with network.opened(), socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(DRIVER), f"--port={port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as driver:
        made = Browser(port)
        try:
            made.begin(scripts=scripts)
            yield made
        finally:
            made.end()
            driver.terminate()
