"""Everything the design has, once, for looking at and for the machine to check."""

import datetime as dt
from pathlib import Path

from django import forms
from django.template import engines
from django.test import RequestFactory
from django.utils.safestring import mark_safe

from portal.context import Contact

FOLDER = Path(__file__).parent / "specimens"
NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
QR = mark_safe(
    '<svg viewBox="0 0 21 21"><path d="M0 0h7v7H0zm1 1v5h5V1zm1 1h3v3H2z'
    "M14 0h7v7h-7zm1 1v5h5V1zm1 1h3v3h-3zM0 14h7v7H0zm1 1v5h5v-5zm1 1h3v3H2z"
    'M9 1h2v2H9zm2 4h2v3h-2zM9 9h3v3H9zm5 1h4v2h-4zm-1 5h3v3h-3zm5 3h3v3h-3z"/></svg>'
)


class SpecimenForm(forms.Form):
    serial = forms.CharField(
        label="Serial number",
        help_text="On the plate under the camera, starts with S/N.",
        widget=forms.TextInput(attrs={"class": "code-entry"}),
    )
    email = forms.EmailField(label="E-mail")
    happened = forms.CharField(
        label="What happened",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In your own words. We keep them and show them to whoever helps you.",
    )
    reason = forms.ChoiceField(
        label="Kind of trouble",
        choices=[("a", "It stopped working"), ("b", "It never worked")],
        widget=forms.RadioSelect,
    )
    country = forms.ChoiceField(
        label="Country", choices=[("DE", "Germany"), ("FR", "France")]
    )
    need_by = forms.DateField(
        label="Needed by",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    photo = forms.FileField(label="Photo", required=False)
    agree = forms.BooleanField(label="I send the old unit back by Mon 14 Dec")


class FilterForm(forms.Form):
    q = forms.CharField(label="Find", required=False)
    status = forms.ChoiceField(
        label="Status", choices=[("", "Any"), ("open", "Open")], required=False
    )
    owner = forms.ChoiceField(label="Owner", choices=[("", "Anybody")], required=False)


def steps():
    return [
        {
            "step": "Label made",
            "who": "We",
            "due_at": NOON,
            "kept_at": NOON,
            "state": "kept",
        },
        {
            "step": "Hand the parcel over",
            "who": "You",
            "due_at": NOON + 5 * DAY,
            "state": "open",
            "now": True,
        },
        {
            "step": "Check the camera",
            "who": "We",
            "due_at": NOON + 10 * DAY,
            "original_due_at": NOON + 8 * DAY,
            "state": "moved",
            "why": "The carrier is two days late in Saxony.",
        },
        {
            "step": "Manufacturer answers",
            "who": "Axon Optics",
            "due_at": NOON + 3 * DAY,
            "state": "broken",
            "why": "We start the replacement ourselves today.",
        },
        {
            "step": "Send the replacement",
            "who": "We",
            "due_at": NOON + 12 * DAY,
            "state": "at_risk",
        },
    ]


MILESTONES = [
    {"text": "Label ready", "state": "done", "at": NOON},
    {"text": "Handed over", "state": "done", "at": NOON + DAY},
    {"text": "On the way", "state": "now"},
    {"text": "At our warehouse", "state": "next"},
    {"text": "Checked", "state": "next"},
]
ENTRIES = [
    {"at": NOON + DAY, "text": "Parcel handed over", "who": "Parcel Sandbox"},
    {
        "at": NOON,
        "text": "Return approved",
        "who": "By policy of 1 March 2026",
        "more": "Covered by warranty until 14 March 2027.",
    },
]
HOW_TO = [
    {
        "text": "Put the camera into a box",
        "more": "Any box that closes. No cable, no memory card.",
    },
    {"text": "Stick the label on the outside"},
    {
        "text": "Hand it over by Fri 27 Nov",
        "more": "At any counter of the carrier.",
        "link": "#",
        "link_text": "Find a counter",
    },
]
OPTIONS = [
    {
        "value": "advance",
        "title": "Replacement first",
        "text": "The new one leaves today, the old one comes back in its box.",
        "when": "with you Tue 24 Nov",
        "price": "0.00 EUR, if the old one is back by 14 Dec",
        "badge": "Soonest",
        "checked": True,
    },
    {
        "value": "repair",
        "title": "Repair",
        "text": "We repair yours and send it back.",
        "when": "with you Wed 9 Dec",
        "price": "0.00 EUR",
    },
    {
        "value": "credit",
        "title": "Credit",
        "why_not": "Not offered after 30 days. Bought Tue 3 Mar.",
    },
]
SUMMARY = [
    {
        "label": "You told us",
        "value": "No picture since Monday.",
        "change": "#",
    },
    {"label": "Camera", "value": "NV-410 Dome\nS/N 8841-20077", "change": "#"},
    {"label": "Put right by", "value": "Replacement first", "change": "#"},
    {"label": "Price", "value": "0.00 EUR"},
]
FACTS = [
    {"label": "Account", "value": "Nordlicht Security GmbH", "link": "#"},
    {"label": "Order", "value": "SO-20418"},
    {"label": "Shipped", "value": "3 March 2026"},
    {"label": "Recoverable", "value": "214.00 EUR, file by 9 December"},
]
COLUMNS = [
    {"label": "Return"},
    {"label": "Customer"},
    {"label": "Unit"},
    {"label": "Worth", "figure": True},
]
ROWS = [
    {
        "url": "#",
        "cells": ["RMA-BCDF-GHJK-NPRST", "Nordlicht", "NV-410", "214.00 EUR"],
    },
    {
        "url": "#",
        "cells": ["RMA-KJHG-FDCB-TSRPN", "Café Órbita", "HD-16T", "1,389.00 EUR"],
    },
]
STATS = [
    {"figure": 7, "name": "Due today", "url": "#"},
    {"figure": 2, "name": "At risk", "url": "#"},
    {"figure": 41, "name": "Open returns", "url": "#"},
    {"figure": "3,120 EUR", "name": "To claim by Friday"},
]
REASONS = [
    {"text": "Shipped on 3 March 2026: within the 24 months of warranty."},
    {"text": "The serial number is one we sold to you."},
]


def context():
    bad = SpecimenForm(
        {"email": "ana", "happened": "No picture since Monday."}, auto_id="bad_%s"
    )
    return {
        "frame": {
            "company": "Returnwell",
            "theme": "system",
            "is_demo": True,
            "back": "/",
            "contact": Contact(
                name="Mira Kovač",
                role="Looks after your return",
                email="returns@returnwell.example",
                phone="+49 30 5550 142",
                hours="Mon to Fri, 8:00 to 17:00 (Berlin time)",
                answers="We answer within one working day.",
                is_open=True,
                until="until 17:00",
            ),
        },
        "good": SpecimenForm(auto_id="good_%s"),
        "bad": bad,
        "filters": FilterForm(auto_id="filter_%s"),
        "noon": NOON,
        "steps": steps(),
        "qr": QR,
        "milestones": MILESTONES,
        "entries": ENTRIES,
        "how_to": HOW_TO,
        "options": OPTIONS,
        "summary": SUMMARY,
        "facts": FACTS,
        "columns": COLUMNS,
        "rows": ROWS,
        "verdicts": ["ask", "stop", "seen", "unknown"],
        "stats": STATS,
        "reasons": REASONS,
    }


def drawn(name):
    """Return a specimen page as markup."""
    from_string = engines["django"].from_string
    template = from_string((FOLDER / f"{name}.html").read_text())
    return template.render(context(), RequestFactory().get("/"))
