from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rma', '0031_how_people_want_to_be_written_to'),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='box',
            field=models.CharField(blank=True, default='', max_length=13),
        ),
        migrations.AddField(
            model_name='site',
            name='pays_on_use',
            field=models.BooleanField(default=False, help_text='Where the carrier offers it: it brings them back with the same carrier that brought them. Labels nobody uses cost nothing.', verbose_name='pays for return labels once they are used'),
        ),
    ]
