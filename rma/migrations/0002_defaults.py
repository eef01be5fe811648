"""A working shell from the first start: one site, one policy for each party."""

from datetime import date

from django.db import migrations

# The policies are in force from long ago, so that units and returns of any age
# can be imported and judged; new versions start on days of their own.
_FROM = date(2000, 1, 1)


def give_defaults(apps, schema_editor):
    site = apps.get_model("rma", "Site")
    main = site.objects.create(
        name="Main warehouse",
        company="Your company",
        street1="1 Example Street",
        city="Berlin",
        postal_code="10115",
        country="DE",
        time_zone="Europe/Berlin",
        contact_name="Returns desk",
        contact_email="returns@returnwell.example",
        contact_phone="+49 30 555 0100",
    )
    policy = apps.get_model("rma", "Policy")
    policy.objects.create(name="Businesses", party="company", site=main, starts_on=_FROM)
    # Consumers may give an unwanted purchase back within 14 days (EU Directive
    # 2011/83, Art. 9). Not legal advice; each company checks its own countries.
    policy.objects.create(
        name="Consumers", party="person", site=main, starts_on=_FROM, return_days=14
    )


def take_back(apps, schema_editor):
    names = ["Businesses", "Consumers"]
    apps.get_model("rma", "Policy").objects.filter(name__in=names, version=1).delete()
    apps.get_model("rma", "Site").objects.filter(name="Main warehouse").delete()


class Migration(migrations.Migration):
    dependencies = [("rma", "0001_first")]
    operations = [migrations.RunPython(give_defaults, take_back)]
