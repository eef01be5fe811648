"""The words about a customer's people, at the desk and on their own pages alike."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.act import Refusals
from rma.actions.belonging import LastOwner, NotAMember, SiteNameTaken, TooManySites
from rma.actions.holding import HeldOver
from rma.actions.inviting import (
    AddressIsOurs,
    InvitationGone,
    MemberAlready,
    TooManyPeople,
)
from rma.actions.use_case import KeyReused
from rma.rules.members import MemberRole
from rma.steps.misnaming import OtherArticle
from rma.steps.opening import AlreadyOpen, UnsafeBattery

ROLES: dict[str, Any] = {
    MemberRole.OWNER.value: _("Owner"),
    MemberRole.REQUESTER.value: _("Requester"),
    MemberRole.APPROVER.value: _("Approver"),
    MemberRole.FINANCE.value: _("Finance"),
}
ROLE_HINTS: dict[str, Any] = {
    MemberRole.OWNER.value: _("Everything, people and addresses too"),
    MemberRole.REQUESTER.value: _("Asks for returns and follows them"),
    MemberRole.APPROVER.value: _("Asks for returns, and decides what colleagues ask"),
    MemberRole.FINANCE.value: _("Sees returns, credits, charges and prices"),
}
ROLE_CHOICES = [
    (value, format_lazy("{} – {}", name, ROLE_HINTS[value]))
    for value, name in ROLES.items()
]
CHANGES: dict[str, Any] = {
    "invited": _("invited %(about)s"),
    "taken_back": _("took the invitation of %(about)s back"),
    "joined": _("joined as %(about)s"),
    "role": _("gave a role: %(about)s"),
    "left": _("left: %(about)s"),
    "removed": _("removed %(about)s"),
    "site": _("wrote the address %(about)s"),
    "site_gone": _("took the address %(about)s off the list"),
    "export": _("had data copied: %(about)s"),
    "closing": _("asked to close the account. %(about)s"),
    "forgotten": _("forgot a guest who asked for it. %(about)s"),
    "closed": _("closed the account. %(about)s"),
    "stays_open": _("took the wish to close it back"),
    "approvals": _("changed what waits for an approver: %(about)s"),
}
REFUSALS = Refusals(
    {
        KeyReused: (
            "",
            _("This form was sent before with other words. Open it again."),
        ),
        MemberAlready: ("email", _("This address is a member already.")),
        AddressIsOurs: ("email", _("This address belongs to our own people.")),
        TooManyPeople: ("", _("The account is full. Write to us to make room.")),
        InvitationGone: ("", _("This invitation was answered or taken back.")),
        HeldOver: ("", _("This was decided already.")),
        AlreadyOpen: ("", _("{serial} is on an open return by now.")),
        OtherArticle: ("", _("{serial} is no {sku}: it is another article.")),
        UnsafeBattery: ("", _("{item} has a battery that is not safe. Call us.")),
        NotAMember: ("", _("They are no member any more.")),
        LastOwner: (
            "",
            _("Somebody must own the account. Make another member its owner first."),
        ),
        SiteNameTaken: ("name", _("There is an address of this name already.")),
        TooManySites: ("", _("The account is full. Write to us to make room.")),
    }
)
