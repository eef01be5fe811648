"""What goes when somebody is forgotten, and what law and claims have us keep."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Model, Q, QuerySet

from outbox.post import Posting, post, post_many
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
    HeldRequest,
    Loan,
    MailedLink,
    Message,
    Preference,
    PurchaseProof,
    StayProof,
    Upload,
    VendorClaim,
)
from rma.rules.words import N_
from rma.steps import unsaying
from shipping import forgetting as parcels

# In place of a name; the number of the account stays, as papers of its credits do.
GONE = N_("Closed account")
NAMELESS = N_("Name deleted")
_NOWHERE = "closed.invalid"
_NOBODY = f"nobody@{_NOWHERE}"
# The letter that tells somebody it was done; it goes by itself, days later.
FAREWELL = "forgotten"
# Papers with an address on them that nobody needs once a return has ended.
_PAPERS = ("slip", "parcel_label", "erasure_form")
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Leaving:
    """Say who goes, with which returns, and what stands in place of their names."""

    account: Account
    contacts: QuerySet[Contact]
    cases: QuerySet[Case]
    gone: str

    @classmethod
    def whole(cls, account: Account) -> "Leaving":
        """Return all people of an account, with all its returns."""
        cases = Case.objects.filter(account=account)
        return cls(account, account.contacts.all(), cases, str(GONE))

    @classmethod
    def one(cls, contact: Contact) -> "Leaving":
        """Return one person, with the returns they asked for."""
        people = Contact.objects.filter(pk=contact.pk)
        cases = Case.objects.filter(contact=contact)
        return cls(contact.account, people, cases, str(NAMELESS))

    @property
    def is_whole(self) -> bool:
        """Whether nobody stays behind."""
        return self.gone == str(GONE)


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
    void_links(Case.objects.filter(account=account))


def void_links(cases: QuerySet[Case]) -> None:
    """Let no link to some returns open anything any more."""
    cases.update(tracking_version=F("tracking_version") + 1)


def forget_people(who: Leaving, at: datetime) -> None:
    """Take names, addresses and words away from whatever somebody leaves behind."""
    emails = {each.email for each in who.contacts}
    if who.is_whole:
        emails |= {who.account.email}
    _forget_unsent(who, emails - {""}, at)
    claimed = _claimed(who)
    _forget_letters(who)
    _forget_names(who, {each.name for each in who.contacts})
    _forget_files(who, claimed, at)
    parcels.forget_people(numbers=[case.number for case in who.cases.iterator()])
    unsaying.forget_words(who.cases, gone=who.gone)
    for case in who.cases.iterator(chunk_size=_AT_ONCE):
        case.ship_from = _place_only(case.ship_from, who.gone)
        if case.deliver_to:
            case.deliver_to = _place_only(case.deliver_to, who.gone)
        case.end_customer = None
        case.save(update_fields=["ship_from", "deliver_to", "end_customer"])
    words = CaseLine.objects.filter(case__in=who.cases).exclude(case__in=claimed)
    words.update(description="", impact="", answers=[])
    for contact in who.contacts:
        contact.name, contact.phone = who.gone, ""
        contact.email = f"{contact.pk}@{_NOWHERE}"
        contact.forgetting_asked_at, contact.forgotten_at = None, at
        contact.save()


def empty_account(account: Account, at: datetime) -> None:
    """Leave of an account its number and that it is closed."""
    account.changes.exclude(what__in=("closed", "forgotten")).update(about="", by="")
    account.name, account.email, account.phone = str(GONE), "", ""
    account.street1 = account.street2 = account.city = account.postal_code = ""
    account.shown_as = account.end_customers = ""
    account.closing_asked_at, account.closed_at = None, at
    account.save()
    account.sites.all().delete()


def _forget_names(who: Leaving, names: set[str]) -> None:
    """Take their names off what they decided, accepted and declared; that they did."""
    for model, field, way in _SIGNED:
        theirs = {f"{way}__in": who.cases, f"{field}__in": names}
        model._default_manager.filter(**theirs).update(**{field: who.gone})
    for seen, field, way in _SEEN_FROM:
        seen._default_manager.filter(**{f"{way}__in": who.cases}).update(
            **{field: None}
        )
    CheckIn.objects.filter(case__in=who.cases).update(words="")


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


def _claimed(who: Leaving) -> list[int]:
    """Return the returns for which a maker may still ask what failed."""
    claims = VendorClaim.objects.open().filter(line__case__in=who.cases)
    return list(claims.values_list("line__case", flat=True).distinct())


def _forget_unsent(who: Leaving, emails: set[str], at: datetime) -> None:
    """Drop what was begun and never became a return, copies of data, and wishes."""
    held = HeldRequest.objects.filter(contact__in=who.contacts)
    drafts = Draft.objects.filter(email__in=emails) | Draft.objects.filter(
        heldrequest__in=held
    )
    ids = list(drafts.values_list("pk", flat=True))
    names = Upload.objects.filter(draft__in=ids).values_list("file", flat=True)
    _forget_later(list(names), at)
    held.delete()
    Draft.objects.filter(pk__in=ids).delete()
    elsewhere = Contact.objects.filter(email__in=emails).exclude(pk__in=who.contacts)
    gone = emails - set(elsewhere.values_list("email", flat=True))
    copies = DataExport.objects.filter(Q(contact__in=who.contacts) | Q(email__in=gone))
    _forget_copies(copies, at)
    MailedLink.objects.filter(email__in=gone).delete()
    Preference.objects.filter(email__in=gone).delete()
    lone = Message.objects.filter(to__in=gone, case=None)
    lone.exclude(letter=FAREWELL).update(to=_NOBODY, to_name="", text="", html="")


def _forget_copies(copies: QuerySet[DataExport], at: datetime) -> None:
    """Let copies of data be fetched no more, and have their files deleted now."""
    for copy in copies:
        if copy.ready_at:
            copy.expires_at = min(copy.expires_at or at, at)
            post("export.end", f"export.end.now:{copy.pk}", export_id=copy.pk)
        if copy.email:
            copy.email = f"copy-{copy.pk}@{_NOWHERE}"
        copy.save(update_fields=["expires_at", "email"])


def _forget_letters(who: Leaving) -> None:
    """Leave of letters that they were sent, when, and about what."""
    ours = Message.objects.filter(case__in=who.cases)
    ours = ours.exclude(letter__startswith="staff_")
    for message in ours.only("pk").iterator(chunk_size=_AT_ONCE):
        Message.objects.filter(pk=message.pk).update(
            to=f"letter-{message.pk}@{_NOWHERE}", to_name="", text="", html=""
        )


def _forget_files(who: Leaving, claimed: list[int], at: datetime) -> None:
    """Delete what the customer sent and the papers with their address on them."""
    sent = Upload.objects.filter(case__in=who.cases, from_staff=False)
    sent = sent.exclude(case__in=claimed)
    papers = Document.objects.filter(case__in=who.cases, kind__in=_PAPERS)
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


def _place_only(address: dict[str, str], gone: str) -> dict[str, str]:
    """
    Return an address without a person: town and country, for figures and claims.

    In some countries a postal code names one house.
    """
    kept = ("city", "state", "country")
    return {
        name: value if name in kept else (gone if name == "name" else "")
        for name, value in address.items()
    }
