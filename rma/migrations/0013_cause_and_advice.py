from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rma', '0012_boxes_and_destinations'),
    ]

    operations = [
        migrations.AddField(
            model_name='inspection',
            name='advice',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='inspection',
            name='cause',
            field=models.TextField(blank=True),
        ),
    ]
