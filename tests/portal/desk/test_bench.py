"""The tables of the bench: an administrator writes what is asked and proposed."""

from django.urls import reverse

from rma.models import Check, DispositionRule
from tests.portal.desk.conftest import text

CHECK = {"question": "Voltage", "position": "1", "is_active": "on"}
RULE = {"position": "1", "is_active": "on", "kind": "harvest", "reason": "Its lens"}


class TestTables:
    def test_a_check_is_written_changed_and_listed(self, admin):
        told = CHECK | {"unit": "V", "at_least": "11", "at_most": "13"}
        admin.post(reverse("desk:new-check"), told)
        row = Check.objects.get()
        admin.post(reverse("desk:check", args=[row.pk]), told | {"at_most": "12.5"})
        row.refresh_from_db()
        assert str(row.at_most) == "12.500"
        assert "Voltage" in text(admin.get(reverse("desk:bench")))

    def test_limits_want_a_unit_and_the_right_order(self, admin):
        page = admin.post(reverse("desk:new-check"), CHECK | {"at_least": "1"})
        assert list(page.context["form"].errors) == ["unit"]
        told = CHECK | {"unit": "V", "at_least": "3", "at_most": "1"}
        page = admin.post(reverse("desk:new-check"), told)
        assert list(page.context["form"].errors) == ["at_most"]
        assert page.status_code == 422

    def test_a_rule_is_written_with_its_reason(self, admin):
        page = admin.post(reverse("desk:new-place-rule"), RULE | {"reason": ""})
        assert list(page.context["form"].errors) == ["reason"]
        admin.post(reverse("desk:new-place-rule"), RULE | {"grade": "C"})
        row = DispositionRule.objects.get()
        assert (row.kind, row.grade, row.finding) == ("harvest", "C", "")
        page = admin.get(reverse("desk:place-rule", args=[row.pk]))
        assert "Its lens" in text(page)

    def test_nobody_else_comes_in(self, lead):
        assert lead.get(reverse("desk:bench")).status_code == 403
