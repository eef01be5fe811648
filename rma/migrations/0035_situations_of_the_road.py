"""Bring what returns say up to date with the sentences that are new."""

from django.db import migrations


def say_it_anew(apps, _schema_editor):
    """Name what hinders a parcel or brings it, and how a return closed."""
    cases = apps.get_model("rma", "Case").objects
    coming = cases.filter(situation="on_the_way", inbound_state="out_for_delivery")
    coming.update(situation="out_for_delivery")
    going = cases.filter(
        situation__in=("replacement_on_the_way", "repaired", "returning")
    )
    near = going.filter(outbound_state="out_for_delivery")
    near.update(situation="out_for_delivery_to_you")
    late = going.filter(outbound_state__in=("delayed", "exception"))
    late.update(situation="delayed_to_you")
    closed = cases.filter(situation="closed")
    closed.filter(outbound_state="delivered").update(situation="delivered")
    paid = closed.exclude(outbound_state="delivered").filter(lines__credited__gt=0)
    cases.filter(pk__in=paid.values("pk")).update(situation="credited")


class Migration(migrations.Migration):
    """Leave the columns as they are."""

    dependencies = [("rma", "0034_indexes_of_what_is_not_empty")]

    operations = [migrations.RunPython(say_it_anew, migrations.RunPython.noop)]
