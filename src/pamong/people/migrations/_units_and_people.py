"""Tables of the first releases, a part of 0001_squashed."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name='Agency',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('code', models.SlugField(max_length=40, unique=True, verbose_name='Kode')),
            ('name', models.CharField(max_length=200, verbose_name='Nama instansi')),
            ('time_zone', models.CharField(default='Asia/Jakarta', max_length=40, verbose_name='Zona waktu')),
            ('workdays', models.PositiveSmallIntegerField(default=5, verbose_name='Hari kerja seminggu')),
            ('is_demo', models.BooleanField(default=False, editable=False)),
            ('local_packs', models.JSONField(default=list, editable=False)),
            ('monthly_years', models.JSONField(default=list, editable=False)),
            ('calendar_mark', models.CharField(blank=True, editable=False, max_length=32)),
            ('is_gathered', models.BooleanField(default=False)),
        ],
        options={
            'verbose_name_plural': 'agencies',
        },
    ),
    migrations.CreateModel(
        name='ProblemSearch',
        fields=[
            ('agency', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='people.agency')),
            ('searched_on', models.DateField()),
            ('copied_on', models.DateField(blank=True, null=True)),
        ],
    ),
    migrations.CreateModel(
        name='Employee',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('nip', models.CharField(blank=True, max_length=18, verbose_name='NIP')),
            ('name', models.CharField(max_length=200, verbose_name='Nama')),
            ('title_before', models.CharField(blank=True, max_length=60, verbose_name='Gelar depan')),
            ('title_after', models.CharField(blank=True, max_length=120, verbose_name='Gelar belakang')),
            ('kind', models.CharField(choices=[('pns', 'PNS'), ('cpns', 'CPNS'), ('pppk', 'PPPK'), ('pppk_paruh_waktu', 'PPPK paruh waktu'), ('politik', 'Pejabat politik')], default='pns', max_length=20, verbose_name='Jenis pegawai')),
            ('rank', models.CharField(blank=True, max_length=10, verbose_name='Golongan')),
            ('sex', models.CharField(blank=True, choices=[('m', 'Laki-laki'), ('f', 'Perempuan')], max_length=1, verbose_name='Jenis kelamin')),
            ('born_on', models.DateField(blank=True, null=True, verbose_name='Tanggal lahir')),
            ('email', models.EmailField(blank=True, max_length=254, verbose_name='Alamat surel')),
            ('joined_on', models.DateField(blank=True, null=True, verbose_name='Mulai bekerja')),
            ('left_on', models.DateField(blank=True, null=True, verbose_name='Berhenti')),
            ('source', models.CharField(blank=True, max_length=60, verbose_name='Sumber data')),
            ('sourced_on', models.DateField(blank=True, null=True, verbose_name='Data per')),
            ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.agency')),
            ('rater', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rated', to='people.employee')),
            ('rater_superior', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superior_of', to='people.employee')),
            ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'indexes': [models.Index(fields=['agency', 'name', 'id'], name='people_employee_by_name'), models.Index(fields=['agency', 'born_on', 'nip', 'id'], name='people_employee_by_birth')],
            'constraints': [models.UniqueConstraint(condition=models.Q(('nip', ''), _negated=True), fields=('agency', 'nip'), name='people_employee_nip_once'), models.CheckConstraint(condition=models.Q(('rater', models.F('pk')), _negated=True), name='people_employee_never_rates_oneself')],
        },
    ),
    migrations.CreateModel(
        name='PeopleFile',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('name', models.CharField(max_length=200)),
            ('digest', models.CharField(max_length=64)),
            ('imported_on', models.DateField()),
            ('fields', models.JSONField(default=list)),
            ('is_of_agency', models.BooleanField(default=True)),
            ('is_whole', models.BooleanField(default=True)),
            ('agency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='people_files', to='people.agency')),
        ],
        options={
            'indexes': [models.Index(fields=['agency', 'id'], name='people_file_by_agency')],
        },
    ),
    migrations.CreateModel(
        name='FileRow',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('values', models.JSONField(default=dict)),
            ('employee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='file_rows', to='people.employee')),
            ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='people.peoplefile')),
        ],
        options={
            'constraints': [models.UniqueConstraint(fields=('employee', 'file'), name='people_filerow_person_once')],
        },
    ),
    migrations.CreateModel(
        name='PeopleUpload',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('name', models.CharField(max_length=200)),
            ('file', models.FileField(blank=True, upload_to='imports')),
            ('rejected_file', models.FileField(blank=True, upload_to='imports')),
            ('on', models.DateField(verbose_name='Berlaku sejak')),
            ('uploaded_on', models.DateField()),
            ('status', models.CharField(choices=[('received', 'Sedang diperiksa'), ('shown', 'Menunggu Anda'), ('importing', 'Sedang diimpor'), ('done', 'Selesai'), ('failed', 'Tidak dapat diimpor'), ('dropped', 'Dibatalkan')], default='received', max_length=10)),
            ('is_partial', models.BooleanField(default=False)),
            ('plan_digest', models.CharField(blank=True, max_length=64)),
            ('shown', models.JSONField(default=dict)),
            ('failure', models.CharField(blank=True, max_length=300)),
            ('added', models.PositiveIntegerField(default=0)),
            ('changed', models.PositiveIntegerField(default=0)),
            ('unchanged', models.PositiveIntegerField(default=0)),
            ('rejected', models.PositiveIntegerField(default=0)),
            ('agency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.agency')),
            ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ('columns', models.JSONField(default=dict)),
            ('started_at', models.DateTimeField(null=True)),
            ('units', models.JSONField(default=dict)),
            ('differences_file', models.FileField(blank=True, upload_to='imports')),
        ],
        options={
            'indexes': [models.Index(fields=['user', 'id'], name='people_upload_by_user')],
        },
    ),
    migrations.CreateModel(
        name='Position',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('name', models.CharField(max_length=250, verbose_name='Nama jabatan')),
            ('kind', models.CharField(choices=[('jpt', 'Jabatan pimpinan tinggi'), ('administrator', 'Administrator'), ('pengawas', 'Pengawas'), ('fungsional', 'Jabatan fungsional'), ('pelaksana', 'Pelaksana'), ('politik', 'Pejabat politik')], max_length=15, verbose_name='Jenis jabatan')),
            ('level', models.CharField(blank=True, max_length=40, verbose_name='Jenjang')),
            ('grade', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Kelas jabatan')),
            ('is_head', models.BooleanField(default=False, verbose_name='Memimpin unit')),
            ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.agency')),
            ('valid_to', models.DateField(blank=True, null=True, verbose_name='Berakhir pada')),
        ],
        options={
            'constraints': [models.UniqueConstraint(fields=('agency', 'name'), name='people_position_name_once')],
        },
    ),
    migrations.CreateModel(
        name='RosterDay',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('on', models.DateField()),
            ('shift', models.CharField(blank=True, max_length=20, verbose_name='Sif')),
            ('employee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roster', to='people.employee')),
        ],
        options={
            'constraints': [models.UniqueConstraint(fields=('employee', 'on'), name='people_rosterday_once')],
        },
    ),
    migrations.CreateModel(
        name='Supervision',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('valid_from', models.DateField()),
            ('valid_to', models.DateField(blank=True, null=True)),
            ('source', models.CharField(choices=[('usulan', 'Usulan dari kepala unit'), ('impor', 'Impor'), ('ditetapkan', 'Ditetapkan administrator'), ('pengganti', 'Atasan mengambil alih jabatan yang kosong')], default='usulan', max_length=12)),
            ('employee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supervisions', to='people.employee')),
            ('rater', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings_owed', to='people.employee')),
            ('superior', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appeals_owed', to='people.employee')),
            ('superior_chosen', models.BooleanField(default=False)),
            ('superior_reason', models.TextField(blank=True, verbose_name='Alasan')),
            ('instead_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.employee')),
        ],
        options={
            'indexes': [models.Index(fields=['rater', 'valid_from'], name='people_supervision_by_rater')],
            'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='people_supervision_life_is_forward'), models.CheckConstraint(condition=models.Q(('employee', models.F('rater')), _negated=True), name='people_supervision_not_oneself'), models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('employee',), name='people_supervision_one_open_each')],
        },
    ),
    migrations.CreateModel(
        name='SupervisorReport',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('note', models.TextField(blank=True, verbose_name='Keterangan')),
            ('status', models.CharField(choices=[('open', 'Menunggu administrator unit'), ('mended', 'Diperbaiki'), ('declined', 'Tidak diubah')], default='open', max_length=10)),
            ('reported_on', models.DateField()),
            ('answered_on', models.DateField(blank=True, null=True)),
            ('answer', models.TextField(blank=True, verbose_name='Jawaban')),
            ('employee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='people.employee')),
            ('suggested', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.employee')),
            ('recorded', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.employee')),
        ],
        options={
            'indexes': [models.Index(fields=['status', 'reported_on', 'id'], name='people_supervisorreport_wait')],
            'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'open')), fields=('employee',), name='people_supervisorreport_one_open_each')],
        },
    ),
    migrations.CreateModel(
        name='Team',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('valid_from', models.DateField()),
            ('valid_to', models.DateField(blank=True, null=True)),
            ('name', models.CharField(max_length=200, verbose_name='Nama tim')),
            ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.agency')),
            ('leader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teams_led', to='people.employee')),
        ],
        options={
            'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='people_team_life_is_forward')],
        },
    ),
    migrations.CreateModel(
        name='TeamMember',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('valid_from', models.DateField()),
            ('valid_to', models.DateField(blank=True, null=True)),
            ('employee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='people.employee')),
            ('team', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='people.team')),
            ('role', models.CharField(blank=True, max_length=120, verbose_name='Peran dalam tim')),
        ],
        options={
            'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='people_teammember_life_is_forward'), models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('team', 'employee'), name='people_teammember_one_open_each')],
        },
    ),
    migrations.CreateModel(
        name='TraceRead',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('purpose', models.TextField()),
            ('on', models.DateField()),
            ('employee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trace_reads', to='people.employee')),
            ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        ],
        options={
            'ordering': ['-on', '-pk'],
            'indexes': [models.Index(fields=['reader', 'on'], name='people_traceread_on_day')],
        },
    ),
    migrations.CreateModel(
        name='Unit',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ('valid_from', models.DateField()),
            ('valid_to', models.DateField(blank=True, null=True)),
            ('code', models.CharField(max_length=60, verbose_name='Kode unit')),
            ('name', models.CharField(max_length=250, verbose_name='Nama unit')),
            ('kind', models.CharField(choices=[('office', 'Perangkat daerah'), ('division', 'Bidang atau bagian'), ('section', 'Seksi atau subbagian'), ('district', 'Kecamatan'), ('school', 'Sekolah'), ('clinic', 'Puskesmas atau rumah sakit'), ('agency', 'Instansi')], default='office', max_length=12, verbose_name='Jenis')),
            ('path', models.CharField(db_index=True, editable=False, max_length=200)),
            ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.agency')),
            ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='people.unit')),
        ],
        options={
            'indexes': [models.Index(fields=['agency', 'name', 'id'], name='people_unit_by_name')],
            'constraints': [models.UniqueConstraint(fields=('agency', 'code'), name='people_unit_code_once'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='people_unit_life_is_forward')],
        },
    ),
]
