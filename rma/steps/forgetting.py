"""What goes when an account is closed, and what law and claims have us keep."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Model

from outbox.post import Posting, post_many
from rma.models import (
    Account,
    AdvanceReplacement,
    ApiKey,
    Case,
    CaseLine,
    CheckIn,
    Choice,
    Contact,
    DataExport,
    Document,
    Draft,
    ErasureDeclaration,
    Event,
    HeldRequest,
    Loan,
    Message,
    Preference,
    PurchaseProof,
    StayProof,
    Upload,
    VendorClaim,
)
from rma.rules.actors import ActorKind
from rma.rules.words import N_
from shipping import forgetting as parcels

# In place of a name; the number of the account stays, as papers of its credits do.
GONE = N_("Closed account")
_NOWHERE = "closed.invalid"
# Papers with an address on them that nobody needs once a return has ended.
_PAPERS = ("slip", "parcel_label", "erasure_form")
_AT_ONCE = 500


def end_all_access(account: Account, at: datetime) -> None:
    """Let nobody of an account in any more: people, programs, links, invitations."""
    for contact in account.contacts.select_related("user"):
        user = contact.user
        contact.user = None
        contact.save(update_fields=["user"])
        if user and not user.is_staff and not user.contacts.exists():
            user.delete()
    account.invitations.standing().update(revoked_at=at)
    ApiKey.objects.filter(account=account, revoked_at=None).update(revoked_at=at)
    Case.objects.filter(account=account).update(
        tracking_version=F("tracking_version") + 1
    )


def forget_people(account: Account, at: datetime) -> None:
    """Take names, addresses and words away from whatever an account leaves behind."""
    emails = {each.email for each in account.contacts.all()} | {account.email}
    _forget_unsent(account, emails - {""}, at)
    cases = Case.objects.filter(account=account)
    claimed = _claimed(account)
    _forget_letters(account)
    _forget_names(account, {each.name for each in account.contacts.all()})
    _forget_files(account, claimed, at)
    parcels.forget_people(numbers=[case.number for case in cases.iterator()])
    Event.objects.filter(case__account=account, by_kind=ActorKind.CUSTOMER).update(
        by=GONE
    )
    for case in cases.iterator(chunk_size=_AT_ONCE):
        case.ship_from = _place_only(case.ship_from)
        case.deliver_to = _place_only(case.deliver_to) if case.deliver_to else None
        case.end_customer = None
        case.save(update_fields=["ship_from", "deliver_to", "end_customer"])
    words = CaseLine.objects.filter(case__account=account).exclude(case__in=claimed)
    words.update(description="", impact="", answers=[])
    for contact in account.contacts.all():
        contact.name, contact.phone = GONE, ""
        contact.email = f"{contact.pk}@{_NOWHERE}"
        contact.save()
    account.sites.all().delete()


def _forget_names(account: Account, names: set[str]) -> None:
    """Take their names off what they decided, accepted and declared; that they did."""
    for model, field, way in _SIGNED:
        theirs = {f"{way}__account": account, f"{field}__in": names}
        model._default_manager.filter(**theirs).update(**{field: GONE})
    for seen, field, way in _SEEN_FROM:
        seen._default_manager.filter(**{f"{way}__account": account}).update(
            **{field: None}
        )
    CheckIn.objects.filter(case__account=account).update(words="")


_SIGNED: tuple[tuple[type[Model], str, str], ...] = (
    (CaseLine, "decided_by", "case"),
    (AdvanceReplacement, "accepted_by", "line__case"),
    (ErasureDeclaration, "by", "line__case"),
    (StayProof, "handed_in_by", "line__case"),
    (PurchaseProof, "handed_in_by", "line__case"),
    (Choice, "chosen_by", "line__case"),
    (Loan, "accepted_by", "line__case"),
    (Upload, "by", "case"),
)
_SEEN_FROM: tuple[tuple[type[Model], str, str], ...] = (
    (AdvanceReplacement, "accepted_from", "line__case"),
    (ErasureDeclaration, "address", "line__case"),
    (StayProof, "address", "line__case"),
    (Choice, "chosen_from", "line__case"),
)


def _claimed(account: Account) -> list[int]:
    """Return the returns for which a maker may still ask what failed."""
    claims = VendorClaim.objects.open().filter(line__case__account=account)
    return list(claims.values_list("line__case", flat=True).distinct())


def _forget_unsent(account: Account, emails: set[str], at: datetime) -> None:
    """Drop what was begun and never became a return, copies of data, and wishes."""
    held = HeldRequest.objects.filter(account=account)
    drafts = Draft.objects.filter(email__in=emails) | Draft.objects.filter(
        heldrequest__in=held
    )
    ids = list(drafts.values_list("pk", flat=True))
    names = Upload.objects.filter(draft__in=ids).values_list("file", flat=True)
    _forget_later(list(names), at)
    held.delete()
    Draft.objects.filter(pk__in=ids).delete()
    copies = DataExport.objects.filter(account=account)
    copies.filter(expires_at__gt=at).update(expires_at=at)
    elsewhere = Contact.objects.filter(email__in=emails).exclude(account=account)
    gone = emails - set(elsewhere.values_list("email", flat=True))
    Preference.objects.filter(email__in=gone).delete()


def _forget_letters(account: Account) -> None:
    """Leave of letters that they were sent, when, and about what."""
    ours = Message.objects.filter(case__account=account)
    ours = ours.exclude(letter__startswith="staff_")
    for message in ours.only("pk").iterator(chunk_size=_AT_ONCE):
        Message.objects.filter(pk=message.pk).update(
            to=f"letter-{message.pk}@{_NOWHERE}", to_name="", text="", html=""
        )


def _forget_files(account: Account, claimed: list[int], at: datetime) -> None:
    """Delete what the customer sent and the papers with their address on them."""
    sent = Upload.objects.filter(case__account=account, from_staff=False)
    sent = sent.exclude(case__in=claimed)
    papers = Document.objects.filter(case__account=account, kind__in=_PAPERS)
    names = [
        *sent.values_list("file", flat=True),
        *papers.values_list("file", flat=True),
    ]
    _forget_later(names, at)
    sent.delete()
    papers.delete()


def _forget_later(names: Iterable[str], at: datetime) -> None:
    """Have files looked at that lost their row: a worker deletes what nobody names."""
    post_many(
        Posting("file.forget", f"file.forget:{name}:{at.isoformat()}", {"name": name})
        for name in sorted(set(names) - {""})
    )


def _place_only(address: dict[str, str]) -> dict[str, str]:
    """Return an address without a person: town and country, for figures and claims."""
    kept = ("city", "state", "postal_code", "country")
    return {
        name: value if name in kept else (str(GONE) if name == "name" else "")
        for name, value in address.items()
    }
