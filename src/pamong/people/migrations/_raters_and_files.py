"""Tables of the first releases, a part of 0001_squashed."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name='OwnDay',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('kind', models.CharField(choices=[('off', 'Libur'), ('work', 'Masuk kerja'), ('ramadan', 'Jam kerja Ramadan')], max_length=8, verbose_name='Jenis')),
            ('first', models.DateField(verbose_name='Hari pertama')),
            ('last', models.DateField(verbose_name='Hari terakhir')),
            ('name', models.CharField(max_length=200, verbose_name='Keterangan')),
            ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='own_days', to='people.agency')),
            ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='own_days', to='people.unit')),
        ],
        options={
            'indexes': [models.Index(fields=['agency', 'first'], name='people_ownday_by_agency')],
            'constraints': [models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='people_ownday_is_forward')],
        },
    ),
    migrations.CreateModel(
        name='Mandate',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('valid_from', models.DateField()),
            ('valid_to', models.DateField(blank=True, null=True)),
            ('role', models.CharField(choices=[('unit_admin', 'Administrator unit'), ('hr', 'Kepegawaian'), ('agency_head', 'Pimpinan instansi'), ('auditor', 'Pengawas'), ('treasurer', 'Bendahara')], max_length=20)),
            ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.agency')),
            ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to=settings.AUTH_USER_MODEL)),
            ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='people.unit')),
        ],
        options={
            'indexes': [models.Index(fields=['user', 'valid_from'], name='people_mandate_by_user')],
            'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='people_mandate_life_is_forward'), models.CheckConstraint(condition=models.Q(('unit', None), ('role__in', ('unit_admin', 'treasurer')), _connector='OR'), name='people_mandate_unit_by_role')],
        },
    ),
    migrations.CreateModel(
        name='DataProblem',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('kind', models.CharField(choices=[('no_rater', 'Tanpa penilai'), ('rater_left', 'Penilai sudah berhenti'), ('rater_moved', 'Penilai pindah dari jabatannya'), ('above_left', 'Atasan penilai sudah berhenti'), ('circle', 'Penilaian melingkar'), ('two_posts', 'Dua jabatan definitif'), ('no_head', 'Unit tanpa kepala'), ('odd_nip', 'NIP janggal'), ('plan_gap', 'Hari tanpa SKP'), ('plan_overlap', 'Dua SKP sekaligus')], max_length=12)),
            ('name', models.CharField(max_length=250)),
            ('detail', models.CharField(blank=True, max_length=200)),
            ('found_on', models.DateField()),
            ('agency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.agency')),
            ('employee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='people.employee')),
            ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='people.unit')),
        ],
        options={
            'indexes': [models.Index(fields=['agency', 'kind', 'name', 'id'], name='people_problem_list'), models.Index(fields=['unit', 'kind'], name='people_problem_by_unit')],
        },
    ),
    migrations.CreateModel(
        name='Assignment',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('valid_from', models.DateField()),
            ('valid_to', models.DateField(blank=True, null=True)),
            ('kind', models.CharField(choices=[('definitif', 'Definitif'), ('tambahan', 'Tugas tambahan'), ('plt', 'Plt.'), ('plh', 'Plh.')], default='definitif', max_length=10)),
            ('employee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='people.employee')),
            ('position', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='people.position')),
            ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='people.unit')),
            ('rater', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='acting_rated', to='people.employee')),
            ('superior', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='acting_appeals', to='people.employee')),
        ],
        options={
            'indexes': [models.Index(fields=['employee', 'valid_from'], name='people_assignment_by_person'), models.Index(fields=['unit', 'valid_from'], name='people_assignment_by_unit')],
            'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='people_assignment_life_is_forward'), models.CheckConstraint(condition=models.Q(('rater', None), models.Q(('rater', models.F('employee')), _negated=True), _connector='OR'), name='people_assignment_not_rated_by_oneself')],
        },
    ),
    migrations.CreateModel(
        name='WorkWeek',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('valid_from', models.DateField()),
            ('valid_to', models.DateField(blank=True, null=True)),
            ('pattern', models.CharField(choices=[('5', 'Lima hari kerja, Senin sampai Jumat'), ('6', 'Enam hari kerja, Senin sampai Sabtu'), ('shift', 'Bergiliran menurut jadwal sif')], max_length=5, verbose_name='Pola minggu')),
            ('hours', models.JSONField(default=dict)),
            ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='weeks', to='people.agency')),
            ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='weeks', to='people.unit')),
        ],
        options={
            'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='people_workweek_life_is_forward'), models.UniqueConstraint(condition=models.Q(('unit', None)), fields=('agency', 'valid_from'), name='people_workweek_agency_once'), models.UniqueConstraint(fields=('unit', 'valid_from'), name='people_workweek_unit_once')],
        },
    ),
    migrations.CreateModel(
        name='Delegation',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('valid_from', models.DateField()),
            ('valid_to', models.DateField(blank=True, null=True)),
            ('delegate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegated', to='people.employee')),
            ('rater', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='people.employee')),
            ('agrees', models.BooleanField(default=True, verbose_name='Menjawab SKP')),
            ('rates', models.BooleanField(default=True, verbose_name='Menilai')),
            ('reviews', models.BooleanField(default=True, verbose_name='Memeriksa progress harian')),
        ],
        options={
            'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='people_delegation_life_is_forward'), models.CheckConstraint(condition=models.Q(('rater', models.F('delegate')), _negated=True), name='people_delegation_to_another'), models.CheckConstraint(condition=models.Q(('agrees', True), ('rates', True), ('reviews', True), _connector='OR'), name='people_delegation_of_something')],
        },
    ),
    migrations.CreateModel(
        name='Contract',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('valid_from', models.DateField()),
            ('valid_to', models.DateField(blank=True, null=True)),
            ('hours_share', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='Bagian jam kerja')),
            ('letter', models.CharField(blank=True, max_length=120, verbose_name='Nomor surat')),
            ('decision', models.CharField(blank=True, choices=[('extend', 'Diperpanjang'), ('appoint', 'Diusulkan diangkat'), ('end', 'Dibiarkan berakhir')], max_length=8, verbose_name='Keputusan')),
            ('reason', models.TextField(blank=True, verbose_name='Alasan')),
            ('decided_on', models.DateField(blank=True, null=True)),
            ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('employee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='people.employee')),
        ],
        options={
            'indexes': [models.Index(fields=['valid_to', 'id'], name='people_contract_ending')],
            'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='people_contract_life_is_forward'), models.UniqueConstraint(fields=('employee', 'valid_from'), name='people_contract_once')],
        },
    ),
    migrations.CreateModel(
        name='ForeignId',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('system', models.CharField(max_length=40)),
            ('value', models.CharField(max_length=120)),
            ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.agency')),
            ('employee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='foreign_ids', to='people.employee')),
        ],
        options={
            'constraints': [models.UniqueConstraint(fields=('agency', 'system', 'value'), name='people_foreignid_value_once'), models.UniqueConstraint(fields=('employee', 'system'), name='people_foreignid_one_per_system')],
        },
    ),
    migrations.CreateModel(
        name='Leave',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('valid_from', models.DateField()),
            ('valid_to', models.DateField(blank=True, null=True)),
            ('kind', models.CharField(max_length=30, verbose_name='Jenis cuti')),
            ('letter', models.CharField(blank=True, max_length=120, verbose_name='Nomor surat')),
            ('source', models.CharField(choices=[('ketik', 'Diisi administrator'), ('impor', 'Impor')], default='ketik', max_length=5)),
            ('employee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leaves', to='people.employee')),
        ],
        options={
            'indexes': [models.Index(fields=['employee', 'valid_to'], name='people_leave_by_person')],
            'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='people_leave_life_is_forward'), models.UniqueConstraint(fields=('employee', 'valid_from'), name='people_leave_once')],
        },
    ),
    migrations.CreateModel(
        name='AccessRequest',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('kind', models.CharField(choices=[('code', 'Kode masuk baru'), ('give', 'Beri peran'), ('end', 'Akhiri peran')], max_length=5)),
            ('role', models.CharField(blank=True, choices=[('unit_admin', 'Administrator unit'), ('hr', 'Kepegawaian'), ('agency_head', 'Pimpinan instansi'), ('auditor', 'Pengawas'), ('treasurer', 'Bendahara')], max_length=20)),
            ('resets_factor', models.BooleanField(default=False)),
            ('status', models.CharField(choices=[('open', 'Menunggu administrator kedua'), ('granted', 'Disetujui'), ('declined', 'Ditolak')], default='open', max_length=10)),
            ('asked_on', models.DateField()),
            ('answered_on', models.DateField(blank=True, null=True)),
            ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.agency')),
            ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ('employee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.employee')),
            ('mandate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.mandate')),
            ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'open')), fields=('agency', 'user', 'kind', 'role'), name='people_accessrequest_one_open_each'), models.CheckConstraint(condition=models.Q(('asked_by', models.F('user')), _negated=True), name='people_accessrequest_not_for_oneself'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'granted'), _negated=True), models.Q(models.Q(('answered_by', models.F('asked_by')), _negated=True), models.Q(('answered_by', models.F('user')), _negated=True)), _connector='OR'), name='people_accessrequest_granted_by_another')],
        },
    ),
    migrations.CreateModel(
        name='NameWord',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('word', models.CharField(max_length=40)),
            ('name', models.CharField(max_length=200)),
            ('agency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.agency')),
            ('employee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='people.employee')),
        ],
        options={
            'indexes': [models.Index(fields=['agency', 'word', 'name', 'employee'], name='people_nameword_bearers')],
            'constraints': [models.UniqueConstraint(fields=('employee', 'word'), name='people_nameword_once')],
        },
    ),
    migrations.AddField(
        model_name='employee',
        name='position',
        field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='people.position'),
    ),
    migrations.AddField(
        model_name='employee',
        name='unit',
        field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='people.unit'),
    ),
    migrations.AddField(
        model_name='employee',
        name='keeps_ratings',
        field=models.BooleanField(default=False),
    ),
    migrations.AddField(
        model_name='employee',
        name='left_reason',
        field=models.CharField(blank=True, max_length=30, verbose_name='Alasan berhenti'),
    ),
    migrations.AddField(
        model_name='team',
        name='unit',
        field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='people.unit'),
    ),
    migrations.AddField(
        model_name='team',
        name='mandate',
        field=models.CharField(blank=True, max_length=200, verbose_name='Dasar penugasan'),
    ),
    migrations.AddIndex(
        model_name='employee',
        index=models.Index(condition=models.Q(('left_on', None)), fields=['unit'], name='people_employee_in_unit'),
    ),
]
