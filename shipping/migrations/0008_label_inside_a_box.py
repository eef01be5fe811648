from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shipping', '0007_hook_subjects'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='parcel',
            name='parcel_does_not_travel_in_itself',
        ),
        migrations.RemoveField(
            model_name='parcel',
            name='travels_in',
        ),
        migrations.AddField(
            model_name='parcel',
            name='inside',
            field=models.CharField(blank=True, default='', max_length=13),
        ),
        migrations.AddConstraint(
            model_name='parcel',
            constraint=models.CheckConstraint(condition=models.Q(('inside', models.F('code')), _negated=True), name='parcel_label_not_in_itself'),
        ),
    ]
