"""A real browser that is shown answers made before, without a server between."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.staticfiles import finders
from playwright.sync_api import sync_playwright

HOUSE = "http://house.example"
WIDTHS = (320, 390, 1280)
# Wider than the window, or cut off inside a box that hides what is too long.
_OVER = """() => {
  const width = document.documentElement.clientWidth, found = [];
  const shown = each => getComputedStyle(each).clipPath === "none";
  const named = each => each.className + ": " + each.textContent.trim().slice(0, 40);
  if (document.documentElement.scrollWidth > width)
    for (const each of document.querySelectorAll("body *")) {
      const box = each.getBoundingClientRect();
      const is_out = box.width > 1 && (box.right > width + 1 || box.left < -1);
      if (is_out && shown(each)) found.push(named(each));
    }
  for (const each of document.querySelectorAll("button, a, .chip, td, th, h1, h2, p"))
    if (each.clientWidth && each.scrollWidth > each.clientWidth + 1 && shown(each)
        && getComputedStyle(each).overflow !== "visible")
      found.push("cut off: " + named(each));
  return found.slice(-2);
}"""
# Rules that axe finds broken, each with the first pieces that break it.
_BROKEN = """async options => {
  const result = await axe.run(options);
  const pieces = rule => rule.nodes.slice(0, 2).map(one => one.html.slice(0, 160));
  return result.violations.map(rule => rule.id + ": " + pieces(rule).join(" | "));
}"""
# What is not about colour is the same in the dark.
_LOOKS = {
    "light": {
        "resultTypes": ["violations"],
        # 24 px or room around it; axe leaves it out unless it is asked for.
        "rules": {"target-size": {"enabled": True}},
    },
    "dark": {
        "resultTypes": ["violations"],
        "runOnly": ["color-contrast", "link-in-text-block"],
    },
}


@contextmanager
def opened(chromium: str) -> Iterator["Window"]:
    """Open a browser and close it again."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox"]
        )
        yield Window(browser)
        browser.close()


class Window:
    """Show a page that Django made, with the style and script it asks for."""

    def __init__(self, browser):
        self.context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
        self.page = self.context.new_page()
        self.path, self.body = "", b""
        self.sent = 0
        self.context.route("**/*", self._answer)

    def _answer(self, route):
        path = urlsplit(route.request.url).path
        if (
            route.request.is_navigation_request()
            and not route.request.frame.parent_frame
        ):
            return self._send(route, self.body, "text/html; charset=utf-8")
        is_ours = path.startswith("/static/")
        file = finders.find(path.removeprefix("/static/")) if is_ours else None
        kinds = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
        kind = kinds.get(Path(path).suffix, "text/plain")
        return self._send(route, Path(file).read_bytes() if file else b"", kind)

    def _send(self, route, body, kind):
        self.sent += len(gzip.compress(body))
        route.fulfill(body=body, content_type=kind)

    def show(self, path, body):
        """Show a page at its address; `sent` counts it and its parts, compressed."""
        self.path, self.body = urlsplit(path).path, body
        self.sent = 0
        self.page.goto(f"{HOUSE}{path}", wait_until="domcontentloaded")

    def sticks_out(self):
        """Return what is wider than the window, at each width."""
        found = []
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            found += [f"{width} px: {each}" for each in self.page.evaluate(_OVER)]
        return found

    def faults(self, leave_out=()):
        """Return the rules of axe that the page breaks, in light and in dark."""
        self.page.evaluate(AXE_SCRIPT)
        # A colour on its way from light to dark is no colour of the page.
        self.page.add_style_tag(content="* { transition: none !important }")
        found = []
        for scheme, options in _LOOKS.items():
            self.page.emulate_media(color_scheme=scheme)
            found += [
                f"{scheme}: {each}"
                for each in self.page.evaluate(_BROKEN, options)
                if each.partition(":")[0] not in leave_out
            ]
        return found
