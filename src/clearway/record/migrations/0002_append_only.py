from django.db import migrations

from clearway.record import guards


def install(apps, schema_editor):
    guards.install(schema_editor.connection)


def remove(apps, schema_editor):
    guards.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("record", "0001_tables")]

    operations = [migrations.RunPython(install, remove)]
