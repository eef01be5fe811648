"""Who plays in the demonstration: our people, two customers, and how they sign in."""

from datetime import datetime

from rma.models import Account, AccountSite, Contact, Site, User
from rma.rules.members import MemberRole
from rma.rules.words import Role

PASSWORD = "returnwell-demo"  # noqa: S105 - printed at start; the world is invented
STAFF = {
    Role.SUPPORT: ("mira@returnwell.example", "Mira Santos"),
    Role.WAREHOUSE: ("tom@returnwell.example", "Tom Okafor"),
    Role.WARRANTY: ("eva@returnwell.example", "Eva Lindqvist"),
    Role.LEAD: ("karl@returnwell.example", "Karl Brandt"),
    Role.ADMIN: ("ada@returnwell.example", "Ada Whitfield"),
}
CUSTOMERS = {
    "C-1001": ("lena.huber@alpenfoto.example", "Lena Huber"),
    "P-2001": ("jonas.keller@post.example", "Jonas Keller"),
}
# Their colleagues, who sign in too: what each may do is portal/access.py's table.
COLLEAGUES = {
    "C-1001": (
        ("paul.maier@alpenfoto.example", "Paul Maier", MemberRole.REQUESTER),
        ("ines.vogel@alpenfoto.example", "Ines Vogel", MemberRole.APPROVER),
        ("otto.kern@alpenfoto.example", "Otto Kern", MemberRole.FINANCE),
    ),
}
PLACES = {
    "C-1001": (
        ("Shop Munich", "Sendlinger Straße 20", "80331", "München"),
        ("Warehouse Rosenheim", "Kufsteiner Straße 91", "83022", "Rosenheim"),
    ),
}
# Known in every demonstration: a unit in warranty, one that may be swapped in
# advance, and one whose warranty is over.
TO_TRY = {
    "CM-48301": "covered, a compact camera",
    "HD-77120": f"covered, may be swapped in advance by {CUSTOMERS['C-1001'][0]}",
    "TR-10044": "no longer covered, a recorder",
}


def enter(at: datetime) -> dict[Role, User]:
    """Write our people, the customers who sign in, and our own address."""
    site = Site.objects.default()
    site.company = "Lichtwerk Distribution"
    site.street1, site.city, site.postal_code = "Ladestraße 18", "Berlin", "10115"
    site.sends_boxes = True
    site.contact_name = "Mira Santos"
    site.contact_email = "returns@returnwell.example"
    site.save()
    for number, (email, name) in CUSTOMERS.items():
        user = User.objects.create_user(email, PASSWORD, name=name)
        account = Account.objects.get(number=number)
        _join(account, user, MemberRole.OWNER, at)
        _enter_company(account, at)
    return {
        role: User.objects.create_user(email, PASSWORD, name=name, role=role.value)
        for role, (email, name) in STAFF.items()
    }


def _join(account: Account, user: User, role: MemberRole, at: datetime) -> None:
    Contact.objects.create(
        account=account,
        user=user,
        name=user.name,
        email=user.email,
        role=role.value,
        joined_at=at,
    )


def _enter_company(account: Account, at: datetime) -> None:
    """Write the colleagues of a company, its addresses, and what waits for approval."""
    for email, name, role in COLLEAGUES.get(account.number, ()):
        _join(account, User.objects.create_user(email, PASSWORD, name=name), role, at)
    for name, street, postal_code, city in PLACES.get(account.number, ()):
        AccountSite.objects.create(
            account=account,
            name=name,
            street1=street,
            postal_code=postal_code,
            city=city,
            country=account.country,
        )
    if account.number in COLLEAGUES:
        account.approve_above_cents, account.limit_currency = 50_000, "EUR"
        account.approve_swaps = True
        account.save()


def sign_ins() -> list[str]:
    """Return lines that say whom to sign in as and what to try; none without a demo."""
    if not User.objects.filter(email=STAFF[Role.SUPPORT][0]).exists():
        return []
    people = [(email, role.value) for role, (email, _) in STAFF.items()]
    for number, (email, _) in CUSTOMERS.items():
        people.append((email, "customer"))
        people += [
            (email, f"customer, {role.value}")
            for email, _, role in COLLEAGUES.get(number, ())
        ]
    return [
        f"Sign in with the password {PASSWORD} as:",
        *(f"  {email:32} {who}" for email, who in people),
        "Serial numbers to try:",
        *(f"  {serial:32} {what}" for serial, what in TO_TRY.items()),
    ]
