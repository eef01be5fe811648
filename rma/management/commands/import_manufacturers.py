"""Take in manufacturers from a CSV file; docs/guides/import.md names the columns."""

from rma.actions import importing
from rma.management.importing import ImportCommand
from rma.rules.rows import MANUFACTURERS


class Command(ImportCommand):
    """Import manufacturers."""

    help = __doc__
    sheet = MANUFACTURERS
    take_in = importing.import_manufacturers
