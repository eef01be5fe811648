"""Each action has its check page or its way back, each form keeps its contract."""

import re
from html import unescape

import pytest

from tests.architecture.test_actions import ROWS
from tests.pages.forms import Forms
from tests.pages.walking import walked

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.usefixtures("made_up"),
    pytest.mark.timeout(900),
]
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_SUMMARY = re.compile(r'<div class="error-summary"([^>]*)>(.*?)</ul>', re.DOTALL)
_SAID = re.compile(r'<li><a href="#([^"]*)">(.*?)</a></li>', re.DOTALL)
_BESIDE = re.compile(r'<div class="error" id="([^"]+)_error">(.*?)</div>', re.DOTALL)
_LABEL = re.compile(r"<(label|legend)[^>]*>(.*?)</\1>", re.DOTALL)
_SHOWN = re.compile(r'<div class="field|<fieldset|<textarea|<input(?![^>]*"hidden")')
_TAG = re.compile(r"<[^>]+>")
# A secret is typed anew: it stands on no page that somebody else may come back to.
_NOT_KEPT = {"password", "file"}


def words(markup):
    return " ".join(unescape(_TAG.sub(" ", markup)).split())


def breaks(refusal):
    """Return what a page that came back wrong does not do as all others do (G7)."""
    text = refusal.text
    main = text[max(text.find("<main"), 0) :]
    if not _TITLE.search(text)[1].strip().startswith("Error:"):
        yield "its title does not begin with Error:"
    # Those of the library that signs people in answer 200.
    if refusal.status not in (422, 429) and not refusal.route.startswith("account_"):
        yield f"it answers {refusal.status}"
    found = _SUMMARY.search(main)
    if not {"autofocus", 'tabindex="-1"', 'role="alert"'} <= set(found[1].split()):
        yield "its summary does not take the focus"
    if text.count(" autofocus") > 1:
        yield "two pieces want the focus"
    yield from misplaced(main, found)
    yield from kept(refusal)


def misplaced(main, found):
    """Yield what stands before the summary, and what is not said beside its field."""
    begins = max(main.rfind("<form", 0, found.start()), 0)
    if _SHOWN.search(main, begins, found.start()):
        yield "a field stands before its summary"
    beside = {name: words(told) for name, told in _BESIDE.findall(main)}
    for target, said in _SAID.findall(found[2]):
        if f'id="{target}"' not in main:
            yield f"{words(said)!r} leads to nothing"
        if not any(words(said) in told for told in beside.values()):
            yield f"{words(said)!r} stands beside no field"


def kept(refusal):
    """Yield each field that lost what was typed into it."""
    shown = {}
    for form in Forms(refusal.text.encode()).found:
        shown |= form.typed
    for name, kind in refusal.form.kinds.items():
        sent = refusal.sent.get(name, "")
        if sent and kind not in _NOT_KEPT and shown.get(name, "").strip() != sent:
            yield f"{name} lost what was typed"


class TestForms:
    def test_say_what_is_wrong_all_in_the_same_way(self):
        walk = walked()
        found = {}
        for refusal in walk.refusals:
            for fault in breaks(refusal):
                found.setdefault(fault, refusal.route)
        assert found == {}
        assert len({refusal.route for refusal in walk.refusals}) > 80

    def test_leave_checking_to_us_and_mark_nothing_by_a_sign(self):
        forms = walked().forms
        checked = [
            route
            for (route, _marks), form in forms.items()
            if form.asks() and not form.is_novalidate
        ]
        assert checked == []
        assert len({route for route, _marks in forms}) > 130

    def test_label_no_field_with_an_asterisk(self):
        starred = {
            words(label)
            for refusal in walked().refusals
            for _tag, label in _LABEL.findall(refusal.text)
            if "*" in label
        }
        assert starred == set()


class TestActions:
    def test_each_has_its_page_or_its_way_back_on_some_page(self):
        walk, missing = walked(), []
        for row in ROWS:
            wanted = {"check": row.routes, "again": row.routes, "undo": row.ways_back}
            if not row.tests:
                missing += [
                    (row.sort, route)
                    for route in wanted.get(row.sort, ())
                    if not walk.offered[route]
                ]
        assert missing == []

    def test_what_is_checked_first_has_a_page_that_says_something(self):
        opened = walked().opened
        checks = [row for row in ROWS if row.sort == "check" and not row.tests]
        assert [each for row in checks for each in row.routes if not opened[each]] == []
