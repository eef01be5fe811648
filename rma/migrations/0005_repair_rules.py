"""Who puts it right first as a table; several sites with one that takes the rest."""

import django.db.models.deletion
from django.db import migrations, models


def keep_what_was_said(apps, schema_editor):
    """The first site takes the rest; repairs under way keep their fallback."""
    site = apps.get_model("rma", "Site").objects.order_by("id").first()
    if site is not None:
        site.is_default = True
        site.save()
    lines = apps.get_model("rma", "CaseLine").objects.filter(
        product__manufacturer__repairs_first=True,
        wish="repair",
        basis="warranty",
        ended_at=None,
    )
    lines.update(maker_fallback="replacement")


class Migration(migrations.Migration):

    dependencies = [
        ('rma', '0004_uploads'),
    ]

    operations = [
        migrations.CreateModel(
            name='RepairRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='place')),
                ('category', models.CharField(blank=True, max_length=60, verbose_name='category')),
                ('from_cents', models.PositiveBigIntegerField(null=True, verbose_name='from this value')),
                ('below_cents', models.PositiveBigIntegerField(null=True, verbose_name='below this value')),
                ('currency', models.CharField(blank=True, max_length=3, verbose_name='currency')),
                ('way', models.CharField(max_length=13, verbose_name='who acts first')),
                ('fallback', models.CharField(max_length=11, verbose_name='if the maker is late')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.AddField(
            model_name='caseline',
            name='maker_fallback',
            field=models.CharField(blank=True, max_length=11),
        ),
        migrations.AddField(
            model_name='manufacturer',
            name='fallback',
            field=models.CharField(choices=[('replacement', 'replacement'), ('credit', 'credit')], default='replacement', max_length=11, verbose_name='where the maker is late, we'),
        ),
        migrations.AddField(
            model_name='manufacturer',
            name='has_repair_rules',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='site',
            name='days_off',
            field=models.TextField(blank=True, help_text='One day a line, like 2026-12-24.', verbose_name='more days off'),
        ),
        migrations.AddField(
            model_name='site',
            name='holiday_region',
            field=models.CharField(blank=True, help_text='As in BY for Bavaria; empty means those of the whole country.', max_length=10, verbose_name='region of public holidays'),
        ),
        migrations.AddField(
            model_name='site',
            name='is_default',
            field=models.BooleanField(default=False, verbose_name='takes what no rule sends elsewhere'),
        ),
        migrations.AddConstraint(
            model_name='caseline',
            constraint=models.CheckConstraint(condition=models.Q(('maker_fallback__in', ['', 'replacement', 'credit'])), name='line_fallback_known'),
        ),
        migrations.AddConstraint(
            model_name='manufacturer',
            constraint=models.CheckConstraint(condition=models.Q(('fallback__in', ['replacement', 'credit'])), name='manufacturer_fallback_known'),
        ),
        migrations.AddConstraint(
            model_name='site',
            constraint=models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('is_default',), name='site_one_default'),
        ),
        migrations.AddField(
            model_name='repairrule',
            name='manufacturer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='repair_rules', to='rma.manufacturer'),
        ),
        migrations.AddField(
            model_name='repairrule',
            name='product',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='repair_rules', to='rma.product'),
        ),
        migrations.AddConstraint(
            model_name='repairrule',
            constraint=models.UniqueConstraint(fields=('manufacturer', 'position'), name='repair_rule_place_once'),
        ),
        migrations.AddConstraint(
            model_name='repairrule',
            constraint=models.CheckConstraint(condition=models.Q(('way__in', ['we_decide', 'maker_repairs']), ('fallback__in', ['replacement', 'credit'])), name='repair_rule_words_known'),
        ),
        migrations.AddConstraint(
            model_name='repairrule',
            constraint=models.CheckConstraint(condition=models.Q(('product__isnull', True), ('category', ''), _connector='OR'), name='repair_rule_product_or_category'),
        ),
        migrations.AddConstraint(
            model_name='repairrule',
            constraint=models.CheckConstraint(condition=models.Q(('from_cents__isnull', True), ('below_cents__isnull', True), ('from_cents__lt', models.F('below_cents')), _connector='OR'), name='repair_rule_bounds_in_order'),
        ),
        migrations.AddConstraint(
            model_name='repairrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('below_cents__isnull', True), ('from_cents__isnull', True)), models.Q(('currency', ''), _negated=True), _connector='OR'), name='repair_rule_bounds_have_currency'),
        ),
        migrations.RunPython(keep_what_was_said, migrations.RunPython.noop),
    ]
