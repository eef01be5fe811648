"""Parcels, claims, letters and stuck work: each button, and what it refuses."""

import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from outbox import work
from outbox.models import Heartbeat, Intervention, Job
from rma.actions import inspecting, receiving
from rma.models import Case, Document, Message, VendorClaim
from rma.rules.words import Finding, ResolutionKind
from rma.steps.counting import Arrival
from shipping.models import LabelPurchase, Parcel
from tests.portal.desk.conftest import once, text
from tests.rma.builders import CLERK, NOON, later, the_line


def post(client, where, **told):
    return client.post(where, told | {"once": once()}, follow=True)


def received(case):
    line = the_line(case)
    arrival = Arrival(line_id=line.pk)
    receiving.receive_units(case=case.ref, arrivals=(arrival,), by=CLERK, at=NOON)
    return line


class TestParcels:
    def test_a_refused_label_is_ordered_again_once(self, warehouse, approved):
        LabelPurchase.objects.update(state="declined", problem="No such street.")
        Case.objects.update(label_status="failed")
        parcel = Parcel.objects.get(shipment__reference=approved.number)
        page = text(warehouse.get(f"/desk/returns/{approved.number}"))
        assert "No such street." in page
        where = f"/desk/returns/{approved.number}/parcels/{parcel.pk}/label"
        key = {"once": once()}
        warehouse.post(where, key)
        warehouse.post(where, key)
        assert LabelPurchase.objects.filter(parcel=parcel).count() == 2
        assert Case.objects.get(pk=approved.pk).label_status == "pending"
        assert "has not failed" in text(post(warehouse, where))

    def test_the_sandbox_moves_by_a_worker(self, support, approved):
        work.drain(now=later(hours=1), only={"label.buy"})
        parcel = Parcel.objects.get(shipment__reference=approved.number)
        where = f"/desk/returns/{approved.number}/parcels/{parcel.pk}/step"
        post(support, where)
        job = Job.objects.get(kind="sandbox.move")
        assert job.ids["tracking_number"] == parcel.tracking_number
        work.drain(now=later(hours=2), only={"sandbox.move", "parcel.look"})
        parcel.refresh_from_db()
        assert parcel.state == "handed_over"

    def test_the_label_and_papers_open_for_their_own_return_only(
        self, support, approved, to_decide
    ):
        work.drain(now=later(hours=1), only={"label.buy"})
        label = LabelPurchase.objects.get(parcel__shipment__reference=approved.number)
        response = support.get(f"/desk/returns/{approved.number}/labels/{label.pk}")
        assert response.content.startswith(b"%PDF")
        other = f"/desk/returns/{to_decide.number}/labels/{label.pk}"
        assert support.get(other).status_code == 404

        name = default_storage.save("papers/x.pdf", ContentFile(b"%PDF-1.7"))
        paper = Document.objects.create(
            case=approved,
            kind="slip",
            content_key="k",
            file=name,
            title="Slip",
            made_at=NOON,
        )
        own = f"/desk/returns/{approved.number}/papers/{paper.pk}"
        assert support.get(own).content == b"%PDF-1.7"
        other = f"/desk/returns/{to_decide.number}/papers/{paper.pk}"
        assert support.get(other).status_code == 404


class TestResolving:
    def where(self, case, act):
        return f"/desk/returns/{case.number}/lines/1/{act}"

    def test_credits_an_amount_and_refuses_more_than_was_paid(self, support, approved):
        where = self.where(approved, "resolve")
        told = {"kind": ResolutionKind.CREDIT, "quantity": 1, "amount": "999"}
        told["without_unit"] = "on"
        response = post(support, where, **told)
        assert response.context["form"].errors["amount"] == [
            "No more than 214.00 EUR can be paid back."
        ]
        post(support, where, **(told | {"amount": "100,50"}))
        assert Case.objects.get(pk=approved.pk).status == "closed"

    @pytest.mark.parametrize("amount", ["-5", "0", "NaN", "1.234", "12 €", "1e3000"])
    def test_takes_no_nonsense_for_money(self, support, approved, amount):
        told = {"kind": "credit", "quantity": 1, "amount": amount}
        response = post(support, self.where(approved, "resolve"), **told)
        assert response.context["form"].errors["amount"] == [
            "Type an amount like 120.00, in EUR."
        ]

    def test_wants_no_amount_where_no_money_goes_back(self, support, approved):
        told = {"kind": "replacement", "quantity": 1, "amount": "5"}
        response = post(support, self.where(approved, "resolve"), **told)
        assert "amount" in response.context["form"].errors

    def test_a_repair_needs_the_unit_here(self, support, approved):
        told = {"kind": "repair", "quantity": 1}
        response = post(support, self.where(approved, "resolve"), **told)
        assert response.context["form"].errors["kind"] == [
            "The unit must be here before that."
        ]

    def test_decides_where_a_unit_goes_and_again(self, warehouse, approved):
        line = received(approved)
        for kind in ("scrap", "harvest"):
            told = {"kind": kind, "quantity": 1, "reason": "Worn."}
            post(warehouse, self.where(approved, "place"), **told)
        kept = line.dispositions.filter(superseded_at=None)
        assert [each.kind for each in kept] == ["harvest"]

    def test_stops_waiting_for_what_will_not_come(self, support, approved):
        told = {"quantity": 1, "reason": "Thrown away."}
        post(support, self.where(approved, "stop-waiting"), **told)
        assert the_line(approved).short_closed == 1
        response = post(support, self.where(approved, "stop-waiting"), **told)
        assert response.context["form"].errors["quantity"] == [
            "Of these, 0 are still awaited."
        ]


class TestClaims:
    @pytest.fixture
    def claim(self, approved):
        line = received(approved)
        inspecting.inspect_units(
            case=approved.ref,
            line_id=line.pk,
            outcome=Finding.FAULT_CONFIRMED,
            by=CLERK,
            at=NOON,
            notes="No light.",
        )
        return VendorClaim.objects.get(line=line)

    def test_is_filed_answered_and_recovered(self, warranty, claim):
        where = f"/desk/claims/{claim.number}"
        assert "No light." in text(warranty.get(where))
        post(warranty, f"{where}/file")
        told = {"outcome": "partly", "kind": "credit", "amount": "90.00"}
        post(warranty, f"{where}/answer", **told, reference="A-7", note="Worn.")
        claim.refresh_from_db()
        assert (claim.status, claim.recovered_cents) == ("partly", 9000)
        assert "A-7" in text(warranty.get(where))
        post(warranty, f"{where}/recovered", amount="85.00")
        claim.refresh_from_db()
        assert (claim.status, claim.recovered_cents) == ("recovered", 8500)

    def test_hands_out_its_own_evidence_and_no_other_claims(
        self, warranty, customer, claim
    ):
        case = claim.line.case
        mine, _other = (
            Document.objects.create(
                case=case,
                kind="claim_evidence",
                content_key=number,
                file=default_storage.save("evidence/all.zip", ContentFile(b"PK")),
                title=f"Evidence for {number}",
                media_type="application/zip",
                made_at=NOON,
            )
            for number in (claim.number, "CLM-BCDF-GHJK-NPRST")
        )
        Document.objects.create(
            case=case,
            kind="claim_packet",
            paper="a4",
            content_key="packet",
            file=mine.file,
            title=f"Claim packet {claim.number}",
            made_at=NOON,
        )
        page = text(warranty.get(f"/desk/claims/{claim.number}"))
        (where,) = re.findall(r'href="([^"]+)" download', page)
        assert where.endswith(f"/papers/{mine.pk}")
        answer = warranty.get(where)
        assert answer["Content-Type"] == "application/zip"
        assert "claim_evidence.zip" in answer["Content-Disposition"]
        assert customer.get(where).status_code in (302, 403, 404)

    def test_says_in_words_what_was_found_where_nothing_is_recoverable(
        self, warranty, claim
    ):
        type(claim).objects.update(status="withdrawn", why="no_fault_found")
        page = text(warranty.get(f"/desk/claims/{claim.number}"))
        assert "no_fault_found" not in page
        assert "No fault found" in page

    def test_answered_unasked_counts_as_filed_another_way(self, warranty, claim):
        where = f"/desk/claims/{claim.number}/answer"
        post(warranty, where, outcome="denied")
        claim.refresh_from_db()
        assert (claim.status, claim.submitted_at is None) == ("denied", False)

    def test_that_lapsed_takes_no_answer(self, warranty, claim):
        type(claim).objects.update(status="lapsed")
        where = f"/desk/claims/{claim.number}/answer"
        response = post(warranty, where, outcome="denied")
        assert "The claim is" in text(response)

    def test_an_acceptance_says_what_they_give(self, warranty, claim):
        where = f"/desk/claims/{claim.number}"
        post(warranty, f"{where}/file")
        response = post(warranty, f"{where}/answer", outcome="approved")
        assert response.context["form"].errors["kind"] == ["Choose what they give."]
        response = post(warranty, f"{where}/answer", outcome="approved", kind="credit")
        assert response.context["form"].errors["amount"] == [
            "Type the amount, in the claim's currency."
        ]


class TestLetters:
    def letter(self, case, **more):
        given = {
            "letter": "approved",
            "to": "jo@weber.example",
            "subject": "Approved",
            "text": "The secret word is plum",
            "html": "<p>plum</p><script>1</script>",
            "message_id": "<1@x>",
            "created_at": NOON,
        }
        return Message.objects.create(case=case, **(given | more))

    def test_stand_as_they_were_sent_in_a_frame_that_runs_nothing(
        self, support, approved
    ):
        letter = self.letter(approved)
        page = text(support.get(f"/desk/mail/{letter.pk}"))
        assert "The secret word is plum" in page
        assert 'sandbox=""' in page
        framed = support.get(f"/desk/mail/{letter.pk}/html")
        policy = framed["Content-Security-Policy"]
        assert "sandbox" in re.split(r";\s*", policy)
        assert "script-src 'none'" in policy
        assert "default-src 'none'" in policy
        assert framed["X-Frame-Options"] == "SAMEORIGIN"

    def test_keep_a_secret(self, support, approved):
        letter = self.letter(approved, is_secret=True, subject="plum is your code")
        for where in (f"/desk/mail/{letter.pk}", "/desk/mail/"):
            assert "plum" not in text(support.get(where))
        assert support.get(f"/desk/mail/{letter.pk}/html").status_code == 404


class TestStuckWork:
    @pytest.fixture
    def dead(self):
        return Job.objects.create(
            kind="tell", key="k", state="dead", finished_at=NOON, last_error="No line."
        )

    def test_is_tried_again_with_a_reason(self, lead, dead):
        where = f"/desk/work/{dead.pk}/again"
        response = post(lead, where, reason="")
        assert response.context["form"].errors["reason"] == ["Say why, in plain words."]
        post(lead, where, reason="The line is back.")
        dead.refresh_from_db()
        assert dead.state == "ready"
        assert Intervention.objects.get().reason == "The line is back."
        assert "not given up" in text(post(lead, where, reason="Again."))

    def test_is_cancelled_for_good_with_a_reason(self, lead, dead):
        where = f"/desk/work/{dead.pk}/cancel"
        post(lead, where, reason="Told by telephone.")
        dead.refresh_from_db()
        assert dead.state == "cancelled"
        assert "has ended" in text(post(lead, where, reason="Again."))

    def test_shows_who_is_alive_and_what_failed(self, support, dead):
        Heartbeat.objects.create(worker="w1", seen_at=later(hours=1))
        page = text(support.get("/desk/work/"))
        assert "No line." in page
        assert "Alive" in page
        assert "/again" not in text(support.get(f"/desk/work/{dead.pk}"))

    def test_says_when_no_worker_is_heard(self, support):
        assert "No worker is heard" in text(support.get("/desk/work/"))
