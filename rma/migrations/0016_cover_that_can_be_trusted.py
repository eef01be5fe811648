"""Cover that can be trusted: terms of sale, agreements, proofs, law, data on units."""

import django.db.models.deletion
from django.db import migrations, models


def freeze_terms(apps, schema_editor):
    """Units sold so far keep what their product says today; consumers keep the law."""
    terms = apps.get_model("rma", "WarrantyTerms")
    units = apps.get_model("rma", "Unit")
    for product in apps.get_model("rma", "Product").objects.iterator():
        row = terms.objects.create(
            product=product,
            warranty_months=product.warranty_months,
            warranty_starts=product.warranty_starts,
        )
        units.objects.filter(product=product).update(terms=row)
    consumers = apps.get_model("rma", "Policy").objects.filter(party="person")
    consumers.update(keeps_law=True)


def leave_as_it_is(apps, schema_editor):
    """The columns go; nothing else is taken back."""


class Migration(migrations.Migration):

    dependencies = [
        ('rma', '0015_mysteries_and_ways_out'),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=60, unique=True, verbose_name='number')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('kind', models.CharField(choices=[('service', 'service'), ('licence', 'licence')], default='service', max_length=8, verbose_name='kind')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('covers_all', models.BooleanField(default=False, verbose_name='for all units of the account')),
                ('repairs_free', models.BooleanField(default=True, verbose_name='what fails is put right for free')),
                ('swaps_first', models.BooleanField(default=False, verbose_name='the new unit ships first')),
            ],
        ),
        migrations.CreateModel(
            name='AgreementUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField()),
                ('left_on', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='DeniedSerial',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('serial', models.CharField(max_length=80, verbose_name='serial number')),
                ('serial_key', models.CharField(editable=False, max_length=80)),
                ('kind', models.CharField(choices=[('replaced', 'replaced'), ('stolen', 'stolen'), ('grey_import', 'grey_import'), ('lost', 'lost'), ('other', 'other')], max_length=12, verbose_name='why')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note for us')),
                ('since', models.DateTimeField()),
                ('by', models.CharField(max_length=120)),
                ('lifted_at', models.DateTimeField(null=True)),
                ('lifted_by', models.CharField(blank=True, max_length=120)),
                ('lifted_why', models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='ErasureDeclaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('choice', models.CharField(max_length=10)),
                ('words', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=120)),
                ('address', models.GenericIPAddressField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='PurchaseProof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bought_on', models.DateField()),
                ('seller', models.CharField(blank=True, max_length=160)),
                ('handed_in_at', models.DateTimeField()),
                ('handed_in_by', models.CharField(max_length=120)),
                ('state', models.CharField(default='waiting', max_length=8)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.CharField(blank=True, max_length=120)),
                ('why', models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name='UnitTransfer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(max_length=300)),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name='WarrantyTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('warranty_months', models.PositiveSmallIntegerField()),
                ('warranty_starts', models.CharField(max_length=12)),
                ('part_terms', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'verbose_name_plural': 'warranty terms',
            },
        ),
        migrations.AddField(
            model_name='account',
            name='end_customers',
            field=models.CharField(blank=True, choices=[('', ''), ('to_them', 'to_them'), ('to_us', 'to_us')], max_length=8, verbose_name="their own customers' returns go"),
        ),
        migrations.AddField(
            model_name='account',
            name='has_agreements',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='account',
            name='shown_as',
            field=models.CharField(blank=True, help_text='Name and how to reach them; needed where they take returns.', max_length=160, verbose_name='what their customers read of them'),
        ),
        migrations.AddField(
            model_name='case',
            name='is_data_owed',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='caseline',
            name='erasure',
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name='caseline',
            name='is_waiting',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='manufacturer',
            name='cover_starts',
            field=models.CharField(choices=[('shipped', 'shipped'), ('delivered', 'delivered'), ('invoiced', 'invoiced'), ('installed', 'installed'), ('manufactured', 'manufactured')], default='shipped', max_length=12, verbose_name="the maker's warranty counts from when it is"),
        ),
        migrations.AddField(
            model_name='manufacturer',
            name='end_user_help',
            field=models.CharField(blank=True, help_text="An address or telephone number; shown where we can't help.", max_length=200, verbose_name='who at the maker helps end users'),
        ),
        migrations.AddField(
            model_name='policy',
            name='advance_tiers',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='policy',
            name='asks_erasure',
            field=models.BooleanField(default=True, verbose_name='wants to hear about the data before the label'),
        ),
        migrations.AddField(
            model_name='policy',
            name='auto_approve_tiers',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='policy',
            name='countries',
            field=models.CharField(blank=True, max_length=200, verbose_name='countries'),
        ),
        migrations.AddField(
            model_name='policy',
            name='doa_starts',
            field=models.CharField(choices=[('shipped', 'shipped'), ('delivered', 'delivered'), ('invoiced', 'invoiced'), ('installed', 'installed'), ('manufactured', 'manufactured')], default='shipped', max_length=12, verbose_name='dead on arrival counts from when it is'),
        ),
        migrations.AddField(
            model_name='policy',
            name='evidence',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='policy',
            name='freight_fault',
            field=models.CharField(choices=[('us', 'us'), ('customer', 'customer')], default='us', max_length=8, verbose_name='the way here, if it failed'),
        ),
        migrations.AddField(
            model_name='policy',
            name='freight_fee_cents',
            field=models.PositiveBigIntegerField(default=0, verbose_name='price of our label, where the customer pays'),
        ),
        migrations.AddField(
            model_name='policy',
            name='freight_uncovered',
            field=models.CharField(choices=[('us', 'us'), ('customer', 'customer')], default='us', max_length=8, verbose_name='the way here, if it is not covered'),
        ),
        migrations.AddField(
            model_name='policy',
            name='freight_unwanted',
            field=models.CharField(choices=[('us', 'us'), ('customer', 'customer')], default='us', max_length=8, verbose_name='the way here, if it is given back'),
        ),
        migrations.AddField(
            model_name='policy',
            name='is_doa_new',
            field=models.BooleanField(default=True, verbose_name='a unit dead on arrival is replaced by a new one'),
        ),
        migrations.AddField(
            model_name='policy',
            name='keeps_law',
            field=models.BooleanField(default=False, verbose_name='gives at least what the law gives consumers'),
        ),
        migrations.AddField(
            model_name='policy',
            name='may_keep_disk',
            field=models.BooleanField(default=True, verbose_name='the customer may keep the disk'),
        ),
        migrations.AddField(
            model_name='policy',
            name='repaired_days',
            field=models.PositiveSmallIntegerField(default=90, verbose_name='days a repair is covered at least'),
        ),
        migrations.AddField(
            model_name='policy',
            name='replacement_days',
            field=models.PositiveSmallIntegerField(default=90, verbose_name='days a replacement is covered at least'),
        ),
        migrations.AddField(
            model_name='policy',
            name='return_starts',
            field=models.CharField(choices=[('shipped', 'shipped'), ('delivered', 'delivered'), ('invoiced', 'invoiced'), ('installed', 'installed'), ('manufactured', 'manufactured')], default='shipped', max_length=12, verbose_name='giving back counts from when it is'),
        ),
        migrations.AddField(
            model_name='policy',
            name='too_late',
            field=models.CharField(choices=[('block', 'block'), ('flag', 'flag'), ('offer', 'offer')], default='block', max_length=5, verbose_name='what is given back too late'),
        ),
        migrations.AddField(
            model_name='policy',
            name='uncovered',
            field=models.CharField(choices=[('block', 'block'), ('flag', 'flag'), ('offer', 'offer')], default='offer', max_length=5, verbose_name='what is not covered'),
        ),
        migrations.AddField(
            model_name='policy',
            name='what_to_do',
            field=models.CharField(blank=True, max_length=300, verbose_name='what the customer can do instead'),
        ),
        migrations.AddField(
            model_name='product',
            name='part_terms',
            field=models.CharField(blank=True, help_text='As in: fan 24, hard disk 12.', max_length=300, verbose_name='parts with another term, in months'),
        ),
        migrations.AddField(
            model_name='product',
            name='warranty_starts',
            field=models.CharField(choices=[('shipped', 'shipped'), ('delivered', 'delivered'), ('invoiced', 'invoiced'), ('installed', 'installed'), ('manufactured', 'manufactured')], default='invoiced', max_length=12, verbose_name='its warranty counts from when it is'),
        ),
        migrations.AddField(
            model_name='unit',
            name='delivered_on',
            field=models.DateField(blank=True, null=True, verbose_name='delivered on'),
        ),
        migrations.AddField(
            model_name='unit',
            name='extended_basis',
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name='unit',
            name='extended_until',
            field=models.DateField(blank=True, null=True, verbose_name='longer after a repair'),
        ),
        migrations.AddField(
            model_name='unit',
            name='first_sold_on',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='unit',
            name='installed_on',
            field=models.DateField(blank=True, null=True, verbose_name='installed on'),
        ),
        migrations.AddField(
            model_name='unit',
            name='manufactured_on',
            field=models.DateField(blank=True, null=True, verbose_name='made on'),
        ),
        migrations.AddField(
            model_name='unit',
            name='proved_on',
            field=models.DateField(blank=True, null=True, verbose_name='bought on, by receipt'),
        ),
        migrations.AddField(
            model_name='unit',
            name='seller',
            field=models.CharField(blank=True, max_length=160, verbose_name='sold by, where not by us'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('end_customers', ''), models.Q(('end_customers__in', ['to_them', 'to_us']), models.Q(('shown_as', ''), _negated=True)), _connector='OR'), name='account_reseller_is_named'),
        ),
        migrations.AddConstraint(
            model_name='caseline',
            constraint=models.CheckConstraint(condition=models.Q(('erasure__in', ['', 'erased', 'kept_disk', 'unable'])), name='line_erasure_known'),
        ),
        migrations.AddConstraint(
            model_name='manufacturer',
            constraint=models.CheckConstraint(condition=models.Q(('cover_starts__in', ['shipped', 'delivered', 'invoiced', 'installed', 'manufactured'])), name='manufacturer_start_known'),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.CheckConstraint(condition=models.Q(('uncovered__in', ['block', 'flag', 'offer']), ('too_late__in', ['block', 'flag', 'offer']), ('doa_starts__in', ['shipped', 'delivered', 'invoiced', 'installed', 'manufactured']), ('return_starts__in', ['shipped', 'delivered', 'invoiced', 'installed', 'manufactured'])), name='policy_words_known'),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.CheckConstraint(condition=models.Q(('keeps_law', False), models.Q(('freight_fault', 'us'), ('party', 'person')), _connector='OR'), name='policy_law_is_for_consumers'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('warranty_starts__in', ['shipped', 'delivered', 'invoiced', 'installed', 'manufactured'])), name='product_start_known'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='account',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='rma.account'),
        ),
        migrations.AddField(
            model_name='agreementunit',
            name='agreement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='named', to='rma.agreement'),
        ),
        migrations.AddField(
            model_name='agreementunit',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='rma.unit'),
        ),
        migrations.AddConstraint(
            model_name='deniedserial',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('serial_key',), name='denied_serial_once'),
        ),
        migrations.AddConstraint(
            model_name='deniedserial',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['replaced', 'stolen', 'grey_import', 'lost', 'other']), models.Q(('serial_key', ''), _negated=True)), name='denied_serial_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='deniedserial',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lifted_at__isnull', True), ('lifted_why', '')), models.Q(('lifted_at__isnull', False), models.Q(('lifted_why', ''), _negated=True)), _connector='OR'), name='denied_serial_lifted_for_a_reason'),
        ),
        migrations.AddField(
            model_name='erasuredeclaration',
            name='line',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='declarations', to='rma.caseline'),
        ),
        migrations.AddField(
            model_name='purchaseproof',
            name='line',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proofs', to='rma.caseline'),
        ),
        migrations.AddField(
            model_name='purchaseproof',
            name='upload',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='rma.upload'),
        ),
        migrations.AddField(
            model_name='unittransfer',
            name='after',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rma.account'),
        ),
        migrations.AddField(
            model_name='unittransfer',
            name='before',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rma.account'),
        ),
        migrations.AddField(
            model_name='unittransfer',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='rma.unit'),
        ),
        migrations.AddField(
            model_name='warrantyterms',
            name='product',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms_of_sale', to='rma.product'),
        ),
        migrations.AddField(
            model_name='unit',
            name='terms',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='units', to='rma.warrantyterms', verbose_name='terms on the day of the sale'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('extended_basis', ''), ('extended_until__isnull', True)), models.Q(('extended_basis__in', ['warranty', 'law']), ('extended_until__isnull', False)), _connector='OR'), name='unit_extension_has_basis'),
        ),
        migrations.AddIndex(
            model_name='agreement',
            index=models.Index(fields=['account', 'ends_on'], name='agreement_of_account'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='agreement_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['service', 'licence'])), name='agreement_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='agreementunit',
            constraint=models.UniqueConstraint(fields=('agreement', 'unit'), name='agreement_names_a_unit_once'),
        ),
        migrations.AddConstraint(
            model_name='erasuredeclaration',
            constraint=models.CheckConstraint(condition=models.Q(('choice__in', ['erased', 'kept_disk', 'unable']), models.Q(('words', ''), _negated=True)), name='erasure_choice_known'),
        ),
        migrations.AddConstraint(
            model_name='purchaseproof',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('line',), name='proof_one_waiting_a_line'),
        ),
        migrations.AddConstraint(
            model_name='purchaseproof',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'waiting')), models.Q(('decided_at__isnull', False), ('state', 'accepted')), models.Q(('decided_at__isnull', False), ('state', 'refused'), models.Q(('why', ''), _negated=True)), _connector='OR'), name='proof_decided_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='unittransfer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('why', ''), _negated=True), models.Q(('before__isnull', True), models.Q(('before', models.F('after')), _negated=True), _connector='OR')), name='unit_transfer_changes_owner'),
        ),
        migrations.AddConstraint(
            model_name='warrantyterms',
            constraint=models.UniqueConstraint(fields=('product', 'warranty_months', 'warranty_starts', 'part_terms'), name='warranty_terms_once'),
        ),
        migrations.AddConstraint(
            model_name='warrantyterms',
            constraint=models.CheckConstraint(condition=models.Q(('warranty_starts__in', ['shipped', 'delivered', 'invoiced', 'installed', 'manufactured'])), name='warranty_terms_start_known'),
        ),
        migrations.RunPython(freeze_terms, leave_as_it_is),
    ]
