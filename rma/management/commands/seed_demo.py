"""Fill an empty installation with the demonstration's year; does nothing otherwise."""

import time

from django.core.management.base import BaseCommand
from django.utils import timezone
from typing_extensions import override

from rma.demo import world
from rma.models import Account


class Command(BaseCommand):
    """Tell the demonstration."""

    help = __doc__

    @override
    def handle(self, **_options: object) -> None:
        """Tell it once."""
        if Account.objects.exists():
            self.stdout.write("There are accounts already: nothing was changed.")
            return
        began = time.monotonic()
        told = world.tell(at=timezone.now())
        took = time.monotonic() - began
        self.stdout.write(f"The demo world has {told.returns} returns ({took:.0f} s).")
