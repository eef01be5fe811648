"""An account closed for good: nobody gets in, nobody is named, what is owed stays."""

import io
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail, serializers
from PIL import Image

from outbox.words import DONE, Lease
from rma import models
from rma.actions import closing, uploading
from rma.jobs import deliver
from rma.models import (
    Account,
    ApiKey,
    Case,
    Contact,
    CreditRequest,
    Document,
    Draft,
    Message,
    Unit,
    Upload,
    User,
    VendorClaim,
)
from rma.rules.actors import Actor, ActorKind
from rma.rules.facts import QuestionAsked
from rma.rules.obligations import NoteWritten
from rma.rules.uploads import Sent, UploadKind
from rma.steps import again
from rma.steps.owing import StillOwed
from shipping.models import Shipment
from tests.rma.actions.test_following_up import END, ended
from tests.rma.builders import CLERK, a_case, broken

pytestmark = pytest.mark.django_db
AT = END + timedelta(days=2)
PERSON = ("Jo Weber", "jo@weber.example", "Ring 1", "It went dark")


@pytest.fixture
def case(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    case = ended()
    user = User.objects.create_user("jo@weber.example", name="Jo Weber")
    Contact.objects.filter(pk=case.contact_id).update(user=user, phone="040 1")
    case.ship_from = {
        "name": "Jo Weber",
        "street1": "Ring 1",
        "city": "Kiel",
        "postal_code": "24103",
        "country": "DE",
    }
    case.save()
    case.lines.update(description="It went dark")
    out = io.BytesIO()
    Image.new("RGB", (20, 20)).save(out, "JPEG")
    uploading.add_to_case(
        case=case.ref,
        files=(Sent("jo-weber.jpg", out.getvalue()),),
        kind=UploadKind.PHOTO,
        by=Actor(ActorKind.CUSTOMER, "Jo Weber"),
        at=END,
    )
    leave_traces(case)
    leave_words(case)
    VendorClaim.objects.update(status="withdrawn")
    return Case.objects.get(pk=case.pk)


def leave_traces(case):
    """Leave papers, a draft, a key and a letter behind."""
    for kind in ("slip", "report"):
        Document.objects.create(
            case=case,
            kind=kind,
            content_key=kind,
            file=f"papers/{kind}.pdf",
            title=kind,
            made_at=END,
        )
    Draft.objects.create(
        secret_hash="x",
        data={"lines": []},
        email="jo@weber.example",
        created_at=END,
        changed_at=END,
    )
    ApiKey.objects.create(
        account=case.account, name="shop", prefix="p", secret_hash="h", created_at=END
    )
    Message.objects.create(
        case=case,
        letter="closed",
        to="jo@weber.example",
        to_name="Jo Weber",
        subject="closed",
        text="Hello Jo Weber",
        message_id="<m>",
        created_at=END,
    )


def leave_words(case):
    """Have both sides write words that name somebody into the history."""
    jo = Actor(ActorKind.CUSTOMER, "Jo Weber")
    asked = QuestionAsked(words="I am Jo Weber")
    note = NoteWritten(text="Jo Weber, Ring 1")
    for fact, by in ((asked, jo), (note, CLERK)):
        again.record(case, fact, END, by)


def close(case, **more):
    told = {"why": "Asked by the owner.", "by": CLERK, "at": AT} | more
    return closing.close_now(account_id=case.account_id, **told)


def everything():
    """Return all rows of ours as one text."""
    rows = [
        row
        for model in (*models.__dict__.values(), Shipment)
        if isinstance(model, type) and hasattr(model, "objects")
        for row in model.objects.all()
    ]
    return json.dumps(json.loads(serializers.serialize("json", rows)))


def test_nothing_names_a_person_any_more(case):
    assert all(word in everything() for word in PERSON)
    close(case)
    left = everything()
    for word in PERSON:
        i = left.find(word)
        assert i < 0, left[i - 400 : i + 100]
    assert not User.objects.filter(email="jo@weber.example").exists()


def test_what_a_maker_may_still_ask_stays_without_a_name(case):
    VendorClaim.objects.update(status="ready")
    close(case)
    left = everything()
    assert "It went dark" in left
    assert [word for word in PERSON[:3] if word in left] == []
    assert Upload.objects.filter(from_staff=False).count() == 1


def test_history_says_what_happened_without_anybodys_words(case):
    close(case)
    told = {each.name: (each.facts, each.by) for each in case.events.all()}
    assert told["question.asked"] == ({"words": "…"}, "Closed account")
    assert told["note.written"] == ({"text": "…"}, CLERK.label)
    assert told["case.opened"][0]["lines"] == 1


def test_a_letter_not_sent_yet_goes_nowhere(case):
    close(case)
    message = case.messages.get(letter="closed")
    lease = Lease(0, uuid4())
    assert deliver.deliver(message_id=message.pk, lease=lease, at=AT) == DONE
    assert not mail.outbox


def test_what_law_and_warranty_need_stays(case):
    units = Unit.objects.count()
    events = case.events.count()
    before = list(case.lines.values_list("serial", "covered_until", "verdict"))
    close(case)
    case.refresh_from_db()
    assert Unit.objects.count() == units
    assert case.events.count() == events
    assert list(case.lines.values_list("serial", "covered_until", "verdict")) == before
    assert case.ship_from["city"] == "Kiel"
    assert case.ship_from["postal_code"] == ""
    assert list(case.documents.values_list("kind", flat=True)) == ["report"]
    letter = case.messages.get(letter="closed")
    assert (letter.subject, letter.text, letter.to_name) == ("closed", "", "")


def test_nobody_gets_in_any_more(case):
    version = case.tracking_version
    close(case)
    case.refresh_from_db()
    assert case.tracking_version == version + 1
    assert not case.account.contacts.members().exists()
    assert ApiKey.objects.get().revoked_at == AT
    assert not Draft.objects.exists()
    assert not Upload.objects.filter(from_staff=False).exists()


def test_is_done_once_and_says_why(case):
    close(case)
    account = Account.objects.get(pk=case.account_id)
    assert (account.name, account.closed_at) == ("Closed account", AT)
    assert account.changes.get(what="closed").about == "Asked by the owner."
    with pytest.raises(closing.ClosedBefore):
        close(case)


def test_not_while_something_is_open(case):
    a_case(broken("SN-9"), account_id=case.account_id)
    with pytest.raises(StillOwed) as refusal:
        close(case)
    assert refusal.value.what == "returns"
    assert Account.objects.get(pk=case.account_id).closed_at is None


def test_not_while_a_credit_has_no_number(case):
    line = case.lines.get()
    done = models.Resolution.objects.create(
        line=line, kind="credit", state="done", at=END, by="Jo", done_at=END
    )
    CreditRequest.objects.create(
        resolution=done, amount_cents=100, currency="EUR", at=END
    )
    with pytest.raises(StillOwed) as refusal:
        close(case)
    assert refusal.value.what == "credits"
