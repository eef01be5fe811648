"""Print a signed link for each unit, for stickers and letters, as CSV."""

import csv
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from typing_extensions import override

from rma.messages import links
from rma.models import Unit


class Command(BaseCommand):
    """Print links that begin a return of one unit."""

    help = __doc__

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        some = parser.add_mutually_exclusive_group(required=True)
        some.add_argument("--order", help="the units of one order")
        some.add_argument("--sku", help="the units of one article")

    @override
    def handle(
        self, *, order: str | None = None, sku: str | None = None, **_options: object
    ) -> None:
        """Print a heading and one row a unit."""
        units = Unit.objects.order_by("id")
        if order is not None:
            units = units.filter(order_reference__iexact=order)
        else:
            units = units.filter(product__sku__iexact=sku)
        if not units.exists():
            raise CommandError("No unit fits.")
        if links.is_home_here():
            self.stderr.write(
                f"These links lead to {links.base_url()}, this machine only: set "
                "RETURNWELL_URL before they are printed."
            )
        rows = csv.writer(self.stdout)
        rows.writerow(["serial", "link"])
        for unit in units.iterator():
            rows.writerow([unit.serial, links.unit_url(unit)])
