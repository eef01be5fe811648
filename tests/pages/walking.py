"""A walk over all pages of a year: which forms they hold, what each says when wrong."""

import re
from collections import Counter, defaultdict
from functools import cache
from typing import NamedTuple

from django.urls import Resolver404, resolve

from tests.pages import finding
from tests.pages.finding import Page, Visitors
from tests.pages.forms import Form, Forms
from tests.pages.worlds import TODAY, everything
from tests.rma.builders import a_unit

# What fits no number, no day, no address and no choice.
WORDS = "Kept, as it was typed."
_LINKS = re.compile(r'(?:href|action)="([^"#?]+)')


class Refusal(NamedTuple):
    """Be one page that came back because of what was sent."""

    route: str
    form: Form
    sent: dict[str, str]
    status: int
    text: str


class Walk:
    """Remember what the pages offered and what their forms answered."""

    def __init__(self):
        self.opened = Counter()
        self.offered = defaultdict(set)
        self.forms = {}
        self.refusals = []
        self._sent = Counter()

    def look(self, page, answer):
        """Read which addresses a page leads to, and keep its forms."""
        if answer.streaming:
            # What is not read to its end stays open.
            list(answer.streaming_content)
            return []
        if "html" not in answer.get("Content-Type", "") or answer.status_code != 200:
            return []
        self.opened[page.name] += 1
        for path in set(_LINKS.findall(answer.text)):
            self.offered[_route(path)].add(page.name)
        found = Forms(answer.content).found
        for form in found:
            route = _route(form.action or page.path)
            self.offered[route].add(page.name)
            self.forms.setdefault((route, form.marks()), form)
        return found

    def send(self, page, form, client):
        """Send a form with nonsense, then empty, a few times each."""
        path = form.action or page.path
        route = _route(path)
        if not form.asks() or self._sent[route] >= 4:
            return
        for sent in (form.wrong(WORDS), form.hidden):
            self._sent[route] += 1
            answer = client.post(path, sent)
            is_page = "html" in answer.get("Content-Type", "") and not answer.streaming
            if is_page and "error-summary" in answer.text:
                told = Refusal(route, form, sent, answer.status_code, answer.text)
                self.refusals.append(told)


def _route(path):
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


@cache
def walked():
    """Walk once for all that look: first every page is read, then forms are sent."""
    cases = everything()
    # Who looks is one of the people of that year.
    walk, visitors, forms = Walk(), Visitors("en"), []
    for page in finding.pages(cases):
        found = walk.look(page, visitors.get(page))
        forms += [(page, form) for form in found]
    for page, form in forms:
        walk.send(page, form, visitors.client_for(page))
    for page in begun(visitors.anybody):
        for form in walk.look(page, visitors.anybody.get(page.path)):
            walk.send(page, form, visitors.anybody)
    return walk


def begun(client):
    """Return the steps of a return that is being begun, each once it can be opened."""
    a_unit("SN-77", shipped_on=TODAY.date())
    client.post("/", {"find": "SN-77"})
    yield Page("customer:item", "/r/new/item", "anybody")
    told = {"u1-words": "No picture.", "u1-reason": "defective"}
    client.post("/r/new/item", told)
    yield Page("customer:remedy", "/r/new/remedy", "anybody")
    yield Page("customer:later", "/r/new/later", "anybody")
