"""Take in products from a CSV file; docs/guides/import.md names the columns."""

from rma.actions import importing
from rma.management.importing import ImportCommand
from rma.rules.rows import PRODUCTS


class Command(ImportCommand):
    """Import products."""

    help = __doc__
    sheet = PRODUCTS
    take_in = importing.import_products
