"""SQLite refuses to put another line in the place of one of the record."""

from django.db import migrations

from pamong.ledger import triggers


def close(apps, schema_editor):
    triggers.create(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_entry_lists_and_chain_check")]
    operations = [migrations.RunPython(close, migrations.RunPython.noop)]
