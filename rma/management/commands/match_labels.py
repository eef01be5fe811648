"""`manage.py match_labels`: compare our labels with the carrier's list, now."""

from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from typing_extensions import override

from shipping import carriers, matching
from shipping.errors import CarrierUnavailable


class Command(BaseCommand):
    """Put right what can be, list the rest, and say how much it was."""

    help = "Compare our labels with the carrier's list; to be run after a restore."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        """Take how far to look back."""
        parser.add_argument("--days", type=int, default=3)

    @override
    def handle(self, *args: object, **options: object) -> None:
        """Match once."""
        try:
            found = matching.match_labels(
                at=timezone.now(),
                owner="",
                horizon=carriers.horizon(),
                looked_back=timedelta(days=int(str(options["days"]))),
            )
        except CarrierUnavailable as silence:
            raise CommandError(f"{silence}; try again later.") from silence
        self.stdout.write(
            f"{found.read} labels read, {found.mended} put right, "
            f"{found.left} left to a person."
        )
        if not found.is_complete:
            raise CommandError("The carrier's list could not be read to its end.")
