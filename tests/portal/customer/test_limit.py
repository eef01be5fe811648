"""Up to what a repair is done without asking: typed on the check page, told there."""

import pytest

from rma.models import Case, CaseLine

pytestmark = pytest.mark.django_db


def send(walk, typed):
    return walk.client.post(
        "/r/new/check", {"once": walk.once(), "repair_limit": typed}
    )


def test_is_optional_and_names_the_price(walk, unit):
    text = walk.to_check("SN-1").text
    assert "Repair it without asking me, up to (EUR)" in text
    assert "95.00 EUR" in text
    assert walk.create().status_code == 302
    assert CaseLine.objects.get().repair_limit_cents is None


@pytest.mark.parametrize(("typed", "cents"), [("120", 12000), ("99,50", 9950)])
def test_is_kept_with_the_return(walk, unit, typed, cents):
    walk.to_check("SN-1")
    assert send(walk, typed).status_code == 302
    line = CaseLine.objects.get()
    assert line.repair_limit_cents == cents
    page = walk.client.get(f"/r/{Case.objects.get().number}/").text
    assert "Repaired without asking you, up to" in page


@pytest.mark.parametrize("typed", ["a lot", "-5", "0", "1e9", "99999999999999"])
def test_what_is_no_amount_is_explained_and_makes_no_return(walk, unit, typed):
    walk.to_check("SN-1")
    answer = send(walk, typed)
    assert answer.status_code == 422
    assert "Type an amount like 120.00" in answer.text
    assert f'value="{typed}"' in answer.text
    assert not Case.objects.exists()


def test_nobody_is_asked_who_only_gives_it_back(walk, shop):
    shop.unit("SN-1", days=5)
    walk.find("SN-1")
    walk.tell(reason="unwanted")
    walk.choose(wish="refund")
    assert "without asking me" not in walk.check().text
