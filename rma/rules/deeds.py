"""What somebody at the bench may take back, and for how long."""

from datetime import timedelta
from enum import StrEnum

UNDO_FOR = timedelta(minutes=10)


class Deed(StrEnum):
    """What can be taken back."""

    RECEIPT = "receipt"
    INSPECTION = "inspection"
    DISPOSITION = "disposition"
