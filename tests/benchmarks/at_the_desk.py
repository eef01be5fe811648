"""Pages and answers to programs among a hundred thousand open returns (bar G6)."""

from collections.abc import Callable

from django.test import Client

from rma.messages import links
from rma.models import Case, User
from rma.rules.words import Role
from tests.benchmarks.measuring import Finding, Sample, compare, timed_95

TIMES = 60
PAGE_MS, JSON_MS = 200, 120


def pages(number: str, key: str, rounds: int) -> list[Finding]:
    """Open each page in process; the floor is one row by its index."""
    User.objects.create_user("lead@bench.example", name="Lead", role=Role.LEAD)
    desk, visitor = Client(HTTP_HOST="localhost"), Client(HTTP_HOST="localhost")
    desk.force_login(
        User.objects.get(email="lead@bench.example"),
        "django.contrib.auth.backends.ModelBackend",
    )
    case = Case.objects.numbered(number)
    visitor.get(f"/t/{links.tracking_token(case)}")
    program = Client(HTTP_HOST="localhost", HTTP_AUTHORIZATION=f"Bearer {key}")
    asked = (
        ("start page", visitor, "/", PAGE_MS),
        ("page of a return", visitor, f"/r/{number}/", PAGE_MS),
        ("desk, what needs somebody", desk, "/desk/", PAGE_MS),
        ("desk, list of returns", desk, "/desk/returns/", PAGE_MS),
        ("desk, a return", desk, f"/desk/returns/{number}", PAGE_MS),
        ("program, a return", program, f"/api/v1/returns/{number}", JSON_MS),
        ("program, 25 returns", program, "/api/v1/returns?limit=25", JSON_MS),
    )

    def row() -> None:
        Case.objects.filter(code=case.code).values_list("pk").get()

    return [
        compare(
            f"{name}, 95 of 100", "ms", _opening(client, path),
            lambda _: timed_95(row, TIMES), rounds=rounds, limit=limit,
        )
        for name, client, path, limit in asked
    ]  # fmt: skip


def _opening(client: Client, path: str) -> Callable[[int], Sample]:
    """Return what opens a page many times and says how long that took."""

    def look() -> None:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)

    return lambda _: timed_95(look, TIMES)
