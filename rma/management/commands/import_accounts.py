"""Take in accounts from a CSV file; docs/guides/import.md names the columns."""

from rma.actions import importing
from rma.management.importing import ImportCommand
from rma.rules.rows import ACCOUNTS


class Command(ImportCommand):
    """Import accounts."""

    help = __doc__
    sheet = ACCOUNTS
    take_in = importing.import_accounts
