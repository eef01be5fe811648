"""What an administrator set up: sites, makers, policies with their versions, people."""

from django.db.models import Count
from holidays import list_supported_countries

from rma.models import (
    Account,
    Contact,
    Manufacturer,
    Policy,
    Product,
    RepairRule,
    Site,
    User,
)

_MOST = 20


def sites() -> list[Site]:
    """Return all sites, the default one first."""
    return list(Site.objects.order_by("-is_default", "id"))


def site(site_id: int) -> Site | None:
    """Return one site."""
    return Site.objects.filter(pk=site_id).first()


def has_holidays(country: str, region: str) -> bool:
    """Return whether a region of a country is known to have holidays of its own."""
    known = list_supported_countries(include_aliases=True)
    return region in known.get(country.upper(), [])


def repair_rules(maker_id: int) -> list[RepairRule]:
    """Return who puts a maker's products right first, in order."""
    rows = RepairRule.objects.filter(manufacturer=maker_id)
    return list(rows.select_related("product").order_by("position"))


def product_of(maker_id: int, sku: str) -> Product | None:
    """Return a maker's product by its article number."""
    plain = sku.replace("\x00", "").strip()[:60]
    return Product.objects.filter(manufacturer=maker_id, sku__iexact=plain).first()


def wares_of(maker_id: int) -> tuple[str, list[str]]:
    """Return the currency of a maker's products, and their categories."""
    products = Product.objects.filter(manufacturer=maker_id)
    counted = products.values_list("currency").annotate(n=Count("id"))
    currency = counted.order_by("-n").values_list("currency", flat=True).first()
    named = products.order_by("category").values_list("category", flat=True).distinct()
    default = Policy.objects.order_by("id").values_list("currency", flat=True).first()
    return currency or default or "EUR", list(named)


def makers() -> list[Manufacturer]:
    """Return all makers by name, each with how many products it has."""
    return list(
        Manufacturer.objects.annotate(product_count=Count("products")).order_by("name")
    )


def maker(maker_id: int) -> Manufacturer | None:
    """Return one maker."""
    return Manufacturer.objects.filter(pk=maker_id).first()


def policies() -> list[Policy]:
    """Return every version of every policy, newest first, its cases counted."""
    rows = Policy.objects.select_related("site").annotate(case_count=Count("cases"))
    return list(rows.order_by("party", "name", "-version"))


def policy(policy_id: int) -> Policy | None:
    """Return one version of a policy."""
    return Policy.objects.select_related("site").filter(pk=policy_id).first()


def people() -> list[User]:
    """Return our own people, those who left last."""
    return list(User.objects.exclude(role="").order_by("-is_active", "name", "email"))


def member(user_id: int) -> User | None:
    """Return one of our own people."""
    return User.objects.exclude(role="").filter(pk=user_id).first()


def customers(text: str) -> list[Contact | Account]:
    """Return contacts, and accounts without one, that a number or a name speaks of."""
    plain = " ".join(text.replace("\x00", "").split())[:120]
    if not plain:
        return []
    people = Contact.objects.select_related("account")
    known = (
        people.filter(account__number__iexact=plain)
        | people.filter(account__name__icontains=plain)
        | people.filter(name__icontains=plain)
        | people.filter(email__icontains=plain)
    )
    found = list(known.order_by("account__name", "name")[:_MOST])
    bare = Account.objects.filter(contacts=None)
    named = bare.filter(number__iexact=plain) | bare.filter(name__icontains=plain)
    by_mail = bare.filter(email__icontains=plain)
    return [*found, *(named | by_mail).order_by("name")[:_MOST]]


def account(number: str) -> Account | None:
    """Return the account with a number."""
    plain = number.replace("\x00", "").strip()[:60]
    return Account.objects.filter(number__iexact=plain).first()


def sends_boxes() -> bool:
    """Return whether the site that takes most returns sends empty boxes."""
    return Site.objects.default().sends_boxes
