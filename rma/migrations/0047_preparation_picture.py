from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rma', '0046_advice_with_its_result'),
    ]

    operations = [
        migrations.AddField(
            model_name='preparation',
            name='picture',
            field=models.CharField(blank=True, choices=[('back_up', 'back_up'), ('data', 'data'), ('erase', 'erase'), ('reset', 'reset'), ('licence', 'licence')], default='', help_text='Stands beside the step on the packing slip.', max_length=16, verbose_name='picture'),
        ),
    ]
