"""A shop with units sold, and somebody who wants to send one back."""

import datetime as dt

import pytest
from django.utils import timezone

from rma.models import Account, Contact, Manufacturer, Product, Site, Unit, User
from rma.rules.serials import key_of
from tests.portal.customer.walk import Walk

DAY = dt.timedelta(days=1)


class Shop:
    """A maker, a camera, a company that bought some, and one person there."""

    def __init__(self):
        now = timezone.now()
        self.today = now.date()
        self.maker = Manufacturer.objects.create(name="Axon Optics")
        self.camera = Product.objects.create(
            sku="NV-410",
            manufacturer=self.maker,
            mpn="NV-410",
            name="NV-410 dome camera",
            category="camera",
            warranty_months=24,
            weight_grams=1200,
            length_mm=200,
            width_mm=150,
            height_mm=120,
            list_price_cents=21400,
            currency="EUR",
            advance_replacement=True,
        )
        self.account = Account.objects.create(
            number="C-1001",
            name="Geheimhaus Sicherheit",
            kind="company",
            email="buero@geheimhaus.example",
            street1="Verborgene Gasse 7",
            city="Hamburg",
            postal_code="20095",
            country="DE",
            created_at=now,
        )
        self.user = User.objects.create(email="kai@geheimhaus.example")
        self.person = Contact.objects.create(
            account=self.account, email=self.user.email, name="Kai Wolke"
        )
        self.person.user = self.user
        self.person.save()
        Site.objects.update(company="Nordlicht Supply")

    def unit(self, serial="SN-1", *, days=100, **more):
        return Unit.objects.create(
            serial=serial,
            serial_key=key_of(serial),
            manufacturer=self.maker,
            product=self.camera,
            **{
                "account": self.account,
                "order_reference": "SO-20418",
                "shipped_on": self.today - days * DAY,
            }
            | more,
        )


@pytest.fixture
def shop(db):
    return Shop()


@pytest.fixture
def unit(shop):
    return shop.unit()


@pytest.fixture
def walk(client):
    return Walk(client)
