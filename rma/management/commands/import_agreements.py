"""Take in agreements from a CSV file; docs/guides/import.md names the columns."""

from rma.actions import importing
from rma.management.importing import ImportCommand
from rma.rules.agreement_rows import AGREEMENTS


class Command(ImportCommand):
    """Import agreements."""

    help = __doc__
    sheet = AGREEMENTS
    take_in = importing.import_agreements
