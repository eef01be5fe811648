"""Customers as the desk lists them: by number, name or address, with their people."""

from django.db.models import Count, Q

from rma.models import Account, Policy
from rma.queries import keyset
from rma.queries.keyset import Slice
from rma.rules.words import OPEN_STATUSES


def list_customers(about: str, after: str) -> Slice[Account]:
    """Return a page of accounts, the newest first; guests only where they are named."""
    rows = Account.objects.annotate(
        member_count=Count(
            "contacts",
            filter=Q(contacts__user__is_active=True),
            distinct=True,
        ),
        open_count=Count(
            "cases", filter=Q(cases__status__in=OPEN_STATUSES), distinct=True
        ),
    )
    if not about:
        return keyset.newest(rows.filter(is_guest=False), after)
    named = Q(number__iexact=about) | Q(name__icontains=about)
    named |= Q(email__iexact=about) | Q(contacts__email__iexact=about)
    return keyset.newest(rows.filter(named).distinct(), after)


def customer(account_id: int) -> Account | None:
    """Return one account."""
    return Account.objects.filter(pk=account_id).first()


def currency_of(account: Account) -> str:
    """Return the currency an account paid in last, or the one of our first policy."""
    paid = account.units.exclude(currency="").order_by("-id")
    currency = paid.values_list("currency", flat=True).first()
    first = Policy.objects.order_by("id").values_list("currency", flat=True).first()
    return currency or first or "EUR"
