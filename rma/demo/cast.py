"""Who plays in the demonstration: our people, two customers, and how they sign in."""

from datetime import datetime

from rma.models import Account, Contact, Site, User
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
# Known in every demonstration: a unit in warranty, one that may be swapped in
# advance, and one whose warranty is over.
TO_TRY = {
    "CM-48301": "covered, a compact camera",
    "HD-77120": "covered, may be swapped in advance",
    "TR-10044": "no longer covered, a recorder",
}


def enter(at: datetime) -> dict[Role, User]:
    """Write our people, the customers who sign in, and our own address."""
    site = Site.objects.default()
    site.company = "Lichtwerk Distribution"
    site.street1, site.city, site.postal_code = "Ladestraße 18", "Berlin", "10115"
    site.contact_name = "Mira Santos"
    site.contact_email = "returns@returnwell.example"
    site.save()
    for number, (email, name) in CUSTOMERS.items():
        user = User.objects.create_user(email, PASSWORD, name=name)
        Contact.objects.create(
            account=Account.objects.get(number=number),
            user=user,
            name=name,
            email=email,
        )
    return {
        role: User.objects.create_user(email, PASSWORD, name=name, role=role.value)
        for role, (email, name) in STAFF.items()
    }


def sign_ins() -> list[str]:
    """Return lines that say whom to sign in as and what to try; none without a demo."""
    if not User.objects.filter(email=STAFF[Role.SUPPORT][0]).exists():
        return []
    people = [(email, role.value) for role, (email, _) in STAFF.items()]
    people += [(email, "customer") for email, _ in CUSTOMERS.values()]
    return [
        f"Sign in with the password {PASSWORD} as:",
        *(f"  {email:32} {who}" for email, who in people),
        "Serial numbers to try:",
        *(f"  {serial:32} {what}" for serial, what in TO_TRY.items()),
    ]
