"""Set-up by plain forms: sites, makers, dated policies, people; the past stays."""

from datetime import date

import pytest

from rma.models import Case, Manufacturer, Policy, RepairRule, Site, User
from rma.rules.words import Wish
from tests.portal.desk.conftest import once, text
from tests.rma.builders import a_case, a_maker, a_product, a_unit, broken


def filled(client, where, **changes):
    """Return what a form of the set-up would send, with some answers changed."""
    form = client.get(where).context["form"]
    told = {}
    for name in form.fields:
        value = form[name].value()
        if value is None or value is False:
            continue
        told[name] = "on" if value is True else value
    told |= {"once": once()} | changes
    return {name: value for name, value in told.items() if value is not None}


class TestSite:
    def where(self):
        return f"/desk/settings/sites/{Site.objects.first().pk}"

    def test_changes_address_contact_and_hours(self, admin):
        told = filled(admin, self.where(), city="Hamburg", opens="07:30", country="de")
        response = admin.post(self.where(), told, follow=True)
        site = Site.objects.first()
        assert response.status_code == 200
        assert (site.city, site.country, f"{site.opens:%H:%M}") == (
            "Hamburg",
            "DE",
            "07:30",
        )
        assert site.weekdays == "0,1,2,3,4"

    @pytest.mark.parametrize(
        ("name", "value", "said"),
        [
            ("time_zone", "Mars/Base", "Type a zone like Europe/Berlin."),
            ("closes", "05:00", "Close later than you open."),
            ("weekdays", [], "Choose at least one day."),
        ],
    )
    def test_refuses_nonsense_at_its_field(self, admin, name, value, said):
        told = filled(admin, self.where(), **{name: value})
        response = admin.post(self.where(), told)
        assert response.status_code == 422
        assert response.context["form"].errors[name] == [said]

    def test_asks_for_money_as_people_write_it(self, admin):
        told = filled(admin, self.where(), insure_from="250", sign_from="500.50")
        admin.post(self.where(), told)
        site = Site.objects.first()
        assert (site.insure_from_cents, site.sign_from_cents) == (25_000, 50_050)
        assert filled(admin, self.where())["sign_from"] == "500.50"
        admin.post(self.where(), filled(admin, self.where(), sign_from=None))
        assert Site.objects.first().sign_from_cents is None
        told = filled(admin, self.where(), insure_from="1.005")
        assert admin.post(self.where(), told).status_code == 422

    def test_writes_a_second_site_that_becomes_the_default(self, admin):
        new = "/desk/settings/sites/new"
        told = filled(
            admin,
            new,
            name="Rotterdam",
            company="Us BV",
            street1="Kade 1",
            city="Rotterdam",
            postal_code="3011",
            country="nl",
            contact_name="Bo",
            contact_email="bo@us.example",
            contact_phone="+31 1",
            time_zone="Europe/Amsterdam",
            days_off="2026-05-05, 2026-12-24",
            is_default="on",
        )
        first = Site.objects.default()
        assert admin.post(new, told).status_code == 302
        site = Site.objects.default()
        assert (site.name, site.days_off) == ("Rotterdam", "2026-05-05\n2026-12-24")
        assert date(2026, 12, 24) in site.calendar.days_off
        first.refresh_from_db()
        assert not first.is_default

        where = f"/desk/settings/sites/{site.pk}"
        response = admin.post(where, filled(admin, where, is_default=None))
        assert response.context["form"].errors["is_default"]
        assert Site.objects.default() == site

    @pytest.mark.parametrize(
        ("name", "value", "said"),
        [
            ("days_off", "24.12.2026", "Type each day like 2026-12-24."),
            ("days_off", "x" * 5000, "Type each day like 2026-12-24."),
            ("holiday_region", "ZZ", "No such region in this country."),
        ],
    )
    def test_refuses_days_off_that_are_none(self, admin, name, value, said):
        told = filled(admin, self.where(), **{name: value})
        response = admin.post(self.where(), told)
        assert response.context["form"].errors[name] == [said]

    def test_keeps_the_holidays_of_its_region(self, admin):
        told = filled(admin, self.where(), holiday_region="BY")
        admin.post(self.where(), told)
        epiphany = date(2027, 1, 6)
        assert epiphany in Site.objects.default().calendar.days_off


class TestRepairRules:
    @pytest.fixture
    def where(self):
        return f"/desk/settings/makers/{a_product().manufacturer_id}/repairs"

    def rule(self, number, **told):
        row = {"place": number, "way": "maker_repairs", "fallback": "replacement"}
        return {
            f"rule-{number - 1}-{name}": value for name, value in (row | told).items()
        }

    def test_are_kept_in_the_order_of_their_places(self, admin, where):
        first = self.rule(1, place=2, category="camera", at_least="150,00")
        second = self.rule(2, place=1, sku="cam-1", way="we_decide")
        blank = self.rule(3, way="")
        sent = {"once": once()} | first | second | blank
        assert admin.post(where, sent).status_code == 302
        one, two = RepairRule.objects.order_by("position")
        assert (one.product.sku, one.way) == ("CAM-1", "we_decide")
        assert (two.category, two.from_cents, two.currency) == ("camera", 15000, "EUR")
        assert a_maker().has_repair_rules

        gone = self.rule(1, sku="CAM-1", remove="on")
        admin.post(where, {"once": once()} | gone)
        assert not RepairRule.objects.exists()
        assert not a_maker().has_repair_rules

    def test_decide_for_a_unit_they_speak_of(self, admin, where):
        unit = a_unit(manufacturer_warranty_until=date(2027, 1, 1))
        admin.post(where, {"once": once()} | self.rule(1, sku="CAM-1"))
        case = a_case(broken(unit.serial, wish=Wish.REPAIR))
        assert case.lines.get().maker_fallback == "replacement"
        assert case.promises.filter(step="maker_repair").exists()

    @pytest.mark.parametrize(
        ("told", "name", "said"),
        [
            ({"sku": "NO-1"}, "sku", "No article of this maker has this number."),
            (
                {"sku": "CAM-1", "category": "camera"},
                "category",
                "Name an article or a category.",
            ),
            ({"category": "camera", "way": ""}, "way", "Choose who acts first."),
            (
                {"at_least": "9.00", "below": "8.00"},
                "below",
                "Type more than the value it starts from.",
            ),
        ],
    )
    def test_refuse_nonsense_at_its_field(self, admin, where, told, name, said):
        response = admin.post(where, {"once": once()} | self.rule(1, **told))
        assert response.status_code == 422
        assert response.context["rows"][0].errors[name] == [said]
        assert not RepairRule.objects.exists()

    def test_one_more_row_loses_nothing_typed(self, admin, where):
        sent = self.rule(1, category="camera", way="") | {"add": "1"}
        response = admin.post(where, sent)
        assert response.status_code == 200
        assert [row["category"].value() for row in response.context["rows"]] == [
            "camera",
            None,
        ]


class TestMakers:
    def test_writes_a_new_one_and_changes_its_terms(self, admin):
        told = filled(admin, "/desk/settings/makers/new", name="Hikari", filing_days=60)
        admin.post("/desk/settings/makers/new", told)
        maker = Manufacturer.objects.get(name="Hikari")
        where = f"/desk/settings/makers/{maker.pk}"
        admin.post(where, filled(admin, where, filing_days=30, part_return="hold"))
        maker.refresh_from_db()
        assert (maker.filing_days, maker.part_return) == (30, "hold")

    def test_refuses_a_name_that_is_taken(self, admin):
        a_maker("Acme")
        told = filled(admin, "/desk/settings/makers/new", name="Acme")
        response = admin.post("/desk/settings/makers/new", told)
        assert "name" in response.context["form"].errors


class TestPolicies:
    @pytest.fixture
    def old(self, approved):
        return Case.objects.get(pk=approved.pk).policy

    def where(self, policy):
        return f"/desk/settings/policies/{policy.pk}"

    def test_says_how_much_longer_the_road_abroad_is(self, admin, old):
        page = text(admin.get(self.where(old)))
        assert "In one customs area 2 more are counted" in page

    def test_editing_writes_the_next_version_and_leaves_the_old_one(self, admin, old):
        before = Policy.objects.filter(pk=old.pk).values().get()
        told = filled(admin, self.where(old), decide_days=3, auto_approve="500.00")
        admin.post(self.where(old), told)

        assert Policy.objects.filter(pk=old.pk).values().get() == before
        new = Policy.objects.get(party=old.party, name=old.name, version=2)
        assert (new.decide_days, new.auto_approve_cents) == (3, 50000)
        assert new.no_fault_fee_cents == 0
        in_force = Policy.objects.in_force(old.party, new.starts_on)
        assert in_force == new

    def test_a_day_that_has_passed_is_refused(self, admin, old):
        told = filled(admin, self.where(old), starts_on="2020-01-01")
        response = admin.post(self.where(old), told)
        assert response.status_code == 422
        assert "Choose today or a later day" in text(response)
        assert Policy.objects.filter(version=2).count() == 0

    def test_everything_asked_stands_below_exactly_one_heading(self, admin, old):
        form = admin.get(self.where(old)).context["form"]
        below = [each.name for _title, fields in form.groups() for each in fields]
        assert sorted(below) == sorted(each.name for each in form.visible_fields())

    def test_the_list_says_which_is_in_force(self, admin, old):
        admin.post(self.where(old), filled(admin, self.where(old)))
        page = text(admin.get("/desk/settings/"))
        assert page.count("In force") == 2
        assert "Earlier" in page


class TestPeople:
    def test_lets_somebody_in_and_a_customer_too(self, admin, customer):
        new = "/desk/settings/people/new"
        told = {"name": "Eva", "role": "warranty", "once": once()}
        admin.post(new, told | {"email": "Eva@desk.example"})
        assert User.objects.get(email="eva@desk.example").role == "warranty"
        told = {"name": "Jo", "role": "support", "once": once()}
        admin.post(new, told | {"email": customer.user.email})
        customer.user.refresh_from_db()
        assert customer.user.role == "support"

    def test_changes_a_role_and_ends_an_access(self, admin, support):
        where = f"/desk/settings/people/{support.user.pk}"
        admin.post(where, {"name": "Mira", "role": "lead", "once": once()})
        support.user.refresh_from_db()
        assert (support.user.role, support.user.is_active) == ("lead", False)
        assert support.get("/desk/").status_code == 302

    def test_the_last_administrator_stays_one(self, admin):
        where = f"/desk/settings/people/{admin.user.pk}"
        told = {"name": "Ada", "role": "support", "is_active": "on", "once": once()}
        response = admin.post(where, told)
        assert response.context["form"].errors["role"] == [
            "Somebody must stay who may set things up."
        ]
        admin.user.refresh_from_db()
        assert admin.user.role == "admin"

    def test_a_customer_is_nobody_here(self, admin, customer):
        where = f"/desk/settings/people/{customer.user.pk}"
        assert admin.get(where).status_code == 404
