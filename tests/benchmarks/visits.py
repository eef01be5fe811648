"""The pages that Lighthouse judges, each with the cookies of who may see it."""

from typing import NamedTuple

from django.test import Client

from rma.messages import links
from rma.models import Case, User
from rma.rules.words import Role
from tests.benchmarks.crowd import Call

_SENDER = {
    "name": "Ada Byron",
    "email": "ada@nordlicht.example",
    "street1": "Kai 1",
    "city": "Hamburg",
    "postal_code": "20095",
    "country": "DE",
}


class Seen(NamedTuple):
    """Be what customers see and what our own people see, by name."""

    customers: list[tuple[str, Call]]
    ours: list[tuple[str, Call]]


def visits(number: str, serial: str) -> Seen:
    """Begin a return, open another, step up to the desk; give what each opens."""
    case = Case.objects.numbered(number)
    sender = _who()
    _sent(sender, "/", {"find": serial})
    told = {"u1-words": "No picture since Monday.", "u1-reason": "defective"}
    _sent(sender, "/r/new/item", told)
    remedy = _SENDER | {"u1-wish": "credit", "hand_over": "label"}
    _sent(sender, "/r/new/remedy", remedy)
    follower, lead = _who(), _who()
    follower.get(f"/t/{links.tracking_token(case)}")
    user = User.objects.create_user("lead@bench.example", name="Lead", role=Role.LEAD)
    lead.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return Seen(
        [
            ("start", Call("GET", "/")),
            ("return", _as(follower, f"/r/{number}/")),
            ("what happened", _as(sender, "/r/new/item")),
            ("remedies", _as(sender, "/r/new/remedy")),
            ("check", _as(sender, "/r/new/check")),
            ("track", Call("GET", "/track")),
        ],
        [
            ("desk", _as(lead, "/desk/")),
            ("desk, a return", _as(lead, f"/desk/returns/{number}")),
        ],
    )


def _who() -> Client:
    return Client(SERVER_NAME="127.0.0.1")


def _sent(who: Client, path: str, told: dict[str, str]) -> None:
    answer = who.post(path, told)
    if answer.status_code != 302:
        raise RuntimeError(f"{path}: {answer.status_code}")


def _as(who: Client, path: str) -> Call:
    kept = "; ".join(f"{name}={one.value}" for name, one in who.cookies.items())
    return Call("GET", path, headers={"Cookie": kept})
