"""How large what is pressed is, on every page that customers see (bar G2)."""

import pytest

from tests.pages.browsing import opened
from tests.pages.pieces import unlike
from tests.pages.test_looks import made_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.usefixtures("made_up"),
    pytest.mark.timeout(900),
]
LEAST = 44
PHONE = {"width": 390, "height": 844}
OF_STAFF = ("/desk", "/station", "/developers")
# What is pressed and too small. Ticks and radio buttons are pressed on their label; a
# link in a sentence is as high as its line (the exception of WCAG 2.5.8).
_SMALL = """least => {
  const PRESSED = "button, a[href], summary, select, textarea, [role=button],"
    + " input:not([type=hidden])";
  const isInline = each => getComputedStyle(each).display === "inline";
  const block = each => isInline(each) ? block(each.parentElement) : each;
  const inSentence = each => {
    if (!each.matches("a") || !isInline(each)) return false;
    const around = block(each).cloneNode(true);
    for (const one of around.querySelectorAll("a, button")) one.remove();
    return /[\\p{L}\\p{N}]/u.test(around.textContent);
  };
  const found = [];
  for (const each of document.querySelectorAll(PRESSED)) {
    const isTick = each.matches("input:is([type=radio], [type=checkbox])");
    const pressed = isTick ? each.closest("label") || each.labels?.[0] || each : each;
    if (!pressed.checkVisibility() || inSentence(each)) continue;
    const box = pressed.getBoundingClientRect();
    if (box.width <= 1 || getComputedStyle(each).clipPath !== "none") continue;
    if (box.height < least - .5 || box.width < least - .5)
      found.push(`${Math.round(box.width)} x ${Math.round(box.height)}: `
        + (each.textContent.trim().slice(0, 40) || each.name));
  }
  return found;
}"""


class TestCustomersPages:
    def test_have_targets_for_a_thumb(self, chromium):
        theirs = (each for each in made_in("en") if not each[0].startswith(OF_STAFF))
        found, seen = {}, 0
        with opened(chromium) as window:
            window.page.set_viewport_size(PHONE)
            for path, body in unlike(theirs):
                window.show(path, body)
                seen += 1
                if small := window.page.evaluate(_SMALL, LEAST):
                    found[path] = small
        assert found == {}
        assert seen, "pages of customers are missing"
