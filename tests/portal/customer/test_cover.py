"""What owners tell of their units: the data on it, and when it was bought."""

import pytest
from django.test import Client

from rma.models import CaseLine, ErasureDeclaration, Policy, PurchaseProof


@pytest.fixture
def page(walk, unit):
    unit.product.holds_data = True
    unit.product.save()
    return walk.whole(unit.serial)


class TestData:
    def test_the_page_asks_and_the_label_follows(self, client, page):
        assert "Say what became of the data" in client.get(page).text
        nothing = client.post(f"{page}data", {})
        assert nothing.status_code == 422
        for _ in range(2):
            client.post(f"{page}data", {"line-1": "kept_disk", "once": "a" * 32})
        assert CaseLine.objects.get().erasure == "kept_disk"
        assert ErasureDeclaration.objects.count() == 1
        assert "Say what became of the data" not in client.get(page).text

    def test_is_no_page_for_a_stranger(self, page):
        assert Client().get(f"{page}data").status_code in (302, 404)


class TestOnTheWay:
    @pytest.fixture
    def to_choose(self, walk, unit):
        unit.product.holds_data = True
        unit.product.save()
        walk.find(unit.serial)
        walk.tell()
        return walk

    def test_it_may_be_said_before_the_button_and_the_label_follows_at_once(
        self, client, to_choose
    ):
        asked = client.get("/r/new/remedy").text
        assert "What became of the data on it?" in asked
        to_choose.choose(**{"u1-data": "erased"})
        assert "I have erased all data on it" in to_choose.check().text
        page = to_choose.create()["Location"]
        (kept,) = ErasureDeclaration.objects.all()
        assert (kept.choice, kept.address) == ("erased", "127.0.0.1")
        case = CaseLine.objects.get().case
        assert (case.is_data_owed, case.label_status) == (False, "pending")
        assert "Say what became of the data" not in client.get(page).text

    def test_said_later_the_check_page_says_what_waits(self, client, to_choose):
        to_choose.choose(**{"u1-data": "nonsense-"})
        to_choose.choose()
        assert "You say it later; your label waits for it." in to_choose.check().text
        to_choose.create()
        assert CaseLine.objects.get().case.is_data_owed

    def test_of_a_swap_no_label_waits_and_its_page_asks_before_it_is_sent(
        self, client, shop, to_choose
    ):
        client.force_login(shop.user, "django.contrib.auth.backends.ModelBackend")
        to_choose.choose(wish="advance_replacement", accepted="on")
        assert "before you send the old one." in to_choose.check().text
        page = to_choose.create()["Location"]
        shown = client.get(page).text
        assert "Before you send the old one: what became of the data on it?" in shown
        assert "Tell us about the data on it" not in shown

        client.post(f"{page}data", {"line-1": "erased", "once": "a" * 32})
        assert "Before you send the old one" not in client.get(page).text

    def test_where_nobody_asks_there_is_no_question(self, client, to_choose):
        Policy.objects.update(asks_erasure=False)
        assert "What became of the data" not in client.get("/r/new/remedy").text
        to_choose.choose()
        assert "The data on it" not in to_choose.check().text


class TestSeveralUnits:
    @pytest.fixture
    def three(self, walk, shop):
        shop.camera.holds_data = True
        shop.camera.save()
        serials = ["SN-1", "SN-2", "SN-3"]
        for serial in serials:
            shop.unit(serial)
        walk.find("", several="\n".join(serials))
        walk.tell(**{"u2-same": "on", "u3-same": "on"})
        walk.choose()
        return serials

    def test_are_told_of_on_the_check_page_once(self, walk, three):
        page = walk.check().text

        assert page.count("<dt>You told us</dt>") == 1
        assert "3 × NV-410 dome camera" in page
        assert all(serial in page for serial in three)

    def test_are_declared_together_by_one_answer(self, client, walk, three):
        page = walk.create()["Location"]
        asked = client.get(f"{page}data").text
        assert asked.count('type="radio"') == 3
        assert "All 3 × " in asked

        client.post(f"{page}data", {"line-1": "erased", "once": "a" * 32})

        kept = CaseLine.objects.values_list("erasure", flat=True)
        assert list(kept) == ["erased"] * 3

    def test_are_declared_each_by_itself_where_they_differ(self, client, walk, three):
        page = walk.create()["Location"]
        assert client.get(f"{page}data?each=1").text.count('type="radio"') == 9

        told = {"line-1": "erased", "line-2": "unable", "line-3": "erased"}
        client.post(f"{page}data", told | {"each": "1", "once": "a" * 32})

        kept = CaseLine.objects.order_by("position").values_list("erasure", flat=True)
        assert list(kept) == ["erased", "unable", "erased"]
        # What differs stays apart when it is changed.
        assert client.get(f"{page}data").text.count('type="radio"') == 6

    def test_told_of_otherwise_stay_apart_on_the_check_page(self, walk, shop):
        shop.unit("SN-1")
        shop.unit("SN-2")
        walk.find("", several="SN-1\nSN-2")
        walk.tell(**{"u2-words": "It rattles.", "u2-reason": "defective"})
        walk.choose(**{"u2-wish": "replacement"})

        assert walk.check().text.count("<dt>You told us</dt>") == 2


class TestReceipt:
    def test_is_handed_in_once_and_never_from_the_future(self, client, page):
        where = f"{page}receipt"
        ahead = client.post(where, {"unit": "1", "bought_on": "2090-01-01"})
        assert "bought_on" in ahead.context["form"].errors
        client.post(where, {"unit": "1", "bought_on": "2026-01-01", "once": "b" * 32})
        assert PurchaseProof.objects.get().bought_on.isoformat() == "2026-01-01"
        again = client.post(where, {"unit": "1", "bought_on": "2026-01-02"})
        assert "unit" in again.context["form"].errors
