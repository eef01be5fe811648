from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rma', '0008_units_that_left'),
    ]

    operations = [
        migrations.AddField(
            model_name='dispatch',
            name='box_code',
            field=models.CharField(blank=True, max_length=13),
        ),
    ]
