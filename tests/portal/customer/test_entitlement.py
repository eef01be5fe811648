"""What decides cover, each piece from a customer's page to the return it makes."""

import datetime as dt

import pytest
from django.utils import timezone

from rma.models import Account, Agreement, Case, DeniedSerial, Policy, WarrantyTerms
from rma.rules.starts import months_after
from rma.rules.words import Decision
from tests.portal.customer.account.conftest import Company
from tests.portal.customer.walk import Walk

DAY = dt.timedelta(days=1)


def the_line():
    return Case.objects.get().lines.get()


def codes(line):
    return [each["code"] for each in line.ruling]


@pytest.fixture
def remedies(walk):
    """Find a unit, tell what happened to it, and read the page of remedies."""

    def read(serial, **told):
        walk.find(serial)
        walk.tell(**told)
        return walk.client.get("/r/new/remedy").text

    return read


@pytest.fixture
def reseller(shop):
    def make(way):
        return Account.objects.create(
            number="R-1",
            name="Huber GmbH, customer R-1",
            kind="company",
            country="DE",
            created_at=timezone.now(),
            end_customers=way,
            shown_as="Foto Huber, 040 123",
        )

    return make


class TestStart:
    """A year from five different days: the product's rule says which one counts."""

    AGO = {
        "shipped": 800,
        "delivered": 780,
        "invoiced": 760,
        "installed": 740,
        "manufactured": 820,
    }

    @pytest.mark.parametrize("rule", AGO)
    def test_counts_from_the_day_the_terms_of_sale_name(
        self, shop, walk, remedies, rule
    ):
        terms = WarrantyTerms.objects.create(
            product=shop.camera, warranty_months=36, warranty_starts=rule
        )
        days = {f"{name}_on": shop.today - ago * DAY for name, ago in self.AGO.items()}
        shop.unit("SN-1", terms=terms, **days)
        # What the product says today is for units sold from today on.
        shop.camera.warranty_months = 1
        shop.camera.save()
        assert "Covered by the warranty" in remedies("SN-1")
        walk.choose()
        walk.create()
        line = the_line()
        assert line.covered_until == months_after(days[f"{rule}_on"], 36)
        assert line.decision == Decision.APPROVED


class TestDeadOnArrival:
    """Its days are the policy's own: they neither need nor end the warranty."""

    @pytest.mark.parametrize(
        ("delivered", "basis"), [(20, "doa"), (31, "warranty"), (10, "doa")]
    )
    def test_counts_its_days_by_its_own_start(self, shop, walk, delivered, basis):
        Policy.objects.update(doa_days=30, doa_starts="delivered")
        at = shop.today - delivered * DAY
        shop.unit("SN-1", days=delivered + 40, delivered_on=at)
        walk.find("SN-1")
        walk.tell(reason="doa")
        walk.choose()
        walk.create()
        line = the_line()
        assert line.basis == basis
        said = [each["code"] for each in line.reasons]
        assert ("doa_window_over" in said) == (basis == "warranty")


class TestParts:
    def test_of_their_own_term_are_named_with_their_last_day(self, shop, remedies):
        terms = WarrantyTerms.objects.create(
            product=shop.camera,
            warranty_months=12,
            warranty_starts="shipped",
            part_terms="housing 60, lamp 3",
        )
        shop.unit("SN-1", days=500, terms=terms)
        page = remedies("SN-1")
        assert "housing" in page
        assert "lamp" not in page
        assert "Partly covered" in page


class TestSwapWindow:
    def test_is_as_long_as_the_tier_says(self, shop, client):
        Policy.objects.update(advance_tiers={"gold": 12, "": 2}, advance_offered=True)
        company = Company(shop.account)
        shop.unit("SN-1", days=200)
        answers = {}
        for tier in ("", "gold"):
            Account.objects.update(tier=tier)
            walk = Walk(company.browser("owner"))
            walk.find("SN-1")
            walk.tell()
            page = walk.client.get("/r/new/remedy").text
            answers[tier] = 'value="advance_replacement"' in page
        assert answers == {"": False, "gold": True}

    def test_is_open_where_an_agreement_says_so(self, shop, client):
        Policy.objects.update(advance_offered=False)
        company = Company(shop.account)
        shop.unit("SN-1", days=900)
        Account.objects.update(has_agreements=True)
        Agreement.objects.create(
            account=shop.account,
            number="A-1",
            name="Gold",
            starts_on=shop.today - 10 * DAY,
            ends_on=shop.today + 10 * DAY,
            covers_all=True,
            repairs_free=True,
            swaps_first=True,
        )
        walk = Walk(company.browser("owner"))
        walk.find("SN-1")
        walk.tell()
        page = walk.client.get("/r/new/remedy").text
        assert "Your service agreement covers it until this day: A-1" in page
        assert 'value="advance_replacement"' in page


class TestSoldTo:
    """Who bought it from somebody else reads who helps, and may ask all the same."""

    def test_a_reseller_who_takes_returns_is_named_before_anything_is_typed(
        self, shop, walk, remedies, reseller
    ):
        shop.unit("SN-1", account=reseller("to_them"))
        page = remedies("SN-1")
        assert "takes returns for us: Foto Huber, 040 123" in page
        assert "Huber GmbH" not in page
        walk.choose()
        assert "Foto Huber, 040 123" in walk.check().text
        walk.create()
        assert the_line().decision == Decision.NEEDS_REVIEW
        assert "seller_helps" in codes(the_line())

    def test_for_one_who_does_not_we_take_it_in(self, shop, walk, remedies, reseller):
        shop.unit("SN-1", account=reseller("to_us"))
        assert "we take it back for them: Foto Huber" in remedies("SN-1")
        walk.choose(wish="repair")
        walk.create()
        assert the_line().decision == Decision.APPROVED

    def test_what_we_never_sold_names_who_did_and_has_a_price(
        self, shop, walk, remedies
    ):
        shop.unit("SN-1", days=900, account=None, seller="Elektro Graf")
        page = remedies("SN-1")
        assert "Who sold it can help too: Elektro Graf" in page
        assert 'value="repair"' in page
        assert "95.00 EUR" in page

    def test_a_member_of_the_reseller_is_no_customer_of_theirs(self, shop, reseller):
        account = reseller("to_them")
        shop.unit("SN-1", account=account)
        walk = Walk(Company(account).browser("owner"))
        walk.find("SN-1")
        walk.tell()
        assert "Foto Huber" not in walk.client.get("/r/new/remedy").text
        walk.choose(wish="repair")
        walk.create()
        assert the_line().decision == Decision.APPROVED

    def test_a_guest_at_the_company_that_bought_it_is_told_nothing_more(
        self, shop, unit, walk, remedies
    ):
        page = remedies(unit.serial)
        assert "sold by" not in page
        walk.choose(wish="repair")
        walk.create()
        assert the_line().decision == Decision.APPROVED


class TestListedSerial:
    def test_is_looked_at_and_never_says_why_to_a_stranger(self, unit, walk):
        DeniedSerial.objects.create(
            serial=unit.serial,
            serial_key=unit.serial_key,
            kind="stolen",
            note="Reported by the police in Kiel.",
            since=timezone.now(),
            by="Lead",
        )
        walk.to_check(unit.serial)
        page = walk.check().text
        assert "A person checks this serial number with you first." in page
        assert "Kiel" not in page
        assert "stolen" not in page
        walk.create()
        assert the_line().decision == Decision.NEEDS_REVIEW


class TestFateOfWhatIsNotCovered:
    @pytest.mark.parametrize(
        ("fate", "decision", "said"),
        [
            ("block", Decision.REFUSED, "What you can do: Ask at the shop in Kiel"),
            ("flag", Decision.APPROVED, ""),
            ("offer", Decision.NEEDS_REVIEW, "we will offer what it costs"),
        ],
    )
    def test_is_read_on_the_check_page_and_is_what_happens(
        self, shop, walk, fate, decision, said
    ):
        Policy.objects.update(uncovered=fate, what_to_do="Ask at the shop in Kiel")
        shop.unit("SN-1", days=1500)
        walk.find("SN-1")
        walk.tell()
        walk.choose(wish="repair")
        assert said in walk.check().text
        walk.create()
        assert the_line().decision == decision
        assert the_line().case.policy == Policy.objects.get(party="company")


class TestLimitOfWhatIsDecidedUnseen:
    @pytest.mark.parametrize(
        ("paid", "decision"),
        [(50_000, Decision.APPROVED), (50_001, Decision.NEEDS_REVIEW)],
    )
    def test_is_the_policys_or_the_tiers(self, shop, walk, paid, decision):
        Policy.objects.update(auto_approve_cents=50_000)
        shop.unit("SN-1", paid_cents=paid, currency="EUR")
        walk.find("SN-1")
        walk.tell()
        walk.choose(wish="repair")
        walk.create()
        assert the_line().decision == decision


class TestEvidence:
    def test_a_policy_asks_for_by_fault_is_told_and_looked_at(self, unit, walk):
        Policy.objects.update(evidence={"doa": ["photo", "proof_of_purchase"]})
        walk.find(unit.serial)
        walk.tell(reason="doa")
        walk.choose(wish="repair")
        page = walk.check().text
        assert "Please add a photo that shows it." in page
        assert "Please add the receipt or invoice." in page
        walk.tell(reason="defective")
        assert "Please add" not in walk.check().text
