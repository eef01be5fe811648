"""Issue a key for a partner's or our own program; it is shown this one time."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from typing_extensions import override

from rma.actions import partnering
from rma.models import Account
from rma.rules.scopes import STAFF_SCOPES, UnknownScope


class Command(BaseCommand):
    """Issue an API key."""

    help = __doc__

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", required=True, help="what the key is for")
        whose = parser.add_mutually_exclusive_group(required=True)
        whose.add_argument("--account", metavar="NUMBER", help="an account's key")
        whose.add_argument("--staff", action="store_true", help="a key of our own")
        parser.add_argument(
            "--scope",
            action="append",
            default=[],
            metavar="S",
            help=f"one of {', '.join(STAFF_SCOPES)}; repeatable; all if left out",
        )

    @override
    def handle(
        self,
        *,
        name: str,
        account: str | None,
        scope: list[str],
        **_options: object,
    ) -> None:
        """Print the key as the last line."""
        if not name.strip():
            raise CommandError("--name must not be empty.")
        owner = None
        if account is not None:
            owner = Account.objects.filter(number=account).first()
            if owner is None:
                raise CommandError(f"No account has the number {account}.")
        try:
            issued = partnering.issue_key(
                name=name, account=owner, wanted=scope, at=timezone.now()
            )
        except UnknownScope as unknown:
            raise CommandError(
                f"Not a scope of such a key: {unknown}. "
                f"Known are {', '.join(STAFF_SCOPES)}."
            ) from unknown
        self.stdout.write(f"Scopes: {', '.join(issued.row.scopes)}")
        self.stdout.write("Keep the key: it is not shown again.")
        self.stdout.write(issued.key)
