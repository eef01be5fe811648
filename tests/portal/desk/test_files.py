"""Photos and papers of a return as the desk adds and opens them."""

from rma.models import Upload
from tests.portal.customer.test_files import photo


class TestFiles:
    def test_are_added_for_a_caller_and_open_at_the_desk(self, support, approved):
        page = f"/desk/returns/{approved.number}/files"
        assert "Nothing was handed in yet." in support.get(page).text
        answer = support.post(page, {"kind": "proof_of_purchase", "shown": [photo()]})
        assert (answer.status_code, "Receipt or invoice" in answer.text) == (200, True)
        assert Upload.objects.get().from_staff
        history = support.get(f"/desk/returns/{approved.number}").text
        assert "Files handed in: 1" in history

    def test_are_ours_only(self, customer, approved):
        page = f"/desk/returns/{approved.number}/files"
        assert customer.get(page).status_code in (302, 403, 404)
        assert customer.post(page, {}).status_code in (302, 403, 404)
