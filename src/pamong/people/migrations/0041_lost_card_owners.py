"""A kind of problem: who answers for an indicator left or moved."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0040_mandate_end_reason'),
    ]

    operations = [
        migrations.AlterField(
            model_name='dataproblem',
            name='kind',
            field=models.CharField(choices=[('no_rater', 'Tanpa penilai'), ('rater_left', 'Penilai sudah berhenti'), ('rater_moved', 'Penilai pindah dari jabatannya'), ('rater_kept', 'Pindah unit, penilai tetap'), ('above_left', 'Atasan penilai sudah berhenti'), ('circle', 'Penilaian melingkar'), ('two_posts', 'Dua jabatan definitif'), ('no_head', 'Unit tanpa kepala'), ('odd_nip', 'NIP janggal'), ('plan_gap', 'Hari tanpa SKP'), ('contract_end', 'Kontrak berakhir tanpa keputusan'), ('leaving_held', 'Berhenti belum berlaku'), ('plan_overlap', 'Dua SKP sekaligus'), ('plan_post', 'SKP mendatang dengan jabatan lama'), ('card_owner', 'Penanggung jawab indikator berhenti atau pindah')], max_length=12),
        ),
    ]
