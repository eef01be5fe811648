"""Check everything that must always be true; each breach is one sentence."""

import sys

from django.core.management.base import BaseCommand
from django.utils import timezone
from typing_extensions import override

from rma.queries import invariants


class Command(BaseCommand):
    """Check invariants; end with 1 where one is broken."""

    help = __doc__

    @override
    def handle(self, **_options: object) -> None:
        """Print every breach."""
        breaches = invariants.find_all(timezone.now())
        for breach in breaches:
            self.stdout.write(breach)
        if breaches:
            self.stderr.write(f"{len(breaches)} things are not as they must be.")
            sys.exit(1)
        self.stdout.write("Everything is as it must be.")
