"""Tables with nothing to them: what the floors read and write."""
# ruff: noqa: DJ008 - nobody is shown these rows

from django.db import connection, models


class Look(models.Model):
    """A row found by one index."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    status = models.CharField(max_length=20)

    class Meta:
        app_label = "bare"
        indexes = [models.Index(fields=["status", "-id"], name="bare_look_status")]


class Return(models.Model):
    """The first of three rows."""

    number = models.CharField(max_length=40, unique=True)
    email = models.CharField(max_length=200)
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "bare"


class Line(models.Model):
    """The second."""

    of = models.ForeignKey(Return, on_delete=models.CASCADE)
    serial = models.CharField(max_length=80, db_index=True)
    description = models.TextField()

    class Meta:
        app_label = "bare"


class Event(models.Model):
    """The third."""

    of = models.ForeignKey(Return, on_delete=models.CASCADE)
    name = models.CharField(max_length=80)
    facts = models.JSONField()

    class Meta:
        app_label = "bare"


class Unit(models.Model):
    """A unit as a file has it: text, and no index but the row's own number."""

    serial = models.CharField(max_length=80)
    sku = models.CharField(max_length=80)
    account_number = models.CharField(max_length=80)
    order_reference = models.CharField(max_length=80)
    shipped_on = models.DateField()
    paid_price = models.CharField(max_length=20)

    class Meta:
        app_label = "bare"


class Hook(models.Model):
    """Bytes kept once."""

    body = models.BinaryField()
    body_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        app_label = "bare"


class Task(models.Model):
    """Work with a state."""

    state = models.CharField(max_length=8, db_index=True)

    class Meta:
        app_label = "bare"


def lay_down(rows: int) -> None:
    """Make the tables and fill the one that is looked into."""
    with connection.schema_editor() as editor:
        for model in (Look, Return, Line, Event, Unit, Hook, Task):
            editor.create_model(model)
    Look.objects.bulk_create(
        Look(code=f"C{number:07}", name="Dome camera", status=("open", "done")[odd])
        for number, odd in ((number, number % 2) for number in range(rows))
    )
