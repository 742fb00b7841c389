"""The database itself refuses to change or remove a line of the record."""

from django.db import migrations

from pamong.ledger import triggers


def close(apps, schema_editor):
    triggers.create(schema_editor.connection)


def open_again(apps, schema_editor):
    triggers.drop(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(close, open_again)]
