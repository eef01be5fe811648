"""A small world behind the API: two customers, a maker, a product, units, keys."""

import datetime as dt
import json
import uuid
from dataclasses import dataclass, field

from django.test import Client
from django.utils import timezone

from rma.models import Account, ApiKey, Manufacturer, Policy, Product, Site, Unit
from rma.rules import scopes
from rma.rules.serials import key_of

BASE = "/api/v1"


@dataclass
class Program:
    """Be a partner's program: a client with a key."""

    key: str
    client: Client = field(default_factory=Client)

    def get(self, path, **query):
        return self.client.get(BASE + path, query, headers=self._headers())

    def post(self, path, body=None, *, once=None, **headers):
        """Post JSON with a fresh idempotency key, or the one named ("" for none)."""
        once = uuid.uuid4().hex if once is None else once
        named = {"Idempotency-Key": once} if once else {}
        return self.client.post(
            BASE + path,
            json.dumps(body) if body is not None else b"",
            content_type="application/json",
            headers=self._headers() | named | headers,
        )

    def _headers(self):
        return {"Authorization": f"Bearer {self.key}"}


def defaults():
    """Make the site and the policies of a fresh installation where they are gone."""
    if Policy.objects.exists():
        return
    site = Site.objects.create(
        name="Main warehouse",
        company="Your company",
        street1="1 Example Street",
        city="Berlin",
        postal_code="10115",
        country="DE",
        contact_name="Returns desk",
        contact_email="returns@returnwell.example",
        contact_phone="+49 30 555 0100",
    )
    for party in ("company", "person"):
        Policy.objects.create(
            name=party, party=party, site=site, starts_on=dt.date(2000, 1, 1)
        )


def program(*, account=None, given=None):
    """Return a program with a fresh key: an account's, or the staff's."""
    key = scopes.write_key(uuid.uuid4().hex[:8], uuid.uuid4().hex * 2)
    is_staff = account is None
    ApiKey.objects.create(
        name="Test key",
        prefix=scopes.prefix_of(key),
        secret_hash=scopes.hash_of(key),
        account=account,
        is_staff=is_staff,
        scopes=list(scopes.scopes_for(is_staff=is_staff)) if given is None else given,
        created_at=timezone.now(),
    )
    return Program(key)


def account(number, **values):
    place = {
        "street1": "1 Main Street",
        "city": "Hamburg",
        "postal_code": "20095",
        "country": "DE",
    }
    return Account.objects.create(
        number=number,
        name=f"Company {number}",
        kind="company",
        email=f"{number.lower()}@example.com",
        created_at=timezone.now(),
        **(place | values),
    )


def product(sku="CAM-1", **values):
    maker, _ = Manufacturer.objects.get_or_create(name="Acme Optics")
    return Product.objects.create(
        sku=sku,
        manufacturer=maker,
        mpn=f"{sku}-M",
        name="Dome camera",
        category="camera",
        warranty_months=24,
        weight_grams=900,
        length_mm=200,
        width_mm=150,
        height_mm=120,
        list_price_cents=12_000,
        unit_cost_cents=8_000,
        currency="EUR",
        **values,
    )


def unit(serial, owner, article, *, days_ago=100, **values):
    shipped_on = timezone.now().date() - dt.timedelta(days=days_ago)
    return Unit.objects.create(
        serial=serial,
        serial_key=key_of(serial),
        manufacturer=article.manufacturer,
        product=article,
        account=owner,
        shipped_on=shipped_on,
        order_reference="SO-1001",
        **values,
    )


def asked(*serials, **values):
    """Return the body of a return for some serials, or for the lines named."""
    lines = [
        {
            "serial": serial,
            "reason": "defective",
            "description": "No picture since Monday.",
            "wish": "replacement",
        }
        for serial in serials
    ]
    return {
        "contact": {"name": "Ada Byron", "email": "ada@example.com"},
        "ship_from": {
            "name": "Ada Byron",
            "street1": "1 Main Street",
            "city": "Hamburg",
            "postal_code": "20095",
            "country": "DE",
        },
        "hand_over": "label",
        "lines": lines,
    } | values
