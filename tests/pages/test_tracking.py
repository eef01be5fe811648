"""The page of a return on a small phone: the first look answers the four questions."""

import pytest

from tests.pages.browsing import opened
from tests.pages.finding import Page, Visitors
from tests.pages.worlds import everything

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.timeout(900),
]
SMALL = {"width": 360, "height": 640}
# Where and when, what to do, who helps; in this order, and where each ends.
_ENDS = """() => [".status h1", ".status .lead", ".status .who a"].map(each => {
  const piece = document.querySelector(each);
  const is_said = piece && piece.textContent.trim();
  return is_said ? Math.round(piece.getBoundingClientRect().bottom) : null;
})"""


def pages():
    """Return the page of a return in each situation of a year, as it is answered."""
    visitors = Visitors("en")
    found = {}
    for case in everything():
        path = f"/r/{case.number}/"
        answer = visitors.get(Page("customer:case", path, "customer", case))
        found.setdefault(case.situation, (path, answer.content))
    return found


class TestTheFirstLook:
    def test_says_where_it_is_what_to_do_and_who_helps_without_scrolling(
        self, chromium
    ):
        shown, late = pages(), {}
        with opened(chromium) as window:
            window.page.set_viewport_size(SMALL)
            for situation, (path, body) in shown.items():
                window.show(path, body)
                ends = window.page.evaluate(_ENDS)
                if None in ends or sorted(ends) != ends or ends[-1] > SMALL["height"]:
                    late[situation] = ends
        assert late == {}
        assert len(shown) >= 10
