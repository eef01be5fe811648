"""Charges that customers agreed to: accounting's invoice kept beside each."""

from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Charge
from rma.rules.actors import Actor


@use_case
def note_invoice(
    *, charge_id: int, number: str, by: Actor, at: datetime, once: Once | None = None
) -> Charge:
    """Keep the number of the invoice that accounting wrote for a charge."""
    charge = Charge.objects.select_for_update().get(pk=charge_id)
    charge.accounting_number = number.strip()[:60]
    charge.save(update_fields=["accounting_number"])
    return charge
