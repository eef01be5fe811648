"""Setting the house up: where parcels go, makers and their terms, rules, people."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db.models import Max, Q

from rma.actions.use_case import Once, use_case
from rma.models import Manufacturer, Policy, RepairRule, Site, User
from rma.rules.actors import Actor
from rma.rules.maker_repairs import Rule
from rma.rules.words import Role


class LastAdmin(Exception):
    """Nobody would be left who may set things up."""


class NotYetInForce(Exception):
    """A version of the rules cannot begin on a day that has passed."""


class NoDefault(Exception):
    """One site must take what no rule sends elsewhere."""


@use_case
def keep_site(
    *,
    values: Mapping[str, object],
    by: Actor,
    at: datetime,
    site_id: int | None = None,
    once: Once | None = None,
) -> Site:
    """
    Write where parcels go, who answers there and when; a new site if none is named.

    Raises NoDefault where no site would be left to take the rest.
    """
    everywhere = {each.pk: each for each in Site.objects.select_for_update()}
    site = Site() if site_id is None else everywhere.pop(site_id)
    for name, value in values.items():
        setattr(site, name, value)
    if not site.is_default and not any(each.is_default for each in everywhere.values()):
        raise NoDefault
    if site.is_default:
        Site.objects.filter(pk__in=everywhere).update(is_default=False)
    site.save()
    return site


@use_case
def write_repair_rules(
    *,
    maker_id: int,
    rules: Sequence[Rule],
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Manufacturer:
    """Write who puts a maker's products right first, in the order that counts."""
    maker = Manufacturer.objects.select_for_update().get(pk=maker_id)
    maker.repair_rules.all().delete()
    RepairRule.objects.bulk_create(
        RepairRule(
            manufacturer=maker,
            position=position,
            product_id=rule.product_id,
            category=rule.category,
            from_cents=rule.from_cents,
            below_cents=rule.below_cents,
            currency=rule.currency,
            way=rule.way,
            fallback=rule.fallback,
        )
        for position, rule in enumerate(rules, start=1)
    )
    maker.has_repair_rules = bool(rules)
    maker.save()
    return maker


@use_case
def keep_maker(
    *,
    values: Mapping[str, object],
    by: Actor,
    at: datetime,
    maker_id: int | None = None,
    once: Once | None = None,
) -> Manufacturer:
    """Write a maker and its terms, a new one where none is named."""
    maker = (
        Manufacturer.objects.get(pk=maker_id)
        if maker_id is not None
        else Manufacturer()
    )
    for name, value in values.items():
        setattr(maker, name, value)
    maker.save()
    return maker


@use_case
def write_policy(
    *,
    policy_id: int,
    starts_on: date,
    values: Mapping[str, object],
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Policy:
    """
    Write the next version of a policy; cases keep the one they were judged by.

    Raises NotYetInForce for a first day that has passed.
    """
    before = Policy.objects.select_related("site").get(pk=policy_id)
    if starts_on < before.site.calendar.local_day(at):
        raise NotYetInForce
    versions = Policy.objects.filter(party=before.party, name=before.name)
    newest = versions.aggregate(newest=Max("version"))["newest"] or 0
    # A copy without a key is a new row: what it was copied from stays as it is.
    after = before
    after.pk, after.version = None, newest + 1
    after.starts_on, after.ends_on = starts_on, None
    after._state.adding = True
    for name, value in values.items():
        setattr(after, name, value)
    after.save()
    return after


@use_case
def add_member(
    *,
    email: str,
    name: str,
    role: Role,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> User:
    """Let somebody in; who is known already, as a customer say, gets the role."""
    plain = email.strip().lower()
    user = User.objects.filter(email__iexact=plain).first()
    if user is None:
        user = User.objects.create_user(plain)
    user.name, user.role, user.is_active = name.strip(), role, True
    user.save()
    return user


@use_case
def change_member(
    *,
    user_id: int,
    name: str,
    role: Role,
    is_active: bool,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> User:
    """
    Give somebody another role, or end their access.

    Raises LastAdmin where nobody would be left who may set things up.
    """
    # All of them locked, in one order: two who dismiss each other must not succeed.
    admins = Q(role=Role.ADMIN, is_active=True)
    whole = User.objects.select_for_update().filter(admins | Q(pk=user_id))
    by_id = {each.pk: each for each in whole.order_by("pk")}
    user = by_id.pop(user_id)
    stays = role is Role.ADMIN and is_active
    if user.role == Role.ADMIN and not stays and not by_id:
        raise LastAdmin
    user.name, user.role, user.is_active = name.strip(), role, is_active
    user.save()
    return user
