"""A member chooses how their mailbox is written to, and no colleague's."""

from rma.models import Preference
from tests.portal.customer.test_preferences import TOLD
from tests.portal.customer.walk import Walk


class TestAMember:
    def test_chooses_for_their_mailbox(self, company):
        browser = company.browser("finance")
        answer = browser.post("/account/preferences", TOLD | {"calls_first": "on"})
        assert answer["Location"] == "/account/preferences"
        kept = Preference.objects.get()
        assert kept.email == company.person("finance").email
        assert kept.calls_first

    def test_does_not_choose_for_a_colleague(self, company, shop):
        shop.unit("SN-1")
        path = Walk(company.browser("requester")).whole("SN-1")
        answer = company.browser("owner").post(f"{path}letters", TOLD)
        assert answer["Location"] == "/account/preferences"
        assert not Preference.objects.exists()
