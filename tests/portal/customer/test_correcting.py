"""A sender's address that the carrier refused, corrected by its customer."""

import re

import pytest
from django.test import Client

from rma.actions import handing_over
from rma.messages import links
from rma.models import Case
from rma.rules.actors import Actor, ActorKind
from rma.rules.words import HandOver
from shipping.models import LabelPurchase, SandboxLabel
from shipping.words import PurchaseState
from tests.portal.customer.walk import Walk, drain

pytestmark = pytest.mark.django_db(transaction=True)
# The sandbox knows no place with this code.
NOWHERE = {"postal_code": "00001"}


@pytest.fixture
def refused(walk, unit):
    """The address of a return whose sender's address the carrier does not know."""
    walk.find("SN-1")
    walk.tell()
    walk.choose(wish="credit", **NOWHERE)
    address = walk.create()["Location"]
    drain()
    return address


def told(page, **more):
    """Return what the form holds, as a browser without scripts would send it."""
    fields = re.findall(r'<input[^>]* name="(\w+)"[^>]*>', page)
    held = {
        name: (re.search(rf'name="{name}" value="([^"]*)"', page) or ["", ""])[1]
        for name in fields
        if name != "csrfmiddlewaretoken"
    }
    return held | more


class TestTheCustomer:
    def test_reads_what_is_wrong_and_finds_the_form_filled_in(self, walk, refused):
        page = walk.client.get(refused).text
        assert "It does not find the address in 00001 Hamburg" in page
        assert f"{refused}sender" in page
        form = walk.client.get(f"{refused}sender").text
        assert 'value="Verborgene Gasse 7"' in form
        assert "What the carrier said" in form
        assert LabelPurchase.objects.get().problem_code == "address"

    def test_gets_a_label_for_the_right_one_and_pays_for_no_other(self, walk, refused):
        form = walk.client.get(f"{refused}sender").text
        sent = told(form, postal_code="20095")
        for _press in range(2):
            answer = walk.client.post(f"{refused}sender", sent)
            assert answer["Location"] == refused
        assert "Your label is being made" in walk.client.get(refused).text
        drain()
        assert "Your label is ready" in walk.client.get(refused).text
        assert SandboxLabel.objects.count() == 1
        assert LabelPurchase.objects.active().count() == 1
        case = Case.objects.get()
        assert case.sender.postal_code == "20095"
        assert case.events.get(name="sender.corrected").by == "Ana Silva"
        # Nothing is left to correct, whoever still has the page open.
        late = walk.client.post(f"{refused}sender", sent | {"postal_code": "1"})
        assert late["Location"] == refused
        assert Case.objects.get().sender.postal_code == "20095"

    def test_loses_nothing_typed_and_is_told_at_the_field(self, walk, refused):
        form = walk.client.get(f"{refused}sender").text
        answer = walk.client.post(
            f"{refused}sender", told(form, street1="", city="Neue Stadt")
        )
        assert answer.status_code == 422
        assert "Type the street and number." in answer.text
        assert 'value="Neue Stadt"' in answer.text

        same = walk.client.post(f"{refused}sender", told(form))
        assert same.status_code == 422
        assert "This is the address that was refused" in same.text
        assert not LabelPurchase.objects.active().exists()

    def test_may_correct_again_from_a_page_gone_back_to(self, walk, refused):
        form = walk.client.get(f"{refused}sender").text
        walk.client.post(f"{refused}sender", told(form, street1="Other Road 9"))
        drain()
        assert Case.objects.get().label_status == "failed"
        walk.client.post(
            f"{refused}sender",
            told(form, street1="Other Road 9", postal_code="20095"),
        )
        drain()
        assert Case.objects.get().label_status == "ready"
        states = LabelPurchase.objects.values_list("state", flat=True)
        assert sorted(states).count(PurchaseState.PURCHASED) == 1

    def test_leaves_the_country_as_it_is(self, walk, refused):
        form = walk.client.get(f"{refused}sender").text
        sent = told(form, postal_code="20095", country="FR")
        walk.client.post(f"{refused}sender", sent)
        assert Case.objects.get().sender.country == "DE"


class TestNobodyElse:
    def test_sees_the_address(self, refused):
        assert Client().get(f"{refused}sender").status_code == 404
        reader = Client()
        shared = reader.get(links.shared_url(Case.objects.get()))
        assert shared.status_code == 200
        for text in (shared.text, reader.get(f"{refused}sender").text):
            assert "Verborgene Gasse" not in text
            assert "20095" not in text

    def test_corrects_a_return_whose_label_is_good(self, walk, unit):
        address = walk.whole("SN-1")
        drain()
        assert walk.client.get(f"{address}sender")["Location"] == address

    def test_reads_a_refusal_that_is_none_of_theirs(self, walk, refused):
        LabelPurchase.objects.update(problem="A cap of ours.", problem_code="cap")
        page = walk.client.get(refused).text
        assert "It does not find the address" not in page
        assert "A cap of ours." not in walk.client.get(f"{refused}sender").text


class TestABoxFromUs:
    def test_offers_no_label_to_print(self, shop, unit):
        site = Case._meta.get_field("site").related_model.objects.get()
        site.sends_boxes = True
        site.save()
        walk = Walk(Client())
        address = walk.whole("SN-1")
        drain()
        assert "Shipping label" in walk.client.get(address).text
        handing_over.change_hand_over(
            case=Case.objects.get().ref,
            how=HandOver.BOX,
            by=Actor(ActorKind.CUSTOMER, "Ana Silva"),
            at=Case.objects.get().opened_at,
        )
        drain()
        case = Case.objects.get()
        assert (case.label_status, case.kit_state) == ("ready", "planned")
        assert "Shipping label" not in walk.client.get(address).text
