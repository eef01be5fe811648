"""Take in units from a CSV file; docs/guides/import.md names the columns."""

from rma.actions import importing
from rma.management.importing import ImportCommand
from rma.rules.rows import UNITS


class Command(ImportCommand):
    """Import units."""

    help = __doc__
    sheet = UNITS
    take_in = importing.import_units
