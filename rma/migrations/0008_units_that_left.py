import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rma', '0007_parcel_troubles'),
    ]

    operations = [
        migrations.AddField(
            model_name='unit',
            name='left_with',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='units', to='rma.dispatch'),
        ),
    ]
