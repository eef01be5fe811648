"""The label and the slip, before they are made and after."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from outbox import work
from rma.models import Case, Document
from tests.portal.api import world


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    kept = settings.STORAGES["default"]
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**kept, "OPTIONS": {"location": tmp_path / "files"}},
    }


@pytest.fixture
def path(opened):
    return f"/returns/{opened['number']}/documents"


class TestLabel:
    def test_before_it_is_made_says_when_to_look_again(self, partner, path):
        answer = partner.get(f"{path}/label")
        assert (answer.status_code, answer.json()["code"]) == (409, "not-ready")
        assert int(answer["Retry-After"]) > 0
        (listed,) = partner.get(path).json()["items"]
        assert (listed["kind"], listed["status"]) == ("label", "pending")

    def test_is_the_carriers_once_the_worker_has_bought_it(self, partner, path, opened):
        work.drain()
        answer = partner.get(f"{path}/label")
        assert answer.status_code == 200
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")
        read = partner.get(f"/returns/{opened['number']}").json()
        assert read["shipments"][0]["label"] == {"status": "ready"}
        assert read["shipments"][0]["tracking_number"]

    def test_of_a_strangers_return_is_not_there(self, stranger, path):
        assert stranger.get(f"{path}/label").status_code == 404
        assert stranger.get(path).status_code == 404

    def test_there_is_none_where_the_customer_ships(self, partner, sick):
        body = world.asked(sick.serial, hand_over="own_carrier")
        number = partner.post("/returns", body).json()["number"]
        assert partner.get(f"/returns/{number}/documents/label").status_code == 404
        assert partner.get(f"/returns/{number}/documents").json()["items"] == []

    def test_there_is_none_to_print_where_it_lies_in_a_box_of_ours(
        self, partner, path, opened
    ):
        work.drain()
        assert partner.get(f"{path}/label").status_code == 200
        Case.objects.update(kit_state="planned", hand_over="box")
        assert partner.get(f"{path}/label").status_code == 404
        kinds = [each["kind"] for each in partner.get(path).json()["items"]]
        assert "label" not in kinds

    def test_there_is_none_after_it_was_called_off(self, partner, path, opened):
        partner.post(f"/returns/{opened['number']}/cancel", {})
        assert partner.get(f"{path}/label").status_code == 404


class TestSlip:
    def test_comes_on_the_paper_that_is_asked_for(self, partner, path):
        assert partner.get(f"{path}/slip").json()["code"] == "not-ready"
        for paper in ("a4", "letter"):
            name = default_storage.save(f"{paper}.pdf", ContentFile(paper.encode()))
            Document.objects.create(
                case=Case.objects.get(),
                kind="slip",
                paper=paper,
                content_key=paper,
                file=name,
                title="Slip",
                made_at=timezone.now(),
            )
        assert partner.get(f"{path}/slip", paper="letter").content == b"letter"
        assert partner.get(f"{path}/slip").status_code == 200
        kinds = [item["kind"] for item in partner.get(path).json()["items"]]
        assert kinds == ["label", "slip", "slip"]

    @pytest.mark.parametrize("kind", ["invoice", "LABEL", "..%2f", "label/x"])
    def test_nothing_else_can_be_fetched(self, partner, path, kind):
        assert partner.get(f"{path}/{kind}").status_code in (404, 422)
